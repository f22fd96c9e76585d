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
    /// <summary>The number whose hyperbolic sine is <paramref name="x"/>.</summary>
    /// <remarks>ln(1 + a + a^2 / (1 + sqrt(1 + a^2))) for a = |x|. In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 1.54).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>asinh x, with the sign of <paramref name="x"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Asinh(float x) => Lanes128.Asinh(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Asinh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Asinh(double x) => Lanes128.Asinh(V.Create(x)).ToScalar();

    /// <summary>The number, not below 0, whose hyperbolic cosine is <paramref name="x"/>.</summary>
    /// <remarks>ln(1 + t + sqrt(t (t + 2))) for t = x - 1. In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 2.14).</remarks>
    /// <param name="x">A number not below 1.</param>
    /// <returns>acosh x; NaN below 1.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Acosh(float x) => Lanes128.Acosh(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Acosh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Acosh(double x) => Lanes128.Acosh(V.Create(x)).ToScalar();

    /// <summary>The number whose hyperbolic tangent is <paramref name="x"/>.</summary>
    /// <remarks>ln(1 + 2a / (1 - a)) / 2 for a = |x|. In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 1.76).</remarks>
    /// <param name="x">From -1 to 1.</param>
    /// <returns>atanh x; infinite at -1 and 1, NaN outside.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Atanh(float x) => Lanes128.Atanh(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Atanh(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Atanh(double x) => Lanes128.Atanh(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Asinh(float)"/>
    [MethodImpl(Inline)]
    public static F Asinh(F x) => V.Narrow(Asinh(V.WidenLower(x)), Asinh(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Asinh(float)"/>
    [MethodImpl(Inline)]
    public static D Asinh(D x)
    {
        // Where a is large, ln(2a).
        D a = V.Abs(x), large = V.GreaterThan(a, V.Create(1e17));
        D sum = V.FusedMultiplyAdd(a, a / (D.One + V.Sqrt(V.FusedMultiplyAdd(a, a, D.One))), a);
        D y = Log1pInside(V.ConditionalSelect(large, a, sum)) + (large & V.Create(Ln2HighDouble));
        return V.CopySign(V.ConditionalSelect(V.LessThan(a, V.Create(double.PositiveInfinity)), y, a), x);
    }

    /// <inheritdoc cref="Elementary.Acosh(float)"/>
    [MethodImpl(Inline)]
    public static F Acosh(F x) => V.Narrow(Acosh(V.WidenLower(x)), Acosh(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Acosh(float)"/>
    [MethodImpl(Inline)]
    public static D Acosh(D x)
    {
        D t = x - D.One, large = V.GreaterThan(x, V.Create(1e17));
        D sum = t + V.Sqrt(t * (t + V.Create(2d)));
        D y = Log1pInside(V.ConditionalSelect(large, x, sum)) + (large & V.Create(Ln2HighDouble));
        y = V.ConditionalSelect(V.GreaterThanOrEqual(x, D.One), y, V.Create(double.NaN));
        return V.ConditionalSelect(V.Equals(x, V.Create(double.PositiveInfinity)), x, y);
    }

    /// <inheritdoc cref="Elementary.Atanh(float)"/>
    [MethodImpl(Inline)]
    public static F Atanh(F x) => V.Narrow(Atanh(V.WidenLower(x)), Atanh(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Atanh(float)"/>
    [MethodImpl(Inline)]
    public static D Atanh(D x)
    {
        D a = V.Abs(x);
        return V.CopySign(V.Create(0.5) * Log1p((a + a) / (D.One - a)), x);
    }
}
