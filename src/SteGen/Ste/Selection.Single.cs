using System;
using SteGen.Numerics;

namespace SteGen;

public static partial class Ste
{
    /// <inheritdoc cref="ArgMaxOneHot(ReadOnlySpan{double}, double, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void ArgMaxOneHot(ReadOnlySpan<float> logits, [NoGradient] float tau, Span<float> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (logits.Length == 0) throw new ArgumentException("There must be a logit.", nameof(logits));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        int best = Largest.Index(logits);
        float max = Gradient.StopGradient(logits[best]), sum = 0, inverse = 1 / tau;
        float[] soft = new float[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            soft[i] = MathF.Exp((logits[i] - max) * inverse);
            sum += soft[i];
        }

        float share = 1 / sum;
        for (int i = 0; i < logits.Length; i++) result[i] = Gradient.StraightThrough(i == best ? 1.0f : 0.0f, soft[i] * share);
    }

    /// <inheritdoc cref="TopK(ReadOnlySpan{double}, int, double, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void TopK(ReadOnlySpan<float> logits, int k, [NoGradient] float tau, Span<float> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (k < 1 || k > logits.Length) throw new ArgumentOutOfRangeException(nameof(k), "k must be from 1 to the number of logits.");
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        float max = Gradient.StopGradient(logits[0]), sum = 0;
        for (int i = 1; i < logits.Length; i++)
        {
            float next = Gradient.StopGradient(logits[i]);
            max = next > max ? next : max;
        }

        for (int i = 0; i < logits.Length; i++) sum += MathF.Exp((logits[i] - max) / tau);
        for (int i = 0; i < logits.Length; i++)
        {
            float x = logits[i];
            int before = 0;
            for (int j = 0; j < logits.Length; j++) before += logits[j] > x || (logits[j] == x && j < i) ? 1 : 0;
            result[i] = Gradient.StraightThrough(before < k ? 1.0f : 0.0f, MathF.Exp((x - max) / tau) / sum);
        }
    }

    /// <inheritdoc cref="RelaxedTopK(ReadOnlySpan{double}, ReadOnlySpan{double}, int, double, Span{double}, double)"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void RelaxedTopK(ReadOnlySpan<float> logits, [NoGradient] ReadOnlySpan<float> noise, int k, [NoGradient] float tau, Span<float> result, [NoGradient] float epsilon = 1.17549435e-38f)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (!(epsilon > 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), "Epsilon must be positive.");
        if (k < 1 || k > logits.Length) throw new ArgumentOutOfRangeException(nameof(k), "k must be from 1 to the number of logits.");
        if (noise.Length != logits.Length) throw new ArgumentException("There must be a number for each logit.", nameof(noise));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        float[] scores = new float[logits.Length], part = new float[logits.Length], soft = new float[logits.Length];
        for (int i = 0; i < logits.Length; i++) scores[i] = logits[i] + noise[i];
        for (int round = 0; round < k; round++)
        {
            float max = Gradient.StopGradient(scores[0]), sum = 0;
            for (int i = 1; i < logits.Length; i++)
            {
                float next = Gradient.StopGradient(scores[i]);
                max = next > max ? next : max;
            }

            for (int i = 0; i < logits.Length; i++)
            {
                part[i] = MathF.Exp((scores[i] - max) / tau);
                sum += part[i];
            }

            for (int i = 0; i < logits.Length; i++)
            {
                float p = part[i] / sum, rest = 1 - p;
                soft[i] += p;
                scores[i] += MathF.Log(rest > epsilon ? rest : epsilon);
            }
        }

        for (int i = 0; i < logits.Length; i++)
        {
            float x = logits[i] + noise[i];
            int before = 0;
            for (int j = 0; j < logits.Length; j++) before += logits[j] + noise[j] > x || (logits[j] + noise[j] == x && j < i) ? 1 : 0;
            result[i] = Gradient.StraightThrough(before < k ? 1.0f : 0.0f, soft[i]);
        }
    }
}
