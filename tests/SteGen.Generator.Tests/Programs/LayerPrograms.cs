using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Layers of networks: convolutions, pools, norms, recurrent cells, attention.</summary>
public class LayerPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Sums of products of three, whose upstream is 1 or is not", """
            [Differentiable("w")] public static double F(ReadOnlySpan<double> w, ReadOnlySpan<double> x)
            {
                double s = 0.0;
                for (int i = 0; i < x.Length; i++) s += w[i] * x[i] * w[0] - x[i] * w[1] * w[i];
                return s;
            }
            """).Length("w", 37).Length("x", 37),
        new TestProgram("Convolution with padding, stride and dilation", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> y, int stride, int pad, int dilation)
            {
                for (int o = 0; o < y.Length; o++)
                {
                    double s = 0.0;
                    for (int k = 0; k < w.Length; k++)
                    {
                        int at = o * stride - pad + k * dilation;
                        if ((uint)at < (uint)x.Length) s += w[k] * x[at];
                    }
                    y[o] = s;
                }
            }
            """).Length("x", 9).Length("w", 3).Length("y", 5).Set("stride", 2).Set("pad", 2).Set("dilation", 2),
        new TestProgram("Transposed convolution by scattering", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<double> w, Span<double> y, int stride)
            {
                y.Clear();
                for (int i = 0; i < x.Length; i++)
                    for (int k = 0; k < w.Length; k++) y[i * stride + k] += x[i] * w[k];
            }
            """).Length("x", 4).Length("w", 3).Length("y", 9).Set("stride", 2),
        new TestProgram("Pooling with the index of the maximum", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y, int width)
            {
                for (int o = 0; o < y.Length; o++)
                {
                    int best = o * width;
                    for (int k = 1; k < width; k++) if (x[o * width + k] > x[best]) best = o * width + k;
                    y[o] = x[best] * x[best];
                }
            }
            """).Length("x", 9).Length("y", 3).Set("width", 3),
        new TestProgram("Batch normalization with running reads", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<double> gamma, ReadOnlySpan<double> beta, Span<double> y)
            {
                int c = gamma.Length, n = x.Length / c;
                for (int j = 0; j < c; j++)
                {
                    double mean = 0.0, m2 = 0.0;
                    for (int i = 0; i < n; i++)
                    {
                        double d = x[i * c + j] - mean;
                        mean += d / (i + 1);
                        m2 += d * (x[i * c + j] - mean);
                    }
                    double inv = 1.0 / Math.Sqrt(m2 / n + 1e-3);
                    for (int i = 0; i < n; i++) y[i * c + j] = gamma[j] * (x[i * c + j] - mean) * inv + beta[j];
                }
            }
            """).Length("x", 8).Length("y", 8).Length("gamma", 2).Length("beta", 2),
        new TestProgram("An embedding with a bag of words", """
            [Differentiable] public static double F(ReadOnlySpan<double> table, ReadOnlySpan<double> w, ReadOnlySpan<int> words)
            {
                int d = w.Length;
                Span<double> mean = stackalloc double[d];
                foreach (int word in words)
                    for (int k = 0; k < d; k++) mean[k] += table[word * d + k] / words.Length;
                double s = 0.0;
                for (int k = 0; k < d; k++) s += Math.Tanh(mean[k]) * w[k];
                return s;
            }
            """).Length("table", 12).Length("w", 3).Set("words", new[] { 2, 0, 2, 3 }),
        new TestProgram("A minimal GRU over a sequence", """
            static double Sigmoid(double x) => 1.0 / (1.0 + Math.Exp(-x));
            [Differentiable] public static double F(ReadOnlySpan<double> x, ReadOnlySpan<double> wz, ReadOnlySpan<double> wr, ReadOnlySpan<double> wh)
            {
                const int n = 2;
                Span<double> h = stackalloc double[n], z = stackalloc double[n], r = stackalloc double[n], g = stackalloc double[n];
                foreach (double input in x)
                {
                    for (int i = 0; i < n; i++)
                    {
                        double az = wz[i * (n + 1)] * input, ar = wr[i * (n + 1)] * input;
                        for (int j = 0; j < n; j++) { az += wz[i * (n + 1) + 1 + j] * h[j]; ar += wr[i * (n + 1) + 1 + j] * h[j]; }
                        z[i] = Sigmoid(az);
                        r[i] = Sigmoid(ar);
                    }
                    for (int i = 0; i < n; i++)
                    {
                        double a = wh[i * (n + 1)] * input;
                        for (int j = 0; j < n; j++) a += wh[i * (n + 1) + 1 + j] * r[j] * h[j];
                        g[i] = Math.Tanh(a);
                    }
                    for (int i = 0; i < n; i++) h[i] = (1.0 - z[i]) * h[i] + z[i] * g[i];
                }
                return h[0] * h[1] + h[0];
            }
            """).Length("x", 4).Length("wz", 6).Length("wr", 6).Length("wh", 6),
        new TestProgram("Multi-head attention with a causal mask", """
            [Differentiable] public static void F(ReadOnlySpan<double> q, ReadOnlySpan<double> k, ReadOnlySpan<double> v, Span<double> y, int heads, int d)
            {
                int width = heads * d, n = q.Length / width;
                Span<double> score = stackalloc double[n];
                for (int h = 0; h < heads; h++)
                    for (int i = 0; i < n; i++)
                    {
                        double max = double.NegativeInfinity, sum = 0.0;
                        for (int j = 0; j <= i; j++)
                        {
                            double dot = 0.0;
                            for (int c = 0; c < d; c++) dot += q[i * width + h * d + c] * k[j * width + h * d + c];
                            score[j] = dot / Math.Sqrt(d);
                            max = Math.Max(max, score[j]);
                        }
                        for (int j = 0; j <= i; j++) { score[j] = Math.Exp(score[j] - max); sum += score[j]; }
                        for (int c = 0; c < d; c++)
                        {
                            double o = 0.0;
                            for (int j = 0; j <= i; j++) o += score[j] / sum * v[j * width + h * d + c];
                            y[i * width + h * d + c] = o;
                        }
                    }
            }
            """).Length("*", 12).Set("heads", 2).Set("d", 2),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
