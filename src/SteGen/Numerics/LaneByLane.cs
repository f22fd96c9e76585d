using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;

namespace SteGen.Numerics;

// Functions that have no vector text yet: the scalar function of the platform, lane by lane. So scalar code and every width agree here, too.
public static partial class Elementary
{
    /// <summary>The cube root.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Cbrt(float)"/>.</returns>
    public static float Cbrt(float x) => MathF.Cbrt(x);

    /// <summary>The cube root.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Cbrt(double)"/>.</returns>
    public static double Cbrt(double x) => Math.Cbrt(x);

    /// <summary>The tangent.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Tan(float)"/>.</returns>
    public static float Tan(float x) => MathF.Tan(x);

    /// <summary>The tangent.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Tan(double)"/>.</returns>
    public static double Tan(double x) => Math.Tan(x);

    /// <summary>The angle in [-π/2, π/2] whose sine is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Asin(float)"/>.</returns>
    public static float Asin(float x) => MathF.Asin(x);

    /// <summary>The angle in [-π/2, π/2] whose sine is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Asin(double)"/>.</returns>
    public static double Asin(double x) => Math.Asin(x);

    /// <summary>The angle in [0, π] whose cosine is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Acos(float)"/>.</returns>
    public static float Acos(float x) => MathF.Acos(x);

    /// <summary>The angle in [0, π] whose cosine is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Acos(double)"/>.</returns>
    public static double Acos(double x) => Math.Acos(x);

    /// <summary>The angle in [-π/2, π/2] whose tangent is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Atan(float)"/>.</returns>
    public static float Atan(float x) => MathF.Atan(x);

    /// <summary>The angle in [-π/2, π/2] whose tangent is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Atan(double)"/>.</returns>
    public static double Atan(double x) => Math.Atan(x);

    /// <summary>The hyperbolic sine.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Sinh(float)"/>.</returns>
    public static float Sinh(float x) => MathF.Sinh(x);

    /// <summary>The hyperbolic sine.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Sinh(double)"/>.</returns>
    public static double Sinh(double x) => Math.Sinh(x);

    /// <summary>The hyperbolic cosine.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Cosh(float)"/>.</returns>
    public static float Cosh(float x) => MathF.Cosh(x);

    /// <summary>The hyperbolic cosine.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Cosh(double)"/>.</returns>
    public static double Cosh(double x) => Math.Cosh(x);

    /// <summary>The number whose hyperbolic sine is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Asinh(float)"/>.</returns>
    public static float Asinh(float x) => MathF.Asinh(x);

    /// <summary>The number whose hyperbolic sine is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Asinh(double)"/>.</returns>
    public static double Asinh(double x) => Math.Asinh(x);

    /// <summary>The number of at least 0 whose hyperbolic cosine is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Acosh(float)"/>.</returns>
    public static float Acosh(float x) => MathF.Acosh(x);

    /// <summary>The number of at least 0 whose hyperbolic cosine is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Acosh(double)"/>.</returns>
    public static double Acosh(double x) => Math.Acosh(x);

    /// <summary>The number whose hyperbolic tangent is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Atanh(float)"/>.</returns>
    public static float Atanh(float x) => MathF.Atanh(x);

    /// <summary>The number whose hyperbolic tangent is x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Atanh(double)"/>.</returns>
    public static double Atanh(double x) => Math.Atanh(x);

    /// <summary>The logarithm to base 2.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Log2(float)"/>.</returns>
    public static float Log2(float x) => MathF.Log2(x);

    /// <summary>The logarithm to base 2.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Log2(double)"/>.</returns>
    public static double Log2(double x) => Math.Log2(x);

    /// <summary>The logarithm to base 10.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="MathF.Log10(float)"/>.</returns>
    public static float Log10(float x) => MathF.Log10(x);

    /// <summary>The logarithm to base 10.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="Math.Log10(double)"/>.</returns>
    public static double Log10(double x) => Math.Log10(x);

    /// <summary>2 to the power x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="float.Exp2(float)"/>.</returns>
    public static float Exp2(float x) => float.Exp2(x);

    /// <summary>2 to the power x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="double.Exp2(double)"/>.</returns>
    public static double Exp2(double x) => double.Exp2(x);

    /// <summary>10 to the power x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="float.Exp10(float)"/>.</returns>
    public static float Exp10(float x) => float.Exp10(x);

    /// <summary>10 to the power x.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>That of <see cref="double.Exp10(double)"/>.</returns>
    public static double Exp10(double x) => double.Exp10(x);

    /// <summary>The angle of the point (x, y).</summary>
    /// <param name="y">The first operand.</param>
    /// <param name="x">The second operand.</param>
    /// <returns>That of the platform.</returns>
    public static float Atan2(float y, float x) => MathF.Atan2(y, x);

    /// <summary>The angle of the point (x, y).</summary>
    /// <param name="y">The first operand.</param>
    /// <param name="x">The second operand.</param>
    /// <returns>That of the platform.</returns>
    public static double Atan2(double y, double x) => Math.Atan2(y, x);

    /// <summary>√(x² + y²), without overflow on the way.</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The second operand.</param>
    /// <returns>That of the platform.</returns>
    public static float Hypot(float x, float y) => float.Hypot(x, y);

    /// <summary>√(x² + y²), without overflow on the way.</summary>
    /// <param name="x">The first operand.</param>
    /// <param name="y">The second operand.</param>
    /// <returns>That of the platform.</returns>
    public static double Hypot(double x, double y) => double.Hypot(x, y);

    /// <summary>-1, 0 or +1; NaN for NaN, where <see cref="Math.Sign(float)"/> throws.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>The sign; +0 for -0.</returns>
    public static float Sign(float x) => x > 0 ? 1f : x < 0 ? -1f : float.IsNaN(x) ? x : 0f;

    /// <summary>-1, 0 or +1; NaN for NaN, where <see cref="Math.Sign(double)"/> throws.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>The sign; +0 for -0.</returns>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : double.IsNaN(x) ? x : 0;
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Cbrt(float)"/>
    public static unsafe F Cbrt(F x) => Each(x, &Elementary.Cbrt);

    /// <inheritdoc cref="Elementary.Cbrt(double)"/>
    public static unsafe D Cbrt(D x) => Each(x, &Elementary.Cbrt);

    /// <inheritdoc cref="Elementary.Tan(float)"/>
    public static unsafe F Tan(F x) => Each(x, &Elementary.Tan);

    /// <inheritdoc cref="Elementary.Tan(double)"/>
    public static unsafe D Tan(D x) => Each(x, &Elementary.Tan);

    /// <inheritdoc cref="Elementary.Asin(float)"/>
    public static unsafe F Asin(F x) => Each(x, &Elementary.Asin);

    /// <inheritdoc cref="Elementary.Asin(double)"/>
    public static unsafe D Asin(D x) => Each(x, &Elementary.Asin);

    /// <inheritdoc cref="Elementary.Acos(float)"/>
    public static unsafe F Acos(F x) => Each(x, &Elementary.Acos);

    /// <inheritdoc cref="Elementary.Acos(double)"/>
    public static unsafe D Acos(D x) => Each(x, &Elementary.Acos);

    /// <inheritdoc cref="Elementary.Atan(float)"/>
    public static unsafe F Atan(F x) => Each(x, &Elementary.Atan);

    /// <inheritdoc cref="Elementary.Atan(double)"/>
    public static unsafe D Atan(D x) => Each(x, &Elementary.Atan);

    /// <inheritdoc cref="Elementary.Sinh(float)"/>
    public static unsafe F Sinh(F x) => Each(x, &Elementary.Sinh);

    /// <inheritdoc cref="Elementary.Sinh(double)"/>
    public static unsafe D Sinh(D x) => Each(x, &Elementary.Sinh);

    /// <inheritdoc cref="Elementary.Cosh(float)"/>
    public static unsafe F Cosh(F x) => Each(x, &Elementary.Cosh);

    /// <inheritdoc cref="Elementary.Cosh(double)"/>
    public static unsafe D Cosh(D x) => Each(x, &Elementary.Cosh);

    /// <inheritdoc cref="Elementary.Asinh(float)"/>
    public static unsafe F Asinh(F x) => Each(x, &Elementary.Asinh);

    /// <inheritdoc cref="Elementary.Asinh(double)"/>
    public static unsafe D Asinh(D x) => Each(x, &Elementary.Asinh);

    /// <inheritdoc cref="Elementary.Acosh(float)"/>
    public static unsafe F Acosh(F x) => Each(x, &Elementary.Acosh);

    /// <inheritdoc cref="Elementary.Acosh(double)"/>
    public static unsafe D Acosh(D x) => Each(x, &Elementary.Acosh);

    /// <inheritdoc cref="Elementary.Atanh(float)"/>
    public static unsafe F Atanh(F x) => Each(x, &Elementary.Atanh);

    /// <inheritdoc cref="Elementary.Atanh(double)"/>
    public static unsafe D Atanh(D x) => Each(x, &Elementary.Atanh);

    /// <inheritdoc cref="Elementary.Log2(float)"/>
    public static unsafe F Log2(F x) => Each(x, &Elementary.Log2);

    /// <inheritdoc cref="Elementary.Log2(double)"/>
    public static unsafe D Log2(D x) => Each(x, &Elementary.Log2);

    /// <inheritdoc cref="Elementary.Log10(float)"/>
    public static unsafe F Log10(F x) => Each(x, &Elementary.Log10);

    /// <inheritdoc cref="Elementary.Log10(double)"/>
    public static unsafe D Log10(D x) => Each(x, &Elementary.Log10);

    /// <inheritdoc cref="Elementary.Exp2(float)"/>
    public static unsafe F Exp2(F x) => Each(x, &Elementary.Exp2);

    /// <inheritdoc cref="Elementary.Exp2(double)"/>
    public static unsafe D Exp2(D x) => Each(x, &Elementary.Exp2);

    /// <inheritdoc cref="Elementary.Exp10(float)"/>
    public static unsafe F Exp10(F x) => Each(x, &Elementary.Exp10);

    /// <inheritdoc cref="Elementary.Exp10(double)"/>
    public static unsafe D Exp10(D x) => Each(x, &Elementary.Exp10);

    /// <inheritdoc cref="Elementary.Atan2(float, float)"/>
    public static unsafe F Atan2(F y, F x) => Each(y, x, &Elementary.Atan2);

    /// <inheritdoc cref="Elementary.Atan2(double, double)"/>
    public static unsafe D Atan2(D y, D x) => Each(y, x, &Elementary.Atan2);

    /// <inheritdoc cref="Elementary.Hypot(float, float)"/>
    public static unsafe F Hypot(F x, F y) => Each(x, y, &Elementary.Hypot);

    /// <inheritdoc cref="Elementary.Hypot(double, double)"/>
    public static unsafe D Hypot(D x, D y) => Each(x, y, &Elementary.Hypot);

    /// <summary>-1, 0 or +1; NaN for NaN; +0 for -0.</summary>
    [MethodImpl(Inline)]
    public static F Sign(F x) => V.ConditionalSelect(V.Equals(x, x), (V.LessThan(F.Zero, x) & V.Create(1f)) | (V.LessThan(x, F.Zero) & V.Create(-1f)), x);

    /// <summary>-1, 0 or +1; NaN for NaN; +0 for -0.</summary>
    [MethodImpl(Inline)]
    public static D Sign(D x) => V.ConditionalSelect(V.Equals(x, x), (V.LessThan(D.Zero, x) & V.Create(1.0)) | (V.LessThan(x, D.Zero) & V.Create(-1.0)), x);

    /// <summary>Rounds half away from zero.</summary>
    [MethodImpl(Inline)]
    public static F RoundAway(F x)
    {
        F whole = V.Truncate(x);
        return V.ConditionalSelect(V.GreaterThanOrEqual(V.Abs(x - whole), V.Create(0.5f)), whole + V.CopySign(V.Create(1f), x), whole);
    }

    /// <summary>Rounds half away from zero.</summary>
    [MethodImpl(Inline)]
    public static D RoundAway(D x)
    {
        D whole = V.Truncate(x);
        return V.ConditionalSelect(V.GreaterThanOrEqual(V.Abs(x - whole), V.Create(0.5)), whole + V.CopySign(V.Create(1.0), x), whole);
    }

    private static unsafe F Each(F x, delegate*<float, float> function)
    {
        F result = default;
        for (int lane = 0; lane < F.Count; lane++)
        {
            result = result.WithElement(lane, function(x[lane]));
        }

        return result;
    }

    private static unsafe D Each(D x, delegate*<double, double> function)
    {
        D result = default;
        for (int lane = 0; lane < D.Count; lane++)
        {
            result = result.WithElement(lane, function(x[lane]));
        }

        return result;
    }

    private static unsafe F Each(F x, F y, delegate*<float, float, float> function)
    {
        F result = default;
        for (int lane = 0; lane < F.Count; lane++)
        {
            result = result.WithElement(lane, function(x[lane], y[lane]));
        }

        return result;
    }

    private static unsafe D Each(D x, D y, delegate*<double, double, double> function)
    {
        D result = default;
        for (int lane = 0; lane < D.Count; lane++)
        {
            result = result.WithElement(lane, function(x[lane], y[lane]));
        }

        return result;
    }
}
