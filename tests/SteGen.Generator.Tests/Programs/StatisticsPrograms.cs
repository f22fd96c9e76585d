using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Losses, activations, densities, special functions by their series.</summary>
public class StatisticsPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Losses with margins", """
            [Differentiable] public static double F(ReadOnlySpan<double> anchor, ReadOnlySpan<double> positive, ReadOnlySpan<double> negative, double margin)
            {
                double dp = 0.0, dn = 0.0, dot = 0.0, na = 0.0, np = 0.0;
                for (int i = 0; i < anchor.Length; i++)
                {
                    double p = anchor[i] - positive[i], n = anchor[i] - negative[i];
                    dp += p * p; dn += n * n;
                    dot += anchor[i] * positive[i]; na += anchor[i] * anchor[i]; np += positive[i] * positive[i];
                }
                double cosine = dot / Math.Max(Math.Sqrt(na) * Math.Sqrt(np), 1e-8);
                return Math.Max(Math.Sqrt(dp) - Math.Sqrt(dn) + margin, 0.0) + 1.0 - cosine;
            }
            """).In("margin", 2.0, 3.0),
        new TestProgram("A zoo of activations", """
            static double Celu(double x, double a) => Math.Max(0.0, x) + Math.Min(0.0, a * double.ExpM1(x / a));
            static double Mish(double x) => x * Math.Tanh(double.LogP1(Math.Exp(x)));
            static double HardSwish(double x) => x * Math.Clamp(x + 3.0, 0.0, 6.0) / 6.0;
            static double LogSigmoid(double x) => Math.Min(x, 0.0) - double.LogP1(Math.Exp(-Math.Abs(x)));
            static double SoftShrink(double x, double l) => x > l ? x - l : x < -l ? x + l : 0.0;
            static double Softsign(double x) => x / (1.0 + Math.Abs(x));
            [Differentiable] public static double F(double x, double a) => Celu(x, a) + Mish(x) * a + HardSwish(x * a) + LogSigmoid(x) - SoftShrink(x, a) * Softsign(a * x);
            """).In("a", 0.3, 0.9).At(("x", 0.0)).At(("x", 40.0)).At(("x", -40.0)),
        new TestProgram("Poisson, Kullback-Leibler and entropy terms with zeros", """
            static double XLogY(double x, double y) => x == 0.0 ? 0.0 : x * Math.Log(y);
            [Differentiable] public static double F(ReadOnlySpan<double> p, ReadOnlySpan<double> q)
            {
                double kl = 0.0, h = 0.0;
                for (int i = 0; i < p.Length; i++) { kl += XLogY(p[i], p[i]) - XLogY(p[i], q[i]); h -= XLogY(q[i], q[i]); }
                return kl + h * h;
            }
            """).In(0.1, 0.9).At(("p", new[] { 0.0, 0.2, 0.3, 0.0, 0.5, 0.1, 0.2 })),
        new TestProgram("Group and root-mean-square norms", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> y, int groups)
            {
                int size = x.Length / groups;
                for (int g = 0; g < groups; g++)
                {
                    ReadOnlySpan<double> part = x.Slice(g * size, size);
                    double ms = 1e-5;
                    foreach (double v in part) ms += v * v / size;
                    double r = 1.0 / Math.Sqrt(ms);
                    for (int i = 0; i < size; i++) y[g * size + i] = part[i] * r * w[i];
                }
            }
            """).Length("x", 8).Length("y", 8).Length("w", 4).Set("groups", 2),
        new TestProgram("Local response normalization over a window", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y, double alpha, double beta)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    double s = 0.0;
                    for (int j = Math.Max(0, i - 2); j <= Math.Min(x.Length - 1, i + 2); j++) s += x[j] * x[j];
                    y[i] = x[i] / Math.Pow(1.0 + alpha * s, beta);
                }
            }
            """).In("alpha", 0.1, 0.5).In("beta", 0.5, 1.0),
        new TestProgram("Gated linear units and a residual", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> y)
            {
                int h = x.Length / 2;
                ReadOnlySpan<double> a = x[..h], b = x[h..];
                for (int i = 0; i < h; i++)
                {
                    double s = 0.0;
                    for (int j = 0; j < h; j++) s += w[i * h + j] * (a[j] / (1.0 + Math.Exp(-b[j])));
                    y[i] = s + a[i];
                }
            }
            """).Length("x", 6).Length("w", 9).Length("y", 3),
        new TestProgram("Label smoothing and focal loss", """
            [Differentiable("logits")] public static double F(ReadOnlySpan<double> logits, int label, [NoGradient] double smoothing, [NoGradient] double gamma)
            {
                double m = double.MinValue, z = 0.0, loss = 0.0;
                foreach (double l in logits) m = Math.Max(m, l);
                foreach (double l in logits) z += Math.Exp(l - m);
                for (int k = 0; k < logits.Length; k++)
                {
                    double logp = logits[k] - m - Math.Log(z), p = Math.Exp(logp), t = k == label ? 1.0 - smoothing : smoothing / (logits.Length - 1);
                    loss -= t * Math.Pow(1.0 - p, gamma) * logp;
                }
                return loss;
            }
            """).In("smoothing", 0.05, 0.1).In("gamma", 1.5, 2.5),
        new TestProgram("Constrained parameters: a simplex, bounds, an order, a correlation", """
            static double Logistic(double x) => 1.0 / (1.0 + Math.Exp(-x));
            [Differentiable] public static double F(ReadOnlySpan<double> u, double lo, double width)
            {
                int k = u.Length + 1;
                Span<double> p = stackalloc double[k];
                double stick = 1.0, lp = 0.0;
                for (int i = 0; i < u.Length; i++)
                {
                    double z = Logistic(u[i] - Math.Log(k - 1 - i));
                    p[i] = stick * z;
                    lp += Math.Log(stick) + Math.Log(z) + double.LogP1(-z);
                    stick -= p[i];
                }
                p[^1] = stick;
                double theta = lo + width * Logistic(u[0]), rho = Math.Tanh(u[1]);
                lp += Math.Log(width) + double.LogP1(-rho * rho);
                for (int i = 0; i < k; i++) lp += theta * Math.Log(p[i]);
                return lp + rho;
            }
            """).In("width", 0.5, 1.5).Length("u", 4),
        new TestProgram("A Cholesky factor of a correlation matrix from angles", """
            [Differentiable] public static void F(ReadOnlySpan<double> y, Span<double> l, int k)
            {
                int at = 0;
                l.Clear();
                l[0] = 1.0;
                for (int i = 1; i < k; i++)
                {
                    double rest = 1.0;
                    for (int j = 0; j < i; j++)
                    {
                        double z = Math.Tanh(y[at++]);
                        l[i * k + j] = z * Math.Sqrt(rest);
                        rest -= l[i * k + j] * l[i * k + j];
                    }
                    l[i * k + i] = Math.Sqrt(rest);
                }
            }
            """).Length("y", 3).Length("l", 9).Set("k", 3).In("y", -0.7, 0.7),
        new TestProgram("The logarithm of gamma by a series and a reflection", """
            static double LogGamma(double x)
            {
                if (x < 0.5) return Math.Log(Math.PI / Math.Sin(Math.PI * x)) - LogGamma(1.0 - x);
                ReadOnlySpan<double> c = [76.18009172947146, -86.50532032941677, 24.01409824083091, -1.231739572450155, 0.001208650973866179, -0.000005395239384953];
                double t = x + 4.5, s = 1.000000000190015;
                for (int j = 0; j < c.Length; j++) s += c[j] / (x + j);
                return (x - 0.5) * Math.Log(t) - t + Math.Log(2.5066282746310005 * s);
            }
            [Differentiable] public static double F(double a, double b) => LogGamma(a) + LogGamma(b) - LogGamma(a + b);
            """).In(0.2, 3.0),
        new TestProgram("An incomplete gamma by its series or its fraction", """
            [Differentiable] public static double F(double a, double x)
            {
                if (x < a + 1.0)
                {
                    double sum = 1.0 / a, term = sum;
                    for (int n = 1; n < 60; n++)
                    {
                        term *= x / (a + n);
                        sum += term;
                        if (Math.Abs(term) < Math.Abs(sum) * 1e-13) break;
                    }
                    return sum * Math.Exp(-x + a * Math.Log(x));
                }
                double b = x + 1.0 - a, c = 1e30, d = 1.0 / b, h = d;
                for (int i = 1; i < 60; i++)
                {
                    double an = -i * (i - a);
                    b += 2.0;
                    d = 1.0 / (an * d + b);
                    c = b + an / c;
                    double delta = d * c;
                    h *= delta;
                    if (Math.Abs(delta - 1.0) < 1e-13) break;
                }
                return 5.0 - h * Math.Exp(-x + a * Math.Log(x));
            }
            """).In("a", 0.5, 2.0).In("x", 0.3, 5.0).Kinks().DoubleOnly(),
        new TestProgram("Bessel functions by their series", """
            static double J(int n, double x)
            {
                double term = 1.0;
                for (int k = 1; k <= n; k++) term *= 0.5 * x / k;
                double sum = term;
                for (int k = 1; k < 20; k++) { term *= -0.25 * x * x / (k * (n + k)); sum += term; }
                return sum;
            }
            [Differentiable] public static double F(double x) => J(0, x) * J(1, x) - J(2, x * x);
            """),
        new TestProgram("A hypergeometric series that stops itself", """
            [Differentiable] public static double F(double a, double b, double c, double z)
            {
                double term = 1.0, sum = 1.0;
                int n = 0;
                do
                {
                    term *= (a + n) * (b + n) / ((c + n) * (n + 1)) * z;
                    sum += term;
                    n++;
                } while (Math.Abs(term) > 1e-14 && n < 200);
                return sum;
            }
            """).In(0.5, 1.5).In("z", -0.5, 0.5).DoubleOnly().Kinks(),
        new TestProgram("A normal distribution cut on both sides", """
            static double LogPhi(double z) => -0.5 * z * z - 0.9189385332046727;
            static double PhiApprox(double z) => 1.0 / (1.0 + Math.Exp(-(0.07056 * z * z * z + 1.5976 * z)));
            [Differentiable] public static double F(ReadOnlySpan<double> x, double mu, double logSigma, double lo, double hi)
            {
                double s = Math.Exp(logSigma), lp = 0.0;
                double mass = PhiApprox((hi - mu) / s) - PhiApprox((lo - mu) / s);
                foreach (double v in x) lp += v < lo || v > hi ? -10.0 : LogPhi((v - mu) / s) - logSigma - Math.Log(mass);
                return lp;
            }
            """).In("lo", -1.2, -0.8).In("hi", 0.8, 1.2).Kinks(),
        new TestProgram("A log-density of Wishart by determinants", """
            static double Det3(ReadOnlySpan<double> m) => m[0] * (m[4] * m[8] - m[5] * m[7]) - m[1] * (m[3] * m[8] - m[5] * m[6]) + m[2] * (m[3] * m[7] - m[4] * m[6]);
            static void Inverse(ReadOnlySpan<double> m, Span<double> r)
            {
                double d = Det3(m);
                for (int i = 0; i < 3; i++)
                    for (int j = 0; j < 3; j++)
                    {
                        int a = (j + 1) % 3, b = (j + 2) % 3, c = (i + 1) % 3, e = (i + 2) % 3;
                        r[i * 3 + j] = (m[a * 3 + c] * m[b * 3 + e] - m[a * 3 + e] * m[b * 3 + c]) / d;
                    }
            }
            [Differentiable] public static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> scale, double nu)
            {
                Span<double> s = stackalloc double[9], inv = stackalloc double[9], v = stackalloc double[9];
                for (int i = 0; i < 9; i++) { s[i] = scale[i] + (i % 4 == 0 ? 4.0 : 0.0); v[i] = w[i] + (i % 4 == 0 ? 5.0 : 0.0); }
                Inverse(s, inv);
                double trace = 0.0;
                for (int i = 0; i < 3; i++) for (int j = 0; j < 3; j++) trace += inv[i * 3 + j] * v[j * 3 + i];
                return 0.5 * (nu - 4.0) * Math.Log(Det3(v)) - 0.5 * trace - 0.5 * nu * Math.Log(Det3(s));
            }
            """).Length("*", 9).In("nu", 5.0, 6.0),
        new TestProgram("Expectation maximization, two rounds", """
            [Differentiable("m0", "m1", "w")] public static double F(ReadOnlySpan<double> x, double m0, double m1, double w)
            {
                Span<double> r = stackalloc double[x.Length];
                double ll = 0.0;
                for (int round = 0; round < 2; round++)
                {
                    ll = 0.0;
                    for (int i = 0; i < x.Length; i++)
                    {
                        double a = Math.Log(w) - 0.5 * (x[i] - m0) * (x[i] - m0), b = double.LogP1(-w) - 0.5 * (x[i] - m1) * (x[i] - m1), m = Math.Max(a, b), l = m + Math.Log(Math.Exp(a - m) + Math.Exp(b - m));
                        r[i] = Math.Exp(a - l);
                        ll += l;
                    }
                    double n0 = 0.0, s0 = 0.0, s1 = 0.0;
                    for (int i = 0; i < x.Length; i++) { n0 += r[i]; s0 += r[i] * x[i]; s1 += (1.0 - r[i]) * x[i]; }
                    (m0, m1, w) = (s0 / n0, s1 / (x.Length - n0), n0 / x.Length);
                }
                return ll + m0 * m1;
            }
            """).In("w", 0.3, 0.7),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
