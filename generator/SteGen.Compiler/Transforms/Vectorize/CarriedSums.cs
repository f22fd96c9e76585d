using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// Is a carried value a plain sum? That is: whatever path an iteration takes, the next value is the old one plus something that does not depend on it, and nobody else looks at it.
/// </summary>
internal static class CarriedSums
{
    public static bool IsSum(Inst loop, int number)
    {
        Region body = loop.Regions[0];
        Value carried = body.Params[number + 1];
        if (!carried.Type.IsReal() && !carried.Type.IsInteger())
        {
            return false;
        }

        HashSet<Value> sums = [carried];
        return Follow(body, sums) && sums.Contains(body.Yields[number]) && body.Yields.Where((y, k) => k != number).All(y => !sums.Contains(y));
    }

    /// <summary>Adds every value that is the sum so far; false where a sum so far is used for anything but adding to it.</summary>
    private static bool Follow(Region region, HashSet<Value> sums)
    {
        foreach (Inst inst in region.Body)
        {
            List<int> at = [.. Enumerable.Range(0, inst.Args.Count).Where(k => sums.Contains(inst.Args[k]))];
            switch (inst.Op)
            {
                case Op.If:
                    if (at.Count > 0 || !Follow(inst.Regions[0], sums) || !Follow(inst.Regions[1], sums) || !Merge(inst, inst.Regions[0], inst.Regions[1], sums))
                    {
                        return false;
                    }

                    break;
                case Op.For:
                    foreach (int k in at)
                    {
                        if (k == 0)
                        {
                            return false;
                        }

                        sums.Add(inst.Regions[0].Params[k]);
                    }

                    if (!Follow(inst.Regions[0], sums))
                    {
                        return false;
                    }

                    for (int k = 0; k < inst.Results.Count; k++)
                    {
                        if (sums.Contains(inst.Regions[0].Yields[k]) != at.Contains(k + 1))
                        {
                            return false;
                        }

                        if (at.Contains(k + 1))
                        {
                            sums.Add(inst.Results[k]);
                        }
                    }

                    break;
                case Op.While:
                    // a sum may pass through, but not be added to before it is known who runs the body
                    if (at.Count > 0 || !Follow(inst.Regions[0], sums) || !Follow(inst.Regions[1], sums) || inst.Regions.Any(r => r.Yields.Any(sums.Contains)))
                    {
                        return false;
                    }

                    break;
                default:
                    if (at.Count == 0)
                    {
                        break;
                    }

                    if (!IsAddition(inst, at))
                    {
                        return false;
                    }

                    sums.Add(inst.Result);
                    break;
            }
        }

        return true;
    }

    private static bool IsAddition(Inst inst, List<int> at) => inst.Op switch
    {
        Op.Add or Op.IAdd => at.Count == 1,
        Op.Sub or Op.ISub => at.Count == 1 && at[0] == 0,
        Op.Fma => at.Count == 1 && at[0] == 2,
        Op.Select => at.Count == 2 && at[0] == 1,
        _ => false,
    };

    private static bool Merge(Inst inst, Region a, Region b, HashSet<Value> sums)
    {
        for (int k = 0; k < inst.Results.Count; k++)
        {
            if (sums.Contains(a.Yields[k]) != sums.Contains(b.Yields[k]))
            {
                return false;
            }

            if (sums.Contains(a.Yields[k]))
            {
                sums.Add(inst.Results[k]);
            }
        }

        return true;
    }
}
