using System;
using System.Numerics;
using System.Runtime.CompilerServices;

namespace SteGen.Training;

/// <summary>A rule that moves weights against their gradient. It keeps one state per weight; a step allocates nothing.</summary>
/// <typeparam name="T"><see cref="float"/> or <see cref="double"/>.</typeparam>
public abstract class Optimizer<T>
    where T : unmanaged, IFloatingPointIeee754<T>
{
    private T _learningRate;

    /// <summary>Checks what all rules share.</summary>
    /// <param name="count">How many weights.</param>
    /// <param name="learningRate">The learning rate; a finite number, not negative.</param>
    private protected Optimizer(int count, T learningRate)
    {
        if (typeof(T) != typeof(float) && typeof(T) != typeof(double)) throw new NotSupportedException($"Weights are float or double, not {typeof(T)}.");
        ArgumentOutOfRangeException.ThrowIfNegative(count);
        Count = count;
        LearningRate = learningRate;
    }

    /// <summary>How many weights.</summary>
    public int Count { get; }

    /// <summary>How many steps have been taken.</summary>
    public int Steps { get; private set; }

    /// <summary>How far a step goes. A schedule (<see cref="LearningRates"/>) sets it before every step.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is negative, infinite or NaN.</exception>
    public T LearningRate
    {
        get => _learningRate;
        set => _learningRate = NotNegative(value, nameof(LearningRate));
    }

    /// <summary>Moves the weights.</summary>
    /// <param name="weights">The weights; overwritten.</param>
    /// <param name="gradient">The gradient of the loss with respect to them.</param>
    /// <exception cref="ArgumentException">A length is not <see cref="Count"/>, or the spans overlap. Nothing has been written then.</exception>
    public void Step(Span<T> weights, ReadOnlySpan<T> gradient)
    {
        if (weights.Length != Count) throw new ArgumentException($"weights has {weights.Length} elements; the optimizer was made for {Count}.", nameof(weights));
        if (gradient.Length != Count) throw new ArgumentException($"gradient has {gradient.Length} elements; the optimizer was made for {Count}.", nameof(gradient));
        if (weights.Overlaps(gradient)) throw new ArgumentException("weights overlap gradient.", nameof(weights));
        Steps++;
        Move(weights, gradient);
    }

    /// <summary>The rule itself.</summary>
    private protected abstract void Move(Span<T> weights, ReadOnlySpan<T> gradient);

    private protected static T NotNegative(T value, string name) =>
        T.IsFinite(value) && value >= T.Zero ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be a finite number that is not negative.");

    /// <summary>A decay: how much of a moving average stays.</summary>
    private protected static T Decay(T value, string name) =>
        value >= T.Zero && value < T.One ? value : throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must be at least 0 and below 1.");

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static Vector<T> Load(ReadOnlySpan<T> span, int at) => new(span[at..]);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private protected static Vector<T> LoadState(T[] state, int at) => new(state, at);
}
