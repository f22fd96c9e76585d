using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

public static partial class Elementary
{
    /// <summary>ln(1 + e^x), a smooth maximum of x and 0.</summary>
    /// <remarks>max(x, 0) + ln(1 + e^-|x|). Error at most 1.60 ULP (double: 1.40).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number not below 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x) => Lanes128.Softplus(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Softplus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Softplus(double x) => Lanes128.Softplus(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Softplus(float)"/>
    [MethodImpl(Inline)]
    public static F Softplus(F x) => Log1pOfFraction(Exp(-V.Abs(x))) + V.MaxNative(F.Zero, x);

    /// <inheritdoc cref="Elementary.Softplus(float)"/>
    [MethodImpl(Inline)]
    public static D Softplus(D x) => Log1pOfFraction(Exp(-V.Abs(x))) + V.MaxNative(D.Zero, x);

    /// <summary>ln(1 + z) for z from 0 to 1.</summary>
    [MethodImpl(Inline)]
    private static F Log1pOfFraction(F z)
    {
        // sum + rest is exactly 1 + z; halved, it is near 1 again.
        F sum = z + F.One, rest = z - (sum - F.One);
        F large = V.GreaterThan(sum, V.Create(1.41421354f));
        F factor = V.ConditionalSelect(large, V.Create(0.5f), F.One);
        F high = V.FusedMultiplyAdd(sum, factor, -F.One);
        rest *= factor;
        F f = high + rest;
        F low = LogLow(f) + ((high - f) + rest) + (large & V.Create(Ln2LowSingle));
        return (large & V.Create(Ln2HighSingle)) + (f + low);
    }

    /// <inheritdoc cref="Log1pOfFraction(F)"/>
    [MethodImpl(Inline)]
    private static D Log1pOfFraction(D z)
    {
        D sum = z + D.One, rest = z - (sum - D.One);
        D large = V.GreaterThan(sum, V.Create(1.4142135623730951));
        D factor = V.ConditionalSelect(large, V.Create(0.5), D.One);
        D high = V.FusedMultiplyAdd(sum, factor, -D.One);
        rest *= factor;
        D f = high + rest;
        D s = f / (f + V.Create(2d));
        D square = V.Create(0.5) * f * f;
        D low = V.FusedMultiplyAdd(s, square + LogTail(s * s), (high - f) + rest) + (large & V.Create(Ln2LowDouble));
        return (large & V.Create(Ln2HighDouble)) + (low - square + f);
    }
}
