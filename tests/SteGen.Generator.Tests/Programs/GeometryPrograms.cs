using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Splines, quadrature, surfaces, cameras and prices.</summary>
public class GeometryPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Natural cubic spline: set up and evaluate", """
            [Differentiable] public static double F(ReadOnlySpan<double> y, double t)
            {
                int n = y.Length;
                double[] m = new double[n], c = new double[n];
                for (int i = 1; i < n - 1; i++)
                {
                    double rhs = 6.0 * (y[i - 1] - 2.0 * y[i] + y[i + 1]), d = 4.0 - c[i - 1];
                    c[i] = 1.0 / d;
                    m[i] = (rhs - m[i - 1]) / d;
                }
                for (int i = n - 2; i > 0; i--) m[i] -= c[i] * m[i + 1];
                int k = Math.Clamp((int)Math.Floor(t), 0, n - 2);
                double b = t - k, a = 1.0 - b;
                return a * y[k] + b * y[k + 1] + ((a * a * a - a) * m[k] + (b * b * b - b) * m[k + 1]) / 6.0;
            }
            """).In("t", 1.2, 1.8),
        new TestProgram("Basis splines by de Boor", """
            [Differentiable] public static double F(ReadOnlySpan<double> control, double t)
            {
                const int p = 3;
                ReadOnlySpan<double> knots = [0.0, 0.0, 0.0, 0.0, 1.0, 2.0, 3.0, 3.0, 3.0, 3.0];
                int k = p;
                while (k < control.Length - 1 && t >= knots[k + 1]) k++;
                Span<double> d = stackalloc double[p + 1];
                for (int j = 0; j <= p; j++) d[j] = control[j + k - p];
                for (int r = 1; r <= p; r++)
                    for (int j = p; j >= r; j--)
                    {
                        double lo = knots[j + k - p], alpha = (t - lo) / (knots[j + 1 + k - r] - lo);
                        d[j] = (1.0 - alpha) * d[j - 1] + alpha * d[j];
                    }
                return d[p];
            }
            """).Length("control", 6).In("t", 1.1, 1.9),
        new TestProgram("Romberg integration in a triangle", """
            [Differentiable] public static double F(double a, double b)
            {
                const int n = 4;
                double[] r = new double[n * n];
                double h = b;
                double G(double t) => Math.Exp(-a * t) * Math.Cos(t);
                r[0] = 0.5 * h * (G(0.0) + G(b));
                for (int i = 1; i < n; i++)
                {
                    h *= 0.5;
                    double s = 0.0;
                    for (int k = 1; k < 1 << i; k += 2) s += G(k * h);
                    r[i * n] = 0.5 * r[(i - 1) * n] + h * s;
                    double p = 1.0;
                    for (int j = 1; j <= i; j++) { p *= 4.0; r[i * n + j] = r[i * n + j - 1] + (r[i * n + j - 1] - r[(i - 1) * n + j - 1]) / (p - 1.0); }
                }
                return r[n * n - 1];
            }
            """).In("b", 1.0, 2.0),
        new TestProgram("Gauss-Legendre nodes from Newton", """
            [Differentiable] public static double F(double k, double b)
            {
                const int n = 4;
                double sum = 0.0;
                for (int i = 0; i < n; i++)
                {
                    double x = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5)), dp = 0.0;
                    for (int it = 0; it < 20; it++)
                    {
                        double p0 = 1.0, p1 = x;
                        for (int j = 2; j <= n; j++) (p0, p1) = (p1, ((2 * j - 1) * x * p1 - (j - 1) * p0) / j);
                        dp = n * (x * p1 - p0) / (x * x - 1.0);
                        double dx = p1 / dp;
                        x -= dx;
                        if (Math.Abs(dx) < 1e-14) break;
                    }
                    double t = 0.5 * b * (x + 1.0);
                    sum += Math.Exp(-k * t * t) * b / ((1.0 - x * x) * dp * dp);
                }
                return sum;
            }
            """),
        new TestProgram("A signed distance scene marched", """
            static double Smooth(double a, double b, double k) { double h = Math.Clamp(0.5 + 0.5 * (b - a) / k, 0.0, 1.0); return b + (a - b) * h - k * h * (1.0 - h); }
            static double Scene(double x, double y, double z, double r, double k)
            {
                double sphere = Math.Sqrt(x * x + y * y + z * z) - r;
                double qx = Math.Abs(x) - 0.6, qy = Math.Abs(y + 0.5) - 0.2, qz = Math.Abs(z) - 0.6;
                double mx = Math.Max(qx, 0.0), my = Math.Max(qy, 0.0), mz = Math.Max(qz, 0.0);
                double box = Math.Sqrt(mx * mx + my * my + mz * mz + 1e-6) + Math.Min(Math.Max(qx, Math.Max(qy, qz)), 0.0);
                return Smooth(sphere, box, k);
            }
            [Differentiable] public static double F(double ox, double oy, double r, double k)
            {
                double t = 0.0;
                for (int i = 0; i < 24; i++)
                {
                    double d = Scene(ox, oy, t - 3.0, r, k);
                    if (d < 1e-3 || t > 8.0) break;
                    t += d;
                }
                return t;
            }
            """).In("ox", -0.3, 0.3).In("oy", -0.3, 0.3).In("r", 0.6, 0.9).In("k", 0.2, 0.4).Kinks(),
        new TestProgram("A soft rasterizer of triangles", """
            static double Edge(double ax, double ay, double bx, double by, double px, double py) => (bx - ax) * (py - ay) - (by - ay) * (px - ax);
            [Differentiable] public static double F(ReadOnlySpan<double> v, double sharp)
            {
                double loss = 0.0;
                for (int py = 0; py < 3; py++)
                    for (int px = 0; px < 3; px++)
                    {
                        double empty = 1.0;
                        for (int t = 0; t + 5 < v.Length; t += 6)
                        {
                            double e0 = Edge(v[t], v[t + 1], v[t + 2], v[t + 3], px, py), e1 = Edge(v[t + 2], v[t + 3], v[t + 4], v[t + 5], px, py), e2 = Edge(v[t + 4], v[t + 5], v[t], v[t + 1], px, py);
                            double inside = 1.0 / ((1.0 + Math.Exp(-sharp * e0)) * (1.0 + Math.Exp(-sharp * e1)) * (1.0 + Math.Exp(-sharp * e2)));
                            empty *= 1.0 - inside;
                        }
                        double target = px == py ? 1.0 : 0.0, d = 1.0 - empty - target;
                        loss += d * d;
                    }
                return loss;
            }
            """).Length("v", 12).In("v", 0.0, 2.0),
        new TestProgram("A mesh's volume and area through faces", """
            public record struct Vec3(double X, double Y, double Z)
            {
                public static Vec3 operator -(Vec3 a, Vec3 b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);
                public static double Dot(Vec3 a, Vec3 b) => a.X * b.X + a.Y * b.Y + a.Z * b.Z;
                public static Vec3 Cross(Vec3 a, Vec3 b) => new(a.Y * b.Z - a.Z * b.Y, a.Z * b.X - a.X * b.Z, a.X * b.Y - a.Y * b.X);
            }
            [Differentiable] public static double F(ReadOnlySpan<Vec3> p, ReadOnlySpan<int> faces)
            {
                double volume = 0.0, area = 0.0;
                for (int f = 0; f < faces.Length; f += 3)
                {
                    Vec3 a = p[faces[f]], b = p[faces[f + 1]], c = p[faces[f + 2]];
                    Vec3 n = Vec3.Cross(b - a, c - a);
                    volume += Vec3.Dot(a, Vec3.Cross(b, c)) / 6.0;
                    area += 0.5 * Math.Sqrt(Vec3.Dot(n, n));
                }
                return volume + area;
            }
            """).Length("p", 4).Set("faces", new[] { 0, 1, 2, 0, 2, 3, 0, 3, 1, 1, 3, 2 }),
        new TestProgram("Bundle residual with Rodrigues near zero", """
            [Differentiable] public static (double U, double V) F(double rx, double ry, double rz, double x, double y, double z, double focal)
            {
                double theta2 = rx * rx + ry * ry + rz * rz, px, py, pz;
                if (theta2 > 1e-10)
                {
                    double theta = Math.Sqrt(theta2), c = Math.Cos(theta), s = Math.Sin(theta), kx = rx / theta, ky = ry / theta, kz = rz / theta;
                    double d = (kx * x + ky * y + kz * z) * (1.0 - c);
                    px = x * c + (ky * z - kz * y) * s + kx * d;
                    py = y * c + (kz * x - kx * z) * s + ky * d;
                    pz = z * c + (kx * y - ky * x) * s + kz * d;
                }
                else
                {
                    px = x + ry * z - rz * y;
                    py = y + rz * x - rx * z;
                    pz = z + rx * y - ry * x;
                }
                pz += 5.0;
                return (focal * px / pz, focal * py / pz);
            }
            """).At(("rx", 0.0), ("ry", 0.0), ("rz", 0.0)),
        new TestProgram("Black-Scholes with implied volatility by Newton", """
            static double Cdf(double x) => 0.5 * (1.0 + Erf(x / Math.Sqrt(2.0)));
            static double Erf(double x)
            {
                double t = 1.0 / (1.0 + 0.3275911 * Math.Abs(x));
                double y = 1.0 - (((((1.061405429 * t - 1.453152027) * t) + 1.421413741) * t - 0.284496736) * t + 0.254829592) * t * Math.Exp(-x * x);
                return x >= 0.0 ? y : -y;
            }
            static double Call(double s, double k, double r, double vol, double t)
            {
                double sd = vol * Math.Sqrt(t), d1 = (Math.Log(s / k) + (r + 0.5 * vol * vol) * t) / sd;
                return s * Cdf(d1) - k * Math.Exp(-r * t) * Cdf(d1 - sd);
            }
            [Differentiable] public static double F(double s, double k, double r, double price)
            {
                double vol = 0.3;
                for (int i = 0; i < 8; i++)
                {
                    double d1 = (Math.Log(s / k) + r + 0.5 * vol * vol) / vol;
                    double vega = s * Math.Exp(-0.5 * d1 * d1) / Math.Sqrt(2.0 * Math.PI);
                    double error = Call(s, k, r, vol, 1.0) - price;
                    vol -= error / vega;
                    if (Math.Abs(error) < 1e-7) break;
                }
                return vol;
            }
            """).In("s", 0.95, 1.05).In("k", 0.95, 1.05).In("r", 0.01, 0.05).In("price", 0.12, 0.16).Kinks(),
        new TestProgram("A path of Heston with full truncation", """
            [Differentiable("spot", "v0", "kappa", "theta", "xi", "rho")]
            public static double F(double spot, double v0, double kappa, double theta, double xi, double rho, ReadOnlySpan<double> z1, ReadOnlySpan<double> z2)
            {
                double x = Math.Log(spot), v = v0, dt = 1.0 / z1.Length, sqdt = Math.Sqrt(dt);
                for (int i = 0; i < z1.Length; i++)
                {
                    double vp = Math.Max(v, 0.0), sv = Math.Sqrt(vp);
                    x += -0.5 * vp * dt + sv * sqdt * z1[i];
                    v += kappa * (theta - vp) * dt + xi * sv * sqdt * (rho * z1[i] + Math.Sqrt(1.0 - rho * rho) * z2[i]);
                }
                return Math.Max(Math.Exp(x) - 1.0, 0.0);
            }
            """).In("spot", 1.3, 1.5).In("v0", 0.04, 0.09).In("theta", 0.04, 0.09).In("xi", 0.1, 0.3).In("kappa", 1.0, 2.0).In("rho", -0.7, -0.3).Kinks(),
        new TestProgram("Implicit function by a custom gradient", """
            [CustomGradient(nameof(RootBackward))]
            static double Root(double a, double b)
            {
                double x = 1.0;
                for (int i = 0; i < 50; i++) { double step = (x * x * x + a * x - b) / (3.0 * x * x + a); x -= step; if (Math.Abs(step) < 1e-14) break; }
                return x;
            }
            static void RootBackward(double a, double b, double result, double upstream, out double aGradient, out double bGradient)
            {
                double d = upstream / (3.0 * result * result + a);
                aGradient = -d * result;
                bGradient = d;
            }
            [Differentiable] public static double F(double a, double b) { double r = Root(a, b); return r * r + Root(r + 1.0, b); }
            """).In(0.5, 2.0),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
