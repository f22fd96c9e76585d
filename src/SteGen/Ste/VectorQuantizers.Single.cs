using System;
using System.ComponentModel;

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
        float[] codes = new float[z.Length];
        int[] numbers = new int[z.Length / dim];
        NearestCodes(z, codebook, dim, codes, numbers);
        for (int row = 0; row < numbers.Length; row++) indices[row] = numbers[row];
        for (int i = 0; i < z.Length; i++) result[i] = Gradient.StraightThrough(codes[i], z[i]);
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

    /// <inheritdoc cref="NearestCodes(ReadOnlySpan{double}, ReadOnlySpan{double}, int, Span{double}, Span{int})"/>
    [CustomGradient(nameof(NearestCodesBackward))]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void NearestCodes([NoGradient] ReadOnlySpan<float> z, [NoGradient] ReadOnlySpan<float> codebook, int dim, Span<float> result, Span<int> indices) => SearchForward(z, codebook, dim, result, indices);

    /// <inheritdoc cref="NearestCodesBackward(ReadOnlySpan{double}, ReadOnlySpan{double}, int, ReadOnlySpan{double})"/>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void NearestCodesBackward(ReadOnlySpan<float> z, ReadOnlySpan<float> codebook, int dim, ReadOnlySpan<float> resultGradient)
    {
    }

    [Differentiable("codebook", Emit = Derivatives.Forward)]
    private static void Search(ReadOnlySpan<float> z, ReadOnlySpan<float> codebook, int dim, Span<float> result, Span<int> indices)
    {
        for (int row = 0; row < z.Length / dim; row++)
        {
            // two codes at a time: an element of z is loaded once for both
            int best = 0, codes = codebook.Length / dim;
            float least = float.PositiveInfinity;
            for (int pair = 0; pair < codes / 2; pair++)
            {
                float even = 0, odd = 0;
                for (int j = 0; j < dim; j++)
                {
                    float x = z[(row * dim) + j], a = x - codebook[(2 * pair * dim) + j], b = x - codebook[(((2 * pair) + 1) * dim) + j];
                    even += a * a;
                    odd += b * b;
                }

                best = even < least ? 2 * pair : best;
                least = even < least ? even : least;
                best = odd < least ? (2 * pair) + 1 : best;
                least = odd < least ? odd : least;
            }

            if (codes % 2 != 0)
            {
                float last = 0;
                for (int j = 0; j < dim; j++)
                {
                    float a = z[(row * dim) + j] - codebook[((codes - 1) * dim) + j];
                    last += a * a;
                }

                best = last < least ? codes - 1 : best;
            }

            indices[row] = best;
            for (int j = 0; j < dim; j++) result[(row * dim) + j] = codebook[(best * dim) + j];
        }
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
