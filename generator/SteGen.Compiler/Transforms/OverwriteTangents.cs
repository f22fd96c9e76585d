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
        OverwriteGradients.Clear(function, buffers.Where(b => !IsWritten(function, b, layout)));
    }

    /// <summary>A loop over the whole buffer stores every element.</summary>
    private static bool IsWritten(Function function, Value buffer, Layout layout) =>
        layout.Writers(buffer).Where(w => w.Op == Op.Store && OverwriteGradients.IsOfEveryElement(function, w, layout)).Select(w => w.Field).Distinct().Count() == buffer.Layout!.Leaves.Count;
}
