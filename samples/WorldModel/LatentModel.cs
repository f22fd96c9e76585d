using System;
using SteGen;

namespace WorldModel;

/// <summary>
/// What is seen becomes a code, a code and an action become the next code, and codes become pictures. A code is a sample of categories (as in Hafner and others 2021, arXiv 2010.02193): one-hot in the forward, the derivative of
/// a softmax in the backward, so that the pictures teach the encoder.
/// </summary>
public static partial class LatentModel
{
    /// <summary>The error of the picture of the code, the error of the picture of the predicted code, and how surprising the next code was.</summary>
    [Differentiable("w1", "b1", "w2", "b2", "w3", "b3", "w4", "b4", "w5", "b5", "w6", "b6", Emit = Derivatives.Gradient)]
    public static float Loss(
        ReadOnlySpan<float> seen, ReadOnlySpan<float> next, ReadOnlySpan<int> actions, ReadOnlySpan<float> noise, int classes,
        ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2,
        ReadOnlySpan<float> w3, ReadOnlySpan<float> b3, ReadOnlySpan<float> w4, ReadOnlySpan<float> b4,
        ReadOnlySpan<float> w5, ReadOnlySpan<float> b5, ReadOnlySpan<float> w6, ReadOnlySpan<float> b6) =>
        Parts.Loss(Select, seen, next, actions, noise, classes, w1, b1, w2, b2, w3, b3, w4, b4, w5, b5, w6, b6);

    private static void Select(ReadOnlySpan<float> logits, ReadOnlySpan<float> noise, int classes, Span<float> code)
    {
        for (int start = 0; start < logits.Length; start += classes)
        {
            Ste.GumbelSoftmax(logits.Slice(start, classes), noise.Slice(start, classes), 1f, code.Slice(start, classes));
        }
    }
}
