using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using Xunit;
using static SteGen.Compiler.Tests.Vectorize.Agreement;
using static SteGen.Compiler.Tests.Vectorize.Kernels;
using B = SteGen.Compiler.Ir.Build;

namespace SteGen.Compiler.Tests.Vectorize;

/// <summary>Straight-line bodies: every operation, addresses, in place.</summary>
public class MapTests
{
    [Fact]
    public void Backward_of_an_elementwise_function()
    {
        Value count = new(Ty.I32, "count"), x = Buffer(Ty.F32, "x"), up = Buffer(Ty.F32, "resultGradient"), dx = Buffer(Ty.F32, "xGradient");
        Kernels k = Compile(Map("Backward", count, [x, up, dx], i =>
        {
            Value v = B.Load(x, i), g = B.Load(up, i);
            Value s = B.Emit(Op.Sin, v), c = B.Emit(Op.Cos, v), e = B.Emit(Op.Exp, -(v * v));
            Value l = B.Emit(Op.Log1p, v * v), y = B.Emit(Op.Tanh, s * e + l);
            B.Store(dx, i, g * (B.Real(Ty.F32, 1) - y * y) * c);
        }));
        Check(k, (n, r) => [n, Floats(n, r), Floats(n, r), new float[n]]);
        Assert.Contains("SinCos", k.Text);
    }

    [Fact]
    public void In_place_reads_each_element_before_it_is_written()
    {
        Value count = new(Ty.I32, "count"), x = Buffer(Ty.F64, "x"), y = Buffer(Ty.F64, "y");
        Kernels k = Compile(Map("InPlace", count, [x, y], i => B.Store(y, i, B.Load(x, i) * B.Load(x, i) + B.Real(Ty.F64, 1))));
        Check(k, (n, r) =>
        {
            double[] same = Doubles(n, r);
            return [n, same, same];
        });
    }

    [Fact]
    public void Uniform_values_are_broadcast_and_code_around_the_loop_runs_once()
    {
        Value count = new(Ty.I32, "count"), scale = new(Ty.F64, "scale"), x = Buffer(Ty.F64, "x"), y = Buffer(Ty.F64, "y");
        Function f = Kernels.Build("Scaled", [count, scale, x, y], () =>
        {
            Value twice = scale + scale;
            twice.Hint = "twice";
            B.For(count, [], (i, _) =>
            {
                B.Store(y, i, B.Load(x, i) * twice + B.Emit(Op.ToF64, i));
                return [];
            });
            return [twice];
        });
        Check(Compile(f), (n, r) => [n, 1.5, Doubles(n, r), new double[n]]);
    }

    public static IEnumerable<object[]> Unary() =>
        from op in new[] { Op.Neg, Op.Abs, Op.Sqrt, Op.Floor, Op.Ceiling, Op.Truncate, Op.Round, Op.Exp, Op.Expm1, Op.Log, Op.Log1p, Op.Sin, Op.Cos, Op.Tanh, Op.Sigmoid, Op.Softplus,
            Op.RoundAway, Op.Sign, Op.Cbrt, Op.Exp2, Op.Exp10, Op.Log2, Op.Log10, Op.Tan, Op.Asin, Op.Acos, Op.Atan, Op.Sinh, Op.Cosh, Op.Asinh, Op.Acosh, Op.Atanh }
        from type in new[] { Ty.F32, Ty.F64 }
        select new object[] { op, type };

    [Theory]
    [MemberData(nameof(Unary))]
    public void Functions_of_one_operand(Op op, Ty type)
    {
        Value count = new(Ty.I32, "count"), x = Buffer(type, "x"), y = Buffer(type, "y");
        Kernels k = Compile(Map(op.ToString() + type, count, [x, y], i => B.Store(y, i, B.Emit(op, B.Load(x, i)))));
        Check(k, (n, r) => [n, Reals(type, n, r), Reals(type, n, r)]);
    }

    public static IEnumerable<object[]> Binary() =>
        from op in new[] { Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Rem, Op.Max, Op.Min, Op.MaxNumber, Op.MinNumber, Op.CopySign, Op.Pow, Op.Atan2, Op.Hypot, Op.FEq, Op.FNe, Op.FLt, Op.FLe }
        from type in new[] { Ty.F32, Ty.F64 }
        select new object[] { op, type };

    [Theory]
    [MemberData(nameof(Binary))]
    public void Functions_of_two_operands(Op op, Ty type)
    {
        Value count = new(Ty.I32, "count"), x = Buffer(type, "x"), y = Buffer(type, "y"), z = Buffer(type, "z");
        Kernels k = Compile(Map(op.ToString() + type, count, [x, y, z], i =>
        {
            Value a = B.Load(x, i), b = B.Load(y, i), c = B.Emit(op, a, b);
            B.Store(z, i, c.Type == Ty.Bool ? B.Select(c, a, b) : c);
        }));
        Check(k, (n, r) => [n, Reals(type, n, r), Reals(type, n, r), Reals(type, n, r)]);
    }

    public static IEnumerable<object[]> Integer() =>
        from op in new[] { Op.IAdd, Op.ISub, Op.IMul, Op.IDiv, Op.IRem, Op.IAnd, Op.IOr, Op.IXor, Op.IMax, Op.IMin, Op.IEq, Op.INe, Op.ILt, Op.ILe, Op.IULt }
        from type in new[] { Ty.I32, Ty.I64 }
        select new object[] { op, type };

    [Theory]
    [MemberData(nameof(Integer))]
    public void Integers(Op op, Ty type)
    {
        Value count = new(Ty.I32, "count"), x = Buffer(type, "x"), y = Buffer(type, "y"), z = Buffer(type, "z");
        Kernels k = Compile(Map(op.ToString() + type, count, [x, y, z], i =>
        {
            Value a = B.Load(x, i), b = B.Load(y, i);
            if (op is Op.IDiv or Op.IRem)
            {
                b = B.Emit(Op.IOr, b, B.Integer(type, 1));
            }

            Value c = B.Emit(op, a, b);
            Value d = B.Emit(Op.IShl, c.Type == Ty.Bool ? B.Select(c, a, b) : c, B.Int(2));
            B.Store(z, i, B.Emit(Op.INeg, B.Emit(Op.IAbs, B.Emit(Op.INot, d))));
        }));
        Check(k, (n, r) => type == Ty.I32 ? [n, Ints(n, r), Ints(n, r), new int[n]] : [n, Longs(n, r), Longs(n, r), new long[n]]);
    }

    [Theory]
    [InlineData(Ty.I32)]
    [InlineData(Ty.I64)]
    public void Shifts_by_an_amount_per_lane(Ty type)
    {
        Value count = new(Ty.I32, "count"), x = Buffer(type, "x"), by = Buffer(Ty.I32, "by"), y = Buffer(type, "y");
        Kernels k = Compile(Map("Shift" + type, count, [x, by, y], i =>
        {
            Value v = B.Load(x, i), n = B.Load(by, i);
            B.Store(y, i, B.Emit(Op.IShl, v, n) + B.Emit(Op.IShr, v, n) + B.Emit(Op.IShrU, v, n));
        }));
        Check(k, (n, r) => [n, type == Ty.I32 ? Ints(n, r) : Longs(n, r), Ints(n, r, -70, 70), type == Ty.I32 ? new int[n] : new long[n]]);
    }

    public static IEnumerable<object[]> Conversions() =>
        from a in new[] { Ty.F32, Ty.F64, Ty.I32, Ty.I64 }
        from b in new[] { Ty.F32, Ty.F64, Ty.I32, Ty.I64 }
        select new object[] { a, b };

    [Theory]
    [MemberData(nameof(Conversions))]
    public void Values_of_different_sizes_side_by_side(Ty from, Ty to)
    {
        Value count = new(Ty.I32, "count"), x = Buffer(from, "x"), y = Buffer(to, "y"), z = Buffer(from, "z");
        Kernels k = Compile(Map($"Convert{from}{to}", count, [x, y, z], i =>
        {
            Value a = B.Load(x, i), b = B.Emit(to switch { Ty.F32 => Op.ToF32, Ty.F64 => Op.ToF64, Ty.I32 => Op.ToI32, _ => Op.ToI64 }, a);
            Value less = B.Emit(from.IsReal() ? Op.FLt : Op.ILt, a, B.Zero(from));
            B.Store(y, i, B.Select(less, b + b, b));
            B.Store(z, i, B.If(B.Emit(to.IsReal() ? Op.FLt : Op.ILt, b, B.Zero(to)), () => [a], () => [a * a])[0]);
        }));
        Check(k, (n, r) => [n, Numbers(from, n, r), Numbers(to, n, r), Numbers(from, n, r)]);
    }

    [Fact]
    public void Booleans_in_memory()
    {
        foreach (Ty type in new[] { Ty.F32, Ty.F64 })
        {
            Value count = new(Ty.I32, "count"), x = Buffer(type, "x"), on = Buffer(Ty.Bool, "on"), y = Buffer(type, "y"), negative = Buffer(Ty.Bool, "negative");
            Kernels k = Compile(Map("Flags" + type, count, [x, on, y, negative], i =>
            {
                Value v = B.Load(x, i);
                B.Store(y, i, B.Select(B.Load(on, i), v, -v));
                B.Store(negative, i, B.Emit(Op.FLt, v, B.Zero(type)));
            }));
            Check(k, (n, r) => [n, Reals(type, n, r), Bools(n, r), Reals(type, n, r), Bools(n, r)]);
        }
    }

    internal static Array Numbers(Ty type, int n, Random random) => type switch
    {
        Ty.F32 => Floats(n, random),
        Ty.F64 => Doubles(n, random),
        Ty.I32 => Ints(n, random, -100000, 100000),
        _ => Longs(n, random),
    };

    [Fact]
    public void Booleans_are_masks()
    {
        Value count = new(Ty.I32, "count"), x = Buffer(Ty.F64, "x"), y = Buffer(Ty.F64, "y");
        Kernels k = Compile(Map("Logic", count, [x, y], i =>
        {
            Value a = B.Load(x, i), p = B.Emit(Op.FLt, B.Zero(Ty.F64), a), q = B.Emit(Op.FLt, a, B.Real(Ty.F64, 2));
            Value both = B.Emit(Op.And, p, B.Emit(Op.Or, q, B.Emit(Op.Not, p))), differ = B.Emit(Op.BNe, p, q), same = B.Emit(Op.BEq, p, q);
            Value chosen = B.Select(both, differ, same);
            B.Store(y, i, B.Select(chosen, a, B.Select(B.Bool(true), B.Real(Ty.F64, 7), a)));
        }));
        Check(k, (n, r) => [n, Doubles(n, r), new double[n]]);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(7)]
    public void Arrays_of_structs_are_strided(int stride)
    {
        Value count = new(Ty.I32, "count"), x = Buffer(Ty.F32, "x"), y = Buffer(Ty.F32, "y");
        Kernels k = Compile(Map("Rows" + stride, count, [x, y], i =>
        {
            Value row = i * B.Int(stride), sum = B.Load(x, row);
            for (int c = 1; c < stride; c++)
            {
                sum = sum * B.Load(x, row + B.Int(c));
            }

            for (int c = 0; c < stride; c++)
            {
                B.Store(y, row + B.Int(c), sum + B.Load(x, row + B.Int(c)));
            }
        }));
        Check(k, (n, r) => [n, Floats(stride * n, r), new float[stride * n]]);
        Check(k, (n, r) =>
        {
            float[] same = Floats(stride * n, r);
            return [n, same, same];
        });
    }

    public static IEnumerable<object[]> RowShapes() =>
        from width in new[] { 2, 3, 4 } from type in new[] { Ty.F32, Ty.F64 } select new object[] { width, type };

    [Theory]
    [MemberData(nameof(RowShapes))]
    public void Whole_rows_are_shuffled(int width, Ty type)
    {
        Value count = new(Ty.I32, "count"), x = Buffer(type, "x"), y = Buffer(type, "y"), z = Buffer(type, "z");
        Kernels k = Compile(Map($"Shuffled{width}{type}", count, [x, y, z], i =>
        {
            Value row = i * B.Int(width);
            // the columns in another order than that of the rows
            Value[] columns = new Value[width];
            for (int c = width - 1; c >= 0; c--)
            {
                columns[c] = B.Load(x, row + B.Int(c));
            }

            for (int c = 0; c < width; c++)
            {
                B.Store(y, row + B.Int(c), columns[c] * columns[(c + 1) % width]);
                B.Accumulate(z, row + B.Int(c), columns[c]);
            }
        }));
        Assert.Contains("LoadRows" + width, k.Text);
        Assert.DoesNotContain("Strided", k.Text);
        Check(k, (n, r) => [n, Reals(type, width * n, r), Reals(type, width * n, r), Reals(type, width * n, r)]);
        Check(k, (n, r) =>
        {
            Array same = Reals(type, width * n, r);
            return [n, same, same, Reals(type, width * n, r)];
        });
    }

    /// <summary>Some columns of rows that are longer, in and out and added to, at places of the iteration and at places that an array gives.</summary>
    [Theory]
    [InlineData(8, 8, Ty.F64)]
    [InlineData(11, 11, Ty.F64)]
    [InlineData(9, 13, Ty.F64)]
    [InlineData(16, 16, Ty.F32)]
    [InlineData(19, 23, Ty.F32)]
    [InlineData(10, 12, Ty.F32)]
    public void Columns_of_long_rows_are_transposed(int columns, int stride, Ty type)
    {
        int first = (stride - columns) / 2;
        Value count = new(Ty.I32, "count"), table = Buffer(type, "table"), at = Buffer(Ty.I32, "at"), x = Buffer(type, "x"), y = Buffer(type, "y"), z = Buffer(type, "z");
        Kernels k = Compile(Map($"Columns{columns}Of{stride}{type}", count, [table, at, x, y, z], i =>
        {
            Value row = (i * B.Int(stride)) + B.Int(first), far = (B.Load(at, i) * B.Int(stride)) + B.Int(first);
            Value[] near = [.. Enumerable.Range(0, columns).Select(c => B.Load(x, row + B.Int(c)))], gathered = [.. Enumerable.Range(0, columns).Select(c => B.Load(table, far + B.Int(c)))];
            for (int c = 0; c < columns; c++)
            {
                B.Store(y, row + B.Int(c), near[c] * gathered[(c + 1) % columns]);
                B.Accumulate(z, row + B.Int(c), near[(c + 2) % columns] - gathered[c]);
            }
        }));
        Assert.Contains("LoadColumns<", k.Text);
        Assert.Contains("LoadColumnsIndexed<", k.Text);
        Assert.Contains("StoreColumns<", k.Text);
        Assert.DoesNotContain("Strided", k.Text);
        Check(k, (n, r) => [n, Reals(type, stride * 5, r), Ints(n, r, 0, 5), Reals(type, stride * n, r), Reals(type, stride * n, r), Reals(type, stride * n, r)]);
    }

    [Fact]
    public void Gathers_from_a_table()
    {
        Value count = new(Ty.I32, "count"), table = Buffer(Ty.F32, "table"), at = Buffer(Ty.I32, "at"), y = Buffer(Ty.F32, "y");
        Kernels k = Compile(Map("Lookup", count, [table, at, y], i => B.Store(y, i, B.Load(table, B.Load(at, i)))));
        Check(k, (n, r) => [n, Floats(11, r), Ints(n, r, 0, 11), new float[n]]);
    }

    [Fact]
    public void Neighbours_are_contiguous_too()
    {
        Value count = new(Ty.I32, "count"), x = Buffer(Ty.F64, "x"), y = Buffer(Ty.F64, "y");
        Kernels k = Compile(Map("Stencil", count, [x, y], i => B.Store(y, i, B.Load(x, i) + B.Load(x, i + B.Int(2)))));
        Check(k, (n, r) => [n, Doubles(n + 2, r), new double[n]]);
    }

    [Fact]
    public void Additions_to_a_row_of_ones_own()
    {
        Value count = new(Ty.I32, "count"), x = Buffer(Ty.F32, "x"), y = Buffer(Ty.F32, "y");
        Kernels k = Compile(Map("Accumulate", count, [x, y], i => B.Accumulate(y, i, B.Load(x, i) * B.Load(x, i))));
        Check(k, (n, r) => [n, Floats(n, r), Floats(n, r)]);
    }

    internal static Array Reals(Ty type, int n, Random random) => type == Ty.F32 ? Floats(n, random) : Doubles(n, random);

    /// <summary>One loop over elements whose buffers are as long as it runs, unless they are longer.</summary>
    internal static Function Map(string name, Value count, Value[] buffers, Action<Value> body)
    {
        Function f = Kernels.Build(name, [count, .. buffers], () => B.For(count, [], (i, _) =>
        {
            body(i);
            return [];
        }));
        foreach (Value b in buffers)
        {
            f.LengthOf[b] = count;
        }

        return f;
    }
}
