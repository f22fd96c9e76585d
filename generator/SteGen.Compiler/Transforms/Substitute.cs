using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>Replaces every use of one value by another.</summary>
public static class Substitute
{
    public static void Run(Function function, Value old, Value replacement) => Visit(function.Body, old, replacement);

    private static void Visit(Region region, Value old, Value replacement)
    {
        foreach (Inst inst in region.Body)
        {
            Replace(inst.Args, old, replacement);
            foreach (Region nested in inst.Regions)
            {
                Visit(nested, old, replacement);
            }
        }

        Replace(region.Yields, old, replacement);
    }

    private static void Replace(List<Value> values, Value old, Value replacement)
    {
        for (int k = 0; k < values.Count; k++)
        {
            if (values[k] == old)
            {
                values[k] = replacement;
            }
        }
    }
}
