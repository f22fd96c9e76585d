using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.DeadGradients;

/// <summary>STG0001.</summary>
public sealed class PiecewiseConstantCallTests
{
    [Fact]
    public async Task FiresOnRounding()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static float F(float x, float w) => w * x + {|STG0001:MathF.Round(x * 4)|} / 4;
        """);
        Assert.Equal("'MathF.Round' has derivative 0 almost everywhere, so no gradient passes through it", Assert.Single(reported).GetMessage());
    }

    [Theory]
    [InlineData("Math.Sign(x)")]
    [InlineData("Math.Floor(x)")]
    [InlineData("Math.Ceiling(x * 2)")]
    [InlineData("Math.Truncate(-x)")]
    [InlineData("Math.Round(x, MidpointRounding.AwayFromZero)")]
    [InlineData("Math.Round(x, 2)")]
    [InlineData("double.Floor(x)")]
    [InlineData("MathF.Sign((float)x)")]
    [InlineData("float.Round((float)x)")]
    [InlineData("Math.CopySign(2, x)")]
    public Task FiresOnEveryOne(string call) => Rule.Members($$"""
            [Differentiable]
            public static double F(double x, double w) => w * x + {|STG0001:{{call}}|} * 0.5;
        """);

    [Fact]
    public Task FiresInHelpersOnce() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => x * x + Grid(x) + Grid(2 * x);

            [Differentiable]
            public static double G(double x) => x * x - Grid(x);

            private static double Grid(double u)
            {
                double scaled = u * 4;
                return {|STG0001:Math.Round(scaled)|} / 4;
            }
        """);

    [Fact]
    public Task FiresThroughUsingStaticAndGenericMath() => Rule.File("""
        using System.Numerics;
        using SteGen;
        using static System.Math;

        public static partial class C
        {
            [Differentiable]
            public static double F(double x) => x * x + {|STG0001:Floor(x)|} * 3 + Step(x);

            private static T Step<T>(T x)
                where T : IFloatingPoint<T> => {|STG0001:T.Round(x)|} * x * x;
        }
        """);

    [Fact]
    public Task FiresInLoopsOverSpans() => Rule.Members("""
            [Differentiable]
            public static void F(ReadOnlySpan<float> x, float w, Span<float> y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    float scaled = x[i] * w;
                    y[i] = scaled * w + {|STG0001:MathF.Round(scaled)|};
                }
            }
        """);

    [Fact]
    public Task IsSilentWhereTheMissingStopGradientIsNamed() => Rule.Members("""
            [Differentiable]
            public static double Cancelled(double x, double w) => w * w + ({|STG0022:x + (Math.Round(x) - x)|});
        """);

    [Fact]
    public Task FiresOnSignsOfOtherValues() => Rule.Members("""
            [Differentiable]
            public static double Binarized(double w, double x) => w * w + {|STG0001:Math.Sign(w)|} * x;
        """);

    [Fact]
    public Task IsSilentOnInactiveValues() => Rule.Members("""
            [Differentiable]
            public static double F(double x, [NoGradient] double t, int n, ReadOnlySpan<int> k) => x * Math.Round(t) * Math.Sign(n) * Math.Floor(k[0] / 2.0) * Math.Round(2.5);

            [Differentiable("x")]
            public static double G(double x, double scale) => x * Math.Floor(scale);
        """);

    [Fact]
    public Task IsSilentInConditionsIndicesAndBounds() => Rule.Members("""
            [Differentiable]
            public static double F(double x, double[] table)
            {
                double sum = 0;
                for (int i = 0; i < Math.Floor(Math.Abs(x)); i++)
                {
                    sum += x;
                }

                if (Math.Round(x) > 3)
                {
                    sum *= x;
                }

                return sum * table[(int)Math.Floor(Math.Abs(x))] + (Math.Sign(x) == 1 ? x : -x);
            }
        """);

    [Fact]
    public Task IsSilentWhereTheGradientIsStoppedOrGivenAnotherWay() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => x * Math.Round(Gradient.StopGradient(x))
                + x + Gradient.StopGradient(Math.Round(x) - x) + Gradient.StopGradient(Math.Sign(x))
                + Gradient.StraightThrough(Math.Sign(x), Math.Tanh(x))
                + Quantize(x) + Custom(x);

            [StraightThrough]
            private static double Quantize(double x) => Math.Round(x * 4) / 4;

            [CustomGradient(nameof(Back))]
            private static double Custom(double x) => Math.Floor(x);

            private static double Back(double x, double g) => g * 2;
        """, Rule.Only("STG0001"));

    [Fact]
    public Task IsSilentOnTheLibrary() => Rule.Members("""
            [Differentiable]
            public static float F(float x) => Ste.Round(x * 4) / 4 + Ste.Sign(x) + Ste.Floor(x) + Ste.Step(x);
        """);

    [Fact]
    public Task IsSilentOnShiftsAndSlopes() => Rule.Members("""
            [Differentiable]
            public static double Fraction(double x) => x - Math.Floor(x);

            [Differentiable]
            public static double Wrapped(double x, [NoGradient] double period) => Math.Sin(x - period * Math.Round(x / period));

            [Differentiable]
            public static double Angle(double a) => Math.Cos(a - 2 * Math.PI * Math.Floor((a + Math.PI) / (2 * Math.PI)));

            [Differentiable]
            public static double Triangle(double x) => Math.Abs(x * 0.25 - Math.Round(x * 0.25));

            [Differentiable]
            public static double Magnitude(double x) => x * Math.Sign(x);

            [Differentiable]
            public static double SymmetricLog(double x) => Math.Sign(x) * Math.Log(1 + Math.Abs(x));

            [Differentiable]
            public static double Interpolated(double x, ReadOnlySpan<double> table)
            {
                double lower = Math.Floor(x);
                double between = x - lower;
                return table[(int)lower] * (1 - between) + table[(int)lower + 1] * between;
            }
        """);

    [Fact]
    public Task IsSilentWhereNothingReachesAResult() => Rule.Members("""
            [Differentiable]
            public static double F(double x)
            {
                double unused = Math.Round(x);
                int steps = (int)Math.Floor(x);
                if (steps > 3 && unused > 1)
                {
                    throw new ArgumentException("x");
                }

                return x * x;
            }
        """);

    [Fact]
    public Task IsSilentOutsideDifferentiableCode() => Rule.Members("""
            public static double Round(double x) => Math.Round(x);
        """);

    [Fact]
    public async Task FixUsesTheStraightThroughOperation()
    {
        using LoadedProgram program = await Rule.FixMembers<UseSteOperationFix>(
            """
                [Differentiable]
                public static float F(float x, float w) => w * x + {|STG0001:MathF.Round(x * 4)|} / 4; // grid

                [Differentiable]
                public static double G(double x, float f)
                {
                    double y = x + {|STG0001:Math.Round({|STG0001:Math.Floor(x)|} * x, MidpointRounding.AwayFromZero)|};
                    y += {|STG0001:Math.Sign(x)|} /* sign */ * 0.5 + {|STG0001:Math.Ceiling(f)|};
                    return y;
                }
            """,
            """
                [Differentiable]
                public static float F(float x, float w) => w * x + Ste.Round(x * 4) / 4; // grid

                [Differentiable]
                public static double G(double x, float f)
                {
                    double y = x + Ste.Round(Ste.Floor(x) * x, MidpointRounding.AwayFromZero);
                    y += Ste.Sign(x) /* sign */ * 0.5 + Ste.Ceiling((double)f);
                    return y;
                }
            """);
        Assert.Equal((2.0f * 1.3f) + 1.25f, program.Call("C", "F", 1.3f, 2.0f));
        Assert.Equal(2.5 + 5 + 0.5 + 1, program.Call("C", "G", 2.5, 0.5f));
    }

    [Fact]
    public async Task FixQualifiesWhereTheNamespaceIsNotImported()
    {
        using LoadedProgram program = await Rule.Fix<UseSteOperationFix>(
            """
            using static System.Math;

            public static partial class Ste2
            {
                [SteGen.Differentiable]
                public static double F(double x) => x * x + {|STG0001:Floor(x)|};
            }
            """,
            """
            using static System.Math;

            public static partial class Ste2
            {
                [SteGen.Differentiable]
                public static double F(double x) => x * x + SteGen.Ste.Floor(x);
            }
            """);
        Assert.Equal(8.25, program.Call("Ste2", "F", 2.5));
    }

    [Fact]
    public async Task FixStopsTheGradient()
    {
        using LoadedProgram program = await Rule.FixMembers<WrapInStopGradientFix>(
            """
                [Differentiable]
                public static float F(float x, float w) => w * x + {|STG0001:MathF.Round(x * 4)|} / 4;
            """,
            """
                [Differentiable]
                public static float F(float x, float w) => w * x + MathF.Round(Gradient.StopGradient(x * 4)) / 4;
            """);
        Assert.Equal((2.0f * 1.3f) + 1.25f, program.Call("C", "F", 1.3f, 2.0f));
    }

    [Fact]
    public Task NoFixWhereAnIntIsWanted() => Rule.NoFix<UseSteOperationFix>("""
            [Differentiable]
            public static double F(double x)
            {
                int sign = {|STG0001:Math.Sign(x)|};
                return x * x + sign;
            }
        """);
}
