using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Fields, springs and bodies through time.</summary>
public class DynamicsPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Poisson on a grid by Jacobi until it settles", """
            [Differentiable] public static double F(ReadOnlySpan<double> f, double h)
            {
                const int n = 4;
                double[] u = new double[n * n], v = new double[n * n];
                double change;
                int it = 0;
                do
                {
                    change = 0.0;
                    for (int i = 1; i < n - 1; i++)
                        for (int j = 1; j < n - 1; j++)
                        {
                            int k = i * n + j;
                            v[k] = 0.25 * (u[k - 1] + u[k + 1] + u[k - n] + u[k + n] + h * h * f[k]);
                            change = Math.Max(change, Math.Abs(v[k] - u[k]));
                        }
                    (u, v) = (v, u);
                } while (change > 1e-3 && ++it < 20);
                double s = 0.0;
                for (int k = 0; k < u.Length; k++) s += u[k] * f[k];
                return s;
            }
            """).Length("f", 16).In("h", 0.5, 1.0).Kinks(),
        new TestProgram("Brusselator on a ring", """
            static void Slope(ReadOnlySpan<double> u, Span<double> du, double a, double b, double alpha)
            {
                int n = u.Length / 2;
                for (int i = 0; i < n; i++)
                {
                    int l = (i + n - 1) % n, r = (i + 1) % n;
                    double x = u[i], y = u[n + i], xxy = x * x * y;
                    du[i] = a + xxy - (b + 1.0) * x + alpha * (u[l] - 2.0 * x + u[r]);
                    du[n + i] = b * x - xxy + alpha * (u[n + l] - 2.0 * y + u[n + r]);
                }
            }
            [Differentiable] public static double F(ReadOnlySpan<double> u0, double a, double b, double alpha)
            {
                int n = u0.Length;
                double[] u = u0.ToArray();
                double[] k = new double[n], mid = new double[n];
                for (int t = 0; t < 3; t++)
                {
                    Slope(u, k, a, b, alpha);
                    for (int i = 0; i < n; i++) mid[i] = u[i] + 0.025 * k[i];
                    Slope(mid, k, a, b, alpha);
                    for (int i = 0; i < n; i++) u[i] += 0.05 * k[i];
                }
                double s = 0.0;
                foreach (double v in u) s += v * v;
                return s;
            }
            """).Length("u0", 8).In(0.5, 1.5),
        new TestProgram("Burgers with upwind differences", """
            [Differentiable] public static double F(ReadOnlySpan<double> u0, double nu)
            {
                int n = u0.Length;
                Span<double> u = stackalloc double[n], w = stackalloc double[n];
                u0.CopyTo(u);
                for (int t = 0; t < 4; t++)
                {
                    for (int i = 0; i < n; i++)
                    {
                        double l = u[i == 0 ? n - 1 : i - 1], c = u[i], r = u[(i + 1) % n];
                        double adv = c > 0.0 ? c * (c - l) : c * (r - c);
                        w[i] = c - 0.1 * adv + 0.1 * nu * (l - 2.0 * c + r);
                    }
                    w.CopyTo(u);
                }
                double e = 0.0;
                for (int i = 0; i < n; i++) e += u[i] * u[i];
                return e;
            }
            """).Kinks(),
        new TestProgram("Runge-Kutta with a Butcher tableau", """
            private static readonly double[] s_a = [0.0, 0.0, 0.0, 0.5, 0.0, 0.0, -1.0, 2.0, 0.0];
            private static readonly double[] s_b = [1.0 / 6.0, 2.0 / 3.0, 1.0 / 6.0];
            static double Slope(double y, double k, double t) => k * y * (1.0 - y) + 0.1 * Math.Sin(t);
            [Differentiable] public static double F(double y, double k)
            {
                Span<double> s = stackalloc double[3];
                const double h = 0.25;
                for (int step = 0; step < 4; step++)
                {
                    double t = step * h;
                    for (int i = 0; i < 3; i++)
                    {
                        double yi = y, c = 0.0;
                        for (int j = 0; j < i; j++) { yi += h * s_a[i * 3 + j] * s[j]; c += s_a[i * 3 + j]; }
                        s[i] = Slope(yi, k, t + c * h);
                    }
                    for (int i = 0; i < 3; i++) y += h * s_b[i] * s[i];
                }
                return y * y;
            }
            """),
        new TestProgram("Implicit Euler by Newton in every step", """
            [Differentiable] public static double F(double y0, double lambda, int steps)
            {
                double y = y0, h = 1.0 / steps;
                for (int i = 0; i < steps; i++)
                {
                    double z = y;
                    for (int it = 0; it < 4; it++)
                    {
                        double g = z - y + h * lambda * z * z * z, dg = 1.0 + 3.0 * h * lambda * z * z;
                        double delta = g / dg;
                        z -= delta;
                        if (Math.Abs(delta) < 1e-13) break;
                    }
                    y = z;
                }
                return y;
            }
            """).Set("steps", 3).In("lambda", 0.5, 1.5),
        new TestProgram("Verlet for a chain of masses with a double buffer", """
            [Differentiable] public static double F(ReadOnlySpan<double> x0, double k, double rest)
            {
                int n = x0.Length;
                double[] x = x0.ToArray(), v = new double[n], f = new double[n];
                for (int t = 0; t < 5; t++)
                {
                    Array.Clear(f);
                    for (int i = 0; i + 1 < n; i++)
                    {
                        double d = x[i + 1] - x[i], stretch = k * (d - rest);
                        f[i] += stretch;
                        f[i + 1] -= stretch;
                    }
                    for (int i = 0; i < n; i++) { v[i] += 0.1 * f[i]; x[i] += 0.1 * v[i]; }
                }
                double e = 0.0;
                for (int i = 0; i < n; i++) e += 0.5 * v[i] * v[i] + x[i];
                return e;
            }
            """),
        new TestProgram("Lennard-Jones with a cutoff", """
            [Differentiable] public static double F(ReadOnlySpan<double> p, double sigma, double epsilon)
            {
                int n = p.Length / 3;
                double e = 0.0, cut = 2.5 * sigma;
                for (int i = 0; i < n; i++)
                    for (int j = i + 1; j < n; j++)
                    {
                        double dx = p[3 * i] - p[3 * j], dy = p[3 * i + 1] - p[3 * j + 1], dz = p[3 * i + 2] - p[3 * j + 2];
                        double r2 = dx * dx + dy * dy + dz * dz;
                        if (r2 > cut * cut) continue;
                        double s6 = Math.Pow(sigma * sigma / r2, 3.0);
                        e += 4.0 * epsilon * s6 * (s6 - 1.0);
                    }
                return e;
            }
            """).Length("p", 12).In("sigma", 0.5, 0.8).In("p", -2.0, 2.0).Kinks(),
        new TestProgram("A rigid body with a quaternion of doubles", """
            public record struct Quat(double W, double X, double Y, double Z)
            {
                public static Quat operator *(Quat a, Quat b) => new(
                    a.W * b.W - a.X * b.X - a.Y * b.Y - a.Z * b.Z, a.W * b.X + a.X * b.W + a.Y * b.Z - a.Z * b.Y,
                    a.W * b.Y - a.X * b.Z + a.Y * b.W + a.Z * b.X, a.W * b.Z + a.X * b.Y - a.Y * b.X + a.Z * b.W);
                public static Quat operator +(Quat a, Quat b) => new(a.W + b.W, a.X + b.X, a.Y + b.Y, a.Z + b.Z);
                public static Quat operator *(double s, Quat a) => new(s * a.W, s * a.X, s * a.Y, s * a.Z);
                public readonly double Norm => Math.Sqrt(W * W + X * X + Y * Y + Z * Z);
                public readonly Quat Normalized() => 1.0 / Norm * this;
            }
            [Differentiable] public static double F(double wx, double wy, double wz, double i1, double i2)
            {
                Quat q = new(1.0, 0.0, 0.0, 0.0);
                for (int t = 0; t < 6; t++)
                {
                    (wx, wy, wz) = (wx + 0.1 * (i2 - 1.0) * wy * wz, wy + 0.1 * (1.0 - i1) * wx * wz, wz + 0.1 * (i1 - i2) * wx * wy);
                    q = (q + 0.05 * (q * new Quat(0.0, wx, wy, wz))).Normalized();
                }
                return q.W * q.X + q.Y - q.Z * q.Z;
            }
            """).In(0.5, 1.5),
        new TestProgram("A planar N-body with softening and a collision exit", """
            public struct P { public double X, Y, Vx, Vy, M; }
            [Differentiable] public static double F(ReadOnlySpan<P> start, double g, double soft)
            {
                P[] b = start.ToArray();
                for (int step = 0; step < 4; step++)
                {
                    for (int i = 0; i < b.Length; i++)
                        for (int j = i + 1; j < b.Length; j++)
                        {
                            double dx = b[j].X - b[i].X, dy = b[j].Y - b[i].Y, r2 = dx * dx + dy * dy + soft * soft;
                            if (r2 < 0.01) return b[i].X;
                            double f = g / (r2 * Math.Sqrt(r2));
                            b[i].Vx += 0.05 * f * b[j].M * dx; b[i].Vy += 0.05 * f * b[j].M * dy;
                            b[j].Vx -= 0.05 * f * b[i].M * dx; b[j].Vy -= 0.05 * f * b[i].M * dy;
                        }
                    for (int i = 0; i < b.Length; i++) { b[i].X += 0.05 * b[i].Vx; b[i].Y += 0.05 * b[i].Vy; }
                }
                double e = 0.0;
                foreach (P p in b) e += 0.5 * p.M * (p.Vx * p.Vx + p.Vy * p.Vy) + p.X;
                return e;
            }
            """).Length("start", 3).In("soft", 0.5, 1.0),
        new TestProgram("A robot arm with a Jacobian transpose step", """
            [Differentiable] public static (double X, double Y) F(ReadOnlySpan<double> angles, ReadOnlySpan<double> lengths, double tx, double ty)
            {
                int n = angles.Length;
                Span<double> a = stackalloc double[n], px = stackalloc double[n + 1], py = stackalloc double[n + 1];
                angles.CopyTo(a);
                for (int it = 0; it < 3; it++)
                {
                    double sum = 0.0;
                    px[0] = py[0] = 0.0;
                    for (int i = 0; i < n; i++)
                    {
                        sum += a[i];
                        px[i + 1] = px[i] + lengths[i] * Math.Cos(sum);
                        py[i + 1] = py[i] + lengths[i] * Math.Sin(sum);
                    }
                    double ex = tx - px[n], ey = ty - py[n];
                    for (int i = 0; i < n; i++) a[i] += 0.1 * (-(py[n] - py[i]) * ex + (px[n] - px[i]) * ey);
                }
                return (px[n], py[n]);
            }
            """).Length("*", 3),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
