using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Tests.Interpretation;
using SteGen.Compiler.Transforms;
using Xunit;

namespace SteGen.Compiler.Tests;

/// <summary>Forward mode against the reverse one, and over it: products with the Hessian against differences of gradients.</summary>
public sealed class ForwardTests
{
    private const int RandomSeeds = 120;

    public static TheoryData<string> Programs => ReverseTests.Programs;

    [Theory]
    [MemberData(nameof(Programs))]
    public void TangentsAreThoseOfTheGradient(string name) => CheckTangents(ProgramSuite.All[name], name == "Floats" ? 1e-5 : 1e-10);

    [Fact]
    public void TangentsOfRandomPrograms()
    {
        for (int seed = 0; seed < RandomSeeds; seed++)
        {
            int s = seed;
            CheckTangents(() => RandomPrograms.Make(s), 1e-9);
        }
    }

    [Theory]
    [MemberData(nameof(Programs))]
    public void HessianProductsAreDifferencesOfGradients(string name)
    {
        if (name != "Floats")
        {
            CheckHessian(ProgramSuite.All[name]);
        }
    }

    [Fact]
    public void HessianProductsOfRandomPrograms()
    {
        for (int seed = 0; seed < RandomSeeds; seed++)
        {
            int s = seed;
            CheckHessian(() => RandomPrograms.Make(s, hasNodes: false));
        }
    }

    [Fact]
    public void TheSecondDerivativeOfASquareThroughAnEstimator()
    {
        // StraightThrough(h, s)^2 with s = x^3: 2 s'^2 + 2 h s''.
        Program program = Program.Make("Square", p =>
        {
            Value x = p.Scalar("x", 0.7);
            Value y = Build.Emit(Op.StraightThrough, Build.Emit(Op.Round, x), x * x * x);
            return y * y;
        });
        Passes.Prepare(program.Function);
        GradientFunction gradient = Passes.Reverse(program.Function, new ReverseRequest { Scalars = program.Function.Body.Params });
        TangentFunction tangent = Forward.Run(gradient.Function, new ForwardRequest { Inputs = [gradient.Function.Body.Params[0]] });
        Passes.Finish(tangent.Function);
        double[] all = new Interpreter(tangent.Function).Reals(0.7, 1.0, 1.0);
        double s1 = 3 * 0.49, s2 = 6 * 0.7;
        Assert.Equal((2 * s1 * s1) + (2 * 1 * s2), all[^1], 1e-12);
    }

    private static double[] Direction(int length, int seed)
    {
        Random random = new(seed);
        return [.. Enumerable.Range(0, length).Select(_ => (double)(float)((2 * random.NextDouble()) - 1))];
    }

    /// <summary>upstream · tangent = gradient · direction.</summary>
    private static void CheckTangents(Func<Program> make, double tolerance)
    {
        GradientOracle oracle = new(make);
        Outcome gradient = oracle.Gradient(singleSweep: true, finish: true);
        double[] direction = Direction(gradient.Gradients.Count, 5);

        Program program = make();
        Passes.Verify = true;
        Passes.Prepare(program.Function);
        ReverseRequest reverse = GradientOracle.Request(program, true);
        Assert.True(Forward.CanRun(program.Function));
        TangentFunction tangent = Forward.Run(program.Function, new ForwardRequest { Inputs = [.. reverse.Scalars, .. reverse.Buffers, .. reverse.InOuts], Results = reverse.Results });
        Verifier.Verify(tangent.Function, Stage.Resolved);
        Passes.Finish(tangent.Function);
        Passes.Verify = false;

        Dictionary<Value, object> bound = Bind(program, tangent, direction, program.Function, reverse, []);
        double[] yields = new Interpreter(tangent.Function).Reals([.. tangent.Function.Body.Params.Select(p => bound[p])]);
        Assert.Equal(gradient.Values.Take(tangent.PrimalYields), yields.Take(tangent.PrimalYields));

        double moved = oracle.Weigh(yields.Skip(tangent.PrimalYields), reverse.Results.Concat(reverse.InOuts).Select(b => ((Memory)bound[tangent.Tangents[b]]).Reals[0]!));
        double expected = gradient.Gradients.Zip(direction, (g, d) => g * d).Sum(), scale = gradient.Gradients.Zip(direction, (g, d) => Math.Abs(g * d)).Sum() + 1e-3;
        Assert.True(Math.Abs(moved - expected) <= tolerance * scale, $"{program.Name}: forward {moved:R}, reverse {expected:R}");
    }

    private static void CheckHessian(Func<Program> make)
    {
        GradientOracle oracle = new(make);
        int length = oracle.Gradient(singleSweep: true, finish: true).Gradients.Count;
        double[] direction = Direction(length, 7);
        List<double> At(double t) => oracle.Displaced(direction, t).Gradient(singleSweep: true, finish: true).Gradients;
        List<double> D(double h) => [.. At(h).Zip(At(-h), (a, b) => (a - b) / (2 * h))];
        List<double> a = D(1e-3), b = D(5e-4), expected = [.. a.Zip(b, (x, y) => ((4 * y) - x) / 3)];

        Program program = make();
        Passes.Prepare(program.Function);
        ReverseRequest reverse = GradientOracle.Request(program, true);
        GradientFunction gradient = Passes.Reverse(program.Function, reverse);
        List<Value> inputs = [.. reverse.Scalars.Concat(reverse.Buffers).Concat(reverse.InOuts).Select(p => gradient.Parameters[p])];
        List<Value> outputs = [.. reverse.Buffers.Select(p => gradient.GradientBuffers[p]), .. reverse.InOuts.Select(p => gradient.UpstreamBuffers[p]), .. reverse.Results.Select(p => gradient.Parameters[p])];
        TangentFunction tangent = Forward.Run(gradient.Function, new ForwardRequest { Inputs = inputs, Results = outputs });
        Passes.Verify = true;
        Passes.Finish(tangent.Function);
        Passes.Verify = false;

        Dictionary<Value, object> bound = Bind(program, tangent, direction, gradient.Function, reverse, oracle.UpstreamOf(gradient, program, reverse), gradient);
        double[] yields = new Interpreter(tangent.Function).Reals([.. tangent.Function.Body.Params.Select(p => bound[p])]);
        int reals = gradient.Function.Body.Yields.Take(gradient.PrimalYields).Count(y => y.Type.IsReal());
        List<double> actual = [.. yields.Skip(tangent.PrimalYields + reals)];
        foreach (Value buffer in reverse.Buffers.Select(p => gradient.GradientBuffers[p]).Concat(reverse.InOuts.Select(p => gradient.UpstreamBuffers[p])))
        {
            actual.AddRange(((Memory)bound[tangent.Tangents[buffer]]).Reals[0]!);
        }

        double scale = expected.Select(Math.Abs).DefaultIfEmpty().Max() + 1e-3;
        for (int k = 0; k < expected.Count; k++)
        {
            Assert.True(Math.Abs(expected[k] - actual[k]) <= 2e-6 * scale, $"{program.Name}, entry {k}: {actual[k]:R}, by differences {expected[k]:R}");
        }
    }

    /// <summary>Arguments and tangents; gradient buffers and the tangents of results begin with zeros.</summary>
    private static Dictionary<Value, object> Bind(
        Program program, TangentFunction tangent, double[] direction, Function inner, ReverseRequest reverse, Dictionary<Value, object> upstreams, GradientFunction? gradient = null)
    {
        Dictionary<Value, object> bound = [];
        foreach (Value p in inner.Body.Params)
        {
            int at = gradient is null ? program.Function.Body.Params.IndexOf(p) : program.Function.Body.Params.FindIndex(q => gradient.Parameters[q] == p);
            bound[tangent.Parameters[p]] = at < 0 ? upstreams[p] : program.Arguments[at] is double[] contents ? new Memory([.. contents]) : program.Arguments[at];
        }

        int next = 0;
        foreach (Value p in reverse.Scalars.Concat(reverse.Buffers).Concat(reverse.InOuts))
        {
            Value q = tangent.Tangents[gradient is null ? p : gradient.Parameters[p]];
            int length = program.Arguments[program.Function.Body.Params.IndexOf(p)] is double[] contents ? contents.Length : 0;
            bound[q] = length > 0 ? new Memory([.. direction.Skip(next).Take(length)]) : direction[next];
            next += length > 0 ? length : 1;
        }

        foreach (KeyValuePair<Value, Value> t in tangent.Tangents.Where(t => !bound.ContainsKey(t.Value)))
        {
            bound[t.Value] = new Memory(new double[((Memory)bound[tangent.Parameters[t.Key]]).Length]);
        }

        return bound;
    }
}
