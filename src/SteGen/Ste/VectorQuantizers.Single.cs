using System;

namespace SteGen;

public static partial class Ste
{
    /// <inheritdoc cref="VectorQuantize(ReadOnlySpan{double}, ReadOnlySpan{double}, int, Span{double}, Span{int})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void VectorQuantize(ReadOnlySpan<float> z, [NoGradient] ReadOnlySpan<float> codebook, int dim, Span<float> result, Span<int> indices)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (codebook.Length < dim || codebook.Length % dim != 0) throw new ArgumentException("The codebook must hold whole codes, at least one.", nameof(codebook));
        if (z.Length % dim != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        if (indices.Length != z.Length / dim) throw new ArgumentException("There must be an index for each row.", nameof(indices));
        for (int row = 0; row < z.Length / dim; row++)
        {
            int best = Nearest(z.Slice(row * dim, dim), codebook, dim);
            indices[row] = best;
            for (int j = 0; j < dim; j++) result[(row * dim) + j] = Gradient.StraightThrough(codebook[(best * dim) + j], z[(row * dim) + j]);
        }
    }

    /// <inheritdoc cref="VectorQuantizeLoss(ReadOnlySpan{double}, ReadOnlySpan{double}, int, double)"/>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static float VectorQuantizeLoss(ReadOnlySpan<float> z, ReadOnlySpan<float> codebook, int dim, [NoGradient] float beta = 0.25f)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (codebook.Length < dim || codebook.Length % dim != 0) throw new ArgumentException("The codebook must hold whole codes, at least one.", nameof(codebook));
        if (z.Length < dim || z.Length % dim != 0) throw new ArgumentException("There must be whole rows, at least one.", nameof(z));
        float sum = 0;
        for (int row = 0; row < z.Length / dim; row++)
        {
            int best = Nearest(z.Slice(row * dim, dim), codebook, dim);
            for (int j = 0; j < dim; j++) sum += Losses(z[(row * dim) + j], codebook[(best * dim) + j], beta);
        }

        return sum / z.Length;
    }

    /// <inheritdoc cref="CodebookLoss(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float CodebookLoss([NoGradient] ReadOnlySpan<float> z, ReadOnlySpan<float> codebook, int dim) => VectorQuantizeLoss(z, codebook, dim, 0.0f);

    /// <inheritdoc cref="CommitmentLoss(ReadOnlySpan{double}, ReadOnlySpan{double}, int)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float CommitmentLoss(ReadOnlySpan<float> z, [NoGradient] ReadOnlySpan<float> codebook, int dim)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (codebook.Length < dim || codebook.Length % dim != 0) throw new ArgumentException("The codebook must hold whole codes, at least one.", nameof(codebook));
        if (z.Length < dim || z.Length % dim != 0) throw new ArgumentException("There must be whole rows, at least one.", nameof(z));
        float sum = 0;
        for (int row = 0; row < z.Length / dim; row++)
        {
            int best = Nearest(z.Slice(row * dim, dim), codebook, dim);
            for (int j = 0; j < dim; j++)
            {
                float d = z[(row * dim) + j] - codebook[(best * dim) + j];
                sum += d * d;
            }
        }

        return sum / z.Length;
    }

    // one element of the codebook loss, and of the commitment loss
    private static float Losses(float x, float e, float beta)
    {
        float code = Gradient.StopGradient(x) - e, commitment = x - Gradient.StopGradient(e);
        return (code * code) + (beta * commitment * commitment);
    }

    private static int Nearest([NoGradient] ReadOnlySpan<float> row, [NoGradient] ReadOnlySpan<float> codebook, int dim)
    {
        int best = 0;
        float least = float.PositiveInfinity;
        for (int k = 0; k < codebook.Length / dim; k++)
        {
            float distance = 0;
            for (int j = 0; j < dim; j++)
            {
                float d = row[j] - codebook[(k * dim) + j];
                distance += d * d;
            }

            best = distance < least ? k : best;
            least = distance < least ? distance : least;
        }

        return best;
    }
}
