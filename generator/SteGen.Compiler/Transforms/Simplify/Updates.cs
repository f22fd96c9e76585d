using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>b[k] = b[k] + x with nothing in between becomes accumulate b[k] x: its adjoint is a read, and the vectorizer sees a sum.</summary>
internal static class Updates
{
    public static bool Run(Function function)
    {
        Dictionary<Value, int> uses = [];
        foreach (Value v in Effects.Uses(function.Body))
        {
            uses[v] = uses.TryGetValue(v, out int n) ? n + 1 : 1;
        }

        return Visit(function.Body, uses);
    }

    private static bool Visit(Region region, Dictionary<Value, int> uses)
    {
        bool changed = false;
        Dictionary<Value, int> definedAt = [];
        for (int at = 0; at < region.Body.Count; at++)
        {
            Inst inst = region.Body[at];
            foreach (Region nested in inst.Regions)
            {
                changed |= Visit(nested, uses);
            }

            if (inst.Op == Op.Store && Sum(region, definedAt, inst, at, uses) is { } added)
            {
                region.Body[at] = new Inst(Op.Accumulate, [inst.Args[0], inst.Args[1], added], []) { Field = inst.Field, Origin = inst.Origin };
                changed = true;
            }

            foreach (Value result in inst.Results)
            {
                definedAt[result] = at;
            }
        }

        return changed;
    }

    /// <summary>What the store adds to its own element. x + b[k] has the bits of b[k] + x.</summary>
    private static Value? Sum(Region region, Dictionary<Value, int> definedAt, Inst store, int at, Dictionary<Value, int> uses)
    {
        if (!definedAt.TryGetValue(store.Args[2], out int sumAt) || region.Body[sumAt] is not { Op: Op.Add } sum || uses[sum.Result] != 1)
        {
            return null;
        }

        for (int side = 0; side < 2; side++)
        {
            if (definedAt.TryGetValue(sum.Args[side], out int loadAt) && region.Body[loadAt] is { Op: Op.Load } load && uses[load.Result] == 1
                && load.Args[0] == store.Args[0] && load.Args[1] == store.Args[1] && load.Field == store.Field
                && !region.Body.Skip(loadAt).Take(at - loadAt).Any(i => Effects.AllWrites(i).Contains(store.Args[0])))
            {
                return sum.Args[1 - side];
            }
        }

        return null;
    }
}
