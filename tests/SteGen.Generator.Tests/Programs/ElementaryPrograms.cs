using System.Collections.Generic;
using System.Linq;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Every real-valued member of Math, MathF and the number types, alone and inside an expression, in its domain.</summary>
public class ElementaryPrograms
{
    private static readonly ProgramSet s_all = Suite.Of([.. OneArgument(), .. Others()]);

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);

    private static IEnumerable<TestProgram> OneArgument() =>
        from f in new (string Call, double Low, double High)[]
        {
            ("Math.Sin", -5, 5), ("Math.Cos", -5, 5), ("Math.Tan", -1.3, 1.3), ("Math.Asin", -0.9, 0.9), ("Math.Acos", -0.9, 0.9), ("Math.Atan", -3, 3),
            ("Math.Sinh", -2, 2), ("Math.Cosh", -2, 2), ("Math.Tanh", -2, 2), ("Math.Asinh", -3, 3), ("Math.Acosh", 1.2, 4), ("Math.Atanh", -0.8, 0.8),
            ("Math.Exp", -2, 2), ("Math.Log", 0.2, 5), ("Math.Log2", 0.2, 5), ("Math.Log10", 0.2, 5), ("Math.Sqrt", 0.2, 5), ("Math.Cbrt", 0.3, 5), ("Math.Abs", 0.1, 2),
            ("double.Exp2", -2, 2), ("double.Exp10", -1, 1), ("double.ExpM1", -1, 1), ("double.Exp2M1", -1, 1), ("double.Exp10M1", -1, 1),
            ("double.LogP1", -0.5, 2), ("double.Log2P1", -0.5, 2), ("double.Log10P1", -0.5, 2), ("double.DegreesToRadians", -90, 90), ("double.RadiansToDegrees", -3, 3),
        }
        select new TestProgram(f.Call, $"[Differentiable] public static double F(double x, double y) => {f.Call}(x) * y + {f.Call}(0.5 * x + 0.5 * x);").In(-1, 1).In("x", f.Low, f.High);

    private static IEnumerable<TestProgram> Others() =>
    [
        new TestProgram("Math.Pow with a variable exponent", "[Differentiable] public static double F(double x, double y) => Math.Pow(x, y);").In("x", 0.3, 3),
        new TestProgram("Math.Pow with a whole exponent", "[Differentiable] public static double F(double x) => Math.Pow(x, 3.0) + Math.Pow(x, 2.0) - Math.Pow(x, 1.0) + Math.Pow(x, 0.0) + Math.Pow(x + 4.0, -1.0) + Math.Pow(x + 4.0, 0.5);"),
        new TestProgram("Math.Pow of zero", "[Differentiable] public static double F(double x) => Math.Pow(x, 2.0);").At(("x", 0.0)),
        new TestProgram("Math.Atan2", "[Differentiable] public static double F(double y, double x) => Math.Atan2(y, x);").In(0.2, 2),
        new TestProgram("double.Hypot", "[Differentiable] public static double F(double x, double y) => double.Hypot(x, y) * x;").At(("x", 0.0), ("y", 0.0)),
        new TestProgram("double.Lerp", "[Differentiable] public static double F(double a, double b, double t) => double.Lerp(a, b, t) * t;"),
        new TestProgram("Math.FusedMultiplyAdd", "[Differentiable] public static double F(double a, double b, double c) => Math.FusedMultiplyAdd(a, b, c) * c;"),
        new TestProgram("Math.SinCos", "[Differentiable] public static double F(double x) { var (s, c) = Math.SinCos(x); return s * c * x; }").In(-4, 4),
        new TestProgram("Math.Log with a base", "[Differentiable] public static double F(double x, double b) => Math.Log(x, b);").In("x", 0.5, 4).In("b", 1.5, 4),
        new TestProgram("Math.Max and Math.Min", "[Differentiable] public static double F(double x, double y) => Math.Max(x, y) * x + Math.Min(x * x, y) * y;").At(("x", 1.0), ("y", 1.0)),
        new TestProgram("Math.Max with a literal", "[Differentiable] public static double F(double x) => Math.Max(x, 0.0) + Math.Min(0.5, x) * 2.0;").At(("x", 0.0)).At(("x", 0.5)),
        new TestProgram("Math.Clamp passes at its bounds", "[Differentiable] public static double F(double x) => Math.Clamp(x, -1.0, 1.0) * 3.0;").At(("x", 1.0)).At(("x", -1.0)).At(("x", 2.0)).At(("x", 0.5)),
        new TestProgram("Math.Abs at zero", "[Differentiable] public static double F(double x, double y) => Math.Abs(x) * y;").At(("x", 0.0)).At(("x", -0.0)),
        new TestProgram("Math.CopySign", "[Differentiable] public static double F(double x, double y) => Math.CopySign(x, y) * y;").In("x", 0.2, 1).In("y", 0.2, 1).At(("x", -1.0), ("y", -2.0)),
        new TestProgram("Rounding has no derivative", "[Differentiable] public static double F(double x) => x * Math.Floor(x) + Math.Ceiling(x) * x * x - Math.Truncate(x) * x + Math.Round(x);").In(-3, 3).Kinks(),
        new TestProgram("Math.Sign has no derivative", "[Differentiable] public static double F(double x) => Math.Sign(x) * x * x;").Kinks(),
        new TestProgram("Square root at zero", "[Differentiable] public static double F(double x, double y) => Math.Sqrt(x) * y;").In(0.2, 2).At(("x", 0.0)),
        new TestProgram("Square root at zero, behind a test", "[Differentiable] public static double F(double x, double y) { double r = Math.Sqrt(x * x + y * y); return r > 0.0 ? r * x : x; }").At(("x", 0.0), ("y", 0.0)),
        new TestProgram("Sums of squares under a root at zero", "[Differentiable] public static double F(double x, double y, double z) => Math.Sqrt(x * x + y * y + z * z);").At(("x", 0.0), ("y", 0.0), ("z", 0.0)),
        new TestProgram("Saturated tails", "[Differentiable] public static double F(double x) => Math.Tanh(x) + 1.0 / (1.0 + Math.Exp(-x));").At(("x", 15.0)).At(("x", -15.0)),
        new TestProgram("A logarithm of a sum of exponentials", "[Differentiable] public static double F(double a, double b, double c) { double m = Math.Max(a, Math.Max(b, c)); return m + Math.Log(Math.Exp(a - m) + Math.Exp(b - m) + Math.Exp(c - m)); }"),
    ];
}
