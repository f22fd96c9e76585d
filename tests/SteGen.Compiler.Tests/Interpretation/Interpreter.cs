using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Tests.Interpretation;

/// <summary>Runs IR and counts what it runs: a tool of the tests, not of the product.</summary>
public sealed class Interpreter
{
    private readonly Function _function;
    private readonly double[] _real;
    private readonly long[] _integer;
    private readonly object?[] _object;

    public Interpreter(Function function)
    {
        _function = function;
        int values = function.Number();
        _real = new double[values];
        _integer = new long[values];
        _object = new object?[values];
    }

    public Counts Counts { get; } = new();

    /// <summary>
    /// The frozen program: recorded at one point is what each straight-through node has as hard minus soft; run elsewhere with it, a node gives soft plus that. Its derivative is the derivative through soft.
    /// </summary>
    public FrozenNodes? Frozen { get; init; }

    /// <summary>What a forward kept, for its backward.</summary>
    public RecordedTape? Tape { get; init; }

    /// <summary>What calls do: method text → from operands (numbers, or memory for spans) to results.</summary>
    public Dictionary<string, Func<object[], double[]>> Methods { get; } = [];

    /// <summary>Runs with one argument per parameter of the body: numbers, bools, <see cref="Memory"/>.</summary>
    public object[] Run(params object[] arguments)
    {
        if (arguments.Length != _function.Body.Params.Count)
        {
            throw new ArgumentException($"{_function.Name} takes {_function.Body.Params.Count} arguments, not {arguments.Length}.");
        }

        for (int k = 0; k < arguments.Length; k++)
        {
            Set(_function.Body.Params[k], arguments[k]);
        }

        Exec(_function.Body);
        return [.. _function.Body.Yields.Select(y => (object)(y.Type.IsReal() ? _real[y.Id] : _integer[y.Id]))];
    }

    public double[] Reals(params object[] arguments) => [.. Run(arguments).Select(Convert.ToDouble)];

    private void Set(Value v, object x)
    {
        switch (v.Type)
        {
            case Ty.F32:
                _real[v.Id] = Convert.ToSingle(x);
                break;
            case Ty.F64:
                _real[v.Id] = Convert.ToDouble(x);
                break;
            case Ty.Buffer or Ty.Stack:
                _object[v.Id] = x;
                break;
            default:
                _integer[v.Id] = Convert.ToInt64(x);
                break;
        }
    }

    private void Copy(IReadOnlyList<Value> from, int f0, IReadOnlyList<Value> to, int t0, int count)
    {
        (double, long, object?)[] moved = new (double, long, object?)[count];
        for (int k = 0; k < count; k++)
        {
            int id = from[f0 + k].Id;
            moved[k] = (_real[id], _integer[id], _object[id]);
        }

        for (int k = 0; k < count; k++)
        {
            int id = to[t0 + k].Id;
            (_real[id], _integer[id], _object[id]) = moved[k];
        }
    }

    private long Int(Value v) => _integer[v.Id];

    private double Real(Value v) => _real[v.Id];

    private void Exec(Region region)
    {
        foreach (Inst inst in region.Body)
        {
            Exec(inst);
        }
    }

    private void Exec(Inst inst)
    {
        Counts.ByOp[inst.Op] = Counts.ByOp.TryGetValue(inst.Op, out long before) ? before + 1 : 1;
        switch (inst.Op)
        {
            case Op.Const:
                if (inst.Result.Type.IsReal())
                {
                    _real[inst.Result.Id] = inst.Number;
                }
                else
                {
                    _integer[inst.Result.Id] = inst.Result.Type == Ty.I64 ? inst.Integer : (long)inst.Number;
                }

                break;
            case Op.Select:
                Counts.Arithmetic++;
                Copy(inst.Args, Int(inst.Args[0]) != 0 ? 1 : 2, inst.Results, 0, 1);
                break;
            case Op.ToF32 or Op.ToF64 or Op.ToI32 or Op.ToI64:
                Convert_(inst);
                break;
            case Op.FEq or Op.FNe or Op.FLt or Op.FLe:
                Counts.Arithmetic++;
                double a = Real(inst.Args[0]), b = Real(inst.Args[1]);
                _integer[inst.Result.Id] = (inst.Op switch { Op.FEq => a == b, Op.FNe => a != b, Op.FLt => a < b, _ => a <= b }) ? 1 : 0;
                break;
            case Op.Load:
                Counts.Memory++;
                Memory from = Mem(inst);
                int at = Inside(from, Int(inst.Args[1]));
                if (inst.Result.Type.IsReal())
                {
                    _real[inst.Result.Id] = from.Reals[inst.Field]![at];
                }
                else
                {
                    _integer[inst.Result.Id] = from.Integers[inst.Field]![at];
                }

                break;
            case Op.Store or Op.Accumulate:
                Counts.Memory++;
                Write(inst);
                break;
            case Op.Alloc:
                Counts.Allocations++;
                Memory made = new(inst.Result.Layout!, (int)Int(inst.Args[0]));
                if (inst.Text == TapeSplit.Kept && Tape!.Take(made) is { } kept)
                {
                    _object[inst.Result.Id] = kept;
                    break;
                }

                if (inst.Text == Reverse.Uncleared)
                {
                    // Uncleared memory holds anything.
                    foreach (double[]? reals in made.Reals)
                    {
                        reals?.AsSpan().Fill(12345.678);
                    }
                }

                _object[inst.Result.Id] = made;
                break;
            case Op.Clear:
                Memory cleared = Mem(inst);
                int start = (int)Int(inst.Args[1]), length = (int)Int(inst.Args[2]);
                foreach (double[]? reals in cleared.Reals)
                {
                    reals?.AsSpan(start, length).Clear();
                }

                foreach (long[]? integers in cleared.Integers)
                {
                    integers?.AsSpan(start, length).Clear();
                }

                break;
            case Op.Check:
                Check(inst);
                break;
            case Op.Call:
                Call(inst);
                break;
            case Op.NewStack:
                _object[inst.Result.Id] = inst.Text == TapeSplit.Kept ? Tape!.Stack((int)inst.Number) : new Stack<(double, long)>();
                break;
            case Op.Push:
                Counts.Kept++;
                ((Stack<(double, long)>)_object[inst.Args[0].Id]!).Push((Real(inst.Args[1]), Int(inst.Args[1])));
                break;
            case Op.Pop:
                Counts.Kept++;
                (_real[inst.Result.Id], _integer[inst.Result.Id]) = ((Stack<(double, long)>)_object[inst.Args[0].Id]!).Pop();
                break;
            case Op.If:
                Region side = inst.Regions[Int(inst.Args[0]) != 0 ? 0 : 1];
                Exec(side);
                Copy(side.Yields, 0, inst.Results, 0, inst.Results.Count);
                break;
            case Op.For:
                For(inst);
                break;
            case Op.While:
                While(inst);
                break;
            default:
                Pure(inst);
                break;
        }
    }

    private void Pure(Inst inst)
    {
        if (inst.Result.Type.IsReal())
        {
            if (inst.Op is Op.Exp or Op.Exp2 or Op.Exp10 or Op.Expm1 or (>= Op.Log and <= Op.Erfc))
            {
                Counts.Elementary++;
            }
            else if (inst.Op != Op.StraightThrough)
            {
                Counts.Arithmetic += inst.Op is Op.Div or Op.Sqrt ? Counts.Division : 1;
            }

            double[] x = [.. inst.Args.Select(Real)];
            _real[inst.Result.Id] = inst.Op == Op.StraightThrough && Frozen is not null ? Frozen.Next(x[0], x[1]) : Arithmetic.Real(inst.Op, inst.Result.Type, x);
        }
        else
        {
            Counts.Integer++;
            long[] x = [.. inst.Args.Select(Int)];
            _integer[inst.Result.Id] = Arithmetic.Integer(inst.Op, inst.Args[0].Type, x);
        }
    }

    private void Convert_(Inst inst)
    {
        Value from = inst.Args[0];
        double x = from.Type.IsReal() ? Real(from) : Int(from);
        switch (inst.Op)
        {
            case Op.ToF32:
                _real[inst.Result.Id] = (float)x;
                break;
            case Op.ToF64:
                _real[inst.Result.Id] = x;
                break;
            case Op.ToI32:
                _integer[inst.Result.Id] = from.Type.IsReal() ? (int)x : unchecked((int)Int(from));
                break;
            default:
                _integer[inst.Result.Id] = from.Type.IsReal() ? (long)x : Int(from);
                break;
        }
    }

    private void Write(Inst inst)
    {
        Memory to = Mem(inst);
        int at = Inside(to, Int(inst.Args[1]));
        Value value = inst.Args[2];
        if (inst.Op == Op.Accumulate)
        {
            Counts.Arithmetic++;
            double sum = to.Reals[inst.Field]![at] + Real(value);
            to.Reals[inst.Field]![at] = value.Type == Ty.F32 ? (float)sum : sum;
        }
        else if (value.Type.IsReal())
        {
            to.Reals[inst.Field]![at] = Real(value);
        }
        else
        {
            to.Integers[inst.Field]![at] = Int(value);
        }
    }

    private void Check(Inst inst)
    {
        long a = Int(inst.Args[0]);
        bool holds = inst.Check switch
        {
            CheckKind.Index => a >= 0 && a < Int(inst.Args[1]),
            CheckKind.Slice => a >= 0 && Int(inst.Args[1]) >= 0 && a + Int(inst.Args[1]) <= Int(inst.Args[2]),
            CheckKind.Length => a >= 0,
            _ => a != 0,
        };
        if (!holds)
        {
            throw new CheckFailed(inst.Check);
        }
    }

    private void Call(Inst inst)
    {
        Counts.Calls++;
        object[] arguments = [.. inst.Args.Select(a => a.Type == Ty.Buffer ? _object[a.Id]! : a.Type.IsReal() ? Real(a) : (object)Int(a))];
        double[] results = Methods[inst.Callee!.Method](arguments);
        for (int k = 0; k < inst.Results.Count; k++)
        {
            Set(inst.Results[k], results[k]);
        }
    }

    private void For(Inst inst)
    {
        Region body = inst.Regions[0];
        int carried = inst.Results.Count;
        long count = Int(inst.Args[0]);
        Copy(inst.Args, 1, body.Params, 1, carried);
        for (long i = 0; i < count; i++)
        {
            _integer[body.Params[0].Id] = i;
            Exec(body);
            Copy(body.Yields, 0, body.Params, 1, carried);
        }

        Copy(body.Params, 1, inst.Results, 0, carried);
    }

    private void While(Inst inst)
    {
        Region test = inst.Regions[0], body = inst.Regions[1];
        int carried = inst.Results.Count;
        Copy(inst.Args, 0, test.Params, 0, carried);
        while (true)
        {
            Exec(test);
            if (Int(test.Yields[0]) == 0)
            {
                break;
            }

            Copy(test.Params, 0, body.Params, 0, carried);
            Exec(body);
            Copy(body.Yields, 0, test.Params, 0, carried);
        }

        Copy(test.Params, 0, inst.Results, 0, carried);
    }

    private Memory Mem(Inst inst) => (Memory)_object[inst.Args[0].Id]!;

    private static int Inside(Memory memory, long index) =>
        index >= 0 && index < memory.Length ? (int)index : throw new InvalidOperationException($"Index {index} is outside a buffer of {memory.Length}: a Check is missing.");
}
