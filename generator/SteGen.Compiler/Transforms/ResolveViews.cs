using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// After this no buffer is carried or yielded: every memory operation names one buffer. Allocations that flow into one span variable become one allocation, and what the variable carries is where its
/// part begins: an int, which reverse mode knows how to keep. Where it may be an input instead, it carries which one, and an If stands around the access.
/// </summary>
public static class ResolveViews
{
    /// <summary>Where a buffer could not be resolved, and what to write instead.</summary>
    public sealed record Obstacle(Inst Inst, string Reason);

    /// <summary>Null when all is resolved.</summary>
    public static Obstacle? Run(Function function)
    {
        Dictionary<Value, Value> parents = [];
        foreach (Inst inst in function.All().Where(i => OpTable.HasRegions(i.Op)))
        {
            Unite(inst, parents);
        }

        if (parents.Count == 0)
        {
            return null;
        }

        foreach (List<Value> members in parents.Keys.ToList().GroupBy(v => Find(v, parents)).Select(g => g.ToList()))
        {
            if (new ViewGroup(function, new HashSet<Value>(members)).Resolve() is { } obstacle)
            {
                return obstacle;
            }
        }

        return null;
    }

    /// <summary>What is carried in one place of a loop, or yielded to one result, is one group.</summary>
    private static void Unite(Inst inst, Dictionary<Value, Value> parents)
    {
        int shift = inst.Op == Op.For ? 1 : 0;
        for (int k = 0; k < inst.Results.Count; k++)
        {
            Value result = inst.Results[k];
            if (result.Type != Ty.Buffer)
            {
                continue;
            }

            if (inst.Op != Op.If)
            {
                Union(result, inst.Args[k + shift]);
            }

            foreach (Region region in inst.Regions)
            {
                bool isTest = inst.Op == Op.While && region == inst.Regions[0];
                if (inst.Op != Op.If)
                {
                    Union(result, region.Params[k + (inst.Op == Op.For ? 1 : 0)]);
                }

                if (!isTest)
                {
                    Union(result, region.Yields[k]);
                }
            }
        }

        void Union(Value a, Value b)
        {
            Value x = Find(a, parents), y = Find(b, parents);
            parents[x] = x;
            parents[y] = x;
        }
    }

    private static Value Find(Value v, Dictionary<Value, Value> parents)
    {
        while (parents.TryGetValue(v, out Value? up) && up != v)
        {
            v = up;
        }

        return v;
    }
}
