using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// A backward gets no result span that holds no reals (the numbers of codes, say), so it does not know its length. What only asks whether that length fits is the forward's business: those checks go.
/// </summary>
public static class ForgetLengths
{
    /// <param name="function">The function.</param>
    /// <param name="lengths">Lengths of result spans, parameters of the function.</param>
    public static void Run(Function function, IEnumerable<Value> lengths)
    {
        HashSet<Value> unknown = [.. lengths];
        if (unknown.Count > 0)
        {
            Forget(function.Body, unknown);
        }
    }

    private static bool Forget(Region region, HashSet<Value> unknown)
    {
        region.Body.RemoveAll(inst =>
        {
            bool depends = inst.Args.Any(unknown.Contains);
            if (inst.Op == Op.Check)
            {
                return depends;
            }

            foreach (Region nested in inst.Regions)
            {
                depends |= Forget(nested, unknown);
            }

            if (depends)
            {
                unknown.UnionWith(inst.Results);
            }

            return false;
        });
        return region.Yields.Any(unknown.Contains);
    }
}
