using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms;
using Xunit;

namespace SteGen.Compiler.Tests;

/// <summary>Value and gradient together execute at most five times the operations of the function.</summary>
public sealed class CostTests
{
    private const double MostTimes = 5;

    public static TheoryData<string> Programs => ReverseTests.Programs;

    [Theory]
    [MemberData(nameof(Programs))]
    public void AtMostFiveTimes(string name)
    {
        GradientOracle oracle = new(ProgramSuite.All[name]);
        long primal = oracle.Forward().Counts.Weighted;
        foreach (bool singleSweep in new[] { false, true })
        {
            long gradient = oracle.Gradient(singleSweep, finish: true).Counts.Weighted;
            Assert.True(gradient <= MostTimes * primal, $"{(double)gradient / primal:F2} times, single sweep {singleSweep}");
        }
    }

    [Fact]
    public void TheRatioDoesNotGrowWithDepth()
    {
        List<double> ratios = [];
        for (int depth = 1; depth <= 8; depth++)
        {
            int loops = depth;
            GradientOracle oracle = new(() => Program.Make("Nest", p =>
            {
                Value a = p.Scalar("a", 0.7);
                (Value x, _) = p.Span("x", [0.31, -0.72, 1.13]);
                Value Nest(int left, Value s) => left == 0
                    ? s * (Build.Real(Ty.F64, 1) - (Build.Real(Ty.F64, 0.001) * s * Build.Load(x, Build.Int(0))))
                    : Build.For(Build.Int(3), [s], (_, c) => [Nest(left - 1, c[0])])[0];
                return Nest(loops, a);
            }));
            GradientOracle.AssertClose(oracle.Differences(), oracle.Gradient(singleSweep: true, finish: true), 1e-9);
            ratios.Add((double)oracle.Gradient(singleSweep: true, finish: true).Counts.Weighted / oracle.Forward().Counts.Weighted);
        }

        Assert.True(ratios.Max() <= MostTimes, string.Join(", ", ratios));
        Assert.True(ratios[7] <= ratios[1] * 1.1, string.Join(", ", ratios));
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void NothingIsAllocatedInALoop(string name)
    {
        foreach (bool singleSweep in new[] { false, true })
        {
            Program program = ProgramSuite.All[name]();
            Passes.Prepare(program.Function);
            GradientFunction gradient = Passes.Reverse(program.Function, GradientOracle.Request(program, singleSweep));
            Passes.Finish(gradient.Function);
            Assert.DoesNotContain(gradient.Function.All().Where(i => i.Op is Op.For or Op.While).SelectMany(i => i.Regions).SelectMany(Function.All), i => i.Op is Op.Alloc or Op.NewStack);
        }
    }

    [Fact]
    public void ASingleSweepKeepsNothing()
    {
        foreach (string name in new[] { "Elementwise", "ConditionalSum", "LogSumExpPoints", "DeadBranchNaN", "MatrixVector" })
        {
            Program program = ProgramSuite.All[name]();
            Passes.Prepare(program.Function);
            TapePair pair = TapeSplit.Run(Passes.Reverse(program.Function, GradientOracle.Request(program, singleSweep: true)), []);
            IEnumerable<Inst> kept = pair.Forward.All().Where(i => i.Text == TapeSplit.Kept);

            Assert.True(!kept.Any(), name + "\n" + Printer.Print(pair.Forward));
        }
    }
}
