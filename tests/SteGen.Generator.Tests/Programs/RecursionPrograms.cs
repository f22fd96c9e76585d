using System;
using System.Linq;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Methods that call themselves: in a line, as a tree, through one another; numbers, structs and spans as parameters; in loops, branches and batches.</summary>
public class RecursionPrograms
{
    private static readonly ProgramSet s_all = Suite.Of(Programs);

    private static readonly ProgramSet s_forward = Suite.Of(Programs.Select(p => p with
    {
        Source = p.Source.Replace("[Differentiable] public", "[Differentiable(Emit = Derivatives.Forward | Derivatives.Jvp)] public", StringComparison.Ordinal),
        HasSingle = false,
    }));

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A power", "[Differentiable] public static double F(double x, int n) => n == 0 ? 1.0 : x * F(x, n - 1);").In("n", 0, 9),
        new TestProgram("A power by squares", "[Differentiable] public static double F(double x, int n) { if (n == 0) return 1.0; double h = F(x, n / 2); return n % 2 == 0 ? h * h : h * h * x; }").In("n", 0, 21),
        new TestProgram("Tail recursion", "static double Iterate(double x, double r, int n) => n <= 0 ? x : Iterate(r * x * (1.0 - x), r, n - 1); [Differentiable] public static double F(double x, double r) => Iterate(x, r, 6);").In("x", 0.1, 0.9).In("r", 1.0, 2.0),
        new TestProgram("Newton's method until it stands", "static double Step(double y, double x, int n) { double next = 0.5 * (y + x / y); return Math.Abs(next - y) < 1e-3 || n == 0 ? next : Step(next, x, n - 1); } [Differentiable] public static double F(double x) => Step(1.0, x, 20);").In("x", 1.0, 9.0),
        new TestProgram("A tree", "[Differentiable] public static double F(double x, int n) => n <= 1 ? x : F(x * 0.9, n - 1) + Math.Sin(F(x, n - 2));").In("n", 0, 8),
        new TestProgram("A tree whose branches multiply", "static double Tree(double x, double y, int depth) { if (depth == 0) return x * y + 0.5; double a = Tree(x + 0.1, y, depth - 1); double b = Tree(x, y * a, depth - 1); return a * Math.Tanh(b); } [Differentiable] public static double F(double x, double y) => Tree(x, y, 4) * x;"),
        new TestProgram("Two that call one another", "static double Even(double x, int n) => n == 0 ? x : Math.Cos(Odd(x * 1.1, n - 1)); static double Odd(double x, int n) => n == 0 ? x * x : x * Even(x, n - 1); [Differentiable] public static double F(double x, int n) => Even(x, n) + Odd(x, n);").In("n", 0, 7),
        new TestProgram("Three in a ring", "static double A(double x, int n) => n == 0 ? x : B(x * x, n - 1) + x; static double B(double x, int n) => n == 0 ? -x : Cc(x + 0.5, n - 1) * x; static double Cc(double x, int n) => n == 0 ? 1.0 : Math.Sin(A(x, n - 1)); [Differentiable] public static double F(double x) => A(x, 7);"),
        new TestProgram("A recursive method within another one", "static double Inner(double x, int n) => n == 0 ? x : Math.Sin(Inner(x, n - 1)); static double Outer(double x, int n) => n == 0 ? 0.0 : Inner(x, n) * x + Outer(x, n - 1); [Differentiable] public static double F(double x) => Outer(x, 4);"),
        new TestProgram("Ackermann", "static double Ack(double x, int m, int n) => m == 0 ? x + n : n == 0 ? Ack(x * 0.5, m - 1, 1) : Ack(Ack(x, m, n - 1) * 0.25, m - 1, 1); [Differentiable] public static double F(double x) => Ack(x, 2, 2);"),
        new TestProgram("An early return", "static double G(double x, int n) { if (n == 0) return x; if (x > 1.0) return x * 0.5; double t = G(x * 1.3 + 0.1, n - 1); if (t < 0.0) return -t * t; return t * x; } [Differentiable] public static double F(double x) => G(x, 6);"),
        new TestProgram("Calls in a loop", "static double G(double x, int n) { double s = x; for (int i = 0; i < n; i++) s += Math.Sin(G(x * (0.3 * i + 1.0), i)) * s * 0.5; return s; } [Differentiable] public static double F(double x) => G(x, 4);").In("x", -0.7, 0.7),
        new TestProgram("Calls in a loop without a count", "static double G(double x, int n) { double t = x; int k = 0; while (t < 3.0 && k < n) { t = t * 1.5 + Math.Exp(-G(t, n - 1)); k++; } return t * x; } [Differentiable] public static double F(double x) => G(x, 3);").In("x", 0.2, 1.2),
        new TestProgram("Calls in a sum over a span", "static double Power(double x, int n) => n == 0 ? 1.0 : x * Power(x, n - 1); [Differentiable] public static double F(ReadOnlySpan<double> x, double a) { double s = 0.0; for (int i = 0; i < x.Length; i++) s += Power(x[i] * a, i); return s; }"),
        new TestProgram("Calls for each element of a result", "static double Power(double x, int n) => n == 0 ? 1.0 : x * Power(x, n - 1); [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) y[i] = Power(x[i], i) + x[0]; }"),
        new TestProgram("Halves of a span", "[Differentiable] public static double F(ReadOnlySpan<double> x) { if (x.Length == 0) return 0.0; if (x.Length == 1) return Math.Sin(x[0]); int h = x.Length / 2; return F(x[..h]) * Math.Exp(F(x[h..])); }").In("x", -0.8, 0.8),
        new TestProgram("The rest of a span", "static double Horner(ReadOnlySpan<double> c, double x) => c.Length == 0 ? 0.0 : c[0] + x * Horner(c[1..], x); [Differentiable] public static double F(ReadOnlySpan<double> c, double x) => Horner(c, x);"),
        new TestProgram("An array and an index", "static double Sum(double[] x, int from) => from == x.Length ? 0.0 : x[from] * x[from] * (from + 1) + Sum(x, from + 1); [Differentiable] public static double F(double[] x) => Sum(x, 0);"),
        new TestProgram("A heap", "static double Visit(ReadOnlySpan<double> w, int node, double x) => node >= w.Length ? x : Math.Tanh(w[node] * Visit(w, 2 * node + 1, x) + Visit(w, 2 * node + 2, x * w[node])); [Differentiable] public static double F(ReadOnlySpan<double> w, double x) => Visit(w, 0, x);"),
        new TestProgram("A span in place", "static void Scan(Span<double> y, double a) { if (y.Length < 2) return; y[1] += a * y[0] * y[1]; Scan(y[1..], a); } [Differentiable] public static void F(ReadOnlySpan<double> x, double a, Span<double> y) { x.CopyTo(y); Scan(y, a); }"),
        new TestProgram("An in-out span in halves", "[Differentiable] public static void F([InOut] Span<double> x) { if (x.Length < 2) return; int h = x.Length / 2; for (int i = 0; i < h; i++) { double a = x[i], b = x[h + i]; x[i] = a + b; x[h + i] = (a - b) * a; } F(x[..h]); F(x[h..]); }").Length("x", 8),
        new TestProgram("Scratch of each call", "static double Sum(ReadOnlySpan<double> x, int depth) { if (depth == 0) { double s = 0.0; foreach (double v in x) s += v * v; return s; } Span<double> t = stackalloc double[x.Length]; for (int i = 0; i < x.Length; i++) t[i] = Math.Sin(x[i]) * x[(i + 1) % x.Length]; return Sum(t, depth - 1) + t[0] * Sum(x, depth - 1); } [Differentiable] public static double F(ReadOnlySpan<double> x) => Sum(x, 3);").Length("x", 4),
        new TestProgram("A loop with exits in each call", "static double G(ReadOnlySpan<double> x, double limit, int depth) { double s = 0.0; for (int i = 0; i < x.Length; i++) { s += x[i] * x[i]; if (s > limit) break; if (depth > 0) s += 0.1 * G(x[i..], limit * 0.7, depth - 1); } return s * limit; } [Differentiable] public static double F(ReadOnlySpan<double> x, double limit) => G(x, limit, 2);").In("limit", 0.5, 3.0).Length("x", 5),
        new TestProgram("A while in each call", "static double G(double x, int depth) { double t = x; int k = 0; while (t * t < 4.0 && k < 5) { t = t * 1.7 + 0.1; k++; } return depth == 0 ? t : t * Math.Sin(G(x * 0.6, depth - 1)); } [Differentiable] public static double F(double x) => G(x, 3);").In("x", 0.42, 0.5),
        new TestProgram("Structs in and out", "public struct P { public double X, Y; } static P Turn(P p, double a, int n) { if (n == 0) return p; P q = Turn(p, a * 0.8, n - 1); return new P { X = q.X * Math.Cos(a) - q.Y * Math.Sin(a), Y = q.X * a + q.Y }; } [Differentiable] public static double F(P p, double a) { P r = Turn(p, a, 4); return r.X * r.Y + r.X; }"),
        new TestProgram("Tuples out", "static (double, double) Both(double x, int n) { if (n == 0) return (x, 1.0); var (a, b) = Both(x, n - 1); return (a * b + x, Math.Sin(a)); } [Differentiable] public static double F(double x) { var (a, b) = Both(x, 5); return a - b * b; }"),
        new TestProgram("Results by ref and out", "static void G(double x, ref double s, out double last, int n) { last = x * n; s += x * s; if (n == 0) return; G(x * 0.9, ref s, out double l, n - 1); last += l * s; } [Differentiable] public static double F(double x) { double s = 1.0; G(x, ref s, out double last, 4); return s * last; }"),
        new TestProgram("An array of structs", "public struct P { public double X, Y; } static double G(ReadOnlySpan<P> p) => p.Length == 0 ? 1.0 : p[0].X * G(p[1..]) + p[0].Y; [Differentiable] public static double F(ReadOnlySpan<P> p) => G(p) * G(p[1..]);"),
        new TestProgram("A recursive local function", "[Differentiable] public static double F(double x, double y) { double G(double t, int n) => n == 0 ? t * y : Math.Sin(G(t + x, n - 1)); return G(x, 4) * y; }"),
        new TestProgram("A static local function of itself", "[Differentiable] public static double F(double x) { static double G(double t, int n) { if (n == 0) return t; return t * G(t * 0.5, n - 1); } return G(x, 3); }"),
        new TestProgram("Adaptive quadrature", "static double Area(Func<double, double> f, double a, double b, double whole, int depth) { double m = 0.5 * (a + b), l = (m - a) * f(0.5 * (a + m)), r = (b - m) * f(0.5 * (m + b)); if (depth == 0 || Math.Abs(l + r - whole) < 1e-2) return l + r; return Area(f, a, m, l, depth - 1) + Area(f, m, b, r, depth - 1); } [Differentiable] public static double F(double x, double w) => Area(t => Math.Exp(w * t) * Math.Sin(t * x), 0.0, x, 0.0, 4);").In("x", 0.5, 2.0),
        new TestProgram("A generic method of itself", "static T Pow<T>(T x, int n) where T : IMultiplyOperators<T, T, T>, IAdditionOperators<T, T, T> => n == 0 ? x + x : x * Pow(x, n - 1); [Differentiable] public static double F(double x) => Pow(x, 5);"),
        new TestProgram("Stopped on the way", "static double G(double x, int n) => n == 0 ? x : Gradient.StopGradient(x) * G(x * 1.1, n - 1) + x; [Differentiable] public static double F(double x) => G(x, 4);").Kinks(),
        new TestProgram("Straight through on the way", "static double G(double x, int n) => n == 0 ? x : Gradient.StraightThrough(Math.Floor(x * 2.0), x) + G(x * 1.3, n - 1) * x; [Differentiable] public static double F(double x) => G(x, 3);").Kinks(),
        new TestProgram("An argument without a gradient", "static double G(double x, double w, int n) => n == 0 ? w : x * G(x, w * 1.1, n - 1) + w; [Differentiable] public static double F(double x, [NoGradient] double w) => G(x, w, 4);"),
        new TestProgram("Numbers of all kinds", "static double G(double x, long big, bool odd, int n) => n == 0 ? x : (odd ? x : 1.0) * G(x * 0.9 + (big % 7) * 0.1, big * 3 + (1L << 40), !odd, n - 1) + (big > 1L << 41 ? x * x : x); [Differentiable] public static double F(double x) => G(x, (1L << 40) + 12345, true, 5);"),
        new TestProgram("An instance, its constants and its marked field", "} public partial class M { public double Scale; [Differentiable] public double W; double G(double x, int n) => n == 0 ? x * W : Math.Sin(G(x * Scale, n - 1)) + W; [Differentiable] public double F(double x) => G(x, 3);"),
        new TestProgram("Adding twins of a recursion", "static double G(ReadOnlySpan<double> x, double a) => x.Length == 0 ? a : x[0] * G(x[1..], a * 0.9) + a; [Differentiable(Emit = Derivatives.Default | Derivatives.Accumulate)] public static double F(ReadOnlySpan<double> x, double a) => G(x, a);"),
        new TestProgram("A gradient that somebody wrote, within", "[CustomGradient(nameof(CubeBackward))] static double Cube(double x) => x * x * x; static double CubeBackward(double x, double g) => 3.0 * x * x * g; static double G(double x, int n) => n == 0 ? x : Cube(G(x * 0.8, n - 1)) + x; [Differentiable] public static double F(double x) => G(x, 3);"),
        new TestProgram("A value that may be unused", "static double G(double x, int n) => n == 0 ? x : x * G(x, n - 1); [Differentiable] public static double F(double x, double y) { double unused = G(x, 3); double used = G(y, 2); return used * x; }"),
        new TestProgram("Checks that throw", "static double G(double[] x, int i) { if (i > x.Length) throw new ArgumentException(\"i\"); return i == x.Length ? 0.5 : Math.Sqrt(x[i]) * G(x, i + 1); } [Differentiable] public static double F(double[] x) => G(x, 0);").In("x", 0.2, 2.0),
        new TestProgram("Constant arrays", "static readonly double[] s_c = { 0.5, -1.2, 0.8 }; static double G(double x, int n) => n == 0 ? s_c[0] * x : s_c[n % 3] * G(x * 0.9, n - 1) + Math.Sin(x); [Differentiable] public static double F(double x) => G(x, 5);"),
        new TestProgram("A method of a struct parameter", "public struct Line { public double Slope, Shift; public readonly double At(double x, int n) => n == 0 ? Shift : Slope * x * At(x * 0.8, n - 1) + Shift; } [Differentiable] public static double F(Line l, double x) => l.At(x, 4) * l.Slope;"),
        new TestProgram("A batch with uniform inputs", "static double Horner(ReadOnlySpan<double> c, double x) => c.Length == 0 ? 0.0 : c[0] + x * Horner(c[1..], x); [Differentiable] public static double F(double x, [Uniform] ReadOnlySpan<double> c, [Uniform] double w) => Horner(c, x * w);"),
        new TestProgram("A result that a procedure fills", "static void Fill(Span<double> y, double v, int at) { if (at >= y.Length) return; y[at] = v * at; Fill(y, Math.Sin(v) * 1.1, at + 1); } [Differentiable] public static void F(double v, Span<double> y) => Fill(y, v, 0);"),
        new TestProgram("A result that is read again", "[Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y, int n) { if (n == 0) { for (int i = 0; i < x.Length; i++) y[i] = x[i] * x[i]; return; } F(x, y, n - 1); for (int i = 1; i < y.Length; i++) y[i] *= x[i] + y[i - 1]; }").In("n", 0, 3).In("x", -1.0, 1.0),
        new TestProgram("An array of structs in place", "public struct P { public double X; public int N; public double Y; } static void G(Span<P> p, double a) { if (p.Length < 2) return; p[1].X += a * p[0].Y * p[1].X; p[1].Y = p[1].X * p[0].X + p[1].N; G(p[1..], a * 0.9); } [Differentiable] public static void F(ReadOnlySpan<P> x, double a, Span<P> y) { x.CopyTo(y); G(y, a); }"),
        new TestProgram("Indices that are computed on the way", "static double Find(ReadOnlySpan<double> x, int low, int high, double at) { if (high - low < 2) return x[low] * (at + 1.0); int middle = (low + high) / 2; return at < x[middle] ? Find(x, low, middle, at * 1.1) : Find(x, middle, high, at * 0.9); } [Differentiable] public static double F(ReadOnlySpan<double> x, double at) => Find(x, 0, x.Length, at);"),
        new TestProgram("An int array that is written", "static double G(Span<int> count, double x, int n) { count[0]++; if (n == 0) return x * count[0]; return G(count, x * 0.9, n - 1) + Math.Sin(x) * count[0]; } [Differentiable] public static double F(double x) { Span<int> count = stackalloc int[1]; double s = G(count, x, 3); return s + G(count, s, 2); }"),
        new TestProgram("Recursion after goto", "static double G(double x, int n) { double s = x; int k = n; again: if (k <= 0) goto done; s += G(s * 0.5, n - 1) * x; k -= 2; goto again; done: return Math.Tanh(s); } [Differentiable] public static double F(double x) => G(x, 4);"),
        new TestProgram("Deep", "static double G(double x, int n) => n == 0 ? x : Math.Sin(G(x, n - 1)) + 0.001 * n; [Differentiable] public static double F(double x) => G(x, 700);"),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    public static TheoryData<string> ForwardNames => Suite.NamesOf(s_forward);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);

    [Theory, MemberData(nameof(ForwardNames))]
    public void Jvp_agrees_with_dual_numbers(string name) => s_forward.Check(name);
}
