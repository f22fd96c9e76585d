using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// How many vectors stand side by side in a block. Several hide the latency of sums that inner loops carry, and share addresses, broadcasts and accumulators; they must stay inside the registers and the method inside what
/// the JIT compiler optimizes. One number serves all widths.
/// </summary>
internal static class BlockSize
{
    /// <summary>With so many values alive in an innermost loop four vectors stay in the registers, or two.</summary>
    private const int AliveForFour = 8, AliveForTwo = 16;

    /// <summary>The JIT compiler tracks 1024 locals; the rest of the loop is written once more.</summary>
    private const int LocalsAtMost = 900;

    public static int Of(LoopPlan plan)
    {
        List<Inst> all = [.. Function.All(plan.Body)];
        bool Varies(Value v) => plan.Shape(v).IsVarying;
        if (!all.Any(i => i.Op == Op.For && Gains(plan, i)) || all.Any(i => IsApart(plan, i)) || !AddsOnce.Holds(plan))
        {
            return 1;
        }

        int alive = 0;
        foreach (Inst loop in all.Where(i => i.Op is Op.For or Op.While && !i.Regions.SelectMany(Function.All).Any(j => j.Op is Op.For or Op.While)))
        {
            alive = Math.Max(alive, loop.Regions.Max(r => Alive(r, Varies)));
        }

        int locals = Locals(plan, plan.Body), vectors = alive <= AliveForFour ? 4 : alive <= AliveForTwo ? 2 : 1;
        while (vectors > 1 && locals * (vectors + 1) > LocalsAtMost)
        {
            vectors /= 2;
        }

        return vectors;
    }

    /// <summary>May the loop have so many more values that vary?</summary>
    public static bool HasRoom(LoopPlan plan, int more) => (Locals(plan, plan.Body) + more) * (plan.VectorsPerBlock + 1) <= LocalsAtMost;

    /// <summary>The values that vary, and what elementary functions need of their own.</summary>
    public static int Locals(LoopPlan plan, Region region) => Function.All(region).Sum(i => i.Op is (>= Op.Exp and <= Op.Erfc) or Op.Cbrt ? 20 : i.Results.Count(r => plan.Shape(r).IsVarying));

    /// <summary>An inner loop gains that carries a value that varies, or adds to what all iterations share, or works on scratch.</summary>
    private static bool Gains(LoopPlan plan, Inst loop) => loop.Results.Any(r => plan.Shape(r).IsVarying)
        || Function.All(loop.Regions[0]).Any(i => plan.Targets.ContainsKey(i) || (i.Op is Op.Load or Op.Store or Op.Accumulate && plan.Role(i.Args[0]) == BufferRole.Private && !plan.IsSame(i.Args[0])));

    /// <summary>What lanes do apart from each other gains nothing from other vectors.</summary>
    private static bool IsApart(LoopPlan plan, Inst inst) => inst.Op switch
    {
        Op.NewStack or Op.Push or Op.Pop => true,
        Op.For or Op.Alloc => !plan.Shape(inst.Args[0]).IsUniform,
        Op.While => !plan.Shape(inst.Regions[0].Yields[0]).IsUniform,
        Op.If => !plan.Shape(inst.Args[0]).IsUniform && inst.Regions.Any(r => Function.All(r).Any(i => i.Op is Op.For or Op.While or Op.Check or Op.Store or Op.Accumulate)),
        Op.Load or Op.Store or Op.Accumulate => plan.Role(inst.Args[0]) == BufferRole.Private && !plan.IsSame(inst.Args[0]) && !plan.Shape(inst.Args[1]).IsUniform,
        _ => false,
    };

    /// <summary>The most varying values that are alive at once.</summary>
    private static int Alive(Region region, Func<Value, bool> varies)
    {
        HashSet<Value> live = [.. region.Yields.Where(varies)];
        int most = live.Count;
        foreach (Inst inst in Enumerable.Reverse(region.Body))
        {
            live.ExceptWith(inst.Results);
            live.UnionWith(inst.Args.Where(varies));
            live.UnionWith(inst.Regions.SelectMany(Function.All).SelectMany(i => i.Args).Where(varies));
            int own = inst.Op is (>= Op.Exp and <= Op.Erfc) or Op.Cbrt ? 6 : 0;
            most = Math.Max(most, live.Count + own);
        }

        return Math.Max(most, live.Union(region.Params.Where(varies)).Count());
    }
}
