using System;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Xunit;
using static SteGen.Compiler.Tests.Vectorize.Agreement;
using static SteGen.Compiler.Tests.Vectorize.Kernels;
using B = SteGen.Compiler.Ir.Build;

namespace SteGen.Compiler.Tests.Vectorize;

/// <summary>Faults: the exception of the first iteration that throws, and none from lanes that are not there. What may not go into lanes is refused in words.</summary>
public class CheckTests
{
    private static readonly Value s_count = new(Ty.I32, "count");

    [Fact]
    public void The_first_iteration_that_fails_decides_what_is_thrown()
    {
        Value at = Buffer(Ty.I32, "at"), divisor = Buffer(Ty.I32, "divisor"), y = Buffer(Ty.I32, "y"), table = Buffer(Ty.I32, "table"), length = new(Ty.I32, "tableLength");
        Function f = Kernels.Build("Faults", [s_count, at, divisor, y, table, length], () => B.For(s_count, [], (i, _) =>
        {
            Value j = B.Load(at, i), d = B.Load(divisor, i);
            B.Check(CheckKind.Index, j, length);
            Value v = B.Load(table, j);
            B.Check(CheckKind.Divisor, d);
            B.Store(y, i, B.If(B.Emit(Op.ILt, d, B.Int(0)), () => [B.Emit(Op.IAnd, v, d)], () =>
            {
                B.Add(new Inst(Op.Check, [B.Emit(Op.INe, d, B.Int(77))], []) { Check = CheckKind.Throw, Text = "new global::System.ArithmeticException()" });
                return [v * d];
            })[0]);
            return [];
        }));
        f.LengthOf[at] = f.LengthOf[divisor] = f.LengthOf[y] = s_count;
        Kernels k = Compile(f);
        Check(k, (n, r) => [n, Ints(n, r, 0, 9), Ints(n, r, 1, 5), new int[n], Ints(9, r), 9]);
        foreach (int n in new[] { 5, 16, 40, 67 })
        {
            foreach (int place in new[] { 0, 3, n - 1 })
            {
                Fails<IndexOutOfRangeException>((a, d) => a[place] = 9);
                Fails<IndexOutOfRangeException>((a, d) => a[place] = -1);
                Fails<DivideByZeroException>((a, d) => d[place] = 0);
                Fails<ArithmeticException>((a, d) => d[place] = 77);
                Fails<DivideByZeroException>((a, d) =>
                {
                    d[place] = 0;
                    a[n - 1] = place == n - 1 ? 0 : 9;
                });

                void Fails<T>(Action<int[], int[]> spoil)
                    where T : Exception
                {
                    int[] a = Ints(n, new Random(n), 0, 9), d = Ints(n, new Random(n), 1, 5);
                    spoil(a, d);
                    foreach (int width in k.Widths)
                    {
                        Assert.Throws<T>(() => Agreement.Run(k, width, [n, a, d, new int[n], new int[9], 9], 0));
                    }
                }
            }
        }
    }

    [Fact]
    public void Affine_checks_are_asked_once_per_block()
    {
        Value x = Buffer(Ty.F32, "x"), length = new(Ty.I32, "xLength"), y = Buffer(Ty.F32, "y");
        Function f = Kernels.Build("Ahead", [s_count, x, length, y], () => B.For(s_count, [], (i, _) =>
        {
            Value next = i + B.Int(1);
            B.If(B.Emit(Op.ILt, next, s_count), () =>
            {
                B.Check(CheckKind.Index, next, length);
                B.Store(y, i, B.Load(x, next));
                return [];
            }, () => []);
            B.Check(CheckKind.Index, i, length);
            B.Accumulate(y, i, B.Load(x, i));
            return [];
        }));
        Kernels k = Compile(f);
        Check(k, (n, r) => [n, Floats(n, r), n, Floats(n, r)]);
        foreach (int width in k.Widths)
        {
            Assert.Throws<IndexOutOfRangeException>(() => Agreement.Run(k, width, [40, new float[39], 39, new float[40]], 0));
        }
    }

    [Fact]
    public void Iterations_that_may_meet_are_refused()
    {
        Value x = Buffer(Ty.F32, "x"), y = Buffer(Ty.F32, "y");
        Refused("'y' is written at places that two iterations may share", [x, y], i => B.Store(y, i + B.Int(1), B.Load(y, i)));
        Refused("'y' is written at places that two iterations may share", [x, y], i => B.Store(y, B.Int(0), B.Load(x, i)));
        Refused("'y' is written at places that two iterations may share", [x, y], i => B.Store(y, i * B.Int(2) + B.Int(2), B.Load(y, i * B.Int(2))));

        Refused("its body is larger than what the JIT compiler optimizes in one method", [x, y], i =>
        {
            Value v = B.Load(x, i);
            for (int n = 0; n < 100; n++)
            {
                v = B.Emit(Op.Exp, B.Emit(Op.Sin, v));
            }

            B.Store(y, i, v);
        });

        Function f = Kernels.Build("Last", [s_count, x], () => B.For(s_count, [B.Zero(Ty.F32)], (i, c) =>
        {
            c[0].Hint = "last";
            return [B.Load(x, i) - c[0]];
        }));
        Assert.Null(LoopPlanner.Plan(f, f.Body.Body.Last(), out string reason));
        Assert.Equal("'last' is carried from one iteration to the next and is not a plain sum", reason);
    }

    private static void Refused(string why, Value[] buffers, Action<Value> body)
    {
        Function f = MapTests.Map("Refused", s_count, buffers, body);
        Assert.Null(LoopPlanner.Plan(f, f.Body.Body.Last(), out string reason));
        Assert.Equal(why, reason);
    }
}
