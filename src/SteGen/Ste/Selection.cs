using System;
using SteGen.Numerics;

namespace SteGen;

public static partial class Ste
{
    /// <summary>One-hot of the largest logit, with the derivative of <c>softmax(logits / tau)</c>: <c>x' = p (y' - Σ p y') / tau</c>. The forward compares, and nothing else.</summary>
    /// <param name="logits">The logits; not empty.</param>
    /// <param name="tau">The temperature of the derivative; positive.</param>
    /// <param name="result">Written: 1 at the largest logit, the first of equal ones, else 0. A NaN is larger than nothing.</param>
    /// <exception cref="ArgumentException"><paramref name="logits"/> is empty, or <paramref name="result"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void ArgMaxOneHot(ReadOnlySpan<double> logits, [NoGradient] double tau, Span<double> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (logits.Length == 0) throw new ArgumentException("There must be a logit.", nameof(logits));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        int best = Largest.Index(logits);
        double max = Gradient.StopGradient(logits[best]), sum = 0, inverse = 1 / tau;
        double[] soft = new double[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            soft[i] = Math.Exp((logits[i] - max) * inverse);
            sum += soft[i];
        }

        double share = 1 / sum;
        for (int i = 0; i < logits.Length; i++) result[i] = Gradient.StraightThrough(i == best ? 1.0 : 0.0, soft[i] * share);
    }

    /// <summary>1 at the k largest logits, else 0, with the derivative of <c>softmax(logits / tau)</c>, whose mass is 1 and not k. The forward compares, and nothing else.</summary>
    /// <param name="logits">The logits.</param>
    /// <param name="k">How many to take; 1 to the number of logits.</param>
    /// <param name="tau">The temperature of the derivative; positive.</param>
    /// <param name="result">Written: the mask; of equal logits the first are taken.</param>
    /// <remarks>A surrogate of mass k is that of <see cref="RelaxedTopK(ReadOnlySpan{double}, ReadOnlySpan{double}, int, double, Span{double}, double)"/>.</remarks>
    /// <exception cref="ArgumentException"><paramref name="result"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is not positive, or <paramref name="k"/> out of range.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void TopK(ReadOnlySpan<double> logits, int k, [NoGradient] double tau, Span<double> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (k < 1 || k > logits.Length) throw new ArgumentOutOfRangeException(nameof(k), "k must be from 1 to the number of logits.");
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        double max = Gradient.StopGradient(logits[0]), sum = 0;
        for (int i = 1; i < logits.Length; i++)
        {
            double next = Gradient.StopGradient(logits[i]);
            max = next > max ? next : max;
        }

        for (int i = 0; i < logits.Length; i++) sum += Math.Exp((logits[i] - max) / tau);
        for (int i = 0; i < logits.Length; i++)
        {
            double x = logits[i];
            int before = 0;
            for (int j = 0; j < logits.Length; j++) before += logits[j] > x || (logits[j] == x && j < i) ? 1 : 0;
            result[i] = Gradient.StraightThrough(before < k ? 1.0 : 0.0, Math.Exp((x - max) / tau) / sum);
        }
    }

    /// <summary>
    /// A sample of k different things: 1 at the k largest <c>logits + noise</c>, else 0. The derivative is that of the relaxed sample, k softmaxes of which each leaves out what those before have taken:
    /// <c>a₁ = logits + noise</c>, <c>pⱼ = softmax(aⱼ / tau)</c>, <c>aⱼ₊₁ = aⱼ + log max(1 - pⱼ, epsilon)</c>, <c>soft = Σ pⱼ</c>, whose mass is k. The forward adds and compares, and nothing else.
    /// </summary>
    /// <param name="logits">The logits.</param>
    /// <param name="noise">Gumbel noise, one number per logit; all 0 for the k largest logits.</param>
    /// <param name="k">How many to take; 1 to the number of logits.</param>
    /// <param name="tau">The temperature of the derivative; positive.</param>
    /// <param name="result">Written: the mask; of equal sums the first are taken.</param>
    /// <param name="epsilon">Keeps the logarithm finite. The default is the smallest normal float, as in the authors' code.</param>
    /// <remarks>Xie and Ermon 2019, arXiv 1901.10517.</remarks>
    /// <exception cref="ArgumentException">A span has another length than <paramref name="logits"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> or <paramref name="epsilon"/> is not positive, or <paramref name="k"/> out of range.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void RelaxedTopK(ReadOnlySpan<double> logits, [NoGradient] ReadOnlySpan<double> noise, int k, [NoGradient] double tau, Span<double> result, [NoGradient] double epsilon = 1.1754943508222875e-38)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (!(epsilon > 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), "Epsilon must be positive.");
        if (k < 1 || k > logits.Length) throw new ArgumentOutOfRangeException(nameof(k), "k must be from 1 to the number of logits.");
        if (noise.Length != logits.Length) throw new ArgumentException("There must be a number for each logit.", nameof(noise));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        double[] scores = new double[logits.Length], part = new double[logits.Length], soft = new double[logits.Length];
        for (int i = 0; i < logits.Length; i++) scores[i] = logits[i] + noise[i];
        for (int round = 0; round < k; round++)
        {
            double max = Gradient.StopGradient(scores[0]), sum = 0;
            for (int i = 1; i < logits.Length; i++)
            {
                double next = Gradient.StopGradient(scores[i]);
                max = next > max ? next : max;
            }

            for (int i = 0; i < logits.Length; i++)
            {
                part[i] = Math.Exp((scores[i] - max) / tau);
                sum += part[i];
            }

            for (int i = 0; i < logits.Length; i++)
            {
                double p = part[i] / sum, rest = 1 - p;
                soft[i] += p;
                scores[i] += Math.Log(rest > epsilon ? rest : epsilon);
            }
        }

        for (int i = 0; i < logits.Length; i++)
        {
            double x = logits[i] + noise[i];
            int before = 0;
            for (int j = 0; j < logits.Length; j++) before += logits[j] + noise[j] > x || (logits[j] + noise[j] == x && j < i) ? 1 : 0;
            result[i] = Gradient.StraightThrough(before < k ? 1.0 : 0.0, soft[i]);
        }
    }
}
