using System;
using SteGen.Numerics;

namespace SteGen;

public static partial class Ste
{
    /// <inheritdoc cref="Bernoulli(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Bernoulli(float x, [NoGradient] float u) => Gradient.StraightThrough(u < Elementary.Sigmoid(x) ? 1 : 0, Elementary.Sigmoid(x));

    /// <inheritdoc cref="BinaryConcrete(double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float BinaryConcrete(float logit, [NoGradient] float noise, [NoGradient] float tau)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        return Elementary.Sigmoid((logit + noise) / tau);
    }

    /// <inheritdoc cref="BinaryConcreteStep(double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float BinaryConcreteStep(float logit, [NoGradient] float noise, [NoGradient] float tau)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        float sum = logit + noise;
        return Gradient.StraightThrough(sum > 0 ? 1 : 0, Elementary.Sigmoid(sum / tau));
    }

    /// <inheritdoc cref="HardConcrete(double, double, double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float HardConcrete(float logAlpha, [NoGradient] float u, [NoGradient] float beta = 2.0f / 3.0f, [NoGradient] float gamma = -0.1f, [NoGradient] float zeta = 1.1f)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "The temperature must be positive.");
        return Stretched(logAlpha + (MathF.Log(u) - MathF.Log(1 - u)), beta, gamma, zeta);
    }

    /// <inheritdoc cref="HardConcreteRelaxed(double, double, double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float HardConcreteRelaxed(float logAlpha, [NoGradient] float noise, [NoGradient] float beta = 2.0f / 3.0f, [NoGradient] float gamma = -0.1f, [NoGradient] float zeta = 1.1f)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "The temperature must be positive.");
        return Stretched(logAlpha + noise, beta, gamma, zeta);
    }

    /// <inheritdoc cref="HardConcreteStep(double, double, double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float HardConcreteStep(float logAlpha, [NoGradient] float noise, [NoGradient] float beta = 2.0f / 3.0f, [NoGradient] float gamma = -0.1f, [NoGradient] float zeta = 1.1f)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "The temperature must be positive.");
        float sum = logAlpha + noise;
        return Gradient.StraightThrough(sum > 0 ? 1 : 0, Stretched(sum, beta, gamma, zeta));
    }

    /// <inheritdoc cref="GumbelSoftmaxBinary(double, double, double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float GumbelSoftmaxBinary(float p, [NoGradient] float noise, [NoGradient] float temp, [NoGradient] float eta = 1.1f, [NoGradient] float gamma = -0.1f) =>
        HardConcreteStep(Logit(p), noise, temp, gamma, eta);

    /// <inheritdoc cref="Logit(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float Logit(float p, [NoGradient] float epsilon = 1e-8f) => MathF.Log(p + epsilon) - MathF.Log((1 - p) + epsilon);

    /// <inheritdoc cref="HardConcretePenalty(double, double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float HardConcretePenalty(float logAlpha, [NoGradient] float beta = 2.0f / 3.0f, [NoGradient] float gamma = -0.1f, [NoGradient] float zeta = 1.1f)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "The temperature must be positive.");
        if (!(gamma < 0)) throw new ArgumentOutOfRangeException(nameof(gamma), "The lower end must be negative.");
        return Elementary.Sigmoid(logAlpha - (beta * MathF.Log(-gamma / zeta)));
    }

    /// <inheritdoc cref="BinaryConnect(double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float BinaryConnect(float w, [NoGradient] float h = 1.0f)
    {
        if (!(h > 0)) throw new ArgumentOutOfRangeException(nameof(h), "The magnitude must be positive.");
        return Gradient.StraightThrough(w >= 0 ? h : w < 0 ? -h : w, w);
    }

    /// <inheritdoc cref="BinaryConnectSampled(double, double, double)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float BinaryConnectSampled(float w, [NoGradient] float u, [NoGradient] float h = 1.0f)
    {
        if (!(h > 0)) throw new ArgumentOutOfRangeException(nameof(h), "The magnitude must be positive.");
        float p = ((w / h) + 1) * 0.5f;
        return Gradient.StraightThrough(u < (p < 0 ? 0 : p > 1 ? 1 : p) ? h : -h, w);
    }

    private static float Stretched(float logit, float beta, float gamma, float zeta)
    {
        float stretched = (Elementary.Sigmoid(logit / beta) * (zeta - gamma)) + gamma;
        return stretched < 0 ? 0 : stretched > 1 ? 1 : stretched;
    }
}
