using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Branches, conditions, switches, exits: the branch taken has the derivative, the other cannot leak.</summary>
[Trait("Category", "Widths")]
public class ControlFlowPrograms
{
    private static readonly ProgramSet s_all = Suite.Of(Programs);

    internal static TestProgram[] Programs =>
    [
        new TestProgram("If and else", "[Differentiable] public static double F(double x, double y) { if (x > y) { return x * x - y; } else { return y * y * x; } }"),
        new TestProgram("If without else", "[Differentiable] public static double F(double x) { double t = x; if (x > 0.2) { t = t * x; } return t + x; }"),
        new TestProgram("Nested ifs", "[Differentiable] public static double F(double x, double y) { double t = 0.0; if (x > 0.0) { if (y > 0.0) t = x * y; else t = x - y * y; } else if (y > 0.5) t = y; return t * x; }"),
        new TestProgram("A ternary", "[Differentiable] public static double F(double x) => x > 0.0 ? x * x : -x;").At(("x", 0.0)),
        new TestProgram("A ternary inside an expression", "[Differentiable] public static double F(double x, double y) => (x > y ? x : y) * (x < 0.0 ? 2.0 : y) + x;"),
        new TestProgram("And, or, not", "[Differentiable] public static double F(double x, double y) { if ((x > 0.0 && y > 0.0) || !(x < 1.0)) return x * y; return x - y; }"),
        new TestProgram("And guards what follows it", "[Differentiable] public static double F(ReadOnlySpan<double> x, int i) => i < x.Length && x[i] > 0.0 ? x[i] * 2.0 : x[0];").Set("i", 100),
        new TestProgram("An early return", "[Differentiable] public static double F(double x) { if (x < 0.0) return 0.0; double s = Math.Sqrt(x); return s * x; }"),
        new TestProgram("Returns in every branch", "[Differentiable] public static double F(double x, int k) { if (k == 0) return x; if (k == 1) return x * x; if (k == 2) return x * x * x; return 1.0; }"),
        new TestProgram("The other branch is a NaN", "[Differentiable] public static double F(double x) => x > 0.0 ? Math.Log(x) : x;").At(("x", -1.0)).At(("x", 0.0)),
        new TestProgram("The other branch multiplies by NaN", "[Differentiable] public static double F(double x, double y) => x > 0.0 ? x * y : x;").At(("x", -1.0), ("y", double.NaN)).At(("x", -1.0), ("y", double.PositiveInfinity)),
        new TestProgram("The other branch is taken for NaN", "[Differentiable] public static double F(double x, double y) => x >= -1.0 && x <= 1.0 ? 2.0 * x - x * Math.Abs(x) : y;").At(("x", double.NaN)).At(("x", double.NegativeInfinity)),
        new TestProgram("The other branch divides by zero", "[Differentiable] public static double F(double x, double y) => y == 0.0 ? x : x / y;").At(("y", 0.0)),
        new TestProgram("The other branch overflows", "[Differentiable] public static double F(double x) => x > 1.0 ? 1.0 : Math.Exp(x * x) * x;").At(("x", 1000.0)),
        new TestProgram("Dead code with NaN", "[Differentiable] public static double F(double x) { double dead = Math.Sqrt(-1.0 - x * x) / 0.0; double t = dead * x; return x * x; }"),
        new TestProgram("A branch on a NaN", "[Differentiable] public static double F(double x, double y) => double.IsNaN(y) ? x * 3.0 : x * y;").At(("y", double.NaN)),
        new TestProgram("Sequences of ifs", "[Differentiable] public static double F(double x, double y) { double t = x; if (y > 0.0) t *= y; if (t > 0.1) t += y; if (t < 0.5) t = t * t; return t; }"),
        new TestProgram("A condition in a local", "[Differentiable] public static double F(double x, double y) { bool up = x > y; double t = up ? x : y; if (!up) t *= x; return t; }"),
        new TestProgram("Switch statement over an integer", "[Differentiable] public static double F(double x, int k) { double t; switch (k) { case 0: t = x; break; case 1: case 2: t = x * x; break; default: t = Math.Sin(x); break; } return t * x; }"),
        new TestProgram("Switch expression over an enum", "public enum Kind { Linear, Square, Sine } [Differentiable] public static double F(double x, Kind kind) => kind switch { Kind.Linear => x, Kind.Square => x * x, _ => Math.Sin(x) };"),
        new TestProgram("Switch with patterns over a real", "[Differentiable] public static double F(double x) => x switch { < -0.5 => x * x, >= -0.5 and < 0.5 => x, _ => Math.Exp(x) };"),
        new TestProgram("Switch with when", "[Differentiable] public static double F(double x, double y) { switch (x) { case > 0.0 when y > 0.0: return x * y; case > 0.0: return x; default: return y * y; } }"),
        new TestProgram("An is pattern", "[Differentiable] public static double F(double x) => x is > 0.0 and < 1.0 ? x * x : x;"),
        new TestProgram("Throw as an exit", "[Differentiable] public static double F(double x, int n) { if (n < 0) throw new ArgumentOutOfRangeException(nameof(n)); return n * x * x; }"),
        new TestProgram("A clamp by hand", "[Differentiable] public static double F(double x, double lo, double hi) { if (x < lo) return lo; if (x > hi) return hi; return x; }").In("lo", -1, -0.5).In("hi", 0.5, 1),
        new TestProgram("A smooth step", "[Differentiable] public static double F(double x) { double t = x < 0.0 ? 0.0 : x > 1.0 ? 1.0 : x; return t * t * (3.0 - 2.0 * t); }"),
        new TestProgram("Arithmetic of nullable numbers", "[Differentiable] public static double F(double x, double y) { double? n = y > 0.0 ? x : null; double? m = n * 2.0 - y; m += x; return (m > 1.0 ? -m : m * n) ?? y * y; }"),
        new TestProgram("Nullable numbers compared", "[Differentiable] public static double F(double x, double y) { double? a = x > 0.0 ? x : null, b = y > 0.0 ? y : null; if (a == b) return x * y; return a != b && a >= 0.5 ? x : y; }"),
        new TestProgram("A list pattern", "[Differentiable] public static double F(ReadOnlySpan<double> a, double x) => a is [> 0.0, var second, .., var last] ? second * last * x : a is [_, ..] ? a[0] * x : x;"),
        new TestProgram("The rest of a list pattern", "[Differentiable] public static double F(ReadOnlySpan<double> a) { double s = 1.0; if (a is [var first, .. var rest] && rest is { Length: > 1 }) { foreach (double v in rest) s += v * first; } return s; }"),
        new TestProgram("Equals and CompareTo", "[Differentiable] public static double F(double x, double y) => x.CompareTo(y) > 0 ? x * x : x.Equals(y) ? y : x * y;"),
        new TestProgram("Huber", "[Differentiable] public static double F(double x, double d) { double a = Math.Abs(x); return a <= d ? 0.5 * x * x : d * (a - 0.5 * d); }").In("d", 0.3, 0.8),
    ];

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
