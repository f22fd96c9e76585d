using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Analyses;

/// <summary>Is every element of a buffer stored at most once? Then the adjoint of a store need not clear what it has read.</summary>
public sealed class StoredOnce
{
    private readonly Layout _layout;

    private readonly Inst? _within;

    private StoredOnce(Layout layout, Inst? within)
    {
        _layout = layout;
        _within = within;
    }

    /// <summary>Do these instructions, all that write one buffer, store each element at most once?</summary>
    /// <param name="layout">Of the function.</param>
    /// <param name="writers">The instructions.</param>
    /// <param name="within">In one iteration of this loop; in the whole function where it is null.</param>
    public static bool Holds(Layout layout, IReadOnlyList<Inst> writers, Inst? within = null) => new StoredOnce(layout, within).Hold(writers);

    /// <summary>Has the index another value in every iteration of this loop?</summary>
    public static bool IsDistinct(Layout layout, Value index, Inst loop) => new StoredOnce(layout, null).IsInjective(index, [loop]);

    private bool Hold(IReadOnlyList<Inst> stores)
    {
        if (stores.Any(s => s.Op != Op.Store || !IsInjective(s.Args[1], Loops(s))))
        {
            return false;
        }

        for (int a = 0; a < stores.Count; a++)
        {
            for (int b = a + 1; b < stores.Count; b++)
            {
                if (stores[a].Field == stores[b].Field && !NeverMeet(stores[a], stores[b]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Two stores that stand on the two sides of one branch, at one index; or outside all loops at two literal ones.</summary>
    private bool NeverMeet(Inst a, Inst b)
    {
        if (_layout.Literal(a.Args[1]) is { } x && _layout.Literal(b.Args[1]) is { } y && Loops(a).Count == 0 && Loops(b).Count == 0)
        {
            return x != y;
        }

        if (a.Args[1] != b.Args[1])
        {
            return false;
        }

        for (Region side = _layout.RegionOf(a); _layout.Owner(side) is { } owner; side = _layout.RegionOf(owner))
        {
            if (_layout.Contains(owner, b))
            {
                return owner.Op == Op.If && !_layout.IsWithin(side, b);
            }
        }

        return false;
    }

    /// <summary>The loops around an instruction, outermost first.</summary>
    private List<Inst> Loops(Inst inst)
    {
        List<Inst> loops = [];
        for (Inst? around = _layout.Around(inst); around is not null && around != _within; around = _layout.Around(around))
        {
            if (around.Op is Op.For or Op.While)
            {
                loops.Insert(0, around);
            }
        }

        return loops;
    }

    /// <summary>Has the index another value in every iteration? Proven for (…(i * m + j) * n + k) + c with m, n the counts of the inner loops.</summary>
    private bool IsInjective(Value index, List<Inst> loops)
    {
        if (loops.Count == 0)
        {
            return true;
        }

        Inst inner = loops[loops.Count - 1];
        if (inner.Op != Op.For)
        {
            return false;
        }

        Value i = inner.Regions[0].Params[0];
        List<Inst> outer = loops.GetRange(0, loops.Count - 1);
        if (index == i)
        {
            return outer.Count == 0;
        }

        if (_layout.Definition(index) is not { } sum)
        {
            return false;
        }

        if (sum.Op == Op.IMul && outer.Count == 0)
        {
            return (sum.Args[0] == i && _layout.Literal(sum.Args[1]) is not (null or 0)) || (sum.Args[1] == i && _layout.Literal(sum.Args[0]) is not (null or 0));
        }

        if (sum.Op is not (Op.IAdd or Op.ISub))
        {
            return false;
        }

        if (IsOutside(sum.Args[1], loops[0]))
        {
            return IsInjective(sum.Args[0], loops);
        }

        if (IsOutside(sum.Args[0], loops[0]))
        {
            return IsInjective(sum.Args[1], loops);
        }

        Value? rest = sum.Op == Op.ISub ? null : sum.Args[1] == i ? sum.Args[0] : sum.Args[0] == i ? sum.Args[1] : null;
        return outer.Count > 0 && rest is not null && _layout.Definition(rest) is { Op: Op.IMul } row
            && ((IsCount(row.Args[1]) && IsInjective(row.Args[0], outer)) || (IsCount(row.Args[0]) && IsInjective(row.Args[1], outer)));

        bool IsCount(Value v) => v == inner.Args[0] || (_layout.Literal(v) is { } n && n == _layout.Literal(inner.Args[0]));
    }

    private bool IsOutside(Value v, Inst loop) => !_layout.IsInside(_layout.Home(v), loop);
}
