using System;
using SteGen;

namespace BinaryNet.Networks;

/// <summary>The control: the binary network with the sign of <see cref="MathF"/>, whose derivative is 0. No weight ever moves, so it must fail; were it to learn, the images would prove nothing.</summary>
public static partial class ControlNetwork
{
    /// <summary>The mean cross-entropy of a batch. The matrix products are calls whose gradients are known; everything else is differentiated as it stands here.</summary>
    [Differentiable("w1", "gamma1", "beta1", "w2", "gamma2", "beta2", "w3", "gamma3", "beta3", Emit = Derivatives.Gradient)]
    public static float Loss(
        ReadOnlySpan<float> images, ReadOnlySpan<int> labels,
        ReadOnlySpan<float> w1, ReadOnlySpan<float> gamma1, ReadOnlySpan<float> beta1,
        ReadOnlySpan<float> w2, ReadOnlySpan<float> gamma2, ReadOnlySpan<float> beta2,
        ReadOnlySpan<float> w3, ReadOnlySpan<float> gamma3, ReadOnlySpan<float> beta3)
    {
        int batch = labels.Length, inputs = images.Length / batch, hidden = gamma1.Length, classes = gamma3.Length;
        float[] hidden1 = new float[batch * hidden], hidden2 = new float[batch * hidden], scores = new float[batch * classes];
        Layer(images, w1, gamma1, beta1, batch, inputs, hidden1);
        Activate(hidden1);
        Layer(hidden1, w2, gamma2, beta2, batch, hidden, hidden2);
        Activate(hidden2);
        Layer(hidden2, w3, gamma3, beta3, batch, hidden, scores);
        return Layers.CrossEntropy(scores, labels, classes);
    }

    public static float LossAndGradient(ReadOnlySpan<float> images, ReadOnlySpan<int> labels, Parameters at, Parameters gradient) =>
        LossValueAndGradient(
            images, labels,
            at.Weights(0), at.Gamma(0), at.Beta(0), at.Weights(1), at.Gamma(1), at.Beta(1), at.Weights(2), at.Gamma(2), at.Beta(2),
            gradient.Weights(0), gradient.Gamma(0), gradient.Beta(0), gradient.Weights(1), gradient.Gamma(1), gradient.Beta(1), gradient.Weights(2), gradient.Gamma(2), gradient.Beta(2));

    private static void Layer(ReadOnlySpan<float> input, ReadOnlySpan<float> weights, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, int batch, int inputs, Span<float> result)
    {
        float[] used = new float[weights.Length], sums = new float[result.Length];
        for (int i = 0; i < used.Length; i++)
        {
#pragma warning disable STG0001 // the derivative of MathF.Sign is 0: this is what the control is about
            used[i] = MathF.Sign(weights[i]);
#pragma warning restore STG0001
        }

        LinearAlgebra.MatMulTransposedB(input, used, batch, inputs, gamma.Length, sums);
        Layers.Normalize(sums, gamma, beta, batch, result);
    }

    private static void Activate(Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
        {
#pragma warning disable STG0001 // the derivative of MathF.Sign is 0: this is what the control is about
            values[i] = MathF.Sign(values[i]);
#pragma warning restore STG0001
        }
    }
}
