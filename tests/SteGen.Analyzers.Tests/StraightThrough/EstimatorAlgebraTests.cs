using System.Linq;
using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.StraightThrough;

/// <summary>STG0021 and STG0025.</summary>
public sealed class EstimatorAlgebraTests
{
    [Theory]
    [InlineData("Gradient.StopGradient(x) + Math.Sign(x) - x")]
    [InlineData("Math.Round(x) - x + Gradient.StopGradient(x)")]
    [InlineData("Gradient.StopGradient(Math.Round(x)) - (x - Gradient.StopGradient(x))")]
    [InlineData("Gradient.StopGradient(x) + 0.5 * Math.Sign(x) - x")]
    public Task FiresOnInvertedEstimators(string expression) => Rule.Members($$"""
            [Differentiable]
            public static double F(double x) => {|STG0021:{{expression}}|};
        """);

    [Fact]
    public Task FiresThroughLocalsAndHelpers() => Rule.Members("""
            [Differentiable]
            public static double F(double x, double w)
            {
                double z = Math.Tanh(w * x);
                double hard = Hard(z);
                double kept = Gradient.StopGradient(z);
                double sum = {|STG0021:hard - (z - kept)|};
                return w * sum;
            }

            private static double Hard(double z) => Math.Sign(z);
        """, Rule.Only("STG0021"));

    [Theory]
    [InlineData("x + Gradient.StopGradient(Math.Round(x) - x)")]
    [InlineData("Math.Round(x) - Gradient.StopGradient(x) + x")]
    [InlineData("x - Gradient.StopGradient(x) + Gradient.StopGradient(Math.Sign(x))")]
    [InlineData("2 * Gradient.StopGradient(x) - x")]
    [InlineData("x + Gradient.StopGradient(0.5 * Math.Sign(x) - x)")]
    [InlineData("Math.Round(x * 4) / 4 - Gradient.StopGradient(x) + x")]
    [InlineData("-(Gradient.StopGradient(x - Math.Round(x)) - x)")]
    [InlineData("Gradient.StraightThrough(Math.Sign(x), x)")]
    [InlineData("Gradient.StopGradient(w) + Math.Tanh(x) - w")]
    public Task IsSilentOnRightEstimatorsAndGradientReversal(string expression) => Rule.Members($$"""
            [Differentiable]
            public static double F(double x, double w) => w * x + ({{expression}});
        """, Rule.Only("STG0001", "STG0021", "STG0022", "STG0023", "STG0024", "STG0025"));

    [Theory]
    [InlineData("x + 0.5 * Gradient.StopGradient(2 * (Math.Round(x) - x))")]
    [InlineData("x + Gradient.StopGradient((Math.Round(x) - x) * 4) / 4")]
    public async Task FiresOnEstimatorsThatAreNotFolded(string expression)
    {
        var reported = await Rule.Members($$"""
            [Differentiable]
            public static double F(double x) => {|STG0025:{{expression}}|};
        """, Rule.Only("STG0025"));
        Assert.Single(reported);
    }

    [Fact]
    public Task IsSilentOnSumsThatAreNoEstimators() => Rule.Members("""
            [Differentiable]
            public static double Kahan(double sum, double y)
            {
                double t = sum + y;
                double lost = t - sum - y;
                return t - lost;
            }

            [Differentiable]
            public static double OtherValue(double x, double z) => x + Gradient.StopGradient(Math.Round(x) - z);

            [Differentiable]
            public static double Residual(double x) => x - 0.5 * Gradient.StopGradient(x);
        """, Rule.Only("STG0021", "STG0025"));

    [Fact]
    public async Task FixGivesHardAndSoft()
    {
        using LoadedProgram program = await Rule.FixMembers<UseStraightThroughCallFix>(
            """
                [Differentiable]
                public static double F(double x) => {|STG0021:Gradient.StopGradient(x) + Math.Round(x) - x|}; // inverted

                [Differentiable]
                public static double G(double x, double w) => w * ({|STG0021:Math.Round(w * x) - (w * x - Gradient.StopGradient(w * x))|});
            """,
            """
                [Differentiable]
                public static double F(double x) => Gradient.StraightThrough(Math.Round(x), x); // inverted

                [Differentiable]
                public static double G(double x, double w) => w * Gradient.StraightThrough(Math.Round(w * x), w * x);
            """);
        Assert.Equal(3.0, program.Call("C", "F", 2.7));
        Assert.Equal(9.0, program.Call("C", "G", 1.0, 3.0));
    }

    [Fact]
    public async Task FixOfAnInexactEstimator()
    {
        using LoadedProgram program = await Rule.FixMembers<UseStraightThroughCallFix>(
            """
                [Differentiable]
                public static double F(double x) => {|STG0025:x + 0.5 * Gradient.StopGradient(2 * (Math.Round(x) - x))|};
            """,
            """
                [Differentiable]
                public static double F(double x) => Gradient.StraightThrough(Math.Round(x), x);
            """);
        Assert.Equal(3.0, program.Call("C", "F", 2.7));
    }

    [Fact]
    public Task NoFixWhereTheOperandsStandElsewhere() => Rule.NoFix<UseStraightThroughCallFix>("""
            [Differentiable]
            public static double F(double x)
            {
                double kept = Gradient.StopGradient(x);
                return {|STG0021:kept + Math.Round(x) - x|};
            }
        """);
}
