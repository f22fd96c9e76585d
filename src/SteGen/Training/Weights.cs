using System;
using System.Numerics;

namespace SteGen.Training;

/// <summary>What is done to weights beside the steps of an optimizer.</summary>
public static class Weights
{
    /// <summary>
    /// Clips weights to [-bound, bound], as BinaryConnect does after each step (Courbariaux and others 2015, arXiv 1511.00363): a latent weight beyond the bound would only take longer to change its sign.
    /// </summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">The weights; overwritten. NaN stays NaN.</param>
    /// <param name="bound">The bound; positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">The bound is not positive.</exception>
    public static void Clip<T>(Span<T> weights, T bound)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        if (!(bound > T.Zero)) throw new ArgumentOutOfRangeException(nameof(bound), bound, $"bound is {bound}; it must be positive.");
        Vector<T> high = new(bound), low = new(-bound);
        int i = 0, width = Vector<T>.Count;
        for (; i <= weights.Length - width; i += width)
        {
            Vector<T> w = new(weights[i..]);
            w = Vector.ConditionalSelect(Vector.GreaterThan(w, high), high, w);
            Vector.ConditionalSelect(Vector.LessThan(w, low), low, w).CopyTo(weights[i..]);
        }

        for (; i < weights.Length; i++)
        {
            T w = weights[i];
            weights[i] = w > bound ? bound : w < -bound ? -bound : w;
        }
    }

    /// <summary>Uniform random weights of Glorot and Bengio (2010): from -b to b with <c>b = sqrt(6 / (inputs + outputs))</c>.</summary>
    /// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
    /// <param name="weights">The weights; overwritten.</param>
    /// <param name="inputs">Inputs of a unit.</param>
    /// <param name="outputs">Units.</param>
    /// <param name="random">Where the numbers come from.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is below 1.</exception>
    public static void Glorot<T>(Span<T> weights, int inputs, int outputs, Random random)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(inputs, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(outputs, 1);
        ArgumentNullException.ThrowIfNull(random);
        double bound = Math.Sqrt(6.0 / ((double)inputs + outputs));
        foreach (ref T w in weights)
        {
            w = T.CreateTruncating(((2 * random.NextDouble()) - 1) * bound);
        }
    }
}
