using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>Simplification to a fixpoint; no result changes a bit.</summary>
public static class Simplify
{
    private const int MostRounds = 12;

    /// <param name="function">The function.</param>
    /// <param name="derivativesFollow">Derivatives will be taken of it: what a branch computes stays the branch's own.</param>
    public static void Run(Function function, bool derivativesFollow = false)
    {
        for (int round = 0; round < MostRounds; round++)
        {
            bool changed = Fold.Run(function, derivativesFollow);
            changed |= CarriedValues.Run(function);
            changed |= Hoist.Run(function);
            changed |= Updates.Run(function);
            changed |= !derivativesFollow && MergeBranches.Run(function);
            changed |= DeadCode.Run(function);
            if (!changed)
            {
                return;
            }
        }
    }
}

/// <summary>Values that stand for others from now on; applied to a whole function at once.</summary>
internal sealed class Substitution
{
    private readonly Dictionary<Value, Value> _to = [];

    public int Count => _to.Count;

    public void Add(Value from, Value to)
    {
        Value end = Find(to);
        end.Hint ??= from.Hint;
        _to[from] = end;
    }

    public Value Find(Value v)
    {
        while (_to.TryGetValue(v, out Value? next))
        {
            v = next;
        }

        return v;
    }

    public void Apply(List<Value> values)
    {
        for (int k = 0; k < values.Count; k++)
        {
            values[k] = Find(values[k]);
        }
    }

    public void Apply(Region region)
    {
        if (Count == 0)
        {
            return;
        }

        foreach (Inst inst in region.Body)
        {
            Apply(inst.Args);
            foreach (Region nested in inst.Regions)
            {
                Apply(nested);
            }
        }

        Apply(region.Yields);
    }
}
