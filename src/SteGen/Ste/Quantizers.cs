using System;
using SteGen.Numerics;

namespace SteGen;

public static partial class Ste
{
    /// <summary>
    /// Affine fake quantization: <c>q = round(x / scale) + zeroPoint</c>, clamped to the range of the integer type and scaled back. The derivative with respect to x is 1 where q before clamping lies in the
    /// range, else 0; scale and zero point get none.
    /// </summary>
    /// <param name="x">The input.</param>
    /// <param name="scale">The step between two levels; positive. As in PyTorch x is multiplied by 1 / scale.</param>
    /// <param name="zeroPoint">The level of 0, a whole number.</param>
    /// <param name="qMin">The lowest level, for example -128.</param>
    /// <param name="qMax">The highest level, for example 127.</param>
    /// <returns>The level next to <paramref name="x"/>, as a number like x.</returns>
    /// <remarks>The mask is tested after rounding, as in PyTorch and brevitas: gradients pass up to half a step beyond the range. Ties round to even.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static float FakeQuantize(float x, float scale, float zeroPoint, float qMin, float qMax)
    {
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), "The scale must be positive.");
        float level = Gradient.StopGradient(MathF.Round(x * (1f / scale), MidpointRounding.ToEven) + zeroPoint);
        float clamped = level < qMin ? qMin : level > qMax ? qMax : level;
        return Gradient.StraightThrough((clamped - zeroPoint) * scale, level >= qMin && level <= qMax ? x : 0f);
    }

    /// <inheritdoc cref="FakeQuantize(float, float, float, float, float)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double FakeQuantize(double x, double scale, double zeroPoint, double qMin, double qMax)
    {
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), "The scale must be positive.");
        double level = Gradient.StopGradient(Math.Round(x * (1 / scale), MidpointRounding.ToEven) + zeroPoint);
        double clamped = level < qMin ? qMin : level > qMax ? qMax : level;
        return Gradient.StraightThrough((clamped - zeroPoint) * scale, level >= qMin && level <= qMax ? x : 0);
    }

    /// <summary>DoReFa's activation: <c>round(clip(x, 0, 1) n) / n</c> with <c>n = 2^bits - 1</c>; the derivative is 1 where <c>0 &lt;= x &lt;= 1</c>, else 0.</summary>
    /// <param name="x">The input.</param>
    /// <param name="bits">How many bits the result has; 1 to 30.</param>
    /// <returns>One of 2^bits levels from 0 to 1; NaN for NaN.</returns>
    /// <remarks>Zhou and others 2016, arXiv 1606.06160. Ties round to even.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is out of range.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static float DoReFaActivation(float x, int bits = 2)
    {
        if (bits < 1 || bits > 30) throw new ArgumentOutOfRangeException(nameof(bits), "Bits must be from 1 to 30.");
        float n = (1 << bits) - 1;
        float clipped = x < 0f ? 0f : x > 1f ? 1f : x;
        return Gradient.StraightThrough(MathF.Round(clipped * n, MidpointRounding.ToEven) / n, x >= 0f && x <= 1f ? x : 0f);
    }

    /// <inheritdoc cref="DoReFaActivation(float, int)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double DoReFaActivation(double x, int bits = 2)
    {
        if (bits < 1 || bits > 30) throw new ArgumentOutOfRangeException(nameof(bits), "Bits must be from 1 to 30.");
        double n = (1 << bits) - 1;
        double clipped = x < 0 ? 0 : x > 1 ? 1 : x;
        return Gradient.StraightThrough(Math.Round(clipped * n, MidpointRounding.ToEven) / n, x >= 0 && x <= 1 ? x : 0);
    }
}
