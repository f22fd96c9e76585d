using System;
using SteGen;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Quantizers with learned steps, written as a user writes them: from a clamp, a straight-through rounding and a product.</summary>
internal static partial class Quantizers
{
    /// <summary>LSQ, clipped before rounding; the scale's gradient is weighed down by a stopped copy of it.</summary>
    [Differentiable("v", "s")]
    public static double LearnedStep(double v, [Uniform] double s, [Uniform] double qn, [Uniform] double qp, [Uniform] double weight)
    {
        double step = Gradient.StopGradient(s - (s * weight)) + (s * weight);
        return Ste.Round(Math.Clamp(v / step, -qn, qp)) * step;
    }

    /// <summary>Rounded before it is clipped: the gradient passes half a step beyond the range.</summary>
    [Differentiable("x", "s")]
    public static double RoundThenClamp(double x, [Uniform] double s, [Uniform] double qMin, [Uniform] double qMax) =>
        Math.Clamp(Ste.Round(x / s), qMin, qMax) * s;

    /// <summary>PACT: the clip is learned, by the elements that it cuts off.</summary>
    [Differentiable("x", "alpha")]
    public static double Pact(double x, [Uniform] double alpha, [Uniform] int bits)
    {
        double n = (1 << bits) - 1;
        double clipped = x < 0 ? 0 : x >= alpha ? alpha : x;
        double stopped = Gradient.StopGradient(alpha);
        return Gradient.StraightThrough(Math.Round(clipped * n / stopped) * stopped / n, clipped);
    }

    /// <summary>A sample of a Bernoulli variable with the derivative of its probability.</summary>
    [Differentiable("x")]
    public static double Bernoulli(double x, double u)
    {
        double probability = 1 / (1 + Math.Exp(-x));
        return Gradient.StraightThrough(u < probability ? 1 : 0, probability);
    }
}
