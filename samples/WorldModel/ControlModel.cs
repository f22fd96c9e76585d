using System;
using SteGen;

namespace WorldModel;

/// <summary>The control: the same model, whose codes are chosen by bare comparisons. Transition and decoder learn, the encoder gets no gradient.</summary>
public static partial class ControlModel
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
            int best = start;
            for (int k = start + 1; k < start + classes; k++)
            {
                best = logits[k] + noise[k] > logits[best] + noise[best] ? k : best;
            }

            for (int k = start; k < start + classes; k++)
            {
#pragma warning disable STG0003 // a bare comparison: this is what the control is about
                code[k] = k == best ? 1f : 0f;
#pragma warning restore STG0003
            }
        }
    }
}
