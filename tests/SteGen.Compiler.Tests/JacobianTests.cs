using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Tests.Interpretation;
using SteGen.Compiler.Transforms;
using Xunit;

namespace SteGen.Compiler.Tests;

/// <summary>The rows of a Jacobian are the gradients with one upstream of 1, and share one primal.</summary>
public sealed class JacobianTests
{
    private const int RandomSeeds = 200;

    public static TheoryData<string> Programs
    {
        get
        {
            TheoryData<string> data = [];
            foreach (KeyValuePair<string, Func<Program>> program in ProgramSuite.All)
            {
                Program made = program.Value();
                if (made.Results.Count + made.InOuts.Count == 0)
                {
                    data.Add(program.Key);
                }
            }

            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void RowsAreGradients(string name) => Check(ProgramSuite.All[name]);

    [Fact]
    public void RowsOfRandomPrograms()
    {
        for (int seed = 0; seed < RandomSeeds; seed++)
        {
            int s = seed;
            Program program = RandomPrograms.Make(s);
            if (program.Results.Count + program.InOuts.Count == 0)
            {
                Check(() => RandomPrograms.Make(s));
            }
        }
    }

    [Fact]
    public void RowsShareThePrimal()
    {
        Program program = Program.Make("Two", p =>
        {
            Value a = p.Scalar("a", 0.7), b = p.Scalar("b", 0.4);
            Value e = Build.If(Build.Emit(Op.FLt, b, a), () => [Build.Emit(Op.Exp, a * b)], () => [a])[0];
            return (IEnumerable<Value>)[e * a, Build.Emit(Op.Sin, e) * b];
        });
        Passes.Prepare(program.Function);
        GradientFunction jacobian = Passes.Reverse(program.Function, new ReverseRequest { Scalars = program.Function.Body.Params, IsJacobian = true });
        Passes.Finish(jacobian.Function);
        Assert.Single(jacobian.Function.All(), i => i.Op == Op.Exp);
        Assert.Equal(2 + 4, jacobian.Function.Body.Yields.Count);
    }

    private static void Check(Func<Program> make)
    {
        Program program = make();
        Passes.Verify = true;
        Passes.Prepare(program.Function);
        ReverseRequest request = GradientOracle.Request(program, singleSweep: false) with { IsJacobian = true };
        GradientFunction jacobian = Passes.Reverse(program.Function, request);
        Passes.Finish(jacobian.Function);
        Passes.Verify = false;

        Dictionary<Value, object> bound = Arguments(program, jacobian);
        List<Value> reals = [.. program.Function.Body.Yields.Where(y => y.Type.IsReal())];
        foreach (Dictionary<Value, Value> row in jacobian.RowBuffers)
        {
            foreach (KeyValuePair<Value, Value> buffer in row)
            {
                bound[buffer.Value] = new Memory(new double[((Memory)bound[jacobian.Parameters[buffer.Key]]).Length]);
            }
        }

        double[] yields = new Interpreter(jacobian.Function).Reals([.. jacobian.Function.Body.Params.Select(p => bound[p])]);
        int scalars = request.Scalars.Count;
        for (int row = 0; row < reals.Count; row++)
        {
            List<double> actual = [.. yields.Skip(jacobian.PrimalYields + (row * scalars)).Take(scalars)];
            actual.AddRange(request.Buffers.SelectMany(b => ((Memory)bound[jacobian.RowBuffers[row][b]]).Reals[0]!));

            GradientFunction gradient = Passes.Reverse(program.Function, request with { IsJacobian = false });
            Dictionary<Value, object> one = Arguments(program, gradient);
            for (int k = 0; k < gradient.UpstreamScalars.Count; k++)
            {
                if (gradient.UpstreamScalars[k] is { } upstream)
                {
                    one[upstream] = program.Function.Body.Yields[k] == reals[row] && k == program.Function.Body.Yields.IndexOf(reals[row]) ? 1.0 : 0.0;
                }
            }

            foreach (Value buffer in request.Buffers)
            {
                one[gradient.GradientBuffers[buffer]] = new Memory(new double[((Memory)one[gradient.Parameters[buffer]]).Length]);
            }

            List<double> expected = [.. new Interpreter(gradient.Function).Reals([.. gradient.Function.Body.Params.Select(p => one[p])]).Skip(gradient.PrimalYields)];
            expected.AddRange(request.Buffers.SelectMany(b => ((Memory)one[gradient.GradientBuffers[b]]).Reals[0]!));
            double scale = expected.Select(Math.Abs).DefaultIfEmpty().Max() + 1e-9;
            for (int k = 0; k < expected.Count; k++)
            {
                Assert.True(Math.Abs(expected[k] - actual[k]) <= 1e-12 * scale, $"{program.Name}, row {row}, entry {k}: {actual[k]:R}, alone {expected[k]:R}");
            }
        }
    }

    private static Dictionary<Value, object> Arguments(Program program, GradientFunction function) =>
        program.Function.Body.Params.Select((p, k) => (p, k)).ToDictionary(
            t => function.Parameters[t.p], t => program.Arguments[t.k] is double[] contents ? new Memory([.. contents]) : program.Arguments[t.k]);
}
