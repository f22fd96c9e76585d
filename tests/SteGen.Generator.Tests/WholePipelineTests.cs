using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests;

/// <summary>What the front end takes, the rest of the pipeline makes into code that compiles.</summary>
public class WholePipelineTests
{
    [Theory]
    [InlineData("public static double F(double x, ref double y) { y += x; return x * y; }")]
    [InlineData("public static void F(double x, ref double y) { y += x; }")]
    [InlineData("public static (double Loss, double) F(double x, (double A, float B) t) => (x * t.A, x);")]
    [InlineData("public static double F(double[] x) { double s = 0; foreach (var v in x) { if (v < 0) break; s += v * v; } return s; }")]
    [InlineData("public static void F(double[] x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] = Math.Sin(x[i]); }")]
    [InlineData("public static double F([InOut] double[] x, double t) { for (int i = 1; i < x.Length; i++) x[i] += x[i - 1] * t; return x[^1]; }")]
    [InlineData("public static double F(double[] x, double t) { double[] cur = { 1, 2 }; for (int i = 0; i < 4; i++) { double[] next = new double[2]; next[0] = cur[1] + t; next[1] = cur[0] * x[i]; cur = next; } return cur[0] + cur[1]; }")]
    [InlineData("public static double F(double x, int n) { double s = x; while (s > n) { s *= 0.5; if (s < 0.1) return 3 * s; } return s; }")]
    [InlineData("public static float F(Vector3 a, Vector3 b) => Vector3.Dot(a, b) + Vector3.Cross(a, b).Length();")]
    [InlineData("public static T F<T>(T x) where T : IFloatingPointIeee754<T> => T.Sin(x) * x;")]
    [InlineData("public static double F(double x, byte b, bool c, DayOfWeek d) => c && d == DayOfWeek.Monday ? x * b : x;")]
    [InlineData("public static double F(ReadOnlySpan<double> w, ReadOnlySpan<int> idx, ReadOnlySpan<bool> m) { double s = 0; for (int i = 0; i < idx.Length; i++) if (m[i]) s += w[idx[i]] * s_t[i % 3]; return s; } static readonly double[] s_t = { 1, 2, 3 };")]
    [InlineData("public static double F(double x) { if (x < 0) throw new ArgumentOutOfRangeException(nameof(x)); return Math.Sqrt(x); }")]
    [InlineData("public static double F(double x, out double y) { y = x * x; return G(x); } [CustomGradient(nameof(GB))] static double G(double x) => x * x; static double GB(double x, double g) => 2 * x * g;")]
    [InlineData("public static double F(ReadOnlySpan<P> ps) { double s = 0; foreach (var p in ps) s += p.X * p.Y; return s; } public record struct P(double X, double Y);")]
    [InlineData("public static P F(P p, double s) => new(p.X * s, p.Y + s); public record struct P(double X, double Y);")]
    [InlineData("public static double F(ReadOnlySpan<double> x) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return s; } [Differentiable] public static double F(ReadOnlySpan<double> x, double a) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return s * a; }")]
    public void Natural(string members)
    {
        GeneratorRun run = GeneratorHarness.Create<SteGenGenerator>(new HarnessOptions { LanguageVersion = Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp13 }).Run("using System; using System.Numerics; using SteGen; namespace N; public static partial class C { [Differentiable] " + members + " }");
        run.AssertCompiles();
    }

    [Fact]
    public void Instance()
    {
        GeneratorRun run = GeneratorHarness.Create<SteGenGenerator>().Run("""
            using System; using SteGen; namespace N;
            public sealed partial class Layer { [Differentiable] readonly double _w = 3; [Differentiable] public double Bias { get; set; } readonly double _rate = 2; readonly double[] _k = { 1, 2, 3 };
                [Differentiable] public double F(double x) { x += _w * this._rate * _k[1]; return x + Bias; } }
            public partial record struct V(double X, double Y) { [Differentiable] public readonly double F(double s) => s * (X + Y); }
            public sealed record Config(double Rate, double[] Table);
            public static partial class C { [Differentiable] public static double F(double x, Config config) => config.Rate * x * config.Table[1]; }
            """);
        run.AssertCompiles();
    }
}
