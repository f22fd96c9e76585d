using System;
using System.ComponentModel;

namespace SteGen;

public static partial class Ste
{
    /// <summary>Each row of z becomes the nearest row of the codebook, with the identity as its derivative: <c>z' = y'</c>. The codebook learns by <see cref="VectorQuantizeLoss(ReadOnlySpan{double}, ReadOnlySpan{double}, int, double)"/> or by <see cref="CodebookAverage{T}"/>.</summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers.</param>
    /// <param name="codebook">Codes of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="dim">The length of a row; positive.</param>
    /// <param name="result">Written: the codes, exactly as they stand in the codebook.</param>
    /// <param name="indices">Written: the number of the code of each row; of equally near ones the first.</param>
    /// <remarks>van den Oord, Vinyals, Kavukcuoglu 2017 (VQ-VAE), arXiv 1711.00937.</remarks>
    /// <exception cref="ArgumentException">A length does not fit, or the codebook is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dim"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void VectorQuantize(ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<double> codebook, int dim, Span<double> result, Span<int> indices)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (codebook.Length < dim || codebook.Length % dim != 0) throw new ArgumentException("The codebook must hold whole codes, at least one.", nameof(codebook));
        if (z.Length % dim != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        if (indices.Length != z.Length / dim) throw new ArgumentException("There must be an index for each row.", nameof(indices));
        double[] codes = new double[z.Length];
        int[] numbers = new int[z.Length / dim];
        NearestCodes(z, codebook, dim, codes, numbers);
        for (int row = 0; row < numbers.Length; row++) indices[row] = numbers[row];
        for (int i = 0; i < z.Length; i++) result[i] = Gradient.StraightThrough(codes[i], z[i]);
    }

    /// <summary>The losses of VQ-VAE, both means over all elements: <c>mean((sg(z) - e)²) + beta mean((z - sg(e))²)</c>, e being the nearest code of each row.</summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="codebook">Codes of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="dim">The length of a row; positive.</param>
    /// <param name="beta">The weight of the commitment, the term that moves z.</param>
    /// <returns>The loss.</returns>
    /// <remarks>van den Oord, Vinyals, Kavukcuoglu 2017, arXiv 1711.00937. The paper sums over a row: multiply by <paramref name="dim"/> for that.</remarks>
    /// <exception cref="ArgumentException">A length does not fit, or a span is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dim"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Gradient | Derivatives.Backward)]
    public static double VectorQuantizeLoss(ReadOnlySpan<double> z, ReadOnlySpan<double> codebook, int dim, [NoGradient] double beta = 0.25)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (codebook.Length < dim || codebook.Length % dim != 0) throw new ArgumentException("The codebook must hold whole codes, at least one.", nameof(codebook));
        if (z.Length < dim || z.Length % dim != 0) throw new ArgumentException("There must be whole rows, at least one.", nameof(z));
        double sum = 0;
        for (int row = 0; row < z.Length / dim; row++)
        {
            int best = Nearest(z.Slice(row * dim, dim), codebook, dim);
            for (int j = 0; j < dim; j++) sum += Losses(z[(row * dim) + j], codebook[(best * dim) + j], beta);
        }

        return sum / z.Length;
    }

    /// <summary>The codebook loss of VQ-VAE alone, <c>mean((sg(z) - e)²)</c>: it moves the codes towards the rows that they stand for.</summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="codebook">Codes of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="dim">The length of a row; positive.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a span is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dim"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double CodebookLoss([NoGradient] ReadOnlySpan<double> z, ReadOnlySpan<double> codebook, int dim) => VectorQuantizeLoss(z, codebook, dim, 0.0);

    /// <summary>The commitment loss of VQ-VAE alone, <c>mean((z - sg(e))²)</c>: it moves the rows towards their codes.</summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="codebook">Codes of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="dim">The length of a row; positive.</param>
    /// <returns>The loss.</returns>
    /// <exception cref="ArgumentException">A length does not fit, or a span is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dim"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double CommitmentLoss(ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<double> codebook, int dim)
    {
        if (dim < 1) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have a length.");
        if (codebook.Length < dim || codebook.Length % dim != 0) throw new ArgumentException("The codebook must hold whole codes, at least one.", nameof(codebook));
        if (z.Length < dim || z.Length % dim != 0) throw new ArgumentException("There must be whole rows, at least one.", nameof(z));
        double sum = 0;
        for (int row = 0; row < z.Length / dim; row++)
        {
            int best = Nearest(z.Slice(row * dim, dim), codebook, dim);
            for (int j = 0; j < dim; j++)
            {
                double d = z[(row * dim) + j] - codebook[(best * dim) + j];
                sum += d * d;
            }
        }

        return sum / z.Length;
    }

    /// <summary>Each row of z becomes the nearest row of the codebook: the search of <see cref="VectorQuantize(ReadOnlySpan{double}, ReadOnlySpan{double}, int, Span{double}, Span{int})"/>, which its backward does not repeat. Generated code calls it.</summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers.</param>
    /// <param name="codebook">Codes of <paramref name="dim"/> numbers; at least one.</param>
    /// <param name="dim">The length of a row; positive.</param>
    /// <param name="result">Written: the codes.</param>
    /// <param name="indices">Written: the number of the code of each row.</param>
    [CustomGradient(nameof(NearestCodesBackward))]
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void NearestCodes([NoGradient] ReadOnlySpan<double> z, [NoGradient] ReadOnlySpan<double> codebook, int dim, Span<double> result, Span<int> indices) => SearchForward(z, codebook, dim, result, indices);

    /// <summary>Codes by their number have no gradient.</summary>
    /// <param name="z">As above.</param>
    /// <param name="codebook">As above.</param>
    /// <param name="dim">As above.</param>
    /// <param name="resultGradient">Goes nowhere.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static void NearestCodesBackward(ReadOnlySpan<double> z, ReadOnlySpan<double> codebook, int dim, ReadOnlySpan<double> resultGradient)
    {
    }

    [Differentiable("codebook", Emit = Derivatives.Forward)]
    private static void Search(ReadOnlySpan<double> z, ReadOnlySpan<double> codebook, int dim, Span<double> result, Span<int> indices)
    {
        for (int row = 0; row < z.Length / dim; row++)
        {
            // two codes at a time: an element of z is loaded once for both
            int best = 0, codes = codebook.Length / dim;
            double least = double.PositiveInfinity;
            for (int pair = 0; pair < codes / 2; pair++)
            {
                double even = 0, odd = 0;
                for (int j = 0; j < dim; j++)
                {
                    double x = z[(row * dim) + j], a = x - codebook[(2 * pair * dim) + j], b = x - codebook[(((2 * pair) + 1) * dim) + j];
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
                double last = 0;
                for (int j = 0; j < dim; j++)
                {
                    double a = z[(row * dim) + j] - codebook[((codes - 1) * dim) + j];
                    last += a * a;
                }

                best = last < least ? codes - 1 : best;
            }

            indices[row] = best;
            for (int j = 0; j < dim; j++) result[(row * dim) + j] = codebook[(best * dim) + j];
        }
    }

    // one element of the codebook loss, and of the commitment loss
    private static double Losses(double x, double e, double beta)
    {
        double code = Gradient.StopGradient(x) - e, commitment = x - Gradient.StopGradient(e);
        return (code * code) + (beta * commitment * commitment);
    }

    private static int Nearest([NoGradient] ReadOnlySpan<double> row, [NoGradient] ReadOnlySpan<double> codebook, int dim)
    {
        int best = 0;
        double least = double.PositiveInfinity;
        for (int k = 0; k < codebook.Length / dim; k++)
        {
            double distance = 0;
            for (int j = 0; j < dim; j++)
            {
                double d = row[j] - codebook[(k * dim) + j];
                distance += d * d;
            }

            best = distance < least ? k : best;
            least = distance < least ? distance : least;
        }

        return best;
    }
}
