using System;

namespace BinaryNet.Networks;

public delegate float LossAndGradient(ReadOnlySpan<float> images, ReadOnlySpan<int> labels, Parameters at, Parameters gradient);

/// <summary>A kind of network: its loss, and what its weights and activations are when it is used.</summary>
public sealed record Network(string Name, LossAndGradient Loss, Func<float, float> Weight, Func<float, float> Activation, bool ClipWeights, float FirstBound)
{
    public static Network Binary { get; } = new("binary", BinaryNetwork.LossAndGradient, Sign, Sign, ClipWeights: true, FirstBound: 1);

    public static Network Float { get; } = new("float twin", FloatNetwork.LossAndGradient, w => w, x => MathF.Max(x, 0), ClipWeights: false, FirstBound: 0.05f);

    public static Network Control { get; } = new("control: raw sign", ControlNetwork.LossAndGradient, w => MathF.Sign(w), x => MathF.Sign(x), ClipWeights: true, FirstBound: 1);

    private static float Sign(float x) => x >= 0 ? 1 : -1;
}
