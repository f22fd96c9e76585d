using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Analyses;

/// <summary>Does one run of a region write every element of a buffer that it reads, before it reads it? Then the buffer is private to the run.</summary>
public static class Coverage
{
    public static bool IsWrittenBeforeRead(Region region, Value buffer, Layout layout) =>
        layout.Definition(buffer) is { Op: Op.Alloc } alloc && new Walk(buffer, alloc.Args[0], layout).Run(region, new State());

    /// <summary>What has been written so far.</summary>
    private sealed class State
    {
        /// <summary>Fields of which every element is written.</summary>
        public HashSet<int> Full { get; } = [];

        /// <summary>Single elements: by the value of the index, and by its number where it is a literal.</summary>
        public HashSet<(int Field, Value Index)> Elements { get; } = [];

        public HashSet<(int Field, double Index)> Numbers { get; } = [];

        public State Copy()
        {
            State copy = new();
            copy.Full.UnionWith(Full);
            copy.Elements.UnionWith(Elements);
            copy.Numbers.UnionWith(Numbers);
            return copy;
        }
    }

    private sealed class Walk(Value buffer, Value length, Layout layout)
    {
        public bool Run(Region region, State state) => region.Body.All(inst => Run(inst, state));

        private bool Run(Inst inst, State state)
        {
            switch (inst.Op)
            {
                case Op.Load or Op.Accumulate when inst.Args[0] == buffer:
                    return IsWritten(inst, state);
                case Op.Store when inst.Args[0] == buffer:
                    Note(inst, state);
                    return true;
                case Op.Clear when inst.Args[0] == buffer:
                    if (layout.Literal(inst.Args[1]) == 0 && IsLength(inst.Args[2]))
                    {
                        state.Full.UnionWith(Enumerable.Range(0, buffer.Layout!.Leaves.Count));
                    }

                    return true;
                case Op.Call:
                    return !inst.Args.Contains(buffer);
                case Op.If:
                    State then = state.Copy(), other = state.Copy();
                    if (!Run(inst.Regions[0], then) || !Run(inst.Regions[1], other))
                    {
                        return false;
                    }

                    then.Full.IntersectWith(other.Full);
                    then.Elements.IntersectWith(other.Elements);
                    then.Numbers.IntersectWith(other.Numbers);
                    state.Full.UnionWith(then.Full);
                    state.Elements.UnionWith(then.Elements);
                    state.Numbers.UnionWith(then.Numbers);
                    return true;
                case Op.For:
                    if (!Run(inst.Regions[0], state.Copy()))
                    {
                        return false;
                    }

                    Fill(inst, state);
                    return true;
                case Op.While:
                    return inst.Regions.All(r => Run(r, state.Copy()));
                default:
                    return true;
            }
        }

        private bool IsWritten(Inst read, State state) =>
            state.Full.Contains(read.Field) || state.Elements.Contains((read.Field, read.Args[1]))
            || (layout.Literal(read.Args[1]) is { } n && state.Numbers.Contains((read.Field, n)));

        private void Note(Inst store, State state)
        {
            state.Elements.Add((store.Field, store.Args[1]));
            if (layout.Literal(store.Args[1]) is { } n)
            {
                state.Numbers.Add((store.Field, n));
                if (layout.Literal(length) is { } all && all <= 64 && Enumerable.Range(0, (int)all).All(k => state.Numbers.Contains((store.Field, k))))
                {
                    state.Full.Add(store.Field);
                }
            }
        }

        /// <summary>A loop over the whole length that stores at its index, or two loops that fill row by row.</summary>
        private void Fill(Inst loop, State state)
        {
            Region body = loop.Regions[0];
            foreach (Inst inst in body.Body)
            {
                if (inst.Op == Op.Store && inst.Args[0] == buffer && IsLength(loop.Args[0]) && (inst.Args[1] == body.Params[0] || IsFromEnd(inst.Args[1], body.Params[0], loop.Args[0])))
                {
                    state.Full.Add(inst.Field);
                }

                if (inst.Op == Op.For && layout.Definition(length) is { Op: Op.IMul } product && IsProduct(product, loop.Args[0], inst.Args[0]))
                {
                    Region inner = inst.Regions[0];
                    foreach (Inst store in inner.Body.Where(s => s.Op == Op.Store && s.Args[0] == buffer && IsRow(s.Args[1], body.Params[0], inst.Args[0], inner.Params[0])))
                    {
                        state.Full.Add(store.Field);
                    }
                }
            }
        }

        /// <summary>count - 1 - index.</summary>
        private bool IsFromEnd(Value v, Value index, Value count) =>
            layout.Definition(v) is { Op: Op.ISub } mirrored && mirrored.Args[1] == index && layout.Definition(mirrored.Args[0]) is { } last
            && ((last.Op == Op.ISub && layout.Literal(last.Args[1]) == 1) || (last.Op == Op.IAdd && layout.Literal(last.Args[1]) == -1)) && Same(last.Args[0], count);

        private bool IsRow(Value index, Value row, Value width, Value column) =>
            layout.Definition(index) is { Op: Op.IAdd } sum
            && ((sum.Args[1] == column && IsStart(sum.Args[0], row, width)) || (sum.Args[0] == column && IsStart(sum.Args[1], row, width)));

        private bool IsStart(Value v, Value row, Value width) =>
            layout.Definition(v) is { Op: Op.IMul } start
            && ((start.Args[0] == row && Same(start.Args[1], width)) || (start.Args[1] == row && Same(start.Args[0], width)));

        private bool IsProduct(Inst product, Value a, Value b) =>
            (Same(product.Args[0], a) && Same(product.Args[1], b)) || (Same(product.Args[0], b) && Same(product.Args[1], a));

        private bool IsLength(Value v) => Same(v, length);

        private bool Same(Value a, Value b)
        {
            // a loop with a negative count does not run, and memory with a negative length is empty
            (a, b) = (Unclamped(a), Unclamped(b));
            return a == b || (layout.Literal(a) is { } x && x == layout.Literal(b));
        }

        private Value Unclamped(Value v) => layout.Definition(v) is { Op: Op.IMax } clamp && layout.Literal(clamp.Args[1]) == 0 ? clamp.Args[0] : v;
    }
}
