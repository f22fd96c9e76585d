using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>What can stand in the head of a loop: side effects in the test and in the step, counters of every type, real counters, bounds that move.</summary>
public class LoopHeadPrograms
{
    private const string TwoReals = "[Differentiable] public static double F(double x, double y) ";
    private const string OverSpan = "[Differentiable] public static double F(ReadOnlySpan<double> x) ";

    private static readonly ProgramSet s_all = Suite.InBothModes(
        new TestProgram("The work stands in the step", TwoReals + "{ double t = y; for (int i = 0; i < 3; t *= x) i++; return t; }"),
        new TestProgram("A parameter is the carried value", TwoReals + "{ for (int i = 0; i < 10; i++) x++; return x * y; }"),
        new TestProgram("A parameter is multiplied by itself", TwoReals + "{ for (int i = 0; i < 3; i++) { x *= x; y += x; } return x * y; }"),
        new TestProgram("A counter that is decremented in the test", TwoReals + "{ double a = 0.0; int counter = 3; while (counter-- > 0) a += x * x + y * counter; return a; }"),
        new TestProgram("A counter that is decremented before the test", TwoReals + "{ double a = 0.0; int counter = 4; do { a = a * x + y; } while (--counter > 0); return a; }"),
        new TestProgram("One counter for two loops", TwoReals + "{ double a = 0.0; int counter = 5; while (counter > 0) do { a += x * a + y; } while (--counter > 2); while (counter-- > 0) a *= y; return a; }"),
        new TestProgram("Three do loops, the last runs once", TwoReals + "{ double a = 0.0; int i = 3; do { int j = 2; do { a += x * x + y; j--; do a += y * a * 0.1; while (false); } while (j != 0); i -= 1; } while (i != 0); return a; }"),
        new TestProgram("The test assigns a real", TwoReals + "{ double r = 0.0; for (int c = 0; (r = x * y) < 100.0; c++) { if (c == 1) break; r = 8.0 * x; } return r; }"),
        new TestProgram("The test adds to a real", TwoReals + "{ double r = 0.0; for (int c = 0; (r += x * y) < 100.0 && c < 3; c++) { } return r * x; }"),
        new TestProgram("The step overwrites a real", TwoReals + "{ double r = 0.0; for (int c = 0; (r += x * y) < 100.0; c++, r = 7.0 * x * y) { if (c == 1) break; } return r; }"),
        new TestProgram("Test and body write the same real", TwoReals + "{ double r = 0.0; for (int c = 0; (r = x * y) < 50.0 && c < 2; c++) { r = 3.0 * x; y += 0.1 * r; } return r + y; }"),
        new TestProgram("Two assignments in the test", TwoReals + "{ double r = 0.0, q = 1.0; for (int c = 0; (r = x * q) < 50.0 & (q = r + y) < 50.0 && c < 3; c++) { } return r * q; }"),
        new TestProgram("Or in the test", TwoReals + "{ double r = 0.5; int c = 0; while (c < 2 || r * r < 0.5 && c < 9) { r = r * 1.3 + x * 0.1 + y * 0.01; c++; } return r * r; }").Kinks(),
        new TestProgram("No head at all", TwoReals + "{ double r = x; int c = 0; for (;;) { r = r * y + x; if (++c == 4) break; } return r; }"),
        new TestProgram("No step, left at once", TwoReals + "{ double s = 0.0; for (int i = 0; i != 1;) { s += x * y + y; break; } return s; }"),
        new TestProgram("Several steps", TwoReals + "{ double s = 0.0; for (int i = 0, j = 10; i < j; i += 2, j--, x += 0.1) s += x * i - y * j; return s; }"),
        new TestProgram("A step that multiplies the counter", TwoReals + "{ double s = 0.0; for (int i = 1; i < 40; i *= 3) s += Math.Sin(x * i) * y; return s; }"),
        new TestProgram("A counter that is halved", TwoReals + "{ double s = 1.0; for (int i = 100; i > 0; i >>= 1) { s *= (i & 1) == 0 ? 1.1 : x; s += y; } return s; }"),
        new TestProgram("Squaring for a power", "[Differentiable] public static double F(double x, int n) { double r = 1.0, b = x; while (n > 0) { if ((n & 1) == 1) r *= b; b *= b; n >>= 1; } return r; }").Set("n", 13),
        new TestProgram("A real counter", TwoReals + "{ double s = 0.0; for (double k = 0.0; k < 5.0; k++) s += Math.Cos(k * x) + k * y; return s; }"),
        new TestProgram("A real counter that carries a derivative", "[Differentiable] public static double F(double low, double high) { double s = 0.0, step = (high - low) / 10.0; for (double t = low; t < high - 0.5 * step; t += step) s += t * t * step; return s; }").In("low", -1, 0).In("high", 1, 2),
        new TestProgram("A real as the bound of an integer", TwoReals + "{ double s = 0.0; for (int i = 0; i < x * 4.0; i++) s += y * y * i + x; return s; }").In("x", 1.05, 1.2),
        new TestProgram("A long counter", TwoReals + "{ double s = 0.0; for (long i = 1L; i <= 4L; i++) s = s * x + y * i; return s; }"),
        new TestProgram("A byte counter", TwoReals + "{ double s = 0.0; for (byte i = 0; i < 4; i++) s = s * x + y * i; return s; }"),
        new TestProgram("A short counter, downwards", TwoReals + "{ double s = 0.0; for (short i = 6; i > 0; i -= 2) s = s * x + y * i; return s; }"),
        new TestProgram("An unsigned counter", TwoReals + "{ double s = 0.0; for (uint i = 0; i < 4u; i++) s = s * x + y * i; return s; }"),
        new TestProgram("A char counter", TwoReals + "{ double s = 0.0; for (char c = 'a'; c <= 'd'; c++) s = s * x + y * (c - 'a'); return s; }"),
        new TestProgram("A bound that the body lowers", OverSpan + "{ double s = 0.0; int n = x.Length; for (int i = 0; i < n; i++) { s += x[i] * x[i] * s + x[i]; if (s > 1.0) n--; } return s; }").Kinks(),
        new TestProgram("A counter that the body moves on", OverSpan + "{ double s = 0.0; for (int i = 0; i < x.Length; i++) { s += x[i] * x[i]; if (x[i] > 0.0) i++; } return s; }"),
        new TestProgram("A counter that the body sets back", OverSpan + "{ double s = 0.0; int again = 3; for (int i = 0; i < x.Length; i++) { s = 0.9 * s + x[i] * x[i]; if (i == 2 && again-- > 0) i = -1; } return s; }"),
        new TestProgram("The counter after the loop", OverSpan + "{ double s = 0.0; int i; for (i = 0; i < x.Length; i++) { s += x[i]; if (s > 1.0) break; } return s * s * (i + 1); }").Kinks(),
        new TestProgram("A counter shared with the loop after it", OverSpan + "{ double s = 0.0; int i = 0; for (; i < 3; i++) s += x[i]; for (; i < x.Length; i++) s *= x[i] + 1.0; return s; }"),
        new TestProgram("The element past the test", OverSpan + "{ double s = 0.0; int i = 0; while (i < x.Length && x[i] < 1.0) { s += x[i] * x[i]; i++; } return s * s; }"),
        new TestProgram("An index that is incremented where it is used", OverSpan + "{ double s = 0.0; int i = 0; while (i < x.Length) s = s * 0.5 + x[i++] * x[0]; return s; }"),
        new TestProgram("A counter from the digits of a number", "[Differentiable] public static double F(double x, int n) { double s = 0.0; while (n != 1) { n = n % 2 == 0 ? n / 2 : 3 * n + 1; s = s * 0.5 + x * n; } return s * s; }").Set("n", 6));

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
