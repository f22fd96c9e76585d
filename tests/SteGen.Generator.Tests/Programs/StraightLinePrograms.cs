using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests.Programs;

/// <summary>Expressions without control flow: operators, locals, mixed precision, integers as constants.</summary>
[Trait("Category", "Widths")]
public class StraightLinePrograms
{
    private static readonly ProgramSet s_all = Suite.Of(
        new TestProgram("A polynomial", "[Differentiable] public static double F(double x) => ((x - 2.0) * x + 0.5) * x - 1.25;").Exact(),
        new TestProgram("A quotient of products", "[Differentiable] public static double F(double x, double y) => x * y / (1.5 + x * x) - y / 3.0;").Exact(),
        new TestProgram("A square root under a quotient", "[Differentiable] public static double F(double x, double y) => x / Math.Sqrt(1.0 + x * x + y * y);").Exact(),
        new TestProgram("Two products", "[Differentiable] public static double F(double x, double y, double z) => x * y + y * z + z * x - x * y * z;").Exact(),
        new TestProgram("A local that is used twice", "[Differentiable] public static double F(double x) { double t = x * x + 1.0; return t * t - t; }").Exact(),
        new TestProgram("Compound assignments", "[Differentiable] public static double F(double x, double y) { double t = x; t *= y; t += x; t -= 0.5; t /= 1.5 + y * y; return t; }").Exact(),
        new TestProgram("Increment and decrement of reals", "[Differentiable] public static double F(double x) { double t = x; t++; double u = t--; return ++t * u * --t; }").Exact(),
        new TestProgram("Assignment as an expression", "[Differentiable] public static double F(double x) { double a, b; a = b = x * x; return a * (b = a + x) + b; }").Exact(),
        new TestProgram("An integer times a real", "[Differentiable] public static double F(double x, int n) => n * x + n / 2 * x * x - (n % 3);").Set("n", 7).Exact(),
        new TestProgram("A constant input", "[Differentiable] public static double F(double x, [NoGradient] double c) => Math.Exp(-c * x) * c;"),
        new TestProgram("Named inputs only", "[Differentiable(\"b\")] public static double F(double a, double b) => a * b * b + Math.Sin(a);"),
        new TestProgram("Both precisions", "[Differentiable] public static double F(double x, float y) { float z = (float)(x * 2.0) * y; return z * x + y; }").DoubleOnly(),
        new TestProgram("A float in double arithmetic", "[Differentiable] public static float F(float x) { double t = x; return (float)(t * t * 0.1 + Math.Sin(t)); }").DoubleOnly(),
        new TestProgram("An enum and a char as constants", "public enum Mode { A, B } [Differentiable] public static double F(double x, Mode m, char c) => m == Mode.A ? x * c : x * x;").Set("c", 'a').Set("m", 0),
        new TestProgram("A boolean input", "[Differentiable] public static double F(double x, bool negate) => (negate ? -x : x) * x * x;"),
        new TestProgram("A long as a constant", "[Differentiable] public static double F(double x, long n) => x * n - (double)(n * n);").Set("n", 5L).Exact(),
        new TestProgram("Constants of the class", "const double Scale = 0.75; static readonly double s_shift = 0.25; [Differentiable] public static double F(double x) => Scale * x * x + s_shift * x + Math.PI * double.Epsilon;"),
        new TestProgram("The input itself", "[Differentiable] public static double F(double x) => x;").Exact(),
        new TestProgram("A constant result", "[Differentiable] public static double F(double x) => 4.0;").Exact(),
        new TestProgram("An unused input", "[Differentiable] public static double F(double x, double y) => x * x;").Exact(),
        new TestProgram("Minus and minus zero", "[Differentiable] public static double F(double x, double y) => -(x - y) * -x;").At(("x", 0.0), ("y", 0.0)).Exact(),
        new TestProgram("Infinite and large inputs", "[Differentiable] public static double F(double x, double y) => x + y * 2.0 - x * 0.5;").At(("x", 1e30), ("y", double.PositiveInfinity)).Exact(),
        new TestProgram("A remainder of reals", "[Differentiable] public static double F(double x, double y) => x % y * x;").In("x", 2.1, 2.9).In("y", 0.8, 1.0));

    public static TheoryData<string> Names => Suite.NamesOf(s_all);

    [Theory, MemberData(nameof(Names))]
    public void Members_agree(string name) => s_all.Check(name);
}
