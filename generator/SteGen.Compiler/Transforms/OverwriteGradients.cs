using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Reverse mode adds to gradient buffers; members that overwrite them start from zero. Where each element gets one sum, in a loop over the whole buffer, that sum is stored instead: nothing is cleared, and an
/// elementwise backward may write its gradient over its upstream. Runs on a finished function.
/// </summary>
public static class OverwriteGradients
{
    /// <param name="function">A finished function.</param>
    /// <param name="buffers">Its gradient buffers (parameters); in-out buffers are not among them.</param>
    public static void Run(Function function, IEnumerable<Value> buffers)
    {
        Layout layout = new(function);
        Clear(function, buffers.Where(b => !StoreInstead(function, b, layout)));
    }

    /// <summary>Writes zeros before the method does anything else.</summary>
    internal static void Clear(Function function, IEnumerable<Value> buffers)
    {
        Region clears = new();
        foreach (Value buffer in buffers)
        {
            Build.In(clears, () => Build.Clear(buffer, Build.Int(0), function.LengthOf[buffer]));
        }

        function.Body.Body.InsertRange(AfterChecks(function.Body), clears.Body);
    }

    /// <summary>Does a loop over the whole buffer reach each element once by this access?</summary>
    internal static bool IsOfEveryElement(Function function, Inst access, Layout layout) =>
        layout.Around(access) is { Op: Op.For } loop && layout.Around(loop) is null && access.Args[1] == loop.Regions[0].Params[0] && loop.Args[0] == function.LengthOf[access.Args[0]];

    /// <summary>Behind what the method checks before it does anything: bad input leaves the gradients as they were.</summary>
    private static int AfterChecks(Region body)
    {
        int after = 0;
        for (int k = 0; k < body.Body.Count && IsQuiet(body.Body[k]); k++)
        {
            if (body.Body[k].Op == Op.Check)
            {
                after = k + 1;
            }
        }

        return after;
    }

    private static bool IsQuiet(Inst inst) =>
        inst.IsPure || inst.Op is Op.Check or Op.Load || (inst.Op == Op.If && inst.Regions.All(r => r.Body.All(IsQuiet)));

    private static bool StoreInstead(Function function, Value buffer, Layout layout)
    {
        IReadOnlyList<Inst> sums = layout.Writers(buffer);
        int leaves = buffer.Layout!.Leaves.Count;
        if (sums.Count != leaves || sums.Select(s => s.Field).Distinct().Count() != leaves || layout.Readers(buffer).Any(r => !sums.Contains(r)))
        {
            return false;
        }

        if (!sums.All(s => s.Op == Op.Accumulate && IsOfEveryElement(function, s, layout)))
        {
            return false;
        }

        foreach (Inst sum in sums)
        {
            sum.Op = Op.Store;
        }

        return true;
    }
}
