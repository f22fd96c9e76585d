using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.Language;

/// <summary>STG0109.</summary>
public sealed class NamesInAttributesTests
{
    [Fact]
    public async Task FiresOnAParameterThatDoesNotExist()
    {
        var reported = await Rule.Members("""
            [Differentiable("weight", {|STG0109:"bais"|})]
            public static double F(double weight, double bias, double x) => weight * x + bias;
        """);
        Assert.Equal("'F' has no parameter called 'bais'", Assert.Single(reported).GetMessage());
    }

    [Fact]
    public Task FiresOnASurrogateThatDoesNotExist() => Rule.Members("""
            [StraightThrough(Surrogate = {|STG0109:"Smoth"|})]
            public static double Q(double x) => Math.Round(x);

            public static double Smooth(double x) => x;
        """);

    [Fact]
    public Task FiresOnNameofNothing() => Rule.Members("""
            [StraightThrough(Surrogate = {|STG0109:nameof({|CS0103:Nothing|})|})]
            public static double Q(double x) => Math.Round(x);
        """);

    [Fact]
    public Task FiresOnAMisspelledCustomGradient() => Rule.Members("""
            [CustomGradient({|STG0109:"SquareGradent"|})]
            public static double Square(double x) => x * x;

            private static double SquareGradient(double x, double g) => 2 * x * g;
        """);

    [Fact]
    public Task FiresOnAMethodOfAnotherTypeThatDoesNotExist() => Rule.Members("""
            [GradientOf(typeof(Math), {|STG0109:"Tahn"|})]
            public static double TanhGradient(double x, double g) => g * (1 - Math.Tanh(x) * Math.Tanh(x));
        """);

    [Fact]
    public Task IsSilentOnNamesThatExist() => Rule.Members("""
            [Differentiable("w", nameof(x))]
            public static double F(double w, double x) => w * Q(x);

            [StraightThrough(Surrogate = nameof(Smooth))]
            public static double Q(double x) => Math.Round(x);

            public static double Smooth(double x) => Math.Tanh(x);

            [CustomGradient(nameof(SquareGradient))]
            public static double Square(double x) => x * x;

            private static double SquareGradient(double x, double g) => 2 * x * g;
        """);

    [Fact]
    public Task FiresOnMarkedFieldsWhichAreNoParameters() => Rule.File("""
        using SteGen;
        public partial class Neuron
        {
            [Differentiable]
            private double _w = 1;

            [Differentiable("x", {|STG0109:"w"|})]
            public double F(double x) => _w * x;
        }
        """);

    [Fact]
    public async Task FixTakesTheNearestName()
    {
        using LoadedProgram program = await Rule.FixMembers<NearestNameFix>(
            """
                [Differentiable({|STG0109:"Weight"|}, {|STG0109:"bais"|})]
                public static double F(double weight, double bias, double x) => weight * x + bias;

                [StraightThrough(Surrogate = {|STG0109:nameof({|CS0103:Smoth|})|})]
                public static double Q(double x) => Math.Round(x);

                public static double Smooth(double x) => x;
            """,
            """
                [Differentiable("weight", "bias")]
                public static double F(double weight, double bias, double x) => weight * x + bias;

                [StraightThrough(Surrogate = nameof(Smooth))]
                public static double Q(double x) => Math.Round(x);

                public static double Smooth(double x) => x;
            """);
        Assert.Equal(7.0, program.Call("C", "F", 2.0, 1.0, 3.0));
    }

    [Fact]
    public Task NoFixWhereNothingIsNear() => Rule.NoFix<NearestNameFix>("""
            [Differentiable({|STG0109:"temperature"|})]
            public static double F(double x) => x * x;
        """);
}
