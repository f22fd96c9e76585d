using System;
using Samples;
using SteGen;

namespace VqVae;

/// <summary>
/// VQ-VAE (van den Oord and others 2017, arXiv 1711.00937): what an encoder says of an image is replaced by the nearest rows of a codebook, and a decoder draws the image from them. The replacement has the derivative of the
/// identity, so that the decoder's gradient reaches the encoder.
/// </summary>
public static partial class Autoencoder
{
    /// <summary>How much the encoder is held to the codes that it chose.</summary>
    public const float Commitment = 0.25f;

    /// <summary>The mean squared error of a batch, with the two losses of the codebook: codes move to what they stand for, the encoder stays near them.</summary>
    [Differentiable("codebook", "w1", "b1", "w2", "b2", "w3", "b3", "w4", "b4", Emit = Derivatives.Gradient)]
    public static float Loss(
        ReadOnlySpan<float> images, int batch, int dim, ReadOnlySpan<float> codebook,
        ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2,
        ReadOnlySpan<float> w3, ReadOnlySpan<float> b3, ReadOnlySpan<float> w4, ReadOnlySpan<float> b4)
    {
        float[] z = new float[batch * b2.Length];
        return Error(Nearest, images, batch, dim, codebook, w1, b1, w2, b2, w3, b3, w4, b4, z) + Ste.VectorQuantizeLoss(z, codebook, dim, Commitment);
    }

    /// <summary>The same without the codebook's own loss, for codes that follow by moving averages (<see cref="CodebookAverage{T}"/>).</summary>
    [Differentiable("w1", "b1", "w2", "b2", "w3", "b3", "w4", "b4", Emit = Derivatives.Gradient)]
    public static float AveragedLoss(
        ReadOnlySpan<float> images, int batch, int dim, ReadOnlySpan<float> codebook,
        ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2,
        ReadOnlySpan<float> w3, ReadOnlySpan<float> b3, ReadOnlySpan<float> w4, ReadOnlySpan<float> b4)
    {
        float[] z = new float[batch * b2.Length];
        return Error(Nearest, images, batch, dim, codebook, w1, b1, w2, b2, w3, b3, w4, b4, z) + (Commitment * Ste.CommitmentLoss(z, codebook, dim));
    }

    /// <summary>The control: the chosen rows as they are, by their index. The codes get the decoder's gradient, the encoder gets none of it.</summary>
    [Differentiable("codebook", "w1", "b1", "w2", "b2", "w3", "b3", "w4", "b4", Emit = Derivatives.Gradient)]
    public static float RawLoss(
        ReadOnlySpan<float> images, int batch, int dim, ReadOnlySpan<float> codebook,
        ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2,
        ReadOnlySpan<float> w3, ReadOnlySpan<float> b3, ReadOnlySpan<float> w4, ReadOnlySpan<float> b4)
    {
        float[] z = new float[batch * b2.Length];
        return Error(Bare, images, batch, dim, codebook, w1, b1, w2, b2, w3, b3, w4, b4, z) + Ste.VectorQuantizeLoss(z, codebook, dim, Commitment);
    }

    /// <summary>Rows of the codebook for what the encoder said.</summary>
    private delegate void Choice(ReadOnlySpan<float> z, ReadOnlySpan<float> codebook, int dim, Span<float> chosen);

    /// <summary>The mean squared error of what is drawn from the chosen rows; <paramref name="z"/> is what the encoder says.</summary>
    private static float Error(
        Choice choose, ReadOnlySpan<float> images, int batch, int dim, ReadOnlySpan<float> codebook,
        ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2,
        ReadOnlySpan<float> w3, ReadOnlySpan<float> b3, ReadOnlySpan<float> w4, ReadOnlySpan<float> b4, Span<float> z)
    {
        float[] chosen = new float[z.Length], shown = new float[images.Length];
        Layers.TwoLayers(images, w1, b1, w2, b2, batch, z);
        choose(z, codebook, dim, chosen);
        Layers.TwoLayers(chosen, w3, b3, w4, b4, batch, shown);
        return Layers.MeanSquare(images, shown);
    }

    /// <summary>The nearest rows, with the derivative of the identity.</summary>
    private static void Nearest(ReadOnlySpan<float> z, ReadOnlySpan<float> codebook, int dim, Span<float> chosen) => Ste.VectorQuantize(z, codebook, dim, chosen, new int[z.Length / dim]);

    /// <summary>The nearest rows by their index, with no derivative to the encoder.</summary>
    private static void Bare(ReadOnlySpan<float> z, ReadOnlySpan<float> codebook, int dim, Span<float> chosen)
    {
        int[] indices = new int[z.Length / dim];
        Ste.VectorQuantize(z, codebook, dim, chosen, indices);
        for (int i = 0; i < chosen.Length; i++)
        {
            chosen[i] = codebook[(indices[i / dim] * dim) + (i % dim)];
        }
    }
}
