using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>In the style of the test suites of other systems: sorting in place, scans, loops with several exits, memory that several names share, states as structs.</summary>
public class SystemIdiomPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Quicksort in place", """
            static void Sort(Span<double> a)
            {
                if (a.Length < 2) return;
                double p = a[0];
                int m = 0;
                for (int i = 1; i < a.Length; i++) if (a[i] < p) { m++; (a[m], a[i]) = (a[i], a[m]); }
                (a[0], a[m]) = (a[m], a[0]);
                Sort(a[..m]);
                Sort(a[(m + 1)..]);
            }
            [Differentiable] public static double F(ReadOnlySpan<double> x) { double[] a = x.ToArray(); Sort(a); double s = 0.0; for (int i = 0; i < a.Length; i++) s += (i + 1) * a[i] * a[i]; return s; }
            """),
        new TestProgram("A stack of three as a struct", """
            public struct Stack4 { public double A, B, C; public int N; public void Push(double v) { switch (N) { case 0: A = v; break; case 1: B = v; break; default: C = v; break; } N++; } public double Pop() { N--; return N switch { 0 => A, 1 => B, _ => C }; } }
            [Differentiable] public static double F(double x, double y) { var s = new Stack4(); s.Push(x); s.Push(y); s.Push(x * y); double t = s.Pop() - s.Pop(); s.Push(t * t); return s.Pop() * s.Pop(); }
            """),
        new TestProgram("An optional of its own with a conversion", """
            public struct Maybe<T> where T : struct { public bool Has; public T Value; public static implicit operator Maybe<T>(T v) => new() { Has = true, Value = v }; public T Or(T d) => Has ? Value : d; }
            static Maybe<double> Half(double x) => x > 0.0 ? x / 2.0 : default(Maybe<double>);
            [Differentiable] public static double F(double x, double y) => Half(x).Or(y) * Half(y).Or(x * x);
            """),
        new TestProgram("A loop whose test does the work", """
            public struct S { public double T, W; public int I; }
            static bool Next(ref S s, double k) { if (s.I >= 6 || s.T > 4.0) return false; s.T += s.W * k; s.W *= 0.7; s.I++; return true; }
            [Differentiable] public static double F(double x, double k) { var s = new S { T = x, W = 1.0 }; while (Next(ref s, k)) ; return s.T * s.W; }
            """),
        new TestProgram("A switch with continue, goto default and a way out", """
            [Differentiable] public static double F(double x, int n)
            {
                double s = 0.0;
                for (int i = 0; i < n; i++)
                {
                    switch (i % 4) { case 0: case 2: s += x; break; case 1: if (s > 1.0) continue; goto default; default: s = s * x + 1.0; if (s > 5.0) goto end; break; }
                    s *= 1.1;
                }
                end: return s;
            }
            """),
        new TestProgram("A scan with a tuple as its carry", """
            [Differentiable] public static (double carry, double last) F(ReadOnlySpan<double> x, double w, Span<double> ys)
            {
                (double h, double c) st = (0.0, 1.0);
                for (int t = 0; t < x.Length; t++) { st = (Math.Tanh(w * st.h + x[t]), st.c * 0.9 + st.h); ys[t] = st.h * st.c; }
                return (st.h, ys[^1]);
            }
            """),
        new TestProgram("A running log of a sum of exponentials", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y)
            {
                double m = double.NegativeInfinity, s = 0.0;
                for (int i = 0; i < x.Length; i++) { if (x[i] > m) { s = s * Math.Exp(m - x[i]) + 1.0; m = x[i]; } else s += Math.Exp(x[i] - m); y[i] = m + Math.Log(s); }
            }
            """),
        new TestProgram("Collection expressions with spreads", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                Span<double> a = [.. x]; a.Reverse(); double[] b = [.. a[1..], x[0] * x[0], .. x[..2]];
                double s = 0.0; foreach (double v in b) s = s * 0.5 + v * v; return s;
            }
            """),
        new TestProgram("Three names for parts of one array", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, int n)
            {
                Span<double> work = new double[3 * n]; var a = work[..n]; var b = work[n..(2 * n)]; var c = work.Slice(2 * n, n);
                for (int i = 0; i < n; i++) { a[i] = x[i] * x[i]; b[n - 1 - i] = a[i]; }
                for (int i = 0; i < n; i++) c[i] = a[i] * b[i] + work[i + n];
                work[1] = c[0]; double s = 0.0; for (int i = 0; i < 3 * n; i++) s += work[i] * (i + 1); return s;
            }
            """).Set("n", 3),
        new TestProgram("A switch of integers with relations, guards and names", """
            [Differentiable] public static double F(double x, int n)
            {
                double s = x;
                for (int i = 0; i < 5; i++) s = (n + i) switch { 0 or 1 => s * x, > 1 and < 4 when s > 0.0 => Math.Sqrt(s + 1.0), var k when k % 2 == 0 => s + k * x, < 0 => -s, _ => s - x };
                return s;
            }
            """),
        new TestProgram("Lists by patterns", """
            static double Poly(ReadOnlySpan<double> c) => c switch { [] => 0.0, [var a] => a, [var a, var b] => a * b, [var a, .., var z] when a > 0.0 => a * z, [_, var b, .. var rest] => b * rest.Length + rest[0] };
            [Differentiable] public static double F(ReadOnlySpan<double> x) => Poly(x) + Poly(x[..2]) * Poly(x[..1]) + Poly(x[..0]);
            """),
        new TestProgram("Elimination through an indexer over a span", """
            public ref struct Mat(Span<double> d, int n) { Span<double> _d = d; public double this[int i, int j] { get => _d[i * n + j]; set => _d[i * n + j] = value; } }
            [Differentiable] public static double F(ReadOnlySpan<double> a)
            {
                Span<double> w = stackalloc double[9]; a[..9].CopyTo(w); var m = new Mat(w, 3); double det = 1.0;
                for (int k = 0; k < 3; k++) { m[k, k] += 3.0; }
                for (int k = 0; k < 3; k++) { det *= m[k, k]; for (int i = k + 1; i < 3; i++) { double f = m[i, k] / m[k, k]; for (int j = k; j < 3; j++) m[i, j] -= f * m[k, j]; } }
                return det;
            }
            """).Length("a", 9),
        new TestProgram("The order in which indices and operands are evaluated", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double[] a = new double[8];
                int i = 0;
                a[i++] = x[i];
                a[i++] += x[i] * x[0];
                a[i] = a[i - 1] = x[2] * a[0];
                double s = a[i = 2] * 2.0;
                a[++i] = s;
                (a[i--], a[i]) = (a[i], a[3] + x[1]);
                s += (i > 1 && (s = s * x[3]) > 0.0) || (s = x[4]) < 0.1 ? s : -s;
                return s + a[2] * a[3] + i;
            }
            """),
        new TestProgram("A loop that changes its own variable and bound", """
            [Differentiable] public static double F(double x, int n) { double s = x; for (int i = 0; i < n; i++) { s *= x + 0.1; if (s > 1.0) i += 2; else if (s < -1.0) { i--; s *= 0.1; n--; } } return s; }
            """),
        new TestProgram("A search over pairs with three exits", """
            static double Find(ReadOnlySpan<double> x, double t)
            {
                for (int i = 0; i < x.Length; i++) { for (int j = i; ; j++) { if (j >= x.Length) break; if (x[i] + x[j] > t) return x[i] * x[j]; if (x[j] < -1.0) goto next; } next: ; }
                return t * t;
            }
            [Differentiable] public static double F(ReadOnlySpan<double> x, double t) => Find(x, t) + Find(x[1..], t * 2.0);
            """),
        new TestProgram("Both precisions in one method", """
            [Differentiable] public static double F(float x, double y) { float a = x * x; double b = a * y; a = (float)(b + y); return a * b + (int)3.7f * x; }
            """),
        new TestProgram("Mutual recursion that adds to a span", """
            static double Even(ReadOnlySpan<double> x, Span<double> acc, int d) { if (x.IsEmpty) return 1.0; acc[d % acc.Length] += x[0] * x[0]; return x[0] * Odd(x[1..], acc, d + 1); }
            static double Odd(ReadOnlySpan<double> x, Span<double> acc, int d) => x.Length == 0 ? acc[0] : acc[d % acc.Length] + Even(x[1..], acc, d + 1) * x[0];
            [Differentiable] public static double F(ReadOnlySpan<double> x) { Span<double> acc = stackalloc double[2]; acc.Clear(); return Even(x, acc, 0) + acc[0] * acc[1]; }
            """),
        new TestProgram("A recursion with a memory", """
            static double Fib(int n, double x, Span<double> memo, Span<bool> has)
            {
                if (n < 2) return n == 0 ? x : x * x;
                if (has[n]) return memo[n];
                double v = Fib(n - 1, x, memo, has) * 0.7 + Fib(n - 2, x, memo, has);
                has[n] = true;
                memo[n] = v;
                return v;
            }
            [Differentiable] public static double F(double x) { Span<double> m = stackalloc double[12]; Span<bool> h = stackalloc bool[12]; h.Clear(); return Fib(9, x, m, h); }
            """),
        new TestProgram("A clip by ref, in and out", """
            static void Clip(ref double a, in double lim, out bool hit) { hit = false; if (a > lim) { a = lim + 0.1 * (a - lim); hit = true; return; } if (a < -lim) { a = -lim; return; } a *= 1.0 + lim; }
            [Differentiable] public static void F(ReadOnlySpan<double> x, double lim, Span<double> y, out double count)
            {
                count = 0.0;
                for (int i = 0; i < x.Length; i++) { double v = x[i]; Clip(ref v, lim, out bool h); y[i] = v; if (h) count += v; }
            }
            """).In("lim", 0.3, 0.8),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory]
    [MemberData(nameof(Names))]
    public void Checks(string name) => s_all.Check(name);
}
