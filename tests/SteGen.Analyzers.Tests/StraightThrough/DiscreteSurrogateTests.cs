using System.Threading.Tasks;
using Xunit;

namespace SteGen.Analyzers.Tests.StraightThrough;

/// <summary>STG0031.</summary>
public sealed class DiscreteSurrogateTests
{
    [Fact]
    public Task FiresOnRounding() => Rule.Members("""
            [StraightThrough(Surrogate = {|STG0031:nameof(Soft)|})]
            public static double Quantize(double x) => Math.Round(x);

            private static double Soft(double x) => Math.Floor(x + 0.5);
        """);

    [Fact]
    public Task FiresThroughHelpersAndConstants() => Rule.Members("""
            [StraightThrough(Surrogate = {|STG0031:"Stepped"|})]
            public static float Step(float x, int bits) => x > 0 ? 1 : 0;

            private static float Stepped(float x, int bits) => Gate(x) / bits;

            private static float Gate(float x) => x > 0 ? 1f : 0.5f;

            [StraightThrough(Surrogate = {|STG0031:nameof(Flat)|})]
            public static float Sign(float x) => MathF.Sign(x);

            private static float Flat(float x) => 1;
        """);

    [Fact]
    public Task IsSilentOnSmoothOnes() => Rule.Members("""
            [StraightThrough(Surrogate = nameof(Soft))]
            public static double Quantize(double x) => Math.Round(x);

            private static double Soft(double x) => Math.Tanh(x);

            [StraightThrough(Surrogate = nameof(Clipped))]
            public static float Step(float x) => x > 0 ? 1 : 0;

            private static float Clipped(float x) => MathF.Abs(x) <= 1 ? x : 0;
        """);

    [Fact]
    public Task IsSilentOnSurrogatesThatAreEstimatorsThemselves() => Rule.Members("""
            [StraightThrough(Surrogate = nameof(Soft))]
            public static double Quantize(double x) => Math.Round(x);

            private static double Soft(double x) => Ste.Round(x * 2) / 2;

            [StraightThrough]
            public static double Identity(double x) => Math.Round(x);
        """);

    [Fact]
    public Task IsSilentOnUnfinishedCode() => Rule.Members("""
            [StraightThrough(Surrogate = nameof(Soft))]
            public static double Quantize(double x) => Math.Round(x);

            private static double Soft(double x) => {|CS0103:unknown|} * x;
        """);
}
