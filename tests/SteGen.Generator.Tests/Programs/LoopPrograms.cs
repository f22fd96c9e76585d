using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Loops of every shape, over spans and scalars.</summary>
public class LoopPrograms
{
    private const string Head = "[Differentiable] public static double F(ReadOnlySpan<double> x) ";

    private static readonly ProgramSet s_all = Suite.Of(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A sum", Head + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) s += x[i]; return s; }"),
        new TestProgram("A sum of squares", Head + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { double t = x[i]; s += t * t; } return s; }"),
        new TestProgram("A sum over foreach", Head + "{ double s = 0.0; foreach (double t in x) s += Math.Sin(t) * t; return s; }"),
        new TestProgram("A dot product", "[Differentiable] public static double F(ReadOnlySpan<double> x, ReadOnlySpan<double> y) { double s = 0.0; for (int i = 0; i < x.Length; i++) s += x[i] * y[i]; return s; }"),
        new TestProgram("A product", Head + "{ double p = 1.0; for (int i = 0; i < x.Length; i++) p *= x[i]; return p; }"),
        new TestProgram("Downwards", Head + "{ double h = 0.0; for (int i = x.Length - 1; i >= 0; i--) h = h * 0.7 + x[i] * h + x[i]; return h; }"),
        new TestProgram("With a step", Head + "{ double s = 0.0; for (int i = 1; i < x.Length; i += 3) s += x[i] * x[i - 1]; return s; }"),
        new TestProgram("Inclusive bounds", "[Differentiable] public static double F(double x, int n) { double s = 0.0; for (int i = 1; i <= n; i++) s += x * i + s * 0.1; return s; }").Set("n", 5),
        new TestProgram("Not equal as the test", "[Differentiable] public static double F(double x, int n) { double s = x; for (int i = 0; i != n; i++) s = s * x + i; return s; }").Set("n", 4),
        new TestProgram("A loop that never runs", "[Differentiable] public static double F(double x, int n) { double s = x; for (int i = 5; i < n; i++) s *= x; return s; }").Set("n", 2),
        new TestProgram("Triangular bounds", Head + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) for (int j = 0; j < i; j++) s += x[i] * x[j] * (i - j); return s; }"),
        new TestProgram("Triangular bounds, upwards", Head + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { double t = 0.0; for (int j = i; j < x.Length; j++) t += x[j]; s += t * t; } return s; }"),
        new TestProgram("A matrix times a vector", "[Differentiable] public static void F(ReadOnlySpan<double> a, ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) { double s = 0.0; for (int j = 0; j < x.Length; j++) s += a[i * x.Length + j] * x[j]; y[i] = s; } }").Length("a", 12).Length("x", 4).Length("y", 3),
        new TestProgram("A matrix product", "[Differentiable] public static void F(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n) { for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) { double s = 0.0; for (int k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j]; c[i * n + j] = s; } }").Length("*", 9).Set("n", 3),
        new TestProgram("Four loops deep", "[Differentiable] public static double F(double x) { double s = 0.0; for (int i = 0; i < 2; i++) for (int j = 0; j < 3; j++) for (int k = 0; k < 2; k++) for (int l = 0; l < 2; l++) s += Math.Sin(x * (i + j + k + l) + s); return s; }"),
        new TestProgram("Break", Head + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { s += x[i] * x[i]; if (s > 2.0) break; s += x[i]; } return s * s; }"),
        new TestProgram("Continue", Head + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0.0) continue; s += x[i] * x[i] * s + x[i]; } return s; }"),
        new TestProgram("Early return from a loop", Head + "{ double s = 1.0; for (int i = 0; i < x.Length; i++) { s *= 1.0 + x[i]; if (s < 0.3) return s * x[i]; } return s; }"),
        new TestProgram("Break out of the inner loop", Head + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { for (int j = i; j < x.Length; j++) { if (x[j] < -0.5) break; s += x[i] * x[j]; } s *= 0.9; } return s; }"),
        new TestProgram("While", "[Differentiable] public static double F(double x) { double t = x; while (t * t < 20.0) t = t * 1.5 + x; return t; }").In(0.3, 1.5),
        new TestProgram("While with a counter from a real", "[Differentiable] public static double F(double x) { int n = (int)(x * 4.0); double t = x; while (n > 0) { t = t * x + 0.1; n--; } return t; }").In(1.05, 1.2),
        new TestProgram("Do while", "[Differentiable] public static double F(double x) { double t = x; int k = 0; do { t = Math.Sin(t) + x; k++; } while (k < 4); return t; }"),
        new TestProgram("While true with a break", "[Differentiable] public static double F(double x) { double t = x; while (true) { t = t * t + x; if (t > 3.0) break; } return t; }").In(0.6, 1.2),
        new TestProgram("Newton's method", "[Differentiable] public static double F(double x) { double r = x; for (int k = 0; k < 20; k++) { double next = 0.5 * (r + x / r); if (Math.Abs(next - r) < 1e-12) return next; r = next; } return r; }").In(0.5, 4).DoubleOnly(),
        new TestProgram("Data-dependent trip counts", "[Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0.0; for (int i = 0; i < x.Length; i++) { double t = x[i]; while (t * t < 4.0) t = t * 2.0 + 0.3; s += t * s * 0.1 + t; } return s; }").In(0.2, 1.5),
        new TestProgram("Two carried scalars", Head + "{ double a = 1.0, b = 0.5; for (int i = 0; i < x.Length; i++) { double t = a; a = a * x[i] + b; b = t - b * x[i]; } return a * b; }"),
        new TestProgram("A carried boolean", Head + "{ bool up = true; double s = 0.0; for (int i = 0; i < x.Length; i++) { s += up ? x[i] * s + x[i] : -x[i] * x[i]; up = s > 0.0; } return s; }"),
        new TestProgram("A running maximum", Head + "{ double m = x[0]; for (int i = 1; i < x.Length; i++) m = Math.Max(m, x[i]); return m * m; }"),
        new TestProgram("A running maximum by hand", Head + "{ double m = x[0]; int at = 0; for (int i = 1; i < x.Length; i++) if (x[i] > m) { m = x[i]; at = i; } return m * x[at] + at; }"),
        new TestProgram("Softmax", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { double m = x[0]; for (int i = 1; i < x.Length; i++) m = Math.Max(m, x[i]); double s = 0.0; for (int i = 0; i < x.Length; i++) { y[i] = Math.Exp(x[i] - m); s += y[i]; } for (int i = 0; i < x.Length; i++) y[i] /= s; }"),
        new TestProgram("Log-sum-exp", Head + "{ double m = double.NegativeInfinity; foreach (double t in x) m = Math.Max(m, t); double s = 0.0; foreach (double t in x) s += Math.Exp(t - m); return m + Math.Log(s); }"),
        new TestProgram("Mean and variance", Head + "{ double mean = 0.0; for (int i = 0; i < x.Length; i++) mean += x[i]; mean /= x.Length; double v = 0.0; for (int i = 0; i < x.Length; i++) { double d = x[i] - mean; v += d * d; } return v / x.Length + mean; }"),
        new TestProgram("Elementwise into a result", "[Differentiable] public static void F(ReadOnlySpan<double> x, double a, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = a * Math.Tanh(x[i]) + x[i]; }"),
        new TestProgram("A recurrence over a result", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { y[0] = x[0]; for (int i = 1; i < x.Length; i++) y[i] = y[i - 1] * x[i] + x[i]; }"),
        new TestProgram("A convolution", "[Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<double> k, Span<double> y) { for (int i = 0; i < y.Length; i++) { double s = 0.0; for (int j = 0; j < k.Length; j++) s += x[i + j] * k[j]; y[i] = s; } }").Length("x", 9).Length("k", 3).Length("y", 7),
        new TestProgram("A Runge-Kutta integrator", "static double D(double t, double y, double k) => -k * y + Math.Sin(t); [Differentiable] public static double F(double y, double k, int n) { double t = 0.0, h = 0.1; for (int i = 0; i < n; i++) { double a = D(t, y, k), b = D(t + h / 2.0, y + h / 2.0 * a, k), c = D(t + h / 2.0, y + h / 2.0 * b, k), d = D(t + h, y + h * c, k); y += h / 6.0 * (a + 2.0 * b + 2.0 * c + d); t += h; } return y; }").Set("n", 6),
        new TestProgram("Horner with spans of coefficients", "[Differentiable] public static double F(ReadOnlySpan<double> c, double x) { double p = 0.0; for (int i = c.Length - 1; i >= 0; i--) p = p * x + c[i]; return p; }"),
        new TestProgram("Indirect indices", "[Differentiable] public static double F(ReadOnlySpan<double> x, ReadOnlySpan<int> at) { double s = 0.0; for (int i = 0; i < at.Length; i++) s += x[at[i]] * x[at[i]] * (i + 1); return s; }").Set("at", new[] { 3, 0, 3, 6, 1 }),
        new TestProgram("Scatter into a result", "[Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<int> at, Span<double> y) { y.Clear(); for (int i = 0; i < at.Length; i++) y[at[i]] += x[i] * x[i]; }").Set("at", new[] { 3, 0, 3, 6, 1 }),
        new TestProgram("Two variables in one for", Head + "{ double s = 0.0; for (int i = 0, j = x.Length - 1; i < j; i++, j--) s += x[i] * x[j] * x[j]; return s; }"),
        new TestProgram("An index that wanders", Head + "{ double s = 0.0; int k = 0; for (int i = 0; i < x.Length; i++) { s += x[k] * x[i]; k = (k + 3) % x.Length; } return s; }"),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
