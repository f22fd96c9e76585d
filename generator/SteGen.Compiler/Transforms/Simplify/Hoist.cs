using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>Invariant values leave their loop. A load leaves only where no check stands before it that belongs to it: then it is known to be inside, and cannot fault though the loop may not run.</summary>
internal static class Hoist
{
    public static bool Run(Function function) => Visit(function.Body);

    private static bool Visit(Region region)
    {
        bool changed = false;
        for (int at = 0; at < region.Body.Count; at++)
        {
            Inst inst = region.Body[at];
            foreach (Region nested in inst.Regions)
            {
                changed |= Visit(nested);
            }

            if (inst.Op is Op.For or Op.While)
            {
                foreach (Region nested in inst.Regions)
                {
                    changed |= Leave(region, ref at, inst, nested);
                }
            }
        }

        return changed;
    }

    private static bool Leave(Region outside, ref int at, Inst loop, Region body)
    {
        HashSet<Value> inside = [.. loop.Regions.SelectMany(Effects.Defined)];
        HashSet<Value>? written = null;
        bool hasInvariantCheck = false;
        List<Inst> stay = [], leave = [];
        foreach (Inst inst in body.Body)
        {
            bool invariant = !inst.Args.Any(inside.Contains);
            hasInvariantCheck |= inst.Op == Op.Check && invariant;
            bool leaves = invariant && inst.Op switch
            {
                Op.Const => true,
                Op.IDiv or Op.IRem => false,
                Op.Load => !hasInvariantCheck && !(written ??= [.. Effects.AllWrites(loop)]).Contains(inst.Args[0]),
                _ => OpTable.IsPure(inst.Op),
            };
            if (leaves)
            {
                leave.Add(inst);
                inside.ExceptWith(inst.Results);
            }
            else
            {
                stay.Add(inst);
            }
        }

        if (leave.Count == 0)
        {
            return false;
        }

        body.Body = stay;
        outside.Body.InsertRange(at, leave);
        at += leave.Count;
        return true;
    }
}
