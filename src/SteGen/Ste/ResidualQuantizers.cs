using System;

namespace SteGen;

public static partial class Ste
{
    /// <summary>Each row of z becomes a sum of codes, one from each codebook: the nearest one to what the codes before have left over.</summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers.</param>
    /// <param name="codebooks">The codebooks one after the other, all of one size.</param>
    /// <param name="stages">How many codebooks there are; positive.</param>
    /// <param name="dim">The length of a row; positive.</param>
    /// <param name="result">Written: the sums.</param>
    /// <param name="indices">Written: for each row the number of its code in each codebook.</param>
    /// <param name="gradient">What z gets: <c>z' = y'</c>, or <c>stages y'</c>, see <see cref="ResidualGradient"/>.</param>
    /// <remarks>Zeghidour and others 2021 (SoundStream), arXiv 2107.03312.</remarks>
    /// <exception cref="ArgumentException">A length does not fit, or a codebook is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dim"/> or <paramref name="stages"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void ResidualVectorQuantize(ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<double> codebooks, int stages, int dim, Span<double> result, Span<int> indices, ResidualGradient gradient = ResidualGradient.Once)
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
            double[] rest = new double[dim], sum = new double[dim];
            for (int j = 0; j < dim; j++) rest[j] = Gradient.StopGradient(z[(row * dim) + j]);
            for (int stage = 0; stage < stages; stage++)
            {
                int best = Nearest(rest, codebooks.Slice(stage * size, size), dim);
                indices[(row * stages) + stage] = best;
                for (int j = 0; j < dim; j++)
                {
                    double code = codebooks[(stage * size) + (best * dim) + j];
                    rest[j] -= code;
                    sum[j] += code;
                }
            }

            for (int j = 0; j < dim; j++)
            {
                double x = z[(row * dim) + j];
                result[(row * dim) + j] = Gradient.StraightThrough(sum[j], gradient == ResidualGradient.EachStage ? stages * x : x);
            }
        }
    }

    /// <summary>The sum over the stages of <c>mean((sg(r) - e)²) + beta mean((r - sg(e))²)</c>, r being what the codes before have left over and e the nearest code.</summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="codebooks">The codebooks one after the other, all of one size.</param>
    /// <param name="stages">How many codebooks there are; positive.</param>
    /// <param name="dim">The length of a row; positive.</param>
    /// <param name="beta">The weight of the commitment, the term that moves z.</param>
    /// <param name="codebookWeight">The weight of the codebook loss; 0 where the codebooks learn by <see cref="CodebookAverage{T}"/>.</param>
    /// <param name="gradient">With <see cref="ResidualGradient.Chained"/> the commitment of the later stages has no gradient.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a span is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dim"/> or <paramref name="stages"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double ResidualVectorQuantizeLoss(ReadOnlySpan<double> z, ReadOnlySpan<double> codebooks, int stages, int dim, [NoGradient] double beta = 0.25, [NoGradient] double codebookWeight = 1.0, ResidualGradient gradient = ResidualGradient.Once)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (stages < 1) throw new ArgumentOutOfRangeException(nameof(stages), "There must be a codebook.");
        if (codebooks.Length < stages * dim || codebooks.Length % (stages * dim) != 0) throw new ArgumentException("Each codebook must hold whole codes, at least one.", nameof(codebooks));
        if (z.Length < dim || z.Length % dim != 0) throw new ArgumentException("There must be whole rows, at least one.", nameof(z));
        int size = codebooks.Length / stages;
        double total = 0;
        for (int row = 0; row < z.Length / dim; row++)
        {
            double[] rest = new double[dim];
            for (int j = 0; j < dim; j++) rest[j] = z[(row * dim) + j];
            for (int stage = 0; stage < stages; stage++)
            {
                int best = Nearest(rest, codebooks.Slice(stage * size, size), dim);
                for (int j = 0; j < dim; j++)
                {
                    double e = codebooks[(stage * size) + (best * dim) + j], constant = Gradient.StopGradient(e);
                    double code = Gradient.StopGradient(rest[j]) - e, commitment = rest[j] - constant;
                    total += (codebookWeight * code * code) + (beta * commitment * commitment);
                    rest[j] = gradient == ResidualGradient.Chained ? Gradient.StopGradient(rest[j] - constant) : rest[j] - constant;
                }
            }
        }

        return total / z.Length;
    }
}
