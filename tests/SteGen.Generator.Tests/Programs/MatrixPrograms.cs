using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Factorizations, solvers and iterations over matrices.</summary>
public class MatrixPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Cholesky in place, log-determinant", """
            [Differentiable] public static double F(ReadOnlySpan<double> m, int n)
            {
                double[] a = m.ToArray();
                for (int i = 0; i < n; i++) a[i * n + i] += 5.0;
                double logDet = 0.0;
                for (int j = 0; j < n; j++)
                {
                    for (int k = 0; k < j; k++)
                        for (int i = j; i < n; i++) a[i * n + j] -= a[i * n + k] * a[j * n + k];
                    double d = Math.Sqrt(a[j * n + j]);
                    for (int i = j; i < n; i++) a[i * n + j] /= d;
                    logDet += 2.0 * Math.Log(d);
                }
                return logDet;
            }
            """).Length("m", 16).Set("n", 4),
        new TestProgram("A Gaussian likelihood by Cholesky and two solves", """
            static void Cholesky(Span<double> a, int n)
            {
                for (int i = 0; i < n; i++)
                    for (int j = 0; j <= i; j++)
                    {
                        double s = a[i * n + j];
                        for (int k = 0; k < j; k++) s -= a[i * n + k] * a[j * n + k];
                        a[i * n + j] = i == j ? Math.Sqrt(s) : s / a[j * n + j];
                    }
            }
            static void Solve(ReadOnlySpan<double> l, Span<double> b, int n)
            {
                for (int i = 0; i < n; i++) { for (int j = 0; j < i; j++) b[i] -= l[i * n + j] * b[j]; b[i] /= l[i * n + i]; }
            }
            [Differentiable] public static double F(ReadOnlySpan<double> x, double length, double noise, ReadOnlySpan<double> y)
            {
                int n = x.Length;
                Span<double> k = stackalloc double[n * n], r = stackalloc double[n];
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++)
                    {
                        double d = (x[i] - x[j]) / length;
                        k[i * n + j] = Math.Exp(-0.5 * d * d) + (i == j ? noise * noise : 0.0);
                    }
                Cholesky(k, n);
                y.CopyTo(r);
                Solve(k, r, n);
                double quad = 0.0, logDet = 0.0;
                for (int i = 0; i < n; i++) { quad += r[i] * r[i]; logDet += Math.Log(k[i * n + i]); }
                return -0.5 * quad - logDet - 0.5 * n * Math.Log(2.0 * Math.PI);
            }
            """).Length("x", 5).Length("y", 5).In("length", 0.5, 1.0).In("noise", 0.5, 1.0),
        new TestProgram("LU with partial pivoting", """
            static int Factor(Span<double> a, Span<int> p, int n)
            {
                int swaps = 0;
                for (int i = 0; i < n; i++) p[i] = i;
                for (int k = 0; k < n; k++)
                {
                    int best = k;
                    for (int i = k + 1; i < n; i++) if (Math.Abs(a[i * n + k]) > Math.Abs(a[best * n + k])) best = i;
                    if (best != k)
                    {
                        for (int j = 0; j < n; j++) (a[k * n + j], a[best * n + j]) = (a[best * n + j], a[k * n + j]);
                        (p[k], p[best]) = (p[best], p[k]);
                        swaps++;
                    }
                    for (int i = k + 1; i < n; i++)
                    {
                        a[i * n + k] /= a[k * n + k];
                        for (int j = k + 1; j < n; j++) a[i * n + j] -= a[i * n + k] * a[k * n + j];
                    }
                }
                return swaps;
            }
            [Differentiable] public static double F(ReadOnlySpan<double> m, ReadOnlySpan<double> b)
            {
                int n = b.Length;
                Span<double> a = stackalloc double[n * n], x = stackalloc double[n];
                Span<int> p = stackalloc int[n];
                m.CopyTo(a);
                int swaps = Factor(a, p, n);
                for (int i = 0; i < n; i++) { x[i] = b[p[i]]; for (int j = 0; j < i; j++) x[i] -= a[i * n + j] * x[j]; }
                for (int i = n - 1; i >= 0; i--) { for (int j = i + 1; j < n; j++) x[i] -= a[i * n + j] * x[j]; x[i] /= a[i * n + i]; }
                double det = swaps % 2 == 0 ? 1.0 : -1.0, s = 0.0;
                for (int i = 0; i < n; i++) { det *= a[i * n + i]; s += x[i] * (i + 1); }
                return s + det;
            }
            """).Length("m", 16).Length("b", 4).Set("m", new[] { 0.3, 2.0, 0.5, -1.0, 1.5, 0.2, -0.7, 0.4, -0.6, 0.9, 2.2, 0.1, 0.8, -0.3, 0.6, 1.9 }),
        new TestProgram("QR by Gram-Schmidt", """
            [Differentiable] public static void F(ReadOnlySpan<double> a, Span<double> q, Span<double> r)
            {
                const int n = 3;
                a.CopyTo(q);
                r.Clear();
                for (int j = 0; j < n; j++)
                {
                    for (int k = 0; k < j; k++)
                    {
                        double d = 0.0;
                        for (int i = 0; i < n; i++) d += q[i * n + k] * q[i * n + j];
                        r[k * n + j] = d;
                        for (int i = 0; i < n; i++) q[i * n + j] -= d * q[i * n + k];
                    }
                    double norm = 0.0;
                    for (int i = 0; i < n; i++) norm += q[i * n + j] * q[i * n + j];
                    norm = Math.Sqrt(norm);
                    r[j * n + j] = norm;
                    for (int i = 0; i < n; i++) q[i * n + j] /= norm;
                }
            }
            """).Length("*", 9).Set("a", new[] { 1.2, 0.3, -0.4, 0.1, 0.9, 0.5, -0.6, 0.2, 1.1 }),
        new TestProgram("QR by Givens rotations", """
            [Differentiable] public static double F(ReadOnlySpan<double> m)
            {
                const int n = 3;
                Span<double> a = stackalloc double[n * n];
                m.CopyTo(a);
                for (int j = 0; j < n; j++)
                    for (int i = n - 1; i > j; i--)
                    {
                        double x = a[(i - 1) * n + j], y = a[i * n + j], r = double.Hypot(x, y), c = x / r, s = y / r;
                        for (int k = j; k < n; k++)
                        {
                            double t = a[(i - 1) * n + k], u = a[i * n + k];
                            a[(i - 1) * n + k] = c * t + s * u;
                            a[i * n + k] = c * u - s * t;
                        }
                    }
                return a[0] + 2.0 * a[4] + 3.0 * a[8] + a[1] * a[5];
            }
            """).Length("m", 9),
        new TestProgram("Householder reflections", """
            [Differentiable] public static double F(ReadOnlySpan<double> m, ReadOnlySpan<double> b)
            {
                int cols = 2, rows = b.Length;
                double[] a = m.ToArray(), y = b.ToArray(), v = new double[rows];
                for (int k = 0; k < cols; k++)
                {
                    double norm = 0.0;
                    for (int i = k; i < rows; i++) norm += a[i * cols + k] * a[i * cols + k];
                    norm = Math.Sqrt(norm);
                    double alpha = a[k * cols + k] > 0.0 ? -norm : norm, vv = 0.0;
                    for (int i = k; i < rows; i++) { v[i] = a[i * cols + k] - (i == k ? alpha : 0.0); vv += v[i] * v[i]; }
                    for (int j = k; j <= cols; j++)
                    {
                        double d = 0.0;
                        for (int i = k; i < rows; i++) d += v[i] * (j < cols ? a[i * cols + j] : y[i]);
                        d *= 2.0 / vv;
                        for (int i = k; i < rows; i++)
                            if (j < cols) a[i * cols + j] -= d * v[i];
                            else y[i] -= d * v[i];
                    }
                }
                double x1 = y[1] / a[3], x0 = (y[0] - a[1] * x1) / a[0];
                return x0 * x0 + 3.0 * x1;
            }
            """).Length("m", 8).Length("b", 4),
        new TestProgram("The Thomas algorithm", """
            [Differentiable] public static void F(ReadOnlySpan<double> lower, ReadOnlySpan<double> diag, ReadOnlySpan<double> upper, ReadOnlySpan<double> rhs, Span<double> x)
            {
                int n = diag.Length;
                Span<double> c = stackalloc double[n], d = stackalloc double[n];
                c[0] = upper[0] / diag[0];
                d[0] = rhs[0] / diag[0];
                for (int i = 1; i < n; i++)
                {
                    double m = diag[i] - lower[i] * c[i - 1];
                    c[i] = upper[i] / m;
                    d[i] = (rhs[i] - lower[i] * d[i - 1]) / m;
                }
                x[n - 1] = d[n - 1];
                for (int i = n - 2; i >= 0; i--) x[i] = d[i] - c[i] * x[i + 1];
            }
            """).In("diag", 3.0, 4.0),
        new TestProgram("Conjugate gradients with a tolerance", """
            static void Apply(ReadOnlySpan<double> diag, ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = (2.5 + diag[i] * diag[i]) * x[i];
                    if (i > 0) y[i] -= x[i - 1];
                    if (i + 1 < x.Length) y[i] -= x[i + 1];
                }
            }
            static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) { double s = 0.0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; }
            [Differentiable] public static double F(ReadOnlySpan<double> diag, ReadOnlySpan<double> b)
            {
                int n = b.Length;
                double[] x = new double[n], r = b.ToArray(), p = b.ToArray(), q = new double[n];
                double rr = Dot(r, r);
                for (int k = 0; k < n && rr > 1e-9; k++)
                {
                    Apply(diag, p, q);
                    double alpha = rr / Dot(p, q);
                    for (int i = 0; i < n; i++) { x[i] += alpha * p[i]; r[i] -= alpha * q[i]; }
                    double next = Dot(r, r), beta = next / rr;
                    for (int i = 0; i < n; i++) p[i] = r[i] + beta * p[i];
                    rr = next;
                }
                return Dot(x, b);
            }
            """).Length("*", 5).Kinks(),
        new TestProgram("SOR sweeps in place", """
            [Differentiable] public static double F(ReadOnlySpan<double> a, ReadOnlySpan<double> b, double omega)
            {
                int n = b.Length;
                double[] x = new double[n];
                for (int sweep = 0; sweep < 5; sweep++)
                    for (int i = 0; i < n; i++)
                    {
                        double sigma = 0.0;
                        for (int j = 0; j < n; j++) if (j != i) sigma += a[i * n + j] * x[j];
                        x[i] = (1.0 - omega) * x[i] + omega * (b[i] - sigma) / (a[i * n + i] + 4.0);
                    }
                double s = 0.0;
                foreach (double v in x) s += v * v;
                return s;
            }
            """).Length("a", 16).Length("b", 4).In("omega", 0.9, 1.2),
        new TestProgram("Matrix exponential by Taylor with scaling and squaring", """
            static void Multiply(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> c, int n)
            {
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < n; j++)
                    {
                        double s = 0.0;
                        for (int k = 0; k < n; k++) s += a[i * n + k] * b[k * n + j];
                        c[i * n + j] = s;
                    }
            }
            [Differentiable] public static double F(ReadOnlySpan<double> m, int n)
            {
                double[] a = m.ToArray(), term = new double[n * n], next = new double[n * n], sum = new double[n * n];
                for (int i = 0; i < a.Length; i++) a[i] /= 4.0;
                for (int i = 0; i < n; i++) sum[i * n + i] = term[i * n + i] = 1.0;
                for (int k = 1; k <= 6; k++)
                {
                    Multiply(term, a, next, n);
                    for (int i = 0; i < next.Length; i++) { term[i] = next[i] / k; sum[i] += term[i]; }
                }
                for (int s = 0; s < 2; s++)
                {
                    Multiply(sum, sum, next, n);
                    next.CopyTo(sum, 0);
                }
                double trace = 0.0;
                for (int i = 0; i < n; i++) trace += sum[i * n + i];
                return trace;
            }
            """).Length("m", 9).Set("n", 3),
        new TestProgram("Power iteration with normalization", """
            [Differentiable] public static double F(ReadOnlySpan<double> a, ReadOnlySpan<double> x0)
            {
                int n = x0.Length;
                Span<double> x = stackalloc double[n], y = stackalloc double[n];
                x0.CopyTo(x);
                double lambda = 0.0;
                for (int it = 0; it < 6; it++)
                {
                    double norm = 0.0;
                    for (int i = 0; i < n; i++)
                    {
                        y[i] = 0.0;
                        for (int j = 0; j < n; j++) y[i] += (a[i * n + j] + a[j * n + i] + (i == j ? 4.0 : 0.0)) * x[j];
                        norm += y[i] * y[i];
                    }
                    norm = Math.Sqrt(norm);
                    lambda = 0.0;
                    for (int i = 0; i < n; i++) { lambda += x[i] * y[i]; x[i] = y[i] / norm; }
                }
                return lambda;
            }
            """).Length("a", 9).Length("x0", 3).In("x0", 0.5, 1.5),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
