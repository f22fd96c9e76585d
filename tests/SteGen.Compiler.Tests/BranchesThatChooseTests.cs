using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Tests.Interpretation;
using SteGen.Compiler.Transforms;
using Xunit;

namespace SteGen.Compiler.Tests;

/// <summary>Branches that only choose among values become selections; where a branch computes, it stays a branch.</summary>
public sealed class BranchesThatChooseTests
{
    /// <summary>x > 0 ? 1 : x &lt; 0 ? -1 : x != x ? x : z.</summary>
    private static Value Sign(Value x, Value z)
    {
        Value zero = Build.Real(Ty.F64, 0);
        return Choose(Build.Emit(Op.FLt, zero, x), () => Build.Real(Ty.F64, 1), () =>
            Choose(Build.Emit(Op.FLt, x, zero), () => Build.Real(Ty.F64, -1), () =>
                Choose(Build.Emit(Op.FNe, x, x), () => x, () => z)));
    }

    private static Value Choose(Value condition, System.Func<Value> whenTrue, System.Func<Value> whenFalse) =>
        Build.If(condition, () => [whenTrue()], () => [whenFalse()])[0];

    [Theory]
    [InlineData(2, 1)]
    [InlineData(-2, -1)]
    [InlineData(0, 0.5)]
    [InlineData(double.NaN, double.NaN)]
    public void ASignIsASelection(double x, double expected)
    {
        Program program = Program.Make("F", p => Sign(p.Scalar("x", x), p.Scalar("z", 0.5)));
        Passes.Prepare(program.Function);
        Assert.DoesNotContain(program.Function.All(), i => i.Op == Op.If);
        Assert.Equal(expected, new Interpreter(program.Function).Reals(x, 0.5)[0]);
    }

    [Theory]
    [InlineData(2, 0, 0)]
    [InlineData(0, 0, 0.7)]
    [InlineData(double.NaN, 0.7, 0)]
    public void ItsGradientFollowsTheValueChosen(double x, double dx, double dz)
    {
        Program program = Program.Make("F", p => Sign(p.Scalar("x", x), p.Scalar("z", 0.5)));
        Passes.Prepare(program.Function);
        GradientFunction gradient = Passes.Reverse(program.Function, new ReverseRequest { Scalars = program.Function.Body.Params });
        Passes.Finish(gradient.Function);
        List<double> all = [.. new Interpreter(gradient.Function).Reals(x, 0.5, 0.7)];
        Assert.Equal(dx, all[1]);
        Assert.Equal(dz, all[2]);
    }

    [Fact]
    public void ABranchThatComputesStays()
    {
        Program program = Program.Make("F", p =>
        {
            Value x = p.Scalar("x", -2);
            return Choose(Build.Emit(Op.FLt, Build.Real(Ty.F64, 0), x), () => Build.Emit(Op.Log, x), () => x);
        });
        Passes.Prepare(program.Function);
        Assert.Single(program.Function.All(), i => i.Op == Op.If);
    }
}
