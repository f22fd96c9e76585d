using System;
using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.Language;

/// <summary>STG0102, STG0103 and STG0110: calls, types and forms of parameters that have no gradient.</summary>
public sealed class CallsAndTypesTests
{
    [Fact]
    public async Task CallsWithoutADerivative()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static double F(double x) => {|STG0102:Math.BitIncrement(x)|} * x;
        """);
        Assert.StartsWith("'System.Math.BitIncrement' has no derivative", Assert.Single(reported).GetMessage());
    }

    [Fact]
    public Task CallsInHelpers() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => Helper(x * 2);

            private static double Helper(double u) => {|STG0102:Math.BitIncrement(u)|} * u;
        """);

    [Fact]
    public Task CallsWithADerivativeAreSilent() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => Math.Tanh(x) + Helper(x) + Math.ScaleB(x, 2);

            private static double Helper(double u) => u * u;

            [GradientOf(typeof(Math), nameof(Math.ScaleB))]
            private static double ScaleBGradient(double x, int n, double g) => Math.ScaleB(g, n);
        """);

    [Fact]
    public Task CallsOnInactiveValuesAndToBooleansAreSilent() => Rule.Members("""
            [Differentiable]
            public static double F(double x, [NoGradient] double t, int n) =>
                double.IsSubnormal(x) ? x : x * Math.BitIncrement(t) * Math.ScaleB(2.0, n) * Math.BitDecrement(Gradient.StopGradient(x)) * Math.ILogB(t);
        """);

    [Fact]
    public async Task FixStopsTheGradient()
    {
        using LoadedProgram program = await Rule.FixMembers<WrapInStopGradientFix>(
            """
                [Differentiable]
                public static double F(double x) => {|STG0102:Math.BitIncrement(x)|} * x;
            """,
            """
                [Differentiable]
                public static double F(double x) => Math.BitIncrement(Gradient.StopGradient(x)) * x;
            """);
        Assert.Equal(2 * System.Math.BitIncrement(2.0), program.Call("C", "F", 2.0));
    }

    [Fact]
    public Task CallsInOrdinaryCodeAreSilent() => Rule.Members("""
            public static double F(double x) => Math.BitIncrement(x) * G(x);

            [Differentiable]
            public static double G(double x) => x * x;
        """);

    [Fact]
    public async Task FixDeclaresTheGradient()
    {
        using LoadedProgram program = await Rule.FixMembers<GradientOfStubFix>(
            """
                public static double BitIncrementGradient => 1;

                [Differentiable]
                public static double F(double x) => {|STG0102:Math.BitIncrement(x)|} * x;
            """,
            """
                public static double BitIncrementGradient => 1;

                [Differentiable]
                public static double F(double x) => Math.BitIncrement(x) * x;

                [GradientOf(typeof(Math), nameof(Math.BitIncrement))]
                private static double BitIncrementGradient2(double x, double resultGradient) => throw new NotImplementedException();
            """);
        Assert.Equal(4.0, (double)program.Call("C", "F", 2.0)!, 12);
        Assert.Throws<NotImplementedException>(() => program.Call("C", "BitIncrementGradient2", 2.0, 1.0));
    }

    [Fact]
    public Task TypesThatCannotCarryAGradient() => Rule.Members("""
            [Differentiable("n")]
            public static double F(double x, {|STG0103:int n|}) => n * x;

            [Differentiable("t")]
            public static double G(double x, {|STG0103:[NoGradient] double t|}) => t * x;
        """);

    [Fact]
    public Task StructsThatCannotBeMade() => Rule.Members("""
            public readonly struct Opaque
            {
                private readonly double _x;

                public double Twice => 2 * _x;
            }

            [Differentiable]
            public static double F(double x, {|STG0103:Opaque p|}) => x * p.Twice;
        """);

    [Fact]
    public Task TypesThatCarryAGradientAreSilent() => Rule.Members("""
            public readonly record struct Point(double X, double Y);

            public struct Plain
            {
                public float A;
                public int N;
            }

            [Differentiable]
            public static double F(Point p, Plain q, (double U, double V) t, ReadOnlySpan<Point> all, double[] w, int n) => p.X * q.A + t.U * all[0].Y + w[0] * n;
        """);

    [Fact]
    public Task ConstantsOfAnyTypeAreSilent() => Rule.Members("""
            public sealed class Options
            {
                public double Rate { get; init; } = 1;
            }

            [Differentiable]
            public static double F(double x, Options options, bool negate, DayOfWeek day) => negate ? -x : x * options.Rate * (int)day;
        """);

    [Fact]
    public async Task FixMarksTheParameter()
    {
        using LoadedProgram program = await Rule.FixMembers<AddNoGradientFix>(
            """
                public readonly struct Opaque
                {
                    private readonly double _x;

                    public Opaque(double x) => _x = x;

                    internal double Twice() => 2 * _x;
                }

                public static double Call(double x, double p) => F(x, new Opaque(p));

                [Differentiable]
                public static double F(double x, /* constant */ {|STG0103:Opaque p|}) => x;
            """,
            """
                public readonly struct Opaque
                {
                    private readonly double _x;

                    public Opaque(double x) => _x = x;

                    internal double Twice() => 2 * _x;
                }

                public static double Call(double x, double p) => F(x, new Opaque(p));

                [Differentiable]
                public static double F(double x, /* constant */ [NoGradient] Opaque p) => x;
            """);
        Assert.Equal(3.0, program.Call("C", "Call", 3.0, 4.0));
    }

    [Fact]
    public async Task FormsWithoutAGradient()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static void F(double x, double[] y) => {|STG0110:y[0] = x|};

            [Differentiable]
            public static double G(double x, {|STG0110:ref double[] y|}) => x * y[0];

            [Differentiable]
            public static void H(double x, Span<double> y) => y[0] = x * {|STG0110:y[0]|};
        """);
        Assert.Contains(reported, d => d.GetMessage().EndsWith("mark it [InOut], or take a Span as a result", StringComparison.Ordinal));
    }

    [Fact]
    public Task ReturnsByReference() => Rule.Members("""
            [Differentiable]
            public static ref readonly double {|STG0110:F|}(in double x) => ref x;
        """);

    [Fact]
    public Task FormsWithAGradientAreSilent() => Rule.Members("""
            [Differentiable]
            public static void F(in double x, [InOut] double[] y, [InOut] Span<double> z)
            {
                y[0] = x * y[0];
                z[0] += x;
            }

            [Differentiable]
            public static void G(double x, ref double state, out double square)
            {
                state = state * x;
                square = x * x;
            }
        """);

    [Fact]
    public Task SpansThatAreWrittenFirstAreSilent() => Rule.Members("""
            [Differentiable]
            public static void F(double x, Span<double> y)
            {
                y[0] = x;
                y[1] = y[0] * x;
            }

            public static void Ordinary(double x, double[] y) => y[0] = x;
        """);
}
