using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using static SteGen.Compiler.Tests.Vectorize.Kernels;
using B = SteGen.Compiler.Ir.Build;

namespace SteGen.Compiler.Tests.Vectorize;

/// <summary>A random function with one loop: arithmetic, branches, loops of every kind, scratch, sums. The same seed gives the same function.</summary>
internal sealed class RandomKernel
{
    private static readonly Op[] s_real = [Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Max, Op.Min, Op.Add, Op.Mul];
    private static readonly Op[] s_realUnary = [Op.Neg, Op.Abs, Op.Floor, Op.Sqrt];
    private static readonly Op[] s_integer = [Op.IAdd, Op.ISub, Op.IMul, Op.IAnd, Op.IOr, Op.IXor, Op.IMax, Op.IMin];

    private readonly Random _random;
    private readonly Ty[] _reals;
    private readonly List<Value> _pool = [];
    private readonly List<Value> _scratch = [];
    private Value _row = null!;
    private Value[] _outputs = [];

    private RandomKernel(int seed)
    {
        _random = new Random(seed);
        _reals = (seed % 3) switch { 0 => [Ty.F32], 1 => [Ty.F64], _ => [Ty.F32, Ty.F64] };
    }

    public static Function Create(int seed) => new RandomKernel(seed).Function(seed);

    private Function Function(int seed)
    {
        Ty type = _reals[0];
        Value count = new(Ty.I32, "count"), real = new(type, "scale"), integer = new(Ty.I32, "order");
        Value x = Buffer(type, "x"), k = Buffer(Ty.I32, "k"), y = Buffer(type, "y"), z = Buffer(_reals[^1], "z");
        Function f = Kernels.Build("Random" + seed, [count, real, integer, x, k, y, z], () => B.For(count, [B.Zero(type)], (i, sums) =>
        {
            _row = i;
            _outputs = [y, z];
            _pool.AddRange([real, integer, i, B.Load(x, i), B.Load(k, i)]);
            Statements(12, 3);
            Kept();
            B.Store(y, i, Pick(type));
            B.Store(z, i, Pick(_reals[^1]));
            return [sums[0] + Pick(type)];
        }));
        f.LengthOf[x] = f.LengthOf[k] = f.LengthOf[y] = f.LengthOf[z] = count;
        return f;
    }

    private bool Chance(int percent) => _random.Next(100) < percent;

    private Ty Real() => _reals[_random.Next(_reals.Length)];

    private Value Pick(Ty type)
    {
        List<Value> fitting = [.. _pool.Where(v => v.Type == type)];
        if (fitting.Count > 0 && !Chance(10))
        {
            // the latest ones more often
            return fitting[Math.Max(_random.Next(fitting.Count), _random.Next(fitting.Count))];
        }

        if (type.IsReal() && _reals.Length > 1 && Chance(50) && _pool.Any(v => v.Type.IsReal() && v.Type != type))
        {
            return B.Emit(type == Ty.F32 ? Op.ToF32 : Op.ToF64, Pick(type == Ty.F32 ? Ty.F64 : Ty.F32));
        }

        return type switch
        {
            Ty.I32 => B.Int(_random.Next(-3, 5)),
            Ty.Bool => B.Emit(Op.FLt, Pick(_reals[0]), Pick(_reals[0])),
            _ => B.Real(type, _random.Next(-8, 9) * 0.25),
        };
    }

    private void Add(Value v) => _pool.Add(v);

    private void Statements(int count, int depth)
    {
        for (int n = 0; n < count; n++)
        {
            Statement(depth);
        }
    }

    private void Statement(int depth)
    {
        Ty type = Real();
        switch (_random.Next(depth > 0 ? 16 : 10))
        {
            case 0 or 1 or 2:
                Add(B.Emit(s_real[_random.Next(s_real.Length)], Pick(type), Pick(type)));
                break;
            case 3:
                Add(B.Emit(s_realUnary[_random.Next(s_realUnary.Length)], Pick(type)));
                break;
            case 4:
                Add(B.Emit(s_integer[_random.Next(s_integer.Length)], Pick(Ty.I32), Pick(Ty.I32)));
                break;
            case 5:
                Add(Chance(50) ? B.Emit(Op.ILt, Pick(Ty.I32), Pick(Ty.I32)) : B.Emit(Op.FLe, Pick(type), Pick(type)));
                break;
            case 6:
                Add(B.Select(Pick(Ty.Bool), Pick(type), Pick(type)));
                break;
            case 7:
                Add(B.Emit(type == Ty.F32 ? Op.ToF32 : Op.ToF64, Pick(Ty.I32)));
                break;
            case 8:
                Add(Chance(50) ? B.Emit(Chance(50) ? Op.And : Op.BNe, Pick(Ty.Bool), Pick(Ty.Bool)) : B.Emit(Op.Not, Pick(Ty.Bool)));
                break;
            case 9:
                Value output = _outputs[_random.Next(2)];
                Ty element = output.Layout!.Leaves[0].Type;
                if (Chance(50))
                {
                    B.Store(output, _row, Pick(element));
                }
                else
                {
                    B.Accumulate(output, _row, Pick(element));
                }

                Add(B.Load(output, _row));
                break;
            case 10 or 11:
                If(depth);
                break;
            case 12:
                For(depth, B.Int(_random.Next(4)));
                break;
            case 13:
                For(depth, Chance(50) ? B.Emit(Op.IAnd, Pick(Ty.I32), B.Int(3)) : Pick(Ty.I32) is var any ? B.Emit(Op.IMin, any, B.Int(3)) : null!);
                break;
            case 14:
                While(depth);
                break;
            default:
                Scratch(depth, type);
                break;
        }
    }

    /// <summary>Values made inside are not visible outside.</summary>
    private List<Value> Inside(Func<List<Value>> body)
    {
        int pool = _pool.Count, scratch = _scratch.Count;
        List<Value> yields = body();
        _pool.RemoveRange(pool, _pool.Count - pool);
        _scratch.RemoveRange(scratch, _scratch.Count - scratch);
        return yields;
    }

    private void If(int depth)
    {
        Ty[] types = [Real(), .. Chance(30) ? new[] { Ty.I32 } : [], .. Chance(20) ? new[] { Ty.Bool } : []];
        List<Value> results = B.If(Pick(Ty.Bool), Side, Side);
        _pool.AddRange(results);

        List<Value> Side() => Inside(() =>
        {
            Statements(_random.Next(5), depth - 1);
            return [.. types.Select(Pick)];
        });
    }

    private void For(int depth, Value count)
    {
        Ty[] types = [Real(), .. Chance(40) ? new[] { Ty.I32 } : []];
        List<Value> results = B.For(count, [.. types.Select(Pick)], (j, carried) => Inside(() =>
        {
            _pool.AddRange([j, .. carried]);
            Statements(_random.Next(1, 5), depth - 1);
            return [.. types.Select(Pick)];
        }), "j");
        _pool.AddRange(results);
    }

    private void While(int depth)
    {
        Ty[] types = [Ty.I32, Real(), .. Chance(30) ? new[] { Ty.Bool } : []];
        Value limit = Chance(50) ? B.Int(3) : B.Emit(Op.IAnd, Pick(Ty.I32), B.Int(3));
        Inst loop = new(Op.While, [B.Int(0), .. types.Skip(1).Select(Pick)], [.. types.Select(t => new Value(t))], [new Region(), new Region()]);
        loop.Regions.ForEach(r => r.Params = [.. types.Select(t => new Value(t))]);
        Region test = loop.Regions[0], body = loop.Regions[1];
        test.Yields = B.In(test, () => Inside(() =>
        {
            _pool.AddRange(test.Params.Skip(1));
            Value again = B.Emit(Op.ILt, test.Params[0], limit);
            return [Chance(50) ? B.Emit(Op.And, again, Pick(Ty.Bool)) : again];
        }));
        body.Yields = B.In(body, () => Inside(() =>
        {
            _pool.AddRange(body.Params);
            Statements(_random.Next(1, 5), depth - 1);
            return [body.Params[0] + B.Int(1), .. types.Skip(1).Select(Pick)];
        }));
        B.Add(loop);
        _pool.AddRange(loop.Results);
    }

    /// <summary>Values that a loop pushes and a later loop pops, as reverse mode does it; in a branch, and with counts that vary.</summary>
    private void Kept()
    {
        Value stack = new(Ty.Stack, "kept");
        B.Add(new Inst(Op.NewStack, [], [stack]));
        Ty type = Real();
        Value condition = Pick(Ty.Bool), count = Chance(50) ? B.Int(3) : B.Emit(Op.IMin, Pick(Ty.I32), B.Int(4)), step = Pick(type);
        Push(condition, step);
        Value last = B.If(condition, () => B.For(count, [Pick(type)], (j, c) =>
        {
            Value next = c[0] * step - B.Real(type, 0.5);
            Push(Chance(50) ? condition : B.Emit(Op.FLt, next, step), next);
            return [next];
        }, "j"), () => [step])[0];
        Value sum = B.If(condition, () => B.For(count, [last], (j, c) => [c[0] + Pop(B.Emit(Op.ILt, j, B.Int(100)), type)], "j"), () => [last])[0];
        Add(sum + Pop(condition, type));

        void Push(Value when, Value v) => B.Add(new Inst(Op.Push, [stack, B.Select(when, v, -v)], []));

        Value Pop(Value when, Ty type)
        {
            Value v = new(type);
            B.Add(new Inst(Op.Pop, [stack], [v]));
            return B.Select(when, v, v + v);
        }
    }

    private void Scratch(int depth, Ty type)
    {
        Value array;
        if (_scratch.Count == 0 || Chance(30))
        {
            array = B.Alloc(ElementLayout.Of(type), B.Int(4), "scratch");
            _scratch.Add(array);
        }
        else
        {
            array = _scratch[_random.Next(_scratch.Count)];
        }

        Ty element = array.Layout!.Leaves[0].Type;
        for (int n = 0; n < 3; n++)
        {
            Value at = B.Emit(Op.IAnd, Pick(Ty.I32), B.Int(3));
            switch (_random.Next(3))
            {
                case 0:
                    B.Store(array, at, Pick(element));
                    break;
                case 1:
                    B.Accumulate(array, at, Pick(element));
                    break;
                default:
                    Add(B.Load(array, at));
                    break;
            }
        }
    }
}
