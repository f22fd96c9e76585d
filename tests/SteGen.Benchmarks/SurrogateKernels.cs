using System;

namespace SteGen.Benchmarks;

/// <summary>Straight-through operations, and beside each the smooth function whose derivative it has.</summary>
public static partial class SurrogateKernels
{
    [Differentiable]
    public static float ClippedSign(float x) => Ste.ClippedSign(x);

    [Differentiable]
    public static float Clip(float x) => Math.Clamp(x, -1, 1);

    [Differentiable]
    public static float SwishSign(float x) => Ste.SwishSign(x);

    [Differentiable]
    public static float Swish(float x)
    {
        float s = 1 / (1 + MathF.Exp(-5 * x));
        return (2 * s * (1 + (5 * x * (1 - s)))) - 1;
    }

    [Differentiable]
    public static float SpikeAtan(float x) => Spike.Atan(x);

    [Differentiable]
    public static float Atan(float x) => MathF.Atan(MathF.PI * x) / MathF.PI;

    [Differentiable("logit")]
    public static float BinaryConcreteStep(float logit, float noise) => Ste.BinaryConcreteStep(logit, noise, 0.5f);

    [Differentiable("logit")]
    public static float BinaryConcrete(float logit, float noise) => Ste.BinaryConcrete(logit, noise, 0.5f);

    [Differentiable("logAlpha")]
    public static float HardConcreteStep(float logAlpha, float noise) => Ste.HardConcreteStep(logAlpha, noise);

    [Differentiable("logAlpha")]
    public static float HardConcrete(float logAlpha, float noise) => Ste.HardConcreteRelaxed(logAlpha, noise);

    [Differentiable("p")]
    public static float GateOfProbability(float p, float noise) => Ste.HardConcreteRelaxed(Ste.Logit(p), noise);
}
