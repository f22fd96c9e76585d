using System;
using SteGen.Numerics;

namespace SteGen;

public static partial class Ste
{
    /// <summary>A sampled bit: 1 where <c>u &lt; σ(x)</c>, else 0, with the derivative of its probability: <c>x' = y' σ(x) σ(-x)</c>.</summary>
    /// <param name="x">The logit.</param>
    /// <param name="u">A uniform number from 0 to 1, see <see cref="Noise"/>.</param>
    /// <returns>0 or 1.</returns>
    /// <remarks>Bengio, Léonard, Courville 2013, arXiv 1308.3432.</remarks>
    [Differentiable(Emit = Derivatives.None)]
    public static double Bernoulli(double x, [NoGradient] double u) => Gradient.StraightThrough(u < Elementary.Sigmoid(x) ? 1 : 0, Elementary.Sigmoid(x));

    /// <summary>The relaxed bit <c>σ((logit + noise) / tau)</c>, with its ordinary derivative.</summary>
    /// <param name="logit">The logit.</param>
    /// <param name="noise">Logistic noise. A single Gumbel number is biased: P(1) = 1 - exp(-p / (1 - p)).</param>
    /// <param name="tau">The temperature; positive.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <remarks>Maddison, Mnih, Teh 2017, arXiv 1611.00712.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double BinaryConcrete(double logit, [NoGradient] double noise, [NoGradient] double tau)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        return Elementary.Sigmoid((logit + noise) / tau);
    }

    /// <summary>The hard form of <see cref="BinaryConcrete(double, double, double)"/>: 1 where <c>logit + noise &gt; 0</c>, else 0, with the derivative of the relaxed bit. The forward is an addition and a comparison.</summary>
    /// <param name="logit">The logit.</param>
    /// <param name="noise">Logistic noise; 0 at inference.</param>
    /// <param name="tau">The temperature of the derivative; positive.</param>
    /// <returns>0 or 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="tau"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double BinaryConcreteStep(double logit, [NoGradient] double noise, [NoGradient] double tau)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        double sum = logit + noise;
        return Gradient.StraightThrough(sum > 0 ? 1 : 0, Elementary.Sigmoid(sum / tau));
    }

    /// <summary>Hard concrete: <c>clamp(s (zeta - gamma) + gamma, 0, 1)</c> with <c>s = σ((log u - log(1 - u) + logAlpha) / beta)</c>; the ordinary derivative, 0 where it is saturated.</summary>
    /// <param name="logAlpha">The logit of the gate.</param>
    /// <param name="u">A uniform number between 0 and 1.</param>
    /// <param name="beta">The temperature; positive.</param>
    /// <param name="gamma">The lower end of the stretched range.</param>
    /// <param name="zeta">The upper end of the stretched range.</param>
    /// <returns>A number from 0 to 1, both ends included.</returns>
    /// <remarks>Louizos, Welling, Kingma 2018, arXiv 1712.01312.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double HardConcrete(double logAlpha, [NoGradient] double u, [NoGradient] double beta = 2.0 / 3.0, [NoGradient] double gamma = -0.1, [NoGradient] double zeta = 1.1)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "The temperature must be positive.");
        return Stretched(logAlpha + (Math.Log(u) - Math.Log(1 - u)), beta, gamma, zeta);
    }

    /// <summary><see cref="HardConcrete(double, double, double, double, double)"/> with noise that is given as such: the continuous gate that <see cref="HardConcreteStep(double, double, double, double, double)"/> has as its surrogate.</summary>
    /// <param name="logAlpha">The logit of the gate.</param>
    /// <param name="noise">Logistic noise; 0 at inference.</param>
    /// <param name="beta">The temperature; positive.</param>
    /// <param name="gamma">The lower end of the stretched range.</param>
    /// <param name="zeta">The upper end of the stretched range.</param>
    /// <returns>A number from 0 to 1, both ends included.</returns>
    /// <remarks>Louizos, Welling, Kingma 2018, arXiv 1712.01312.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double HardConcreteRelaxed(double logAlpha, [NoGradient] double noise, [NoGradient] double beta = 2.0 / 3.0, [NoGradient] double gamma = -0.1, [NoGradient] double zeta = 1.1)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "The temperature must be positive.");
        return Stretched(logAlpha + noise, beta, gamma, zeta);
    }

    /// <summary>
    /// The hard form of <see cref="HardConcrete(double, double, double, double, double)"/>, and the Julia article's <c>gumbel_softmax_ste_binary</c> with its logit cached: 1 where
    /// <c>logAlpha + noise &gt; 0</c> (which is <c>s &gt; 0.5</c>), else 0, with the derivative of the stretched and clamped gate. The forward has no temperature, exp, log or division.
    /// </summary>
    /// <param name="logAlpha">The logit of the gate.</param>
    /// <param name="noise">Logistic noise, <c>log u - log(1 - u)</c>, which makes P(1) = σ(logAlpha); 0 at inference. With a single Gumbel number, as in the article, P(1) = 1 - exp(-p / (1 - p)).</param>
    /// <param name="beta">The temperature of the derivative; positive.</param>
    /// <param name="gamma">The lower end of the stretched range.</param>
    /// <param name="zeta">The upper end; the article's <c>eta</c>, its <c>scale</c> being <c>eta - gamma</c>.</param>
    /// <returns>0 or 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double HardConcreteStep(double logAlpha, [NoGradient] double noise, [NoGradient] double beta = 2.0 / 3.0, [NoGradient] double gamma = -0.1, [NoGradient] double zeta = 1.1)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "The temperature must be positive.");
        double sum = logAlpha + noise;
        return Gradient.StraightThrough(sum > 0 ? 1 : 0, Stretched(sum, beta, gamma, zeta));
    }

    /// <summary>The Julia article's <c>gumbel_softmax_ste_binary</c>: <see cref="HardConcreteStep(double, double, double, double, double)"/> of the logit of a probability. To save its two logarithms, keep <see cref="Logit(double, double)"/> and call that.</summary>
    /// <param name="p">The probability.</param>
    /// <param name="noise">Logistic noise is right; a single Gumbel number is the article's form, which is biased.</param>
    /// <param name="temp">The temperature of the derivative; positive.</param>
    /// <param name="eta">The upper end of the stretched range.</param>
    /// <param name="gamma">The lower end of the stretched range.</param>
    /// <returns>0 or 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="temp"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double GumbelSoftmaxBinary(double p, [NoGradient] double noise, [NoGradient] double temp, [NoGradient] double eta = 1.1, [NoGradient] double gamma = -0.1) =>
        HardConcreteStep(Logit(p), noise, temp, gamma, eta);

    /// <summary><c>log(p + epsilon) - log(1 - p + epsilon)</c>.</summary>
    /// <param name="p">The probability.</param>
    /// <param name="epsilon">Keeps the logarithms finite.</param>
    /// <returns>The logit.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static double Logit(double p, [NoGradient] double epsilon = 1e-8) => Math.Log(p + epsilon) - Math.Log((1 - p) + epsilon);

    /// <summary>The probability that a hard concrete gate is not 0: <c>σ(logAlpha - beta log(-gamma / zeta))</c>.</summary>
    /// <param name="logAlpha">The logit of the gate.</param>
    /// <param name="beta">The temperature; positive.</param>
    /// <param name="gamma">The lower end of the stretched range; negative.</param>
    /// <param name="zeta">The upper end of the stretched range.</param>
    /// <returns>A number from 0 to 1.</returns>
    /// <remarks>Louizos, Welling, Kingma 2018, arXiv 1712.01312.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive, or <paramref name="gamma"/> not negative.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double HardConcretePenalty(double logAlpha, [NoGradient] double beta = 2.0 / 3.0, [NoGradient] double gamma = -0.1, [NoGradient] double zeta = 1.1)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "The temperature must be positive.");
        if (!(gamma < 0)) throw new ArgumentOutOfRangeException(nameof(gamma), "The lower end must be negative.");
        return Elementary.Sigmoid(logAlpha - (beta * Math.Log(-gamma / zeta)));
    }

    /// <summary>BinaryConnect's weight: <c>+h</c> for <c>w &gt;= 0</c>, else <c>-h</c>, with the identity as its derivative; weights are clipped to [-h, h] after each update.</summary>
    /// <param name="w">The latent weight.</param>
    /// <param name="h">The magnitude; positive.</param>
    /// <returns>±h; NaN for NaN.</returns>
    /// <remarks>Courbariaux, Bengio, David 2015, arXiv 1511.00363.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="h"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double BinaryConnect(double w, [NoGradient] double h = 1.0)
    {
        if (!(h > 0)) throw new ArgumentOutOfRangeException(nameof(h), "The magnitude must be positive.");
        return Gradient.StraightThrough(w >= 0 ? h : w < 0 ? -h : w, w);
    }

    /// <summary>BinaryConnect's stochastic weight: <c>+h</c> where <c>u &lt; clip((w / h + 1) / 2, 0, 1)</c>, else <c>-h</c>, with the identity as its derivative.</summary>
    /// <param name="w">The latent weight.</param>
    /// <param name="u">A uniform number from 0 to 1.</param>
    /// <param name="h">The magnitude; positive.</param>
    /// <returns>±h.</returns>
    /// <remarks>Courbariaux, Bengio, David 2015, arXiv 1511.00363.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="h"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double BinaryConnectSampled(double w, [NoGradient] double u, [NoGradient] double h = 1.0)
    {
        if (!(h > 0)) throw new ArgumentOutOfRangeException(nameof(h), "The magnitude must be positive.");
        double p = ((w / h) + 1) * 0.5;
        return Gradient.StraightThrough(u < (p < 0 ? 0 : p > 1 ? 1 : p) ? h : -h, w);
    }

    private static double Stretched(double logit, double beta, double gamma, double zeta)
    {
        double stretched = (Elementary.Sigmoid(logit / beta) * (zeta - gamma)) + gamma;
        return stretched < 0 ? 0 : stretched > 1 ? 1 : stretched;
    }
}
