using System;
using SteGen.Numerics;

namespace SteGen;

/// <summary>
/// Spikes of a neuron: 1 for <c>x &gt; 0</c>, else 0 (also at 0, as in the code of snnTorch and norse), where x is the membrane potential above the threshold; NaN for NaN. Each operation has the derivative of
/// another surrogate. Their heights at 0 differ (<see cref="FastSigmoid(double, double)"/> 1, <see cref="Atan(double, double)"/> alpha / 2, <see cref="Sigmoid(double, double)"/> slope / 4), so a learning rate does not carry over.
/// </summary>
public static partial class Spike
{
    /// <summary>A spike with <c>x' = y' / (slope |x| + 1)²</c>.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="slope">Steepness; positive. The default is snnTorch's.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    /// <remarks>Zenke and Ganguli 2018, arXiv 1705.11146.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double FastSigmoid(double x, double slope = 25.0)
    {
        if (!(slope > 0)) throw new ArgumentOutOfRangeException(nameof(slope), "The slope must be positive.");
        // the antiderivative up to a constant on either side of 0, so that nothing cancels
        return Gradient.StraightThrough(Hard(x), x >= 0 ? -1 / ((slope * x) + 1) / slope : 1 / (1 - (slope * x)) / slope);
    }

    /// <summary><see cref="FastSigmoid(double, double)"/> with the steepness of norse: <c>x' = y' / (alpha |x| + 1)²</c>.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="alpha">Steepness; positive.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    /// <remarks>Zenke and Ganguli 2018, arXiv 1705.11146.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double SuperSpike(double x, double alpha = 100.0)
    {
        if (!(alpha > 0)) throw new ArgumentOutOfRangeException(nameof(alpha), "Alpha must be positive.");
        return Gradient.StraightThrough(Hard(x), x >= 0 ? -1 / ((alpha * x) + 1) / alpha : 1 / (1 - (alpha * x)) / alpha);
    }

    /// <summary>A spike with <c>x' = y' (alpha / 2) / (1 + (π alpha x / 2)²)</c>.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="alpha">Steepness; positive.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    /// <remarks>Fang and others 2021, arXiv 2007.05785; the height is that of snnTorch's code, not of its documentation.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double Atan(double x, double alpha = 2.0)
    {
        if (!(alpha > 0)) throw new ArgumentOutOfRangeException(nameof(alpha), "Alpha must be positive.");
        return Gradient.StraightThrough(Hard(x), Math.Atan(Math.PI * 0.5 * alpha * x) / Math.PI);
    }

    /// <summary>A spike with <c>x' = y' alpha max(0, 1 - |x|)</c>.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="alpha">The height. The default is norse's.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static double Triangle(double x, double alpha = 0.3) =>
        Gradient.StraightThrough(Hard(x), x >= -1 && x <= 1 ? alpha * (x - (0.5 * x * Math.Abs(x))) : 0);

    /// <summary>A spike with the derivative of snnTorch's code called triangular: <c>x' = y' threshold</c> for <c>x &gt;= 0</c> negated, else not.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="threshold">The threshold of the neuron.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static double Triangular(double x, double threshold = 1.0) => Gradient.StraightThrough(Hard(x), x >= 0 ? -threshold * x : threshold * x);

    /// <summary>A spike with the derivative of a sigmoid: <c>x' = y' slope σ(slope x) σ(-slope x)</c>.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="slope">Steepness; positive.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double Sigmoid(double x, double slope = 25.0)
    {
        if (!(slope > 0)) throw new ArgumentOutOfRangeException(nameof(slope), "The slope must be positive.");
        return Gradient.StraightThrough(Hard(x), Elementary.Sigmoid(slope * x));
    }

    /// <summary>A spike that passes the gradient where it fires: <c>x' = y'</c> for <c>x &gt; 0</c>, else 0.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static double Heaviside(double x) => Gradient.StraightThrough(Hard(x), x > 0 ? x : 0);

    /// <summary>Leaky spike operator: <c>x' = y'</c> where it fires, else <c>slope y'</c>.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="slope">The gradient below the threshold.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static double Leaky(double x, double slope = 0.1) => Gradient.StraightThrough(Hard(x), x > 0 ? x : slope * x);

    /// <summary><see cref="FastSigmoid(double, double)"/> above a bound: <c>x' = y' / (slope |x| + 1)²</c> for <c>x &gt; bound</c>, else 0.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="slope">Steepness; positive.</param>
    /// <param name="bound">Up to here the gradient is 0.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="slope"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double SparseFastSigmoid(double x, double slope = 25.0, double bound = 1.0)
    {
        if (!(slope > 0)) throw new ArgumentOutOfRangeException(nameof(slope), "The slope must be positive.");
        return Gradient.StraightThrough(Hard(x), x > bound ? (x >= 0 ? -1 / ((slope * x) + 1) / slope : 1 / (1 - (slope * x)) / slope) : 0);
    }

    /// <summary>Spike rate escape: <c>x' = y' slope exp(-beta |x - 1|)</c>.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="beta">How fast it falls; positive.</param>
    /// <param name="slope">The height.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double RateEscape(double x, double beta = 1.0, double slope = 25.0)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "Beta must be positive.");
        return Gradient.StraightThrough(Hard(x), x >= 1 ? -slope / beta * Math.Exp(beta * (1 - x)) : slope / beta * Math.Exp(beta * (x - 1)));
    }

    /// <summary>A spike with <c>x' = y' (1 - tanh²(k x))</c>, without the factor k, as in norse.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="k">Steepness; positive.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double Tanh(double x, double k = 1.0)
    {
        if (!(k > 0)) throw new ArgumentOutOfRangeException(nameof(k), "k must be positive.");
        return Gradient.StraightThrough(Hard(x), Math.Tanh(k * x) / k);
    }

    /// <summary>A spike with <c>x' = y' (2 / √π) exp(-(k x)²)</c>, as in norse.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="k">Steepness; positive.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="k"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double Erfc(double x, double k = 1.0)
    {
        if (!(k > 0)) throw new ArgumentOutOfRangeException(nameof(k), "k must be positive.");
        return Gradient.StraightThrough(Hard(x), Elementary.Erf(k * x) / k);
    }

    /// <summary>A spike with <c>x' = y' alpha³ / (alpha² + x²)^1.5</c>, called circ in norse.</summary>
    /// <param name="x">The potential above the threshold.</param>
    /// <param name="alpha">The width; positive.</param>
    /// <returns>0 or 1; NaN for NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double Circ(double x, double alpha = 1.0)
    {
        if (!(alpha > 0)) throw new ArgumentOutOfRangeException(nameof(alpha), "Alpha must be positive.");
        return Gradient.StraightThrough(Hard(x), alpha * x / Math.Sqrt((alpha * alpha) + (x * x)));
    }

    private static double Hard(double x) => x > 0 ? 1 : double.IsNaN(x) ? x : 0;
}
