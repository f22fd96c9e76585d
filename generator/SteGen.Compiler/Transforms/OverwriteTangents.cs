using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Forward mode writes a tangent where the method writes its result. What the method leaves as it was does not depend on its inputs: there the tangent is 0, and is written too, as members overwrite what they are given.
/// </summary>
public static class OverwriteTangents
{
    /// <param name="function">Forward mode over a method.</param>
    /// <param name="buffers">The tangents of its result spans (parameters).</param>
    public static void Run(Function function, IEnumerable<Value> buffers)
    {
        Layout layout = new(function);
        Region clears = new();
        foreach (Value buffer in buffers.Where(b => !IsWritten(function, b, layout)))
        {
            Build.In(clears, () => Build.Clear(buffer, Build.Int(0), function.LengthOf[buffer]));
        }

        function.Body.Body.InsertRange(OverwriteGradients.AfterChecks(function.Body), clears.Body);
    }

    /// <summary>A loop over the whole buffer stores every element.</summary>
    private static bool IsWritten(Function function, Value buffer, Layout layout)
    {
        IEnumerable<int> stored = layout.Writers(buffer)
            .Where(w => w.Op == Op.Store && layout.Around(w) is { Op: Op.For } loop && layout.Around(loop) is null && w.Args[1] == loop.Regions[0].Params[0] && loop.Args[0] == function.LengthOf[buffer])
            .Select(w => w.Field);
        return stored.Distinct().Count() == buffer.Layout!.Leaves.Count;
    }
}
