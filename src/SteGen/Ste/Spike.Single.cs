using System;
using SteGen.Numerics;

namespace SteGen;

public static partial class Spike
{
    /// <inheritdoc cref="FastSigmoid(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float FastSigmoid(float x, float slope = 25.0f)
    {
        if (!(slope > 0)) throw new ArgumentOutOfRangeException(nameof(slope), "The slope must be positive.");
        // the antiderivative up to a constant on either side of 0, so that nothing cancels
        return Gradient.StraightThrough(Hard(x), x >= 0 ? -1 / ((slope * x) + 1) / slope : 1 / (1 - (slope * x)) / slope);
    }

    /// <inheritdoc cref="SuperSpike(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float SuperSpike(float x, float alpha = 100.0f)
    {
        if (!(alpha > 0)) throw new ArgumentOutOfRangeException(nameof(alpha), "Alpha must be positive.");
        return Gradient.StraightThrough(Hard(x), x >= 0 ? -1 / ((alpha * x) + 1) / alpha : 1 / (1 - (alpha * x)) / alpha);
    }

    /// <inheritdoc cref="Atan(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Atan(float x, float alpha = 2.0f)
    {
        if (!(alpha > 0)) throw new ArgumentOutOfRangeException(nameof(alpha), "Alpha must be positive.");
        return Gradient.StraightThrough(Hard(x), MathF.Atan(MathF.PI * 0.5f * alpha * x) / MathF.PI);
    }

    /// <inheritdoc cref="Triangle(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Triangle(float x, float alpha = 0.3f) =>
        Gradient.StraightThrough(Hard(x), x >= -1 && x <= 1 ? alpha * (x - (0.5f * x * MathF.Abs(x))) : 0);

    /// <inheritdoc cref="Triangular(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Triangular(float x, float threshold = 1.0f) => Gradient.StraightThrough(Hard(x), x >= 0 ? -threshold * x : threshold * x);

    /// <inheritdoc cref="Sigmoid(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Sigmoid(float x, float slope = 25.0f)
    {
        if (!(slope > 0)) throw new ArgumentOutOfRangeException(nameof(slope), "The slope must be positive.");
        return Gradient.StraightThrough(Hard(x), Elementary.Sigmoid(slope * x));
    }

    /// <inheritdoc cref="Heaviside(double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Heaviside(float x) => Gradient.StraightThrough(Hard(x), x > 0 ? x : 0);

    /// <inheritdoc cref="Leaky(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Leaky(float x, float slope = 0.1f) => Gradient.StraightThrough(Hard(x), x > 0 ? x : slope * x);

    /// <inheritdoc cref="SparseFastSigmoid(double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float SparseFastSigmoid(float x, float slope = 25.0f, float bound = 1.0f)
    {
        if (!(slope > 0)) throw new ArgumentOutOfRangeException(nameof(slope), "The slope must be positive.");
        return Gradient.StraightThrough(Hard(x), x > bound ? (x >= 0 ? -1 / ((slope * x) + 1) / slope : 1 / (1 - (slope * x)) / slope) : 0);
    }

    /// <inheritdoc cref="RateEscape(double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float RateEscape(float x, float beta = 1.0f, float slope = 25.0f)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "Beta must be positive.");
        return Gradient.StraightThrough(Hard(x), x >= 1 ? -slope / beta * MathF.Exp(beta * (1 - x)) : slope / beta * MathF.Exp(beta * (x - 1)));
    }

    /// <inheritdoc cref="Tanh(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Tanh(float x, float k = 1.0f)
    {
        if (!(k > 0)) throw new ArgumentOutOfRangeException(nameof(k), "k must be positive.");
        return Gradient.StraightThrough(Hard(x), MathF.Tanh(k * x) / k);
    }

    /// <inheritdoc cref="Erfc(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Erfc(float x, float k = 1.0f)
    {
        if (!(k > 0)) throw new ArgumentOutOfRangeException(nameof(k), "k must be positive.");
        return Gradient.StraightThrough(Hard(x), Elementary.Erf(k * x) / k);
    }

    /// <inheritdoc cref="Circ(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Circ(float x, float alpha = 1.0f)
    {
        if (!(alpha > 0)) throw new ArgumentOutOfRangeException(nameof(alpha), "Alpha must be positive.");
        return Gradient.StraightThrough(Hard(x), alpha * x / MathF.Sqrt((alpha * alpha) + (x * x)));
    }

    private static float Hard(float x) => x > 0 ? 1 : float.IsNaN(x) ? x : 0;
}
