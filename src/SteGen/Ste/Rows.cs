using System;

namespace SteGen;

public static partial class Ste
{
    /// <summary><see cref="ArgMaxOneHot(ReadOnlySpan{double}, double, Span{double})"/> of each row of a matrix.</summary>
    /// <param name="logits">rows x columns logits.</param>
    /// <param name="rows">How many rows; not negative.</param>
    /// <param name="columns">The length of a row; positive.</param>
    /// <param name="tau">The temperature of the derivative; positive.</param>
    /// <param name="result">Written: a 1 in each row.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> or <paramref name="tau"/> is not positive, or <paramref name="rows"/> is negative.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void ArgMaxOneHot(ReadOnlySpan<double> logits, int rows, int columns, [NoGradient] double tau, Span<double> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (rows < 0) throw new ArgumentOutOfRangeException(nameof(rows), "There cannot be fewer rows than none.");
        if (columns < 1) throw new ArgumentOutOfRangeException(nameof(columns), "A row must have a length.");
        if (logits.Length != rows * columns) throw new ArgumentException("There must be rows x columns logits.", nameof(logits));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        for (int row = 0; row < rows; row++)
        {
            ArgMaxOneHot(logits.Slice(row * columns, columns), tau, result.Slice(row * columns, columns));
        }
    }

    /// <summary><see cref="GumbelSoftmax(ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double})"/> of each row of a matrix: a sample per row.</summary>
    /// <param name="logits">rows x columns logits.</param>
    /// <param name="noise">Gumbel noise, one number per logit, see <see cref="Noise.Gumbel(long, long, Span{double})"/>; all 0 at inference.</param>
    /// <param name="rows">How many rows; not negative.</param>
    /// <param name="columns">The length of a row; positive.</param>
    /// <param name="tau">The temperature of the derivative; positive.</param>
    /// <param name="result">Written: a 1 in each row.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> or <paramref name="tau"/> is not positive, or <paramref name="rows"/> is negative.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void GumbelSoftmax(ReadOnlySpan<double> logits, [NoGradient] ReadOnlySpan<double> noise, int rows, int columns, [NoGradient] double tau, Span<double> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (rows < 0) throw new ArgumentOutOfRangeException(nameof(rows), "There cannot be fewer rows than none.");
        if (columns < 1) throw new ArgumentOutOfRangeException(nameof(columns), "A row must have a length.");
        if (logits.Length != rows * columns) throw new ArgumentException("There must be rows x columns logits.", nameof(logits));
        if (noise.Length != logits.Length) throw new ArgumentException("There must be a number for each logit.", nameof(noise));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        for (int row = 0; row < rows; row++)
        {
            GumbelSoftmax(logits.Slice(row * columns, columns), noise.Slice(row * columns, columns), tau, result.Slice(row * columns, columns));
        }
    }

    /// <summary><see cref="GumbelSoftmaxRelaxed(ReadOnlySpan{double}, ReadOnlySpan{double}, double, Span{double})"/> of each row of a matrix.</summary>
    /// <param name="logits">rows x columns logits.</param>
    /// <param name="noise">Gumbel noise, one number per logit, see <see cref="Noise.Gumbel(long, long, Span{double})"/>; all 0 at inference.</param>
    /// <param name="rows">How many rows; not negative.</param>
    /// <param name="columns">The length of a row; positive.</param>
    /// <param name="tau">The temperature of the derivative; positive.</param>
    /// <param name="result">Written: rows that add up to 1.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="columns"/> or <paramref name="tau"/> is not positive, or <paramref name="rows"/> is negative.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void GumbelSoftmaxRelaxed(ReadOnlySpan<double> logits, [NoGradient] ReadOnlySpan<double> noise, int rows, int columns, [NoGradient] double tau, Span<double> result)
    {
        if (!(tau > 0)) throw new ArgumentOutOfRangeException(nameof(tau), "The temperature must be positive.");
        if (rows < 0) throw new ArgumentOutOfRangeException(nameof(rows), "There cannot be fewer rows than none.");
        if (columns < 1) throw new ArgumentOutOfRangeException(nameof(columns), "A row must have a length.");
        if (logits.Length != rows * columns) throw new ArgumentException("There must be rows x columns logits.", nameof(logits));
        if (noise.Length != logits.Length) throw new ArgumentException("There must be a number for each logit.", nameof(noise));
        if (result.Length != logits.Length) throw new ArgumentException("The result must be as long as the logits.", nameof(result));
        for (int row = 0; row < rows; row++)
        {
            GumbelSoftmaxRelaxed(logits.Slice(row * columns, columns), noise.Slice(row * columns, columns), tau, result.Slice(row * columns, columns));
        }
    }
}
