using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.CustomGradients;

/// <summary>STG0048.</summary>
public sealed class GradientSpanIsAddedToTests
{
    [Fact]
    public Task FiresOnAnAssignedElement() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            public static void Scale(ReadOnlySpan<double> x, [NoGradient] double w, Span<double> y) => y[0] = x[0] * w;

            private static void Back(ReadOnlySpan<double> x, double w, ReadOnlySpan<double> yGradient, Span<double> xGradient)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    {|STG0048:xGradient[i] = yGradient[i] * w|};
                }
            }
        """);

    [Fact]
    public Task FiresOnWholeSpans() => Rule.Members("""
            [CustomGradient(nameof(A))]
            public static void Copy(ReadOnlySpan<double> x, Span<double> y) => x.CopyTo(y);
            private static void A(ReadOnlySpan<double> x, ReadOnlySpan<double> yGradient, Span<double> xGradient) => {|STG0048:yGradient.CopyTo(xGradient)|};

            [CustomGradient(nameof(B))]
            public static double Sum(ReadOnlySpan<double> x) => x[0] + x[1];
            private static void B(ReadOnlySpan<double> x, double g, Span<double> xGradient) => {|STG0048:xGradient.Fill(g)|};
        """);

    [Fact]
    public Task IsSilentWhereItIsAddedTo() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            public static void Scale(ReadOnlySpan<double> x, Span<double> y) => y[0] = x[0];

            private static void Back(ReadOnlySpan<double> x, ReadOnlySpan<double> yGradient, Span<double> xGradient)
            {
                xGradient[0] += yGradient[0];
                xGradient[1] = xGradient[1] + yGradient[1];
            }
        """);

    [Fact]
    public Task IsSilentOnOutParametersLocalsAndOtherMethods() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            public static double Scale(double x, ReadOnlySpan<double> w) => x * w[0];

            private static void Back(double x, ReadOnlySpan<double> w, double g, out double xGradient, Span<double> wGradient)
            {
                Span<double> scratch = stackalloc double[4];
                scratch.Clear();
                scratch[0] = g * x;
                xGradient = g * w[0];
                wGradient[0] += scratch[0];
            }

            private static void Unrelated(Span<double> xGradient) => xGradient[0] = 1;
        """);

    [Fact]
    public async Task FixAdds()
    {
        using LoadedProgram program = await Rule.FixMembers<AddToGradientFix>(
            """
                [CustomGradient(nameof(Back))]
                public static double Mean(ReadOnlySpan<double> x) => (x[0] + x[1]) / 2;

                public static void Back(ReadOnlySpan<double> x, double g, Span<double> xGradient)
                {
                    {|STG0048:xGradient[0] = g / 2|}; // half
                    {|STG0048:xGradient[1] /* the other */ = g / 2|};
                }

                public static double Twice(double[] x, double[] gradient, double g)
                {
                    Back(x, g, gradient);
                    Back(x, g, gradient);
                    return gradient[0] + gradient[1];
                }
            """,
            """
                [CustomGradient(nameof(Back))]
                public static double Mean(ReadOnlySpan<double> x) => (x[0] + x[1]) / 2;

                public static void Back(ReadOnlySpan<double> x, double g, Span<double> xGradient)
                {
                    xGradient[0] += g / 2; // half
                    xGradient[1] /* the other */ += g / 2;
                }

                public static double Twice(double[] x, double[] gradient, double g)
                {
                    Back(x, g, gradient);
                    Back(x, g, gradient);
                    return gradient[0] + gradient[1];
                }
            """);
        Assert.Equal(6.0, program.Call("C", "Twice", new double[2], new double[2], 3.0));
    }

    [Fact]
    public Task NoFixForWholeSpans() => Rule.NoFix<AddToGradientFix>("""
            [CustomGradient(nameof(B))]
            public static double Sum(ReadOnlySpan<double> x) => x[0] + x[1];
            private static void B(ReadOnlySpan<double> x, double g, Span<double> xGradient) => {|STG0048:xGradient.Fill(g)|};
        """);
}
