using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Structs that hold arrays: matrices, buffers and layers, by constructors of every kind and by initializers; arrays filled and copied in part.</summary>
public class StructArrayPrograms
{
    private static readonly ProgramSet s_all = Suite.InBothModes(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A buffer by an initializer, copied by value", """
            public struct Buf { public double[] D; public int N; public void Add(double v) { D[N++] = v; } public readonly double Last => D[N - 1]; }
            [Differentiable] public static double F(double x, double y) { var b = new Buf { D = new double[6] }; b.Add(x); var c = b; c.Add(y * x); b.Add(x * x); return b.Last * c.Last + c.D[0] * b.N; }
            """),
        new TestProgram("A matrix with two constructors and operators", """
            public readonly struct Mat { readonly double[] _d; public int N { get; } public Mat(double[] d, int n) { _d = d; N = n; } public Mat(int n) : this(new double[n * n], n) { } public double this[int i, int j] { get => _d[i * N + j]; set => _d[i * N + j] = value; }
            public static Mat operator *(Mat a, Mat b) { var c = new Mat(a.N); for (int i = 0; i < a.N; i++) for (int j = 0; j < a.N; j++) { double s = 0.0; for (int k = 0; k < a.N; k++) s += a[i, k] * b[k, j]; c[i, j] = s; } return c; } public double Trace { get { double t = 0.0; for (int i = 0; i < N; i++) t += this[i, i]; return t; } } }
            [Differentiable] public static double F(double[] x) { var m = new Mat(x, 2); var p = m * m * m; return p.Trace * p[0, 1]; }
            """).Length("x", 4),
        new TestProgram("A vector over an array by its primary constructor", """
            public readonly struct Vec(double[] d) { public double Dot(Vec o) { double s = 0.0; for (int i = 0; i < d.Length; i++) s += d[i] * o[i]; return s; } public double this[int i] => d[i]; public static Vec operator +(Vec a, Vec b) { var r = new double[3]; for (int i = 0; i < 3; i++) r[i] = a[i] + b[i] * b[i]; return new Vec(r); } }
            [Differentiable] public static double F(double[] x, double y) { var a = new Vec(x); var b = new Vec([y, x[0], y * y]); return (a + b).Dot(b); }
            """).Length("x", 3),
        new TestProgram("A record struct of an array, changed by with", """
            public readonly record struct Layer(double[] W, double B) { public double Run(ReadOnlySpan<double> x) { double s = B; for (int i = 0; i < x.Length; i++) s += W[i] * x[i]; return Math.Tanh(s); } }
            [Differentiable] public static double F(double[] w, ReadOnlySpan<double> x, double b) { var l = new Layer(w, b); var k = l with { B = l.Run(x) }; return k.Run(x) * l.B; }
            """).Length("x", 5).Length("w", 5),
        new TestProgram("One of two arrays, chosen by data", """
            public struct H { public double[] D; public double K; }
            [Differentiable] public static double F(double[] x, double y)
            {
                H h = y > 0.0 ? new H { D = x, K = y }
                : new H { D = new double[] { y, y * y }, K = 1.0 };
                double s = 0.0;
                foreach (double v in h.D) s += v * v * h.K;
                return s;
            }
            """),
        new TestProgram("Arrays filled, cleared and copied in part", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double[] a = x.ToArray(), b = new double[a.Length];
                Array.Copy(a, 1, b, 0, a.Length - 1);
                Array.Fill(a, x[0] * x[1], 2, 2);
                Array.Reverse(b);
                Array.Clear(a, 0, 1);
                double s = 0.0;
                for (int i = 0; i < a.Length; i++) s += a[i] * b[i] + b[i] * b[i];
                return s;
            }
            """),
        new TestProgram("Quotients and remainders", """
            [Differentiable] public static double F(double x, int n) { int q = Math.DivRem(17 + n, 5, out int r); long p = Math.DivRem(-17L * n - 3L, 4L, out long t); return x * q + x * x * r + p * Math.Sin(x) + t * x; }
            """),
        new TestProgram("One array as two arguments", """
            static void Axpy(Span<double> y, ReadOnlySpan<double> x, double a) { for (int i = 0; i < y.Length; i++) y[i] += a * x[i] * x[(i + 1) % x.Length]; }
            [Differentiable] public static double F(ReadOnlySpan<double> x, double a)
            {
                double[] w = x.ToArray();
                Axpy(w, w, a);
                Axpy(w, x, a);
                Axpy(w.AsSpan(1), w.AsSpan(0, w.Length - 1), a);
                double s = 0.0;
                foreach (double v in w) s += v * v;
                return s;
            }
            """),
        new TestProgram("Stretches copied over themselves", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                Span<double> w = x.ToArray();
                w[..^1].CopyTo(w[1..]);
                w[2..].CopyTo(w);
                w[0] *= w[^1];
                Span<double> u = w[1..4];
                u.Fill(w[0]);
                double s = 0.0;
                for (int i = 0; i < w.Length; i++) s += w[i] * w[i] * (i + 1);
                return s;
            }
            """),
        new TestProgram("References to fields of elements, beside copies", """
            public struct Q { public double A; public (double L, double R) P; }
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                var q = new Q[3];
                for (int i = 0; i < 6; i++) { ref double d = ref (i % 2 == 0 ? ref q[i / 2].P.L : ref q[i / 2].P.R); d += x[i] * x[i]; q[i / 2].A += d; var copy = q[i / 2]; copy.A *= 100.0; if (i == 3) q[0] = copy; }
                return q[0].A * q[1].P.R + q[2].A * q[2].P.L;
            }
            """).Length("x", 7),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory]
    [MemberData(nameof(Names))]
    public void Checks(string name) => s_all.Check(name);
}
