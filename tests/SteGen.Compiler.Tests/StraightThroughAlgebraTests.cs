using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Tests.Interpretation;
using SteGen.Compiler.Transforms;
using Xunit;

namespace SteGen.Compiler.Tests;

/// <summary>Straight-through estimators as the literature writes them: exact, free and with the derivative as written, or left alone.</summary>
public sealed class StraightThroughAlgebraTests
{
    private const double X = 1e30, Z = 0.3, D = 0.7;

    private static Value Stop(Value x) => Build.Emit(Op.StraightThrough, x, Build.Real(x.Type, 0));

    /// <summary>0.1 * sign(x): x + (h - x) is 0 in floating point for large x.</summary>
    private static Value Hard(Value x) => Build.Real(x.Type, 0.1) * Build.Emit(Op.Sign, x);

    private static Value Soft(Value x) => Build.Emit(Op.Tanh, x);

    /// <summary>Name, body over (x, z), and the derivatives by x and z.</summary>
    private static readonly List<(string Name, Func<Value, Value, Value> Body, double Dx, double Dz)> s_spellings =
    [
        ("x + SG(h - x)", (x, z) => x + Stop(Hard(x) - x), 1, 0),
        ("SG(h - x) + x", (x, z) => Stop(Hard(x) - x) + x, 1, 0),
        ("h - SG(s) + s", (x, z) => Hard(x) - Stop(Soft(z)) + Soft(z), 0, Sech2(Z)),
        ("s + (h - SG(s))", (x, z) => Soft(z) + (Hard(x) - Stop(Soft(z))), 0, Sech2(Z)),
        ("s + SG(h - s)", (x, z) => Soft(z) + Stop(Hard(x) - Soft(z)), 0, Sech2(Z)),
        ("SG(h) - SG(s) + s", (x, z) => Stop(Hard(x)) - Stop(Soft(z)) + Soft(z), 0, Sech2(Z)),
        ("x - SG(x) + SG(h)", (x, z) => x - Stop(x) + Stop(Hard(x)), 1, 0),
        ("(x - SG(x)) + h", (x, z) => (x - Stop(x)) + Hard(x), 1, 0),
        ("SG(h) + (x - SG(x))", (x, z) => Stop(Hard(x)) + (x - Stop(x)), 1, 0),
        ("SG(h - x) - (-x)", (x, z) => Stop(Hard(x) - x) - (-x), 1, 0),
        ("x - SG(x - h)", (x, z) => x - Stop(x - Hard(x)), 1, 0),
        ("-(SG(x - h) - x)", (x, z) => -(Stop(x - Hard(x)) - x), 1, 0),
        ("temporaries", (x, z) =>
        {
            Value h = Hard(x), difference = h - x, stopped = Stop(difference), result = x + stopped;
            return result;
        }, 1, 0),
        ("another copy of the same operand", (x, z) => Soft(z) + Stop(Hard(x) - Soft(z)), 0, Sech2(Z)),
        ("through memory", (x, z) =>
        {
            Value b = Build.Alloc(ElementLayout.Of(Ty.F64), Build.Int(2));
            Build.Store(b, Build.Int(0), x);
            Build.Store(b, Build.Int(1), Hard(x));
            return Build.Load(b, Build.Int(0)) + Stop(Build.Load(b, Build.Int(1)) - Build.Load(b, Build.Int(0)));
        }, 1, 0),
        ("compound assignment", (x, z) =>
        {
            Value y = x;
            y += Stop(Hard(x) - x);
            return y;
        }, 1, 0),
        ("nested SG", (x, z) => x + Stop(Stop(Hard(x)) - x), 1, 0),
        ("stopped parts", (x, z) => x + (Stop(Hard(x)) - Stop(x)), 1, 0),
        ("x + z + SG(h - x - z)", (x, z) => x + z + Stop(Hard(x) - x - z), 1, 1),
        ("inside a larger expression", (x, z) => (x + Stop(Hard(x) - x)) * Build.Real(Ty.F64, 3), 3, 0),
        ("in a branch", (x, z) => Build.If(Build.Emit(Op.FLt, Build.Real(Ty.F64, 0), x), () => [x + Stop(Hard(x) - x)], () => [z])[0], 1, 0),
        ("twice", (x, z) => x + Stop(Hard(x) - x) - Stop(Soft(z)) + Soft(z), 1, Sech2(Z)),
        ("code times scale", (x, z) => x + Stop((z * Hard(x)) - x), 1, 0),
    ];

    private static readonly List<(string Name, Func<Value, Value, Value> Body)> s_nearMisses =
    [
        ("compensated sum", (x, z) => (x + z) - x),
        ("compensated sum under SG", (x, z) => Stop((x + z) - x)),
        ("nothing stopped", (x, z) => x + (Hard(x) - x)),
        ("both copies stopped", (x, z) => Stop(x) + Stop(Hard(x) - x)),
        ("another x", (x, z) => x + Stop(Hard(x) - z)),
        ("two operands left", (x, z) => x + z + Stop(Hard(x) - x)),
        ("residual", (x, z) => x - Stop(x)),
        ("gradient reversal", (x, z) => (Build.Real(Ty.F64, 2) * Stop(x)) - x),
        ("no cancelling at all", (x, z) => x + Stop(Hard(x))),
        ("nothing left", (x, z) => Stop(x) - x),
        ("scaled", (x, z) => x + (Build.Real(Ty.F64, 0.5) * Stop(Hard(x) - x))),
        ("another rounding of x", (x, z) => x + Stop(Hard(x) - Build.Emit(Op.ToF64, Build.Emit(Op.ToF32, x)))),
        ("the hard part is negative", (x, z) => Stop(x - Hard(x)) - x),
    ];

    public static TheoryData<string> Spellings => [.. s_spellings.Select(s => s.Name)];

    public static TheoryData<string> NearMisses => [.. s_nearMisses.Select(s => s.Name)];

    private static double Sech2(double x) => 1 / (Math.Cosh(x) * Math.Cosh(x));

    private static Program Make(Func<Value, Value, Value> body) => Program.Make("F", p => body(p.Scalar("x", X), p.Scalar("z", Z)));

    [Theory]
    [MemberData(nameof(Spellings))]
    public void IsExactAndHasTheDerivativeAsWritten(string name)
    {
        (string _, Func<Value, Value, Value> body, double dx, double dz) = s_spellings.Single(s => s.Name == name);
        Program program = Make(body);
        Passes.Prepare(program.Function);
        Assert.Contains(program.Function.All(), i => i.Op == Op.StraightThrough && i.Args[1] is { } soft && program.Function.All().Any(d => d.Results.Contains(soft) && d.Op is Op.Add or Op.Sub or Op.Neg));
        Assert.Empty(StraightThroughAlgebra.NotRecognised(program.Function));

        Copy forward = Copy.Of(program.Function, "Forward");
        Passes.Finish(forward.Function);
        double hard = name switch { "inside a larger expression" => 3 * 0.1, "code times scale" => Z * 0.1, _ => 0.1 };
        Assert.Equal(hard, new Interpreter(forward.Function).Reals(X, Z)[0]);

        GradientFunction gradient = Passes.Reverse(program.Function, new ReverseRequest { Scalars = program.Function.Body.Params });
        Passes.Finish(gradient.Function);
        double[] all = new Interpreter(gradient.Function).Reals(X, Z, D);
        Assert.Equal(hard, all[0]);
        Assert.Equal(dx * D, all[1], 1e-12);
        Assert.Equal(dz * D, all[2], 1e-12);
    }

    [Theory]
    [MemberData(nameof(Spellings))]
    public void IsFree(string name)
    {
        Program program = Make(s_spellings.Single(s => s.Name == name).Body);
        Passes.Prepare(program.Function);
        Passes.Finish(program.Function);
        Assert.DoesNotContain(program.Function.All(), i => i.Op is Op.Tanh or Op.Add or Op.Sub or Op.Neg);
    }

    [Theory]
    [MemberData(nameof(NearMisses))]
    public void NothingElseFolds(string name)
    {
        Func<Value, Value, Value> body = s_nearMisses.Single(s => s.Name == name).Body;
        Program written = Make(body), prepared = Make(body);
        Passes.Prepare(prepared.Function);
        Assert.DoesNotContain(prepared.Function.All(), i => i.Op == Op.StraightThrough && prepared.Function.All().Any(d => d.Results.Contains(i.Args[1]) && d.Op is Op.Add or Op.Sub or Op.Neg));
        Passes.Finish(prepared.Function);
        Assert.Equal(new Interpreter(written.Function).Reals(0.1 + 0.2, Z), new Interpreter(prepared.Function).Reals(0.1 + 0.2, Z));
    }

    [Fact]
    public void AnEstimatorThatIsNotRecognisedIsReported()
    {
        Program program = Make((x, z) => x + z + Stop(Hard(x) - x));
        Passes.Prepare(program.Function);
        Assert.Single(StraightThroughAlgebra.NotRecognised(program.Function));
        Program other = Make((x, z) => (x + z) - x);
        Passes.Prepare(other.Function);
        Assert.Empty(StraightThroughAlgebra.NotRecognised(other.Function));
    }

    [Fact]
    public void RunningItTwiceChangesNothing()
    {
        Program program = Make((x, z) => x + Stop(Hard(x) - x));
        Passes.Prepare(program.Function);
        string once = Printer.Print(program.Function);
        StraightThroughAlgebra.Run(program.Function);
        Simplify.Run(program.Function);
        Assert.Equal(once, Printer.Print(program.Function));
    }

    [Fact]
    public void StopGradientStopsAtEveryOrderAndTheSquareHasBothDerivatives()
    {
        // (StraightThrough(h, s))^2: first derivative 2 h s'.
        Program program = Make((x, z) =>
        {
            Value y = Build.Emit(Op.StraightThrough, Hard(x), Soft(z));
            return y * y;
        });
        Passes.Prepare(program.Function);
        GradientFunction gradient = Passes.Reverse(program.Function, new ReverseRequest { Scalars = program.Function.Body.Params });
        Assert.Contains(gradient.Function.All(), i => i.Op == Op.StraightThrough);
        Passes.Finish(gradient.Function);
        double[] all = new Interpreter(gradient.Function).Reals(X, Z, 1.0);
        Assert.Equal(0.1 * 0.1, all[0]);
        Assert.Equal(0, all[1]);
        Assert.Equal(2 * 0.1 * Sech2(Z), all[2], 1e-15);
    }
}
