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
    /// <summary>The hyperbolic sine.</summary>
    /// <remarks>Up to 1: x + x^3 S(x^2); beyond: (e^|x| - e^-|x|) / 2. In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 1.59).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>sinh x; infinity on overflow.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sinh(float x) => Lanes128.Sinh(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Sinh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sinh(double x) => Lanes128.Sinh(V.Create(x)).ToScalar();

    /// <summary>The hyperbolic cosine.</summary>
    /// <remarks>(e^|x| + e^-|x|) / 2. In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 1.33).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>cosh x; infinity on overflow.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cosh(float x) => Lanes128.Cosh(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Cosh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Cosh(double x) => Lanes128.Cosh(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Sinh(float)"/>
    [MethodImpl(Inline)]
    public static F Sinh(F x) => V.Narrow(Sinh(V.WidenLower(x)), Sinh(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Sinh(float)"/>
    [MethodImpl(Inline)]
    public static D Sinh(D x)
    {
        D a = V.Abs(x), z = a * a;
        D z2 = z * z;
        D q = V.FusedMultiplyAdd(V.Create(7.776589488924811e-13), z2, V.FusedMultiplyAdd(V.Create(1.605665964626255e-10), z, V.Create(2.5052130992859132e-08)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(2.755731910678361e-06), z, V.Create(0.0001984126984159337)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.008333333333332912), z, V.Create(0.16666666666666669)));
        D near = V.FusedMultiplyAdd(q * z, a, a);
        D half = HalfExp(a);
        D far = half - V.Create(0.25) / half;
        return V.CopySign(V.ConditionalSelect(V.LessThan(a, D.One), near, far), x);
    }

    /// <inheritdoc cref="Elementary.Cosh(float)"/>
    [MethodImpl(Inline)]
    public static F Cosh(F x) => V.Narrow(Cosh(V.WidenLower(x)), Cosh(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Cosh(float)"/>
    [MethodImpl(Inline)]
    public static D Cosh(D x)
    {
        D half = HalfExp(V.Abs(x));
        return half + V.Create(0.25) / half;
    }

    /// <summary>e^a / 2 for a not below 0: infinite only where the hyperbolic functions are.</summary>
    [MethodImpl(Inline)]
    private static D HalfExp(D a)
    {
        a = V.MinNative(V.Create(712d), a);
        D shifted = V.FusedMultiplyAdd(a, V.Create(Log2EDouble), V.Create(ShifterDouble));
        D n = shifted - V.Create(ShifterDouble);
        D r = V.FusedMultiplyAdd(n, V.Create(-Ln2LowDouble), V.FusedMultiplyAdd(n, V.Create(-Ln2HighDouble), a));
        D p = ExpMinusOne(r);
        L bits = shifted.AsInt64(), half = bits >>> 1;
        D first = PowerOfTwo(half), second = PowerOfTwo(bits - half - L.One);
        return V.FusedMultiplyAdd(p, first, first) * second;
    }
}
