using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Tests.Interpretation;

/// <summary>A buffer of the interpreter: per leaf an array of reals (floats as doubles) or of integers.</summary>
public sealed class Memory
{
    public Memory(ElementLayout layout, int length)
    {
        Reals = [.. layout.Leaves.Select(l => l.Type.IsReal() ? new double[length] : null)];
        Integers = [.. layout.Leaves.Select(l => l.Type.IsReal() ? null : new long[length])];
        Length = length;
    }

    public Memory(params double[] reals)
    {
        Reals = [reals];
        Integers = [null];
        Length = reals.Length;
    }

    public int Length { get; }

    public double[]?[] Reals { get; }

    public long[]?[] Integers { get; }
}

/// <summary>How many operations were executed, by kind.</summary>
public sealed class Counts
{
    /// <summary>A division or a root weighs as much as this many additions.</summary>
    public const long Division = 4;

    public long Arithmetic { get; set; }

    public long Elementary { get; set; }

    public long Integer { get; set; }

    public long Memory { get; set; }

    public long Kept { get; set; }

    public long Allocations { get; set; }

    public long Calls { get; set; }

    /// <summary>Executed operations, an elementary function as heavy as ten others.</summary>
    public long Weighted => Arithmetic + (10 * Elementary) + Memory + Kept;

    public Dictionary<Op, long> ByOp { get; } = [];
}

/// <summary>What a Check of the interpreted program throws.</summary>
public sealed class CheckFailed(CheckKind kind) : Exception(kind.ToString())
{
    public CheckKind Kind { get; } = kind;
}

/// <summary>A tape as the interpreter sees it: allocations in order, stacks by slot.</summary>
public sealed class RecordedTape
{
    private readonly List<Memory> _memory = [];
    private readonly Dictionary<int, Stack<(double, long)>> _stacks = [];
    private int _next;

    private Dictionary<int, (double, long)[]> _recorded = [];

    public bool IsReading { get; private set; }

    /// <summary>From now on it is read.</summary>
    public void Record()
    {
        IsReading = true;
        _recorded = _stacks.ToDictionary(s => s.Key, s => s.Value.Reverse().ToArray());
    }

    /// <summary>Back to the start; memory is as the last reader left it.</summary>
    public void Rewind()
    {
        _next = 0;
        foreach (KeyValuePair<int, (double, long)[]> stack in _recorded)
        {
            _stacks[stack.Key] = new(stack.Value);
        }
    }

    public int Allocations => _memory.Count;

    /// <summary>Null while writing; while reading what was kept, which must be as long.</summary>
    public Memory? Take(Memory asked)
    {
        if (!IsReading)
        {
            _memory.Add(asked);
            return null;
        }

        Memory kept = _memory[_next++];
        return kept.Length == asked.Length ? kept : throw new InvalidOperationException($"The backward takes {asked.Length} elements, the forward kept {kept.Length}.");
    }

    public Stack<(double, long)> Stack(int slot)
    {
        if (!_stacks.TryGetValue(slot, out Stack<(double, long)>? stack))
        {
            _stacks[slot] = stack = new();
        }

        return stack;
    }

    /// <summary>Did the backward take all that was kept?</summary>
    public bool IsUsedUp => _next == _memory.Count && _stacks.Values.All(s => s.Count == 0);
}

/// <summary>Recorded at one point and replayed at others: what straight-through nodes add to their soft operand.</summary>
public sealed class FrozenNodes
{
    private readonly List<double> _offsets = [];
    private int _next;
    private bool _isRecorded;

    public double Next(double hard, double soft)
    {
        if (_isRecorded)
        {
            return soft + _offsets[_next++];
        }

        _offsets.Add(hard - soft);
        return hard;
    }

    public void Replay()
    {
        _isRecorded = true;
        _next = 0;
    }
}
