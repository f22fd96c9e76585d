using System;
using System.Linq;
using SteGen.Compiler.Ir;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

public class ControlFlowTests
{
    private static readonly double[][] s_arrays = [[], [1.5], [3, -1, 4, -1, 5, 9, -2.5], [0.5, 0.25, 7, -8, 1e3]];

    private static void Array(string body)
    {
        Program program = Program.OfMembers($"public static double F(double[] x, double t) {{ {body} }}");
        foreach (double[] x in s_arrays)
        {
            foreach (double t in new[] { -1.0, 0.3, 4.5 })
            {
                program.Agrees(x, t);
            }
        }
    }

    [Theory]
    [InlineData("if (t > 0) return t * 2; return -t;")]
    [InlineData("if (t > 0) { if (x.Length > 1) return x[0]; t += 1; } else t = 3; return t;")]
    [InlineData("double s; if (t > 0) s = 1; else s = x.Length; return s * t;")]
    [InlineData("if (t > 1) { return 1; } else if (t > 0) { t *= 2; } else { return 5; } return t;")]
    [InlineData("{ if (t < 0) return 7; } t++; return t;")]
    [InlineData("if (t > 0 && x.Length > 0 && x[0] > 1 || t < -5) return 1; return 2;")]
    public void Branches(string body) => Array(body);

    [Theory]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) s += x[i] * t; return s;")]
    [InlineData("double s = 0; for (int i = x.Length - 1; i >= 0; i--) s = s * t + x[i]; return s;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i += 2) s += x[i]; return s;")]
    [InlineData("double s = 0; for (int i = 1; i <= x.Length; ++i) s += x[^i] * i; return s;")]
    [InlineData("double s = 0; for (int i = x.Length; i > 0; i -= 3) s += x[i - 1]; return s;")]
    [InlineData("double s = 0; for (int i = 0, j = x.Length - 1; i < j; i++, j--) s += x[i] * x[j]; return s;")]
    [InlineData("double s = 0; for (int i = 5; i < 3; i++) s += 1; return s + t;")]
    [InlineData("double s = 0; for (int i = 0; x.Length > i; i = i + 1) s += x[i]; return s;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { for (int j = i; j < x.Length; j++) { if (x[j] > x[i]) s += x[j] - x[i]; } } return s;")]
    [InlineData("double s = 0; foreach (double v in x) s += v * v; return s;")]
    [InlineData("double s = 0; foreach (var v in x.AsSpan()) { if (v < 0) continue; s += v; } return s;")]
    [InlineData("foreach (double v in x) if (v > t) return v; return -1;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) break; s += x[i]; } return s;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length && s < 5; i++) s += Math.Abs(x[i]); return s;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) continue; if (x[i] > 8) return s; s += x[i]; if (s > 6) break; s *= 2; } return s + 100;")]
    [InlineData("double best = double.NegativeInfinity; int k = -1; for (int i = 0; i < x.Length; i++) if (x[i] > best) { best = x[i]; k = i; } return k >= 0 ? x[k] : t;")]
    [InlineData("for (int i = 0; i < x.Length; i++) for (int j = 0; j < i; j++) if (x[i] == x[j]) return i * 10 + j; return t;")]
    [InlineData("int i; double s = 0; for (i = 0; i < x.Length; i++) s += x[i]; return s * i;")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { s += x[i]; i += 1; } return s;")]
    [InlineData("double s = 0; int n = x.Length; for (int i = 0; i < n; i++) { s += x[i]; if (s > 3) n = i; } return s;")]
    public void Counted(string body) => Array(body);

    [Theory]
    [InlineData("int i = 0; double s = 0; while (i < x.Length) { s += x[i]; i++; } return s;")]
    [InlineData("int i = 0; double s = 0; while (i++ < x.Length) s += x[i - 1] * i; return s;")]
    [InlineData("double s = 1; int n = 0; do { s = s / 2 + t; n++; } while (n < 5); return s;")]
    [InlineData("double s = 1; while (true) { s *= 0.5; if (s < 0.01) break; } return s + t;")]
    [InlineData("int i = 0; while (true) { if (i == x.Length) return -1; if (x[i] > t) return x[i]; i++; }")]
    [InlineData("int i = -1; double s = 0; while (++i < x.Length) { if (x[i] < 0) continue; s += x[i]; } return s * i;")]
    [InlineData("int n = 0; double v = 100; do { v -= Math.Abs(t) + 1; if (v < 20) continue; n++; } while (v > 0); return n + v;")]
    [InlineData("double y = t + 3; double d; while ((d = y * y - 2) > 1e-6 || d < -1e-6) y -= d / (2 * y); return y;")]
    [InlineData("for (;;) { t += 1; if (t > 3) return t; }")]
    [InlineData("double r; while (true) { r = t * 2; if (r > 1) break; t += 1; } return r;")]
    public void Uncounted(string body) => Array(body);

    [Theory]
    [InlineData("switch (x.Length) { case 0: return 1; case 1: t += 1; break; case 7: case 8: return t; default: t = -1; break; } return t;")]
    [InlineData("return x.Length switch { 0 => t, 1 or 2 => t * 2, > 5 and not 6 => x[0], _ => 9 };")]
    [InlineData("return t switch { < 0 => -t, > 1 => t * t, _ => 0.5 };")]
    [InlineData("for (int i = 0; i < x.Length; i++) { switch (i % 3) { case 0: t += x[i]; break; case 1: continue; default: if (x[i] < -1) return t; break; } t *= 1.1; } return t;")]
    [InlineData("switch (t) { case > 1 when x.Length > 1: return 1; case double d when d < 0: return d; default: return 3; }")]
    [InlineData("return (x.Length, t > 0) switch { (0, true) => 1, (_, false) => 2, var (n, _) => n };")]
    [InlineData("if (x.Length > 1 && Get(x, out double y) && y > 0) return y; return (t is var z and > 0) ? z : -1; static bool Get(double[] a, out double v) { v = a[0]; return v != 0; }")]
    [InlineData("if (t is > 0 and < 1 or 4.5) return 1; return x.Length is 0 ? 5 : 6;")]
    public void Switches(string body) => Array(body);

    [Fact]
    public void A_counted_loop_stays_counted_and_needs_no_flag_where_one_branch_leaves()
    {
        string text = Program.OfMembers("public static double F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) continue; s += x[i]; } return s; }").Text;
        Assert.Contains("For", text);
        Assert.DoesNotContain("While", text);
        Assert.Single(System.Text.RegularExpressions.Regex.Matches(text, "= If"));
    }

    [Fact]
    public void A_counted_loop_with_break_stays_counted()
    {
        string text = Program.OfMembers("public static double F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) { if (x[i] < 0) break; s += x[i]; } return s; }").Text;
        Assert.Contains("For", text);
        Assert.DoesNotContain("While", text);
    }

    [Fact]
    public void The_length_of_an_array_is_the_count_itself()
    {
        Function f = Program.OfMembers("public static double F(double[] x) { double s = 0; for (int i = 0; i < x.Length; i++) s += x[i]; return s; }").Result.Model!.Body.Decode();
        Inst loop = f.All().Single(i => i.Op == Op.For);
        Assert.Same(f.Body.Params[1], loop.Args[0]);
        Assert.Single(loop.Results);
    }
}
