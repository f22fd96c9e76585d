using System;
using SteGen;

namespace Samples;

/// <summary>What the networks of several samples are made of. Nothing here carries an attribute: a differentiable method that calls it differentiates through it.</summary>
public static class Layers
{
    /// <summary>Two fully connected layers, the first one rectified; a row per image.</summary>
    public static void TwoLayers(ReadOnlySpan<float> input, ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2, int batch, Span<float> result)
    {
        int inputs = input.Length / batch, hidden = b1.Length, outputs = b2.Length;
        float[] h = new float[batch * hidden];
        LinearAlgebra.MatMulTransposedB(input, w1, batch, inputs, hidden, h);
        for (int i = 0; i < h.Length; i++)
        {
            h[i] = MathF.Max(h[i] + b1[i % hidden], 0);
        }

        LinearAlgebra.MatMulTransposedB(h, w2, batch, hidden, outputs, result);
        for (int i = 0; i < result.Length; i++)
        {
            result[i] += b2[i % outputs];
        }
    }

    public static float MeanSquare(ReadOnlySpan<float> images, ReadOnlySpan<float> shown)
    {
        float sum = 0;
        for (int i = 0; i < images.Length; i++)
        {
            float d = images[i] - shown[i];
            sum += d * d;
        }

        return sum / images.Length;
    }
}
