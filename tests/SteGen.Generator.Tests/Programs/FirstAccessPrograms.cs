using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Results that the method reads after it has written them: what comes first is seen in the first round of the loops.</summary>
public class FirstAccessPrograms
{
    private static readonly ProgramSet s_all = Suite.InBothModes(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("Forward substitution in place", """
            [Differentiable] public static void F(ReadOnlySpan<double> l, ReadOnlySpan<double> b, Span<double> x)
            {
                int n = b.Length;
                for (int i = 0; i < n; i++)
                {
                    double s = b[i];
                    for (int j = 0; j < i; j++) s -= l[i * n + j] * x[j];
                    x[i] = s / l[i * n + i];
                }
            }
            """).Length("l", 16).Length("b", 4).Length("x", 4).In("l", 0.5, 1.5),
        new TestProgram("Forward substitution that starts from a copy", """
            [Differentiable] public static void F(ReadOnlySpan<double> l, ReadOnlySpan<double> b, Span<double> x)
            {
                b.CopyTo(x);
                int n = b.Length;
                for (int i = 0; i < n; i++)
                {
                    for (int j = 0; j < i; j++) x[i] -= l[i * n + j] * x[j];
                    x[i] /= l[i * n + i];
                }
            }
            """).Length("l", 16).Length("b", 4).Length("x", 4).In("l", 0.5, 1.5),
        new TestProgram("Back substitution, the right side becomes the solution", """
            [Differentiable] public static void F(ReadOnlySpan<double> u, [InOut] Span<double> b)
            {
                int n = b.Length;
                for (int i = n - 1; i >= 0; i--)
                {
                    for (int j = i + 1; j < n; j++) b[i] -= u[i * n + j] * b[j];
                    b[i] /= u[i * n + i];
                }
            }
            """).Length("u", 16).Length("b", 4).In("u", 0.5, 1.5),
        new TestProgram("A scan that reads its result", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y)
            {
                y[0] = x[0];
                for (int i = 1; i < x.Length; i++) y[i] = y[i - 1] * 0.5 + x[i];
            }
            """),
        new TestProgram("Scan with a test for the first", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = x[i];
                    if (i > 0) y[i] += 0.5 * y[i - 1];
                }
            }
            """),
        new TestProgram("Scan with a conditional first value", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++)
                    y[i] = i == 0 ? x[i] : Math.Max(y[i - 1] * 0.9, x[i]);
            }
            """),
        new TestProgram("Fibonacci-like recurrence in the result", """
            [Differentiable] public static void F(double a, double b, Span<double> y)
            {
                y[0] = a; y[1] = b;
                for (int i = 2; i < y.Length; i++) y[i] = y[i - 1] * 0.5 + y[i - 2] * a;
            }
            """),
        new TestProgram("Result used as a work array", """
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y)
            {
                y.Clear();
                for (int i = 0; i < x.Length; i++)
                    for (int j = i; j < x.Length; j++) y[j] += x[i] * x[j];
            }
            """),
        new TestProgram("Cholesky into the result", """
            [Differentiable] public static void F(ReadOnlySpan<double> m, Span<double> l)
            {
                const int n = 3;
                for (int i = 0; i < n; i++)
                    for (int j = 0; j <= i; j++)
                    {
                        double s = m[i * n + j] + (i == j ? 4.0 : 0.0);
                        for (int k = 0; k < j; k++) s -= l[i * n + k] * l[j * n + k];
                        l[i * n + j] = i == j ? Math.Sqrt(s) : s / l[j * n + j];
                    }
                for (int i = 0; i < n; i++)
                    for (int j = i + 1; j < n; j++) l[i * n + j] = 0.0;
            }
            """).Length("m", 9).Length("l", 9).In(-0.5, 0.5),
        new TestProgram("A triangular system solved by a while loop", """
            [Differentiable] public static void F(ReadOnlySpan<double> l, ReadOnlySpan<double> b, Span<double> x)
            {
                int n = b.Length, i = 0;
                while (i < n)
                {
                    double s = b[i];
                    for (int j = 0; j < i; j++) s -= l[i * n + j] * x[j];
                    x[i] = s / l[i * n + i];
                    i++;
                }
            }
            """).Length("l", 16).Length("b", 4).Length("x", 4).In("l", 0.5, 1.5),
        new TestProgram("Back substitution into a result", """
            [Differentiable] public static void F(ReadOnlySpan<double> u, ReadOnlySpan<double> b, Span<double> x)
            {
                for (int i = b.Length - 1; i >= 0; i--)
                {
                    double s = b[i];
                    for (int j = i + 1; j < b.Length; j++) s -= u[i * b.Length + j] * x[j];
                    x[i] = s / u[i * b.Length + i];
                }
            }
            """).Length("u", 16).Length("b", 4).Length("x", 4).In("u", 0.5, 1.5),
        new TestProgram("A dot product with the part that is solved", """
            static double Dot(ReadOnlySpan<double> a, ReadOnlySpan<double> b) { double s = 0.0; for (int i = 0; i < a.Length; i++) s += a[i] * b[i]; return s; }
            [Differentiable] public static void F(ReadOnlySpan<double> l, ReadOnlySpan<double> b, Span<double> x)
            {
                int n = b.Length;
                for (int i = 0; i < n; i++) x[i] = (b[i] - Dot(l.Slice(i * n, i), x[..i])) / l[i * n + i];
            }
            """).Length("l", 16).Length("b", 4).Length("x", 4).In("l", 0.5, 1.5),
        new TestProgram("A table of edit distances as the result", """
            [Differentiable] public static void F(ReadOnlySpan<double> a, ReadOnlySpan<double> b, Span<double> d)
            {
                int w = b.Length + 1;
                for (int i = 0; i <= a.Length; i++)
                    for (int j = 0; j <= b.Length; j++)
                    {
                        if (i == 0 || j == 0) { d[i * w + j] = i + j; continue; }
                        double e = a[i - 1] - b[j - 1];
                        d[i * w + j] = Math.Min(Math.Min(d[(i - 1) * w + j], d[i * w + j - 1]) + 1.0, d[(i - 1) * w + j - 1] + e * e);
                    }
            }
            """).Length("a", 3).Length("b", 3).Length("d", 16).Kinks(),
        new TestProgram("Recursive fill of a result through a span that is read", """
            static void Fill(Span<double> y, ReadOnlySpan<double> x, int i)
            {
                if (i == y.Length) return;
                y[i] = x[i];
                for (int j = 0; j < i; j++) y[i] += 0.5 * y[j];
                Fill(y, x, i + 1);
            }
            [Differentiable] public static void F(ReadOnlySpan<double> x, Span<double> y) => Fill(y, x, 0);
            """).Length("*", 4),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
