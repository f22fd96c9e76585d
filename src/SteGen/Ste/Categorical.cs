using System;
using SteGen.Numerics;

namespace SteGen;

public static partial class Ste
{
    /// <summary>A hard sample of a categorical variable: one-hot of the largest <c>logits + noise</c>, with the derivative of <c>softmax((logits + noise) / tau)</c>. The forward adds and compares, and nothing else.</summary>
    /// <param name="logits">The logits; not empty.</param>
    /// <param name="noise">Gumbel noise, one number per logit, see <see cref="Noise.Gumbel(long, long, Span{double})"/>; all 0 at inference.</param>
    /// <param name="tau">The temperature of the derivative; positive.</param>
    /// <param name="result">Written: the sample.</param>
    /// <remarks>Jang, Gu, Poole 2017, arXiv 1611.01144; Maddison, Mnih, Teh 2017, arXiv 1611.00712. The first of equal sums wins. The temperature has no part in the forward, so that at inference there is none.</remarks>
    /// <exception cref="ArgumentException"><paramref name="logits"/> is empty, or another span has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void GumbelSoftmax(ReadOnlySpan<double> logits, [NoGradient] ReadOnlySpan<double> noise, [NoGradient] double tau, Span<double> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (logits.Length == 0) throw new ArgumentException("There must be a logit.", nameof(logits));
        if (noise.Length != logits.Length) throw new ArgumentException("There must be a number for each logit.", nameof(noise));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        int best = Largest.Index(logits, noise);
        double max = Gradient.StopGradient(logits[best] + noise[best]), sum = 0, inverse = 1 / tau;
        double[] soft = new double[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            soft[i] = Math.Exp((logits[i] + noise[i] - max) * inverse);
            sum += soft[i];
        }

        double share = 1 / sum;
        for (int i = 0; i < logits.Length; i++) result[i] = Gradient.StraightThrough(i == best ? 1.0 : 0.0, soft[i] * share);
    }

    /// <summary>The relaxed sample <c>softmax((logits + noise) / tau)</c>, with its ordinary derivative.</summary>
    /// <param name="logits">The logits; not empty.</param>
    /// <param name="noise">Gumbel noise, one number per logit.</param>
    /// <param name="tau">The temperature; positive.</param>
    /// <param name="result">Written: numbers that add up to 1.</param>
    /// <remarks>Jang, Gu, Poole 2017, arXiv 1611.01144.</remarks>
    /// <exception cref="ArgumentException"><paramref name="logits"/> is empty, or another span has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void GumbelSoftmaxRelaxed(ReadOnlySpan<double> logits, [NoGradient] ReadOnlySpan<double> noise, [NoGradient] double tau, Span<double> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (logits.Length == 0) throw new ArgumentException("There must be a logit.", nameof(logits));
        if (noise.Length != logits.Length) throw new ArgumentException("There must be a number for each logit.", nameof(noise));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        int best = Largest.Index(logits, noise);
        double max = Gradient.StopGradient(logits[best] + noise[best]), sum = 0, inverse = 1 / tau;
        double[] soft = new double[logits.Length];
        for (int i = 0; i < logits.Length; i++)
        {
            soft[i] = Math.Exp((logits[i] + noise[i] - max) * inverse);
            sum += soft[i];
        }

        double share = 1 / sum;
        for (int i = 0; i < logits.Length; i++) result[i] = soft[i] * share;
    }

    /// <summary>
    /// A hard sample as <see cref="GumbelSoftmax(ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double})"/> takes it, with a derivative of second order: with <c>p = softmax(logits)</c> and
    /// <c>q = (softmax(logits / tau) + sample) / 2</c> it is <c>2 J(q) y' - J(p) y' / 2</c>, where <c>J(p) y' = p (y' - Σ p y')</c>.
    /// </summary>
    /// <param name="logits">The logits; not empty.</param>
    /// <param name="noise">Gumbel noise, one number per logit.</param>
    /// <param name="tau">The temperature of the derivative; at least 1.</param>
    /// <param name="result">Written: the sample.</param>
    /// <remarks>Liu and others 2023 (ReinMax), arXiv 2304.08612. The sample is drawn from <c>softmax(logits)</c>, whatever the temperature.</remarks>
    /// <exception cref="ArgumentException"><paramref name="logits"/> is empty, or another span has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is less than 1.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void ReinMax(ReadOnlySpan<double> logits, [NoGradient] ReadOnlySpan<double> noise, [NoGradient] double tau, Span<double> result)
    {
        if (!(tau >= 1)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be at least 1.");
        if (logits.Length == 0) throw new ArgumentException("There must be a logit.", nameof(logits));
        if (noise.Length != logits.Length) throw new ArgumentException("There must be a number for each logit.", nameof(noise));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        int best = 0;
        double max = Gradient.StopGradient(logits[0] + noise[0]);
        for (int i = 1; i < logits.Length; i++)
        {
            double next = Gradient.StopGradient(logits[i] + noise[i]);
            best = next > max ? i : best;
            max = next > max ? next : max;
        }

        ReinMax(logits, best, tau, result);
    }

    /// <summary><see cref="ReinMax(ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double})"/> with a sample that is drawn already.</summary>
    /// <param name="logits">The logits; not empty.</param>
    /// <param name="sample">Which one was drawn.</param>
    /// <param name="tau">The temperature of the derivative; at least 1.</param>
    /// <param name="result">Written: 1 at the sample, else 0.</param>
    /// <remarks>Liu and others 2023 (ReinMax), arXiv 2304.08612.</remarks>
    /// <exception cref="ArgumentException"><paramref name="result"/> has another length than <paramref name="logits"/>.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is less than 1, or <paramref name="sample"/> is none of the logits.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void ReinMax(ReadOnlySpan<double> logits, int sample, [NoGradient] double tau, Span<double> result)
    {
        if (!(tau >= 1)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be at least 1.");
        if (sample < 0 || sample >= logits.Length) throw new ArgumentOutOfRangeException(nameof(sample), "The sample must be one of the logits.");
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        double max = Gradient.StopGradient(logits[0]), plain = 0, cooled = 0, mean = 0;
        for (int i = 1; i < logits.Length; i++)
        {
            double next = Gradient.StopGradient(logits[i]);
            max = next > max ? next : max;
        }

        for (int i = 0; i < logits.Length; i++)
        {
            plain += Math.Exp(logits[i] - max);
            cooled += Gradient.StopGradient(Math.Exp((logits[i] - max) / tau));
        }

        // q is a constant: the derivative of q (x - Σ q x) is J(q)
        for (int i = 0; i < logits.Length; i++)
        {
            double q = Gradient.StopGradient(0.5 * ((Math.Exp((logits[i] - max) / tau) / cooled) + (i == sample ? 1.0 : 0.0)));
            mean += q * logits[i];
        }

        for (int i = 0; i < logits.Length; i++)
        {
            double q = Gradient.StopGradient(0.5 * ((Math.Exp((logits[i] - max) / tau) / cooled) + (i == sample ? 1.0 : 0.0)));
            double soft = (2 * q * (logits[i] - mean)) - (0.5 * (Math.Exp(logits[i] - max) / plain));
            result[i] = Gradient.StraightThrough(i == sample ? 1.0 : 0.0, soft);
        }
    }
}
