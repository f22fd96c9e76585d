using System;
using SteGen;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Spikes of a neuron with surrogate derivatives as users write them: a step, and a backward of their own.</summary>
internal static partial class Spikes
{
    [Differentiable] public static double FastSigmoid(double x) => FastSigmoidSpike(x);

    [Differentiable] public static double SuperSpike(double x) => SuperSpikeSpike(x);

    [Differentiable] public static double Arctangent(double x) => ArctangentSpike(x);

    [Differentiable] public static double Triangle(double x) => TriangleSpike(x);

    [CustomGradient(nameof(FastSigmoidSpikeBackward))]
    private static double FastSigmoidSpike(double x) => x > 0 ? 1 : 0;

    private static double FastSigmoidSpikeBackward(double x, double upstream) => upstream / ((25 * Math.Abs(x)) + 1) / ((25 * Math.Abs(x)) + 1);

    [CustomGradient(nameof(SuperSpikeSpikeBackward))]
    private static double SuperSpikeSpike(double x) => x > 0 ? 1 : 0;

    private static double SuperSpikeSpikeBackward(double x, double upstream) => upstream / ((100 * Math.Abs(x)) + 1) / ((100 * Math.Abs(x)) + 1);

    [CustomGradient(nameof(ArctangentSpikeBackward))]
    private static double ArctangentSpike(double x) => x > 0 ? 1 : 0;

    private static double ArctangentSpikeBackward(double x, double upstream) => upstream / (1 + (Math.PI * x * Math.PI * x));

    [CustomGradient(nameof(TriangleSpikeBackward))]
    private static double TriangleSpike(double x) => x > 0 ? 1 : 0;

    private static double TriangleSpikeBackward(double x, double upstream) => upstream * 0.3 * Math.Max(0, 1 - Math.Abs(x));
}
