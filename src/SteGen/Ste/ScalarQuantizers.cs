using System;

namespace SteGen;

public static partial class Ste
{
    /// <summary>
    /// Finite scalar quantization of one number: <c>round(tanh(z + shift) h - o) / ⌊levels / 2⌋</c> with <c>h = (levels - 1)(1 + epsilon) / 2</c>, <c>o = 1/2</c> for an even number of levels, else 0, and
    /// <c>shift = atanh(o / h)</c>: <c>z' = y' h (1 - tanh²(z + shift)) / ⌊levels / 2⌋</c>.
    /// </summary>
    /// <param name="z">The input.</param>
    /// <param name="levels">How many levels there are; at least 2.</param>
    /// <param name="epsilon">Lets the outermost levels be reached.</param>
    /// <returns>One of the levels, from -1 to 1.</returns>
    /// <remarks>Mentzer and others 2023, arXiv 2309.15505. Ties round to even.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="levels"/> is less than 2.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double FiniteScalarQuantize(double z, int levels, [NoGradient] double epsilon = 1e-3)
    {
        if (levels < 2) throw new ArgumentOutOfRangeException(nameof(levels), "There must be two levels.");
        double bounded = Bounded(z, levels, epsilon);
        return Round(bounded) / (levels / 2);
    }

    /// <summary>Finite scalar quantization of rows: <see cref="FiniteScalarQuantize(double, int, double)"/> with a number of levels for each column, and the number of each row's code.</summary>
    /// <param name="z">Rows with a column per number of levels.</param>
    /// <param name="levels">Numbers of levels, each at least 2.</param>
    /// <param name="result">Written: the levels, from -1 to 1.</param>
    /// <param name="indices">Written: the number of the code of each row, the first column counting ones.</param>
    /// <param name="epsilon">Lets the outermost levels be reached.</param>
    /// <remarks>Mentzer and others 2023, arXiv 2309.15505.</remarks>
    /// <exception cref="ArgumentException">A length does not fit, or <paramref name="levels"/> is empty.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number of levels is less than 2.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void FiniteScalarQuantize(ReadOnlySpan<double> z, ReadOnlySpan<int> levels, Span<double> result, Span<int> indices, [NoGradient] double epsilon = 1e-3)
    {
        if (levels.Length < 1) throw new ArgumentException("There must be a column.", nameof(levels));
        if (z.Length % levels.Length != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        if (indices.Length != z.Length / levels.Length) throw new ArgumentException("There must be an index for each row.", nameof(indices));
        for (int j = 0; j < levels.Length; j++)
        {
            if (levels[j] < 2) throw new ArgumentOutOfRangeException(nameof(levels), "There must be two levels.");
        }

        for (int row = 0; row < z.Length / levels.Length; row++)
        {
            int index = 0, weight = 1;
            for (int j = 0; j < levels.Length; j++)
            {
                double level = Round(Bounded(z[(row * levels.Length) + j], levels[j], epsilon));
                result[(row * levels.Length) + j] = level / (levels[j] / 2);
                index += ((int)Gradient.StopGradient(level) + (levels[j] / 2)) * weight;
                weight *= levels[j];
            }

            indices[row] = index;
        }
    }

    /// <summary>Lookup-free quantization of one number: <c>+scale</c> for <c>z &gt; 0</c>, else <c>-scale</c> (also at 0), with the identity as its derivative.</summary>
    /// <param name="z">The input.</param>
    /// <param name="scale">The size; positive.</param>
    /// <returns>±scale; NaN for NaN.</returns>
    /// <remarks>Yu and others 2023, arXiv 2310.05737. 0 becomes -scale, as in vector-quantize-pytorch.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="scale"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static double LookupFreeQuantize(double z, [NoGradient] double scale = 1.0)
    {
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), "The scale must be positive.");
        return Gradient.StraightThrough(z > 0 ? scale : z <= 0 ? -scale : z, z);
    }

    /// <summary>Lookup-free quantization of rows: <see cref="LookupFreeQuantize(double, double)"/> of each number, and the number that the bits of a row are.</summary>
    /// <param name="z">Rows of <paramref name="dim"/> numbers.</param>
    /// <param name="dim">The length of a row; 1 to 31.</param>
    /// <param name="result">Written: ±scale.</param>
    /// <param name="indices">Written: the bits of each row as a number, the first column being the highest bit.</param>
    /// <param name="scale">The size; positive.</param>
    /// <remarks>Yu and others 2023, arXiv 2310.05737.</remarks>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="dim"/> is out of range, or <paramref name="scale"/> not positive.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void LookupFreeQuantize(ReadOnlySpan<double> z, int dim, Span<double> result, Span<int> indices, [NoGradient] double scale = 1.0)
    {
        if (dim < 1 || dim > 31) throw new ArgumentOutOfRangeException(nameof(dim), "A row must have 1 to 31 numbers.");
        if (!(scale > 0)) throw new ArgumentOutOfRangeException(nameof(scale), "The scale must be positive.");
        if (z.Length % dim != 0) throw new ArgumentException("There must be whole rows.", nameof(z));
        if (result.Length != z.Length) throw new ArgumentException("The result must be as long as z.", nameof(result));
        if (indices.Length != z.Length / dim) throw new ArgumentException("There must be an index for each row.", nameof(indices));
        for (int row = 0; row < z.Length / dim; row++)
        {
            int index = 0;
            for (int j = 0; j < dim; j++)
            {
                double x = z[(row * dim) + j];
                index = (index * 2) + (x > 0 ? 1 : 0);
                result[(row * dim) + j] = LookupFreeQuantize(x, scale);
            }

            indices[row] = index;
        }
    }

    private static double Bounded(double z, int levels, double epsilon)
    {
        double h = (levels - 1) * (1 + epsilon) / 2, o = levels % 2 == 0 ? 0.5 : 0.0;
        return (Math.Tanh(z + Math.Atanh(o / h)) * h) - o;
    }
}
