using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Functions handed to functions, nested in one another, and methods that call themselves in the ways of textbooks.</summary>
public class HigherOrderPrograms
{
    private static readonly ProgramSet s_all = Suite.InTurns(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("A nested higher-order helper", """
            static double Integrate(Func<double, double> f, double a, double b)
            {
                double s = 0.0, h = (b - a) / 4;
                for (int i = 0; i < 4; i++) s += f(a + (i + 0.5) * h) * h;
                return s;
            }
            [Differentiable] public static double F(double x, double y) => Integrate(u => Integrate(v => Math.Sin(u * x + v), 0.0, u), 0.0, y);
            """),
        new TestProgram("A nested higher-order helper three deep", """
            static double Sum(int n, Func<int, double> f)
            {
                double s = 0.0;
                for (int i = 0; i < n; i++) s += f(i);
                return s;
            }
            [Differentiable] public static double F(ReadOnlySpan<double> x, double a)
            {
                double[] w = x.ToArray();
                return Sum(2, i => Sum(3, j => Sum(2, k => w[i + j + k] * a + w[k] * w[j])));
            }
            """),
        new TestProgram("A fold over a lambda that folds", """
            static double Fold(ReadOnlySpan<double> x, double seed, Func<double, double, double> f)
            {
                double r = seed;
                foreach (double v in x) r = f(r, v);
                return r;
            }
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double first = Fold(x, 1.0, (r, v) => r + v * v);
                return Fold(x, first, (r, v) => Math.Sin(r) + v);
            }
            """),
        new TestProgram("Composition of functions", """
            static double Twice(Func<double, double> f, double x) => f(f(x));
            [Differentiable] public static double F(double x, double y) => Twice(t => Twice(u => u * u + y, t) * 0.1, x);
            """),
        new TestProgram("Newton over a lambda", """
            static double Root(Func<double, double> f, Func<double, double> df, double x)
            {
                for (int i = 0; i < 6; i++) x -= f(x) / df(x);
                return x;
            }
            [Differentiable] public static double F(double a, double b) => Root(x => x * x * x + a * x - b, x => 3.0 * x * x + a, 1.0);
            """).In("a", 0.5, 1.5).In("b", 1.0, 2.0),
        new TestProgram("Recursion through this of a struct, public static caller", """
            public struct Node
            {
                public double W;
                public readonly double Eval(double x, int n) => n <= 0 ? x * W : Math.Tanh(new Node { W = W * 0.5 }.Eval(x + W, n - 1));
            }
            [Differentiable] public static double F(Node p, double x) => p.Eval(x, 4);
            """),
        new TestProgram("Recursion in a class with marked fields", """
            public partial class Model
            {
                [Differentiable] private double _w = 0.7;
                private readonly int _depth = 3;
                [Differentiable] public double F(double x) => Down(x, _depth);
                private double Down(double x, int n) => n == 0 ? x * _w : Math.Sin(Down(x + _w, n - 1));
            }
            """),
        new TestProgram("Recursive local function", """
            [Differentiable] public static double F(double x, double y)
            {
                double Go(double t, int n)
                {
                    if (n == 0) return t * y;
                    return Math.Sin(t) + Go(t * x, n - 1);
                }
                return Go(x, 4);
            }
            """),
        new TestProgram("Recursive lambda through a local", """
            [Differentiable] public static double F(double x)
            {
                Func<double, double> square = t => t * t;
                double r = x;
                for (int i = 0; i < 3; i++) r = square(r) * 0.5 + x;
                return r;
            }
            """),
        new TestProgram("Mutual recursion with a ref accumulator", """
            static void Left(double x, int n, ref double s) { s += x; if (n > 0) Right(x * 0.5, n - 1, ref s); }
            static void Right(double x, int n, ref double s) { s *= 1.0 + x * x; if (n > 0) Left(x + 0.1, n - 1, ref s); }
            [Differentiable] public static double F(double x) { double s = 1.0; Left(x, 5, ref s); return s; }
            """),
        new TestProgram("Quicksort of a copy", """
            static void Sort(Span<double> x)
            {
                if (x.Length < 2) return;
                double pivot = x[x.Length / 2];
                int i = 0, j = x.Length - 1;
                while (i <= j)
                {
                    while (x[i] < pivot) i++;
                    while (x[j] > pivot) j--;
                    if (i <= j) { (x[i], x[j]) = (x[j], x[i]); i++; j--; }
                }
                Sort(x[..(j + 1)]);
                Sort(x[i..]);
            }
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                double[] t = x.ToArray();
                Sort(t);
                double s = 0.0;
                for (int i = 0; i < t.Length; i++) s += (i + 1) * t[i] * t[i];
                return s;
            }
            """),
        new TestProgram("Merge sort with scratch", """
            static void Sort(Span<double> x, Span<double> scratch)
            {
                int n = x.Length;
                if (n < 2) return;
                int h = n / 2;
                Sort(x[..h], scratch[..h]);
                Sort(x[h..], scratch[h..]);
                x.CopyTo(scratch);
                for (int i = 0, j = h, k = 0; k < n; k++)
                    x[k] = j >= n || (i < h && scratch[i] <= scratch[j]) ? scratch[i++] : scratch[j++];
            }
            [Differentiable] public static double F(ReadOnlySpan<double> x)
            {
                Span<double> t = stackalloc double[x.Length], u = stackalloc double[x.Length];
                x.CopyTo(t);
                Sort(t, u);
                double s = 0.0;
                for (int i = 0; i < t.Length; i++) s += Math.Exp(t[i]) * (i + 1);
                return s;
            }
            """),
        new TestProgram("Recursive FFT", """
            static void Fft(Span<double> re, Span<double> im)
            {
                int n = re.Length;
                if (n == 1) return;
                int h = n / 2;
                Span<double> er = new double[h], ei = new double[h], or = new double[h], oi = new double[h];
                for (int i = 0; i < h; i++) { er[i] = re[2 * i]; ei[i] = im[2 * i]; or[i] = re[2 * i + 1]; oi[i] = im[2 * i + 1]; }
                Fft(er, ei);
                Fft(or, oi);
                for (int k = 0; k < h; k++)
                {
                    double c = Math.Cos(-2.0 * Math.PI * k / n), s = Math.Sin(-2.0 * Math.PI * k / n);
                    double tr = c * or[k] - s * oi[k], ti = s * or[k] + c * oi[k];
                    re[k] = er[k] + tr; im[k] = ei[k] + ti;
                    re[k + h] = er[k] - tr; im[k + h] = ei[k] - ti;
                }
            }
            [Differentiable] public static double F(ReadOnlySpan<double> x, double a)
            {
                double[] re = x.ToArray(), im = new double[x.Length];
                Fft(re, im);
                double s = 0.0;
                for (int i = 0; i < re.Length; i++) s += (re[i] * re[i] + im[i] * im[i]) * Math.Exp(-a * i);
                return s;
            }
            """).Length("x", 8),
        new TestProgram("Determinant by minors", """
            static double Det(ReadOnlySpan<double> m, int n)
            {
                if (n == 1) return m[0];
                double det = 0.0, sign = 1.0;
                double[] minor = new double[(n - 1) * (n - 1)];
                for (int c = 0; c < n; c++)
                {
                    for (int i = 1; i < n; i++)
                        for (int j = 0, k = 0; j < n; j++)
                            if (j != c) minor[(i - 1) * (n - 1) + k++] = m[i * n + j];
                    det += sign * m[c] * Det(minor, n - 1);
                    sign = -sign;
                }
                return det;
            }
            [Differentiable] public static double F(ReadOnlySpan<double> m) => Det(m, 3);
            """).Length("m", 9),
        new TestProgram("Adaptive Simpson by recursion", """
            static double G(double t, double k) => Math.Exp(-k * t * t);
            static double Simpson(double a, double b, double fa, double fm, double fb, double k, int depth)
            {
                double m = 0.5 * (a + b), l = 0.5 * (a + m), r = 0.5 * (m + b);
                double fl = G(l, k), fr = G(r, k), h = b - a;
                double whole = h / 6.0 * (fa + 4.0 * fm + fb);
                double halves = h / 12.0 * (fa + 4.0 * fl + 2.0 * fm + 4.0 * fr + fb);
                if (depth == 0 || Math.Abs(halves - whole) < 1e-3) return halves;
                return Simpson(a, m, fa, fl, fm, k, depth - 1) + Simpson(m, b, fm, fr, fb, k, depth - 1);
            }
            [Differentiable] public static double F(double b, double k) => Simpson(0.0, b, G(0.0, k), G(0.5 * b, k), G(b, k), k, 6);
            """).In(1.0, 3.0).Kinks(),
        new TestProgram("A tree in arrays", """
            public record struct Node(double Weight, int Left, int Right);
            static double Eval(ReadOnlySpan<Node> tree, int at, double x)
            {
                if (at < 0) return x;
                Node n = tree[at];
                return Math.Tanh(n.Weight * (Eval(tree, n.Left, x) + 0.5 * Eval(tree, n.Right, x * x)));
            }
            [Differentiable] public static double F(double w, double x)
            {
                Node[] tree = [new Node(w, 1, 2), new Node(w * w, -1, 3), new Node(0.5, -1, -1), new Node(w + 1.0, -1, -1)];
                return Eval(tree, 0, x);
            }
            """),
        new TestProgram("Towers of powers", """
            static double Tower(double x, int n) => n == 0 ? 1.0 : Math.Pow(x, Tower(x, n - 1));
            [Differentiable] public static double F(double x) => Tower(x, 4);
            """).In(0.8, 1.3),
        new TestProgram("Continued fraction by recursion on an array", """
            static double Fraction(double[] c, int k, double x) => k == c.Length ? 1.0 : c[k] + x / Fraction(c, k + 1, x);
            [Differentiable] public static double F(double[] c, double x) => Fraction(c, 0, x);
            """).In("c", 1.0, 2.0),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
