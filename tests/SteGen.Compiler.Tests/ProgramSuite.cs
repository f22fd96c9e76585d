using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Tests;

/// <summary>Programs that ask much of reverse mode: each is checked against differences in every form that the compiler has for it.</summary>
public static class ProgramSuite
{
    private static readonly double[] s_x = [0.31, -0.72, 1.13, 0.54, -0.25, 0.86, 0.17];

    public static IEnumerable<object[]> Names => All.Keys.Select(k => new object[] { k });

    public static Dictionary<string, Func<Program>> All { get; } = new List<(string Name, Func<Program, IEnumerable<Value>> Body)>
    {
        ("Straight", p =>
        {
            Value a = p.Scalar("a", 0.7), b = p.Scalar("b", -1.3);
            Value s = Sin(a * b) + Exp(a) / b;
            return [s * s - a, b * s];
        }),
        ("Reused", p =>
        {
            Value a = p.Scalar("a", 0.7);
            Value t = a * a;
            return [t * t + t + a];
        }),
        ("Branch", p =>
        {
            Value a = p.Scalar("a", 0.7), b = p.Scalar("b", 0.4);
            Value y = Build.If(Less(b, a), () => [Exp(a * b) + Sin(a)], () => [a])[0];
            return [y * a];
        }),
        ("BranchOther", p =>
        {
            Value a = p.Scalar("a", 0.2), b = p.Scalar("b", 0.4);
            List<Value> y = Build.If(Less(b, a), () => [Exp(a * b), a], () => [Sin(a) * Sin(a), b * b * b]);
            return [y[0] * y[1]];
        }),
        ("NestedBranchKeeps", p =>
        {
            Value a = p.Scalar("a", 0.9), b = p.Scalar("b", 0.4);
            Value y = Build.If(Less(b, a), () => [Build.If(Less(Real(0), a), () => [Exp(Sin(a) * b)], () => [b])[0] * a], () => [a])[0];
            return [y * y];
        }),
        ("SumLoop", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            Value s = Build.For(n, [Real(0)], (i, c) => [c[0] + Exp(Build.Load(x, i) * a)])[0];
            return [s * s];
        }),
        ("ProductLoop", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            return [Build.For(n, [a], (i, c) => [c[0] * (Build.Load(x, i) + Real(2)) + Sin(c[0])])[0]];
        }),
        ("Quotients", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            return [Build.For(n, [a], (i, c) => [(Real(2) + Build.Load(x, i)) / (c[0] / (Real(3) - Build.Load(x, i)))])[0]];
        }),
        ("Triangle", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            Value s = Build.For(n, [Real(1)], (i, c) => [Build.For(i, [c[0]], (j, d) =>
                [d[0] * (Real(1) + Real(0.1) * Build.Load(x, j) * Build.Load(x, i)) + Real(0.01) * Sin(d[0] * a)], "j")[0]])[0];
            return [s];
        }),
        ("Carry2", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            List<Value> r = Build.For(n, [a, Real(1)], (i, c) => [c[1], c[0] + c[1] * Build.Load(x, i)]);
            return [r[0] * r[1]];
        }),
        ("Newton", p =>
        {
            Value a = p.Scalar("a", 1.7), b = p.Scalar("b", 0.6);
            Value target = a * a + b * b + Real(1);
            Value y = While([Real(1)],
                c => Less(Real(1e-13), Build.Emit(Op.Abs, c[0] * c[0] - target)),
                c => [c[0] - (c[0] * c[0] - target) / (Real(2) * c[0])])[0];
            return [y * b];
        }),
        ("WhileCaptures", p =>
        {
            Value a = p.Scalar("a", 0.3);
            (Value x, Value n) = p.Span("x", s_x);
            List<Value> r = While([Real(0.1), Build.Int(0)],
                c => Build.Emit(Op.And, Less(c[0], Real(1.5)), Build.Emit(Op.ILt, c[1], n)),
                c => [c[0] + Exp(a * Build.Load(x, c[1])) * Real(0.3) * Sin(c[0]), c[1] + Build.Int(1)]);
            return [r[0] * a];
        }),
        ("WhileInFor", p =>
        {
            Value a = p.Scalar("a", 0.3);
            (Value x, Value n) = p.Span("x", s_x);
            Value s = Build.For(n, [Real(0)], (i, c) =>
            {
                Value t = While([Real(1)], d => Less(d[0], Real(3)), d => [d[0] * Real(1.3) + Sin(d[0] * a) * Build.Load(x, i) * Real(0.1)])[0];
                return [c[0] * Real(0.5) + t * t];
            })[0];
            return [s];
        }),
        ("Break", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            List<Value> r = Build.For(n, [Real(0), Build.Bool(false)], (i, c) =>
            {
                return Build.If(c[1], () => [c[0], c[1]], () =>
                {
                    Value v = Build.Load(x, i);
                    Value s = c[0] + a * v * v;
                    Value stop = Less(Real(1.5), s);
                    return [Build.If(stop, () => [s], () => [s * Real(1.1)])[0], stop];
                });
            });
            return [r[0]];
        }),
        ("Elementwise", p =>
        {
            (Value x, Value n) = p.Span("x", s_x);
            (Value y, _) = p.Result("y", s_x.Length);
            Build.For(n, [], (i, _) =>
            {
                Value v = Build.Load(x, i);
                Build.Store(y, i, Sin(v) * Exp(v));
                return [];
            });
            return [];
        }),
        ("ElementwiseThenRead", p =>
        {
            (Value x, Value n) = p.Span("x", s_x);
            (Value y, _) = p.Result("y", s_x.Length);
            Build.For(n, [], (i, _) =>
            {
                Build.Store(y, i, Sin(Build.Load(x, i)));
                return [];
            });
            return [Build.For(n, [Real(0)], (i, c) => [c[0] + Exp(Build.Load(y, i))])[0]];
        }),
        ("PrefixSums", p =>
        {
            (Value x, Value n) = p.Span("x", s_x);
            (Value y, _) = p.Result("y", s_x.Length);
            Build.For(n, [Real(0)], (i, c) =>
            {
                Value s = c[0] + Build.Load(x, i) * Build.Load(x, i);
                Build.Store(y, i, Sin(s));
                return [s];
            });
            return [];
        }),
        ("InPlaceRecurrence", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value y, Value n) = p.InOut("y", [.. s_x]);
            Build.For(Build.Int(3), [], (t, _) =>
            {
                Build.For(n - Build.Int(1), [], (k, _) =>
                {
                    Value i = k + Build.Int(1);
                    Value v = Build.Load(y, i), before = Build.Load(y, k);
                    Build.Store(y, i, v * before * a + Sin(v));
                    Build.Store(y, k, before * Build.Load(y, i));
                    return [];
                }, "k");
                return [];
            }, "t");
            return [Build.For(n, [Real(0)], (i, c) => [c[0] + Build.Load(y, i) * Build.Load(y, i)])[0]];
        }),
        ("LocalArrayInLoop", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            Value s = Build.For(n - Build.Int(2), [Real(0)], (i, c) =>
            {
                Value t = Build.Alloc(ElementLayout.Of(Ty.F64), Build.Int(3), "t");
                Build.For(Build.Int(3), [], (j, _) =>
                {
                    Build.Store(t, j, Build.Load(x, i + j) * a);
                    return [];
                }, "j");
                Value zero = Build.Int(0), one = Build.Int(1), two = Build.Int(2);
                Build.Store(t, zero, Build.Load(t, one) * Build.Load(t, two) + Build.Load(t, zero) * Build.Load(t, zero));
                return [c[0] + Build.Load(t, zero) * Build.Load(t, one)];
            })[0];
            return [s];
        }),
        ("Scratch", p =>
        {
            // One array for all iterations, written anew by each.
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            Value t = Build.Alloc(ElementLayout.Of(Ty.F64), n, "t");
            Value s = Build.For(Build.Int(4), [Real(0)], (i, c) =>
            {
                Build.For(n, [], (j, _) =>
                {
                    Build.Store(t, j, Exp(Build.Load(x, j) * a) * Build.Emit(Op.ToF64, i));
                    return [];
                }, "j");
                Value sum = Build.For(n, [Real(1)], (j, d) => [d[0] + Build.Load(t, j)], "j")[0];
                return [c[0] + Build.Emit(Op.Log, sum)];
            })[0];
            return [s * a];
        }),
        ("StoresInBranches", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            Value y = Build.Alloc(ElementLayout.Of(Ty.F64), Build.Int(2), "y");
            Build.For(n, [], (i, _) =>
            {
                Value v = Build.Load(x, i), zero = Build.Int(0), one = Build.Int(1);
                Build.If(Less(Real(0), v), () =>
                {
                    Build.Store(y, zero, Build.Load(y, zero) * v + a);
                    return [];
                }, () =>
                {
                    Build.Store(y, one, Build.Load(y, one) * Build.Load(y, zero) + v * a);
                    Build.Store(y, zero, v);
                    return [];
                });
                return [];
            });
            return [Build.Load(y, Build.Int(0)) * Build.Load(y, Build.Int(1))];
        }),
        ("AccumulateIndirect", p =>
        {
            (Value x, Value n) = p.Span("x", s_x);
            (Value y, _) = p.Result("y", 3);
            Build.For(n, [], (i, _) =>
            {
                Value k = Build.Emit(Op.IRem, i * Build.Int(5), Build.Int(3));
                Value old = Build.Load(y, k);
                Build.Store(y, k, old + Exp(Build.Load(x, i)));
                return [];
            });
            return [];
        }),
        ("MatrixVector", p =>
        {
            (Value w, _) = p.Span("w", [0.2, -0.4, 0.6, 0.8, -1.0, 1.2, 0.1, 0.3, -0.5, 0.7, 0.9, 1.1]);
            (Value x, Value n) = p.Span("x", [0.5, -0.7, 0.9]);
            (Value y, Value m) = p.Result("y", 4);
            Build.For(m, [], (i, _) =>
            {
                Value s = Build.For(n, [Real(0)], (j, c) => [c[0] + Build.Load(w, (i * n) + j) * Build.Load(x, j)], "j")[0];
                Build.Store(y, i, Build.Emit(Op.Tanh, s));
                return [];
            });
            return [];
        }),
        ("Softmax", p =>
        {
            (Value x, Value n) = p.Span("x", s_x);
            (Value y, _) = p.Result("y", s_x.Length);
            Value max = Build.For(n, [Build.Load(x, Build.Int(0))], (i, c) => [Build.Emit(Op.Max, c[0], Build.Load(x, i))])[0];
            Value sum = Build.For(n, [Real(0)], (i, c) =>
            {
                Value e = Exp(Build.Load(x, i) - max);
                Build.Store(y, i, e);
                return [c[0] + e];
            })[0];
            Build.For(n, [], (i, _) =>
            {
                Build.Store(y, i, Build.Load(y, i) / sum);
                return [];
            });
            return [];
        }),
        ("LogSumExpPoints", p =>
        {
            // The shape of a mixture model: loops over points, clusters, dimensions.
            (Value means, _) = p.Span("means", [0.1, -0.2, 0.3, 0.4, -0.5, 0.6]);
            (Value x, Value count) = p.Span("x", [.. s_x, .. s_x]);
            Value d = Build.Int(2), k = Build.Int(3), n = Build.Emit(Op.IDiv, count, d);
            Value terms = Build.Alloc(ElementLayout.Of(Ty.F64), k, "terms");
            Value s = Build.For(n, [Real(0)], (i, c) =>
            {
                Build.For(k, [], (j, _) =>
                {
                    Value q = Build.For(d, [Real(0)], (l, e) =>
                    {
                        Value z = Build.Load(x, (i * d) + l) - Build.Load(means, (j * d) + l);
                        return [e[0] + z * z];
                    }, "l")[0];
                    Build.Store(terms, j, Real(-0.5) * q);
                    return [];
                }, "j");
                Value max = Build.For(k, [Build.Load(terms, Build.Int(0))], (j, e) => [Build.Emit(Op.Max, e[0], Build.Load(terms, j))], "j")[0];
                Value sum = Build.For(k, [Real(0)], (j, e) => [e[0] + Exp(Build.Load(terms, j) - max)], "j")[0];
                return [c[0] + max + Build.Emit(Op.Log, sum)];
            })[0];
            return [s];
        }),
        ("DeadBranchNaN", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            return [Build.For(n, [Real(0)], (i, c) =>
            {
                Value v = Build.Load(x, i), r = Build.Emit(Op.Sqrt, v);
                return [c[0] + Build.If(Less(Real(0), v), () => [r * a], () => [v * v])[0]];
            })[0]];
        }),
        ("ConditionalSum", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            return [Build.For(n, [Real(0)], (i, c) =>
            {
                Value v = Build.Load(x, i);
                return Build.If(Less(Real(0), v), () => [c[0] + Exp(v * a)], () => [c[0]]);
            })[0]];
        }),
        ("TwoSweeps", p =>
        {
            // The second loop reads what the first one summed: the first cannot run in a single sweep.
            (Value x, Value n) = p.Span("x", s_x);
            Value mean = Build.For(n, [Real(0)], (i, c) => [c[0] + Build.Load(x, i) * Build.Load(x, i)])[0] / Real(7);
            return [Build.For(n, [Real(0)], (i, c) => [c[0] + Exp(Build.Load(x, i) - mean)])[0]];
        }),
        ("LaterMemory", p =>
        {
            // What follows a single sweep reads memory that the loop wrote.
            (Value x, Value n) = p.Span("x", s_x);
            Value t = Build.Alloc(ElementLayout.Of(Ty.F64), n, "t");
            Value s = Build.For(n, [Real(0)], (i, c) =>
            {
                Value e = Exp(Build.Load(x, i));
                Build.Store(t, i, e);
                return [c[0] + e];
            })[0];
            return [s * Build.Load(t, Build.Int(2)) + Build.Load(t, Build.Int(4))];
        }),
        ("Floats", p =>
        {
            Value a = p.Scalar("a", 0.75, Ty.F32);
            Value wide = Build.Emit(Op.ToF64, a);
            return [Build.Emit(Op.ToF32, Exp(wide * wide)) * a];
        }),
        ("Depth8", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, _) = p.Span("x", s_x);
            Value Nest(int depth, Value s) => depth == 0
                ? Build.For(Build.Int(8), [s], (i, c) => [c[0] * (Real(1) - Real(0.001) * c[0] * Build.Load(x, Build.Emit(Op.IRem, i, Build.Int(7))))])[0]
                : Build.For(Build.Int(2), [s], (_, c) => [Nest(depth - 1, c[0])])[0];
            return [Nest(7, a)];
        }),
        ("TriangularDepth3", p =>
        {
            Value a = p.Scalar("a", 0.7);
            (Value x, Value n) = p.Span("x", s_x);
            return [Build.For(n, [a], (i, c) => [Build.For(i, [c[0]], (j, d) => [Build.For(j, [d[0]], (k, e) =>
                [e[0] * (Real(1) - Real(0.01) * Exp(e[0] * Build.Load(x, k)))], "k")[0]], "j")[0]])[0]];
        }),
    }.ToDictionary(t => t.Name, t => (Func<Program>)(() => Program.Make(t.Name, t.Body)));

    public static Value Real(double x) => Build.Real(Ty.F64, x);

    public static Value Sin(Value x) => Build.Emit(Op.Sin, x);

    public static Value Exp(Value x) => Build.Emit(Op.Exp, x);

    public static Value Less(Value a, Value b) => Build.Emit(Op.FLt, a, b);

    public static List<Value> While(List<Value> inits, Func<List<Value>, Value> test, Func<List<Value>, List<Value>> body)
    {
        List<Region> regions = [];
        for (int k = 0; k < 2; k++)
        {
            Region region = new() { Params = [.. inits.Select(v => new Value(v.Type))] };
            bool isTest = k == 0;
            region.Yields = [.. Build.In(region, () => isTest ? [test(region.Params)] : body([.. region.Params]))];
            regions.Add(region);
        }

        List<Value> results = [.. inits.Select(v => new Value(v.Type))];
        Build.Add(new Inst(Op.While, [.. inits], [.. results], regions));
        return results;
    }
}
