using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Arrays and spans that are written: in place, local, sliced, copied; in-out parameters.</summary>
public class MemoryPrograms
{
    private static readonly ProgramSet s_all = Suite.Of(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Spread in a collection", "[Differentiable] public static double F(double[] x, double a) { double[] b = [a, .. x, x[0] * a, .. x[1..3]]; double s = 0.0; for (int i = 0; i < b.Length; i++) s += b[i] * b[b.Length - 1 - i] * i; return s; }"),
        new TestProgram("Reverse and clone", "[Differentiable] public static double F(double[] x) { double[] b = (double[])x.Clone(); b.AsSpan().Reverse(); b[0] *= b[1]; double s = 0.0; for (int i = 0; i < b.Length; i++) s += b[i] * x[i] * (i + 1); return s; }"),
        new TestProgram("In place", "[Differentiable] public static void F([InOut] Span<double> x) { for (int i = 0; i < x.Length; i++) x[i] = x[i] * x[i] + 0.5; }"),
        new TestProgram("In place, read twice", "[Differentiable] public static void F([InOut] Span<double> x) { for (int i = 0; i < x.Length; i++) { x[i] *= 2.0; x[i] = x[i] * x[i]; } }"),
        new TestProgram("In place over neighbours", "[Differentiable] public static void F([InOut] Span<double> x) { for (int i = 1; i < x.Length; i++) x[i] = 0.5 * x[i] * x[i - 1] + 0.5 * Math.Sin(x[i]); }"),
        new TestProgram("An array in place", "[Differentiable] public static double F([InOut] double[] x) { double s = 0.0; for (int i = 0; i < x.Length; i++) { x[i] = Math.Exp(x[i]); s += x[i] * x[i]; } return s; }"),
        new TestProgram("A prefix sum in place, many times", "[Differentiable] public static void F([InOut] Span<double> x, int n) { for (int k = 0; k < n; k++) for (int i = 1; i < x.Length; i++) x[i] += x[i - 1] * 0.5; }").Set("n", 3),
        new TestProgram("Swapping elements", "[Differentiable] public static void F([InOut] Span<double> x) { for (int i = 0, j = x.Length - 1; i < j; i++, j--) { double t = x[i]; x[i] = x[j] * x[j]; x[j] = t; } }"),
        new TestProgram("Sorting", "[Differentiable] public static void F([InOut] Span<double> x) { for (int i = 1; i < x.Length; i++) for (int j = i; j > 0 && x[j] < x[j - 1]; j--) { double t = x[j]; x[j] = x[j - 1]; x[j - 1] = t; } }"),
        new TestProgram("Gaussian elimination in place", "[Differentiable] public static void F([InOut] Span<double> a, [InOut] Span<double> b, int n) { for (int k = 0; k < n; k++) for (int i = k + 1; i < n; i++) { double f = a[i * n + k] / a[k * n + k]; for (int j = k; j < n; j++) a[i * n + j] -= f * a[k * n + j]; b[i] -= f * b[k]; } for (int i = n - 1; i >= 0; i--) { double s = b[i]; for (int j = i + 1; j < n; j++) s -= a[i * n + j] * b[j]; b[i] = s / a[i * n + i]; } }").Set("n", 3).Set("a", new[] { 4.0, 1.0, 0.5, 1.0, 3.0, -0.5, 0.3, -0.6, 5.0 }).Length("b", 3),
        new TestProgram("An array of inputs", "[Differentiable] public static double F(double[] x, double a) { double s = 0.0; foreach (double t in x) s += a * t * t; return s; }"),
        new TestProgram("A result that is read back", "[Differentiable] public static double F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i]; double s = 0.0; for (int i = 0; i < y.Length; i++) s += y[i] * y[i]; return s; }"),
        new TestProgram("A result overwritten", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = x[i]; for (int i = 0; i < x.Length; i++) y[i] = y[i] * x[0] + y[x.Length - 1 - i]; }"),
        new TestProgram("A result that is partly written", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { y.Clear(); for (int i = 0; i < 3; i++) y[i] = x[i] * x[i]; }"),
        new TestProgram("A local array", "[Differentiable] public static double F(ReadOnlySpan<double> x) { double[] t = new double[x.Length]; for (int i = 0; i < x.Length; i++) t[i] = x[i] * x[x.Length - 1 - i]; double s = 0.0; for (int i = 0; i < t.Length; i++) s += t[i] * t[i]; return s; }"),
        new TestProgram("A local array of fixed length", "[Differentiable] public static double F(double a, double b) { double[] t = new double[3]; t[0] = a; t[1] = a * b; t[2] = t[0] * t[1]; t[0] += t[2]; return t[0] * t[1] + t[2]; }"),
        new TestProgram("An array initializer", "[Differentiable] public static double F(double a, double b) { double[] t = { a, b, a * b }; double s = 0.0; for (int i = 0; i < t.Length; i++) s += t[i] * t[i] * (i + 1); return s; }"),
        new TestProgram("A constant table", "[Differentiable] public static double F(ReadOnlySpan<double> x) { ReadOnlySpan<double> w = [0.25, 0.5, 0.125]; double s = 0.0; for (int i = 0; i < w.Length; i++) s += w[i] * x[i] * x[i]; return s; }"),
        new TestProgram("Stackalloc", "[Differentiable] public static double F(ReadOnlySpan<double> x) { Span<double> t = stackalloc double[4]; for (int i = 0; i < 4; i++) t[i] = Math.Sin(x[i]); for (int i = 1; i < 4; i++) t[i] *= t[i - 1]; return t[3] + t[1]; }"),
        new TestProgram("A local array inside a loop", "[Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0.0; for (int i = 0; i < x.Length; i++) { double[] t = new double[3]; t[0] = x[i]; t[1] = t[0] * x[i]; t[2] = t[1] + t[0]; s += t[2] * t[1] * s + t[2]; } return s; }"),
        new TestProgram("Scratch overwritten in every iteration", "[Differentiable] public static double F(ReadOnlySpan<double> x) { double[] t = new double[3]; double s = 0.0; for (int i = 2; i < x.Length; i++) { for (int j = 0; j < 3; j++) t[j] = x[i - j] * x[i]; s += t[0] * t[1] + t[2]; } return s; }"),
        new TestProgram("An array carried through a loop", "[Differentiable] public static double F(ReadOnlySpan<double> x, int n) { double[] state = new double[x.Length]; for (int i = 0; i < x.Length; i++) state[i] = x[i]; for (int k = 0; k < n; k++) for (int i = 1; i < x.Length; i++) state[i] = Math.Tanh(state[i] + state[i - 1] * x[i]); return state[x.Length - 1]; }").Set("n", 3),
        new TestProgram("Two arrays that change places", "[Differentiable] public static double F(ReadOnlySpan<double> x, int n) { Span<double> a = new double[x.Length], b = new double[x.Length]; x.CopyTo(a); for (int k = 0; k < n; k++) { for (int i = 0; i < a.Length; i++) b[i] = a[i] * a[(i + 1) % a.Length]; Span<double> t = a; a = b; b = t; } double s = 0.0; for (int i = 0; i < a.Length; i++) s += a[i]; return s; }").Set("n", 3).In(0.5, 1.2),
        new TestProgram("A slice", "[Differentiable] public static double F(ReadOnlySpan<double> x) { ReadOnlySpan<double> t = x.Slice(2, 3); double s = 0.0; for (int i = 0; i < t.Length; i++) s += t[i] * t[i]; return s; }"),
        new TestProgram("Ranges", "[Differentiable] public static double F(ReadOnlySpan<double> x) { ReadOnlySpan<double> a = x[1..4], b = x[^3..]; double s = x[^1]; for (int i = 0; i < 3; i++) s += a[i] * b[i]; return s; }"),
        new TestProgram("Slices of slices as arguments", "static double Sum(ReadOnlySpan<double> t) { double s = 0.0; for (int i = 0; i < t.Length; i++) s += t[i] * t[i]; return s; } [Differentiable] public static double F(ReadOnlySpan<double> x) => Sum(x[1..5][1..]) * Sum(x.Slice(2));"),
        new TestProgram("Rows of a matrix", "[Differentiable] public static double F(ReadOnlySpan<double> a, int columns) { double s = 1.0; for (int r = 0; r * columns < a.Length; r++) { ReadOnlySpan<double> row = a.Slice(r * columns, columns); double t = 0.0; for (int j = 0; j < row.Length; j++) t += row[j] * row[j]; s *= t; } return s; }").Length("a", 12).Set("columns", 4),
        new TestProgram("CopyTo", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { x.CopyTo(y); for (int i = 0; i < y.Length; i++) y[i] *= x[0]; }"),
        new TestProgram("Fill and Clear", "[Differentiable] public static void F(double a, Span<double> y) { y.Clear(); y[..3].Fill(a * a); y[1] *= a; }"),
        new TestProgram("CopyTo between slices of one span", "[Differentiable] public static void F([InOut] Span<double> x) { x[..3].CopyTo(x[4..]); x[0] = x[4] * x[1]; }"),
        new TestProgram("An array of integers as a table", "[Differentiable] public static double F(ReadOnlySpan<double> x) { int[] order = { 3, 1, 2, 0 }; double s = 1.0; for (int i = 0; i < order.Length; i++) s = s * x[order[i]] + i; return s; }"),
        new TestProgram("A histogram of decisions", "[Differentiable] public static double F(ReadOnlySpan<double> x) { int[] count = new int[2]; for (int i = 0; i < x.Length; i++) count[x[i] > 0.0 ? 1 : 0]++; double s = 0.0; for (int i = 0; i < x.Length; i++) s += x[i] * x[i] * count[x[i] > 0.0 ? 1 : 0]; return s; }"),
        new TestProgram("Results of two precisions", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<float> y) { for (int i = 0; i < x.Length; i++) y[i] = (float)(x[i] * x[i]); }").DoubleOnly().Kinks(),
        new TestProgram("Ref parameters", "static void Advance(ref double p, ref double v, double h) { v -= h * p; p += h * v; } [Differentiable] public static double F(double p, double v) { for (int k = 0; k < 5; k++) Advance(ref p, ref v, 0.1); return p * v; }"),
        new TestProgram("A ref parameter of the method itself", "[Differentiable] public static double F(ref double x, double y) { double before = x; x = x * y; return before * x; }"),
        new TestProgram("An in parameter", "[Differentiable] public static double F(in double x, in double y) => x * y * x;"),
        new TestProgram("Out parameters", "[Differentiable] public static void F(double x, double y, out double sum, out double product) { sum = x + y * y; product = x * y; }"),
        new TestProgram("A ref local", "[Differentiable] public static double F([InOut] Span<double> x) { ref double first = ref x[0]; first *= 2.0; first += x[1]; return first * x[2]; }"),
        new TestProgram("A ref into a local array", "[Differentiable] public static double F(double a) { double[] t = new double[2]; ref double r = ref t[1]; r = a * a; r *= a; return t[1] + t[0]; }"),
        new TestProgram("A ref that is re-pointed", "[Differentiable] public static double F([InOut] Span<double> x) { ref double r = ref x[0]; r *= r; r = ref x[1]; r += x[0]; return x[1] * x[0]; }"),
        new TestProgram("The same span twice as an input", "static double Mix(ReadOnlySpan<double> a, ReadOnlySpan<double> b) { double s = 0.0; for (int i = 0; i < a.Length; i++) s += a[i] * b[a.Length - 1 - i]; return s; } [Differentiable] public static double F(ReadOnlySpan<double> x) => Mix(x, x);"),
        new TestProgram("Zero elements", "[Differentiable] public static double F(ReadOnlySpan<double> x, double a) { double s = a; for (int i = 0; i < x.Length; i++) s += x[i] * a; return s * s; }").Length("x", 0),
        new TestProgram("One element", "[Differentiable] public static double F(ReadOnlySpan<double> x, double a) { double s = a; for (int i = 0; i < x.Length; i++) s += x[i] * a; return s * s; }").Length("x", 1),
        new TestProgram("Thirty-seven elements", "[Differentiable] public static double F(ReadOnlySpan<double> x, double a) { double s = a; for (int i = 0; i < x.Length; i++) s += Math.Exp(x[i] * a); return s * s; }").Length("x", 37),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
