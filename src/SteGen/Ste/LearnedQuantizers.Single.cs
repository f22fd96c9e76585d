using System;

namespace SteGen;

public static partial class Ste
{
    /// <inheritdoc cref="LearnedStep(double, double, double, double, double, Boundary)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float LearnedStep(float v, float step, [NoGradient] float qn, [NoGradient] float qp, [NoGradient] float gradientScale, Boundary boundary = Boundary.Inclusive)
    {
        if (!(step > 0)) throw new ArgumentOutOfRangeException(nameof(step), "The step must be positive.");
        float s = Scaled(step, gradientScale), u = v / s;
        bool inside = boundary == Boundary.Inclusive ? u >= -qn && u <= qp : u > -qn && u < qp;
        float clipped = u < -qn ? -qn : u > qp ? qp : u;
        float kept = inside ? clipped : Gradient.StopGradient(clipped);
        return Gradient.StraightThrough(MathF.Round(clipped, MidpointRounding.ToEven), kept) * s;
    }

    /// <inheritdoc cref="LearnedStepOffset(double, double, double, double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float LearnedStepOffset(float x, float step, float offset, [NoGradient] float n, [NoGradient] float p, [NoGradient] float gradientScale)
    {
        if (!(step > 0)) throw new ArgumentOutOfRangeException(nameof(step), "The step must be positive.");
        float s = Scaled(step, gradientScale), u = (x - offset) / s;
        float clipped = u < n ? n : u > p ? p : u;
        return (Gradient.StraightThrough(MathF.Round(clipped, MidpointRounding.ToEven), clipped) * s) + offset;
    }

    /// <inheritdoc cref="Pact(double, double, int)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Pact(float x, float alpha, int bits)
    {
        if (!(alpha > 0)) throw new ArgumentOutOfRangeException(nameof(alpha), "The clip must be positive.");
        if (bits < 1 || bits > 30) throw new ArgumentOutOfRangeException(nameof(bits), "Bits must be from 1 to 30.");
        float n = (1 << bits) - 1;
        float clipped = x < 0 ? 0 : x >= alpha ? alpha : x;
        return Gradient.StraightThrough(MathF.Round(clipped * n / alpha, MidpointRounding.ToEven) * alpha / n, clipped);
    }

    /// <inheritdoc cref="LearnedStepStart(ReadOnlySpan{double}, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float LearnedStepStart([NoGradient] ReadOnlySpan<float> v, [NoGradient] float qp)
    {
        if (v.Length == 0) throw new ArgumentException("There must be a number.", nameof(v));
        if (!(qp > 0)) throw new ArgumentOutOfRangeException(nameof(qp), "There must be a level above 0.");
        float sum = 0;
        for (int i = 0; i < v.Length; i++) sum += MathF.Abs(v[i]);
        return 2 * (sum / v.Length) / MathF.Sqrt(qp);
    }

    /// <inheritdoc cref="LearnedFakeQuantize(double, double, double, double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float LearnedFakeQuantize(float x, float scale, float zeroPoint, [NoGradient] float qMin, [NoGradient] float qMax, [NoGradient] float gradientScale = 1.0f)
    {
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), "The scale must be positive.");
        float s = Scaled(scale, gradientScale), z = Scaled(zeroPoint, gradientScale), zero = Gradient.StopGradient(zeroPoint);
        float unrounded = Gradient.StopGradient(x * (1.0f / scale)), rounded = MathF.Round(unrounded, MidpointRounding.ToEven), level = rounded + zero;
        float clamped = level < qMin ? qMin : level > qMax ? qMax : level;
        return Gradient.StraightThrough((clamped - zero) * scale, level >= qMin && level <= qMax ? x + ((rounded - unrounded) * s) : (clamped - z) * s);
    }

    /// <inheritdoc cref="TernaryQuantize(double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float TernaryQuantize(float x, float scale, [NoGradient] float threshold)
    {
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), "The scale must be positive.");
        float limit = Gradient.StopGradient(threshold * scale);
        return Gradient.StraightThrough(x > limit ? scale : x < -limit ? -scale : float.IsNaN(x) ? x : 0.0f, x > limit ? x + scale : x < -limit ? x - scale : 0.0f);
    }

    // the value of step, its gradient times weight
    private static float Scaled(float step, [NoGradient] float weight) => Gradient.StraightThrough(step, step * weight);
}
