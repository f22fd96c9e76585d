using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// No iteration allocates: memory of a loop's body is taken once before the outermost loop that knows how much it may need, and cleared where it was taken. What is written before it is read is not cleared at all.
/// </summary>
public static class HoistAllocations
{
    public static void Run(Function function)
    {
        Layout layout = new(function);
        Ranges ranges = new(function, layout);
        foreach (Inst alloc in function.All().Where(i => i.Op == Op.Alloc).ToList())
        {
            Region home = layout.RegionOf(alloc);
            bool covered = alloc.Text is Reverse.Uncleared or Reverse.UnclearedRows || Coverage.IsWrittenBeforeRead(home, alloc.Result, layout);
            if (OutermostLoop(alloc, layout, ranges) is { } loop)
            {
                Region target = layout.RegionOf(loop);
                Region before = new();
                Value bound = Build.In(before, () => new Bounding(loop, layout, ranges).Of(alloc.Args[0])!);
                if (bound != alloc.Args[0])
                {
                    bound = Build.In(before, () => Build.Emit(Op.IMax, bound, Build.Int(0)));
                }

                int at = home.Body.IndexOf(alloc);
                home.Body.RemoveAt(at);
                if (!covered)
                {
                    Region clear = new();
                    Build.In(clear, () => Build.Clear(alloc.Result, Build.Int(0), alloc.Args[0]));
                    home.Body.InsertRange(at, clear.Body);
                }

                alloc.Args[0] = bound;
                before.Body.Add(alloc);
                target.Body.InsertRange(target.Body.IndexOf(loop), before.Body);
                covered = true;

                // Everything has moved.
                layout = new Layout(function);
                ranges = new Ranges(function, layout);
            }

            if (covered && alloc.Text is null)
            {
                alloc.Text = Reverse.Uncleared;
            }
        }
    }

    /// <summary>The outermost loop around the allocation, of all loops in between none depending on anything but indices that are bounded outside of it.</summary>
    private static Inst? OutermostLoop(Inst alloc, Layout layout, Ranges ranges)
    {
        Inst? found = null;
        for (Inst? around = layout.Around(alloc); around is not null; around = layout.Around(around))
        {
            if (around.Op is Op.For or Op.While)
            {
                if (Build.In(new Region(), () => new Bounding(around, layout, ranges).Of(alloc.Args[0])) is null)
                {
                    break;
                }

                found = around;
            }
        }

        return found;
    }

    /// <summary>Builds, outside of a loop, something that is never smaller than an integer inside.</summary>
    private sealed class Bounding(Inst loop, Layout layout, Ranges ranges)
    {
        private int _steps = 32;

        public Value? Of(Value v)
        {
            if (_steps-- <= 0)
            {
                return null;
            }

            if (!layout.IsInside(layout.Home(v), loop))
            {
                return v;
            }

            if (layout.Definition(v) is not { } d)
            {
                // The index of a loop inside stays below its count.
                Region home = layout.Home(v);
                return layout.Owner(home) is { Op: Op.For } inner && home.Params[0] == v && Of(inner.Args[0]) is { } count
                    ? Build.Emit(Op.IMax, count, Build.Int(1)) - Build.Int(1)
                    : null;
            }

            switch (d.Op)
            {
                case Op.Const:
                    return Build.Integer(v.Type, (long)d.Number);
                case Op.IAdd:
                    return Both(d, Op.IAdd);
                case Op.IMul when ranges.IsNotNegative(d.Args[0]) && ranges.IsNotNegative(d.Args[1]):
                    return Both(d, Op.IMul);
                case Op.IMax:
                    return Both(d, Op.IMax);
                case Op.IMin:
                    return Of(d.Args[0]) ?? Of(d.Args[1]);
                case Op.Select:
                    return Of(d.Args[1]) is { } a && Of(d.Args[2]) is { } b ? Build.Emit(Op.IMax, a, b) : null;
                case Op.ISub when ranges.IsNotNegative(d.Args[1]):
                    return Of(d.Args[0]) is { } left ? layout.IsInside(layout.Home(d.Args[1]), loop) ? left : left - d.Args[1] : null;
                default:
                    return null;
            }
        }

        private Value? Both(Inst d, Op op) => Of(d.Args[0]) is { } a && Of(d.Args[1]) is { } b ? Build.Emit(op, a, b) : null;
    }
}
