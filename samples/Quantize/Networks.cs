using System;
using SteGen;

namespace Quantize;

/// <summary>How many levels weights and activations have; 0 for as many as a float has.</summary>
public readonly record struct Levels(float WeightLow, float WeightHigh, float ActivationHigh)
{
    public static Levels OfBits(int bits) => new(-(1 << (bits - 1)), (1 << (bits - 1)) - 1, (1 << bits) - 1);
}

/// <summary>A network 64-64-10 whose weights and activations are quantized with steps that it learns (Esser and others 2020, arXiv 1902.08153, LSQ).</summary>
public static partial class LearnedSteps
{
    /// <summary>The mean cross-entropy. <paramref name="steps"/> holds the step of the first weights, of the hidden activations and of the second weights.</summary>
    [Differentiable("w1", "b1", "w2", "b2", "steps", Emit = Derivatives.Gradient)]
    public static float Loss(
        ReadOnlySpan<float> images, ReadOnlySpan<int> labels, ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2, ReadOnlySpan<float> steps, float weightLow, float weightHigh, float activationHigh)
    {
        int batch = labels.Length, hidden = b1.Length, classes = b2.Length, inputs = images.Length / batch;
        float[] q1 = new float[w1.Length], q2 = new float[w2.Length], h = new float[batch * hidden], scores = new float[batch * classes];
        for (int i = 0; i < q1.Length; i++)
        {
            q1[i] = Quantized(w1[i], steps[0], weightLow, weightHigh, 1 / MathF.Sqrt(w1.Length * weightHigh));
        }

        for (int i = 0; i < q2.Length; i++)
        {
            q2[i] = Quantized(w2[i], steps[2], weightLow, weightHigh, 1 / MathF.Sqrt(w2.Length * weightHigh));
        }

        LinearAlgebra.MatMulTransposedB(images, q1, batch, inputs, hidden, h);
        for (int i = 0; i < h.Length; i++)
        {
            h[i] = Quantized(MathF.Max(h[i] + b1[i % hidden], 0), steps[1], 0, activationHigh, 1 / MathF.Sqrt(hidden * activationHigh));
        }

        LinearAlgebra.MatMulTransposedB(h, q2, batch, hidden, classes, scores);
        return CrossEntropy.Mean(scores, b2, labels);
    }

    /// <summary>LSQ as its paper writes it, straight-through by algebra: the gradient of the step is scaled, the rounding passes what arrives, and clipping does not.</summary>
    private static float Quantized(float x, float step, float low, float high, float gradientScale)
    {
        float s = Gradient.StopGradient(step - (step * gradientScale)) + (step * gradientScale);
        float scaled = Math.Clamp(x / s, low, high);
#pragma warning disable STG0020 // as the paper writes it
        return (scaled + Gradient.StopGradient(MathF.Round(scaled) - scaled)) * s;
#pragma warning restore STG0020
    }
}

/// <summary>The control: the same network with a bare rounding. Weights get no gradient through it.</summary>
public static partial class RawRounding
{
    [Differentiable("w1", "b1", "w2", "b2", "steps", Emit = Derivatives.Gradient)]
    public static float Loss(
        ReadOnlySpan<float> images, ReadOnlySpan<int> labels, ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2, ReadOnlySpan<float> steps, float weightLow, float weightHigh, float activationHigh)
    {
        int batch = labels.Length, hidden = b1.Length, classes = b2.Length, inputs = images.Length / batch;
        float[] q1 = new float[w1.Length], q2 = new float[w2.Length], h = new float[batch * hidden], scores = new float[batch * classes];
        for (int i = 0; i < q1.Length; i++)
        {
            q1[i] = Quantized(w1[i], steps[0], weightLow, weightHigh);
        }

        for (int i = 0; i < q2.Length; i++)
        {
            q2[i] = Quantized(w2[i], steps[2], weightLow, weightHigh);
        }

        LinearAlgebra.MatMulTransposedB(images, q1, batch, inputs, hidden, h);
        for (int i = 0; i < h.Length; i++)
        {
            h[i] = Quantized(MathF.Max(h[i] + b1[i % hidden], 0), steps[1], 0, activationHigh);
        }

        LinearAlgebra.MatMulTransposedB(h, q2, batch, hidden, classes, scores);
        return CrossEntropy.Mean(scores, b2, labels);
    }

    private static float Quantized(float x, float step, float low, float high)
    {
#pragma warning disable STG0001 // a bare rounding: this is what the control is about
        return MathF.Round(Math.Clamp(x / step, low, high)) * step;
#pragma warning restore STG0001
    }
}

/// <summary>The network as it was trained first, in floats.</summary>
public static partial class FloatNetwork
{
    [Differentiable("w1", "b1", "w2", "b2", Emit = Derivatives.Gradient)]
    public static float Loss(ReadOnlySpan<float> images, ReadOnlySpan<int> labels, ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2)
    {
        int batch = labels.Length, hidden = b1.Length, classes = b2.Length, inputs = images.Length / batch;
        float[] h = new float[batch * hidden], scores = new float[batch * classes];
        LinearAlgebra.MatMulTransposedB(images, w1, batch, inputs, hidden, h);
        for (int i = 0; i < h.Length; i++)
        {
            h[i] = MathF.Max(h[i] + b1[i % hidden], 0);
        }

        LinearAlgebra.MatMulTransposedB(h, w2, batch, hidden, classes, scores);
        return CrossEntropy.Mean(scores, b2, labels);
    }
}

/// <summary>The loss that the networks share.</summary>
public static class CrossEntropy
{
    public static float Mean(ReadOnlySpan<float> scores, ReadOnlySpan<float> shift, ReadOnlySpan<int> labels)
    {
        int classes = shift.Length;
        float loss = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            float largest = scores[n * classes] + shift[0];
            for (int k = 1; k < classes; k++)
            {
                if (scores[(n * classes) + k] + shift[k] > largest) largest = scores[(n * classes) + k] + shift[k];
            }

            float sum = 0;
            for (int k = 0; k < classes; k++)
            {
                sum += MathF.Exp(scores[(n * classes) + k] + shift[k] - largest);
            }

            loss += largest + MathF.Log(sum) - scores[(n * classes) + labels[n]] - shift[labels[n]];
        }

        return loss / labels.Length;
    }
}
