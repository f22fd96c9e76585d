using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// The one order of additions that scalar text and every width keep: a sum over the loop goes through 64 bytes of slots, iteration i into slot i mod (number of slots), and the slots are added up at the
/// end by halves. The rewriting is in the IR, so the scalar text that is printed from it afterwards has the same bits as the vectors.
/// </summary>
internal sealed class CanonicalOrder
{
    /// <summary>Text of an allocation that is 64 bytes and outside all loops: it needs no workspace.</summary>
    public const string OnStack = "on the stack";

    private const string Runtime = "global::SteGen.Numerics.LaneSums.";

    private readonly Function _function;
    private readonly Inst _loop;
    private readonly Region _body, _home;
    private readonly Dictionary<Value, Inst> _defs;
    private readonly Dictionary<int, Value> _slotIndex = [];
    private readonly List<Inst> _top = [];
    private int _at;

    /// <param name="function">The function.</param>
    /// <param name="home">The region that the loop stands in.</param>
    /// <param name="loop">The loop.</param>
    /// <param name="defs">The instruction that defines each value.</param>
    public CanonicalOrder(Function function, Region home, Inst loop, Dictionary<Value, Inst> defs)
    {
        (_function, _home, _loop, _body, _defs) = (function, home, loop, loop.Regions[0], defs);
        _at = home.Body.IndexOf(loop);
    }

    /// <summary>The order for a loop that stays a scalar loop in its place: its sums, and additions to memory that all iterations share.</summary>
    public static void InPlace(Function function, Layout layout, Inst loop)
    {
        function.Number();
        Dictionary<Value, Inst> defs = [];
        foreach (Inst inst in function.All())
        {
            inst.Results.ForEach(r => defs[r] = inst);
        }

        Dictionary<Value, LaneShape> shapes = ShapeAnalysis.Run(loop, defs, []);
        List<Inst> inside = [.. Function.All(loop.Regions[0])];
        List<Value> accumulators = [];
        foreach (Value buffer in inside.Where(i => i.Op == Op.Accumulate).Select(i => i.Args[0]).Distinct())
        {
            bool onlyAdded = inside.Where(i => i.Args.Contains(buffer)).All(i => i.Op == Op.Accumulate && (!shapes.TryGetValue(i.Args[1], out LaneShape s) || s.IsUniform));
            if (onlyAdded && buffer.Layout!.IsScalar && Length(function, buffer, defs) is { } length && !shapes.ContainsKey(length))
            {
                accumulators.Add(buffer);
            }
        }

        CanonicalOrder order = new(function, layout.RegionOf(loop), loop, defs);
        order.Rewrite(accumulators);
        if (order._home != function.Body)
        {
            HoistAllocations.Run(function);
        }
    }

    /// <summary>Values i mod (number of slots).</summary>
    public HashSet<Value> SlotIndices => [.. _slotIndex.Values];

    public List<LaneSum> Sums { get; } = [];

    /// <summary>Additions to elements that all iterations share, with the index of the element.</summary>
    public Dictionary<Inst, Value> Targets { get; } = [];

    /// <summary>Buffers of slots, of sums and of accumulated buffers.</summary>
    public HashSet<Value> SlotBuffers { get; } = [];

    public static int Slots(Ty type) => type is Ty.F64 or Ty.I64 ? 8 : 16;

    /// <summary>The length of a buffer: a parameter's length parameter, or what was asked of the allocation.</summary>
    public static Value? Length(Function function, Value buffer, Dictionary<Value, Inst> defs) =>
        function.LengthOf.TryGetValue(buffer, out Value? length) ? length : defs.TryGetValue(buffer, out Inst? alloc) && alloc.Op == Op.Alloc ? alloc.Args[0] : null;

    public static Value? Length(Function function, Value buffer, Layout layout) =>
        function.LengthOf.TryGetValue(buffer, out Value? length) ? length : layout.Definition(buffer) is { Op: Op.Alloc } alloc ? alloc.Args[0] : null;

    public void Rewrite(IEnumerable<Value> accumulators)
    {
        foreach (Value buffer in accumulators.ToList())
        {
            Accumulator(buffer, Length(_function, buffer, _defs)!);
        }

        for (int k = 0; k < _loop.Results.Count;)
        {
            if (CarriedSums.IsSum(_loop, k))
            {
                Sum(k);
            }
            else
            {
                k++;
            }
        }

        _body.Body.InsertRange(0, _top);
    }

    /// <summary>
    /// A carried value leaves the loop's header: what an iteration adds to it, from 0 on, is added to its slot at the end of the body. So an iteration adds once, and how many iterations stand side by side is free.
    /// </summary>
    private void Sum(int number)
    {
        Value carried = _body.Params[number + 1], next = _body.Yields[number], init = _loop.Args[number + 1], result = _loop.Results[number];
        Value slot = SlotIndex(carried.Type);
        Value lanes = OnTop(() => Build.Alloc(ElementLayout.Of(carried.Type), Build.Int(Slots(carried.Type)), (carried.Hint ?? result.Hint ?? "sum") + "Lanes"));
        Value count = Before(Build.Int, Slots(carried.Type));
        SlotBuffers.Add(lanes);
        Inst update = new(Op.Accumulate, [lanes, slot, Added(carried, next)], []);
        _body.Body.Add(update);

        // new lists: a list of results may be at the same time what the function yields
        _body.Params = [.. _body.Params.Where((p, k) => k != number + 1)];
        _body.Yields = [.. _body.Yields.Where((y, k) => k != number)];
        _loop.Args = [.. _loop.Args.Where((a, k) => k != number + 1)];
        _loop.Results = [.. _loop.Results.Where((r, k) => k != number)];
        Sums.Add(new LaneSum(lanes, carried, update));

        Value zero = Before(() => Build.Int(0)), total = new(carried.Type, result.Hint);
        Callee sum = new(Runtime + "Sum", new([Span(CalleeParameterKind.InputSpan, carried.Type)])) { Return = carried.Type };

        // slots start at 0 and so are never -0: adding to 0 changes nothing
        bool fromZero = _defs.TryGetValue(init, out Inst? start) && start.Op == Op.Const && start.Number == 0 && start.Integer == 0;
        After(new Inst(Op.Call, [lanes, zero, count], [fromZero ? result : total]) { Callee = sum });
        if (!fromZero)
        {
            After(new Inst(carried.Type.IsReal() ? Op.Add : Op.IAdd, [init, total], [result]));
        }
    }

    /// <summary>What the iteration adds to a carried sum: where that is one addition its other operand, else what becomes of 0.</summary>
    private Value Added(Value carried, Value next)
    {
        Inst? last = _body.Body.FirstOrDefault(i => i.Results.Contains(next));
        bool once = Function.All(_body).SelectMany(i => i.Args.Concat(i.Regions.SelectMany(r => r.Yields))).Count(v => v == carried || v == next) == 1 && _body.Yields.Count(y => y == next) == 1;
        once &= last is not null && last.Args.Contains(carried);
        if (once && last is { Op: Op.Add or Op.IAdd })
        {
            _body.Body.Remove(last);
            return last.Args[0] == carried ? last.Args[1] : last.Args[0];
        }

        if (once && last is { Op: Op.Sub or Op.ISub })
        {
            Value negative = new(carried.Type);
            _body.Body[_body.Body.IndexOf(last)] = new Inst(last.Op == Op.Sub ? Op.Neg : Op.INeg, [last.Args[1]], [negative]) { Origin = last.Origin };
            return negative;
        }

        _top.Add(new Inst(Op.Const, [], [carried]));
        return next;
    }

    /// <summary>Additions to elements that all iterations share get their slots too: those of element k stand at k * (number of slots).</summary>
    private void Accumulator(Value buffer, Value length)
    {
        Ty type = buffer.Layout!.Leaves[0].Type;
        Value slot = SlotIndex(type), slots = Before(Build.Int, Slots(type));
        Value size = Before(() => length * slots);
        Value lanes = Before(() => Build.Alloc(buffer.Layout!, size, (buffer.Hint ?? "scratch") + "Lanes"));
        SlotBuffers.Add(lanes);
        Redirect(_body);

        Value zero = Before(() => Build.Int(0));
        Callee add = new(Runtime + "AddTo", new([Span(CalleeParameterKind.InputSpan, type), Span(CalleeParameterKind.WrittenSpan, type)])) { IsPure = false };
        After(new Inst(Op.Call, [lanes, zero, size, buffer, zero, length], []) { Callee = add });

        void Redirect(Region region)
        {
            for (int at = 0; at < region.Body.Count; at++)
            {
                Inst inst = region.Body[at];
                inst.Regions.ForEach(Redirect);
                if (inst.Op == Op.Accumulate && inst.Args[0] == buffer)
                {
                    Value first = new(Ty.I32), place = new(Ty.I32);
                    region.Body.Insert(at++, new Inst(Op.IMul, [inst.Args[1], slots], [first]));
                    region.Body.Insert(at++, new Inst(Op.IAdd, [first, slot], [place]));
                    Targets[inst] = inst.Args[1];
                    inst.Args[0] = lanes;
                    inst.Args[1] = place;
                }
            }
        }
    }

    private Value SlotIndex(Ty type)
    {
        int slots = Slots(type);
        if (!_slotIndex.TryGetValue(slots, out Value? slot))
        {
            Value mask = Before(Build.Int, slots - 1);
            _slotIndex[slots] = slot = new Value(Ty.I32, "slot");
            _top.Insert(0, new Inst(Op.IAnd, [_body.Params[0], mask], [slot]));
        }

        return slot;
    }

    /// <summary>Memory of the stack is taken once, at the top of the function: in a loop it would pile up.</summary>
    private Value OnTop(System.Func<Value> alloc)
    {
        if (_home == _function.Body)
        {
            Value direct = Before(alloc);
            _home.Body[_at - 1].Text = OnStack;
            return direct;
        }

        Region top = new();
        Value lanes = Build.In(top, alloc);
        top.Body[top.Body.Count - 1].Text = OnStack;
        _function.Body.Body.InsertRange(0, top.Body);
        Before(() =>
        {
            Build.Clear(lanes, Build.Int(0), Build.Int(Slots(lanes.Layout!.Leaves[0].Type)));
            return lanes;
        });
        return lanes;
    }

    private Value Before(System.Func<int, Value> build, int x) => Before(() => build(x));

    /// <summary>Puts what is built before the loop.</summary>
    private Value Before(System.Func<Value> build)
    {
        Region region = new();
        Value v = Build.In(region, build);
        _home.Body.InsertRange(_at, region.Body);
        _at += region.Body.Count;
        return v;
    }

    private int _after;

    private void After(Inst inst) => _home.Body.Insert(_at + ++_after, inst);

    private static CalleeParameter Span(CalleeParameterKind kind, Ty type) =>
        new(kind, type, $"global::System.{(kind == CalleeParameterKind.InputSpan ? "ReadOnlySpan" : "Span")}<{type.Keyword()}>");
}

/// <summary>A sum that the loop carried: its slots, the value that it was, and the addition at the end of an iteration.</summary>
public sealed record LaneSum(Value Slots, Value Carried, Inst Update);
