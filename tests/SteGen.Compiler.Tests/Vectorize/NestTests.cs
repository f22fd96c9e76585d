using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Xunit;
using static SteGen.Compiler.Tests.Vectorize.Agreement;
using static SteGen.Compiler.Tests.Vectorize.Kernels;
using B = SteGen.Compiler.Ir.Build;

namespace SteGen.Compiler.Tests.Vectorize;

/// <summary>
/// Nests whose rounds run side by side in vector text: rectangles, triangles that grow and shrink, rounds whose length the data decide, sums and recurrences. The scalar text, which keeps the loops as they are, is the oracle for the
/// order of all additions; and one nest is computed by hand.
/// </summary>
public class NestTests
{
    /// <summary>What an iteration does with its scratch q (filled with x + j) and r (the result), of <c>size</c> elements each.</summary>
    public enum Nest
    {
        /// <summary>r[row] = Σ w[row, col] q[col]</summary>
        Rows,

        /// <summary>r[row] += w[col, row] q[col], column by column.</summary>
        Columns,

        /// <summary>r[row] += w[next++] q[col] for row > col.</summary>
        Lower,

        /// <summary>The same from the last column to the first, from the last row upwards.</summary>
        Backward,

        /// <summary>Rows of a length that an array gives.</summary>
        Ragged,

        /// <summary>r[col + row] += w q[col]: a convolution, which moves on by one per round without growing shorter.</summary>
        Full,

        /// <summary>Two sums per row, and a sum over the rows.</summary>
        TwoSums,

        /// <summary>r[row + 1] = r[row] w + q[col]: no rounds side by side.</summary>
        Recurrence,

        /// <summary>q[row] -= w q[col] for row > col, in place: no rounds side by side.</summary>
        Solve,
    }

    [Theory]
    [CombinatorialNests]
    public void Keeps_every_bit(Nest nest, Ty type)
    {
        Function f = Function(nest, type);
        Kernels k = Compile(f);
        bool jammed = SteGen.Compiler.Ir.Function.All(f.Body).Any(i => i.Op == Op.If && i.Text == JammedLoop.InFullBlocks);
        Assert.Equal(nest is not (Nest.Recurrence or Nest.Solve), jammed);
        for (int size = 0; size < 11; size++)
        {
            int number = size;
            Check(k, (n, r) =>
            {
                object Reals(int length, bool special) => type == Ty.F32 ? Floats(length, r, special) : Doubles(length, r, special);
                int weights = (number * number) + number;
                return [n, number, Ints(number, r, 0, number + 1), Reals(n, n % 3 == 0), Reals(weights, n % 5 == 0), weights, Reals(n, false), Reals(weights, false), weights];
            }, 0, 1, 8, 31, 33, 64, 75);
        }
    }

    /// <summary>An index that leaves its array in the middle of a nest throws what the loops as they stand throw.</summary>
    [Fact]
    public void A_place_outside_throws()
    {
        Kernels k = Compile(Function(Nest.Lower, Ty.F64));
        foreach (int width in k.Widths)
        {
            double[] up = new double[40], gradient = new double[30];
            Assert.Throws<IndexOutOfRangeException>(() => Agreement.Run(k, width, [40, 7, new int[7], new double[40], new double[20], 20, up, gradient, 30], 0));
            Agreement.Run(k, width, [40, 7, new int[7], new double[40], new double[21], 21, up, gradient, 30], 0);
        }
    }

    [Fact]
    public void A_triangle_is_what_it_is_by_hand()
    {
        Kernels k = Compile(Function(Nest.Lower, Ty.F64));
        double[] x = Doubles(70, new Random(1), false), w = Doubles(15, new Random(2), false);
        foreach (int width in k.Widths)
        {
            object[] after = Agreement.Run(k, width, [70, 6, new int[6], x, w, 15, new double[70], new double[15], 15], 0);
            var y = (Memory<double>)after[6];
            for (int i = 0; i < 70; i++)
            {
                double expected = 0;
                for (int col = 0, next = 0; col < 6; col++)
                {
                    for (int row = col + 1; row < 6; row++)
                    {
                        expected += (row + 1) * w[next++] * (x[i] + col);
                    }
                }

                Assert.Equal(expected, y.Span[i], 1e-11 * (1 + Math.Abs(expected)));
            }
        }
    }

    private static Function Function(Nest nest, Ty type)
    {
        Value count = new(Ty.I32, "count"), size = new(Ty.I32, "size"), lengths = Buffer(Ty.I32, "lengths"), x = Buffer(type, "x"), w = Buffer(type, "w"), wLength = new(Ty.I32, "wLength");
        Value y = Buffer(type, "y"), gradient = Buffer(type, "gradient"), gradientLength = new(Ty.I32, "gradientLength");
        Function f = Kernels.Build(nest.ToString() + type, [count, size, lengths, x, w, wLength, y, gradient, gradientLength], () => B.For(count, [], (i, _) =>
        {
            Value q = B.Alloc(ElementLayout.Of(type), size, "q"), r = B.Alloc(ElementLayout.Of(type), size + size, "r"), v = B.Load(x, i), zero = B.Zero(type);
            B.For(size, [], (j, _) =>
            {
                B.Store(q, j, v + B.Emit(type == Ty.F32 ? Op.ToF32 : Op.ToF64, j));
                return [];
            }, "j");
            Value sum = Rounds(nest, type, size, lengths, w, wLength, q, r, gradient);
            Value weighted = B.For(size + size, [sum], (j, s) => [s[0] + (B.Load(r, j) * B.Emit(type == Ty.F32 ? Op.ToF32 : Op.ToF64, j + B.Int(1)))], "j")[0];
            B.Store(y, i, weighted);
            return [];
        }));
        f.LengthOf[x] = f.LengthOf[y] = count;
        f.LengthOf[lengths] = size;
        return f;
    }

    private static Value Rounds(Nest nest, Ty type, Value size, Value lengths, Value w, Value wLength, Value q, Value r, Value gradient)
    {
        Value zero = B.Zero(type), one = B.Int(1);
        List<Value> none = [];
        Value Weight(Value at)
        {
            B.Check(CheckKind.Index, at, wLength);
            return B.Load(w, at);
        }

        void Add(Value place, Value at, Value col) => B.Store(r, place, B.Emit(Op.Fma, Weight(at), B.Load(q, col), B.Load(r, place)));
        Value Triangle(Value col) => (col * (size - one)) - ((col * (col - one)) / B.Int(2));
        switch (nest)
        {
            case Nest.Rows or Nest.Ragged:
                B.For(size, [], (row, _) =>
                {
                    Value sum = B.For(nest == Nest.Rows ? size : B.Load(lengths, row), [zero], (col, s) =>
                    {
                        if (nest == Nest.Rows)
                        {
                            B.Accumulate(gradient, (row * size) + col, B.Load(q, col));
                        }

                        return [s[0] + (Weight((row * size) + col) * B.Load(q, col))];
                    }, "col")[0];
                    B.Store(r, row, sum);
                    return [];
                }, "row");
                return zero;
            case Nest.Columns:
                B.For(size, [], (col, _) =>
                {
                    Value at = B.Load(q, col);
                    B.For(size, [], (row, _) =>
                    {
                        B.Accumulate(r, row, Weight((col * size) + row) * at);
                        return none;
                    }, "row");
                    return none;
                }, "col");
                return zero;
            case Nest.Lower:
                B.For(size, [], (col, _) =>
                {
                    Value row0 = col + one;
                    B.For(B.Emit(Op.IMax, size - row0, B.Int(0)), [], (step, _) =>
                    {
                        Add(row0 + step, Triangle(col) + step, col);
                        return none;
                    }, "row");
                    return none;
                }, "col");
                return zero;
            case Nest.Backward:
                return B.For(size, [zero], (back, total) =>
                {
                    Value col = size - one - back, row0 = col + one, rows = B.Emit(Op.IMax, size - row0, B.Int(0)), at = B.Load(q, col);
                    Value sum = B.For(rows, [zero], (step, s) =>
                    {
                        Value down = rows - one - step, place = Triangle(col) + down, other = B.Load(q, row0 + down);
                        B.Accumulate(gradient, place, other * at);
                        return [B.Emit(Op.Fma, other, Weight(place), s[0])];
                    }, "row")[0];
                    B.Store(r, col, sum);
                    return [total[0] + sum];
                }, "col")[0];
            case Nest.Full:
                B.For(size, [], (col, _) =>
                {
                    B.For(size, [], (row, _) =>
                    {
                        Add(col + row, (col * size) + row, col);
                        return none;
                    }, "row");
                    return none;
                }, "col");
                return zero;
            case Nest.TwoSums:
                return B.For(size, [zero], (row, total) =>
                {
                    List<Value> sums = B.For(size, [zero, B.Real(type, 1)], (col, s) =>
                    {
                        Value other = B.Load(q, col), weight = Weight((row * size) + col);
                        return [s[0] + (weight * other), B.Emit(Op.Max, s[1], other - weight)];
                    }, "col");
                    B.Store(r, row, sums[0] - sums[1]);
                    return [total[0] + (sums[0] * sums[1])];
                }, "row")[0];
            case Nest.Recurrence:
                B.For(size, [], (col, _) =>
                {
                    B.For(size, [], (row, _) =>
                    {
                        B.Store(r, row + one, (B.Load(r, row) * Weight((col * size) + row)) + B.Load(q, col));
                        return none;
                    }, "row");
                    return none;
                }, "col");
                return zero;
            default:
                B.For(size, [], (col, _) =>
                {
                    Value row0 = col + one, at = B.Load(q, col);
                    B.For(B.Emit(Op.IMax, size - row0, B.Int(0)), [], (step, _) =>
                    {
                        Value row = row0 + step;
                        B.Store(q, row, B.Load(q, row) - (Weight((col * size) + row) * at));
                        return none;
                    }, "row");
                    B.Store(r, col, at);
                    return none;
                }, "col");
                return zero;
        }
    }

    private sealed class CombinatorialNestsAttribute : Xunit.Sdk.DataAttribute
    {
        public override IEnumerable<object[]> GetData(System.Reflection.MethodInfo testMethod) =>
            from nest in Enum.GetValues<Nest>() from type in new[] { Ty.F32, Ty.F64 } select new object[] { nest, type };
    }
}
