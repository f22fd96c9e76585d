using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

/// <summary>What the front end does not know is one error, with the right id, at that very syntax. In the table ⟦ ⟧ mark where.</summary>
public class RefusalTests
{
    [Theory]
    [InlineData("STG0101", "using (var d = D()) { } return x;", "using (var d = D()) { }")]
    [InlineData("STG0101", "try { x += 1; } finally { } return x;", "try { x += 1; } finally { }")]
    [InlineData("STG0101", "lock (s_lock) { x += 1; } return x;", "lock (s_lock) { x += 1; }")]
    [InlineData("STG0101", "object o = x; return x;", "x")]
    [InlineData("STG0101", "dynamic d = 1; return x;", "1")]
    [InlineData("STG0101", "string s = $\"{x}\"; return x;", "$\"{x}\"")]
    [InlineData("STG0101", "var t = typeof(int); return x;", "typeof(int)")]
    [InlineData("STG0101", "decimal m = 3m; return x;", "3m")]
    [InlineData("STG0101", "var a = new double[2, 2]; return x;", "new double[2, 2]")]
    [InlineData("STG0101", "var a = new double[2][]; return x;", "new double[2][]")]
    [InlineData("STG0101", "var l = new System.Collections.Generic.List<double>(); return x;", "new System.Collections.Generic.List<double>()")]
    [InlineData("STG0101", "var o = new { A = x }; return x;", "new { A = x }")]
    [InlineData("STG0101", "long n = (long)x; return checked(n * n);", "n * n")]
    [InlineData("STG0101", "foreach (var c in \"abc\") x += c; return x;", "\"abc\"")]
    [InlineData("STG0101", "return Rec(x)[0];", "Rec(x)")]
    [InlineData("STG0101", "return Enumerable.Range(0, 3).Sum(i => i * x);", null)]
    [InlineData("STG0101", "Span<double> a = stackalloc double[3]; Span<double> b = stackalloc double[3]; a.TryCopyTo(b); return x;", "a.TryCopyTo(b)")]
    [InlineData("STG0101", "bool? a = x > 0; return (a & true) == true ? x : 2;", "a & true")]
    [InlineData("STG0101", "return Math.Round(x, (int)x);", "Math.Round(x, (int)x)")]
    [InlineData("STG0102", "return Math.BitDecrement(x);", "Math.BitDecrement(x)")]
    [InlineData("STG0102", "return Environment.GetEnvironmentVariables().Count + x;", "Environment.GetEnvironmentVariables()")]
    [InlineData("STG0102", "return Math.BitIncrement(x);", "Math.BitIncrement(x)")]
    [InlineData("STG0105", "s_count++; return x;", "s_count++")]
    [InlineData("STG0105", "s_table[0] = x; return x;", null)]
    [InlineData("STG0106", "return s_function(x);", "s_function(x)")]
    [InlineData("STG0106", "return s_shape.Area(x);", "s_shape.Area(x)")]
    [InlineData("STG0101", "return s_list[0] + x;", "s_list[0]")]
    [InlineData("STG0101", "Func<double, double> f = x > 0 ? Math.Sin : Math.Cos; return f(x);", null)]
    [InlineData("STG0101", "var h = new Held { K = x }; return h.K * x;", "new Held { K = x }")]
    [InlineData("STG0101", "static Func<double, double> Count(double k) { double s = 0; return v => s += k * v; } var f = Count(x); return f(x);", "Count(x)")]
    [InlineData("STG0101", "static Func<double, double> Scale(double k) => v => k * v; var f = x > 0 ? Scale(x) : Scale(2); return f(x);", "x > 0 ? Scale(x) : Scale(2)")]
    [InlineData("STG0101", "static Func<double, double> Scale(double k) => v => k * v; var f = Scale(x); for (int i = 0; i < 3; i++) f = Scale(f(x)); return f(x);", null)]
    public void In_a_body(string id, string body, string? at)
    {
        string source = $$"""
            using System.Linq;
            public static partial class C
            {
                public struct Held { public double[] D; public double K; }
                static readonly object s_lock = new(); static int s_count; static readonly double[] s_table = new double[3]; static Func<double, double> s_function = Math.Sin; static Shape s_shape = null!; static readonly System.Collections.Generic.List<double> s_list = [];
                static IDisposable D() => null!;
                static double[] Rec(double x) => x < 0 ? [x] : Rec(x - 1);
                public abstract class Shape { public abstract double Area(double x); }
                [Differentiable] public static double F(double x) { {{body}} }
            }
            """.Replace("using System.Linq;\n", "");
        Program program = Program.Lower("using System.Linq;\n" + source);
        FrontEndProblem problem = Assert.Single(program.Result.Problems);
        Assert.Equal(id, problem.Id);
        Assert.True(problem.Location.IsInSource);
        if (at is not null)
        {
            Assert.Equal(at, problem.Location.SourceTree!.GetText().ToString(problem.Location.SourceSpan));
        }
    }

    [Theory]
    [InlineData("STG0100", "public static class C { [Differentiable] public static double F(double x) => x; }", "C")]
    [InlineData("STG0100", "public class O { public static partial class C { [Differentiable] public static double F(double x) => x; } }", "O")]
    [InlineData("STG0106", "public partial class C { [Differentiable] public virtual double F(double x) => x; }", "F")]
    [InlineData("STG0106", "public abstract partial class C { [Differentiable] public abstract double F(double x); }", "F")]
    [InlineData("STG0109", "public static partial class C { [Differentiable(\"z\")] public static double F(double x) => x; }", "\"z\"")]
    [InlineData("STG0103", "public static partial class C { [Differentiable(\"n\")] public static double F(double x, int n) => x; }", "int n")]
    [InlineData("STG0103", "public static partial class C { [Differentiable(\"x\")] public static double F([NoGradient] double x) => x; }", "[NoGradient] double x")]
    [InlineData("STG0103", "public static partial class C { [Differentiable] public static string F(double x) => null!; }", "F")]
    [InlineData("STG0103", "public static partial class C { [Differentiable] public static double[] F(double x) => [x]; }", "F")]
    [InlineData("STG0110", "public static partial class C { [Differentiable] public static double F(ref double? x) => 1; }", "ref double? x")]
    [InlineData("STG0103", "public struct S { public readonly double A; public double B; } public static partial class C { [Differentiable] public static double F(S s) => s.A; }", "S s")]
    [InlineData("STG0101", "public static partial class C { [Differentiable] public static double F(double[,] x) => 1; }", "double[,] x")]
    [InlineData("STG0101", "public static partial class C { [Differentiable] public static double F(double[][] x) => 1; }", "double[][] x")]
    [InlineData("STG0101", "public static partial class C { [Differentiable] public static double F(System.Collections.Generic.List<double> x) => 1; }", "System.Collections.Generic.List<double> x")]
    [InlineData("STG0101", "public static partial class C { [Differentiable] public static async System.Threading.Tasks.Task<double> F(double x) => x; }", "F")]
    [InlineData("STG0110", "public static partial class C { [Differentiable] public static double F([InOut] ReadOnlySpan<double> x) => 1; }", "[InOut] ReadOnlySpan<double> x")]
    [InlineData("STG0110", "public static partial class C { [Differentiable] public static double F(ref Span<double> x) => 1; }", "ref Span<double> x")]
    [InlineData("STG0110", "public static partial class C { [Differentiable] public static double F(double[] x) { x[0] = 1; return x[0]; } }", "x[0] = 1")]
    [InlineData("STG0110", "public static partial class C { [Differentiable] public static void F(double[] x, Span<double> y) { y[0] += x[0]; } }", "y[0] += x[0]")]
    [InlineData("STG0110", "public static partial class C { [Differentiable] public static void F(double[] x, Span<double> y) { for (int i = 1; i < x.Length; i++) y[i] = x[i] * y[i - 1]; } }", "y[i - 1]")]
    [InlineData("STG0110", "public static partial class C { [Differentiable] public static void F(double[] x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = i > 2 ? x[i] : y[i] * x[i]; } }", "y[i]")]
    [InlineData("STG0101", "public partial class C(double k) { [Differentiable] public double F(double x) => x * k; }", "k")]
    [InlineData("STG0105", "public partial struct C { double _a; [Differentiable] public double F(double x) { _a += x; return _a; } }", "{ _a += x; return _a; }")]
    [InlineData("STG0105", "public partial class C { double _a; [Differentiable] public double F(double x) { _a += x; return _a; } }", "_a += x")]
    [InlineData("STG0038", "public static partial class C { [Differentiable] public static double F(double x) => G(x); [StraightThrough(Surrogate = nameof(S), Clip = 1)] static double G(double x) => Math.Floor(x); static double S(double x) => x; }", "StraightThrough(Surrogate = nameof(S), Clip = 1)")]
    [InlineData("STG0032", "public static partial class C { [Differentiable] public static double F(double x) => G(x); [StraightThrough(Surrogate = nameof(S))] static double G(double x) => Math.Floor(x); static float S(float x) => x; }", "StraightThrough(Surrogate = nameof(S))")]
    [InlineData("STG0109", "public static partial class C { [Differentiable] public static double F(double x) => G(x); [StraightThrough(Surrogate = \"T\")] static double G(double x) => Math.Floor(x); }", "StraightThrough(Surrogate = \"T\")")]
    [InlineData("STG0037", "public static partial class C { [Differentiable] public static double F(double x) => G(x); [StraightThrough] static int G(double x) => (int)x; }", "StraightThrough")]
    [InlineData("STG0034", "public static partial class C { [Differentiable] public static double F(double[] x) => G(x); [StraightThrough] static double G(double[] x) => x[0]; }", "StraightThrough")]
    [InlineData("STG0040", "public static partial class C { [Differentiable] public static double F(double x) => G(x); [CustomGradient(nameof(B))] static double G(double x) => x; static void B(double x) { } }", "CustomGradient(nameof(B))")]
    [InlineData("STG0109", "public static partial class C { [Differentiable] public static double F(double x) => G(x); [CustomGradient(\"B\")] static double G(double x) => x; }", "CustomGradient(\"B\")")]
    public void In_a_declaration(string id, string source, string at) => Program.Refuses(source, id, at);

    [Fact]
    public void Every_refused_statement_is_reported_once_and_what_depends_on_it_is_not()
    {
        Program program = Program.OfMembers("public static double F(double x) { var a = Math.Round(x, (int)x); var b = a + 1; for (int i = 0; i < 3; i++) b += a; object o = x; return b; }");
        Assert.Equal(["Math.Round(x, (int)x)", "x"], program.Result.Problems.Select(p => p.Location.SourceTree!.GetText().ToString(p.Location.SourceSpan)));
    }

    [Fact]
    public void A_problem_in_a_callee_stands_in_the_callee_once()
    {
        Program program = Program.OfMembers("public static double F(double x) => G(x) + G(2 * x); static double G(double x) => Math.BitIncrement(x);");
        Assert.Equal("Math.BitIncrement(x)", program.Result.Problems.Select(p => p.Location.SourceTree!.GetText().ToString(p.Location.SourceSpan)).Single());
    }

    [Theory]
    [InlineData("public static partial class C { [Differentiable] public static double F(double x) => y; }")]
    [InlineData("public static partial class C { [Differentiable] public static double F(double x) => G(x); static double G(double x) => x +; }")]
    [InlineData("public static partial class C { [Differentiable] public static double F(Foo x) => 1; }")]
    [InlineData("public static partial class C { [Differentiable] public static Foo F(double x) => default; }")]
    [InlineData("public static partial class C { [Differentiable] public static double F(double x) { double y; return y; } }")]
    [InlineData("public static partial class C { [Differentiable(nameof()] public static double F(double x) { return ; } }")]
    public void Code_that_does_not_compile_is_left_to_the_compiler(string source)
    {
        Program program = Program.Lower(source);
        Assert.Empty(program.Result.Models);
        Assert.Empty(program.Result.Problems);
    }

    private const string Sample = """
        public readonly record struct V(double X, double Y) { public static V operator +(V a, V b) => new(a.X + b.X, a.Y + b.Y); public double Norm => Math.Sqrt(X * X + Y * Y); }
        public static partial class C
        {
            static readonly double[] s_table = { 1, 2, 3 };
            [StraightThrough(Clip = 1.0)] static double Sign(double x) => x > 0 ? 1 : -1;
            [CustomGradient(nameof(SquareBackward))] static double Square(double x) => x * x;
            static double SquareBackward(double x, double g) => 2 * x * g;
            static T Twice<T>(T x) where T : INumber<T> => x + x;
            [Differentiable("x", "w", Emit = Derivatives.Backward)]
            public static (double Loss, int Count) F(double x, ReadOnlySpan<double> w, Span<double> y, [NoGradient] double t, out V last)
            {
                double s = 0; int n = 0; V v = new(x, t);
                Span<double> scratch = stackalloc double[4];
                for (int i = 0; i < w.Length && i < y.Length; i++)
                {
                    if (w[i] < 0) continue;
                    scratch[i % 4] += Sign(w[i]) * Gradient.StopGradient(x);
                    y[i] = scratch[i & 3] + s_table[i % 3];
                    s += Square(y[i]) switch { > 10 => 1, var q => q };
                    v += new V(s, i);
                    n++;
                    if (s > 100) break;
                }
                while (s > 1) { s *= 0.5; do { s -= 0.1; } while (s > 20); }
                foreach (var d in w[..1]) s += Twice(d);
                double Local(double a) => a * v.Norm + (t is > 0 and < 1 ? 1 : 2);
                last = v with { X = Local(s) };
                (double p, double r) = (s, Math.Tanh(s));
                return (Math.Clamp(p, -1, 1) + r, n);
            }
        }
        """;

    [Fact]
    public void The_sample_is_sound() => Assert.Empty(Program.Lower(Sample).Result.Problems);

    /// <summary>While somebody types: a program with any one token missing never makes the front end fail, or say that it failed.</summary>
    [Fact]
    public void Any_token_may_be_missing()
    {
        CSharpCompilation whole = Program.Compile(Sample);
        SyntaxTree tree = whole.SyntaxTrees.Single();
        string text = tree.GetText().ToString();
        foreach (SyntaxToken token in tree.GetRoot().DescendantTokens().Where(t => t.Span.Length > 0))
        {
            string edited = text.Remove(token.SpanStart, token.Span.Length);
            CSharpCompilation compilation = whole.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(edited));
            foreach (IMethodSymbol method in compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>())
            {
                AttributeData? attribute = method.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "DifferentiableAttribute");
                if (attribute is not null)
                {
                    LoweringResult result = new SteGen.Generator.FrontEnd(compilation).Lower(method, attribute, default);
                    Assert.DoesNotContain(result.Problems, p => p.Arguments.Any(a => a.Contains("SteGen failed")));
                }
            }
        }
    }
}
