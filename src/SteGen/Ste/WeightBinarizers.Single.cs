using System;

namespace SteGen;

public static partial class Ste
{
    /// <inheritdoc cref="MagnitudeAwareSign(ReadOnlySpan{double}, int, Span{double}, double, SignZero, bool)"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void MagnitudeAwareSign(ReadOnlySpan<float> w, int channels, Span<float> result, [NoGradient] float clip = 1.0f, SignZero zero = SignZero.Positive, bool scaleGradient = true)
    {
        if (channels < 1) throw new ArgumentOutOfRangeException(nameof(channels), "There must be a channel.");
        if (!(clip > 0)) throw new ArgumentOutOfRangeException(nameof(clip), "The clip must be positive.");
        if (w.Length % channels != 0) throw new ArgumentException("Each channel must have the same number of weights.", nameof(w));
        if (result.Length != w.Length) throw new ArgumentException("The result must be as long as the weights.", nameof(result));
        int rows = w.Length / channels;
        for (int c = 0; c < channels; c++)
        {
            float sum = 0;
            for (int row = 0; row < rows; row++) sum += Gradient.StopGradient(MathF.Abs(w[(row * channels) + c]));
            float size = sum / rows;
            for (int row = 0; row < rows; row++)
            {
                float x = w[(row * channels) + c], passed = MathF.Abs(x) <= clip ? x : 0.0f;
                result[(row * channels) + c] = Gradient.StraightThrough(size * HardSign(x, zero), scaleGradient ? size * passed : passed);
            }
        }
    }

    /// <inheritdoc cref="XnorWeights(ReadOnlySpan{double}, int, Span{double}, bool)"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void XnorWeights(ReadOnlySpan<float> w, int channels, Span<float> result, bool paperRule = false)
    {
        if (channels < 1) throw new ArgumentOutOfRangeException(nameof(channels), "There must be a channel.");
        if (w.Length % channels != 0) throw new ArgumentException("Each channel must have the same number of weights.", nameof(w));
        if (result.Length != w.Length) throw new ArgumentException("The result must be as long as the weights.", nameof(result));
        int rows = w.Length / channels;
        for (int c = 0; c < channels; c++)
        {
            float sum = 0;
            for (int row = 0; row < rows; row++) sum += MathF.Abs(w[(row * channels) + c]);
            float size = sum / rows, constant = Gradient.StopGradient(size);
            for (int row = 0; row < rows; row++)
            {
                float x = w[(row * channels) + c], sign = Gradient.StopGradient(HardSign(x, SignZero.Positive)), passed = MathF.Abs(x) < 1 ? x : 0.0f;
                result[(row * channels) + c] = Gradient.StraightThrough(constant * sign, paperRule ? (x / rows) + (constant * passed) : (size * sign) + (constant * passed));
            }
        }
    }

    /// <inheritdoc cref="DoReFaWeights(ReadOnlySpan{double}, int, Span{double}, bool)"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void DoReFaWeights(ReadOnlySpan<float> w, int bits, Span<float> result, bool stopMax = true)
    {
        if (bits < 1 || bits > 30) throw new ArgumentOutOfRangeException(nameof(bits), "Bits must be from 1 to 30.");
        if (result.Length != w.Length) throw new ArgumentException("The result must be as long as the weights.", nameof(result));
        float n = (1 << bits) - 1, max = 0;
        for (int i = 0; i < w.Length; i++)
        {
            float size = MathF.Abs(MathF.Tanh(w[i]));
            if (size > max) max = size;
        }

        if (stopMax) max = Gradient.StopGradient(max);
        for (int i = 0; i < w.Length; i++)
        {
            float unit = max > 0 ? (MathF.Tanh(w[i]) / (2 * max)) + 0.5f : 0.5f;
            result[i] = Gradient.StraightThrough((2 * (MathF.Round(unit * n, MidpointRounding.ToEven) / n)) - 1, 2 * unit);
        }
    }

    /// <inheritdoc cref="DoReFaBinaryWeights(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void DoReFaBinaryWeights(ReadOnlySpan<float> w, Span<float> result)
    {
        if (result.Length != w.Length) throw new ArgumentException("The result must be as long as the weights.", nameof(result));
        float sum = 0;
        for (int i = 0; i < w.Length; i++) sum += Gradient.StopGradient(MathF.Abs(w[i]));
        float size = sum / w.Length;
        for (int i = 0; i < w.Length; i++) result[i] = Gradient.StraightThrough(size * HardSign(w[i], SignZero.Positive), w[i]);
    }

    /// <inheritdoc cref="TernaryWeights(ReadOnlySpan{double}, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void TernaryWeights(ReadOnlySpan<float> w, Span<float> result)
    {
        if (result.Length != w.Length) throw new ArgumentException("The result must be as long as the weights.", nameof(result));
        float limit = TernaryThreshold(w), sum = 0, count = 0;
        for (int i = 0; i < w.Length; i++)
        {
            float size = Gradient.StopGradient(MathF.Abs(w[i]));
            sum += size > limit ? size : 0.0f;
            count += size > limit ? 1.0f : 0.0f;
        }

        float a = count > 0 ? sum / count : 0.0f;
        for (int i = 0; i < w.Length; i++)
        {
            float x = w[i];
            result[i] = Gradient.StraightThrough(x > limit ? a : x < -limit ? -a : float.IsNaN(x) ? x : 0.0f, x);
        }
    }

    /// <inheritdoc cref="TernaryThreshold(ReadOnlySpan{double}, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float TernaryThreshold([NoGradient] ReadOnlySpan<float> w, [NoGradient] float factor = 0.7f)
    {
        float sum = 0;
        for (int i = 0; i < w.Length; i++) sum += MathF.Abs(w[i]);
        return factor * (sum / w.Length);
    }
}
