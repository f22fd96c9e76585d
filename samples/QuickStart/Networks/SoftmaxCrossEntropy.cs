using System;

namespace QuickStart.Networks;

/// <summary>The loss that the networks share. It carries no attribute: a differentiable method that calls it differentiates through it.</summary>
public static class SoftmaxCrossEntropy
{
    public static float Of(ReadOnlySpan<float> logits, int label)
    {
        float largest = logits[0];
        for (int k = 1; k < logits.Length; k++)
        {
            if (logits[k] > largest) largest = logits[k];
        }

        float sum = 0;
        for (int k = 0; k < logits.Length; k++)
        {
            sum += MathF.Exp(logits[k] - largest);
        }

        return largest + MathF.Log(sum) - logits[label];
    }
}
