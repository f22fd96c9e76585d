using System;
using System.Collections.Generic;
using SteGen.Compiler.Ir;
using Xunit;
using static SteGen.Compiler.Tests.Vectorize.Agreement;
using static SteGen.Compiler.Tests.Vectorize.Kernels;
using B = SteGen.Compiler.Ir.Build;

namespace SteGen.Compiler.Tests.Vectorize;

/// <summary>Branches and loops inside an iteration, uniform and varying.</summary>
public class ControlTests
{
    private static readonly Value s_count = new(Ty.I32, "count");

    private static Function Map(string name, Value[] buffers, Action<Value> body) => MapTests.Map(name, s_count, buffers, body);

    [Fact]
    public void Small_sides_become_a_select()
    {
        Value x = Buffer(Ty.F32, "x"), y = Buffer(Ty.F32, "y");
        Kernels k = Compile(Map("Leaky", [x, y], i =>
        {
            Value v = B.Load(x, i);
            B.Store(y, i, B.If(B.Emit(Op.FLt, B.Zero(Ty.F32), v), () => [v], () => [v * B.Real(Ty.F32, 0.1f)])[0]);
        }));
        Check(k, (n, r) => [n, Floats(n, r), new float[n]]);
        Assert.DoesNotContain("M.Any", k.Text);
    }

    [Theory]
    [InlineData(Ty.F32)]
    [InlineData(Ty.F64)]
    public void Costly_sides_are_asked_for(Ty type)
    {
        Value x = Buffer(type, "x"), y = Buffer(type, "y");
        Kernels k = Compile(Map("Piecewise" + type, [x, y], i =>
        {
            Value v = B.Load(x, i), zero = B.Zero(type);
            List<Value> r = B.If(B.Emit(Op.FLt, v, zero), () => [B.Emit(Op.Exp, v), v], () =>
            {
                Value l = B.Emit(Op.Log1p, v);
                return [B.If(B.Emit(Op.FLt, B.Real(type, 1), v), () => [B.Emit(Op.Tanh, l * v) + B.Emit(Op.Sin, v)], () => [B.Emit(Op.Sqrt, l)])[0], l];
            });
            B.Store(y, i, r[0] / r[1]);
        }));
        Check(k, (n, r) => [n, MapTests.Reals(type, n, r), MapTests.Reals(type, n, r)]);
        Assert.Contains("M.Any", k.Text);
    }

    [Fact]
    public void Stores_and_loads_under_a_condition_touch_only_their_lanes()
    {
        Value x = Buffer(Ty.F32, "x"), at = Buffer(Ty.I32, "at"), y = Buffer(Ty.F32, "y"), z = Buffer(Ty.F32, "z");
        Kernels k = Compile(Map("Guarded", [x, at, y, z], i =>
        {
            Value j = B.Load(at, i);
            B.If(B.Emit(Op.ILe, B.Int(0), j), () =>
            {
                B.Store(y, i, B.Load(x, j));
                B.If(B.Emit(Op.ILt, B.Int(0), i), () =>
                {
                    B.Store(z, i, B.Load(x, i - B.Int(1)));
                    return [];
                }, () => []);
                return [];
            }, () =>
            {
                B.Accumulate(z, i, B.Real(Ty.F32, 2));
                return [];
            });
        }));
        Check(k, (n, r) => [n, Floats(Math.Max(n, 1), r), Ints(n, r, -5, Math.Max(n, 1)), Floats(n, r), Floats(n, r)]);
    }

    [Fact]
    public void Uniform_branches_and_loops_stay_what_they_are()
    {
        Value flag = new(Ty.Bool, "flag"), terms = new(Ty.I32, "terms"), c = Buffer(Ty.F64, "coefficients"), x = Buffer(Ty.F64, "x"), y = Buffer(Ty.F64, "y");
        Function f = Kernels.Build("Polynomial", [s_count, flag, terms, c, x, y], () => B.For(s_count, [], (i, _) =>
        {
            Value v = B.Load(x, i);
            Value sum = B.For(terms, [B.Zero(Ty.F64)], (t, s) => [s[0] * v + B.Load(c, t)], "t")[0];
            B.Store(y, i, B.If(flag, () => [sum], () => [-sum])[0]);
            return [];
        }));
        Kernels k = Compile(f);
        Check(k, (n, r) => [n, n % 2 == 0, 4, Doubles(4, r), Doubles(n, r), new double[n]]);
        Check(k, (n, r) => [n, n % 2 == 0, 0, Doubles(4, r), Doubles(n, r), new double[n]]);
    }

    [Theory]
    [InlineData(Ty.F32)]
    [InlineData(Ty.F64)]
    public void Lanes_leave_a_while_one_by_one(Ty type)
    {
        Value x = Buffer(type, "x"), y = Buffer(type, "y"), steps = Buffer(type, "steps");
        Kernels k = Compile(Map("Newton" + type, [x, y, steps], i =>
        {
            Value a = B.Emit(Op.Abs, B.Load(x, i)) + B.Real(type, 1), tolerance = B.Real(type, 1e-4), half = B.Real(type, 0.5);
            List<Value> r = While([a, B.Real(type, 1), B.Zero(type)], p => B.Emit(Op.FLt, tolerance, p[1]), p =>
            {
                Value next = half * (p[0] + a / p[0]);
                return [next, B.Emit(Op.Abs, p[0] - next), p[2] + B.Real(type, 1)];
            });
            B.Store(y, i, r[0]);
            B.Store(steps, i, r[2]);
        }));
        Check(k, (n, r) => [n, type == Ty.F32 ? Floats(n, r, false) : Doubles(n, r, false), MapTests.Reals(type, n, r), MapTests.Reals(type, n, r)]);
    }

    [Fact]
    public void A_counter_that_is_uniform_inside_a_loop_varies_after_it()
    {
        Value x = Buffer(Ty.I32, "x"), y = Buffer(Ty.I32, "y");
        Kernels k = Compile(Map("Collatz", [x, y], i =>
        {
            List<Value> r = While([B.Load(x, i), B.Int(0)], p => B.Emit(Op.ILt, B.Int(1), p[0]), p =>
            {
                Value odd = B.Emit(Op.INe, B.Emit(Op.IAnd, p[0], B.Int(1)), B.Int(0));
                return [B.If(odd, () => [p[0] * B.Int(3) + B.Int(1)], () => [B.Emit(Op.IShr, p[0], B.Int(1))])[0], p[1] + B.Int(1)];
            });
            B.Store(y, i, r[1]);
        }));
        Check(k, (n, r) => [n, Ints(n, r, -2, 300), new int[n]]);
    }

    [Fact]
    public void Counts_that_vary_from_lane_to_lane()
    {
        Value trips = Buffer(Ty.I32, "trips"), x = Buffer(Ty.F32, "x"), y = Buffer(Ty.F32, "y");
        Kernels k = Compile(Map("Powers", [trips, x, y], i =>
        {
            Value v = B.Load(x, i);
            B.Store(y, i, B.For(B.Load(trips, i), [B.Real(Ty.F32, 1), B.Zero(Ty.F32)], (j, p) => [p[0] * v, p[1] + p[0]], "j")[1]);
        }));
        Check(k, (n, r) => [n, Ints(n, r, -2, 9), Floats(n, r), new float[n]]);
    }

    [Fact]
    public void Scratch_has_a_copy_per_lane()
    {
        Value x = Buffer(Ty.F64, "x"), y = Buffer(Ty.F64, "y");
        Kernels k = Compile(Map("Window", [x, y], i =>
        {
            Value v = B.Load(x, i), scratch = B.Alloc(ElementLayout.Of(Ty.F64), B.Int(4), "window");
            B.For(B.Int(3), [], (j, _) =>
            {
                B.Store(scratch, j + B.Int(1), v * B.Emit(Op.ToF64, j));
                return [];
            }, "j");
            B.If(B.Emit(Op.FLt, v, B.Zero(Ty.F64)), () =>
            {
                B.Accumulate(scratch, B.Int(0), v);
                return [];
            }, () => []);
            B.Store(y, i, B.For(B.Int(4), [B.Zero(Ty.F64)], (j, s) => [s[0] + B.Load(scratch, j)], "j")[0]);
        }));
        Check(k, (n, r) => [n, Doubles(n, r), new double[n]]);
    }

    [Fact]
    public void Scratch_at_an_index_per_lane()
    {
        Value at = Buffer(Ty.I32, "at"), x = Buffer(Ty.F32, "x"), y = Buffer(Ty.F32, "y");
        Kernels k = Compile(Map("Histogram", [at, x, y], i =>
        {
            Value bins = B.Alloc(ElementLayout.Of(Ty.F32), B.Int(5), "bins"), j = B.Load(at, i);
            B.For(B.Int(7), [], (t, _) =>
            {
                Value bin = B.Emit(Op.IAnd, j + t, B.Int(3));
                B.Accumulate(bins, bin, B.Load(x, i));
                B.If(B.Emit(Op.ILt, t, j), () =>
                {
                    B.Store(bins, bin, B.Load(bins, bin) * B.Real(Ty.F32, 2));
                    return [];
                }, () => []);
                return [];
            }, "t");
            B.Store(y, i, B.Load(bins, B.Emit(Op.IAnd, j, B.Int(3))) + B.Load(bins, B.Int(1)));
        }));
        Check(k, (n, r) => [n, Ints(n, r, 0, 9), Floats(n, r), new float[n]]);
    }

    [Fact]
    public void Scratch_as_long_as_the_lane_needs()
    {
        Value trips = Buffer(Ty.I32, "trips"), x = Buffer(Ty.F32, "x"), y = Buffer(Ty.F32, "y");
        Kernels k = Compile(Map("Kept", [trips, x, y], i =>
        {
            Value v = B.Load(x, i), count = B.Emit(Op.IMax, B.Load(trips, i), B.Int(0)), kept = B.Alloc(ElementLayout.Of(Ty.F32), count, "kept");
            Value last = B.For(count, [v], (j, p) =>
            {
                B.Store(kept, j, p[0]);
                return [p[0] * p[0] + v];
            }, "j")[0];
            B.Store(y, i, B.For(count, [last], (j, p) => [p[0] * B.Load(kept, count - B.Int(1) - j)], "j")[0]);
        }));
        Check(k, (n, r) => [n, Ints(n, r, -2, 9), Floats(n, r, false), new float[n]]);
    }

    private static List<Value> While(IReadOnlyList<Value> inits, Func<List<Value>, Value> test, Func<List<Value>, List<Value>> body)
    {
        Region head = new(), loop = new();
        List<Value> results = [];
        foreach (Value init in inits)
        {
            head.Params.Add(new Value(init.Type));
            loop.Params.Add(new Value(init.Type));
            results.Add(new Value(init.Type));
        }

        head.Yields = B.In(head, () => new List<Value> { test(head.Params) });
        loop.Yields = B.In(loop, () => body(loop.Params));
        B.Add(new Inst(Op.While, [.. inits], results, [head, loop]));
        return results;
    }
}
