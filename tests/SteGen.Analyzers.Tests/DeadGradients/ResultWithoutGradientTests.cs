using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.DeadGradients;

/// <summary>STG0005, STG0012 and the half of STG0104 that is decided on values.</summary>
public sealed class ResultWithoutGradientTests
{
    [Fact]
    public async Task DeadForEveryParameter()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static float {|STG0005:F|}(float x, float w) => {|STG0001:MathF.Sign(x * w)|};
        """);
        Assert.Contains(reported, d => d.GetMessage() == "The result of 'F' has derivative 0 with respect to every parameter");
    }

    [Fact]
    public Task DeadInSpansAndByComparison() => Rule.Members("""
            [Differentiable]
            public static void {|STG0005:F|}(ReadOnlySpan<float> x, Span<float> y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = {|STG0003:x[i] > 0 ? 1 : 0|};
                }
            }
        """);

    [Fact]
    public Task DeadByAChoiceOfInactiveValues() => Rule.Members("""
            [Differentiable]
            public static double {|STG0005:F|}(double x, [NoGradient] double a, [NoGradient] double b) => x > 0 ? a : b;
        """);

    [Fact]
    public Task DeadByTheNumberOfIterations() => Rule.Members("""
            [Differentiable]
            public static double {|STG0005:F|}(double x)
            {
                double y = 0;
                while (y < x)
                {
                    y += 1;
                }

                return y;
            }
        """);

    [Fact]
    public Task AlivePathsAreSilent() => Rule.Members("""
            [Differentiable]
            public static float A(float x, float w) => w * Gradient.StraightThrough(MathF.Sign(x), x);

            [Differentiable]
            public static (double First, double Second) B(double x) => (Gradient.StopGradient(x), x);

            [Differentiable]
            public static void D(double x, Span<double> y) => y[0] = x;
        """);

    [Fact]
    public Task StoppedResult() => Rule.Members("""
            [Differentiable]
            public static double F(double w, double x) => {|STG0012:Gradient.StopGradient(w * x)|};

            [Differentiable]
            public static double G(double w)
            {
                double loss = {|STG0012:Gradient.StopGradient(w * w)|};
                return 2 * loss;
            }
        """);

    [Fact]
    public Task StoppedInAllTerms() => Rule.Members("""
            [Differentiable]
            public static double F(double w, double x) => {|STG0012:Gradient.StopGradient(w)|} + {|STG0012:Gradient.StopGradient(x)|};
        """);

    [Fact]
    public Task StoppedInOneTermIsSilent() => Rule.Members("""
            [Differentiable]
            public static double F(double loss, double w) => loss + Gradient.StopGradient(w * w);

            public static double NotDifferentiable(double x) => Gradient.StopGradient(x);
        """);

    [Fact]
    public async Task FixRemovesTheCall()
    {
        using LoadedProgram program = await Rule.FixMembers<RemoveStopGradientFix>(
            """
                [Differentiable]
                public static double F(double w, double x) => 2 * {|STG0012:Gradient.StopGradient(w + x)|};

                [Differentiable]
                public static double G(double w) => {|STG0012:Gradient.StopGradient(w * w)|}; // all
            """,
            """
                [Differentiable]
                public static double F(double w, double x) => 2 * (w + x);

                [Differentiable]
                public static double G(double w) => w * w; // all
            """);
        Assert.Equal(10.0, program.Call("C", "F", 2.0, 3.0));
    }

    [Fact]
    public async Task NothingToDifferentiate()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static double {|STG0104:F|}(double x, int n) => n * 2.0;
        """);
        Assert.Equal("'F' has nothing to differentiate: no result depends on a parameter with a gradient", Assert.Single(reported).GetMessage());
    }

    [Fact]
    public Task NothingToDifferentiateInASpan() => Rule.Members("""
            [Differentiable]
            public static void {|STG0104:F|}(ReadOnlySpan<double> x, [NoGradient] double t, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = t;
                }
            }
        """);

    [Fact]
    public Task NoParameterToDifferentiate() => Rule.Members("""
            [Differentiable]
            public static double {|STG0104:F|}(int n, [NoGradient] double t) => n * t;
        """);

    [Fact]
    public Task SomethingToDifferentiateIsSilent() => Rule.Members("""
            [Differentiable]
            public static double F(double x, int n) => n * x;

            [Differentiable]
            public static double G(ReadOnlySpan<double> x) => x[0];
        """);
}
