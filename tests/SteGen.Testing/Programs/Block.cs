using System;
using System.Runtime.InteropServices;

namespace SteGen.Testing;

/// <summary>
/// A span argument of a member under test: elements at a chosen offset of a larger array, whose rest holds a pattern that nobody may touch.
/// </summary>
public abstract class Block
{
    protected const byte Canary = 0xA7;

    /// <summary>The elements between the canaries, copied.</summary>
    public abstract Array ToArray();

    /// <summary>Whether everything around the elements is as it was.</summary>
    public abstract bool IsUntouchedAround { get; }

    /// <summary>Another window of the same memory, <paramref name="shift"/> elements further on.</summary>
    public abstract Block Overlapping(int shift, int length);

    /// <summary>The number of elements.</summary>
    public abstract int Length { get; }

    public static Block Of(Array elements, int offset = 0, int margin = 4) =>
        (Block)Activator.CreateInstance(typeof(Block<>).MakeGenericType(elements.GetType().GetElementType()!), elements, offset, margin)!;
}

/// <summary>A <see cref="Block"/> of elements of one type.</summary>
public sealed class Block<T> : Block
    where T : struct
{
    private readonly T[] _memory;
    private readonly int _start;
    private readonly int _length;

    /// <param name="elements">Are copied.</param>
    /// <param name="offset">Where they start, in elements: 0 to 3 move them off every alignment.</param>
    /// <param name="margin">Canaries behind them.</param>
    public Block(T[] elements, int offset, int margin)
    {
        _memory = new T[offset + elements.Length + margin];
        MemoryMarshal.AsBytes(_memory.AsSpan()).Fill(Canary);
        elements.CopyTo(_memory, offset);
        _start = offset;
        _length = elements.Length;
    }

    private Block(T[] memory, int start, int length, bool shares)
    {
        _memory = shares ? memory : (T[])memory.Clone();
        _start = start;
        _length = length;
    }

    /// <summary>What the member gets.</summary>
    public Span<T> Span => _memory.AsSpan(_start, _length);

    /// <summary>What a method that takes an array gets: the elements without canaries.</summary>
    public T[] Whole => _start == 0 && _length == _memory.Length ? _memory : throw new InvalidOperationException("An array argument has no canaries.");

    public override int Length => _length;

    public override bool IsUntouchedAround =>
        MemoryMarshal.AsBytes(_memory.AsSpan(0, _start)).IndexOfAnyExcept(Canary) < 0
        && MemoryMarshal.AsBytes(_memory.AsSpan(_start + _length)).IndexOfAnyExcept(Canary) < 0;

    public override Array ToArray() => Span.ToArray();

    public override Block Overlapping(int shift, int length) => new Block<T>(_memory, _start + shift, length, shares: true);
}
