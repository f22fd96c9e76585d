using System;
using SteGen.Numerics;

namespace SteGen;

public static partial class Ste
{
    /// <inheritdoc cref="GumbelSoftmax(ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void GumbelSoftmax(ReadOnlySpan<float> logits, [NoGradient] ReadOnlySpan<float> noise, [NoGradient] float tau, Span<float> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (logits.Length == 0) throw new ArgumentException("There must be a logit.", nameof(logits));
        if (noise.Length != logits.Length) throw new ArgumentException("There must be a number for each logit.", nameof(noise));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        int best = Largest.Index(logits, noise);
        float max = Gradient.StopGradient(logits[best] + noise[best]), sum = 0, inverse = 1 / tau;
        float[] soft = new float[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            soft[i] = MathF.Exp((logits[i] + noise[i] - max) * inverse);
            sum += soft[i];
        }

        float share = 1 / sum;
        for (int i = 0; i < logits.Length; i++) result[i] = Gradient.StraightThrough(i == best ? 1.0f : 0.0f, soft[i] * share);
    }

    /// <inheritdoc cref="GumbelSoftmaxRelaxed(ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void GumbelSoftmaxRelaxed(ReadOnlySpan<float> logits, [NoGradient] ReadOnlySpan<float> noise, [NoGradient] float tau, Span<float> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (logits.Length == 0) throw new ArgumentException("There must be a logit.", nameof(logits));
        if (noise.Length != logits.Length) throw new ArgumentException("There must be a number for each logit.", nameof(noise));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        int best = Largest.Index(logits, noise);
        float max = Gradient.StopGradient(logits[best] + noise[best]), sum = 0, inverse = 1 / tau;
        float[] soft = new float[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            soft[i] = MathF.Exp((logits[i] + noise[i] - max) * inverse);
            sum += soft[i];
        }

        float share = 1 / sum;
        for (int i = 0; i < logits.Length; i++) result[i] = soft[i] * share;
    }

    /// <inheritdoc cref="ReinMax(ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void ReinMax(ReadOnlySpan<float> logits, [NoGradient] ReadOnlySpan<float> noise, [NoGradient] float tau, Span<float> result)
    {
        if (!(tau >= 1)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be at least 1.");
        if (logits.Length == 0) throw new ArgumentException("There must be a logit.", nameof(logits));
        if (noise.Length != logits.Length) throw new ArgumentException("There must be a number for each logit.", nameof(noise));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        int best = 0;
        float max = Gradient.StopGradient(logits[0] + noise[0]);
        for (int i = 1; i < logits.Length; i++)
        {
            float next = Gradient.StopGradient(logits[i] + noise[i]);
            best = next > max ? i : best;
            max = next > max ? next : max;
        }

        ReinMax(logits, best, tau, result);
    }

    /// <inheritdoc cref="ReinMax(ReadOnlySpan{double}, int, double, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void ReinMax(ReadOnlySpan<float> logits, int sample, [NoGradient] float tau, Span<float> result)
    {
        if (!(tau >= 1)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be at least 1.");
        if (sample < 0 || sample >= logits.Length) throw new ArgumentOutOfRangeException(nameof(sample), "The sample must be one of the logits.");
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        float max = Gradient.StopGradient(logits[0]), plain = 0, cooled = 0, mean = 0;
        for (int i = 1; i < logits.Length; i++)
        {
            float next = Gradient.StopGradient(logits[i]);
            max = next > max ? next : max;
        }

        for (int i = 0; i < logits.Length; i++)
        {
            plain += MathF.Exp(logits[i] - max);
            cooled += Gradient.StopGradient(MathF.Exp((logits[i] - max) / tau));
        }

        // q is a constant: the derivative of q (x - Σ q x) is J(q)
        for (int i = 0; i < logits.Length; i++)
        {
            float q = Gradient.StopGradient(0.5f * ((MathF.Exp((logits[i] - max) / tau) / cooled) + (i == sample ? 1.0f : 0.0f)));
            mean += q * logits[i];
        }

        for (int i = 0; i < logits.Length; i++)
        {
            float q = Gradient.StopGradient(0.5f * ((MathF.Exp((logits[i] - max) / tau) / cooled) + (i == sample ? 1.0f : 0.0f)));
            float soft = (2 * q * (logits[i] - mean)) - (0.5f * (MathF.Exp(logits[i] - max) / plain));
            result[i] = Gradient.StraightThrough(i == sample ? 1.0f : 0.0f, soft);
        }
    }
}
