using System;

namespace WorldModel;

/// <summary>What the model and its control share. Nothing here carries an attribute: a differentiable method that calls it differentiates through it.</summary>
public static class Parts
{
    /// <summary>How much the prediction of codes weighs beside the pictures.</summary>
    public const float Surprise = 0.3f;

    /// <summary>Rows of a code, and the action as ones and zeros behind it.</summary>
    public static void WithAction(ReadOnlySpan<float> code, ReadOnlySpan<int> actions, int width, Span<float> result)
    {
        int row = width + GridWorld.Actions;
        for (int n = 0; n < actions.Length; n++)
        {
            for (int j = 0; j < width; j++)
            {
                result[(n * row) + j] = code[(n * width) + j];
            }

            for (int a = 0; a < GridWorld.Actions; a++)
            {
                result[(n * row) + width + a] = a == actions[n] ? 1 : 0;
            }
        }
    }

    /// <summary>The mean cross-entropy of groups of classes against codes of ones and zeros.</summary>
    public static float CrossEntropy(ReadOnlySpan<float> logits, ReadOnlySpan<float> code, int classes)
    {
        float loss = 0;
        for (int g = 0; g < logits.Length / classes; g++)
        {
            float largest = logits[g * classes];
            for (int k = 1; k < classes; k++)
            {
                if (logits[(g * classes) + k] > largest) largest = logits[(g * classes) + k];
            }

            float sum = 0, chosen = 0;
            for (int k = 0; k < classes; k++)
            {
                sum += MathF.Exp(logits[(g * classes) + k] - largest);
                chosen += code[(g * classes) + k] * logits[(g * classes) + k];
            }

            loss += largest + MathF.Log(sum) - chosen;
        }

        return loss * classes / logits.Length;
    }
}
