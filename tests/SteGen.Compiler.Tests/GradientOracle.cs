using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Tests.Interpretation;
using SteGen.Compiler.Transforms;
using Xunit;

namespace SteGen.Compiler.Tests;

/// <summary>Values and gradients of a program at its arguments, in plain arrays: what all forms of it must agree on.</summary>
public sealed class Outcome
{
    public List<double> Values { get; } = [];

    public List<double> Gradients { get; } = [];

    public Counts Counts { get; set; } = new();
}

/// <summary>Runs the forms of a program with random upstream gradients, and differences of the program as written.</summary>
public sealed class GradientOracle
{
    private readonly Func<Program> _make;
    private readonly Random _random = new(20260731);
    private readonly List<double> _upstreamScalars = [];
    private readonly List<double[]> _upstreamBuffers = [];
    private FrozenNodes? _frozen;

    public GradientOracle(Func<Program> make)
    {
        _make = make;
        Program program = make();
        foreach (Value _ in program.Function.Body.Yields)
        {
            _upstreamScalars.Add(Draw());
        }

        foreach (Value buffer in Written(program))
        {
            int length = ((double[])program.Arguments[program.Function.Body.Params.IndexOf(buffer)]).Length;
            _upstreamBuffers.Add([.. Enumerable.Range(0, length).Select(_ => Draw())]);
        }
    }

    public Dictionary<string, Func<object[], double[]>> Methods { get; } = [];

    private double Draw() => (float)((2 * _random.NextDouble()) - 1);

    private static IEnumerable<Value> Written(Program p) => p.Results.Concat(p.InOuts);

    public static ReverseRequest Request(Program p, bool singleSweep) => new()
    {
        Scalars = [.. p.Function.Body.Params.Where(v => v.Type.IsReal())],
        Buffers = [.. p.Function.Body.Params.Where(v => v.Type == Ty.Buffer && !Written(p).Contains(v))],
        Results = p.Results,
        InOuts = p.InOuts,
        SingleSweep = singleSweep,
    };

    /// <summary>The same program and upstreams at other arguments: moved by t along a direction over scalars, read buffers and in-out buffers.</summary>
    public GradientOracle Displaced(double[] direction, double t) => new(() =>
    {
        Program program = _make();
        int next = 0;
        foreach (int k in Order(program))
        {
            program.Arguments[k] = program.Arguments[k] is double[] contents
                ? contents.Select(x => x + (t * direction[next++])).ToArray()
                : (double)program.Arguments[k] + (t * direction[next++]);
        }

        return program;
    });

    /// <summary>The sum of upstream times something, over yields and then written buffers.</summary>
    public double Weigh(IEnumerable<double> yields, IEnumerable<double[]> buffers) =>
        yields.Zip(_upstreamScalars, (x, u) => x * u).Sum() + buffers.Zip(_upstreamBuffers, (b, u) => b.Zip(u, (x, y) => x * y).Sum()).Sum();

    /// <summary>Arguments for the parameters of a gradient that are not the primal's.</summary>
    public Dictionary<Value, object> UpstreamOf(GradientFunction gradient, Program program, ReverseRequest request)
    {
        Dictionary<Value, object> bound = [];
        for (int k = 0; k < gradient.UpstreamScalars.Count; k++)
        {
            if (gradient.UpstreamScalars[k] is { } upstream)
            {
                bound[upstream] = _upstreamScalars[k];
            }
        }

        int b = 0;
        foreach (Value buffer in Written(program))
        {
            bound[gradient.UpstreamBuffers[buffer]] = new Memory([.. _upstreamBuffers[b++]]);
        }

        foreach (Value buffer in request.Buffers)
        {
            bound[gradient.GradientBuffers[buffer]] = new Memory(new double[((double[])program.Arguments[program.Function.Body.Params.IndexOf(buffer)]).Length]);
        }

        return bound;
    }

    /// <summary>The program as written: values, then differences of the weighted sum of all results.</summary>
    public Outcome Differences()
    {
        Outcome outcome = new();
        Program program = _make();
        List<object> arguments = program.Arguments;
        _frozen = new FrozenNodes();
        Loss(program, arguments, outcome.Values, out Counts counts);
        outcome.Counts = counts;
        foreach (int k in Order(program))
        {
            if (arguments[k] is double[] contents)
            {
                for (int i = 0; i < contents.Length; i++)
                {
                    double[] at = [.. contents];
                    outcome.Gradients.Add(Derivative(contents[i], x =>
                    {
                        at[i] = x;
                        List<object> moved = [.. arguments];
                        moved[k] = at;
                        return Loss(program, moved, null, out _);
                    }));
                }
            }
            else
            {
                bool isFloat = program.Function.Body.Params[k].Type == Ty.F32;
                outcome.Gradients.Add(Derivative((double)arguments[k], x =>
                {
                    List<object> moved = [.. arguments];
                    moved[k] = x;
                    return Loss(program, moved, null, out _);
                }, isFloat ? 1.0 / 64 : 1e-3));
            }
        }

        _frozen = null;
        return outcome;
    }

    /// <summary>Scalars in the order of the parameters, then read buffers, then in-out buffers.</summary>
    private static IEnumerable<int> Order(Program p)
    {
        ReverseRequest request = Request(p, false);
        return request.Scalars.Concat(request.Buffers).Concat(request.InOuts).Select(v => p.Function.Body.Params.IndexOf(v));
    }

    private static double Derivative(double x, Func<double, double> f, double h = 1e-3)
    {
        double D(double step) => (f(x + step) - f(x - step)) / (2 * step);
        double a = D(h), b = D(h / 2), c = D(h / 4);
        double ab = ((4 * b) - a) / 3, bc = ((4 * c) - b) / 3;
        return ((16 * bc) - ab) / 15;
    }

    private double Loss(Program program, List<object> arguments, List<double>? values, out Counts counts)
    {
        List<object> fresh = Fresh(arguments);
        Interpreter interpreter = Interpret(program.Function);
        double[] yields = interpreter.Reals([.. fresh]);
        _frozen?.Replay();
        counts = interpreter.Counts;
        double loss = 0;
        for (int k = 0; k < yields.Length; k++)
        {
            values?.Add(yields[k]);
            loss += _upstreamScalars[k] * yields[k];
        }

        int b = 0;
        foreach (Value buffer in Written(program))
        {
            double[] contents = ((Memory)fresh[program.Function.Body.Params.IndexOf(buffer)]).Reals[0]!;
            values?.AddRange(contents);
            loss += contents.Zip(_upstreamBuffers[b++], (x, u) => x * u).Sum();
        }

        return loss;
    }

    private static List<object> Fresh(List<object> arguments) => [.. arguments.Select(a => a is double[] c ? new Memory([.. c]) : a)];

    private Interpreter Interpret(Function function, RecordedTape? tape = null)
    {
        Interpreter interpreter = new(function) { Tape = tape, Frozen = _frozen };
        foreach (KeyValuePair<string, Func<object[], double[]>> method in Methods)
        {
            interpreter.Methods.Add(method.Key, method.Value);
        }

        return interpreter;
    }

    /// <summary>The gradient in one of its forms: as reverse mode leaves it, or finished.</summary>
    public Outcome Gradient(bool singleSweep, bool finish, bool prepare = true)
    {
        Program program = _make();
        bool verify = Passes.Verify;
        Passes.Verify = true;
        try
        {
            if (prepare)
            {
                Passes.Prepare(program.Function);
            }

            ReverseRequest request = Request(program, singleSweep);
            GradientFunction gradient = Passes.Reverse(program.Function, request);
            if (finish)
            {
                Passes.Finish(gradient.Function);
            }

            return Run(program, request, gradient);
        }
        finally
        {
            Passes.Verify = verify;
        }
    }

    /// <summary>The forward with a tape, then the backward that reads it; values are those of the forward.</summary>
    public Outcome ThroughTape(bool singleSweep, out int kept)
    {
        Program program = _make();
        bool verify = Passes.Verify;
        Passes.Verify = true;
        try
        {
            Passes.Prepare(program.Function);
            ReverseRequest request = Request(program, singleSweep);
            TapePair pair = TapeSplit.Run(Passes.Reverse(program.Function, request), []);

            // As members do, behind what they add to them.
            Simplify.Run(pair.Forward);
            Simplify.Run(pair.Backward.Function);
            RecordedTape tape = new();
            List<object> arguments = Fresh(program.Arguments);
            Dictionary<Value, object> bound = [];
            for (int k = 0; k < arguments.Count; k++)
            {
                bound[pair.ForwardParameters[program.Function.Body.Params[k]]] = arguments[k];
            }

            double[] values = Interpret(pair.Forward, tape).Reals([.. pair.Forward.Body.Params.Select(p => bound[p])]);
            tape.Record();
            kept = tape.Allocations;
            Outcome outcome = Run(program, request, pair.Backward, tape, arguments);
            Assert.True(tape.IsUsedUp, "The backward left something on the tape.");
            tape.Rewind();
            Assert.Equal(outcome.Gradients, Run(program, request, pair.Backward, tape, arguments).Gradients);
            outcome.Values.InsertRange(0, values);
            return outcome;
        }
        finally
        {
            Passes.Verify = verify;
        }
    }

    /// <summary>What the finished forward alone gives.</summary>
    public Outcome Forward()
    {
        Program program = _make();
        Passes.Prepare(program.Function);
        Passes.Finish(program.Function);
        Outcome outcome = new();
        Loss(program, program.Arguments, outcome.Values, out Counts counts);
        outcome.Counts = counts;
        return outcome;
    }

    public Outcome Run(Program program, ReverseRequest request, GradientFunction gradient, RecordedTape? tape = null, List<object>? left = null)
    {
        Outcome outcome = new();
        Dictionary<Value, object> bound = [];
        List<object> arguments = left ?? Fresh(program.Arguments);
        for (int k = 0; k < arguments.Count; k++)
        {
            if (gradient.Parameters.TryGetValue(program.Function.Body.Params[k], out Value? p))
            {
                bound[p] = arguments[k];
            }
        }

        for (int k = 0; k < gradient.UpstreamScalars.Count; k++)
        {
            if (gradient.UpstreamScalars[k] is { } upstream)
            {
                bound[upstream] = _upstreamScalars[k];
            }
        }

        int b = 0;
        foreach (Value buffer in Written(program))
        {
            bound[gradient.UpstreamBuffers[buffer]] = new Memory([.. _upstreamBuffers[b++]]);
        }

        foreach (Value buffer in request.Buffers)
        {
            int length = ((Memory)arguments[program.Function.Body.Params.IndexOf(buffer)]).Length;
            bound[gradient.GradientBuffers[buffer]] = new Memory(new double[length]);
        }

        Interpreter interpreter = Interpret(gradient.Function, tape);
        double[] yields = interpreter.Reals([.. gradient.Function.Body.Params.Select(p => bound[p])]);
        outcome.Counts = interpreter.Counts;
        outcome.Values.AddRange(yields.Take(gradient.PrimalYields));
        foreach (Value buffer in Written(program))
        {
            outcome.Values.AddRange(((Memory)arguments[program.Function.Body.Params.IndexOf(buffer)]).Reals[0]!);
        }

        outcome.Gradients.AddRange(yields.Skip(gradient.PrimalYields));
        foreach (Value buffer in request.Buffers)
        {
            outcome.Gradients.AddRange(((Memory)bound[gradient.GradientBuffers[buffer]]).Reals[0]!);
        }

        foreach (Value buffer in request.InOuts)
        {
            outcome.Gradients.AddRange(((Memory)bound[gradient.UpstreamBuffers[buffer]]).Reals[0]!);
        }

        // What is only read must be as it was.
        int r = 0;
        foreach (Value buffer in program.Results)
        {
            Assert.Equal(_upstreamBuffers[r++], ((Memory)bound[gradient.UpstreamBuffers[buffer]]).Reals[0]!);
        }

        return outcome;
    }

    public static void AssertClose(Outcome expected, Outcome actual, double tolerance, double valueTolerance = 1e-13)
    {
        AssertClose(expected.Values, actual.Values, valueTolerance);
        AssertClose(expected.Gradients, actual.Gradients, tolerance);
    }

    private static void AssertClose(List<double> expected, List<double> actual, double tolerance)
    {
        Assert.Equal(expected.Count, actual.Count);
        double scale = expected.Where(double.IsFinite).Select(Math.Abs).DefaultIfEmpty().Max() + 1e-30;
        for (int k = 0; k < expected.Count; k++)
        {
            bool same = expected[k].Equals(actual[k]) || Math.Abs(expected[k] - actual[k]) <= tolerance * Math.Max(scale, 1);
            Assert.True(same, $"entry {k}: expected {expected[k]:R}, got {actual[k]:R}");
        }
    }
}
