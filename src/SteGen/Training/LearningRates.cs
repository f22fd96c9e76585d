using System;

namespace SteGen.Training;

/// <summary>Learning rates over the steps of a training: plain functions of the number of the step, which starts at 0.</summary>
public static class LearningRates
{
    /// <summary>From the first rate down to the last along half a cosine (Loshchilov and Hutter 2017, arXiv 1608.03983).</summary>
    /// <param name="step">The number of the step; beyond the last the rate stays.</param>
    /// <param name="steps">How many steps there are; at least 1.</param>
    /// <param name="first">The rate of step 0.</param>
    /// <param name="last">The rate after the last step.</param>
    /// <returns><c>last + (first - last) (1 + cos(pi step / steps)) / 2</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of steps is out of its range.</exception>
    public static double Cosine(int step, int steps, double first, double last = 0) => last + ((first - last) * 0.5 * (1 + Math.Cos(Math.PI * Part(step, steps))));

    /// <summary>From the first rate to the last by equal factors.</summary>
    /// <inheritdoc cref="Cosine"/>
    /// <returns><c>first (last / first)^(step / steps)</c>.</returns>
    public static double Exponential(int step, int steps, double first, double last)
    {
        if (!(first > 0)) throw new ArgumentOutOfRangeException(nameof(first), first, "first must be positive.");
        if (!(last > 0)) throw new ArgumentOutOfRangeException(nameof(last), last, "last must be positive.");
        return first * Math.Pow(last / first, Part(step, steps));
    }

    /// <summary>From the first rate to the last by equal differences.</summary>
    /// <inheritdoc cref="Cosine"/>
    /// <returns><c>first + (last - first) step / steps</c>.</returns>
    public static double Linear(int step, int steps, double first, double last = 0) => first + ((last - first) * Part(step, steps));

    /// <summary>The first rate, multiplied by a factor after each period.</summary>
    /// <param name="step">The number of the step.</param>
    /// <param name="period">How many steps a rate lasts; at least 1.</param>
    /// <param name="first">The rate of step 0.</param>
    /// <param name="factor">What it is multiplied by.</param>
    /// <returns><c>first factor^floor(step / period)</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of steps is out of its range.</exception>
    public static double Stairs(int step, int period, double first, double factor = 0.1)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(period, 1);
        return first * Math.Pow(factor, step / period);
    }

    /// <summary>A rise by equal differences at the beginning of any schedule: multiply its rate with this.</summary>
    /// <param name="step">The number of the step.</param>
    /// <param name="steps">How many steps the rise takes; 0 for none.</param>
    /// <returns><c>min(1, (step + 1) / steps)</c>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A number of steps is negative.</exception>
    public static double Warmup(int step, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfNegative(steps);
        return step >= steps ? 1 : (step + 1) / (double)steps;
    }

    private static double Part(int step, int steps)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(step);
        ArgumentOutOfRangeException.ThrowIfLessThan(steps, 1);
        return Math.Min(1, step / (double)steps);
    }
}
