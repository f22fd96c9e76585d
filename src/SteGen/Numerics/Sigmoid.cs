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
    /// <summary>The logistic function 1 / (1 + e^-x).</summary>
    /// <remarks>For very negative x it runs through the subnormal numbers to 0. Error at most 2.36 ULP (double: 1.60).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number from 0 to 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sigmoid(float x) => Lanes128.Sigmoid(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Sigmoid(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sigmoid(double x) => Lanes128.Sigmoid(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Sigmoid(float)"/>
    [MethodImpl(Inline)]
    public static F Sigmoid(F x)
    {
        F c = V.MinNative(V.Create(104f), V.MaxNative(V.Create(-80f), -x));
        F shifted = V.FusedMultiplyAdd(c, V.Create(Log2ESingle), V.Create(ShifterSingle));
        F n = shifted - V.Create(ShifterSingle);
        F r = V.FusedMultiplyAdd(n, V.Create(-Ln2LowSingle), V.FusedMultiplyAdd(n, V.Create(-Ln2HighSingle), c));
        // e^-x = 2^n e^r. Where n is large, the 1 does not count any more, and what exceeds 2^64 is divided out afterwards.
        F near = V.MinNative(V.Create(ShifterSingle + 64f), shifted);
        F power = PowerOfTwo(near.AsInt32());
        F beyond = PowerOfTwo(near.AsInt32() - shifted.AsInt32());
        return F.One / V.FusedMultiplyAdd(ExpMinusOne(r), power, power + F.One) * beyond;
    }

    /// <inheritdoc cref="Elementary.Sigmoid(float)"/>
    [MethodImpl(Inline)]
    public static D Sigmoid(D x)
    {
        D c = V.MinNative(V.Create(746d), V.MaxNative(V.Create(-700d), -x));
        D shifted = V.FusedMultiplyAdd(c, V.Create(Log2EDouble), V.Create(ShifterDouble));
        D n = shifted - V.Create(ShifterDouble);
        D r = V.FusedMultiplyAdd(n, V.Create(-Ln2LowDouble), V.FusedMultiplyAdd(n, V.Create(-Ln2HighDouble), c));
        D near = V.MinNative(V.Create(ShifterDouble + 512d), shifted);
        D power = PowerOfTwo(near.AsInt64());
        D beyond = PowerOfTwo(near.AsInt64() - shifted.AsInt64());
        return D.One / V.FusedMultiplyAdd(ExpMinusOne(r), power, power + D.One) * beyond;
    }
}
