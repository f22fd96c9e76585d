using System;
using System.Numerics;

namespace SteGen.Training;

/// <summary>
/// Adam (Kingma and Ba 2015, arXiv 1412.6980): <c>m = b1 m + (1 - b1) g; v = b2 v + (1 - b2) g^2; w -= rate (m / (1 - b1^t)) / (sqrt(v / (1 - b2^t)) + epsilon)</c>.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public class Adam<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _mean;
    private readonly T[] _square;
    private readonly T _decay1;
    private readonly T _decay2;
    private readonly T _epsilon;

    /// <summary>Adam with the constants of its paper.</summary>
    /// <param name="count">How many weights.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adam(int count, T learningRate)
        : this(count, learningRate, T.CreateChecked(0.9), T.CreateChecked(0.999), T.CreateChecked(1e-8))
    {
    }

    /// <summary>Adam.</summary>
    /// <param name="count">How many weights.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="decay1">How much of the mean stays; at least 0 and below 1.</param>
    /// <param name="decay2">How much of the mean square stays; at least 0 and below 1.</param>
    /// <param name="epsilon">What is added to the root; not negative.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Adam(int count, T learningRate, T decay1, T decay2, T epsilon)
        : base(count, learningRate)
    {
        _decay1 = Decay(decay1, nameof(decay1));
        _decay2 = Decay(decay2, nameof(decay2));
        _epsilon = NotNegative(epsilon, nameof(epsilon));
        (_mean, _square) = (new T[count], new T[count]);
    }

    /// <summary>How much of a weight a step takes away beside the gradient's part, before the learning rate; 0 here.</summary>
    private protected T DecoupledDecay { get; init; }

    private protected override void Move(Span<T> weights, ReadOnlySpan<T> gradient)
    {
        T unbias1 = T.One / (T.One - T.Pow(_decay1, T.CreateChecked(Steps))), unbias2 = T.One / (T.One - T.Pow(_decay2, T.CreateChecked(Steps)));
        T rate = LearningRate * unbias1, kept = T.One - (LearningRate * DecoupledDecay), rest1 = T.One - _decay1, rest2 = T.One - _decay2;
        Vector<T> vDecay1 = new(_decay1), vDecay2 = new(_decay2), vRest1 = new(rest1), vRest2 = new(rest2), vRate = new(rate), vKept = new(kept), vUnbias2 = new(unbias2), vEpsilon = new(_epsilon);
        int i = 0, width = Vector<T>.Count;
        for (; i <= weights.Length - width; i += width)
        {
            Vector<T> g = Load(gradient, i), m = (vDecay1 * LoadState(_mean, i)) + (vRest1 * g), v = (vDecay2 * LoadState(_square, i)) + (vRest2 * (g * g));
            m.CopyTo(_mean, i);
            v.CopyTo(_square, i);
            ((vKept * Load(weights, i)) - (vRate * m / (Vector.SquareRoot(v * vUnbias2) + vEpsilon))).CopyTo(weights[i..]);
        }

        for (; i < weights.Length; i++)
        {
            T g = gradient[i], m = _mean[i] = (_decay1 * _mean[i]) + (rest1 * g), v = _square[i] = (_decay2 * _square[i]) + (rest2 * (g * g));
            weights[i] = (kept * weights[i]) - (rate * m / (T.Sqrt(v * unbias2) + _epsilon));
        }
    }
}

/// <summary>AdamW (Loshchilov and Hutter 2019, arXiv 1711.05101): <see cref="Adam{T}"/>, and <c>w -= rate decay w</c> apart from it.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class AdamW<T> : Adam<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    /// <summary>AdamW with Adam's usual constants.</summary>
    /// <param name="count">How many weights.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="weightDecay">How much of a weight goes with each step, before the learning rate.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public AdamW(int count, T learningRate, T weightDecay)
        : base(count, learningRate) => DecoupledDecay = NotNegative(weightDecay, nameof(weightDecay));
}
