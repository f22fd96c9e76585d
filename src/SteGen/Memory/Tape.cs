using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Threading;

namespace SteGen;

/// <summary>
/// What a forward keeps for its backward. <c>FForward(…, tape)</c> resets and fills it, <c>FBackward(…, tape)</c> reads it, as often as wanted; after a forward that threw, what it holds is unspecified.
/// </summary>
/// <remarks>
/// Tapes are pooled and keep their memory, so that in the long run none is allocated. A tape may be used by one thread at a time. A tape that was disposed may already serve somebody else: use after
/// <see cref="Dispose"/> is an error, which is reported while nobody has rented the tape again.
/// </remarks>
/// <example>
/// <code>
/// using var tape = Tape.Rent();
/// Model.LayerForward(x, y, tape);
/// Model.LayerBackward(x, yGradient, xGradient, tape);
/// </code>
/// </example>
public sealed class Tape : IDisposable
{
    private const int KindsOfStacks = 6;

    private readonly TapeArena _arena = new();
    private TapeArena.Cursor _write;
    private TapeArena.Cursor _read;
    private TapeArena.Cursor _recorded;
    private TapeStack?[] _stacks = [];
    private string? _function;
    private int[] _lengths = [];
    private int _lengthCount;
    private int _state = Writing;

    private const int Writing = 0;
    private const int Reading = 1;
    private const int Disposed = 2;

    /// <summary>A mark is the number of a chunk and an offset in it, which stays far below this power of two.</summary>
    private const int ChunkShift = 48;

    private Tape()
    {
    }

    /// <summary>Takes an empty tape from the pool.</summary>
    /// <returns>A tape that belongs to the caller until it is disposed.</returns>
    public static Tape Rent()
    {
        if (TapePool.TryTake() is not { } tape)
            return new Tape();
        tape.Reset();
        return tape;
    }

    /// <summary>Gives the tape back to the pool. Disposing it twice has no effect.</summary>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _state, Disposed) != Disposed)
            TapePool.Return(this);
    }

    /// <summary>Empties the tape and notes for which call it is filled. For generated code.</summary>
    /// <param name="function">The function that fills it.</param>
    /// <param name="lengths">The lengths of its arguments, and whatever else decides what it keeps.</param>
    /// <exception cref="InvalidOperationException">The tape is disposed.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Begin(string function, ReadOnlySpan<int> lengths)
    {
        ThrowIfDisposed();
        Reset();
        if (_lengths.Length < lengths.Length)
            _lengths = new int[Math.Max(8, lengths.Length)];
        lengths.CopyTo(_lengths);
        _lengthCount = lengths.Length;
        _function = function;
    }

    /// <summary>Goes back to the start, for a backward that reads what the forward kept. For generated code.</summary>
    /// <param name="function">The function that reads it.</param>
    /// <param name="lengths">The lengths of its arguments.</param>
    /// <exception cref="InvalidOperationException">The tape is disposed, is empty, or was filled by another function or for other lengths.</exception>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Resume(string function, ReadOnlySpan<int> lengths)
    {
        ThrowIfDisposed();
        if (_function != function || !lengths.SequenceEqual(_lengths.AsSpan(0, _lengthCount)))
            ThrowMismatch(function, lengths);

        if (_state == Writing)
        {
            _state = Reading;
            _recorded = _write;
            foreach (TapeStack? stack in _stacks)
                stack?.Record();
        }
        else
        {
            _write = _recorded;
            foreach (TapeStack? stack in _stacks)
                stack?.Rewind();
        }

        _read = default;
    }

    /// <summary>Memory for <paramref name="count"/> elements, aligned to 64 bytes and not cleared. It stays where it is until the tape is emptied. For generated code.</summary>
    /// <remarks>While a tape is read, this is scratch behind what the forward kept, and is given back by the next <see cref="Resume"/>.</remarks>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="count">How many.</param>
    /// <returns>The memory.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<T> Allocate<T>(int count)
        where T : unmanaged
    {
        ThrowIfDisposed();
        return _arena.Take<T>(ref _write, count);
    }

    /// <summary>Where the next allocation begins, for a method that gives back what it takes: one that calls itself. For generated code.</summary>
    /// <returns>The place.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public long Mark() => ((long)_write.Chunk << ChunkShift) | _write.Offset;

    /// <summary>Gives back what was allocated since <see cref="Mark"/>. For generated code.</summary>
    /// <param name="mark">The place.</param>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public void Release(long mark)
    {
        ThrowIfDisposed();
        _write = new TapeArena.Cursor { Chunk = (int)(mark >> ChunkShift), Offset = mark & ((1L << ChunkShift) - 1) };
    }

    /// <summary>After <see cref="Resume"/>: the memory that the forward allocated, in the order in which it did. For generated code.</summary>
    /// <typeparam name="T">The type of the elements, as in the forward.</typeparam>
    /// <param name="count">How many, as in the forward.</param>
    /// <returns>The memory.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public Span<T> Next<T>(int count)
        where T : unmanaged
    {
        TapeArena.Cursor cursor = _read;
        if (_state == Reading)
        {
            Span<T> kept = _arena.Take<T>(ref cursor, count);
            if (!TapeArena.IsBehind(cursor, _recorded))
            {
                _read = cursor;
                return kept;
            }
        }

        throw NothingLeft();
    }

    /// <summary>A stack for what the forward cannot count beforehand; empty after <see cref="Begin"/>, as the forward left it after <see cref="Resume"/>. For generated code.</summary>
    /// <typeparam name="T">float, double, int, long, bool or byte.</typeparam>
    /// <param name="slot">The number of the stack within the function, from 0.</param>
    /// <returns>The stack.</returns>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TapeStack<T> Stack<T>(int slot)
        where T : unmanaged
    {
        ThrowIfDisposed();
        int index = checked(slot * KindsOfStacks) + Kind<T>();
        if ((uint)index < (uint)_stacks.Length && _stacks[index] is { } stack)
            return Unsafe.As<TapeStack<T>>(stack);
        return AddStack<T>(index);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int Kind<T>()
    {
        if (typeof(T) == typeof(float))
            return 0;
        if (typeof(T) == typeof(double))
            return 1;
        if (typeof(T) == typeof(int))
            return 2;
        if (typeof(T) == typeof(long))
            return 3;
        if (typeof(T) == typeof(bool))
            return 4;
        if (typeof(T) == typeof(byte))
            return 5;
        throw new NotSupportedException($"A tape has no stack of {typeof(T)}.");
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private TapeStack<T> AddStack<T>(int index)
        where T : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNegative(index);
        if (index >= _stacks.Length)
            Array.Resize(ref _stacks, Math.Max(index + 1, 2 * _stacks.Length));
        var stack = new TapeStack<T>();
        _stacks[index] = stack;
        return stack;
    }

    private void Reset()
    {
        _state = Writing;
        _function = null;
        _lengthCount = 0;
        _write = default;
        _read = default;
        _recorded = default;
        _arena.Consolidate();
        foreach (TapeStack? stack in _stacks)
            stack?.Clear();
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ThrowIfDisposed()
    {
        if (_state == Disposed)
            ThrowDisposed();
    }

    [DoesNotReturn]
    private static void ThrowDisposed() => throw new InvalidOperationException("The tape is disposed.");

    [DoesNotReturn]
    private void ThrowMismatch(string function, ReadOnlySpan<int> lengths)
    {
        if (_function is null)
            throw new InvalidOperationException($"The tape is empty: call the forward of '{function}' with it before the backward.");
        if (_function != function)
            throw new InvalidOperationException($"The tape was filled by '{_function}' and cannot be read by '{function}'.");
        throw new InvalidOperationException(
            $"The tape was filled by '{function}' for lengths ({Join(_lengths.AsSpan(0, _lengthCount))}) and cannot be read for lengths ({Join(lengths)}).");
    }

    private InvalidOperationException NothingLeft() => new(
        _state switch
        {
            Disposed => "The tape is disposed.",
            Writing => "The tape is being written: nothing can be read before the backward resumes it.",
            _ => "The tape holds less than the backward asks for: its forward did not run to the end.",
        });

    private static string Join(ReadOnlySpan<int> lengths)
    {
        var parts = new string[lengths.Length];
        for (int i = 0; i < parts.Length; i++)
            parts[i] = lengths[i].ToString(CultureInfo.InvariantCulture);
        return string.Join(", ", parts);
    }
}
