using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Gradients that a user wrote, stopped gradients, and straight-through methods inside larger programs.</summary>
public class CustomGradientPrograms
{
    private static readonly ProgramSet s_all = Suite.Of(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A custom gradient that is returned", "[CustomGradient(nameof(B))] static double G(double x) => Math.Abs(x) * x; static double B(double x, double upstream) => 3.0 * upstream * x; [Differentiable] public static double F(double x, double y) => G(x * y) * y;"),
        new TestProgram("A custom gradient with the result", "[CustomGradient(nameof(B))] static double G(double x) => Math.Exp(x); static void B(double x, double result, double upstream, out double xGradient) { xGradient = upstream * result; } [Differentiable] public static double F(double x) => G(x) * G(-x * x);"),
        new TestProgram("A custom gradient of two inputs", "[CustomGradient(nameof(B))] static double G(double a, double b) => a * b; static void B(double a, double b, double upstream, out double aGradient, out double bGradient) { aGradient = 2.0 * upstream * b; bGradient = 0.5 * upstream * a; } [Differentiable] public static double F(double x, double y) => G(x, y) + G(y, x * x);"),
        new TestProgram("A custom gradient in a loop", "[CustomGradient(nameof(B))] static double G(double x) => x * x; static double B(double x, double upstream) => upstream * x; [Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0.5; for (int i = 0; i < x.Length; i++) s = G(s) * 0.5 + x[i]; return s; }"),
        new TestProgram("A custom gradient of a span", "static double J(ReadOnlySpan<double> x, ReadOnlySpan<double> xTangent) { double s = 0.0; for (int i = 0; i < x.Length; i++) s += x[i] * xTangent[i]; return s; } [CustomGradient(nameof(B), Jvp = nameof(J))] static double G(ReadOnlySpan<double> x) { double s = 0.0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i]; return s; } static void B(ReadOnlySpan<double> x, double upstream, Span<double> xGradient) { for (int i = 0; i < x.Length; i++) xGradient[i] += upstream * x[i]; } [Differentiable] public static double F(ReadOnlySpan<double> x, double a) => G(x) * a + G(x[1..]);"),
        new TestProgram("A gradient of a foreign method", "[GradientOf(typeof(Math), nameof(Math.BitIncrement))] static double B(double x, double upstream) => 4.0 * upstream * x * x; [Differentiable] public static double F(double x) => Math.BitIncrement(x) * x;").DoubleOnly(),
        new TestProgram("A gradient of a method with source, in place of the source", "static double Hard(double x) => Math.Floor(x * 4.0) / 4.0; [GradientOf(typeof(C), nameof(Hard))] static double HardBackward(double x, double upstream) => upstream * 2.0; [Differentiable] public static double F(double x) => Hard(x) * x;").Kinks(),
        new TestProgram("A gradient in place of one that is known", "[GradientOf(typeof(Math), nameof(Math.Floor))] static double FloorBackward(double d, double upstream) => upstream * 2.0; [Differentiable] public static double F(double x) => Math.Floor(x) * x;").Kinks().DoubleOnly(),
        new TestProgram("A constant input of a custom gradient", "[CustomGradient(nameof(B))] static double G(double x, [NoGradient] double c) => x * c; static double B(double x, double c, double upstream) => upstream * c * 2.0; [Differentiable] public static double F(double x) => G(x, 3.0) * x;"),
        new TestProgram("StopGradient of a factor", "[Differentiable] public static double F(double x) => x * Gradient.StopGradient(x) + Gradient.StopGradient(Math.Sin(x)) * x;"),
        new TestProgram("StopGradient of a branch", "[Differentiable] public static double F(double x, double y) { double t = x > 0.0 ? Gradient.StopGradient(x * y) : x; return t * y; }"),
        new TestProgram("StopGradient of a struct", "public struct V { public double X, Y; } [Differentiable] public static double F(V v) { V c = Gradient.StopGradient(v); return c.X * v.Y + v.X * v.X; }"),
        new TestProgram("StopGradient of a span", "[Differentiable] public static double F(ReadOnlySpan<double> x) { ReadOnlySpan<double> c = Gradient.StopGradient(x); double s = 0.0; for (int i = 0; i < x.Length; i++) s += c[i] * x[i]; return s; }"),
        new TestProgram("StopGradient in a loop", "[Differentiable] public static double F(ReadOnlySpan<double> x) { double m = 0.0, s = 0.0; for (int i = 0; i < x.Length; i++) { m = 0.9 * m + 0.1 * x[i]; s += (x[i] - Gradient.StopGradient(m)) * x[i]; } return s; }"),
        new TestProgram("A straight-through rounding in a loss", "[StraightThrough] static double Q(double x) => Math.Round(x * 4.0) / 4.0; [Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0.0; for (int i = 0; i < x.Length; i++) { double q = Q(x[i]); s += q * q * x[i]; } return s; }"),
        new TestProgram("A squared straight-through value", "[Differentiable] public static double F(double x) { double q = Gradient.StraightThrough(Math.Floor(x), Math.Sin(x)); return q * q; }"),
        new TestProgram("A binary layer", "[StraightThrough(Clip = 1.0)] static double B(double x) => x >= 0.0 ? 1.0 : -1.0; [Differentiable] public static void F(ReadOnlySpan<double> w, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) { double s = 0.0; for (int j = 0; j < x.Length; j++) s += B(w[i * x.Length + j]) * x[j]; y[i] = B(s * 0.3); } }").Length("w", 12).Length("x", 4).Length("y", 3),
        new TestProgram("The nearest code", "[Differentiable] public static double F(double z, ReadOnlySpan<double> codes) { int best = 0; for (int k = 1; k < codes.Length; k++) if (Math.Abs(z - codes[k]) < Math.Abs(z - codes[best])) best = k; double q = codes[best]; double y = z + Gradient.StopGradient(q - z); double a = Gradient.StopGradient(z) - q, b = z - Gradient.StopGradient(q); return y * y + a * a + 0.25 * b * b; }").Skip("value at random data 1").Skip("value at random data 2"),
        new TestProgram("A hard argmax with the derivative of a softmax", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { int best = 0; double sum = 0.0; for (int i = 0; i < x.Length; i++) { if (x[i] > x[best]) best = i; sum += Math.Exp(x[i]); } for (int i = 0; i < x.Length; i++) y[i] = Gradient.StraightThrough(i == best ? 1.0 : 0.0, Math.Exp(x[i]) / sum); }"),
        new TestProgram("Learned step size", "[Differentiable] public static double F(double v, double s) { double r = v / s; double c = r < -4.0 ? -4.0 : r > 3.0 ? 3.0 : r; double q = c + Gradient.StopGradient(Math.Round(c) - c); return q * s; }").In("v", -1, 1).In("s", 0.4, 0.6),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
