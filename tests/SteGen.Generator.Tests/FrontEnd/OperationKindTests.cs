using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

/// <summary>Every kind of operation that C# has is either lowered or refused: never a failure, never silence.</summary>
public class OperationKindTests
{
    /// <summary>Bodies of F(double x, double[] a): + is lowered, - is refused.</summary>
    private static readonly string[] s_bodies =
    [
        "+ double s = 0; for (int i = 0; i < a.Length; i++) { if (a[i] < 0) continue; s += a[i] * x; } return s;",
        "+ double s = -x; foreach (var v in a) s += v; while (s > 10) s /= 2; do s++; while (s < 0); ; return s;",
        "+ (double p, var q) = (x, 2.0); (p, q) = (q, p); return p == 1 && (p, q) == (q, p) ? p : q;",
        "+ int n = a.Length switch { 0 => 1, > 3 and < 5 or 9 => 2, not 7 => 3, _ => 4 }; switch (n) { case 1: return x; case > 2 when x > 0: return 2; default: break; } return n;",
        "+ double? n = x; return n ?? 1;",
        "+ var r = new R(1, 2) { X = 3 } with { Y = x }; return r is { X: 3, Y: > 0 } and var (p, q) ? p + q : r is R s ? s.X : default(double);",
        "+ double[] b = [x, 1], c = { 1, 2 }; Span<double> d = stackalloc double[2]; return b[^1] + c[0] + d[0] + a[1..].Length + d[..1].Length;",
        "+ double Local(double v) => v * x; Func<double, double> f = v => v + 1; Func<double, double> g = Math.Sin; return Local(f(g(x)));",
        "+ return Get(out double y) + y; double Get(out double o) { o = x; _ = o; return 1; }",
        "+ if (x < 0) throw new InvalidOperationException(nameof(x)); return S.Instance(x) + s_field + Property;",
        "+ ref double r = ref a[0]; r = ref a[1]; return r;",
        "+ int i = 3; i <<= 2; i = ~i; i += checked(i + 1); return i * (float)x + (x > 0 ? throw new Exception() : 1);",
        "+ var (p, _) = new R(x, 2); return p;",
        "+ return T<double>(x); static N T<N>(N v) where N : System.Numerics.INumber<N> => v * N.One;",
        "- var l = new System.Collections.Generic.List<double> { 1, 2 }; return l[0];",
        "- var l = new System.Collections.Generic.List<double>(); l?.Clear(); return x;",
        "- object o = x; return o is double d ? d : 0;", "- object o = x; return o is double ? 1 : 0;", "- object o = x; return o switch { double => 1, _ => 2 };", "+ return (x) - (2 * (x--));",
        "+ object o = a; return (o as double[])!.Length;",
        "- var s = $\"b{x,3:F1}\" + \"a\"; return s.Length;",
        "- var o = new { x }; return o.x;",
        "- using var d = D(); return x;",
        "- using (D()) return x;",
        "- lock (a) return x;",
        "- try { return x; } catch (Exception e) when (e.Message == \"\") { return 1; } finally { }",
        "- dynamic d = a; d.Foo = 1; d[0] = 2; return d.Bar(1) + d(2) + new Dyn(d).V;",
        "- Event += () => { }; return x;",
        "- Event?.Invoke(); return x;",
        "- return typeof(double).Name.Length + x;",
        "- unsafe { double* p = &x; return *p + sizeof(Pair); }",
        "- unsafe { delegate*<double, double> f = &Static; return f(x); }",
        "- unsafe { fixed (double* p = a) return p[0]; }",
        "+ label: x++; if (x < 3) goto label; return x;",
        "- var b = new double[2, 2] { { 1, 2 }, { 3, 4 } }; return b[0, 1];",
        "- string? s = null; s ??= \"a\"; return s.Length;",
        "+ double? n = null; n ??= x; return n.Value;",
        "- Action f = delegate { }; f += Void; return x;",
        "+ System.Linq.Expressions.Expression<Func<double>> e = () => 1; return x;",
        "+ return a is [var first, .., _] ? first : 0;",
        "- Buffer8 b = default; b[0] = x; return b[0];",
        "- ReadOnlySpan<byte> u = \"ab\"u8; return u[0] + x;",
        "+ double[] b = [.. a, x, .. a[1..]]; return b[0];",
        "- return new S { Inner = { V = 2 } }.Inner.V + x;",
        "- var t = new T1<double>(); return t.Make().GetHashCode();",
        "- var t = (object)a; switch (t) { case double[] b: return b[0]; case null: return 1; default: return 2; }",
        "- Handler h = $\"a{x}\"; return h.GetHashCode();",
        "- return (from v in a where v > 0 select v * x).Sum();",
        "- dynamic d = 1; return new Dyn(d).V;",
        "- unsafe { return sizeof(Pair) + x; }",
        "- object o = a; return o is double[] or int[] ? 1 : x;",
        "- Index i = ^1; Range r = 1..2; return a[i] + a[r][0];",
    ];

    /// <summary>Kinds that no C# method body has: of VB, of attributes, only within control flow graphs, or never made.</summary>
    private static readonly HashSet<OperationKind> s_notOfBodies =
    [
        OperationKind.None, OperationKind.Invalid, OperationKind.Stop, OperationKind.End, OperationKind.RaiseEvent, OperationKind.OmittedArgument, OperationKind.ReDim, OperationKind.ReDimClause,
        OperationKind.FlowCapture, OperationKind.FlowCaptureReference, OperationKind.IsNull, OperationKind.CaughtException,
        OperationKind.StaticLocalInitializationSemaphore, OperationKind.FlowAnonymousFunction, OperationKind.Attribute, OperationKind.ParameterInitializer,
        OperationKind.FieldInitializer, OperationKind.PropertyInitializer, OperationKind.ConstructorBodyOperation, OperationKind.MethodBodyOperation,
        OperationKind.Parenthesized, Enum.Parse<OperationKind>("CollectionElementInitializer"), OperationKind.InterpolatedStringAppendInvalid,
        OperationKind.InterpolatedStringAddition, OperationKind.InterpolatedStringHandlerArgumentPlaceholder, // of handlers with arguments
    ];

    /// <summary>Kinds that make another kind of method of theirs: that is refused at its name, before its body is looked at.</summary>
    private static readonly (string Method, OperationKind[] Kinds)[] s_methods =
    [
        ("public static async System.Threading.Tasks.Task<double> F(double x, double[] a) { await System.Threading.Tasks.Task.Yield(); return x; }", [OperationKind.Await]),
        ("public static System.Collections.Generic.IEnumerable<double> F(double x, double[] a) { yield return x; if (x > 0) yield break; }", [OperationKind.YieldReturn, OperationKind.YieldBreak]),
    ];

    private static Program Lower(string body) => LowerMethod($$"""public static double F(double x, double[] a) { {{body}} }""");

    private static Program LowerMethod(string method) => Program.Lower($$"""
        using System.Linq;
        public delegate void Plain();
        public record struct R(double X, double Y);
        public class S { public static double Instance(double v) => v; public V1 Inner { get; } = new(); }
        public class V1 { public double V { get; set; } }
        public class Dyn { public double V; public Dyn(int i) { } }
        public class T1<T> where T : new() { public T Make() => new(); }
        public struct Pair { public double A, B; }
        [System.Runtime.CompilerServices.InlineArray(8)] public struct Buffer8 { double _e; }
        [System.Runtime.CompilerServices.InterpolatedStringHandler] public struct Handler { public Handler(int a, int b) { } public void AppendLiteral(string s) { } public void AppendFormatted(double d) { } }
        public static partial class C
        {
            static event Action? Event; static readonly double s_field = 2; static double Property => 3; static double Static(double v) => v; static void Void() { } static IDisposable D() => null!;
            [Differentiable] {{method}}
        }
        """);

    public static TheoryData<string> Bodies => [.. s_bodies];

    [Theory]
    [MemberData(nameof(Bodies))]
    public void Is_lowered_or_refused(string body)
    {
        Program program = Lower(body.Substring(2));
        Assert.Empty(program.Errors);
        Assert.DoesNotContain(program.Result.Problems, p => p.Arguments.Any(a => a.Contains("SteGen failed") || a.Contains("cannot follow")));
        if (body[0] == '+')
        {
            Assert.Empty(program.Result.Problems);
            Assert.Single(program.Result.Models);
            SteGen.Compiler.Ir.Verifier.Verify(program.Result.Model!.Body.Decode(), SteGen.Compiler.Ir.Stage.Resolved);
        }
        else
        {
            Assert.NotEmpty(program.Result.Problems);
            Assert.Empty(program.Result.Models);
            Assert.All(program.Result.Problems, p =>
            {
                Assert.StartsWith("STG01", p.Id, StringComparison.Ordinal);
                Assert.NotEmpty(p.Arguments);
                Assert.All(p.Arguments, a => Assert.False(string.IsNullOrWhiteSpace(a)));
                Assert.True(p.Location.IsInSource && p.Location.SourceSpan.Length > 0);
            });
        }
    }

    [Fact]
    public void Methods_of_another_kind_are_refused_at_their_names()
    {
        foreach ((string method, _) in s_methods)
        {
            Program program = LowerMethod(method);
            Assert.Empty(program.Errors);
            FrontEndProblem problem = Assert.Single(program.Result.Problems);
            Assert.Equal("F", problem.Location.SourceTree!.GetText().ToString(problem.Location.SourceSpan));
        }
    }

    /// <summary>A kind that is in no body that is lowered is where a problem is reported: the operation itself, one around it, or one within.</summary>
    [Fact]
    public void What_is_not_lowered_is_reported_where_it_stands()
    {
        HashSet<OperationKind> lowered = [];
        HashSet<OperationKind> reported = [.. s_methods.SelectMany(m => m.Kinds)];
        foreach (string body in s_bodies)
        {
            Program program = Lower(body.Substring(2));
            IEnumerable<IOperation> operations = OperationsOf(program.Compilation);
            if (body[0] == '+')
            {
                lowered.UnionWith(operations.Select(o => o.Kind));
                continue;
            }

            reported.UnionWith(operations.Where(o => program.Result.Problems.Any(p => p.Location.SourceSpan.Contains(o.Syntax.Span) || o.Syntax.Span.Contains(p.Location.SourceSpan))).Select(o => o.Kind));
        }

        string silent = string.Join(" ", Enum.GetValues<OperationKind>().Distinct().Where(k => !lowered.Contains(k) && !reported.Contains(k) && !s_notOfBodies.Contains(k)));
        Assert.True(silent.Length == 0, silent);
    }

    private static IEnumerable<IOperation> OperationsOf(CSharpCompilation compilation) => compilation.SyntaxTrees[0].GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>()
        .SelectMany(method => compilation.GetSemanticModel(method.SyntaxTree).GetOperation(method)?.Descendants() ?? []);

    [Fact]
    public void Every_kind_is_in_the_list()
    {
        HashSet<OperationKind> seen = [];
        foreach (Program program in s_bodies.Select(b => Lower(b.Substring(2))).Concat(s_methods.Select(m => LowerMethod(m.Method))))
        {
            seen.UnionWith(OperationsOf(program.Compilation).Select(o => o.Kind));
        }

        string missing = string.Join(" ", Enum.GetValues<OperationKind>().Distinct().Where(k => !seen.Contains(k) && !s_notOfBodies.Contains(k)));
        Assert.True(missing.Length == 0, missing);
        Assert.DoesNotContain(seen, k => k is not (OperationKind.None or OperationKind.Invalid) && s_notOfBodies.Contains(k));
    }
}
