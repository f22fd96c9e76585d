using System;
using SteGen;

namespace QuickStart.Networks;

/// <summary>The same network without the signs: real weights, and tanh as the activation.</summary>
public static partial class FloatNetwork
{
    public static Network Create() => new("float, tanh", LossAndGradient, Scores, ClipWeights: false);

    [Differentiable("w1", "b1", "w2", "b2", "w3", "b3", Emit = Derivatives.Gradient)]
    public static float Loss(
        ReadOnlySpan<float> images, ReadOnlySpan<int> labels,
        ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2, ReadOnlySpan<float> w3, ReadOnlySpan<float> b3)
    {
        Span<float> hidden1 = stackalloc float[Parameters.Hidden1];
        Span<float> hidden2 = stackalloc float[Parameters.Hidden2];
        Span<float> logits = stackalloc float[Parameters.Outputs];
        float loss = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            HiddenLayer(images.Slice(n * Parameters.Inputs, Parameters.Inputs), w1, b1, hidden1);
            HiddenLayer(hidden1, w2, b2, hidden2);
            OutputLayer(hidden2, w3, b3, logits);
            loss += SoftmaxCrossEntropy.Of(logits, labels[n]);
        }

        return loss / labels.Length;
    }

    private static void HiddenLayer(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> result)
    {
        float scale = 1 / MathF.Sqrt(input.Length);
        for (int j = 0; j < result.Length; j++)
        {
            float sum = (scale * Dot(weights.Slice(j * input.Length, input.Length), input)) + bias[j];
            result[j] = MathF.Tanh(sum);
        }
    }

    private static void OutputLayer(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> bias, Span<float> result)
    {
        float scale = 1 / MathF.Sqrt(input.Length);
        for (int j = 0; j < result.Length; j++)
        {
            result[j] = (scale * Dot(weights.Slice(j * input.Length, input.Length), input)) + bias[j];
        }
    }

    private static float Dot(ReadOnlySpan<float> weights, ReadOnlySpan<float> input)
    {
        float sum = 0;
        for (int i = 0; i < input.Length; i++)
        {
            sum += weights[i] * input[i];
        }

        return sum;
    }

    private static float LossAndGradient(ReadOnlySpan<float> images, ReadOnlySpan<int> labels, Parameters at, Parameters gradient) =>
        LossValueAndGradient(
            images, labels, at.W1, at.B1, at.W2, at.B2, at.W3, at.B3,
            gradient.W1, gradient.B1, gradient.W2, gradient.B2, gradient.W3, gradient.B3);

    private static void Scores(ReadOnlySpan<float> image, Parameters at, Span<float> logits)
    {
        Span<float> hidden1 = stackalloc float[Parameters.Hidden1];
        Span<float> hidden2 = stackalloc float[Parameters.Hidden2];
        HiddenLayer(image, at.W1, at.B1, hidden1);
        HiddenLayer(hidden1, at.W2, at.B2, hidden2);
        OutputLayer(hidden2, at.W3, at.B3, logits);
    }
}
