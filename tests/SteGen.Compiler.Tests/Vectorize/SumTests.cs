using System;
using System.Linq;
using SteGen.Compiler.Ir;
using Xunit;
using static SteGen.Compiler.Tests.Vectorize.Agreement;
using static SteGen.Compiler.Tests.Vectorize.Kernels;
using B = SteGen.Compiler.Ir.Build;

namespace SteGen.Compiler.Tests.Vectorize;

/// <summary>Sums over the iterations: one order of additions for scalar text and all widths.</summary>
public class SumTests
{
    [Theory]
    [InlineData(Ty.F32)]
    [InlineData(Ty.F64)]
    public void Carried_sums(Ty type)
    {
        Value count = new(Ty.I32, "count"), x = Buffer(type, "x"), start = new(type, "start");
        Function f = Kernels.Build("Total" + type, [count, start, x], () => B.For(count, [start, B.Zero(type)], (i, sums) =>
        {
            Value v = B.Load(x, i);
            Value positive = B.If(B.Emit(Op.FLt, B.Zero(type), v), () => [sums[1] + B.Emit(Op.Exp, -v)], () => [sums[1]])[0];
            return [B.Emit(Op.Fma, v, v, sums[0]), positive - B.Real(type, 0.25)];
        }));
        Kernels k = Compile(f);
        Check(k, (n, r) => [n, type == Ty.F32 ? 0.5f : (object)0.5, type == Ty.F32 ? Floats(n, r, n % 3 == 0) : Doubles(n, r, n % 3 == 0)]);

        double[] values = Doubles(1000, new Random(5), false);
        object[] after = Agreement.Run(k, 0, [1000, type == Ty.F32 ? 0.5f : (object)0.5, type == Ty.F32 ? values.Select(v => (float)v).ToArray() : values], 0);
        double expected = values.Aggregate(0.5, (s, v) => s + v * v), actual = Convert.ToDouble(after[3]);
        Assert.Equal(expected, actual, expected * (type == Ty.F32 ? 1e-6 : 1e-14));
    }

    [Fact]
    public void Carried_sums_of_integers()
    {
        Value count = new(Ty.I32, "count"), x = Buffer(Ty.I32, "x");
        Function f = Kernels.Build("Count", [count, x], () => B.For(count, [B.Int(3)], (i, sums) => [sums[0] + B.Load(x, i)]));
        Kernels k = Compile(f);
        Check(k, (n, r) => [n, Ints(n, r)]);
        Assert.Equal(3 + 15, Agreement.Run(k, 0, [6, new[] { 0, 1, 2, 3, 4, 5 }], 0)[2]);
    }

    [Fact]
    public void Sums_into_a_buffer_that_all_iterations_share()
    {
        Value count = new(Ty.I32, "count"), weights = Buffer(Ty.F32, "weights"), length = new(Ty.I32, "weightsLength");
        Value x = Buffer(Ty.F32, "x"), up = Buffer(Ty.F32, "up"), dx = Buffer(Ty.F32, "dx"), dw = Buffer(Ty.F32, "weightsGradient"), dwLength = new(Ty.I32, "weightsGradientLength");
        Function f = Kernels.Build("Shared", [count, weights, length, x, up, dx, dw, dwLength], () => B.For(count, [], (i, _) =>
        {
            Value v = B.Load(x, i), g = B.Load(up, i);
            Value slope = B.For(length, [B.Zero(Ty.F32)], (j, s) =>
            {
                B.Accumulate(dw, j, g * v * B.Emit(Op.ToF32, j + B.Int(1)));
                return [s[0] + B.Load(weights, j)];
            }, "j")[0];
            B.Accumulate(dw, B.Int(1), g);
            B.If(B.Emit(Op.FLt, v, B.Zero(Ty.F32)), () =>
            {
                B.Accumulate(dw, B.Int(0), v);
                return [];
            }, () => []);
            B.Store(dx, i, slope * g);
            return [];
        }));
        Kernels k = Compile(f);
        Check(k, (n, r) => [n, Floats(3, r), 3, Floats(n, r, n % 3 == 0), Floats(n, r, n % 3 == 0), new float[n], Floats(3, r, false), 3]);

        float[] v = Floats(50, new Random(1), false), g = Floats(50, new Random(2), false);
        var dw0 = (Memory<float>)Agreement.Run(k, 512, [50, new float[3], 3, v, g, new float[50], new float[3], 3], 0)[6];
        Assert.Equal(v.Zip(g).Sum(p => (double)p.First * p.Second * 3), dw0.Span[2], 1e-3);
    }

    [Fact]
    public void Scattered_additions_keep_the_order_of_the_iterations()
    {
        Value count = new(Ty.I32, "count"), at = Buffer(Ty.I32, "at"), x = Buffer(Ty.F32, "x"), bins = Buffer(Ty.F32, "bins");
        Function f = Kernels.Build("Bins", [count, at, x, bins], () => B.For(count, [], (i, _) =>
        {
            B.Accumulate(bins, B.Load(at, i), B.Load(x, i));
            return [];
        }));
        Check(Compile(f), (n, r) => [n, Ints(n, r, 0, 4), Floats(n, r, false), new float[4]]);
    }

    [Fact]
    public void Sums_over_an_inner_loop_too()
    {
        Value count = new(Ty.I32, "count"), x = Buffer(Ty.F64, "x"), y = Buffer(Ty.F64, "y");
        Function f = Kernels.Build("Nested", [count, x, y], () => B.For(count, [B.Zero(Ty.F64)], (i, sums) =>
        {
            Value v = B.Load(x, i);
            B.Store(y, i, v);
            return B.For(B.Int(3), [sums[0]], (j, s) => [s[0] + v * B.Emit(Op.ToF64, j)], "j");
        }));
        Check(Compile(f), (n, r) => [n, Doubles(n, r, false), new double[n]]);
    }
}
