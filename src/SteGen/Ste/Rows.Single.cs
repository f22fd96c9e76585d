using System;

namespace SteGen;

public static partial class Ste
{
    /// <inheritdoc cref="ArgMaxOneHot(ReadOnlySpan{double}, int, int, double, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void ArgMaxOneHot(ReadOnlySpan<float> logits, int rows, int columns, [NoGradient] float tau, Span<float> result)
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

    /// <inheritdoc cref="GumbelSoftmax(ReadOnlySpan{double}, ReadOnlySpan{double}, int, int, double, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void GumbelSoftmax(ReadOnlySpan<float> logits, [NoGradient] ReadOnlySpan<float> noise, int rows, int columns, [NoGradient] float tau, Span<float> result)
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

    /// <inheritdoc cref="GumbelSoftmaxRelaxed(ReadOnlySpan{double}, ReadOnlySpan{double}, int, int, double, Span{double})"/>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Tape)]
    public static void GumbelSoftmaxRelaxed(ReadOnlySpan<float> logits, [NoGradient] ReadOnlySpan<float> noise, int rows, int columns, [NoGradient] float tau, Span<float> result)
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
