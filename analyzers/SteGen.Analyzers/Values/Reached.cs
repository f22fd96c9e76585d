using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Analyzers.Values;

/// <summary>
/// The values that reach a result as numbers, so that somebody may expect a gradient through them. Not: conditions, indices and bounds, the hard operand of a
/// straight-through node (so nothing under StopGradient), arguments of calls that have no derivative.
/// </summary>
internal sealed class Reached
{
    private readonly HashSet<Value> _values;
    private readonly Func<Value, bool> _isHard;
    private bool _again;

    private Reached(IEnumerable<Value> results, Func<Value, bool> isHard)
    {
        _values = [.. results];
        _isHard = isHard;
    }

    /// <param name="function">The function.</param>
    /// <param name="results">Its results.</param>
    /// <param name="isHard">Hard operands of estimators that are written as sums.</param>
    public static Reached From(Function function, IEnumerable<Value> results, Func<Value, bool> isHard)
    {
        Reached reached = new(results, isHard);
        do
        {
            reached._again = false;
            reached.Visit(function.Body);
        }
        while (reached._again);

        return reached;
    }

    public bool this[Value v] => _values.Contains(v);

    /// <summary>Does a value reach a result by way of this instruction? Not where it is only asked for, as a condition or an index.</summary>
    public bool By(Inst user, Value v)
    {
        switch (user.Op)
        {
            case Op.StraightThrough:
                return user.Args[1] == v && this[user.Result];
            case Op.Select:
                return (user.Args[1] == v || user.Args[2] == v) && this[user.Result];
            case Op.Load or Op.Pop:
                return user.Args[0] == v && this[user.Result];
            case Op.Store or Op.Accumulate:
                return user.Args[2] == v && this[user.Args[0]];
            case Op.If:
                return user.Regions.Any(side => side.Yields.Where((y, k) => y == v && this[user.Results[k]]).Any());
            case Op.For:
                return user.Args.Skip(1).Contains(v) || user.Regions[0].Yields.Contains(v);
            case Op.While:
                return user.Args.Contains(v) || user.Regions[1].Yields.Contains(v);
            case Op.Call:
                return user.Callee!.Backward is not null && user.Results.Concat(Effects.Writes(user)).Any(r => this[r]);
            default:
                return !IsComparison(user.Op) && user.Results.Any(r => this[r]);
        }
    }

    private static bool IsComparison(Op op) => op is Op.FEq or Op.FNe or Op.FLt or Op.FLe or Op.IEq or Op.INe or Op.ILt or Op.ILe or Op.IULt;

    private void Visit(Region region)
    {
        for (int i = region.Body.Count - 1; i >= 0; i--)
        {
            Visit(region.Body[i]);
        }
    }

    private void Visit(Inst inst)
    {
        switch (inst.Op)
        {
            case Op.StraightThrough:
                Flow(inst.Result, inst.Args[1]);
                break;
            case Op.Select:
                Flow(inst.Result, inst.Args[1]);
                Flow(inst.Result, inst.Args[2]);
                break;
            case Op.Load or Op.Pop:
                Flow(inst.Result, inst.Args[0]);
                break;
            case Op.Store or Op.Accumulate:
                Flow(inst.Args[0], inst.Args[2]);
                break;
            case Op.Push:
                Flow(inst.Args[0], inst.Args[1]);
                break;
            case Op.If:
                foreach (Region side in inst.Regions)
                {
                    Flow(inst.Results, 0, side.Yields, 0);
                    Visit(side);
                }

                break;
            case Op.For:
                Flow(inst.Results, 0, inst.Regions[0].Yields, 0);
                Flow(inst.Regions[0].Params, 1, inst.Regions[0].Yields, 0);
                Visit(inst.Regions[0]);
                Flow(inst.Results, 0, inst.Args, 1);
                Flow(inst.Regions[0].Params, 1, inst.Args, 1);
                break;
            case Op.While:
                Flow(inst.Results, 0, inst.Regions[0].Params, 0);
                Flow(inst.Regions[1].Params, 0, inst.Regions[0].Params, 0);
                Flow(inst.Regions[0].Params, 0, inst.Regions[1].Yields, 0);
                Visit(inst.Regions[1]);
                Visit(inst.Regions[0]);
                Flow(inst.Regions[0].Params, 0, inst.Args, 0);
                break;
            case Op.Call when inst.Callee!.Backward is not null:
                if (inst.Results.Concat(Effects.Writes(inst)).Any(v => this[v]))
                {
                    foreach (Value argument in inst.Args)
                    {
                        Add(argument);
                    }
                }

                break;
            default:
                if (OpTable.IsPure(inst.Op) && !IsComparison(inst.Op))
                {
                    foreach (Value argument in inst.Args)
                    {
                        Flow(inst.Result, argument);
                    }
                }

                break;
        }
    }

    private void Flow(List<Value> results, int skipResults, List<Value> sources, int skipSources)
    {
        for (int k = 0; k + skipResults < results.Count && k + skipSources < sources.Count; k++)
        {
            Flow(results[k + skipResults], sources[k + skipSources]);
        }
    }

    private void Flow(Value result, Value source)
    {
        if (this[result])
        {
            Add(source);
        }
    }

    private void Add(Value v) => _again |= !_isHard(v) && _values.Add(v);
}
