using System;

namespace SteGen;

public static partial class Ste
{
    /// <inheritdoc cref="SimVq(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, int, Span{double}, Span{int})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void SimVq(ReadOnlySpan<float> z, [NoGradient] ReadOnlySpan<float> frozen, [NoGradient] ReadOnlySpan<float> transform, int dim, Span<float> result, Span<int> indices)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (frozen.Length < dim || frozen.Length % dim != 0) throw new ArgumentException("There must be whole codes, at least one.", nameof(frozen));
        if (transform.Length != dim * dim) throw new ArgumentException("The matrix must be square.", nameof(transform));
        if (z.Length % dim != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        if (indices.Length != z.Length / dim) throw new ArgumentException("There must be an index for each row.", nameof(indices));
        float[] codebook = new float[frozen.Length];
        Transform(frozen, transform, dim, codebook);
        for (int row = 0; row < z.Length / dim; row++)
        {
            int best = Nearest(z.Slice(row * dim, dim), codebook, dim);
            indices[row] = best;
            for (int j = 0; j < dim; j++) result[(row * dim) + j] = Gradient.StraightThrough(codebook[(best * dim) + j], z[(row * dim) + j]);
        }
    }

    /// <inheritdoc cref="SimVqLoss(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, int, double)"/>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static float SimVqLoss(ReadOnlySpan<float> z, [NoGradient] ReadOnlySpan<float> frozen, ReadOnlySpan<float> transform, int dim, [NoGradient] float beta = 0.25f)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (frozen.Length < dim || frozen.Length % dim != 0) throw new ArgumentException("There must be whole codes, at least one.", nameof(frozen));
        if (transform.Length != dim * dim) throw new ArgumentException("The matrix must be square.", nameof(transform));
        if (z.Length < dim || z.Length % dim != 0) throw new ArgumentException("There must be whole rows, at least one.", nameof(z));
        float[] codebook = new float[frozen.Length];
        Transform(frozen, transform, dim, codebook);
        float sum = 0;
        for (int row = 0; row < z.Length / dim; row++)
        {
            int best = Nearest(z.Slice(row * dim, dim), codebook, dim);
            for (int j = 0; j < dim; j++) sum += Losses(z[(row * dim) + j], codebook[(best * dim) + j], beta);
        }

        return sum / z.Length;
    }

    /// <inheritdoc cref="RotationTrick(ReadOnlySpan{double}, ReadOnlySpan{double}, int, Span{double}, double)"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void RotationTrick(ReadOnlySpan<float> z, [NoGradient] ReadOnlySpan<float> codes, int dim, Span<float> result, [NoGradient] float epsilon = 1e-6f)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (!(epsilon > 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), "Epsilon must be positive.");
        if (z.Length % dim != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (codes.Length != z.Length) throw new ArgumentException("There must be a code for each row.", nameof(codes));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        for (int row = 0; row < z.Length / dim; row++)
        {
            float zz = 0, qq = 0;
            for (int j = 0; j < dim; j++)
            {
                float x = Gradient.StopGradient(z[(row * dim) + j]), q = codes[(row * dim) + j];
                zz += x * x;
                qq += q * q;
            }

            // lengths, and that of the sum of the two directions
            float zLength = MathF.Max(MathF.Sqrt(zz), epsilon), qLength = MathF.Max(MathF.Sqrt(qq), epsilon), ww = 0;
            for (int j = 0; j < dim; j++)
            {
                float w = (Gradient.StopGradient(z[(row * dim) + j]) / zLength) + (codes[(row * dim) + j] / qLength);
                ww += w * w;
            }

            float sumLength = MathF.Max(MathF.Sqrt(ww), epsilon);
            float alongZ = 0, alongW = 0;
            for (int j = 0; j < dim; j++)
            {
                float x = z[(row * dim) + j], direction = Gradient.StopGradient(x) / zLength, code = codes[(row * dim) + j] / qLength;
                alongZ += direction * x;
                alongW += (direction + code) / sumLength * x;
            }

            for (int j = 0; j < dim; j++)
            {
                float x = z[(row * dim) + j], q = codes[(row * dim) + j], w = ((Gradient.StopGradient(x) / zLength) + (q / qLength)) / sumLength;
                float rotated = x - (2 * w * alongW) + (2 * (q / qLength) * alongZ);
                result[(row * dim) + j] = Gradient.StraightThrough(q, qLength / zLength * rotated);
            }
        }
    }

    // e = W f for every code
    private static void Transform(ReadOnlySpan<float> frozen, ReadOnlySpan<float> transform, int dim, Span<float> codebook)
    {
        for (int k = 0; k < frozen.Length / dim; k++)
        {
            for (int i = 0; i < dim; i++)
            {
                float sum = 0;
                for (int j = 0; j < dim; j++) sum += transform[(i * dim) + j] * frozen[(k * dim) + j];
                codebook[(k * dim) + i] = sum;
            }
        }
    }
}
