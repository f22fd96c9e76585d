using System;
using Samples;
using SteGen;

namespace WorldModel;

/// <summary>Chooses one of <paramref name="classes"/> in each group of a code, by the largest logit plus noise.</summary>
public delegate void Selection(ReadOnlySpan<float> logits, ReadOnlySpan<float> noise, int classes, Span<float> code);

/// <summary>What the model and its control share. Nothing here carries an attribute: a differentiable method that calls it differentiates through it.</summary>
public static class Parts
{
    /// <summary>How much the prediction of codes weighs beside the pictures.</summary>
    public const float Surprise = 0.3f;

    /// <summary>
    /// The error of the picture of the code, the error of the picture of the predicted code, and how surprising the next code was. Encoder, transition and decoder have two layers each.
    /// </summary>
    public static float Loss(
        Selection select,
        ReadOnlySpan<float> seen, ReadOnlySpan<float> next, ReadOnlySpan<int> actions, ReadOnlySpan<float> noise, int classes,
        ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2,
        ReadOnlySpan<float> w3, ReadOnlySpan<float> b3, ReadOnlySpan<float> w4, ReadOnlySpan<float> b4,
        ReadOnlySpan<float> w5, ReadOnlySpan<float> b5, ReadOnlySpan<float> w6, ReadOnlySpan<float> b6)
    {
        int batch = actions.Length, width = b2.Length;
        float[] logits = new float[batch * width], code = new float[batch * width], nextCode = new float[batch * width], predicted = new float[batch * width];
        float[] known = new float[batch * (width + GridWorld.Actions)], none = new float[batch * width], picture = new float[seen.Length], nextPicture = new float[seen.Length];
        Layers.TwoLayers(seen, w1, b1, w2, b2, batch, logits);
        select(logits, noise, classes, code);
        Layers.TwoLayers(code, w5, b5, w6, b6, batch, picture);

        WithAction(code, actions, width, known);
        Layers.TwoLayers(known, w3, b3, w4, b4, batch, logits);
        select(logits, none, classes, predicted);
        Layers.TwoLayers(predicted, w5, b5, w6, b6, batch, nextPicture);

        float[] nextLogits = new float[batch * width];
        Layers.TwoLayers(next, w1, b1, w2, b2, batch, nextLogits);
        select(nextLogits, none, classes, nextCode);
        return (GridWorld.Pixels * (Layers.MeanSquare(seen, picture) + Layers.MeanSquare(next, nextPicture))) + (Surprise * CrossEntropy(logits, Gradient.StopGradient((ReadOnlySpan<float>)nextCode), classes));
    }

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
