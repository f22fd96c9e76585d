using System;
using System.Numerics;

namespace SteGen.Training;

/// <summary>
/// Bop, the binary optimizer (Helwegen and others 2019, arXiv 1906.02107): weights are +1 or -1, there are no latent weights. <c>m = (1 - gamma) m + gamma g</c>; a weight flips where <c>|m| &gt; threshold</c> and m has the
/// sign of the weight. The learning rate of the base class is gamma, the adaptivity.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Bop<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _momentum;
    private readonly T _threshold;

    /// <summary>Bop.</summary>
    /// <param name="count">How many weights.</param>
    /// <param name="gamma">How fast the average follows the gradient; from 0 to 1. The paper anneals it from 1e-4.</param>
    /// <param name="threshold">How strong an average flips a weight; not negative. The paper uses 1e-8 and more.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Bop(int count, T gamma, T threshold)
        : base(count, gamma)
    {
        if (gamma > T.One) throw new ArgumentOutOfRangeException(nameof(gamma), gamma, $"gamma is {gamma}; it must be from 0 to 1.");
        _threshold = NotNegative(threshold, nameof(threshold));
        _momentum = new T[count];
    }

    /// <summary>How many weights the last step flipped.</summary>
    public int Flips { get; private set; }

    private protected override void Move(Span<T> weights, ReadOnlySpan<T> gradient)
    {
        T rest = T.One - LearningRate;
        Vector<T> gamma = new(LearningRate), kept = new(rest), threshold = new(_threshold);
        int i = 0, width = Vector<T>.Count, count = 0;
        for (; i <= weights.Length - width; i += width)
        {
            Vector<T> w = Load(weights, i), m = (kept * LoadState(_momentum, i)) + (gamma * Load(gradient, i));
            m.CopyTo(_momentum, i);
            Vector<T> flipped = Vector.GreaterThan(Vector.Abs(m), threshold) & Vector.GreaterThan(m * w, Vector<T>.Zero);
            Vector.ConditionalSelect(flipped, -w, w).CopyTo(weights[i..]);
            count += int.CreateTruncating(Vector.Sum(Vector.ConditionalSelect(flipped, Vector<T>.One, Vector<T>.Zero)));
        }

        for (; i < weights.Length; i++)
        {
            T m = _momentum[i] = (rest * _momentum[i]) + (LearningRate * gradient[i]);
            if (T.Abs(m) > _threshold && m * weights[i] > T.Zero)
            {
                weights[i] = -weights[i];
                count++;
            }
        }

        Flips = count;
    }
}
