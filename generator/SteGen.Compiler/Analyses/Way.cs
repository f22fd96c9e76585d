using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Analyses;

/// <summary>The way from the beginning of a function to a read: is there one on which nothing writes the element?</summary>
/// <remarks>
/// A condition that hangs together with what was done before (a flag, a largest value so far), or with the conditions of the read itself, is taken to be true where that writes the element. So only what may really happen is found.
/// </remarks>
internal sealed class Way(Function function, Layout layout, Inst read, Value buffer)
{
    private static readonly object s_lengths = new();
    private readonly List<HashSet<object>> _partial = [];
    private Dictionary<Value, bool> _known = [];
    private List<(Region Region, Inst Next)> _steps = [];

    public bool IsOpen()
    {
        for (Inst? inst = read; inst is not null; inst = layout.Around(inst))
        {
            _steps.Insert(0, (layout.RegionOf(inst), inst));
        }

        for (int depth = 0; depth < _steps.Count; depth++)
        {
            (Region region, Inst next) = _steps[depth];
            if (CoversBefore(region, next, depth))
            {
                return false;
            }

            if (depth + 1 == _steps.Count)
            {
                break;
            }

            Region inner = _steps[depth + 1].Region;
            if (next.Op == Op.If)
            {
                Learn(next.Args[0], inner == next.Regions[0]);
            }
            else if (next.Op == Op.While && inner == next.Regions[1])
            {
                // the test runs first
                if (CoversBefore(next.Regions[0], null, depth) || layout.Literal(next.Regions[0].Yields[0]) == 0)
                {
                    return false;
                }

                Learn(next.Regions[0].Yields[0], true);
            }
        }

        return true;
    }

    private bool CoversBefore(Region region, Inst? end, int depth)
    {
        foreach (Inst inst in region.Body)
        {
            if (inst == end)
            {
                break;
            }

            if (Covers(inst, depth, isDone: false))
            {
                return true;
            }
        }

        return false;
    }

    private void Learn(Value condition, bool holds)
    {
        _known[condition] = holds;
        if (layout.Definition(condition) is { Op: Op.Not } not)
        {
            _known[not.Args[0]] = !holds;
        }
        else if (holds && layout.Definition(condition) is { Op: Op.And } both)
        {
            Learn(both.Args[0], true);
            Learn(both.Args[1], true);
        }
    }

    private bool? IsKnown(Value condition) =>
        layout.Literal(condition) is { } literal ? literal != 0
        : _known.TryGetValue(condition, out bool holds) ? holds
        : layout.Definition(condition) is { Op: Op.Not } not && _known.TryGetValue(not.Args[0], out bool opposite) ? !opposite
        : null;

    /// <summary>Is the element written, or the way at its end, behind this instruction?</summary>
    /// <param name="inst">The instruction.</param>
    /// <param name="depth">Of the step that it belongs to.</param>
    /// <param name="isDone">It stands in a loop that is done, so its index takes all its values.</param>
    private bool Covers(Inst inst, int depth, bool isDone)
    {
        switch (inst.Op)
        {
            case Op.Store or Op.Accumulate when inst.Args[0] == buffer:
                return (read.Op == Op.Call || inst.Field == read.Field) && (isDone || !IsOther(inst.Args[1]));
            case Op.Clear:
                return inst.Args[0] == buffer;
            case Op.Call:
                return Effects.Writes(inst).Contains(buffer);
            case Op.Check when inst.Check == CheckKind.Throw:
                if (layout.Literal(inst.Args[0]) == 0)
                {
                    return true;
                }

                if (!isDone)
                {
                    Learn(inst.Args[0], true);
                }

                return false;
            case Op.If:
                return Branch(inst, depth, isDone);
            case Op.For or Op.While:
                return inst.Regions.Exists(r => r.Body.Exists(i => Covers(i, depth, isDone: true)));
            default:
                return false;
        }
    }

    /// <summary>Two literals that differ.</summary>
    private bool IsOther(Value index) => read.Op != Op.Call && layout.Literal(index) is { } a && layout.Literal(read.Args[1]) is { } b && a != b;

    private bool Branch(Inst branch, int depth, bool isDone)
    {
        Value condition = branch.Args[0];
        HashSet<object> inner = [];
        if (IsKnown(condition) is { } decided)
        {
            return branch.Regions[decided ? 0 : 1].Body.Exists(i => Covers(i, depth, isDone));
        }

        bool then = Side(true), other = Side(false);
        if (then && other)
        {
            return true;
        }

        if (then || other)
        {
            HashSet<object> leaves = [];
            if (!IsFree(condition, leaves, depth, isDone) || _partial.Exists(p => p.Overlaps(leaves)))
            {
                return true;
            }

            inner.UnionWith(leaves);
        }

        if (inner.Count > 0)
        {
            _partial.Add(inner);
        }

        return false;

        // what a side writes under further conditions does not add up with the other side, but with what comes behind the branch
        bool Side(bool holds)
        {
            (Dictionary<Value, bool> known, int partial) = (new(_known), _partial.Count);
            Learn(condition, holds);
            bool covers = branch.Regions[holds ? 0 : 1].Body.Exists(i => Covers(i, depth, isDone));
            _known = known;
            inner.UnionWith(_partial.Skip(partial).SelectMany(p => p));
            _partial.RemoveRange(partial, _partial.Count - partial);
            return covers;
        }
    }

    /// <summary>May the condition have either value, whatever else is known on the way to the read?</summary>
    private bool IsFree(Value condition, HashSet<object> leaves, int depth, bool isDone)
    {
        bool comparesSizes = false;
        if (!Collect(condition, leaves, ref comparesSizes, isDone) || leaves.Count == 0)
        {
            return false;
        }

        bool hasIndex = leaves.Any(l => l is Value { Type: Ty.I32 } v && IsIndex(v)), hasData = leaves.Any(IsData);
        if (hasIndex && !hasData && (isDone || comparesSizes))
        {
            return false;
        }

        for (int d = depth; d + 1 < _steps.Count; d++)
        {
            Inst around = _steps[d].Next;
            HashSet<object> more = [];
            Value? decides = around.Op is Op.If or Op.For ? around.Args[0] : around.Op == Op.While ? around.Regions[0].Yields[0] : null;
            bool sizes = around.Op == Op.For;
            if (decides is null || (!Collect(decides, more, ref sizes, isDone: false) && around.Op == Op.If) || more.Overlaps(leaves) || (!hasData && sizes && comparesSizes))
            {
                return false;
            }
        }

        return true;
    }

    private bool IsIndex(Value v) => layout.Definition(v) is null && layout.Owner(layout.Home(v)) is { Op: Op.For } loop && loop.Regions[0].Params[0] == v;

    private static bool IsData(object leaf) => leaf is string or Value { Type: Ty.Buffer or Ty.F32 or Ty.F64 or Ty.Bool };

    /// <summary>What a value is made of; false where it is made of what the function has done before.</summary>
    private bool Collect(Value v, HashSet<object> leaves, ref bool comparesSizes, bool isDone)
    {
        if (layout.Definition(v) is not { } inst)
        {
            if (!layout.Has(v) || (layout.Owner(layout.Home(v)) is not null && !IsIndex(v)))
            {
                return false;
            }

            leaves.Add(function.LengthOf.ContainsValue(v) ? s_lengths : v);
            return true;
        }

        switch (inst.Op)
        {
            case Op.Const:
                // nothing lies beyond: the first one always wins
                return !(double.IsInfinity(inst.Number) || Math.Abs(inst.Number) >= float.MaxValue);
            case Op.External:
                leaves.Add(inst.Text!);
                return true;
            case Op.Load:
                leaves.Add(inst.Args[0]);
                return layout.Writers(inst.Args[0]).Count == 0;
            case Op.ILt or Op.ILe or Op.IULt:
                comparesSizes = true;
                break;
            case Op.If:
                // what it does beside the value would be seen in the value
                return !Effects.AllWrites(inst).Any() && Yields(inst, inst.Results.IndexOf(v), leaves, ref comparesSizes, isDone);
        }

        if (!OpTable.IsPure(inst.Op))
        {
            return false;
        }

        foreach (Value arg in inst.Args)
        {
            if (!Collect(arg, leaves, ref comparesSizes, isDone))
            {
                return false;
            }
        }

        return true;
    }

    private bool Yields(Inst branch, int k, HashSet<object> leaves, ref bool comparesSizes, bool isDone) =>
        Collect(branch.Args[0], leaves, ref comparesSizes, isDone)
        && Collect(branch.Regions[0].Yields[k], leaves, ref comparesSizes, isDone)
        && Collect(branch.Regions[1].Yields[k], leaves, ref comparesSizes, isDone);
}
