using System;

namespace BinaryNet.Networks;

/// <summary>What the three networks share. Nothing here carries an attribute: a differentiable method that calls it differentiates through it.</summary>
public static class Layers
{
    public const float Epsilon = 1e-4f;

    /// <summary>Batch normalisation: each unit over the batch, then scale and shift. Rows are images.</summary>
    public static void Normalize(ReadOnlySpan<float> sums, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, int batch, Span<float> result)
    {
        int units = gamma.Length;
        float[] mean = new float[units], variance = new float[units], scale = new float[units];
        for (int n = 0; n < batch; n++)
        {
            for (int j = 0; j < units; j++)
            {
                mean[j] += sums[(n * units) + j];
            }
        }

        for (int j = 0; j < units; j++)
        {
            mean[j] /= batch;
        }

        for (int n = 0; n < batch; n++)
        {
            for (int j = 0; j < units; j++)
            {
                float d = sums[(n * units) + j] - mean[j];
                variance[j] += d * d;
            }
        }

        for (int j = 0; j < units; j++)
        {
            scale[j] = gamma[j] / MathF.Sqrt((variance[j] / batch) + Epsilon);
        }

        for (int n = 0; n < batch; n++)
        {
            for (int j = 0; j < units; j++)
            {
                result[(n * units) + j] = ((sums[(n * units) + j] - mean[j]) * scale[j]) + beta[j];
            }
        }
    }

    /// <summary>The mean of the softmax cross-entropies.</summary>
    public static float CrossEntropy(ReadOnlySpan<float> scores, ReadOnlySpan<int> labels, int classes)
    {
        float loss = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            ReadOnlySpan<float> row = scores.Slice(n * classes, classes);
            float largest = row[0];
            for (int k = 1; k < classes; k++)
            {
                if (row[k] > largest) largest = row[k];
            }

            float sum = 0;
            for (int k = 0; k < classes; k++)
            {
                sum += MathF.Exp(row[k] - largest);
            }

            loss += largest + MathF.Log(sum) - row[labels[n]];
        }

        return loss / labels.Length;
    }
}
