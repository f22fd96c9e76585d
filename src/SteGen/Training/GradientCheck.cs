using System;

namespace SteGen.Training;

/// <summary>A value that differs between a gradient and the differences of its function.</summary>
/// <param name="Index">Which element of the gradient.</param>
/// <param name="Gradient">What the gradient says.</param>
/// <param name="Difference">What differences say; NaN where none could be taken.</param>
public readonly record struct GradientMismatch(int Index, double Gradient, double Difference);

/// <summary>
/// Compares a gradient with differences of the function, for tests of one's own. Straight-through estimators are understood: where the function calls <see cref="Gradient.StopGradient(double)"/>,
/// <see cref="Gradient.StraightThrough(double, double)"/> or <see cref="Ste"/>, what is not to be differentiated stays as it was at the point of interest.
/// </summary>
/// <remarks>
/// The function must run on the calling thread, must be the user's method itself (generated members have lost their nodes), and must do the same at the same point. Methods marked <c>[StraightThrough]</c> or
/// <c>[CustomGradient]</c> run as they are written: of those only the forward can be seen here, so write <c>Gradient.StraightThrough(hard, soft)</c> in their bodies, or leave them out.
/// </remarks>
public static class GradientCheck
{
    private const int Refinements = 5;

    /// <summary>The first element of a gradient that is wrong, if any.</summary>
    /// <param name="function">The function of all inputs laid end to end. It must not keep the span.</param>
    /// <param name="point">Where; not changed.</param>
    /// <param name="gradient">The gradient there.</param>
    /// <param name="tolerance">How far a value may be off, relative to the larger of 1 and itself.</param>
    /// <param name="step">The first and largest step of the differences; positive.</param>
    /// <returns>The mismatch; null where all agree.</returns>
    /// <exception cref="ArgumentException">The lengths differ.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The tolerance or the step is not positive.</exception>
    public static GradientMismatch? Find(Func<ReadOnlySpan<double>, double> function, ReadOnlySpan<double> point, ReadOnlySpan<double> gradient, double tolerance = 1e-6, double step = 1e-2)
    {
        ArgumentNullException.ThrowIfNull(function);
        if (gradient.Length != point.Length) throw new ArgumentException($"gradient has {gradient.Length} elements, point {point.Length}.", nameof(gradient));
        if (!(tolerance > 0)) throw new ArgumentOutOfRangeException(nameof(tolerance), tolerance, "tolerance must be positive.");
        if (!(step > 0)) throw new ArgumentOutOfRangeException(nameof(step), step, "step must be positive.");
        double[] moved = point.ToArray();
        FrozenProgram frozen = FrozenProgram.Record(() => function(moved));
        for (int i = 0; i < moved.Length; i++)
        {
            double difference = Difference(frozen, function, moved, i, step * Math.Max(1, Math.Abs(moved[i])));
            if (!(Math.Abs(difference - gradient[i]) <= tolerance * Math.Max(1, Math.Abs(difference)))) return new GradientMismatch(i, gradient[i], difference);
        }

        return null;
    }

    /// <inheritdoc cref="Find(Func{ReadOnlySpan{double}, double}, ReadOnlySpan{double}, ReadOnlySpan{double}, double, double)"/>
    /// <remarks>Differences of floats are rough: a step of 1 in 100, and a tolerance of a few in 1000.</remarks>
    public static GradientMismatch? Find(Func<ReadOnlySpan<float>, float> function, ReadOnlySpan<float> point, ReadOnlySpan<float> gradient, double tolerance = 5e-3, double step = 3e-2)
    {
        ArgumentNullException.ThrowIfNull(function);
        float[] rounded = new float[point.Length];
        double[] wide = new double[point.Length], wideGradient = new double[gradient.Length];
        for (int i = 0; i < point.Length; i++)
        {
            wide[i] = point[i];
        }

        for (int i = 0; i < gradient.Length; i++)
        {
            wideGradient[i] = gradient[i];
        }

        return Find(Rounded, wide, wideGradient, tolerance, step);

        double Rounded(ReadOnlySpan<double> at)
        {
            for (int i = 0; i < at.Length; i++)
            {
                rounded[i] = (float)at[i];
            }

            return function(rounded);
        }
    }

    /// <summary>Throws where a gradient is wrong.</summary>
    /// <inheritdoc cref="Find(Func{ReadOnlySpan{double}, double}, ReadOnlySpan{double}, ReadOnlySpan{double}, double, double)"/>
    /// <exception cref="InvalidOperationException">The gradient is wrong; the message says where.</exception>
    public static void Assert(Func<ReadOnlySpan<double>, double> function, ReadOnlySpan<double> point, ReadOnlySpan<double> gradient, double tolerance = 1e-6, double step = 1e-2) =>
        Throw(Find(function, point, gradient, tolerance, step));

    /// <inheritdoc cref="Assert(Func{ReadOnlySpan{double}, double}, ReadOnlySpan{double}, ReadOnlySpan{double}, double, double)"/>
    public static void Assert(Func<ReadOnlySpan<float>, float> function, ReadOnlySpan<float> point, ReadOnlySpan<float> gradient, double tolerance = 5e-3, double step = 3e-2) =>
        Throw(Find(function, point, gradient, tolerance, step));

    private static void Throw(GradientMismatch? mismatch)
    {
        if (mismatch is not { } wrong) return;
        throw new InvalidOperationException(double.IsNaN(wrong.Difference)
            ? $"Element {wrong.Index} of the gradient is {wrong.Gradient}, and no difference can be taken there: the program takes another path nearby."
            : $"Element {wrong.Index} of the gradient is {wrong.Gradient}; differences say {wrong.Difference}.");
    }

    /// <summary>Ridders' extrapolation of central differences with smaller and smaller steps; the value whose neighbours agree best.</summary>
    private static double Difference(FrozenProgram frozen, Func<ReadOnlySpan<double>, double> function, double[] point, int index, double step)
    {
        const double Shrink = 1.6;
        double kept = point[index], best = double.NaN, smallest = double.PositiveInfinity;
        double[] before = new double[Refinements], now = new double[Refinements];
        try
        {
            for (int k = 0; k < Refinements; k++, step /= Shrink)
            {
                (before, now) = (now, before);
                now[0] = (At(kept + step) - At(kept - step)) / ((kept + step) - (kept - step));
                double factor = Shrink * Shrink;
                for (int j = 1; j <= k; j++, factor *= Shrink * Shrink)
                {
                    now[j] = ((now[j - 1] * factor) - before[j - 1]) / (factor - 1);
                    double error = Math.Max(Math.Abs(now[j] - now[j - 1]), Math.Abs(now[j] - before[j - 1]));
                    if (error < smallest) (smallest, best) = (error, now[j]);
                }
            }
        }
        finally
        {
            point[index] = kept;
        }

        return best;

        double At(double x)
        {
            point[index] = x;
            double value = double.NaN;
            return frozen.Replay(() => value = function(point)) ? value : double.NaN;
        }
    }
}
