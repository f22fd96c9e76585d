using System;
using SteGen;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Operations with learned parameters, or with noise, as functions of their own.</summary>
internal static partial class Quantizers
{
    [Differentiable("v", "s")] public static double LearnedStep(double v, [Uniform] double s, [Uniform] double qn, [Uniform] double qp, [Uniform] double weight) => Ste.LearnedStep(v, s, qn, qp, weight);

    [Differentiable("v", "s")] public static double LearnedStepStrict(double v, [Uniform] double s, [Uniform] double qn, [Uniform] double qp, [Uniform] double weight) => Ste.LearnedStep(v, s, qn, qp, weight, Boundary.Exclusive);

    [Differentiable("v", "s", "beta")] public static double LearnedStepOffset(double v, [Uniform] double s, [Uniform] double beta, [Uniform] double n, [Uniform] double p, [Uniform] double weight) => Ste.LearnedStepOffset(v, s, beta, n, p, weight);

    [Differentiable("x", "alpha")] public static double Pact(double x, [Uniform] double alpha, [Uniform] int bits) => Ste.Pact(x, alpha, bits);

    [Differentiable("x", "s", "z")] public static double LearnedFakeQuantize(double x, [Uniform] double s, [Uniform] double z, [Uniform] double qMin, [Uniform] double qMax) => Ste.LearnedFakeQuantize(x, s, z, qMin, qMax);

    [Differentiable("x", "scale")] public static double TernaryQuantize(double x, [Uniform] double scale, [Uniform] double threshold) => Ste.TernaryQuantize(x, scale, threshold);

    [Differentiable("x")] public static double Ternary(double x, [Uniform] double threshold) => Ste.Ternary(x, threshold);

    [Differentiable("x")] public static double Bernoulli(double x, double u) => Ste.Bernoulli(x, u);

    [Differentiable("x")] public static double BinaryConnectSampled(double x, double u) => Ste.BinaryConnectSampled(x, u);

    [Differentiable("x")] public static double HardConcrete(double x, double u) => Ste.HardConcrete(x, u);

    [Differentiable("x")] public static double HardConcreteStep(double x, double u) => Ste.HardConcreteStep(x, Math.Log(u) - Math.Log(1 - u));

    [Differentiable("x")] public static double GumbelSoftmaxBinary(double x, double u, [Uniform] double temp, [Uniform] double eta, [Uniform] double gamma) => Ste.GumbelSoftmaxBinary(x, -Math.Log(-Math.Log(u)), temp, eta, gamma);

    [Differentiable("x")] public static double HardConcreteOfProbability(double x, double u, [Uniform] double temp, [Uniform] double eta, [Uniform] double gamma) => Ste.HardConcreteRelaxed(Ste.Logit(x), -Math.Log(-Math.Log(u)), temp, gamma, eta);

    [Differentiable("v", "s")] public static float LearnedStep(float v, [Uniform] float s, [Uniform] float qn, [Uniform] float qp, [Uniform] float weight) => Ste.LearnedStep(v, s, qn, qp, weight);

    [Differentiable("v", "s")] public static float LearnedStepStrict(float v, [Uniform] float s, [Uniform] float qn, [Uniform] float qp, [Uniform] float weight) => Ste.LearnedStep(v, s, qn, qp, weight, Boundary.Exclusive);

    [Differentiable("v", "s", "beta")] public static float LearnedStepOffset(float v, [Uniform] float s, [Uniform] float beta, [Uniform] float n, [Uniform] float p, [Uniform] float weight) => Ste.LearnedStepOffset(v, s, beta, n, p, weight);

    [Differentiable("x", "alpha")] public static float Pact(float x, [Uniform] float alpha, [Uniform] int bits) => Ste.Pact(x, alpha, bits);

    [Differentiable("x", "s", "z")] public static float LearnedFakeQuantize(float x, [Uniform] float s, [Uniform] float z, [Uniform] float qMin, [Uniform] float qMax) => Ste.LearnedFakeQuantize(x, s, z, qMin, qMax);

    [Differentiable("x", "scale")] public static float TernaryQuantize(float x, [Uniform] float scale, [Uniform] float threshold) => Ste.TernaryQuantize(x, scale, threshold);

    [Differentiable("x")] public static float Ternary(float x, [Uniform] float threshold) => Ste.Ternary(x, threshold);

    [Differentiable("x")] public static float Bernoulli(float x, float u) => Ste.Bernoulli(x, u);

    [Differentiable("x")] public static float BinaryConnectSampled(float x, float u) => Ste.BinaryConnectSampled(x, u);

    [Differentiable("x")] public static float HardConcrete(float x, float u) => Ste.HardConcrete(x, u);

    [Differentiable("x")] public static float HardConcreteStep(float x, float u) => Ste.HardConcreteStep(x, MathF.Log(u) - MathF.Log(1 - u));

    [Differentiable("x")] public static float GumbelSoftmaxBinary(float x, float u, [Uniform] float temp, [Uniform] float eta, [Uniform] float gamma) => Ste.GumbelSoftmaxBinary(x, -MathF.Log(-MathF.Log(u)), temp, eta, gamma);

    [Differentiable("x")] public static float HardConcreteOfProbability(float x, float u, [Uniform] float temp, [Uniform] float eta, [Uniform] float gamma) => Ste.HardConcreteRelaxed(Ste.Logit(x), -MathF.Log(-MathF.Log(u)), temp, gamma, eta);
}
