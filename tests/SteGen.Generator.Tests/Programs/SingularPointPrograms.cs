using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Where derivatives go wrong first: zeros, ties, infinities and what was not computed, tails that saturate, loops that skip a bad element.</summary>
public class SingularPointPrograms
{
    private const string OneReal = "[Differentiable] public static double F(double x) ";
    private const string TwoReals = "[Differentiable] public static double F(double x, double y) ";
    private const string OverSpan = "[Differentiable] public static double F(ReadOnlySpan<double> x) ";

    private static readonly double[] s_ties = [0.5, 0.5, -1.0, 0.5, -1.0, 0.25, 0.5];
    private static readonly double[] s_zeros = [0.5, 0.0, -1.0, 0.0, 2.0, 0.25, -0.0];

    private static readonly ProgramSet s_all = Suite.InBothModes(
        new TestProgram("A root, where it is safe", OneReal + "=> x > 0.0 ? Math.Sqrt(x) : 0.0;").At(("x", 0.0)).At(("x", -1.0)),
        new TestProgram("A root of what was made safe", OneReal + "{ double safe = x > 0.0 ? x : 1.0; return x > 0.0 ? Math.Sqrt(safe) * x : x; }").At(("x", 0.0)).At(("x", -1.0)),
        new TestProgram("x log x, with its limit", OneReal + "=> x == 0.0 ? 0.0 : x * Math.Log(x);").In(0.2, 2).At(("x", 0.0)),
        new TestProgram("sin x over x, with its limit", OneReal + "=> Math.Abs(x) < 1e-4 ? 1.0 - x * x / 6.0 : Math.Sin(x) / x;").In(0.3, 2).At(("x", 0.0)).At(("x", 1e-5)),
        new TestProgram("expm1 over x, with its limit", OneReal + "=> x == 0.0 ? 1.0 + 0.5 * x : double.ExpM1(x) / x;").In(0.3, 2).At(("x", 0.0)),
        new TestProgram("Powers at zero", TwoReals + "=> Math.Pow(x, 3.0) + Math.Pow(x, 1.0) * y + Math.Pow(x, 0.0) + Math.Pow(y, 2.0);").At(("x", 0.0), ("y", 0.0)).At(("x", -2.0), ("y", 1.0)),
        new TestProgram("A variable power of zero", TwoReals + "=> Math.Pow(x, y) * 2.0;").In(0.4, 2).At(("x", 0.0), ("y", 2.0)).At(("x", 0.0), ("y", 1.0)),
        new TestProgram("A power by multiplication of a negative base", "[Differentiable] public static double F(double x, int n) { double p = 1.0; for (int i = 0; i < n; i++) p *= x; return p; }").At(("x", -1.5), ("n", 3)).At(("x", 0.0), ("n", 1)).At(("x", 0.0), ("n", 0)).At(("x", 0.0), ("n", 2)),
        new TestProgram("A norm at the origin", OverSpan + "{ double s = 0.0; foreach (double t in x) s += t * t; return Math.Sqrt(s); }").At(("x", new double[7])),
        new TestProgram("A normalized vector, unless it is zero", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { double s = 0.0; foreach (double t in x) s += t * t; double n = Math.Sqrt(s); for (int i = 0; i < x.Length; i++) y[i] = n > 0.0 ? x[i] / n : 0.0; }").At(("x", new double[7])),
        new TestProgram("Angles in all quadrants", TwoReals + "=> Math.Atan2(y, x) * x;").In(0.2, 1).At(("x", -1.0), ("y", 0.5)).At(("x", -1.0), ("y", -0.5)).At(("x", 0.0), ("y", 1.0)).At(("x", 0.0), ("y", -1.0)).At(("x", 1.0), ("y", 0.0)),
        new TestProgram("Angles by the arc cosine, clamped", "[Differentiable] public static double F(double a, double b, double c) { double d = a * b / Math.Sqrt((a * a + c * c) * (b * b + 1.0)); return d >= 1.0 ? 0.0 : d <= -1.0 ? Math.PI : Math.Acos(d); }").In(0.2, 1),
        new TestProgram("Hypotenuse by hand, scaled", TwoReals + "{ double a = Math.Abs(x), b = Math.Abs(y); if (a == 0.0 && b == 0.0) return 0.0; double m = Math.Max(a, b), r = Math.Min(a, b) / m; return m * Math.Sqrt(1.0 + r * r); }").At(("x", 0.0), ("y", 0.0)).At(("x", 1e200), ("y", -1e200)).DoubleOnly(),
        new TestProgram("Ties in a running maximum", OverSpan + "{ double m = double.NegativeInfinity; foreach (double t in x) m = Math.Max(m, t); return m * m; }").At(("x", s_ties)),
        new TestProgram("Ties in a running minimum by hand", OverSpan + "{ double m = x[0]; for (int i = 1; i < x.Length; i++) if (x[i] < m) m = x[i]; return m * m; }").At(("x", s_ties)),
        new TestProgram("Ties in the largest magnitude", OverSpan + "{ double m = 0.0; foreach (double t in x) m = Math.Max(m, Math.Abs(t)); return m * x[1]; }").At(("x", s_ties)).At(("x", new double[7])),
        new TestProgram("Sums of magnitudes at zero", OverSpan + "{ double s = 0.0; foreach (double t in x) s += Math.Abs(t) * (1.0 + s); return s; }").At(("x", s_zeros)),
        new TestProgram("A product with zeros", OverSpan + "{ double p = 1.0; foreach (double t in x) p *= t; return p; }").At(("x", s_zeros)).At(("x", new[] { 2.0, 0.0, 3.0, 0.5, 1.0, -1.0, 4.0 })),
        new TestProgram("Running products with zeros", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { double p = 1.0; for (int i = 0; i < x.Length; i++) y[i] = p *= x[i]; }").At(("x", s_zeros), ("y", new double[7])),
        new TestProgram("A geometric mean, zeros skipped", OverSpan + "{ double s = 0.0; int n = 0; foreach (double t in x) { if (t == 0.0) continue; s += Math.Log(t * t); n++; } return n == 0 ? 0.0 : Math.Exp(s / (2 * n)); }").In(0.4, 1.5).At(("x", s_zeros)).At(("x", new double[7])),
        new TestProgram("Quotients where the divisor is not zero", "[Differentiable] public static double F(ReadOnlySpan<double> x, ReadOnlySpan<double> y) { double s = 0.0; for (int i = 0; i < x.Length; i++) s += y[i] == 0.0 ? 0.0 : x[i] / y[i]; return s; }").In("y", 0.5, 1.5).At(("x", s_zeros), ("y", s_zeros)),
        new TestProgram("Entropy with empty classes", OverSpan + "{ double h = 0.0; for (int i = 0; i < x.Length; i++) if (x[i] > 0.0) h -= x[i] * Math.Log(x[i]); return h; }").In(0.1, 1).At(("x", s_zeros)),
        new TestProgram("Roots of all but the negative", OverSpan + "{ double s = 0.0; foreach (double t in x) { double r = t >= 0.0 ? Math.Sqrt(t) : -Math.Sqrt(-t); s += r * r * r; } return s; }").At(("x", s_ties)),
        new TestProgram("A logarithm of a sum with minus infinity", OverSpan + "{ double m = double.NegativeInfinity; foreach (double t in x) m = Math.Max(m, t); if (double.IsNegativeInfinity(m)) return 0.0; double s = 0.0; foreach (double t in x) s += Math.Exp(t - m); return m + Math.Log(s); }").At(("x", new[] { double.NegativeInfinity, 1.0, double.NegativeInfinity, 2.0, 0.5, -1.0, 2.0 })).At(("x", new[] { 1000.0, 999.0, -1000.0, 0.0, 1000.5, 3.0, 1.0 })),
        new TestProgram("Softplus, stable on both sides", OneReal + "=> Math.Max(x, 0.0) + double.LogP1(Math.Exp(-Math.Abs(x)));").At(("x", 800.0)).At(("x", -800.0)).At(("x", 30.0)),
        new TestProgram("A logistic loss, stable on both sides", TwoReals + "=> y * x > 0.0 ? double.LogP1(Math.Exp(-y * x)) : double.LogP1(Math.Exp(y * x)) - y * x;").At(("x", 800.0), ("y", 1.0)).At(("x", 800.0), ("y", -1.0)),
        new TestProgram("The logarithm of a sigmoid's complement", OneReal + "=> x < -0.7 ? double.LogP1(-Math.Exp(x)) : x < 0.0 ? Math.Log(-double.ExpM1(x)) : x;").In(-3, -1).At(("x", -0.01)).DoubleOnly(),
        new TestProgram("Tails of hyperbolic functions", OneReal + "=> Math.Tanh(x) + 1.0 / Math.Cosh(x) + Math.Asinh(x);").At(("x", 300.0)).At(("x", -300.0)).At(("x", 1e-12)).DoubleOnly(),
        new TestProgram("What overflows is cut off", OneReal + "{ double e = Math.Exp(x); return double.IsInfinity(e) ? x : e * x; }").At(("x", 2000.0)),
        new TestProgram("A sum that skips what is no number", OverSpan + "{ double s = 0.0; foreach (double t in x) if (!double.IsNaN(t)) s += t * t; return s; }").At(("x", new[] { double.NaN, 1.0, 2.0, double.NaN, -1.0, 0.5, double.NaN })),
        new TestProgram("A logarithm that is not used where it is no number", OverSpan + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { double r = Math.Log(x[i]) + x[i]; s += x[i] > 0.0 ? r : x[i]; } return s; }").In(0.2, 1).At(("x", s_zeros)).At(("x", s_ties)),
        new TestProgram("A dead value in a loop", OverSpan + "{ double s = 0.0, dead = 0.0; foreach (double t in x) { dead += Math.Sqrt(-1.0 - t * t) / dead; s += t * t * t; } return s; }"),
        new TestProgram("A dead element", OverSpan + "{ Span<double> t = stackalloc double[3]; t[0] = x[0] * x[0]; t[1] = Math.Log(-1.0 - x[1] * x[1]); t[2] = x[2] / (x[2] - x[2]); return t[0] * x[1]; }"),
        new TestProgram("A value that becomes no number and is overwritten", OneReal + "{ double t = Math.Log(-x * x - 1.0); t *= x; t = x * x; return t; }"),
        new TestProgram("Fractions by the floor", OneReal + "{ double f = x - Math.Floor(x); return f * f * (3.0 - 2.0 * f); }").In(0.1, 0.9).At(("x", -1.25)).At(("x", 2.0)),
        new TestProgram("A sawtooth, a triangle, a step", OneReal + "{ double saw = x - Math.Round(x), tri = 2.0 * Math.Abs(saw); return saw * tri + (x > 0.0 ? x : 0.01 * x); }").In(0.1, 0.4).At(("x", 1.25)),
        new TestProgram("Wrapped angles", TwoReals + "{ double d = x - y; while (d > Math.PI) d -= 2.0 * Math.PI; while (d < -Math.PI) d += 2.0 * Math.PI; return d * d; }").At(("x", 10.0), ("y", -3.0)).At(("x", -9.0), ("y", 1.0)),
        new TestProgram("Soft thresholds at their kinks", TwoReals + "=> Math.Sign(x) * Math.Max(Math.Abs(x) - 0.5, 0.0) * y;").In("x", 0.6, 1.4).At(("x", 0.5), ("y", 1.0)).At(("x", 0.0), ("y", 1.0)).At(("x", -1.0), ("y", 2.0)),
        new TestProgram("Activations at zero", OneReal + "=> Math.Max(x, 0.0) + Math.Min(Math.Max(x, -1.0), 1.0) + (x >= 0.0 ? x : double.ExpM1(x)) + x / (1.0 + Math.Abs(x)) + Math.Max(0.1 * x, x);").At(("x", 0.0)).At(("x", 1.0)).At(("x", -1.0)),
        new TestProgram("Distance to a box", TwoReals + "{ double dx = Math.Max(Math.Abs(x) - 0.5, 0.0), dy = Math.Max(Math.Abs(y) - 0.5, 0.0); return Math.Sqrt(dx * dx + dy * dy); }").At(("x", 0.1), ("y", 0.2)).At(("x", 0.5), ("y", 0.5)).At(("x", 2.0), ("y", 0.0)),
        new TestProgram("Differences of what is equal", TwoReals + "=> (x - x) * y + x / x + (y - x) * 0.0 + x * (1.0 / y) * y;").In(0.3, 1),
        new TestProgram("An unused result of a division by zero", "static (double Q, double R) Divide(double a, double b) => (a / b, a - b); " + TwoReals + "{ var (q, r) = Divide(x, y); return y == 0.0 ? r * x : q; }").At(("x", 2.0), ("y", 0.0)));

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
