using System;

namespace SteGen;

public static partial class Ste
{
    /// <summary>
    /// SimVQ: <see cref="VectorQuantize(ReadOnlySpan{double}, ReadOnlySpan{double}, int, Span{double}, Span{int})"/> with the codes <c>e = W f</c>, where the codes f are frozen and the matrix W is learned, so that all
    /// codes move together and none dies. <c>z' = y'</c>; W learns by <see cref="SimVqLoss(ReadOnlySpan{double}, ReadOnlySpan{double}, ReadOnlySpan{double}, int, double)"/>.
    /// </summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers.</param>
    /// <param name="frozen">Codes of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="transform">The matrix W, row by row.</param>
    /// <param name="dim">The length of a row; positive.</param>
    /// <param name="result">Written: the codes.</param>
    /// <param name="indices">Written: the number of the code of each row; of equally near ones the first.</param>
    /// <remarks>Zhu and others 2024, arXiv 2411.02038.</remarks>
    /// <exception cref="ArgumentException">A length does not fit, or there is no code.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dim"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void SimVq(ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<double> frozen, [NoGradient] ReadOnlySpan<double> transform, int dim, Span<double> result, Span<int> indices)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (frozen.Length < dim || frozen.Length % dim != 0) throw new ArgumentException("There must be whole codes, at least one.", nameof(frozen));
        if (transform.Length != dim * dim) throw new ArgumentException("The matrix must be square.", nameof(transform));
        if (z.Length % dim != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        if (indices.Length != z.Length / dim) throw new ArgumentException("There must be an index for each row.", nameof(indices));
        double[] codebook = new double[frozen.Length];
        Transform(frozen, transform, dim, codebook);
        for (int row = 0; row < z.Length / dim; row++)
        {
            int best = Nearest(z.Slice(row * dim, dim), codebook, dim);
            indices[row] = best;
            for (int j = 0; j < dim; j++) result[(row * dim) + j] = Gradient.StraightThrough(codebook[(best * dim) + j], z[(row * dim) + j]);
        }
    }

    /// <summary>The loss of SimVQ, a mean over all elements: <c>mean((sg(z) - e)²) + beta mean((z - sg(e))²)</c> with <c>e = W f</c>, the nearest code of each row.</summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="frozen">Codes of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="transform">The matrix W, row by row.</param>
    /// <param name="dim">The length of a row; positive.</param>
    /// <param name="beta">The weight of the commitment, the term that moves z.</param>
    /// <returns>The loss.</returns>
    /// <remarks>Zhu and others 2024, arXiv 2411.02038.</remarks>
    /// <exception cref="ArgumentException">A length does not fit, or a span is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dim"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double SimVqLoss(ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<double> frozen, ReadOnlySpan<double> transform, int dim, [NoGradient] double beta = 0.25)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (frozen.Length < dim || frozen.Length % dim != 0) throw new ArgumentException("There must be whole codes, at least one.", nameof(frozen));
        if (transform.Length != dim * dim) throw new ArgumentException("The matrix must be square.", nameof(transform));
        if (z.Length < dim || z.Length % dim != 0) throw new ArgumentException("There must be whole rows, at least one.", nameof(z));
        double[] codebook = new double[frozen.Length];
        Transform(frozen, transform, dim, codebook);
        double sum = 0;
        for (int row = 0; row < z.Length / dim; row++)
        {
            int best = Nearest(z.Slice(row * dim, dim), codebook, dim);
            for (int j = 0; j < dim; j++) sum += Losses(z[(row * dim) + j], codebook[(best * dim) + j], beta);
        }

        return sum / z.Length;
    }

    /// <summary>
    /// The rotation trick: the forward is the codes, exactly; the derivative of each row is that of the rotation and rescaling that takes z to its code, held constant: <c>z' = (‖q‖ / ‖z‖) Rᵀ y'</c> with
    /// <c>R = I - 2 w wᵀ + 2 q̂ ẑᵀ</c>, <c>w = (ẑ + q̂) / ‖ẑ + q̂‖</c>. So rows near the border of a code's region get another gradient than those at its centre.
    /// </summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers.</param>
    /// <param name="codes">The code of each row, as <see cref="VectorQuantize(ReadOnlySpan{double}, ReadOnlySpan{double}, int, Span{double}, Span{int})"/> writes them.</param>
    /// <param name="dim">The length of a row; positive.</param>
    /// <param name="result">Written: the codes.</param>
    /// <param name="epsilon">Lengths below this count as this; positive.</param>
    /// <remarks>Fifty and others 2024, arXiv 2410.06424. A code that points away from its row, in the very opposite direction, has no rotation; the gradient then is a reflection.</remarks>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dim"/> or <paramref name="epsilon"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void RotationTrick(ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<double> codes, int dim, Span<double> result, [NoGradient] double epsilon = 1e-6)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (!(epsilon > 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), "Epsilon must be positive.");
        if (z.Length % dim != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (codes.Length != z.Length) throw new ArgumentException("There must be a code for each row.", nameof(codes));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        for (int row = 0; row < z.Length / dim; row++)
        {
            double zz = 0, qq = 0;
            for (int j = 0; j < dim; j++)
            {
                double x = Gradient.StopGradient(z[(row * dim) + j]), q = codes[(row * dim) + j];
                zz += x * x;
                qq += q * q;
            }

            // lengths, and that of the sum of the two directions
            double zLength = Math.Max(Math.Sqrt(zz), epsilon), qLength = Math.Max(Math.Sqrt(qq), epsilon), ww = 0;
            for (int j = 0; j < dim; j++)
            {
                double w = (Gradient.StopGradient(z[(row * dim) + j]) / zLength) + (codes[(row * dim) + j] / qLength);
                ww += w * w;
            }

            double sumLength = Math.Max(Math.Sqrt(ww), epsilon);
            double alongZ = 0, alongW = 0;
            for (int j = 0; j < dim; j++)
            {
                double x = z[(row * dim) + j], direction = Gradient.StopGradient(x) / zLength, code = codes[(row * dim) + j] / qLength;
                alongZ += direction * x;
                alongW += (direction + code) / sumLength * x;
            }

            for (int j = 0; j < dim; j++)
            {
                double x = z[(row * dim) + j], q = codes[(row * dim) + j], w = ((Gradient.StopGradient(x) / zLength) + (q / qLength)) / sumLength;
                double rotated = x - (2 * w * alongW) + (2 * (q / qLength) * alongZ);
                result[(row * dim) + j] = Gradient.StraightThrough(q, qLength / zLength * rotated);
            }
        }
    }

    // e = W f for every code
    private static void Transform(ReadOnlySpan<double> frozen, ReadOnlySpan<double> transform, int dim, Span<double> codebook)
    {
        for (int k = 0; k < frozen.Length / dim; k++)
        {
            for (int i = 0; i < dim; i++)
            {
                double sum = 0;
                for (int j = 0; j < dim; j++) sum += transform[(i * dim) + j] * frozen[(k * dim) + j];
                codebook[(k * dim) + i] = sum;
            }
        }
    }
}
