using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Chains, alignments, filters and models over sequences.</summary>
public class SequencePrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Ising energies summed over all states", """
            [Differentiable] public static double F(double coupling, double field, double beta)
            {
                const int n = 4;
                double z = 0.0, m = 0.0;
                for (int state = 0; state < 1 << n; state++)
                {
                    double e = 0.0;
                    int up = 0;
                    for (int i = 0; i < n; i++)
                    {
                        int s = (state >> i & 1) * 2 - 1, t = (state >> ((i + 1) % n) & 1) * 2 - 1;
                        e -= coupling * s * t + field * s;
                        up += s;
                    }
                    double w = Math.Exp(-beta * e);
                    z += w;
                    m += up * w;
                }
                return Math.Log(z) + m / z;
            }
            """).In(0.1, 0.6),
        new TestProgram("The forward algorithm in probabilities with scaling", """
            [Differentiable] public static double F(ReadOnlySpan<double> start, ReadOnlySpan<double> trans, ReadOnlySpan<double> emit, ReadOnlySpan<int> seen)
            {
                int k = start.Length, m = emit.Length / k;
                double[] alpha = new double[k], next = new double[k];
                double log = 0.0;
                for (int t = 0; t < seen.Length; t++)
                {
                    double total = 0.0;
                    for (int j = 0; j < k; j++)
                    {
                        double s = start[j];
                        if (t > 0) { s = 0.0; for (int i = 0; i < k; i++) s += alpha[i] * trans[i * k + j]; }
                        next[j] = s * emit[j * m + seen[t]];
                        total += next[j];
                    }
                    for (int j = 0; j < k; j++) alpha[j] = next[j] / total;
                    log += Math.Log(total);
                }
                return log;
            }
            """).Length("start", 3).Length("trans", 9).Length("emit", 6).Set("seen", new[] { 1, 0, 0, 1 }).In(0.2, 0.9),
        new TestProgram("CTC over a short label", """
            static double LogAdd(double a, double b)
            {
                if (double.IsNegativeInfinity(a)) return b;
                if (double.IsNegativeInfinity(b)) return a;
                double m = Math.Max(a, b);
                return m + Math.Log(Math.Exp(a - m) + Math.Exp(b - m));
            }
            [Differentiable] public static double F(ReadOnlySpan<double> logits, ReadOnlySpan<int> label, int classes)
            {
                int frames = logits.Length / classes, states = 2 * label.Length + 1;
                Span<double> a = stackalloc double[states], b = stackalloc double[states], logp = stackalloc double[classes];
                a.Fill(double.NegativeInfinity);
                for (int t = 0; t < frames; t++)
                {
                    double max = double.NegativeInfinity, sum = 0.0;
                    for (int c = 0; c < classes; c++) max = Math.Max(max, logits[t * classes + c]);
                    for (int c = 0; c < classes; c++) sum += Math.Exp(logits[t * classes + c] - max);
                    for (int c = 0; c < classes; c++) logp[c] = logits[t * classes + c] - max - Math.Log(sum);
                    for (int s = 0; s < states; s++)
                    {
                        int c = s % 2 == 0 ? 0 : label[s / 2];
                        double p;
                        if (t == 0) p = s < 2 ? 0.0 : double.NegativeInfinity;
                        else
                        {
                            p = a[s];
                            if (s > 0) p = LogAdd(p, a[s - 1]);
                            if (s > 1 && s % 2 == 1 && label[s / 2] != label[s / 2 - 1]) p = LogAdd(p, a[s - 2]);
                        }
                        b[s] = p + logp[c];
                    }
                    b.CopyTo(a);
                }
                return -LogAdd(a[states - 1], a[states - 2]);
            }
            """).Length("logits", 15).Set("label", new[] { 1, 2 }).Set("classes", 3),
        new TestProgram("Levenshtein with soft minima", """
            static double SoftMin(double a, double b, double c, double gamma)
            {
                double m = Math.Min(a, Math.Min(b, c));
                return m - gamma * Math.Log(Math.Exp((m - a) / gamma) + Math.Exp((m - b) / gamma) + Math.Exp((m - c) / gamma));
            }
            [Differentiable] public static double F(ReadOnlySpan<double> cost, double gap, double gamma)
            {
                const int n = 3, m = 3;
                Span<double> row = stackalloc double[m + 1];
                for (int j = 0; j <= m; j++) row[j] = j * gap;
                for (int i = 1; i <= n; i++)
                {
                    double diagonal = row[0];
                    row[0] = i * gap;
                    for (int j = 1; j <= m; j++)
                    {
                        double up = row[j];
                        row[j] = SoftMin(up + gap, row[j - 1] + gap, diagonal + cost[(i - 1) * m + j - 1], gamma);
                        diagonal = up;
                    }
                }
                return row[m];
            }
            """).Length("cost", 9).In(0.3, 1.0),
        new TestProgram("A knapsack relaxed by log-sum-exp over a table", """
            [Differentiable] public static double F(ReadOnlySpan<double> value, ReadOnlySpan<int> weight, double temperature, int capacity)
            {
                double[] best = new double[capacity + 1];
                for (int i = 0; i < value.Length; i++)
                    for (int c = capacity; c >= weight[i]; c--)
                    {
                        double keep = best[c] / temperature, take = (best[c - weight[i]] + value[i]) / temperature, m = Math.Max(keep, take);
                        best[c] = temperature * (m + Math.Log(Math.Exp(keep - m) + Math.Exp(take - m)));
                    }
                return best[capacity];
            }
            """).Length("value", 4).Set("weight", new[] { 1, 2, 3, 2 }).Set("capacity", 5).In("temperature", 0.5, 1.5),
        new TestProgram("FFT by loops with bit reversal", """
            static void Fft(Span<double> re, Span<double> im, bool inverse)
            {
                int n = re.Length;
                for (int i = 1, j = 0; i < n; i++)
                {
                    int bit = n >> 1;
                    for (; (j & bit) != 0; bit >>= 1) j ^= bit;
                    j ^= bit;
                    if (i < j) { (re[i], re[j]) = (re[j], re[i]); (im[i], im[j]) = (im[j], im[i]); }
                }
                for (int len = 2; len <= n; len <<= 1)
                {
                    double ang = (inverse ? 2.0 : -2.0) * Math.PI / len, wr = Math.Cos(ang), wi = Math.Sin(ang);
                    for (int i = 0; i < n; i += len)
                    {
                        double cr = 1.0, ci = 0.0;
                        for (int j = 0; j < len / 2; j++)
                        {
                            int u = i + j, v = u + len / 2;
                            double xr = re[v] * cr - im[v] * ci, xi = re[v] * ci + im[v] * cr;
                            re[v] = re[u] - xr; im[v] = im[u] - xi;
                            re[u] += xr; im[u] += xi;
                            (cr, ci) = (cr * wr - ci * wi, cr * wi + ci * wr);
                        }
                    }
                }
                if (inverse) for (int i = 0; i < n; i++) { re[i] /= n; im[i] /= n; }
            }
            [Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<double> filter, Span<double> y)
            {
                int n = x.Length;
                double[] re = x.ToArray(), im = new double[n], fr = filter.ToArray(), fi = new double[n];
                Fft(re, im, false);
                Fft(fr, fi, false);
                for (int i = 0; i < n; i++) (re[i], im[i]) = (re[i] * fr[i] - im[i] * fi[i], re[i] * fi[i] + im[i] * fr[i]);
                Fft(re, im, true);
                re.CopyTo(y);
            }
            """).Length("*", 8),
        new TestProgram("A Kalman filter with matrices", """
            [Differentiable] public static double F(ReadOnlySpan<double> z, double q, double r, double dt)
            {
                double x = 0.0, v = 0.0, pxx = 1.0, pxv = 0.0, pvv = 1.0, ll = 0.0;
                foreach (double m in z)
                {
                    x += dt * v;
                    (pxx, pxv, pvv) = (pxx + 2.0 * dt * pxv + dt * dt * pvv + q, pxv + dt * pvv, pvv + q);
                    double s = pxx + r * r, e = m - x, kx = pxx / s, kv = pxv / s;
                    x += kx * e;
                    v += kv * e;
                    (pxx, pxv, pvv) = ((1.0 - kx) * pxx, (1.0 - kx) * pxv, pvv - kv * pxv);
                    ll -= 0.5 * (Math.Log(2.0 * Math.PI * s) + e * e / s);
                }
                return ll;
            }
            """).In("q", 0.1, 0.3).In("r", 0.5, 1.0).In("dt", 0.2, 0.4),
        new TestProgram("An autoregressive model with a mask of missing values", """
            [Differentiable("phi", "sigma")] public static double F(ReadOnlySpan<double> phi, double sigma, ReadOnlySpan<double> y, ReadOnlySpan<int> seen)
            {
                double nll = 0.0;
                int terms = 0;
                for (int t = phi.Length; t < y.Length; t++)
                {
                    if (seen[t] == 0) continue;
                    double mean = 0.0;
                    bool complete = true;
                    for (int k = 0; k < phi.Length; k++)
                    {
                        if (seen[t - 1 - k] == 0) { complete = false; break; }
                        mean += phi[k] * y[t - 1 - k];
                    }
                    if (!complete) continue;
                    double e = (y[t] - mean) / sigma;
                    nll += 0.5 * e * e + Math.Log(sigma);
                    terms++;
                }
                return terms == 0 ? 0.0 : nll / terms;
            }
            """).Length("phi", 2).Length("y", 9).Set("seen", new[] { 1, 1, 1, 0, 1, 1, 1, 1, 1 }).In("sigma", 0.5, 1.5),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
