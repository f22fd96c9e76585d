using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>What a loop carries around.</summary>
internal sealed partial class Lowering
{
    /// <summary>What a loop carries around unchanged is what it was before: fields of a struct of which one is changed, variables that only might have been.</summary>
    private static void Prune(Inst loop, Dictionary<object, Val> env)
    {
        int shift = loop.Op == Op.For ? 1 : 0;
        Region body = loop.Regions[loop.Regions.Count - 1];
        Dictionary<Value, Value> same = [];
        for (int k = loop.Results.Count - 1; k >= 0; k--)
        {
            if (body.Yields[k] != body.Params[k + shift])
            {
                continue;
            }

            Value init = loop.Args[k + shift];
            same[loop.Results[k]] = init;
            foreach (Region region in loop.Regions)
            {
                int own = region == body ? shift : 0;
                same[region.Params[k + own]] = init;
                region.Params.RemoveAt(k + own);
            }

            body.Yields.RemoveAt(k);
            loop.Args.RemoveAt(k + shift);
            loop.Results.RemoveAt(k);
        }

        if (same.Count == 0)
        {
            return;
        }

        foreach (Region region in loop.Regions)
        {
            Replace(region, same);
        }

        foreach (object key in env.Keys.ToList())
        {
            List<Value> leaves = Leaves(env[key]);
            if (leaves.Any(same.ContainsKey))
            {
                env[key] = Rebuild(env[key], new Queue<Value>(leaves.Select(v => same.TryGetValue(v, out Value? init) ? init : v)));
            }
        }
    }

    private static void Replace(Region region, Dictionary<Value, Value> map)
    {
        foreach (Inst inst in region.Body)
        {
            Swap(inst.Args);
            foreach (Region nested in inst.Regions)
            {
                Replace(nested, map);
            }
        }

        Swap(region.Yields);

        void Swap(List<Value> values)
        {
            for (int k = 0; k < values.Count; k++)
            {
                if (map.TryGetValue(values[k], out Value? other))
                {
                    values[k] = other;
                }
            }
        }
    }
}
