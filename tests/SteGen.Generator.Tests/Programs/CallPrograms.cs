using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Calls: methods with source, local functions, lambdas, generics, batches with uniform inputs, requested members.</summary>
public class CallPrograms
{
    private static readonly ProgramSet s_all = Suite.Of(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A helper", "static double Square(double x) => x * x; [Differentiable] public static double F(double x) => Square(Square(x) + x);"),
        new TestProgram("Helpers that call helpers", "static double A(double x) => x * B(x); static double B(double x) { if (x > 0.0) return C2(x); return -x; } static double C2(double x) => Math.Sin(x) * x; [Differentiable] public static double F(double x) => A(x) + B(-x);"),
        new TestProgram("A differentiable method calls another", "[Differentiable] public static double G(double x) => x * x * x; [Differentiable] public static double F(double x, double y) => G(x) * G(y);"),
        new TestProgram("Named and default arguments", "static double G(double x, double scale = 2.0, int power = 2) { double p = scale; for (int i = 0; i < power; i++) p *= x; return p; } [Differentiable] public static double F(double x) => G(x) + G(power: 3, x: x) + G(x, 0.5);"),
        new TestProgram("A local function", "[Differentiable] public static double F(double x, double y) { double G(double t) => t * y; return G(x) * G(y + x); }"),
        new TestProgram("A static local function", "[Differentiable] public static double F(double x) { static double G(double t) { double u = t; for (int i = 0; i < 3; i++) u = u * t + 1.0; return u; } return G(x); }"),
        new TestProgram("A local function that writes what it captured", "[Differentiable] public static double F(double x) { double sum = 0.0; void Add(double t) { sum += t * t; } Add(x); Add(sum + x); return sum; }"),
        new TestProgram("A lambda called in place", "[Differentiable] public static double F(double x, double y) { Func<double, double> g = t => t * y + x; return g(x) * g(y); }"),
        new TestProgram("A generic helper", "static T Square<T>(T x) where T : IMultiplyOperators<T, T, T>, IAdditionOperators<T, T, T> => x * x + x; [Differentiable] public static double F(double x) => Square(x) * Square(x * 0.5);"),
        new TestProgram("A generic helper with comparisons", "static T Larger<T>(T a, T b) where T : IComparisonOperators<T, T, bool> => a > b ? a : b; [Differentiable] public static double F(double x, double y) => Larger(x, y) * Larger(x * x, y);"),
        new TestProgram("A generic struct", "public struct Pair<T> where T : struct { public T A, B; } [Differentiable] public static double F(double x, double y) { var p = new Pair<double> { A = x, B = y * x }; return p.A * p.B; }"),
        new TestProgram("An extension method", "[Differentiable] public static double F(double x) => Extensions.Twice(x) * x; public static class Extensions { public static double Twice(double x) => x + x; }"),
        new TestProgram("An expression-bodied property", "static double Scale => 0.5; [Differentiable] public static double F(double x) => x * x * Scale;"),
        new TestProgram("Calls with ref and out", "static void Split(double x, out double a, out double b) { a = x * x; b = x - a; } [Differentiable] public static double F(double x) { Split(x, out double a, out var b); Split(b, out b, out _); return a * b; }"),
        new TestProgram("Spans handed on", "static void Scale(ReadOnlySpan<double> x, double a, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = a * x[i]; } [Differentiable] public static void F(ReadOnlySpan<double> x, double a, Span<double> y) { Scale(x, a * a, y); for (int i = 0; i < y.Length; i++) y[i] += x[i] * y[i]; }"),
        new TestProgram("Another prefix", "[Differentiable(Name = \"Wave\")] public static double F(double x) => Math.Sin(x) * x;"),
        new TestProgram("Adding twins", "[Differentiable(Emit = Derivatives.Default | Derivatives.Accumulate)] public static double F(double x, double y) => x * y * Math.Cos(x);"),
        new TestProgram("Adding twins of spans", "[Differentiable(Emit = Derivatives.Default | Derivatives.Accumulate)] public static double F(ReadOnlySpan<double> x, double a) { double s = 0.0; for (int i = 0; i < x.Length; i++) s += a * x[i] * x[i]; return s; }"),
        new TestProgram("Adding twins of results", "[Differentiable(Emit = Derivatives.Default | Derivatives.Accumulate)] public static void F(ReadOnlySpan<double> x, double a, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = a * x[i] * x[i]; }"),
        new TestProgram("Backward alone", "[Differentiable(Emit = Derivatives.Backward)] public static double F(double x) => x * x * x;"),
        new TestProgram("A uniform scalar", "[Differentiable] public static double F(double x, [Uniform] double w) => Math.Tanh(w * x) * w;"),
        new TestProgram("A uniform struct", "public struct Line { public double Slope, Shift; } [Differentiable] public static double F(double x, [Uniform] Line l) => l.Slope * x + l.Shift * x * x;"),
        new TestProgram("A uniform span", "[Differentiable] public static double F(double x, [Uniform] ReadOnlySpan<double> c) { double p = 0.0; for (int i = c.Length - 1; i >= 0; i--) p = p * x + c[i]; return p; }"),
        new TestProgram("Adding twins with uniform inputs", "[Differentiable(Emit = Derivatives.Default | Derivatives.Accumulate)] public static double F(double x, [Uniform] double w, [Uniform] ReadOnlySpan<double> c) => Math.Sin(w * x) * c[0] + c[1] * x;"),
        new TestProgram("A while loop over elements", "[Differentiable] public static double F(double x, double r) { double t = x; int k = 0; while (t * t < 9.0 && k < 20) { t = t * r + 0.2; k++; } return t; }").In("x", 0.2, 1).In("r", 1.1, 2),
        new TestProgram("A counted loop over elements", "[Differentiable] public static double F(double x, int n) { double t = x; for (int i = 0; i < n; i++) t = t * x + i; return t; }"),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
