using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Tests.Interpretation;
using SteGen.Compiler.Transforms;
using Xunit;

namespace SteGen.Compiler.Tests;

/// <summary>Simplification changes no bit and drops no exception.</summary>
public sealed class SimplifyTests
{
    private static readonly double[] s_special = [0.0, -0.0, 1, -1, 0.5, 2, 1e308, -1e308, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN, 0.1, -3.7];

    private static Value Real(double x) => Build.Real(Ty.F64, x);

    /// <summary>Straight lines full of literals that invite a wrong identity.</summary>
    private static Program Literals(int seed) => Program.Make("Literals", p =>
    {
        Random random = new(seed);
        List<Value> reals = [p.Scalar("a", 0), p.Scalar("b", 0)];
        Value Pick() => random.Next(3) == 0 ? Real(s_special[random.Next(s_special.Length)]) : reals[random.Next(reals.Count)];
        Op[] binary = [Op.Add, Op.Sub, Op.Mul, Op.Div, Op.Max, Op.Min];
        for (int k = 0; k < 12; k++)
        {
            reals.Add(random.Next(8) switch
            {
                0 => -Pick(),
                1 => Build.Emit(Op.Abs, Pick()),
                2 => Build.Select(Build.Emit(random.Next(2) == 0 ? Op.FLt : Op.FEq, Pick(), Pick()), Pick(), Pick()),
                3 => Build.Emit(Op.ToF64, Build.Emit(Op.ToF32, Pick())),
                _ => Build.Emit(binary[random.Next(binary.Length)], Pick(), Pick()),
            });
        }

        return reals.Skip(2);
    });

    [Fact]
    public void NoBitChanges()
    {
        for (int seed = 0; seed < 400; seed++)
        {
            Program written = Literals(seed), simplified = Literals(seed);
            Simplify.Run(simplified.Function);
            Verifier.Verify(simplified.Function, Stage.Resolved);
            foreach (double a in s_special)
            {
                double[] expected = new Interpreter(written.Function).Reals(a, -3.7), actual = new Interpreter(simplified.Function).Reals(a, -3.7);
                for (int k = 0; k < expected.Length; k++)
                {
                    bool same = BitConverter.DoubleToInt64Bits(expected[k]) == BitConverter.DoubleToInt64Bits(actual[k]) || (double.IsNaN(expected[k]) && double.IsNaN(actual[k]));
                    Assert.True(same, $"seed {seed}, a = {a:R}, value {k}: {expected[k]:R} became {actual[k]:R}\n{Printer.Print(written.Function)}{Printer.Print(simplified.Function)}");
                }
            }
        }
    }

    private static Program Fault(CheckKind kind) => Program.Make("Fault", p =>
    {
        (Value x, Value n) = p.Span("x", [1, 2, 3]);
        Value k = p.Integer("k", 0);
        return Build.For(n, [Real(0)], (i, c) =>
        {
            switch (kind)
            {
                case CheckKind.Index:
                    Build.Check(CheckKind.Index, k, n);
                    return [c[0] + Build.Load(x, k)];
                case CheckKind.Divisor:
                    Build.Check(CheckKind.Divisor, k);
                    return [c[0] + Build.Emit(Op.ToF64, n / k)];
                default:
                    Build.Check(CheckKind.Throw, Build.Emit(Op.ILt, k, n));
                    return [c[0]];
            }
        })[0];
    });

    [Theory]
    [InlineData(CheckKind.Index, 3)]
    [InlineData(CheckKind.Index, -1)]
    [InlineData(CheckKind.Divisor, 0)]
    [InlineData(CheckKind.Throw, 3)]
    public void ExceptionsStay(CheckKind kind, int k)
    {
        Program program = Fault(kind);
        Passes.Prepare(program.Function);
        Passes.Finish(program.Function);
        Assert.Throws<CheckFailed>(() => new Interpreter(program.Function).Run(new Memory(1, 2, 3), 3, k));

        // A loop that does not run checks nothing, and reads nothing.
        new Interpreter(program.Function).Run(new Memory(), 0, k);
    }

    [Fact]
    public void BranchesOnOneConditionThatComputeTheSameAreOne()
    {
        static Program Make(bool writes) => Program.Make("Branches", p =>
        {
            Value a = p.Scalar("a", 0.7), b = p.Scalar("b", 0.4);
            (Value x, _) = p.InOut("x", [1, 2, 3]);
            (Value y, _) = p.Span("y", [4, 5, 6]);
            Value k = Build.Int(1), c = Build.Emit(Op.FLt, b, a);
            Value one = Build.If(c, () => [Build.Emit(Op.Exp, a) * b], () => [a * b])[0];
            Value beside = one + Build.Load(y, k), needed = a - b;
            if (writes)
            {
                Build.Store(x, k, beside);
            }

            Value two = Build.If(c, () => [(Build.Emit(Op.Exp, a) * needed) + one], () => { Build.Accumulate(x, Build.Int(0), needed); return [needed]; })[0];
            return (IEnumerable<Value>)[beside, two];
        });
        foreach (bool writes in new[] { false, true })
        {
            foreach (double a in new[] { 0.7, 0.1 })
            {
                Program written = Make(writes), simplified = Make(writes);
                Simplify.Run(simplified.Function);
                Verifier.Verify(simplified.Function, Stage.Resolved);
                Assert.Equal(writes ? 2 : 1, simplified.Function.All().Count(i => i.Op == Op.If));
                Memory left = new(1, 2, 3), right = new(1, 2, 3);
                Assert.Equal(new Interpreter(written.Function).Reals(a, 0.4, left, 3, new Memory(4, 5, 6), 3), new Interpreter(simplified.Function).Reals(a, 0.4, right, 3, new Memory(4, 5, 6), 3));
                Assert.Equal(left.Reals[0], right.Reals[0]);
            }
        }
    }

    [Fact]
    public void ChecksThatHoldGo()
    {
        Program program = Program.Make("Holds", p =>
        {
            (Value x, Value n) = p.Span("x", [1, 2, 3]);
            Value sum = Build.For(n, [Real(0)], (i, c) =>
            {
                Build.Check(CheckKind.Index, i, n);
                Value rest = Build.Emit(Op.IMax, n - (i + Build.Int(1)), Build.Int(0));
                return [Build.For(rest, [c[0]], (j, d) =>
                {
                    Value k = i + Build.Int(1) + j;
                    Build.Check(CheckKind.Index, k, n);
                    return [d[0] + Build.Load(x, k)];
                }, "j")[0]];
            })[0];
            Value m = Build.For(n - Build.Int(2), [sum], (i, c) =>
            {
                Build.Check(CheckKind.Index, i + Build.Int(2), n);
                return [c[0] + Build.Load(x, i + Build.Int(2))];
            })[0];
            return m;
        });
        Simplify.Run(program.Function);
        Assert.DoesNotContain(program.Function.All(), i => i.Op == Op.Check);
    }

    [Fact]
    public void MemoryIsForwardedButNotAcrossAnythingThatMayWriteIt()
    {
        Program program = Program.Make("Forward", p =>
        {
            (Value x, Value n) = p.InOut("x", [1, 2, 3]);
            Value k = p.Integer("k", 1), zero = Build.Int(0);
            Value t = Build.Alloc(ElementLayout.Of(Ty.F64), n, "t");
            Build.Store(x, zero, Real(5));
            Value first = Build.Load(x, zero);
            Build.Store(x, k, Real(7));
            Value second = Build.Load(x, zero), untouched = Build.Load(t, k);
            return (IEnumerable<Value>)[first + second, untouched];
        });
        Simplify.Run(program.Function);
        Assert.Single(program.Function.All(), i => i.Op == Op.Load);
        Assert.DoesNotContain(program.Function.All(), i => i.Op == Op.Alloc);
        Assert.Equal([12, 0], new Interpreter(program.Function).Reals(new Memory(1, 2, 3), 3, 0));
        Assert.Equal([10, 0], new Interpreter(program.Function).Reals(new Memory(1, 2, 3), 3, 1));
    }

    [Fact]
    public void RunningIntegersGetAClosedForm()
    {
        Program program = Program.Make("Next", p =>
        {
            (Value x, Value n) = p.Span("x", [1, 2, 3]);
            List<Value> r = Build.For(n, [Real(0), Build.Int(0)], (i, c) => [c[0] + Build.Load(x, c[1]), c[1] + Build.Int(1)]);
            return (IEnumerable<Value>)[r[0], Build.Emit(Op.ToF64, r[1])];
        });
        Simplify.Run(program.Function);
        Assert.Single(program.Function.All().Single(i => i.Op == Op.For).Results);
        Assert.Equal([6, 3], new Interpreter(program.Function).Reals(new Memory(1, 2, 3), 3));
    }
}
