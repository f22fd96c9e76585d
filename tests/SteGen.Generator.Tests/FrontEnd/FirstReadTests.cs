using System.Linq;
using Xunit;

namespace SteGen.Generator.Tests.FrontEnd;

/// <summary>STG0110: a result is read where no run has written the element before. A backward would take what the caller had put there as 0.</summary>
public class FirstReadTests
{
    [Theory]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (x[i] > 0) y[i] = x[i]; y[i] *= x[i]; }", "y[i] *= x[i]")]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (c) y[i] = x[i]; y[i] *= x[i]; }", "y[i] *= x[i]")]
    [InlineData("if (c) y[0] = x[0]; y[0] += x[1];", "y[0] += x[1]")]
    [InlineData("if (n == 1) y[0] = x[0]; else if (n == 2) y[0] = x[1]; y[0] += x[2];", "y[0] += x[2]")]
    [InlineData("switch (n) { case 0: y[0] = x[0]; break; case 1: y[0] = x[1]; break; } y[0] *= 2;", "y[0] *= 2")]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (i % 2 == 0) y[i] = x[i]; y[i] += 1; }", "y[i] += 1")]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (i == 3) y[i] = x[i]; else y[i] += x[i]; }", "y[i] += x[i]")]
    [InlineData("for (int i = 0; i < x.Length; i++) if (x[i] > 0) y[i] = x[i]; for (int i = 0; i < y.Length; i++) y[i] *= 2;", "y[i] *= 2")]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (x[i] < 0) continue; y[i] = x[i]; } for (int i = 0; i < y.Length; i++) y[i] *= 2;", "y[i] *= 2")]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (x[i] > 0) y[i] = 0; for (int j = 0; j < x.Length; j++) y[i] += x[j]; }", "y[i] += x[j]")]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (x[i] > 0) y[i] = 1; if (c) continue; y[i] += 1; }", "y[i] += 1")]
    [InlineData("y[0] = x[0]; y[1] *= x[1];", "y[1] *= x[1]")]
    [InlineData("for (int i = 0; i < n; i++) { y[2 * i] = x[i]; y[2 * i + 1] += x[i]; }", "y[2 * i + 1] += x[i]")]
    [InlineData("int i = 0; while (i < n) { if (x[i] > 0) y[i] = 1; y[i] += x[i]; i++; }", "y[i] += x[i]")]
    [InlineData("var half = y[..2]; if (x[0] > 0) half[0] = 1; half[0] += x[0];", "half[0] += x[0]")]
    public void Fires(string body, string at) => Assert.Equal([("STG0110", at)], Problems(body));

    [Theory]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (c) y[i] = x[i]; else y[i] = 1; y[i] *= x[i]; }")]
    [InlineData("for (int i = 0; i < x.Length; i++) { if (c) y[i] = x[i]; if (c) y[i] *= 2; else y[i] = 3; }")]
    [InlineData("if (!c) throw new ArgumentException(); if (c) y[0] = x[0]; y[0] *= 2;")]
    [InlineData("if (n > 0) y[0] = x[0]; for (int i = 1; i < n; i++) y[i] = y[i - 1] * x[i];")]
    [InlineData("if (x.Length > 0) y[0] = x[0]; for (int i = 1; i < y.Length; i++) y[i] = y[i - 1] * x[i];")]
    [InlineData("switch (n) { case 0: y[0] = x[0]; break; case 1: y[0] = x[1]; break; default: throw new ArgumentException(); } y[0] *= 2;")]
    [InlineData("y[0] = switchless(n); y[0] *= x[0]; static double switchless(int n) => n switch { 0 => 1.5, 1 => 2, _ => 3 };")]
    [InlineData("bool first = true; for (int i = 0; i < x.Length; i++) { if (first) { y[0] = x[i]; first = false; } else y[0] += x[i]; }")]
    [InlineData("double best = double.NegativeInfinity; for (int i = 0; i < x.Length; i++) if (x[i] > best) { best = x[i]; y[0] = best; } y[0] *= 2;")]
    [InlineData("bool found = false; for (int i = 0; i < x.Length; i++) if (x[i] > 1) { y[0] = x[i]; found = true; break; } if (!found) y[0] = 0; y[0] *= 2;")]
    [InlineData("bool done = false; if (x[0] > 0) { y[0] = 1; done = true; } if (!done) y[0] = 2; y[0] *= x[0];")]
    [InlineData("double s = 0; for (int i = 0; i < x.Length; i++) { s += x[i]; if (i >= 2) y[i - 2] = s; } for (int i = 0; i < x.Length - 2; i++) y[i] *= 2;")]
    [InlineData("for (int i = 0; i < x.Length; i++) if (x[i] > 0) y[i] = 1; for (int i = 0; i < x.Length; i++) if (!(x[i] > 0)) y[i] = 2; for (int i = 0; i < x.Length; i++) y[i] *= x[i];")]
    [InlineData("y.Clear(); for (int i = 0; i < x.Length; i++) { if (x[i] > 0) y[i] = x[i]; y[i] *= x[i]; }")]
    [InlineData("y.Fill(1); for (int i = 0; i < x.Length; i++) if (x[i] > 0) y[i] *= x[i];")]
    [InlineData("x.CopyTo(y); for (int i = 1; i < y.Length; i++) { double v = y[i]; int j = i - 1; while (j >= 0 && y[j] > v) { y[j + 1] = y[j]; j--; } y[j + 1] = v; }")]
    [InlineData("y[0] = x[0]; for (int i = 1; i < x.Length; i++) { double v = x[i]; int j = i - 1; while (j >= 0 && y[j] > v) { y[j + 1] = y[j]; j--; } y[j + 1] = v; }")]
    [InlineData("for (int i = 0; i < n; i++) for (int j = 0; j < n; j++) { if (j == 0) y[i] = 0; y[i] += x[i * n + j]; }")]
    [InlineData("for (int i = 0; i < n; i++) y[(i * 7) % n] = x[i]; for (int i = 0; i < n; i++) y[i] *= x[i];")]
    [InlineData("for (int i = x.Length - 1; i >= 0; i--) { y[i] = x[i]; if (i < x.Length - 1) y[i] += y[i + 1]; }")]
    [InlineData("for (int i = 0; i < x.Length; i++) { y[i] = x[i]; if (x[i] > 0 && i > 0) y[i] += y[i - 1]; }")]
    [InlineData("for (int i = 0; i < x.Length; i += 2) { y[i] = x[i]; y[i + 1] = x[i + 1]; double t = y[i]; y[i] = y[i] - y[i + 1]; y[i + 1] = t + y[i + 1]; }")]
    public void Does_not_fire(string body) => Assert.Empty(Problems(body));

    [Fact]
    public void Another_field_of_the_element_is_another_place() => Assert.Equal(
        [("STG0110", "y[0].B += x")],
        ProblemsOf("public struct S { public double A, B; } public static partial class C { [Differentiable] public static void F(double x, Span<S> y) { y[0].A = x; y[0].B += x; y[0].A *= 2; } }"));

    private static (string, string)[] Problems(string body) =>
        ProblemsOf($"public static partial class C {{ [Differentiable] public static void F(ReadOnlySpan<double> x, bool c, int n, Span<double> y) {{ {body} }} }}");

    private static (string, string)[] ProblemsOf(string source)
    {
        Program program = Program.Lower(source);
        Assert.Empty(program.Errors);
        return [.. program.Result.Problems.Select(p => (p.Id, p.Location.SourceTree!.GetText().ToString(p.Location.SourceSpan)))];
    }
}
