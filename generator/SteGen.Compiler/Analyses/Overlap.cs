using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Analyses;

/// <summary>Which spans of a member may be one and the same.</summary>
public static class Overlap
{
    /// <summary>
    /// Is element i of <paramref name="other"/> read only before element i of <paramref name="written"/> is stored? Then one span may serve as both. Both are parameters; ask about the finished function.
    /// </summary>
    public static bool MayBeSame(Function function, Value written, Value other)
    {
        Layout layout = new(function);
        List<Inst> stores = [.. layout.Writers(written)], loads = [.. layout.Readers(other)];
        if (layout.Readers(written).Count > 0 || layout.Writers(other).Count > 0 || stores.Any(s => s.Op != Op.Store) || loads.Any(l => l.Op != Op.Load))
        {
            return false;
        }

        if (stores.Count == 0 || loads.Count == 0)
        {
            return true;
        }

        Inst? loop = Outermost(stores[0], layout);
        return loop is { Op: Op.For }
            && stores.Concat(loads).All(a => Outermost(a, layout) == loop && a.Args[1] == loop.Regions[0].Params[0])
            && loads.Max(layout.Order) < stores.Min(layout.Order);
    }

    private static Inst? Outermost(Inst inst, Layout layout)
    {
        Inst? found = null;
        for (Inst? around = layout.Around(inst); around is not null; around = layout.Around(around))
        {
            found = around;
        }

        return found;
    }
}
