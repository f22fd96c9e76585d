using SteGen;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Each spike as a function of its own.</summary>
internal static partial class SpikeOperations
{
    [Differentiable] public static double FastSigmoid(double x) => Spike.FastSigmoid(x);

    [Differentiable] public static float FastSigmoid(float x) => Spike.FastSigmoid(x);

    [Differentiable] public static double SuperSpike(double x) => Spike.SuperSpike(x);

    [Differentiable] public static float SuperSpike(float x) => Spike.SuperSpike(x);

    [Differentiable] public static double Atan(double x) => Spike.Atan(x);

    [Differentiable] public static float Atan(float x) => Spike.Atan(x);

    [Differentiable] public static double Sigmoid(double x) => Spike.Sigmoid(x);

    [Differentiable] public static float Sigmoid(float x) => Spike.Sigmoid(x);

    [Differentiable] public static double Triangle(double x) => Spike.Triangle(x);

    [Differentiable] public static float Triangle(float x) => Spike.Triangle(x);

    [Differentiable] public static double Triangular(double x) => Spike.Triangular(x);

    [Differentiable] public static float Triangular(float x) => Spike.Triangular(x);

    [Differentiable] public static double Heaviside(double x) => Spike.Heaviside(x);

    [Differentiable] public static float Heaviside(float x) => Spike.Heaviside(x);

    [Differentiable] public static double Leaky(double x) => Spike.Leaky(x);

    [Differentiable] public static float Leaky(float x) => Spike.Leaky(x);

    [Differentiable] public static double SparseFastSigmoid(double x) => Spike.SparseFastSigmoid(x);

    [Differentiable] public static float SparseFastSigmoid(float x) => Spike.SparseFastSigmoid(x);

    [Differentiable] public static double RateEscape(double x) => Spike.RateEscape(x);

    [Differentiable] public static float RateEscape(float x) => Spike.RateEscape(x);

    [Differentiable] public static double Tanh(double x) => Spike.Tanh(x);

    [Differentiable] public static float Tanh(float x) => Spike.Tanh(x);

    [Differentiable] public static double Erfc(double x) => Spike.Erfc(x);

    [Differentiable] public static float Erfc(float x) => Spike.Erfc(x);

    [Differentiable] public static double Circ(double x) => Spike.Circ(x);

    [Differentiable] public static float Circ(float x) => Spike.Circ(x);
}
