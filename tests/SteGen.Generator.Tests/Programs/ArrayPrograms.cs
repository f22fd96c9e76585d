using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>What array libraries offer, written as loops: scans, gathers, segments, sorting, sampling.</summary>
public class ArrayPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Cumulative sum, product and maximum", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> sum, Span<double> product, Span<double> max)
            {
                double s = 0.0, p = 1.0, m = double.NegativeInfinity;
                for (int i = 0; i < x.Length; i++)
                {
                    s += x[i];
                    p *= x[i];
                    m = Math.Max(m, x[i]);
                    sum[i] = s; product[i] = p; max[i] = m;
                }
            }
            """),
        new TestProgram("Cumulative log-sum-exp, from both ends", """
            static double LogAdd(double a, double b) => Math.Max(a, b) + double.LogP1(Math.Exp(-Math.Abs(a - b)));
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> forward, Span<double> backward)
            {
                int n = x.Length;
                forward[0] = x[0];
                for (int i = 1; i < n; i++) forward[i] = LogAdd(forward[i - 1], x[i]);
                backward[n - 1] = x[n - 1];
                for (int i = n - 2; i >= 0; i--) backward[i] = LogAdd(backward[i + 1], x[i]);
            }
            """),
        new TestProgram("Roll, flip and difference", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y, int shift)
            {
                int n = x.Length;
                double[] rolled = new double[n];
                for (int i = 0; i < n; i++) rolled[(i + shift) % n] = x[i];
                for (int i = 0; i < n; i++) y[i] = rolled[n - 1 - i] * (i + 1 < n ? rolled[i + 1] - rolled[i] : 1.0);
            }
            """),
        new TestProgram("Gather, scatter-add and a mask", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<int> from, ReadOnlySpan<int> to, ReadOnlySpan<bool> mask, Span<double> y)
            {
                y.Fill(0.0);
                for (int k = 0; k < from.Length; k++)
                    if (mask[k]) y[to[k]] += x[from[k]] * x[k];
            }
            """).Set("from", new[] { 3, 1, 1, 6, 0, 2 }).Set("to", new[] { 0, 2, 2, 4, 1, 0 }).Set("mask", new[] { true, true, true, false, true, true }),
        new TestProgram("Scatter by maximum", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<int> to, Span<double> y)
            {
                for (int k = 0; k < y.Length; k++) y[k] = -10.0;
                for (int i = 0; i < x.Length; i++) y[to[i]] = Math.Max(y[to[i]], x[i]);
            }
            """).Set("to", new[] { 0, 1, 0, 2, 1, 0, 2 }).Length("y", 3),
        new TestProgram("Segment softmax over ragged rows", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, ReadOnlySpan<int> offsets, Span<double> y)
            {
                for (int r = 0; r + 1 < offsets.Length; r++)
                {
                    ReadOnlySpan<double> row = x[offsets[r]..offsets[r + 1]];
                    Span<double> to = y[offsets[r]..offsets[r + 1]];
                    if (row.IsEmpty) continue;
                    double m = row[0];
                    foreach (double v in row) m = v > m ? v : m;
                    double s = 0.0;
                    for (int i = 0; i < row.Length; i++) { to[i] = Math.Exp(row[i] - m); s += to[i]; }
                    for (int i = 0; i < to.Length; i++) to[i] /= s;
                }
            }
            """).Set("offsets", new[] { 0, 3, 3, 4, 7 }),
        new TestProgram("Sparse times dense in compressed rows", """
            [Differentiable] public static void F(ReadOnlySpan<double> values, ReadOnlySpan<int> columns, ReadOnlySpan<int> rows, ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i + 1 < rows.Length; i++)
                {
                    double s = 0.0;
                    for (int k = rows[i]; k < rows[i + 1]; k++) s += values[k] * x[columns[k]];
                    y[i] = s;
                }
            }
            """).Set("columns", new[] { 0, 2, 1, 3, 0, 1, 3 }).Set("rows", new[] { 0, 2, 4, 4, 7 }).Length("x", 4).Length("y", 4),
        new TestProgram("All pairs of distances", """
            [Differentiable] public static void F(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> d, int dim)
            {
                int n = a.Length / dim, m = b.Length / dim;
                for (int i = 0; i < n; i++)
                    for (int j = 0; j < m; j++)
                    {
                        double s = 0.0;
                        for (int k = 0; k < dim; k++) { double t = a[i * dim + k] - b[j * dim + k]; s += t * t; }
                        d[i * m + j] = Math.Sqrt(s);
                    }
            }
            """).Length("a", 6).Length("b", 4).Length("d", 6).Set("dim", 2).At(("a", new[] { 0.5, 1.0, 0.5, 1.0, 2.0, 3.0 }), ("b", new[] { 0.5, 1.0, 0.0, 0.0 }), ("dim", 2)),
        new TestProgram("Sampling of a grid between its points", """
            [Differentiable] public static void F(ReadOnlySpan<double> image, ReadOnlySpan<double> u, ReadOnlySpan<double> v, Span<double> y, int width)
            {
                int height = image.Length / width;
                for (int i = 0; i < y.Length; i++)
                {
                    double px = (u[i] + 1.5) * (width - 1) / 3.0, py = (v[i] + 1.5) * (height - 1) / 3.0;
                    int x0 = (int)Math.Floor(px), y0 = (int)Math.Floor(py);
                    double fx = px - x0, fy = py - y0, s = 0.0;
                    for (int dy = 0; dy <= 1; dy++)
                        for (int dx = 0; dx <= 1; dx++)
                        {
                            int cx = Math.Min(x0 + dx, width - 1), cy = Math.Min(y0 + dy, height - 1);
                            s += image[cy * width + cx] * (dx == 0 ? 1.0 - fx : fx) * (dy == 0 ? 1.0 - fy : fy);
                        }
                    y[i] = s;
                }
            }
            """).Length("image", 12).Set("width", 4).Length("u", 5).Length("v", 5).Length("y", 5).Kinks(),
        new TestProgram("Upsampling by a factor, then a box", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, int factor)
            {
                Span<double> up = stackalloc double[x.Length * factor];
                for (int i = 0; i < up.Length; i++) up[i] = x[i / factor];
                double s = 0.0;
                for (int i = 1; i + 1 < up.Length; i++) { double m = (up[i - 1] + up[i] + up[i + 1]) / 3.0; s += m * m * m; }
                return s;
            }
            """).Set("factor", 3).Length("x", 4),
        new TestProgram("A product of all by a tree in place", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double[] a = x.ToArray();
                for (int step = 1; step < a.Length; step *= 2)
                    for (int i = 0; i + step < a.Length; i += 2 * step) a[i] *= a[i + step];
                return a[0];
            }
            """).Length("x", 8),
        new TestProgram("A scan by blocks, up and down", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y)
            {
                int n = x.Length;
                x.CopyTo(y);
                for (int d = 1; d < n; d *= 2)
                    for (int i = 2 * d - 1; i < n; i += 2 * d) y[i] += y[i - d] * 0.5;
                y[n - 1] = 1.0;
                for (int d = n / 2; d > 0; d /= 2)
                    for (int i = 2 * d - 1; i < n; i += 2 * d) (y[i - d], y[i]) = (y[i], y[i] + y[i - d] * y[i]);
            }
            """).Length("*", 8),
        new TestProgram("Insertion sort and the sum of the smaller half", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double[] a = new double[x.Length];
                int n = 0;
                foreach (double v in x)
                {
                    int at = n++;
                    while (at > 0 && a[at - 1] > v) { a[at] = a[at - 1]; at--; }
                    a[at] = v;
                }
                double s = 0.0;
                for (int i = 0; i < n / 2; i++) s += a[i] * a[i + 1];
                return s;
            }
            """),
        new TestProgram("The k best by a heap", """
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                const int k = 3;
                Span<double> heap = stackalloc double[k];
                int size = 0;
                foreach (double v in x)
                {
                    if (size < k)
                    {
                        int c = size++;
                        heap[c] = v;
                        while (c > 0 && heap[(c - 1) / 2] > heap[c]) { int p = (c - 1) / 2; (heap[p], heap[c]) = (heap[c], heap[p]); c = p; }
                    }
                    else if (v > heap[0])
                    {
                        heap[0] = v;
                        for (int p = 0; ;)
                        {
                            int c = 2 * p + 1;
                            if (c >= k) break;
                            if (c + 1 < k && heap[c + 1] < heap[c]) c++;
                            if (heap[p] <= heap[c]) break;
                            (heap[p], heap[c]) = (heap[c], heap[p]);
                            p = c;
                        }
                    }
                }
                double s = 0.0;
                for (int i = 0; i < size; i++) s += heap[i] * heap[i];
                return s;
            }
            """),
        new TestProgram("Quantile with interpolation", """
            [Differentiable] public static double F(ReadOnlySpan<double> x, double q)
            {
                Span<double> t = stackalloc double[x.Length];
                x.CopyTo(t);
                for (int gap = t.Length / 2; gap > 0; gap /= 2)
                    for (int i = gap; i < t.Length; i++)
                    {
                        double v = t[i];
                        int j = i;
                        for (; j >= gap && t[j - gap] > v; j -= gap) t[j] = t[j - gap];
                        t[j] = v;
                    }
                double at = q * (t.Length - 1);
                int lo = (int)at;
                return lo + 1 < t.Length ? t[lo] + (at - lo) * (t[lo + 1] - t[lo]) : t[lo];
            }
            """).In("q", 0.1, 0.9).Kinks(),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
