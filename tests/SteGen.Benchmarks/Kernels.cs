using System;

namespace SteGen.Benchmarks;

/// <summary>The functions whose generated batch members are measured.</summary>
public static partial class Kernels
{
    /// <summary>sign with the identity as its derivative.</summary>
    [Differentiable]
    public static float SignIdentity(float x) => Ste.Sign(x);

    /// <summary>sign whose derivative is that of a clip to [-1, 1].</summary>
    [Differentiable]
    public static float SignClipped(float x) => Ste.ClippedSign(x);

    /// <summary>Eight-bit quantization, scale and zero point the same for all.</summary>
    [Differentiable("x")]
    public static float FakeQuantize8(float x, [Uniform] float scale, [Uniform] float zeroPoint) => Ste.FakeQuantize(x, scale, zeroPoint, -128, 127);

    /// <summary>A smooth function with four elementary functions.</summary>
    [Differentiable]
    public static float Smooth(float x) => MathF.Tanh((MathF.Sin(x) * MathF.Exp(-x * x)) + float.LogP1(x * x));
}
