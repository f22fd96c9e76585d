using System;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

public class MemoryTests
{
    private static void InOut(string body)
    {
        Program program = Program.OfMembers($"public static double F([InOut] double[] x, double t) {{ {body} }}");
        foreach (double[] x in new[] { new double[] { 3, -1, 4, -1, 5, 9, -2.5 }, [1, 2, 3, 4, 5, 6] })
        {
            program.Agrees(x, 0.5).Agrees(x, -2.0);
        }
    }

    [Theory]
    [InlineData("for (int i = 1; i < x.Length; i++) x[i] += x[i - 1] * t; return x[^1];")]
    [InlineData("x.AsSpan(1, 3).CopyTo(x.AsSpan(2)); return x[2];")]
    [InlineData("x.AsSpan(2, 3).CopyTo(x); return x[2];")]
    [InlineData("x.AsSpan(2).Clear(); return x[1];")]
    [InlineData("x.AsSpan(1, 2).Fill(t); return x[1];")]
    [InlineData("Span<double> s = x; s[1..3].Fill(t); s[^1] = s[0]; return s[1..].Length;")]
    [InlineData("var y = x[1..3]; y[0] = 77; return y[0] + x[1];")]
    [InlineData("var y = x.AsSpan()[1..^1]; y[0] = 77; return y[^1] + x[1];")]
    [InlineData("double[] y = new double[x.Length]; for (int i = 0; i < y.Length; i++) y[i] = x[i] * t; Array.Copy(y, x, 2); return y[3];")]
    [InlineData("Span<double> s = stackalloc double[4]; s[1] = t; s[2] += s[1]; return s[2] + s[0];")]
    [InlineData("ReadOnlySpan<double> s = [1, t, 3]; return s[1] * s[2] + s.Length;")]
    [InlineData("double[] s = { t, 2, t * t }; int[] k = [2, 0]; return s[k[0]] + s[k[1]];")]
    [InlineData("Span<int> k = stackalloc int[] { 2, 0 }; return x[k[0]] + x[k[1]];")]
    [InlineData("Span<int> k = stackalloc[] { 2, 0 }; return x[k[0]] + x[k[1]];")]
    [InlineData("(x[0], x[1]) = (x[1], x[0]); return x[0] - x[1];")]
    [InlineData("ref double r = ref x[2]; r *= t; r += 1; return x[2];")]
    [InlineData("foreach (ref double v in x.AsSpan()) v *= 2; return x[0];")]
    [InlineData("Scale(x, t); Scale(x.AsSpan(1, 2), 3); return x[1]; static void Scale(Span<double> y, double f) { for (int i = 0; i < y.Length; i++) y[i] *= f; }")]
    [InlineData("double s = 0; Add(ref s, t); Add(ref x[1], s); Get(out double g); return s + g; void Get(out double o) { o = x[0]; } static void Add(ref double a, double b) => a += b;")]
    [InlineData("byte[] b = new byte[3]; b[1] = 255; b[1]++; b[2] = (byte)(t * 3); return b[1] + b[2];")]
    [InlineData("bool[] b = new bool[3]; b[1] = t > 0; return b[1] ? 1 : 2;")]
    [InlineData("var s = x.AsSpan().ToArray(); s[0] = 5; return x[0] + s[0];")]
    [InlineData("Array.Clear(x, 1, 2); Array.Fill(x, t); return x[1];")]
    [InlineData("var s = new Span<double>(x, 1, 3); s[0] = 9; return s.Length + x[1] + (s.IsEmpty ? 1 : 0);")]
    public void Views(string body) => InOut(body);

    [Theory]
    [InlineData("Span<double> s = x; for (int i = 0; i < 3; i++) { s[0] += t; s = s[1..]; } return s[0];")]
    [InlineData("double[] a = new double[3], b = new double[3]; a[0] = 1; for (int i = 0; i < 5; i++) { for (int j = 0; j < 3; j++) b[j] = a[(j + 1) % 3] + t * j; (a, b) = (b, a); } return a[0] + 2 * a[1] + b[2];")]
    [InlineData("double[] a = new double[2], b = new double[4]; double[] c = t > 0 ? a : b; c[1] = 5; return a[1] + 2 * b[1] + c.Length;")]
    [InlineData("Span<double> s = t > 0 ? x.AsSpan(1) : x.AsSpan(2, 2); s[0] = 8; return x[1] + x[2] + s.Length;")]
    [InlineData("double[] l = new double[3]; l[1] = 4; Span<double> s = l; if (t > 0) s = x; s[1] += 2; return l[1] + x[1] + s[0];")]
    [InlineData("Span<double> s = x; double[] l = new double[7]; for (int i = 0; i < 3; i++) { s[i] += 1; if (i == 1) s = l; } return l[2] + x[2] + s.Length;")]
    [InlineData("ReadOnlySpan<double> Pick(bool p) { if (p) return x; return x.AsSpan(1); } return Pick(t > 0)[0] + Pick(t < 0)[1];")]
    [InlineData("double s = 0; double[] cur = { 1, 2 }; for (int i = 0; i < 4; i++) { double[] next = new double[2]; next[0] = cur[1] + t; next[1] = cur[0] * 0.5; cur = next; } return cur[0] + cur[1] + s;")]
    public void Carried(string body) => InOut(body);
}
