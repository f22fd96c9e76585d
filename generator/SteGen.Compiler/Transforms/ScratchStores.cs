using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Scratch begins as zeros and ends with its region. So the first sums in a loop over all of it are stored instead of added, and need no clearing; and what is stored and never read again, as the zeros are that an adjoint
/// leaves behind, is not stored. Runs while allocations still stand in the regions that use them.
/// </summary>
internal static class ScratchStores
{
    public static void Run(Function function)
    {
        Layout layout = new(function);
        Dictionary<Value, Inst>? definitions = null;
        foreach (Inst alloc in function.All().Where(i => i.Op == Op.Alloc && i.Text is null && i.Result.Layout!.IsScalar).ToList())
        {
            if (layout.Readers(alloc.Result).Concat(layout.Writers(alloc.Result)).Any(i => i.Op == Op.Call) || layout.RegionOf(alloc).Yields.Contains(alloc.Result))
            {
                continue;
            }

            definitions ??= function.All().SelectMany(i => i.Results, (i, v) => (i, v)).ToDictionary(p => p.v, p => p.i);
            StoreFirst(alloc, layout, definitions);
        }

        layout = new Layout(function);
        HashSet<Inst> dead = [.. function.All().Where(i => i.Op == Op.Alloc && i.Text is null).SelectMany(alloc => layout.Writers(alloc.Result).Where(s => IsDead(s, alloc, layout)))];
        Remove(function.Body, dead);
    }

    /// <summary>Turns sums into stores where a loop over all elements, the first that touches them, adds to each of them once and first.</summary>
    private static void StoreFirst(Inst alloc, Layout layout, Dictionary<Value, Inst> definitions)
    {
        Value buffer = alloc.Result;
        Region home = layout.RegionOf(alloc);
        List<Inst> touching = [.. layout.Readers(buffer).Concat(layout.Writers(buffer)).Distinct().OrderBy(layout.Order)];
        if (touching.Count == 0 || touching[0] is not { Op: Op.Accumulate, Args.Count: 3 } sum
            || layout.Around(sum) is not { Op: Op.For } loop || layout.RegionOf(loop) != home || !IsSame(loop.Args[0], alloc.Args[0], definitions))
        {
            return;
        }

        Value index = loop.Regions[0].Params[0];
        IndexPolynomial place = IndexPolynomial.Of(sum.Args[1], definitions), plain = IndexPolynomial.Just(index);
        IndexPolynomial mirrored = IndexPolynomial.Of(loop.Args[0], definitions).Minus(plain).Minus(IndexPolynomial.Number(1));
        bool others = touching.Skip(1).Where(i => layout.Contains(loop, i)).Any(i => i.Args[1] != sum.Args[1]);
        if (!others && (place.Same(plain) || place.Same(mirrored)))
        {
            sum.Op = Op.Store;
        }
    }

    private static bool IsSame(Value a, Value b, Dictionary<Value, Inst> definitions) =>
        a == b || IndexPolynomial.Of(a, definitions).Same(IndexPolynomial.Of(b, definitions));

    /// <summary>Nothing that runs after the store reads what it has written.</summary>
    private static bool IsDead(Inst store, Inst alloc, Layout layout)
    {
        if (store.Op != Op.Store || layout.Readers(alloc.Result).Any(r => r.Op == Op.Call))
        {
            return false;
        }

        Inst? owner = layout.Owner(layout.RegionOf(alloc));
        Inst? around = owner;
        while (around is not null && around.Op is not (Op.For or Op.While))
        {
            around = layout.Around(around);
        }

        bool? once = null;
        foreach (Inst read in layout.Readers(alloc.Result))
        {
            if (layout.Order(read) > layout.Order(store))
            {
                return false;
            }

            // behind the allocation's region the memory is another one
            if (layout.CommonLoop(store, read) is not { } loop || loop == owner || (owner is not null && layout.Contains(loop, owner)))
            {
                continue;
            }

            bool sameElement = read.Args[1] == store.Args[1] && layout.Around(store) == loop && (once ??= StoredOnce.Holds(layout, [store], around));
            if (!sameElement)
            {
                return false;
            }
        }

        return true;
    }

    private static void Remove(Region region, HashSet<Inst> dead)
    {
        region.Body.RemoveAll(dead.Contains);
        foreach (Inst inst in region.Body)
        {
            inst.Regions.ForEach(r => Remove(r, dead));
        }
    }
}
