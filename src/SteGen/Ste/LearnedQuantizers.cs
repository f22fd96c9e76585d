using System;

namespace SteGen;

public static partial class Ste
{
    /// <summary>LSQ: <c>round(clip(v / step, -qn, qp)) step</c> with a learned step. v' = y' inside the clip; step' = gradientScale Σ y' (round(u) - u inside, -qn or qp outside).</summary>
    /// <param name="v">The weight or activation.</param>
    /// <param name="step">The learned step; positive.</param>
    /// <param name="qn">Levels below 0.</param>
    /// <param name="qp">Levels above 0.</param>
    /// <param name="gradientScale">The weight of the step's gradient; the paper has <c>1 / √(n qp)</c>.</param>
    /// <param name="boundary">Whether the gradient passes at the ends of the clip: yes in the common code, no in the paper.</param>
    /// <returns>The quantized value.</returns>
    /// <remarks>Esser and others 2019, arXiv 1902.08153. The mask is tested before rounding. Ties round to even.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double LearnedStep(double v, double step, [NoGradient] double qn, [NoGradient] double qp, [NoGradient] double gradientScale, Boundary boundary = Boundary.Inclusive)
    {
        if (!(step > 0)) throw new ArgumentOutOfRangeException(nameof(step), "The step must be positive.");
        double s = Scaled(step, gradientScale), u = v / s;
        bool inside = boundary == Boundary.Inclusive ? u >= -qn && u <= qp : u > -qn && u < qp;
        double clipped = u < -qn ? -qn : u > qp ? qp : u;
        double kept = inside ? clipped : Gradient.StopGradient(clipped);
        return Gradient.StraightThrough(Math.Round(clipped, MidpointRounding.ToEven), kept) * s;
    }

    /// <summary>LSQ+: <c>round(clip((x - offset) / step, n, p)) step + offset</c>; as LSQ, and the offset gets the gradient of what the clip cuts off.</summary>
    /// <param name="x">The activation.</param>
    /// <param name="step">The learned step; positive.</param>
    /// <param name="offset">The learned offset.</param>
    /// <param name="n">The lowest level.</param>
    /// <param name="p">The highest level.</param>
    /// <param name="gradientScale">The weight of the step's gradient.</param>
    /// <returns>The quantized value.</returns>
    /// <remarks>Bhalgat and others 2020, arXiv 2004.09576.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="step"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double LearnedStepOffset(double x, double step, double offset, [NoGradient] double n, [NoGradient] double p, [NoGradient] double gradientScale)
    {
        if (!(step > 0)) throw new ArgumentOutOfRangeException(nameof(step), "The step must be positive.");
        double s = Scaled(step, gradientScale), u = (x - offset) / s;
        double clipped = u < n ? n : u > p ? p : u;
        return (Gradient.StraightThrough(Math.Round(clipped, MidpointRounding.ToEven), clipped) * s) + offset;
    }

    /// <summary>PACT: <c>round(clip(x, 0, alpha) n / alpha) alpha / n</c>, <c>n = 2^bits - 1</c>: x' = y' where 0 &lt;= x &lt; alpha; alpha' = Σ y' where x &gt;= alpha (no term of the rounding error, unlike LSQ).</summary>
    /// <param name="x">The activation.</param>
    /// <param name="alpha">The learned clip; positive.</param>
    /// <param name="bits">How many bits the result has; 1 to 30.</param>
    /// <returns>One of 2^bits levels from 0 to alpha.</returns>
    /// <remarks>Choi and others 2018, arXiv 1805.06085.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="alpha"/> is not positive, or <paramref name="bits"/> out of range.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double Pact(double x, double alpha, int bits)
    {
        if (!(alpha > 0)) throw new ArgumentOutOfRangeException(nameof(alpha), "The clip must be positive.");
        if (bits < 1 || bits > 30) throw new ArgumentOutOfRangeException(nameof(bits), "Bits must be from 1 to 30.");
        double n = (1 << bits) - 1;
        double clipped = x < 0 ? 0 : x >= alpha ? alpha : x;
        return Gradient.StraightThrough(Math.Round(clipped * n / alpha, MidpointRounding.ToEven) * alpha / n, clipped);
    }

    /// <summary>The start of a learned step: <c>2 mean|v| / √qp</c>.</summary>
    /// <param name="v">The weights, or activations of one batch; not empty.</param>
    /// <param name="qp">Levels above 0; positive.</param>
    /// <returns>The step to begin with; a constant in derivatives.</returns>
    /// <remarks>Esser and others 2019, arXiv 1902.08153.</remarks>
    /// <exception cref="ArgumentException"><paramref name="v"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="qp"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double LearnedStepStart([NoGradient] ReadOnlySpan<double> v, [NoGradient] double qp)
    {
        if (v.Length == 0) throw new ArgumentException("There must be a number.", nameof(v));
        if (!(qp > 0)) throw new ArgumentOutOfRangeException(nameof(qp), "There must be a level above 0.");
        double sum = 0;
        for (int i = 0; i < v.Length; i++) sum += Math.Abs(v[i]);
        return 2 * (sum / v.Length) / Math.Sqrt(qp);
    }

    /// <summary>
    /// <see cref="FakeQuantize(double, double, double, double, double)"/> with a learned scale and zero point: <c>x' = y'</c> where the level lies in the range; <c>scale' = gradientScale Σ y' (q - zeroPoint - x / scale)</c> there, else
    /// <c>gradientScale Σ y' (bound - zeroPoint)</c>; <c>zeroPoint' = -gradientScale Σ y' scale</c> outside of the range.
    /// </summary>
    /// <param name="x">The input.</param>
    /// <param name="scale">The learned step; positive.</param>
    /// <param name="zeroPoint">The learned level of 0.</param>
    /// <param name="qMin">The lowest level.</param>
    /// <param name="qMax">The highest level.</param>
    /// <param name="gradientScale">The weight of the gradients of scale and zero point: 1, or <c>1 / √(n qMax)</c>.</param>
    /// <returns>The level next to <paramref name="x"/>, as a number like x.</returns>
    /// <remarks>As PyTorch's learnable fake quantization and brevitas' integer quantizer: the range is tested after rounding (<see cref="LearnedStep(double, double, double, double, double, Boundary)"/> tests before).</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double LearnedFakeQuantize(double x, double scale, double zeroPoint, [NoGradient] double qMin, [NoGradient] double qMax, [NoGradient] double gradientScale = 1.0)
    {
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), "The scale must be positive.");
        double s = Scaled(scale, gradientScale), z = Scaled(zeroPoint, gradientScale), zero = Gradient.StopGradient(zeroPoint);
        double unrounded = Gradient.StopGradient(x * (1.0 / scale)), rounded = Math.Round(unrounded, MidpointRounding.ToEven), level = rounded + zero;
        double clamped = level < qMin ? qMin : level > qMax ? qMax : level;
        return Gradient.StraightThrough((clamped - zero) * scale, level >= qMin && level <= qMax ? x + ((rounded - unrounded) * s) : (clamped - z) * s);
    }

    /// <summary>Three levels with a learned scale: <c>sign(x) scale</c> where <c>|x| &gt; threshold scale</c>, else 0; <c>x' = y'</c> there, else 0; <c>scale' = Σ y' sign(x)</c> there.</summary>
    /// <param name="x">The weight.</param>
    /// <param name="scale">The magnitude, learned; positive.</param>
    /// <param name="threshold">From which part of the scale on a weight counts, the threshold itself excluded.</param>
    /// <returns>-scale, 0 or +scale; NaN for NaN.</returns>
    /// <remarks>brevitas' ternary quantizer: the gradient of <em>small</em> weights is 0, where larq's (<see cref="Ternary(double, double, double)"/>) cuts off large ones.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double TernaryQuantize(double x, double scale, [NoGradient] double threshold)
    {
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), "The scale must be positive.");
        double limit = Gradient.StopGradient(threshold * scale);
        return Gradient.StraightThrough(x > limit ? scale : x < -limit ? -scale : double.IsNaN(x) ? x : 0.0, x > limit ? x + scale : x < -limit ? x - scale : 0.0);
    }

    // the value of step, its gradient times weight
    private static double Scaled(double step, [NoGradient] double weight) => Gradient.StraightThrough(step, step * weight);
}
