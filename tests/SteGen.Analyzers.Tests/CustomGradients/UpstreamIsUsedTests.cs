using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.CustomGradients;

/// <summary>STG0041.</summary>
public sealed class UpstreamIsUsedTests
{
    [Fact]
    public Task FiresOnAReturnedDerivative() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            public static double Square(double x) => x * x;

            private static double Back(double x, double {|STG0041:g|}) => 2 * x;
        """);

    [Fact]
    public Task FiresOnWrittenGradients() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            public static double Dot(double x, ReadOnlySpan<double> w) => x * w[0];

            private static void Back(double x, ReadOnlySpan<double> w, double {|STG0041:g|}, out double xGradient, Span<double> wGradient)
            {
                xGradient = w[0];
                wGradient[0] += x;
            }
        """);

    [Fact]
    public Task FiresOnGradientsOfOtherPeoplesMethods() => Rule.Members("""
            [GradientOf(typeof(Math), nameof(Math.Cbrt))]
            private static double Back(double x, double result, double {|STG0041:g|}) => 1 / (3 * result * result);
        """);

    [Fact]
    public Task IsSilentWhereItIsUsed() => Rule.Members("""
            [CustomGradient(nameof(A))]
            public static double Square(double x) => x * x;
            private static double A(double x, double g)
            {
                double scaled = g * 2;
                return scaled * x;
            }

            [CustomGradient(nameof(B))]
            public static double Cube(double x) => x * x * x;
            private static double B(double x, double g) => A(x, g) * x * 1.5;
        """);

    [Fact]
    public Task IsSilentOnStubsZerosAndOtherMethods() => Rule.Members("""
            [CustomGradient(nameof(A))]
            public static double Square(double x) => x * x;
            private static double A(double x, double g) => throw new NotImplementedException();

            [CustomGradient(nameof(B))]
            public static double Step(double x) => x > 0 ? 1 : 0;
            private static double B(double x, double g) => 0;

            private static double Unrelated(double x, double g) => 2 * x;
        """);

    [Fact]
    public async Task FixMultiplies()
    {
        using LoadedProgram program = await Rule.FixMembers<MultiplyByUpstreamFix>(
            """
                [CustomGradient(nameof(A))]
                public static double Square(double x) => x * x;
                public static double A(double x, double {|STG0041:g|}) => 2 * x; // derivative

                [CustomGradient(nameof(B))]
                public static double Poly(double x) => x * x + x;
                public static double B(double x, double {|STG0041:upstream|})
                {
                    if (x == 0)
                    {
                        return 1;
                    }

                    return 2 * x + 1;
                }

                [CustomGradient(nameof(D))]
                public static double Product(double x, double y) => x * y;
                public static void D(double x, double y, double {|STG0041:g|}, out double xGradient, out double yGradient)
                {
                    xGradient = y;
                    yGradient = x;
                }
            """,
            """
                [CustomGradient(nameof(A))]
                public static double Square(double x) => x * x;
                public static double A(double x, double g) => 2 * x * g; // derivative

                [CustomGradient(nameof(B))]
                public static double Poly(double x) => x * x + x;
                public static double B(double x, double upstream)
                {
                    if (x == 0)
                    {
                        return 1 * upstream;
                    }

                    return (2 * x + 1) * upstream;
                }

                [CustomGradient(nameof(D))]
                public static double Product(double x, double y) => x * y;
                public static void D(double x, double y, double g, out double xGradient, out double yGradient)
                {
                    xGradient = y * g;
                    yGradient = x * g;
                }
            """);
        Assert.Equal(30.0, program.Call("C", "A", 3.0, 5.0));
        Assert.Equal(35.0, program.Call("C", "B", 3.0, 5.0));
        Assert.Equal(5.0, program.Call("C", "B", 0.0, 5.0));
    }
}
