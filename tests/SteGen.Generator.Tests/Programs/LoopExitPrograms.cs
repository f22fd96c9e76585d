using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Ways out of loops and back to their heads, from every depth, with what the loop carried so far.</summary>
public class LoopExitPrograms
{
    private const string TwoReals = "[Differentiable] public static double F(double x, double y) ";
    private const string OverSpan = "[Differentiable] public static double F(ReadOnlySpan<double> x) ";

    private static readonly ProgramSet s_all = Suite.InBothModes(
        new TestProgram("Every arm continues", TwoReals + "{ int choice = 5; double r = 0.0; while (choice-- > 0) { if (choice > 3) { r += x; continue; } if (choice > 1) { r += y * r; continue; } if (choice > 0) { r += x * y; continue; } } return r; }"),
        new TestProgram("Continue inside and outside", TwoReals + "{ int i = 5; double r = 0.0; while (i-- > 0) { if (i > 3) continue; int j = 3; while (j-- > 0) { if (j > 1) { r += x; continue; } if (j > 0) r += y * r; } r *= x; } return r; }"),
        new TestProgram("Break in the last arm, continue in another", TwoReals + "{ double r = 0.0; for (int i = 0; i < 5; i++) { if (i == 4) { r += x * y; break; } if (i > 2) { r += 2.0 * x; continue; } r += x + y * r; } return r; }"),
        new TestProgram("What follows both arms is never reached", TwoReals + "{ double r = 0.0; for (int i = 0; i < 5; i++) { int j = i; while (j-- > 0) { if (j < 3) { r += x * y; break; } else { continue; } } r += x; } return r * r; }"),
        new TestProgram("Break from three depths", OverSpan + "{ double s = 0.1; for (int i = 0; i < x.Length; i++) { for (int j = 0; j <= i; j++) { for (int k = j; k < x.Length; k++) { s += 0.1 * x[i] * x[k]; if (s > 0.5) break; } if (s > 0.4) break; s *= 0.95; } if (s < -0.5) break; } return s; }").Kinks(),
        new TestProgram("Return from three depths", OverSpan + "{ double s = 0.1; for (int i = 0; i < x.Length; i++) for (int j = 0; j < x.Length; j++) for (int k = j; k < x.Length; k++) { s += 0.1 * x[i] * x[k]; if (s * s > 0.3) return s * x[i] + x[j]; } return s; }").Kinks(),
        new TestProgram("Three different returns in one loop", OverSpan + "{ double s = 0.0; foreach (double t in x) { if (t < -1.2) return t * t; s += t; if (s > 1.0) return s * t; if (s < -1.0) return -s; } return s + 1.0; }").Kinks(),
        new TestProgram("Return in the loop that returns always", OverSpan + "{ foreach (double t in x) { return t * t; } return 0.0; }"),
        new TestProgram("A loop that is the whole method", TwoReals + "{ while (true) { x = x * 1.5 + y * y; if (x > 3.0) return x * y; } }").In("x", 0.2, 1),
        new TestProgram("Continue in a do loop tests first", TwoReals + "{ double r = x; int i = 0; do { i++; if (i == 2) continue; r = r * y + x; } while (i < 5); return r; }"),
        new TestProgram("Break in a do loop", TwoReals + "{ double r = x; int i = 0; do { r = r * y + x; if (i == 3) break; i++; } while (r * r < 100.0); return r; }"),
        new TestProgram("A search that finds", OverSpan + "{ int found = -1; for (int i = 0; i < x.Length; i++) if (x[i] > 0.4) { found = i; break; } return found >= 0 ? x[found] * x[0] : x[1]; }"),
        new TestProgram("A search that finds nothing", OverSpan + "{ int found = -1; for (int i = 0; i < x.Length; i++) if (x[i] > 100.0) { found = i; break; } return found >= 0 ? x[found] * x[0] : x[1] * x[2]; }"),
        new TestProgram("A flag by hand", OverSpan + "{ bool done = false; double s = 0.0; for (int i = 0; i < x.Length && !done; i++) { s += x[i] * x[i]; done = s > 1.5; } return s * s; }").Kinks(),
        new TestProgram("A flag of the inner loop ends the outer one", OverSpan + "{ bool stop = false; double s = 1.0; for (int i = 0; i < x.Length && !stop; i++) for (int j = i; j < x.Length; j++) { s *= 1.0 + 0.3 * x[i] * x[j]; if (s > 2.0 || s < 0.2) { stop = true; break; } } return s; }").Kinks(),
        new TestProgram("A switch in a loop, break leaves the switch", TwoReals + "{ double s = x; for (int i = 0; i < 6; i++) { switch (i % 3) { case 0: s *= y; break; case 1: s += x; break; default: s = s * s * 0.3; break; } s += 0.1; } return s; }"),
        new TestProgram("A switch in a loop, continue leaves the turn", TwoReals + "{ double s = x; for (int i = 0; i < 6; i++) { switch (i % 3) { case 0: s *= y; continue; case 1: s += x; break; default: if (s > 0.5) continue; s -= y; break; } s += 0.1 * s * s; } return s; }").Kinks(),
        new TestProgram("A switch in a loop that returns", TwoReals + "{ double s = x; for (int i = 0; i < 6; i++) { switch (i) { case 4 when s > 0.0: return s * y; case 5: return s * x; default: s = s * y + 0.3; break; } } return s; }"),
        new TestProgram("A loop in a switch in a loop", TwoReals + "{ double s = x; for (int i = 0; i < 4; i++) { switch (i & 1) { case 0: for (int j = 0; j < 3; j++) { if (j == i) break; s = s * y + j; } break; default: while (s > 1.0) s *= 0.5; break; } } return s; }").Kinks(),
        new TestProgram("A loop in a branch in a loop in a branch", TwoReals + "{ double s = 0.2; if (x > y) { for (int i = 0; i < 3; i++) { if (i != 1) { for (int j = 0; j < i + 2; j++) s += x * s + y; } else s -= y; } } else { int k = 0; while (k < 3) { k++; if (k == 2) continue; s += y * y; } } return s; }"),
        new TestProgram("Two carried values leave at different times", OverSpan + "{ double a = 0.0, b = 1.0; for (int i = 0; i < x.Length; i++) { a += x[i] * b; if (a > 1.0) break; b *= 1.0 + 0.2 * a; if (b > 1.2) break; a *= 0.9; } return a * b; }").Kinks(),
        new TestProgram("A local of the body is used after a break", TwoReals + "{ double last = 0.0; for (int i = 0; i < 6; i++) { double t = x * i + y; if (t * t > 4.0) break; last = t * t; } return last * x; }").Kinks(),
        new TestProgram("Throw in a loop", OverSpan + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { if (x[i] > 1000.0) throw new InvalidOperationException(); s += x[i] * x[i]; } return s; }"),
        new TestProgram("An exit before the loop and one after it", OverSpan + "{ if (x[0] > 1.0) return x[0]; double s = 0.0; for (int i = 0; i < x.Length; i++) s += x[i] * x[0]; if (s < 0.0) return s * s; s = Math.Sqrt(s + 1.0); return s; }").Kinks(),
        new TestProgram("An exit in the middle of straight code", TwoReals + "{ double a = x * y; double b = a + x; if (b > 0.5) return a * b; a *= b; b = y; return a * b + b; }"),
        new TestProgram("Many exits, one after another", TwoReals + "{ double t = x * y; if (t > 1.0) return t; t += x; if (t > 1.0) return t * t; t += y; if (t > 1.0) return t * x; t *= t; if (t > 1.0) return t * y; return t; }").Kinks(),
        new TestProgram("A helper with exits in a loop", "static double Step(double t, double y) { if (t > 1.0) return t - y * y; for (int k = 0; k < 3; k++) { t = t * 1.1 + 0.1 * y; if (t > 1.0) return t; } return t + 0.2; } " + TwoReals + "{ double t = x; for (int i = 0; i < 5; i++) t = Step(t, y); return t; }").Kinks(),
        new TestProgram("A helper that only returns in a loop", "static double First(ReadOnlySpan<double> x, double limit) { int i = 0; while (true) { if (i == x.Length) return limit; if (x[i] > limit) return x[i] * x[i]; i++; } } [Differentiable] public static double F(ReadOnlySpan<double> x, double a) => First(x, 0.3) * a + First(x, 50.0) * a + First(x, -2.0);"));

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
