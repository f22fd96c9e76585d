using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.CustomGradients;

/// <summary>STG0043.</summary>
public sealed class IdentityGradientTests
{
    [Fact]
    public Task FiresOnAnArrow() => Rule.Members("""
            [{|STG0043:CustomGradient(nameof(Back))|}]
            public static double Quantize(double x) => Math.Round(x * 4) / 4;

            private static double Back(double x, double g) => g;
        """);

    [Fact]
    public Task FiresOnABlockAndOnAnOutParameter() => Rule.Members("""
            [{|STG0043:CustomGradient(nameof(A))|}]
            public static double Quantize(double x) => Math.Round(x);
            private static double A(double x, double g)
            {
                return (g);
            }

            [{|STG0043:CustomGradient(nameof(B))|}]
            public static float Sign(float x, int bits) => x > 0 ? 1 : -1;
            private static void B(float x, int bits, float g, out float xGradient) => xGradient = g;
        """);

    [Fact]
    public Task IsSilentOnAnythingElse() => Rule.Members("""
            [CustomGradient(nameof(A))]
            public static double Clipped(double x) => Math.Round(x);
            private static double A(double x, double g) => Math.Abs(x) <= 1 ? g : 0;

            [CustomGradient(nameof(B))]
            public static double TwoInputs(double x, double y) => Math.Round(x) + y;
            private static void B(double x, double y, double g, out double dx, out double dy)
            {
                dx = g;
                dy = g;
            }
        """);

    [Fact]
    public Task IsSilentWhereTheIdentityIsNotInTheFirstParameter() => Rule.Members("""
            [CustomGradient(nameof(A))]
            public static double Late([NoGradient] double t, double x) => Math.Round(x) * t;
            private static double A(double t, double x, double g) => g;

            [GradientOf(typeof(Math), nameof(Math.Floor))]
            private static double FloorGradient(double x, double g) => g;
        """);

    [Fact]
    public async Task FixReplacesTheAttribute()
    {
        using LoadedProgram program = await Rule.FixMembers<UseStraightThroughAttributeFix>(
            """
                // Four steps.
                [{|STG0043:CustomGradient(nameof(A))|}]
                public static double Quantize(double x) => Math.Round(x * 4) / 4;
                private static double A(double x, double g) => g;

                [Obsolete, {|STG0043:SteGen.CustomGradient(nameof(B))|}]
                public static float Sign(float x) => x > 0 ? 1 : -1;
                private static float B(float x, float g) => g;
            """,
            """
                // Four steps.
                [StraightThrough]
                public static double Quantize(double x) => Math.Round(x * 4) / 4;
                private static double A(double x, double g) => g;

                [Obsolete, SteGen.StraightThrough]
                public static float Sign(float x) => x > 0 ? 1 : -1;
                private static float B(float x, float g) => g;
            """);
        Assert.Equal(0.25, program.Call("C", "Quantize", 0.3));
    }
}
