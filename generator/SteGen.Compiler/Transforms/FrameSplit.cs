using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Cuts the gradient of a procedure in two methods. What is live across is pushed on the stack of frames at the end of the first one, every number as a double, and read from there by the second: the first returns where.
/// </summary>
/// <param name="Record">Parameters of the procedure, then the stack; its yields, then where the frame begins.</param>
/// <param name="Reverse">Parameters and yields as <see cref="ProcedureSignature.Reverse"/> says; after each buffer comes its length, which is no operand.</param>
public sealed record FramePair(Function Record, Function Reverse);

public sealed class FrameSplit
{
    private const int MostOperations = 3;

    private readonly GradientFunction _gradient;
    private readonly Function _function;
    private readonly Layout _layout;
    private readonly Copy _record;
    private readonly Copy _reverse;

    /// <summary>Instructions of the reverse that find again what crosses.</summary>
    private readonly Region _resume = new();

    /// <summary>Instructions at the end of the record.</summary>
    private readonly Region _keep = new();

    private readonly HashSet<Value> _available = [];
    private Value _frame = null!;
    private int _slots;

    private FrameSplit(GradientFunction gradient)
    {
        _gradient = gradient;
        _function = gradient.Function;
        _layout = new Layout(_function);
        _record = Copy.Of(_function, _function.Name + ProcedureSignature.RecordName);
        _reverse = Copy.Of(_function, _function.Name + ProcedureSignature.ReverseName);
    }

    /// <param name="gradient">The gradient of a procedure (<see cref="ReverseRequest.IsProcedure"/>), as <see cref="Reverse"/> left it.</param>
    public static FramePair Run(GradientFunction gradient) => new FrameSplit(gradient).Split();

    private FramePair Split()
    {
        Build.Origin = -1;
        List<Inst> primal = _function.Body.Body.GetRange(0, _gradient.Boundary);
        HashSet<Value> used = [.. _function.Body.Body.Skip(_gradient.Boundary).SelectMany(Effects.Uses), .. _function.Body.Yields.Skip(_gradient.PrimalYields)];
        Parameters();
        _record.Function.Body.Body.RemoveRange(_gradient.Boundary, _function.Body.Body.Count - _gradient.Boundary);
        _reverse.Function.Body.Body.RemoveRange(0, _gradient.Boundary);

        // Slots of a known place come first, behind them whatever is as long as it is.
        Region arrays = new(), resumeArrays = new();
        foreach (Value v in _function.Body.Params.Where(p => used.Contains(p) && p.Type is not (Ty.Buffer or Ty.Stack)))
        {
            Cross(v);
        }

        List<Value> memory = [];
        foreach (Value v in primal.SelectMany(i => i.Results).Where(used.Contains))
        {
            if (v.Type is Ty.Buffer or Ty.Stack)
            {
                memory.Add(v);
            }
            else
            {
                Cross(v);
            }
        }

        foreach (Value v in memory)
        {
            bool isWritten = primal.Any(i => Effects.AllWrites(i).Contains(v));
            if (v.Type == Ty.Buffer)
            {
                Buffer(v, isWritten, arrays, resumeArrays);
            }
            else
            {
                Stack(v, isWritten, arrays, resumeArrays);
            }
        }

        // arrays are pushed first: where they begin is then known, and goes into a slot like anything else
        Region record = _record.Function.Body;
        record.Body.AddRange(arrays.Body);
        Value at = new(Ty.I32, "frame");
        record.Body.Add(new Inst(Op.Top, [_record[_gradient.Frames!]], [at]));
        record.Body.AddRange(_keep.Body);
        record.Yields.RemoveRange(_gradient.PrimalYields, record.Yields.Count - _gradient.PrimalYields);
        record.Yields.Add(at);

        Region reverse = _reverse.Function.Body;
        reverse.Yields.RemoveRange(0, _gradient.PrimalYields);
        reverse.Body.InsertRange(0, [.. _resume.Body, .. resumeArrays.Body]);
        return new FramePair(_record.Function, _reverse.Function);
    }

    private void Parameters()
    {
        HashSet<Value> mine = [.. _gradient.Parameters.Values, _gradient.Frames!];
        _record.Function.Body.Params.RemoveAll(p => !mine.Select(v => _record[v]).Contains(p));
        Keep(_record.Function);

        HashSet<Value> written = [.. _gradient.Request.Written.Select(b => _gradient.Parameters[b])];
        List<Value> parameters = [];
        foreach (Value p in _gradient.Parameters.Values.Where(p => p.Type == Ty.Buffer && !written.Contains(p)))
        {
            Add(p);
        }

        _frame = new Value(Ty.I32, "frame");
        parameters.Add(_frame);
        parameters.AddRange(_gradient.UpstreamScalars.OfType<Value>().Select(u => _reverse[u]));
        _gradient.Request.InOuts.ToList().ForEach(b => Add(_gradient.UpstreamBuffers[b]));
        _gradient.Request.Buffers.ToList().ForEach(b => Add(_gradient.GradientBuffers[b]));
        parameters.Add(_reverse[_gradient.Frames!]);
        _reverse.Function.Body.Params = parameters;
        Keep(_reverse.Function);
        _available.UnionWith(parameters);

        void Add(Value buffer)
        {
            parameters.Add(_reverse[buffer]);
            if (_function.LengthOf.TryGetValue(buffer, out Value? length) && !parameters.Contains(_reverse[length]))
            {
                parameters.Add(_reverse[length]);
            }
        }

        static void Keep(Function function)
        {
            foreach (Value buffer in function.LengthOf.Keys.Where(b => !function.Body.Params.Contains(b)).ToList())
            {
                function.LengthOf.Remove(buffer);
            }
        }
    }

    /// <summary>A few integer operations on what the reverse is given as well.</summary>
    private bool IsRepeated(Value v, int depth) =>
        _layout.Definition(v) is { } d
            ? d.Op is Op.Const or Op.External || (depth > 0 && d.Op is >= Op.IAdd and <= Op.IAbs && d.Op is not (Op.IDiv or Op.IRem) && d.Args.All(a => IsRepeated(a, depth - 1)))
            : _available.Contains(_reverse[v]);

    /// <summary>A scalar: computed again where that is cheap, else in a slot.</summary>
    private void Cross(Value v)
    {
        if (!_available.Add(_reverse[v]))
        {
            return;
        }

        if (IsRepeated(v, MostOperations) && _layout.Definition(v) is { } definition)
        {
            definition.Args.ForEach(Cross);
            _resume.Body.Add(new Inst(definition.Op, [.. definition.Args.Select(a => _reverse[a])], [_reverse[v]]) { Number = definition.Number, Integer = definition.Integer, Text = definition.Text });
            return;
        }

        Build.In(_keep, () => Push(_record[v]));
        _resume.Body.AddRange(Resumed(_reverse[v]).Body);
    }

    /// <summary>A number of the record only, that the reverse gets from a slot.</summary>
    private Value Cross(Value record, Region into)
    {
        Build.In(_keep, () => Push(record));
        Value again = new(record.Type, record.Hint);
        into.Body.AddRange(Resumed(again).Body);
        return again;
    }

    private Region Resumed(Value v)
    {
        Region region = new();
        Build.In(region, () =>
        {
            Value place = _slots == 0 ? _frame : _frame + Build.Int(_slots);
            _slots += v.Type == Ty.I64 ? 2 : 1;
            Pull(v, place);
        });
        return region;
    }

    /// <summary>An array that the primal wrote is copied to the stack; one that only the backward uses is its own.</summary>
    private void Buffer(Value buffer, bool isWritten, Region arrays, Region resume)
    {
        Inst alloc = _layout.Definition(buffer)!;
        Cross(alloc.Args[0]);
        Value length = _reverse[alloc.Args[0]];
        resume.Body.Add(new Inst(Op.Alloc, [length], [_reverse[buffer]]) { Text = isWritten ? Reverse.Uncleared : alloc.Text });
        if (!isWritten)
        {
            return;
        }

        int leaves = buffer.Layout!.Leaves.Sum(l => l.Type == Ty.I64 ? 2 : 1);
        Value begin = Begin(arrays);
        Build.In(arrays, () => Build.For(_record[alloc.Args[0]], [], (i, _) =>
        {
            for (int field = 0; field < buffer.Layout.Leaves.Count; field++)
            {
                Push(Build.Load(_record[buffer], i, field));
            }

            return [];
        }));
        Value from = Cross(begin, resume);
        Build.In(resume, () => Build.For(length, [], (i, _) =>
        {
            Value at = leaves == 1 ? from + i : from + (i * Build.Int(leaves));
            int offset = 0;
            for (int field = 0; field < buffer.Layout.Leaves.Count; field++)
            {
                Value v = new(buffer.Layout.Leaves[field].Type);
                Pull(v, offset == 0 ? at : at + Build.Int(offset));
                offset += v.Type == Ty.I64 ? 2 : 1;
                Build.Store(_reverse[buffer], i, v, field);
            }

            return [];
        }));
    }

    /// <summary>A stack of the procedure's own: its items go on the stack of frames, and from there on a stack again.</summary>
    private void Stack(Value stack, bool isWritten, Region arrays, Region resume)
    {
        resume.Body.Add(new Inst(Op.NewStack, [], [_reverse[stack]]));
        if (!isWritten)
        {
            return;
        }

        Ty type = _function.All().First(i => i.Op == Op.Push && i.Args[0] == stack).Args[1].Type;
        int step = type == Ty.I64 ? 2 : 1;
        Value begin = Begin(arrays);

        // procedures share their stacks with those that they call: what lies below is not theirs
        Inst made = _record.Function.Body.Body.First(i => i.Op == Op.NewStack && i.Results[0] == _record[stack]);
        Value bottom = new(Ty.I32, "bottom"), top = new(Ty.I32, "top");
        _record.Function.Body.Body.Insert(_record.Function.Body.Body.IndexOf(made) + 1, new Inst(Op.Top, [_record[stack]], [bottom]));
        arrays.Body.Add(new Inst(Op.Top, [_record[stack]], [top]));
        Value count = Build.In(arrays, () =>
        {
            Value n = top - bottom;
            Build.For(n, [], (i, _) =>
            {
                Value item = new(type);
                Build.Add(new Inst(Op.Peek, [_record[stack], bottom + i], [item]));
                Push(item);
                return [];
            });
            return n;
        });
        Value from = Cross(begin, resume), length = Cross(count, resume);
        Build.In(resume, () => Build.For(length, [], (i, _) =>
        {
            Value item = new(type);
            Pull(item, step == 1 ? from + i : from + (i * Build.Int(step)));
            Build.Add(new Inst(Op.Push, [_reverse[stack], item], []));
            return [];
        }));
    }

    private Value Begin(Region arrays)
    {
        Value begin = new(Ty.I32, "begin");
        arrays.Body.Add(new Inst(Op.Top, [_record[_gradient.Frames!]], [begin]));
        return begin;
    }

    // ---- every number as a double, which all but long fit into

    private void Push(Value v)
    {
        switch (v.Type)
        {
            case Ty.F64:
                Item(v);
                break;
            case Ty.Bool:
                Item(Build.Select(v, Build.Real(Ty.F64, 1), Build.Real(Ty.F64, 0)));
                break;
            case Ty.I64:
                Item(Build.Emit(Op.ToF64, Build.Emit(Op.IShr, v, Build.Int(32))));
                Item(Build.Emit(Op.ToF64, Build.Emit(Op.IAnd, v, Build.Long(uint.MaxValue))));
                break;
            default:
                Item(Build.Emit(Op.ToF64, v));
                break;
        }

        void Item(Value item) => Build.Add(new Inst(Op.Push, [_record[_gradient.Frames!], item], []));
    }

    /// <summary>Defines a value as what lies at a place.</summary>
    private void Pull(Value v, Value place)
    {
        Value stack = _reverse[_gradient.Frames!];
        switch (v.Type)
        {
            case Ty.F64:
                Build.Add(new Inst(Op.Peek, [stack, place], [v]));
                break;
            case Ty.Bool:
                Value flag = Item(place), zero = Build.Real(Ty.F64, 0);
                Build.Add(new Inst(Op.FNe, [flag, zero], [v]));
                break;
            case Ty.I64:
                Value high = Build.Emit(Op.IShl, Build.Emit(Op.ToI64, Item(place)), Build.Int(32)), low = Build.Emit(Op.ToI64, Item(place + Build.Int(1)));
                Build.Add(new Inst(Op.IAdd, [high, low], [v]));
                break;
            default:
                Build.Add(new Inst(v.Type == Ty.F32 ? Op.ToF32 : Op.ToI32, [Item(place)], [v]));
                break;
        }

        Value Item(Value at)
        {
            Value item = new(Ty.F64);
            Build.Add(new Inst(Op.Peek, [stack, at], [item]));
            return item;
        }
    }
}
