using System;
using System.Linq;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>goto: to labels before and behind, out of loops, into other sections of a switch.</summary>
public class JumpPrograms
{
    private static readonly ProgramSet s_all = Suite.Of(Programs);

    private static readonly ProgramSet s_forward = Suite.Of(Programs.Select(p => p with
    {
        Source = p.Source.Replace("[Differentiable] public", "[Differentiable(Emit = Derivatives.Forward | Derivatives.Jvp)] public", StringComparison.Ordinal),
        HasSingle = false,
    }));

    internal static TestProgram[] Programs =>
    [
        new TestProgram("goto case to a later section", "[Differentiable] public static double F(double x, int n) { double s = x; switch (n % 4) { case 0: s *= x; goto case 2; case 1: s += 2.0; break; case 2: s = Math.Sin(s); break; default: s *= 0.5; break; } return s * x; }").In("n", 0, 9),
        new TestProgram("goto case to an earlier section", "[Differentiable] public static double F(double x, int n) { double s = x; switch (n) { case 0: s += x * x; break; case 1: s *= 3.0; goto case 0; case 2: s *= x; goto case 1; default: goto case 2; } return s; }").In("n", 0, 4),
        new TestProgram("goto default", "[Differentiable] public static double F(double x, int n) { double s = 1.0; switch (n) { default: s *= x; break; case 3: s = x * x; if (x > 0.0) goto default; s -= 1.0; break; } return s * s; }").In("n", 2, 4),
        new TestProgram("A machine of sections", "[Differentiable] public static double F(double x, int n) { double s = x; int left = n; switch (0) { case 0: s = s * 1.2 + 0.1; if (left-- <= 0) goto case 3; goto case 1; case 1: s = Math.Sin(s) + x; if (s > 1.2) goto case 3; goto case 2; case 2: s *= x; goto case 0; case 3: break; } return s; }").In("n", 0, 6),
        new TestProgram("Return from a machine", "[Differentiable] public static double F(double x, int n) { double s = x; int k = n; switch (n % 3) { case 0: s *= x; k--; if (k < 0) return s * 2.0; goto case 1; case 1: s += Math.Cos(x); goto case 2; case 2: s *= 0.7; if (k > 8) return s; k--; goto case 0; } return 0.0; }").In("n", 0, 7),
        new TestProgram("goto case out of a loop", "[Differentiable] public static double F(ReadOnlySpan<double> x, int n) { double s = 1.0; switch (n) { case 1: for (int i = 0; i < x.Length; i++) { s += x[i] * s; if (s > 2.0) goto case 2; } break; case 2: s *= s; break; default: s = x[0]; break; } return s; }").In("n", 1, 3),
        new TestProgram("goto out of nested loops", "[Differentiable] public static double F(ReadOnlySpan<double> x, double limit) { double s = 0.0; for (int i = 0; i < x.Length; i++) { for (int j = 0; j <= i; j++) { s += x[i] * x[j]; if (s > limit) goto done; } s *= 0.9; } s = Math.Sin(s); done: return s * limit; }").In("limit", 0.2, 4.0),
        new TestProgram("goto over statements", "[Differentiable] public static double F(double x) { double s = x * x; if (x > 0.3) goto skip; s += 1.0; s *= x; skip: s *= 2.0; return s; }"),
        new TestProgram("goto to one of two labels", "[Differentiable] public static double F(double x, double y) { double s = x; if (y > 0.5) goto far; if (x > 0.0) goto near; s *= y; near: s += y; far: return s * s; }"),
        new TestProgram("A loop by goto", "[Differentiable] public static double F(double x, int n) { double s = x; int i = 0; again: s = s * x + 1.0; i++; if (i < n) goto again; return s; }").In("n", 0, 5),
        new TestProgram("A loop by goto that depends on the data", "[Differentiable] public static double F(double x) { double s = x; again: if (s * s > 6.0) goto done; s = s * 1.6 + 0.3; goto again; done: return s * x; }"),
        new TestProgram("Two loops by goto, one in the other", "[Differentiable] public static double F(double x, int n) { double s = 1.0; int i = 0, j; outer: j = 0; inner: s += x * s * 0.3; j++; if (j < i) goto inner; i++; if (i < n) goto outer; return s; }").In("n", 0, 5),
        new TestProgram("goto in a while in a for", "[Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0.5; for (int i = 0; i < x.Length; i++) { double t = x[i]; while (t * t < 3.0) { t = t * 1.5 + 0.2; if (t > 1.6) goto next; s += t * 0.1; } s *= 0.8; next: s += Math.Sin(t * s); } return s; }").In("x", 0.05, 1.4),
        new TestProgram("A jump that returns", "[Differentiable] public static double F(ReadOnlySpan<double> x) { double s = 0.0; foreach (double v in x) { if (v > 1.3) goto large; s += v * v; } return s; large: s *= x[0]; return s + 1.0; }"),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    public static TheoryData<string> ForwardNames => Suite.NamesOf(s_forward);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);

    [Theory, MemberData(nameof(ForwardNames))]
    public void Jvp_agrees_with_dual_numbers(string name) => s_forward.Check(name);
}
