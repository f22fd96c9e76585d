using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// Products that are added to a sum become fused multiply-adds: in marked loops, where the product is added to memory or to a value that an inner loop carries. The rule looks only at the sum itself, which derivatives
/// and transforms keep as it is: so all members of a method contract the same sums. (Simplification leaves an upstream of 1 in front of a product until then.)
/// </summary>
internal static class Contraction
{
    public static void Run(Function function)
    {
        List<Inst> marked = [.. function.All().Where(i => i.Op == Op.For && i.InLanes)];
        foreach (Inst loop in marked)
        {
            Visit(loop.Regions[0], null);
        }

        if (marked.Count > 0)
        {
            DropUnits(function);
            Sweep(function);
        }
    }

    /// <summary>A factor of 1 has kept its product from being fused, and is not needed any more.</summary>
    private static void DropUnits(Function function)
    {
        HashSet<Value> ones = [.. function.All().Where(i => i.Op == Op.Const && i.Number == 1 && i.Result.Type.IsReal()).Select(i => i.Result)];
        Substitution to = new();
        foreach (Inst inst in function.All())
        {
            switch (inst.Op)
            {
                case Op.Mul when Other(inst, 0) is { } factor:
                    to.Add(inst.Result, factor);
                    break;
                case Op.Fma when Other(inst, 0) is { } factor:
                    (inst.Op, inst.Args) = (Op.Add, [inst.Args[2], factor]);
                    break;
                case Op.Accumulate when inst.Args.Count == 4 && Other(inst, 2) is { } factor:
                    inst.Args = [inst.Args[0], inst.Args[1], factor];
                    break;
            }
        }

        to.Apply(function.Body);

        // the factor beside a 1
        Value? Other(Inst inst, int first) => ones.Contains(inst.Args[first]) ? inst.Args[first + 1] : ones.Contains(inst.Args[first + 1]) ? inst.Args[first] : null;
    }

    private static void Visit(Region region, Inst? loop)
    {
        Dictionary<Value, Inst> here = [];
        foreach (Inst inst in region.Body)
        {
            inst.Results.ForEach(r => here[r] = inst);
        }

        if (loop is not null)
        {
            for (int k = 0; k < region.Yields.Count; k++)
            {
                if (region.Yields[k].Type.IsReal())
                {
                    Sum(region, here, region.Yields[k], region.Params[k + 1]);
                }
            }
        }

        foreach (Inst inst in region.Body.ToList())
        {
            if (inst.Op == Op.Accumulate && inst.Args.Count == 3 && Product(region, here, inst.Args[2], false, inst) is var (a, b))
            {
                inst.Args = [inst.Args[0], inst.Args[1], a, b];
            }

            foreach (Region nested in inst.Regions)
            {
                Visit(nested, inst.Op == Op.For ? inst : null);
            }
        }
    }

    /// <summary>Follows the additions from the next value back to the carried one; true where it is found.</summary>
    private static bool Sum(Region region, Dictionary<Value, Inst> here, Value next, Value carried)
    {
        if (next == carried)
        {
            return true;
        }

        if (!here.TryGetValue(next, out Inst? add) || add.Op is not (Op.Add or Op.Sub))
        {
            return false;
        }

        for (int side = 0; side < (add.Op == Op.Add ? 2 : 1); side++)
        {
            if (Sum(region, here, add.Args[side], carried))
            {
                Value sum = add.Args[side];
                if (Product(region, here, add.Args[1 - side], add.Op == Op.Sub, add) is var (a, b))
                {
                    add.Op = Op.Fma;
                    add.Args = [a, b, sum];
                }

                return true;
            }
        }

        return false;
    }

    /// <summary>The factors of a product that stands in the same region, the first one negated where the product is subtracted.</summary>
    private static (Value A, Value B)? Product(Region region, Dictionary<Value, Inst> here, Value v, bool isNegative, Inst user)
    {
        if (!here.TryGetValue(v, out Inst? inst))
        {
            return null;
        }

        if (inst.Op == Op.Neg && here.TryGetValue(inst.Args[0], out Inst? inner))
        {
            (isNegative, inst) = (!isNegative, inner);
        }

        if (inst.Op != Op.Mul)
        {
            return null;
        }

        if (!isNegative)
        {
            return (inst.Args[0], inst.Args[1]);
        }

        Value negative = new(v.Type);
        region.Body.Insert(region.Body.IndexOf(user), new Inst(Op.Neg, [inst.Args[0]], [negative]) { Origin = user.Origin });
        return (negative, inst.Args[1]);
    }

    /// <summary>Drops products that nobody asks for any more.</summary>
    private static void Sweep(Function function)
    {
        bool changed = true;
        while (changed)
        {
            HashSet<Value> used = [.. function.Body.Yields];
            foreach (Inst inst in function.All())
            {
                used.UnionWith(inst.Args);
                inst.Regions.ForEach(r => used.UnionWith(r.Yields));
            }

            changed = Sweep(function.Body, used);
        }
    }

    private static bool Sweep(Region region, HashSet<Value> used)
    {
        bool changed = region.Body.RemoveAll(i => i.Op is Op.Mul or Op.Neg && !used.Contains(i.Result)) > 0;
        foreach (Inst inst in region.Body)
        {
            inst.Regions.ForEach(r => changed |= Sweep(r, used));
        }

        return changed;
    }
}
