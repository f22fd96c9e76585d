using System;
using SteGen;

namespace GumbelSelect;

/// <summary>A linear model of which every feature passes a gate: open, closed, and trained to be one or the other.</summary>
public static partial class SelectionModel
{
    private const float Temperature = 2f / 3;
    private const float Low = -0.1f;
    private const float High = 1.1f;

    /// <summary>
    /// The mean squared error, and a price for every gate that is likely to be open. A gate is a hard concrete one (Louizos and others 2018, arXiv 1712.01312) in its straight-through form: 0 or 1 in the forward, the derivative of
    /// the stretched and clipped logistic sample in the backward.
    /// </summary>
    [Differentiable("weights", "logits", Emit = Derivatives.Gradient)]
    public static float Loss(ReadOnlySpan<float> features, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, ReadOnlySpan<float> logits, ReadOnlySpan<float> uniform, float price)
    {
        Span<float> gated = stackalloc float[logits.Length];
        float open = 0;
        for (int j = 0; j < logits.Length; j++)
        {
            float sample = Sigmoid((MathF.Log(uniform[j]) - MathF.Log(1 - uniform[j]) + logits[j]) / Temperature);
            float soft = Math.Clamp((sample * (High - Low)) + Low, 0f, 1f);
            gated[j] = weights[j] * Gradient.StraightThrough(soft >= 0.5f ? 1f : 0f, soft);
            open += Sigmoid(logits[j] - (Temperature * MathF.Log(-Low / High)));
        }

        return Error(features, targets, gated) + (price * open);
    }

    /// <summary>The control: the same gates without the straight-through node. The errors say nothing about a gate any more, only its price does.</summary>
    [Differentiable("weights", "logits", Emit = Derivatives.Gradient)]
    public static float RawLoss(ReadOnlySpan<float> features, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights, ReadOnlySpan<float> logits, ReadOnlySpan<float> uniform, float price)
    {
        Span<float> gated = stackalloc float[logits.Length];
        float open = 0;
        for (int j = 0; j < logits.Length; j++)
        {
            float sample = Sigmoid((MathF.Log(uniform[j]) - MathF.Log(1 - uniform[j]) + logits[j]) / Temperature);
#pragma warning disable STG0003 // a raw comparison: this is what the control is about
            gated[j] = weights[j] * ((sample * (High - Low)) + Low >= 0.5f ? 1f : 0f);
#pragma warning restore STG0003
            open += Sigmoid(logits[j] - (Temperature * MathF.Log(-Low / High)));
        }

        return Error(features, targets, gated) + (price * open);
    }

    /// <summary>How likely the gate is open when it is used: without noise it is open where this is above one half.</summary>
    public static float Openness(float logit) => Sigmoid(logit);

    private static float Error(ReadOnlySpan<float> features, ReadOnlySpan<float> targets, ReadOnlySpan<float> weights)
    {
        float sum = 0;
        for (int n = 0; n < targets.Length; n++)
        {
            float error = -targets[n];
            for (int j = 0; j < weights.Length; j++)
            {
                error += features[(n * weights.Length) + j] * weights[j];
            }

            sum += error * error;
        }

        return sum / targets.Length;
    }

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
