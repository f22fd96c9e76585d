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
    /// <summary>The angle, from -pi/2 to pi/2, whose sine is <paramref name="x"/>.</summary>
    /// <remarks>Up to 1/2: x + x^3 R(x^2); beyond: pi/2 - 2 asin(sqrt((1 - |x|) / 2)). In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 1.59).</remarks>
    /// <param name="x">From -1 to 1.</param>
    /// <returns>asin x; NaN outside.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Asin(float x) => Lanes128.Asin(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Asin(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Asin(double x) => Lanes128.Asin(V.Create(x)).ToScalar();

    /// <summary>The angle, from 0 to pi, whose cosine is <paramref name="x"/>.</summary>
    /// <remarks>From the same polynomial as <see cref="Asin(float)"/>. In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 1.07).</remarks>
    /// <param name="x">From -1 to 1.</param>
    /// <returns>acos x; NaN outside.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Acos(float x) => Lanes128.Acos(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Acos(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Acos(double x) => Lanes128.Acos(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Asin(float)"/>
    [MethodImpl(Inline)]
    public static F Asin(F x) => V.Narrow(Asin(V.WidenLower(x)), Asin(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Asin(float)"/>
    [MethodImpl(Inline)]
    public static D Asin(D x)
    {
        D a = V.Abs(x);
        D far = V.GreaterThan(a, V.Create(0.5));
        D z = V.ConditionalSelect(far, V.FusedMultiplyAdd(a, V.Create(-0.5), V.Create(0.5)), a * a);
        D s = V.ConditionalSelect(far, V.Sqrt(z), a);
        D tail = AsinTail(z) * s;
        D beyond = V.Create(1.5707963267948966) - (s + s + (V.Create(2d) * tail - V.Create(6.123233995736766e-17)));
        return V.CopySign(V.ConditionalSelect(far, beyond, s + tail), x);
    }

    /// <inheritdoc cref="Elementary.Acos(float)"/>
    [MethodImpl(Inline)]
    public static F Acos(F x) => V.Narrow(Acos(V.WidenLower(x)), Acos(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Acos(float)"/>
    [MethodImpl(Inline)]
    public static D Acos(D x)
    {
        D a = V.Abs(x);
        D far = V.GreaterThan(a, V.Create(0.5)), negative = V.LessThan(x, D.Zero);
        D z = V.ConditionalSelect(far, V.FusedMultiplyAdd(a, V.Create(-0.5), V.Create(0.5)), a * a);
        D s = V.ConditionalSelect(far, V.Sqrt(z), x);
        D tail = AsinTail(z) * s;
        D near = V.Create(1.5707963267948966) - (s + (tail - V.Create(6.123233995736766e-17)));
        D twice = s + s, twiceTail = tail + tail;
        D beyond = V.ConditionalSelect(negative, V.Create(3.141592653589793) - (twice + (twiceTail - V.Create(1.2246467991473532e-16))), twice + twiceTail);
        return V.ConditionalSelect(far, beyond, near);
    }

    /// <summary>With z = s^2: asin(s) / s - 1, for |s| up to 1/2.</summary>
    [MethodImpl(Inline)]
    private static D AsinTail(D z)
    {
        D z2 = z * z;
        D q = V.FusedMultiplyAdd(V.Create(0.032604152310559235), z2, V.FusedMultiplyAdd(V.Create(-0.02096488848106978), z, V.Create(0.021686624407816525)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.003713684053573549), z, V.Create(0.010778641267816882)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.011399148647401557), z, V.Create(0.013980797169174762)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.01735161358255538), z, V.Create(0.022372214915340964)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.030381942710121252), z, V.Create(0.04464285717456039)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.07499999999970865), z, V.Create(0.1666666666666676)));
        return q * z;
    }
}
