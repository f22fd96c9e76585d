using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Every kind of member for every kind of input: scalars, structs, tuples, spans, uniform ones, marked fields and arrays of the instance.</summary>
public class MemberPrograms
{
    private const string All = "[Differentiable(Emit = Derivatives.Default | Derivatives.Accumulate | Derivatives.Jvp | Derivatives.Jacobian | Derivatives.Hessian | Derivatives.HessianVectorProduct)] public ";
    private const string Vec = "public record struct Vec(double X, double Y); ";

    private static readonly ProgramSet s_all = Suite.Of(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Scalars to a tuple", All + "static (double Sum, double Product) F(double x, double y) => (Math.Sin(x) + y * y, x * y);"),
        new TestProgram("A struct and a scalar to a struct", Vec + All + "static Vec F(Vec a, double s) => new Vec(a.X * s, Math.Exp(a.Y) * a.X);"),
        new TestProgram("A struct to a scalar", Vec + All + "static double F(Vec a, double s) => a.X > 0.0 ? a.X * a.Y * s : Math.Sin(s) + a.Y;"),
        new TestProgram("A span to a tuple", All + "static (double, double) F(double s, ReadOnlySpan<double> x, double t) { double a = 0.0, b = t; for (int i = 0; i < x.Length; i++) { a += x[i] * x[i] * s; b += Math.Sin(x[i]) * t; } return (a, b * a); }"),
        new TestProgram("Two spans to a scalar", All + "static double F(ReadOnlySpan<double> x, ReadOnlySpan<double> w) { double a = 0.0; for (int i = 0; i < x.Length; i++) a += x[i] * w[i]; return Math.Tanh(a); }"),
        new TestProgram("A span of structs to a struct", Vec + All + "static Vec F(ReadOnlySpan<Vec> p, double s) { Vec r = new Vec(0.0, 0.0); for (int i = 1; i < p.Length; i++) r = new Vec(r.X + p[i].X * p[i - 1].Y, r.Y * s + p[i].Y); return r; }"),
        new TestProgram("Mixed precision to a tuple", "public struct Sample { public float Weight; public double Value; public int Class; } " + All + "static (double, double) F(ReadOnlySpan<Sample> a, ReadOnlySpan<float> x, float t) { double s = 0.0; for (int i = 0; i < a.Length; i++) s += a[i].Weight * a[i].Value * (a[i].Class + 1) * x[i]; return (s, s * t); }").DoubleOnly(),
        new TestProgram("A uniform scalar and a uniform struct", Vec + All + "static double F(double x, [Uniform] double w, [Uniform] Vec v) => Math.Tanh(w * x + v.X) * v.Y;"),
        new TestProgram("A uniform span", All + "static (double A, double B) F(double x, [Uniform] ReadOnlySpan<double> w) { double p = 0.0; for (int i = 0; i < w.Length; i++) p = p * x + w[i]; return (p, p * x); }"),
        new TestProgram("A constant beside", All + "static double F(double x, int n, [NoGradient] double c) { double p = c; for (int i = 0; i < n; i++) p = p * x + c; return p; }"),
        new TestProgram("A marked array and a marked scalar", "public partial class Layer { [Differentiable] private double[] _w; [Differentiable] private double _bias; public Layer(double[] w, double b) { _w = w; _bias = b; } " + All + "double F(double x) { double p = _bias; for (int i = 0; i < _w.Length; i++) p = p * x + _w[i]; return Math.Tanh(p); } }"),
        new TestProgram("A marked array beside a span", "public partial class Layer { [Differentiable] private double[] _w; public Layer(double[] w) { _w = w; } " + All + "(double Dot, double Sum) F(ReadOnlySpan<double> x, double s) { double a = 0.0, b = 0.0; for (int i = 0; i < x.Length; i++) { a += x[i] * _w[i]; b += s * _w[i] * _w[i]; } return (a, b); } }"),
        new TestProgram("A marked array of structs", Vec + "public partial class Layer { [Differentiable] private Vec[] _w; public Layer(Vec[] w) { _w = w; } " + All + "void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] = x[i] * _w[i].X + Math.Sin(_w[i].Y); } }"),
        new TestProgram("A marked matrix in lanes", "public partial class Layer { [Differentiable] private double[] _w; [Differentiable] private double[] _b; public Layer(double[] w, double[] b) { _w = w; _b = b; } " + All + "void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) { double s = _b[i]; for (int k = 0; k < x.Length; k++) s += _w[(i + k) % y.Length] * x[k]; y[i] = Math.Tanh(s); } } }"),
        new TestProgram("A marked array that one loop sums", "public partial class Layer { [Differentiable] private double[] _w; public Layer(double[] w) { _w = w; } " + All + "double F(ReadOnlySpan<double> x, double s) { double a = 0.0; for (int i = 0; i < x.Length; i++) a += Math.Exp(-s * x[i] * x[i]) * _w[i]; return a; } }"),
        new TestProgram("Parameters called as the variables of members would be", All + "static double F(ReadOnlySpan<double> workspace, double size, double row, ReadOnlySpan<double> i, double at, int k, [NoGradient] double count, [NoGradient] double sum0) { double[] scratch = workspace.ToArray(); double s = count * sum0; for (int j = 1; j < scratch.Length; j++) { scratch[j] += scratch[j - 1] * size; s += scratch[j] * i[j] * row + k * at; } return s; }"),
        new TestProgram("Parameters of a batch called as its variables would be", All + "static double F(double count, [Uniform] double sum0, [Uniform] ReadOnlySpan<double> workspace, double at) { double[] scratch = workspace.ToArray(); for (int j = 1; j < scratch.Length; j++) scratch[j] += scratch[j - 1] * count; return scratch[^1] * sum0 + at * sum0; }"),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
