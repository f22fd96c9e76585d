using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>What the suites of other systems try on a language, as one writes it in C#: references, closures, patterns, containers, numbers that may be missing.</summary>
public class ReferencePrograms
{
    private static readonly ProgramSet s_all = Suite.InBothModes(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Elements swapped through references", """
            static void Swap<T>(ref T a, ref T b) { T t = a; a = b; b = t; }
            [Differentiable] public static double F([InOut] Span<double> x, double k)
            {
                for (int i = 0; i < x.Length / 2; i++) Swap(ref x[i], ref x[^(i + 1)]);
                double s = 0.0;
                for (int i = 0; i < x.Length; i++) { x[i] *= k; s += x[i] * (i + 1); }
                return s;
            }
            """),
        new TestProgram("Recursion through this of a struct", """
            public struct Node { public double V; public double W; public readonly double Pow(int n) => n == 0 ? W : V * Pow(n - 1) + W; }
            [Differentiable] public static double F(Node a, int n) => a.Pow(n) * a.V;
            """),
        new TestProgram("params arrays, empty and of one", """
            static double Sum(params double[] v) { double s = 0.0; foreach (double d in v) s += d * d; return s; }
            [Differentiable] public static double F(double a, double b, double c) => Sum(a, b * c, 2.0) + Sum() + Sum(a) * b;
            """),
        new TestProgram("params spans", """
            static double Sum(params ReadOnlySpan<double> v) { double s = 0.0; foreach (double d in v) s += d * d; return s; }
            [Differentiable] public static double F(double a, double b, double c) => Sum(a, b * c, 2.0) + Sum(a) * b;
            """),
        new TestProgram("A recursive local function", """
            [Differentiable] public static double F(double x, int n)
            {
                double Go(int k, double acc) => k <= 0 ? acc : Go(k - 1, Math.Sin(acc) * x + acc);
                return Go(n, x * x);
            }
            """),
        new TestProgram("A switch over a tuple with relations and guards", """
            [Differentiable] public static double F(double x, double y) => (x > 0.0, y > 0.0) switch
            {
                (true, true) => x * y,
                (true, false) when x > 1.0 => x * x - y,
                (false, _) => y switch { < -0.5 => y * y * y, >= 0.5 and < 1.0 => x * Math.Exp(y), _ => x - y },
                _ => x + 3.0 * y,
            };
            """),
        new TestProgram("Property and positional patterns of a record struct", """
            public readonly record struct P(double X, double Y, int Kind);
            static double Area(P p) => p switch { { Kind: 0, X: > 0.0 } => p.X * p.Y, { Kind: 1 } => p.X * p.X, P(var a, var b, 2) => a + b, (_, _, _) => p.X - p.Y };
            [Differentiable] public static double F(double x, double y)
            {
                double s = 0.0;
                for (int k = 0; k < 4; k++) s += Area(new P(x, y, k)) * (k + 1);
                return s;
            }
            """),
        new TestProgram("A ring buffer on the stack", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                Span<double> ring = stackalloc double[3];
                ring.Clear();
                double s = 0.0;
                for (int i = 0; i < x.Length; i++)
                {
                    s += ring[i % 3] * x[i];
                    ring[i % 3] = Math.Tanh(x[i] + 0.3 * ring[(i + 2) % 3]);
                }
                return s + ring[^1];
            }
            """),
        new TestProgram("References chosen, pointed anew and written", """
            [Differentiable] public static double F(double x, double y)
            {
                double a = x * x, b = y + 0.5;
                ref double r = ref (a > b ? ref a : ref b);
                r *= 2.0;
                r = ref a;
                r += b * b;
                (x > y ? ref a : ref b) -= 0.25;
                return a * b;
            }
            """),
        new TestProgram("Particles in an array updated through references", """
            public struct Part { public (double X, double Y) P; public double M; }
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                var ps = new Part[x.Length];
                for (int i = 0; i < ps.Length; i++) ps[i] = new Part { P = (x[i], x[i] * i), M = 1.0 + i };
                for (int s = 0; s < 2; s++)
                    for (int i = 0; i < ps.Length; i++)
                    {
                        ref Part p = ref ps[i];
                        ref readonly Part q = ref ps[(i + 1) % ps.Length];
                        p.P.X += 0.1 * (q.P.X - p.P.X) / p.M;
                        p.P.Y += 0.1 * q.P.Y * p.P.X;
                    }
                double e = 0.0;
                foreach (var p in ps) e += p.M * (p.P.X * p.P.X + p.P.Y);
                return e;
            }
            """),
        new TestProgram("out variables of conditions", """
            static bool Root(double a, out double r) { if (a < 0.0) { r = a; return false; } r = Math.Sqrt(a + 0.1); return true; }
            [Differentiable] public static double F(double x, double y)
            {
                if (Root(x, out var r) && Root(y, out double q)) return r * q;
                if (!Root(y, out r)) return r * x;
                return r + x;
            }
            """),
        new TestProgram("do and while with continue, and a jump out of both", """
            [Differentiable] public static double F(double x, int n)
            {
                double s = x; int i = 0;
                do
                {
                    i++;
                    int j = 0;
                    while (true)
                    {
                        if (++j > i) break;
                        if (j % 2 == 0) continue;
                        s = s * 0.9 + Math.Sin(s * j) * x;
                        if (s > 3.0) goto done;
                    }
                } while (i < n);
                done:
                return s * s;
            }
            """),
        new TestProgram("Edges of a graph taken apart in foreach", """
            public readonly record struct Edge(int A, int B, double W);
            static readonly Edge[] s_edges = [new(0, 1, 0.5), new(1, 2, -0.75), new(2, 0, 1.5)];
            [Differentiable] public static double F(ReadOnlySpan<double> p)
            {
                double e = 0.0;
                foreach (var (a, b, w) in s_edges) { double d = p[a] - p[b]; e += w * d * d; }
                return e;
            }
            """),
        new TestProgram("A tuple tested by its fields, and swapped", """
            [Differentiable] public static double F(double x, double y)
            {
                (double a, double b) t = new(x, y);
                if (t is not { a: > 0.0 }) t.a = -t.a;
                (t.a, t.b) = (t.b * t.a, t.a - t.b);
                return t is (var p, var q) ? p * q : 0.0;
            }
            """),
        new TestProgram("Matrices by in and ref readonly", """
            public struct M2 { public double A, B, C, D; public readonly double Det() => A * D - B * C; public static M2 operator *(in M2 l, in M2 r) => new() { A = l.A * r.A + l.B * r.C, B = l.A * r.B + l.B * r.D, C = l.C * r.A + l.D * r.C, D = l.C * r.B + l.D * r.D }; }
            [Differentiable] public static double F(M2 m, int n)
            {
                M2 p = new() { A = 1.0, D = 1.0 };
                static ref readonly M2 Id(in M2 m) => ref m;
                for (int i = 0; i < n; i++) p = Id(p) * Id(m);
                return p.Det() + p.B;
            }
            """),
        new TestProgram("A tuple, an out and a ref at once", """
            [Differentiable] public static (double Sum, double Prod) F(double a, double b, out double diff, ref double acc) { diff = a - b; acc = acc * a + b; return (a + b + acc, a * b); }
            """),
        new TestProgram("A static method of an interface over a span", """
            public partial interface IThing
            {
                [Differentiable] public static double F(double x, ReadOnlySpan<double> y) { double s = x; foreach (double v in y) s += Math.Sin(v * x); return s; }
            }
            """),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory]
    [MemberData(nameof(Names))]
    public void Checks(string name) => s_all.Check(name);
}
