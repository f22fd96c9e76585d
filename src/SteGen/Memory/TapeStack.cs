using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SteGen;

/// <summary>A stack on a <see cref="Tape"/>. For generated code.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public abstract class TapeStack
{
    private protected TapeStack()
    {
    }

    /// <summary>How many items are on the stack now.</summary>
    private protected int Height;

    /// <summary>How many items the forward left on it.</summary>
    private int _recorded;

    internal void Clear() => Height = 0;

    internal void Record() => _recorded = Height;

    internal void Rewind() => Height = _recorded;
}

/// <summary>A growing stack of values on a <see cref="Tape"/>: a forward pushes what it cannot count beforehand, the backward pops it. For generated code.</summary>
/// <typeparam name="T">float, double, int, long, bool or byte.</typeparam>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TapeStack<T> : TapeStack
    where T : unmanaged
{
    private const int FirstCapacity = 256;

    private T[] _items = new T[FirstCapacity];

    internal TapeStack()
    {
    }

    /// <summary>Puts a value on top.</summary>
    /// <param name="value">The value.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Push(T value)
    {
        T[] items = _items;
        int height = Height;
        if ((uint)height < (uint)items.Length)
        {
            items[height] = value;
            Height = height + 1;
        }
        else
        {
            Grow(value);
        }
    }

    /// <summary>Takes the value from the top. What a forward left there is read again after the next <see cref="Tape.Resume"/>.</summary>
    /// <returns>The value.</returns>
    /// <exception cref="InvalidOperationException">The stack is empty.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Pop()
    {
        T[] items = _items;
        int height = Height - 1;
        if ((uint)height >= (uint)items.Length)
            Empty();
        Height = height;
        return items[height];
    }

    /// <summary>How many items lie on it.</summary>
    public int Count => Height;

    /// <summary>An item, which stays where it is.</summary>
    /// <param name="place">Its place, counted from the bottom.</param>
    /// <returns>The item.</returns>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public T Peek(int place)
    {
        T[] items = _items;
        if ((uint)place >= (uint)Height || (uint)place >= (uint)items.Length)
            Empty();
        return items[place];
    }

    /// <summary>Takes off all items but the lowest.</summary>
    /// <param name="count">How many stay.</param>
    /// <exception cref="ArgumentOutOfRangeException">Less than 0, or more than there are.</exception>
    public void Cut(int count)
    {
        ArgumentOutOfRangeException.ThrowIfGreaterThan((uint)count, (uint)Height, nameof(count));
        Height = count;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private void Grow(T value)
    {
        int capacity = (int)Math.Min(2L * _items.Length, Array.MaxLength);
        if (capacity == _items.Length)
            throw new InvalidOperationException("A stack of the tape is full: it holds as many values as an array can.");
        Array.Resize(ref _items, capacity);
        _items[Height++] = value;
    }

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Empty() => throw new InvalidOperationException("The tape holds fewer values than the backward asks for: its forward did not run to the end.");
}
