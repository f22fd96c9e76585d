using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Tests.Interpretation;
using Xunit;

namespace SteGen.Compiler.Tests;

/// <summary>Calls with a backward of the user's own, in every form of the gradient.</summary>
public sealed class CallTests
{
    private static CalleeParameter Scalar { get; } = new(CalleeParameterKind.Scalar, Ty.F64, "double");

    private static CalleeParameter Input { get; } = new(CalleeParameterKind.InputSpan, Ty.Buffer, "ReadOnlySpan<double>");

    private static CalleeParameter Written { get; } = new(CalleeParameterKind.WrittenSpan, Ty.Buffer, "Span<double>");

    private static CalleeParameter Out { get; } = new(CalleeParameterKind.Out, Ty.F64, "double");

    private static BackwardArgument Of(BackwardArgumentKind kind, int index) => new(kind, index);

    /// <summary>a * sum of exp(x[i]); its backward reads the result.</summary>
    private static Callee Weigh { get; } = new("Weigh", new([Scalar, Input]))
    {
        Return = Ty.F64,
        Backward = new Callee("WeighBackward", new([Scalar, Input, Scalar, Scalar, Out, Written]))
        {
            Arguments = new([
                Of(BackwardArgumentKind.Input, 0), Of(BackwardArgumentKind.Input, 1), Of(BackwardArgumentKind.Result, 0), Of(BackwardArgumentKind.Upstream, -1),
                Of(BackwardArgumentKind.Gradient, 0), Of(BackwardArgumentKind.Gradient, 1)]),
        },
    };

    /// <summary>x^3, whose backward returns the gradient.</summary>
    private static Callee Cube { get; } = new("Cube", new([Scalar]))
    {
        Return = Ty.F64,
        Backward = new Callee("CubeBackward", new([Scalar, Scalar]))
        {
            Return = Ty.F64,
            ReturnsGradientOf = 0,
            Arguments = new([Of(BackwardArgumentKind.Input, 0), Of(BackwardArgumentKind.Upstream, -1)]),
        },
    };

    /// <summary>y[i] = a * x[i]: a span that is written.</summary>
    private static Callee Scale { get; } = new("Scale", new([Scalar, Input, Written]))
    {
        Backward = new Callee("ScaleBackward", new([Scalar, Input, Input, Out, Written]))
        {
            Arguments = new([
                Of(BackwardArgumentKind.Input, 0), Of(BackwardArgumentKind.Input, 1), Of(BackwardArgumentKind.Upstream, 2), Of(BackwardArgumentKind.Gradient, 0), Of(BackwardArgumentKind.Gradient, 1)]),
        },
    };

    /// <summary>Sine and cosine: the return value and an out argument.</summary>
    private static Callee SinCos { get; } = new("SinCos", new([Scalar, Out]))
    {
        Return = Ty.F64,
        Backward = new Callee("SinCosBackward", new([Scalar, Scalar, Scalar, Out]))
        {
            Arguments = new([Of(BackwardArgumentKind.Input, 0), Of(BackwardArgumentKind.Upstream, -1), Of(BackwardArgumentKind.Upstream, 1), Of(BackwardArgumentKind.Gradient, 0)]),
        },
    };

    private static Dictionary<string, Func<object[], double[]>> Methods { get; } = new()
    {
        ["Weigh"] = a => [(double)a[0] * Span(a, 1).Sum(x => Math.Exp(x.Value))],
        ["WeighBackward"] = a =>
        {
            foreach ((int at, double value) in Span(a, 1).ToList())
            {
                ((Memory)a[6]).Reals[0]![(int)(long)a[7] + at] += (double)a[5] * (double)a[0] * Math.Exp(value);
            }

            return [(double)a[5] * (double)a[4] / (double)a[0]];
        },
        ["Cube"] = a => [(double)a[0] * (double)a[0] * (double)a[0]],
        ["CubeBackward"] = a => [3 * (double)a[0] * (double)a[0] * (double)a[1]],
        ["Scale"] = a =>
        {
            foreach ((int at, double value) in Span(a, 1).ToList())
            {
                ((Memory)a[4]).Reals[0]![(int)(long)a[5] + at] = (double)a[0] * value;
            }

            return [];
        },
        ["ScaleBackward"] = a =>
        {
            double sum = 0;
            List<(int At, double Value)> upstream = [.. Span(a, 4)];
            foreach ((int at, double value) in Span(a, 1).ToList())
            {
                ((Memory)a[7]).Reals[0]![(int)(long)a[8] + at] += (double)a[0] * upstream[at].Value;
                sum += value * upstream[at].Value;
            }

            return [sum];
        },
        ["SinCos"] = a => [Math.Sin((double)a[0]), Math.Cos((double)a[0])],
        ["SinCosBackward"] = a => [(Math.Cos((double)a[0]) * (double)a[1]) - (Math.Sin((double)a[0]) * (double)a[2])],
    };

    private static IEnumerable<(int At, double Value)> Span(object[] a, int first)
    {
        for (int k = 0; k < (int)(long)a[first + 2]; k++)
        {
            yield return (k, ((Memory)a[first]).Reals[0]![(int)(long)a[first + 1] + k]);
        }
    }

    private static List<Value> Call(Callee callee, params Value[] args)
    {
        int results = (callee.Return is null ? 0 : 1) + callee.Parameters.Count(p => p.Kind == CalleeParameterKind.Out);
        List<Value> made = [.. Enumerable.Range(0, results).Select(_ => new Value(Ty.F64))];
        Build.Add(new Inst(Op.Call, [.. args], made) { Callee = callee });
        return made;
    }

    private static readonly double[] s_x = [0.31, -0.72, 1.13, 0.54, -0.25];

    private static Dictionary<string, Func<Program>> Programs { get; } = new List<(string Name, Func<Program, IEnumerable<Value>> Body)>
    {
        ("Straight", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            Value y = Call(Weigh, a, x, Build.Int(1), n - Build.Int(2))[0];
            return [Call(Cube, y * a)[0]];
        }),
        ("InALoop", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            return [Build.For(n, [a], (i, c) => [(Call(Cube, c[0])[0] * Build.Load(x, i)) + (Build.Real(Ty.F64, 0.1) * Call(Weigh, c[0], x, Build.Int(0), i)[0])])[0]];
        }),
        ("SumInALoop", p =>
        {
            (Value x, Value n) = p.Span("x", s_x);
            return [Build.For(n, [Build.Real(Ty.F64, 0)], (i, c) => [c[0] + Call(Cube, Build.Load(x, i))[0]])[0]];
        }),
        ("WrittenSpan", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            (Value y, _) = p.Result("y", s_x.Length);
            Call(Scale, a, x, Build.Int(0), n, y, Build.Int(0), n);
            return [Build.For(n, [Build.Real(Ty.F64, 0)], (i, c) => [c[0] + (Build.Load(y, i) * Build.Load(y, i))])[0]];
        }),
        ("InputThatIsOverwritten", p =>
        {
            // The backward needs what stood in the array at the call.
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            Value t = Build.Alloc(ElementLayout.Of(Ty.F64), n, "t");
            Value s = Build.For(Build.Int(3), [Build.Real(Ty.F64, 0)], (i, c) =>
            {
                Build.For(n, [], (j, _) =>
                {
                    Build.Store(t, j, (Build.Load(x, j) * a) + (Build.Real(Ty.F64, 0.3) * Build.Load(t, j)));
                    return [];
                }, "j");
                return [c[0] * Build.Real(Ty.F64, 0.5) + Call(Weigh, a, t, Build.Int(1), n - Build.Int(1))[0]];
            })[0];
            return [s * s];
        }),
        ("OverwrittenByCalls", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            Value t = Build.Alloc(ElementLayout.Of(Ty.F64), n, "t"), u = Build.Alloc(ElementLayout.Of(Ty.F64), n, "u");
            Call(Scale, a, x, Build.Int(0), n, t, Build.Int(0), n);
            Call(Scale, a, t, Build.Int(0), n, u, Build.Int(0), n);
            Call(Scale, Build.Load(u, Build.Int(0)), u, Build.Int(0), n, t, Build.Int(0), n);
            return [Build.For(n, [Build.Real(Ty.F64, 0)], (i, c) => [c[0] + (Build.Load(t, i) * Build.Load(u, i))])[0]];
        }),
        ("OutArgument", p =>
        {
            Value a = p.Scalar("a", 0.7);
            List<Value> r = Call(SinCos, a);
            return [r[0] * r[1], r[1]];
        }),
    }.ToDictionary(t => t.Name, t => (Func<Program>)(() => Program.Make(t.Name, t.Body)));

    public static TheoryData<string> Names => [.. Programs.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void UserGradientsAreCalled(string name)
    {
        GradientOracle oracle = new(Programs[name]);
        foreach (KeyValuePair<string, Func<object[], double[]>> method in Methods)
        {
            oracle.Methods.Add(method.Key, method.Value);
        }

        Outcome expected = oracle.Differences();
        foreach (bool singleSweep in new[] { false, true })
        {
            GradientOracle.AssertClose(expected, oracle.Gradient(singleSweep, finish: false), 1e-9);
            Outcome whole = oracle.Gradient(singleSweep, finish: true);
            GradientOracle.AssertClose(expected, whole, 1e-9);
            Outcome tape = oracle.ThroughTape(singleSweep, out _);
            Assert.Equal(whole.Values, tape.Values);
            Assert.Equal(whole.Gradients, tape.Gradients);
        }
    }
}
