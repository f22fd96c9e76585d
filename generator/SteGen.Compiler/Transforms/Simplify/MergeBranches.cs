using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Two branches on one condition that compute the same become one, where it is computed once: the rows of a Jacobian, a value and its adjoint. What stands between them and is needed by the
/// second moves in front of the first; on each path everything that touches memory keeps its order.
/// </summary>
internal static class MergeBranches
{
    public static bool Run(Function function) => Visit(function.Body);

    private static bool Visit(Region region)
    {
        bool changed = false;
        Dictionary<Value, Inst> branchOn = [];
        for (int at = 0; at < region.Body.Count; at++)
        {
            Inst inst = region.Body[at];
            foreach (Region nested in inst.Regions)
            {
                changed |= Visit(nested);
            }

            if (inst.Op != Op.If)
            {
                continue;
            }

            if (branchOn.TryGetValue(inst.Args[0], out Inst? first) && CanFollow(inst) && ComputeTheSame(first, inst) && Merge(region.Body, first, at))
            {
                changed = true;
                at--;
            }
            else
            {
                branchOn[inst.Args[0]] = inst;
            }
        }

        return changed;
    }

    /// <summary>Allocations and stacks stand in the order in which a tape holds them, and stay there.</summary>
    private static bool CanFollow(Inst branch) =>
        branch.Regions.SelectMany(Function.All).All(i => i.IsPure || i.Op is Op.Load or Op.Store or Op.Accumulate or Op.Check or Op.If);

    private static bool ComputeTheSame(Inst first, Inst second)
    {
        for (int side = 0; side < 2; side++)
        {
            HashSet<Fold.Key> computed = [.. first.Regions[side].Body.Where(IsArithmetic).Select(Fold.KeyOf)];
            if (computed.Count > 0 && second.Regions[side].Body.Any(i => IsArithmetic(i) && computed.Contains(Fold.KeyOf(i))))
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsArithmetic(Inst inst) => OpTable.IsPure(inst.Op) && inst.Op is not (Op.Const or Op.External);

    private static bool Merge(List<Inst> body, Inst first, int at)
    {
        Inst second = body[at];
        int from = body.IndexOf(first);
        List<Inst> between = body.GetRange(from + 1, at - from - 1);
        HashSet<Value> written = [.. Effects.AllWrites(first), .. Effects.AllWrites(second)];
        if (!between.All(i => IsQuiet(i, written)))
        {
            return false;
        }

        HashSet<Value> needed = [.. Effects.Uses(second)];
        List<Inst> moved = [], stay = [];
        for (int k = between.Count - 1; k >= 0; k--)
        {
            bool moves = between[k].Results.Any(needed.Contains);
            (moves ? moved : stay).Add(between[k]);
            if (moves)
            {
                needed.UnionWith(Effects.Uses(between[k]));
            }
        }

        if (moved.SelectMany(Effects.Uses).Any(first.Results.Contains))
        {
            return false;
        }

        moved.Reverse();
        stay.Reverse();
        body.RemoveRange(from, at - from + 1);
        body.InsertRange(from, [.. moved, first, .. stay]);
        for (int side = 0; side < 2; side++)
        {
            Region one = first.Regions[side], two = second.Regions[side];
            Substitution to = new();
            for (int k = 0; k < first.Results.Count; k++)
            {
                to.Add(first.Results[k], one.Yields[k]);
            }

            to.Apply(two);
            one.Body.AddRange(two.Body);
            one.Yields.AddRange(two.Yields);
        }

        first.Results.AddRange(second.Results);
        return true;
    }

    /// <summary>It may change places with the branches: no effect, and it reads nothing that they write.</summary>
    private static bool IsQuiet(Inst inst, HashSet<Value> written) => inst.Op switch
    {
        Op.Load => !written.Contains(inst.Args[0]),
        Op.If => inst.Regions.SelectMany(Function.All).All(i => i.Op == Op.If || IsQuiet(i, written)),
        _ => inst.IsPure,
    };
}
