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
    /// <summary>2 to the power of <paramref name="x"/>.</summary>
    /// <remarks>x = n + r; then as <see cref="Exp(float)"/>. Whole powers are exact. Error at most 0.99 ULP (double: 1.02).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>2^x; infinity on overflow.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp2(float x) => Lanes128.Exp2(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Exp2(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp2(double x) => Lanes128.Exp2(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Exp2(float)"/>
    [MethodImpl(Inline)]
    public static F Exp2(F x)
    {
        x = V.MinNative(V.Create(129f), V.MaxNative(V.Create(-151f), x));
        F shifted = x + V.Create(ShifterSingle);
        F r = x - (shifted - V.Create(ShifterSingle));
        F p = ExpMinusOne(V.FusedMultiplyAdd(r, V.Create(Ln2LowSingle), r * V.Create(Ln2HighSingle)));
        I bits = shifted.AsInt32(), half = bits >>> 1;
        F first = PowerOfTwo(half), second = PowerOfTwo(bits - half);
        return V.FusedMultiplyAdd(p, first, first) * second;
    }

    /// <inheritdoc cref="Elementary.Exp2(float)"/>
    [MethodImpl(Inline)]
    public static D Exp2(D x)
    {
        x = V.MinNative(V.Create(1025d), V.MaxNative(V.Create(-1076d), x));
        D shifted = x + V.Create(ShifterDouble);
        D r = x - (shifted - V.Create(ShifterDouble));
        D p = ExpMinusOne(V.FusedMultiplyAdd(r, V.Create(Ln2LowDouble), r * V.Create(Ln2HighDouble)));
        L bits = shifted.AsInt64(), half = bits >>> 1;
        D first = PowerOfTwo(half), second = PowerOfTwo(bits - half);
        return V.FusedMultiplyAdd(p, first, first) * second;
    }
}
