using System;

namespace SteGen;

public static partial class Ste
{
    /// <inheritdoc cref="ResidualVectorQuantize(ReadOnlySpan{double}, ReadOnlySpan{double}, int, int, Span{double}, Span{int}, ResidualGradient)"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void ResidualVectorQuantize(ReadOnlySpan<float> z, [NoGradient] ReadOnlySpan<float> codebooks, int stages, int dim, Span<float> result, Span<int> indices, ResidualGradient gradient = ResidualGradient.Once)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (stages < 1) throw new ArgumentOutOfRangeException(nameof(stages), "There must be a codebook.");
        if (codebooks.Length < stages * dim || codebooks.Length % (stages * dim) != 0) throw new ArgumentException("Each codebook must hold whole codes, at least one.", nameof(codebooks));
        if (z.Length % dim != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        if (indices.Length != z.Length / dim * stages) throw new ArgumentException("There must be an index for each row and codebook.", nameof(indices));
        int size = codebooks.Length / stages;
        for (int row = 0; row < z.Length / dim; row++)
        {
            float[] rest = new float[dim], sum = new float[dim];
            for (int j = 0; j < dim; j++) rest[j] = Gradient.StopGradient(z[(row * dim) + j]);
            for (int stage = 0; stage < stages; stage++)
            {
                int best = Nearest(rest, codebooks.Slice(stage * size, size), dim);
                indices[(row * stages) + stage] = best;
                for (int j = 0; j < dim; j++)
                {
                    float code = codebooks[(stage * size) + (best * dim) + j];
                    rest[j] -= code;
                    sum[j] += code;
                }
            }

            for (int j = 0; j < dim; j++)
            {
                float x = z[(row * dim) + j];
                result[(row * dim) + j] = Gradient.StraightThrough(sum[j], gradient == ResidualGradient.EachStage ? stages * x : x);
            }
        }
    }

    /// <inheritdoc cref="ResidualVectorQuantizeLoss(ReadOnlySpan{double}, ReadOnlySpan{double}, int, int, double, double, ResidualGradient)"/>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static float ResidualVectorQuantizeLoss(ReadOnlySpan<float> z, ReadOnlySpan<float> codebooks, int stages, int dim, [NoGradient] float beta = 0.25f, [NoGradient] float codebookWeight = 1.0f, ResidualGradient gradient = ResidualGradient.Once)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (stages < 1) throw new ArgumentOutOfRangeException(nameof(stages), "There must be a codebook.");
        if (codebooks.Length < stages * dim || codebooks.Length % (stages * dim) != 0) throw new ArgumentException("Each codebook must hold whole codes, at least one.", nameof(codebooks));
        if (z.Length < dim || z.Length % dim != 0) throw new ArgumentException("There must be whole rows, at least one.", nameof(z));
        int size = codebooks.Length / stages;
        float total = 0;
        for (int row = 0; row < z.Length / dim; row++)
        {
            float[] rest = new float[dim];
            for (int j = 0; j < dim; j++) rest[j] = z[(row * dim) + j];
            for (int stage = 0; stage < stages; stage++)
            {
                int best = Nearest(rest, codebooks.Slice(stage * size, size), dim);
                for (int j = 0; j < dim; j++)
                {
                    float e = codebooks[(stage * size) + (best * dim) + j], constant = Gradient.StopGradient(e);
                    float code = Gradient.StopGradient(rest[j]) - e, commitment = rest[j] - constant;
                    total += (codebookWeight * code * code) + (beta * commitment * commitment);
                    rest[j] = gradient == ResidualGradient.Chained ? Gradient.StopGradient(rest[j] - constant) : rest[j] - constant;
                }
            }
        }

        return total / z.Length;
    }
}
