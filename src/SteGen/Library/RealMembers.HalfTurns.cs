using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Trigonometry in half turns: the reduction is exact for every argument, and so is the result at multiples of a quarter turn.</summary>
internal static partial class RealMembers
{
    /// <summary>sin(pi x), 0 with the sign of x at whole numbers.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static double SinPi(double x)
    {
        (double sin, _) = Turned(x);
        return Gradient.StraightThrough(sin == 0 ? Math.CopySign(0.0, x) : sin, sin);
    }

    /// <inheritdoc cref="SinPi(double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float SinPi(float x)
    {
        (float sin, _) = Turned(x);
        return Gradient.StraightThrough(sin == 0f ? MathF.CopySign(0f, x) : sin, sin);
    }

    /// <summary>cos(pi x), +0 halfway between whole numbers.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static double CosPi(double x)
    {
        (_, double cos) = Turned(x);
        return Gradient.StraightThrough(cos == 0 ? 0 : cos, cos);
    }

    /// <inheritdoc cref="CosPi(double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float CosPi(float x)
    {
        (_, float cos) = Turned(x);
        return Gradient.StraightThrough(cos == 0f ? 0f : cos, cos);
    }

    /// <summary>tan(pi x), infinite halfway between whole numbers.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static double TanPi(double x) => SinPi(x) / CosPi(x);

    /// <inheritdoc cref="TanPi(double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float TanPi(float x) => SinPi(x) / CosPi(x);

    /// <summary>Sine and cosine of pi x.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static (double SinPi, double CosPi) SinCosPi(double x) => (SinPi(x), CosPi(x));

    /// <inheritdoc cref="SinCosPi(double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static (float SinPi, float CosPi) SinCosPi(float x) => (SinPi(x), CosPi(x));

    /// <summary>asin(x) / pi.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T AsinPi<T>(T x)
        where T : struct, IFloatingPointIeee754<T> => T.Asin(x) / T.Pi;

    /// <summary>acos(x) / pi.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T AcosPi<T>(T x)
        where T : struct, IFloatingPointIeee754<T> => T.Acos(x) / T.Pi;

    /// <summary>atan(x) / pi.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T AtanPi<T>(T x)
        where T : struct, IFloatingPointIeee754<T> => T.Atan(x) / T.Pi;

    /// <summary>atan2(y, x) / pi.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T Atan2Pi<T>(T y, T x)
        where T : struct, IFloatingPointIeee754<T> => T.Atan2(y, x) / T.Pi;

    private static (T Sin, T Cos) Turned<T>(T x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T two = T.One + T.One;
        T turn = x - (two * Gradient.StopGradient(T.Round(x / two)));
        T quarters = Gradient.StopGradient(T.Round(turn + turn));
        T angle = (turn - (quarters / two)) * T.Pi;
        T sin = T.Sin(angle), cos = T.Cos(angle);
        return quarters == T.Zero ? (sin, cos)
            : quarters == T.One ? (cos, -sin)
            : quarters == T.NegativeOne ? (-cos, sin)
            : (-sin, -cos);
    }
}
