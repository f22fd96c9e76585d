using System;
using System.Numerics;

namespace SteGen.Training;

/// <summary>
/// Stochastic gradient descent: <c>g' = g + decay w; v = momentum v + g'; w -= rate v</c>, with Nesterov's variant <c>w -= rate (g' + momentum v)</c>. The convention is PyTorch's: the learning rate is not part of the velocity.
/// </summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public sealed class Sgd<T> : Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private readonly T[] _velocity;
    private readonly T _momentum;
    private readonly T _weightDecay;
    private readonly bool _isNesterov;

    /// <summary>Descent with momentum; 0 for none.</summary>
    /// <param name="count">How many weights.</param>
    /// <param name="learningRate">The learning rate.</param>
    /// <param name="momentum">How much of the velocity stays; at least 0 and below 1.</param>
    /// <param name="weightDecay">The factor of the penalty <c>decay / 2 |w|^2</c>.</param>
    /// <param name="isNesterov">Look ahead by one step of the velocity.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public Sgd(int count, T learningRate, T momentum = default, T weightDecay = default, bool isNesterov = false)
        : base(count, learningRate)
    {
        _momentum = Decay(momentum, nameof(momentum));
        _weightDecay = NotNegative(weightDecay, nameof(weightDecay));
        _isNesterov = isNesterov;
        _velocity = new T[momentum == T.Zero ? 0 : count];
    }

    private protected override void Move(Span<T> weights, ReadOnlySpan<T> gradient)
    {
        Vector<T> rate = new(LearningRate), momentum = new(_momentum), decay = new(_weightDecay);
        int i = 0, width = Vector<T>.Count;
        for (; i <= weights.Length - width; i += width)
        {
            Vector<T> w = Load(weights, i), direction = Load(gradient, i) + (decay * w);
            if (_velocity.Length > 0)
            {
                Vector<T> v = (momentum * LoadState(_velocity, i)) + direction;
                v.CopyTo(_velocity, i);
                direction = _isNesterov ? direction + (momentum * v) : v;
            }

            (w - (rate * direction)).CopyTo(weights[i..]);
        }

        for (; i < weights.Length; i++)
        {
            T direction = gradient[i] + (_weightDecay * weights[i]);
            if (_velocity.Length > 0)
            {
                T v = _velocity[i] = (_momentum * _velocity[i]) + direction;
                direction = _isNesterov ? direction + (_momentum * v) : v;
            }

            weights[i] -= LearningRate * direction;
        }
    }
}
