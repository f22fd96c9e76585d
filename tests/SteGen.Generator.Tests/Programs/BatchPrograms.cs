using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Functions of scalars with control flow, memory and integers of their own: in lanes, every element goes its own way.</summary>
[Trait("Category", "Widths")]
public class BatchPrograms
{
    private static readonly ProgramSet s_all = Suite.Of(
        new TestProgram("A branch inside a loop", "[Differentiable] public static double F(double x, double y) { double t = x; for (int i = 0; i < 5; i++) { if (t > y) t = t * 0.5; else t = t * y + 0.3; } return t; }"),
        new TestProgram("A loop inside a branch", "[Differentiable] public static double F(double x, double y) { double t = x; if (x > 0.0) { for (int i = 0; i < 4; i++) t = t * y + x; } return t * t; }"),
        new TestProgram("Break", "[Differentiable] public static double F(double x, double y) { double t = x; for (int i = 0; i < 8; i++) { t = t * 1.3 + y * 0.1; if (t > 1.5) break; t += 0.05; } return t; }"),
        new TestProgram("Continue", "[Differentiable] public static double F(double x, double y) { double t = x; for (int i = 0; i < 6; i++) { t = t * 0.8 + y * i * 0.1; if (t < 0.0) continue; t = t * t; } return t; }"),
        new TestProgram("Early return", "[Differentiable] public static double F(double x, double y) { double t = x; for (int i = 0; i < 6; i++) { t = t * 1.2 + 0.2 * y; if (t * t > 2.0) return t * i; } return t - y; }"),
        new TestProgram("A while loop in a for loop", "[Differentiable] public static double F(double x, double y) { double s = 0.0; for (int i = 1; i < 4; i++) { double t = 0.2 + x * x + 0.1 * i; while (t < 2.0) t = t * (1.4 + y * y); s += t; } return s; }"),
        new TestProgram("A loop to a varying bound", "[Differentiable] public static double F(double x, int n) { double s = 0.0; for (int i = 0; i < n * 3; i++) for (int j = 0; j < i; j++) s += Math.Sin(x * i + j); return s; }"),
        new TestProgram("A local array", "[Differentiable] public static double F(double x, double y) { double[] t = new double[4]; t[0] = x; for (int i = 1; i < 4; i++) t[i] = t[i - 1] * y + i; double s = 0.0; for (int i = 0; i < 4; i++) s += t[i] * t[3 - i]; return s; }"),
        new TestProgram("A local array at varying indices", "[Differentiable] public static double F(double x, int n) { double[] t = new double[5]; for (int i = 0; i < 5; i++) t[i] = x * (i + 1); t[n] *= x; return t[n] + t[4 - n] * t[(n * 2) % 5]; }"),
        new TestProgram("Stackalloc in a branch", "[Differentiable] public static double F(double x, double y) { Span<double> t = stackalloc double[3]; if (x > y) { t[0] = x; t[1] = x * y; } else { t[2] = y; } return t[0] * t[1] + t[2] * x; }"),
        new TestProgram("Integer arithmetic", "[Differentiable] public static double F(double x, int n) { int a = n * 7 - 3, b = (a << 2) ^ (n & 5), c = b / (n + 1), d = a % 4; return x * a + x * x * (b - c) + d; }"),
        new TestProgram("Long arithmetic", "[Differentiable] public static double F(double x, long n) { long a = n * 1000003L + 17L; return x * (double)(a % 97L) + x * x * n; }"),
        new TestProgram("An integer from a real", "[Differentiable] public static double F(double x) { int k = (int)(x * 3.0); double f = x * 3.0 - k; return f * f * (k + 1); }").In(-1.4, 1.4).Kinks(),
        new TestProgram("Table lookup with interpolation", "[Differentiable] public static double F(double x, [Uniform] ReadOnlySpan<double> table) { double p = x * 2.0; int k = (int)p; double f = p - k; return table[k] * (1.0 - f) + table[k + 1] * f; }").In("x", 0.1, 2.4).Kinks(),
        new TestProgram("A switch", "[Differentiable] public static double F(double x, int k) => k switch { 0 => x, 1 => x * x, 2 => Math.Sin(x), _ => Math.Exp(x) };"),
        new TestProgram("Structs in and out", "public struct S { public double A; public float B; public int K; } [Differentiable] public static S F(S a, double x) => new S { A = a.A * x * a.K, B = a.B * a.B, K = a.K + 1 };").DoubleOnly(),
        new TestProgram("Three results", "[Differentiable] public static (double A, double B, double C) F(double x, double y) { double r = Math.Sqrt(x * x + y * y); return (r, Math.Atan2(y, x), x > y ? r : y); }").In(0.2, 1.5),
        new TestProgram("Out parameters", "[Differentiable] public static double F(double x, out double square, out int sign) { square = x * x; sign = x < 0.0 ? -1 : 1; return x * square; }"),
        new TestProgram("Both precisions", "[Differentiable] public static float F(float x, double y) { double t = x * y; float u = (float)t * x; return u + (float)Math.Sin(t); }").DoubleOnly(),
        new TestProgram("Logic", "[Differentiable] public static double F(double x, double y, bool a) { bool b = x > 0.0, c = y > 0.0; return (a && b) || (!a && c) ? x * y : b ^ c ? x - y : x + y; }"),
        new TestProgram("Ties and kinks in lanes", "[Differentiable] public static double F(double x, double y) => Math.Max(x, y) + Math.Abs(x) * 2.0 + Math.Min(x * y, 0.0) + Math.Clamp(y, -1.0, 1.0);").At(("x", 0.0), ("y", 0.0)).At(("x", 1.0), ("y", 1.0)).At(("x", -0.0), ("y", 1.0)).At(("x", 2.0), ("y", -1.0)),
        new TestProgram("Singular points in lanes", "[Differentiable] public static double F(double x, double y) => Math.Sqrt(x * x) * y + (x > 0.0 ? Math.Log(x) : x) + (y == 0.0 ? x : x / y);").At(("x", 0.0), ("y", 0.0)).At(("x", -1.0), ("y", 0.0)).At(("x", 1.0), ("y", 1e-300)),
        new TestProgram("Newton to convergence", "[Differentiable] public static double F(double a) { double r = a; for (int k = 0; k < 30; k++) { double next = 0.5 * (r + a / r); if (Math.Abs(next - r) < 1e-6) break; r = next; } return r * a; }").In(0.4, 4),
        new TestProgram("Mandelbrot", "[Differentiable] public static double F(double re, double im) { double x = 0.0, y = 0.0; int k = 0; while (x * x + y * y < 4.0 && k < 6) { double t = x * x - y * y + re; y = 2.0 * x * y + im; x = t; k++; } return x * x + y * y + k; }").In(-0.4, 0.4),
        new TestProgram("A carried boolean", "[Differentiable] public static double F(double x, double y) { bool up = true; double t = x; for (int i = 0; i < 5; i++) { t = up ? t + y : t * y; up = t < 0.5; } return t; }"),
        new TestProgram("A recurrence of three", "[Differentiable] public static double F(double a, double b, double c) { for (int i = 0; i < 4; i++) { double t = a * b + c; a = b; b = c * 0.9; c = t; } return a * b * c; }"));

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
