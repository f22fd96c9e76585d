using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.DeadGradients;

/// <summary>STG0002.</summary>
public sealed class TruncatingCastTests
{
    [Fact]
    public async Task FiresOnACastThatBecomesANumberAgain()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static float F(float x, float w) => w * x + {|STG0002:(int)(x * 255)|} / 255f;
        """);
        Assert.Equal("The conversion to 'int' has derivative 0, so no gradient passes through it", Assert.Single(reported).GetMessage());
    }

    [Fact]
    public Task FiresThroughIntegerArithmeticAndLocals() => Rule.Members("""
            [Differentiable]
            public static double F(double x)
            {
                long k = {|STG0002:(long)x|};
                k = k * 3 + 1;
                return x * x + k / 2;
            }
        """);

    [Fact]
    public Task FiresOnConvertAndBytes() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => x * x + {|STG0002:(byte)(x * 255)|} / 255.0 + {|STG0002:Convert.ToInt32(x)|};
        """);

    [Fact]
    public Task IsSilentOnIntegersIndicesAndBounds() => Rule.Members("""
            [Differentiable]
            public static double F(double x, int n, double[] table)
            {
                double sum = 0;
                for (int i = 0; i < (int)Math.Abs(x); i++)
                {
                    sum += x;
                }

                return sum * (int)(byte)n * table[(int)Math.Abs(x)];
            }
        """);

    [Fact]
    public Task IsSilentWhereTheGradientIsStoppedOrGivenAnotherWay() => Rule.Members("""
            [Differentiable]
            public static double F(double x, [NoGradient] double t) => x * (int)Gradient.StopGradient(x) + Quantize(x) * (int)t + Gradient.StraightThrough((int)x, x) + (double)(float)x;

            [StraightThrough]
            private static double Quantize(double x) => (int)(x * 255) / 255.0;
        """);

    [Fact]
    public Task IsSilentOnFractions() => Rule.Members("""
            [Differentiable]
            public static double Interpolated(double x, ReadOnlySpan<double> table)
            {
                int i = (int)x;
                double between = x - i;
                return table[i] * (1 - between) + table[i + 1] * between;
            }

            [Differentiable]
            public static double OnAGrid(double x, [NoGradient] double start, [NoGradient] double step, ReadOnlySpan<double> table)
            {
                int i = Math.Clamp((int)((x - start) / step), 0, table.Length - 2);
                double between = (x - (start + i * step)) / step;
                return table[i] * (1 - between) + table[i + 1] * between;
            }

            [Differentiable]
            public static double Steps(double y, double t)
            {
                int steps = (int)(t / 0.1) + 1;
                double h = t / steps;
                for (int i = 0; i < steps; i++)
                {
                    y -= h * y;
                }

                return y;
            }

            [Differentiable]
            public static double Cell(double x, [NoGradient] double step)
            {
                double s = x / step;
                return s - (int)s;
            }
        """);

    [Fact]
    public async Task FixTruncates()
    {
        using LoadedProgram program = await Rule.FixMembers<UseSteOperationFix>(
            """
                [Differentiable]
                public static float F(float x, float w) => w * x + {|STG0002:(int)(x * 255)|} / 255f;

                [Differentiable]
                public static float G(double x)
                {
                    float y = {|STG0002:(int)x|};
                    return y + (float)x;
                }
            """,
            """
                [Differentiable]
                public static float F(float x, float w) => w * x + Ste.Truncate(x * 255) / 255f;

                [Differentiable]
                public static float G(double x)
                {
                    float y = (float)Ste.Truncate(x);
                    return y + (float)x;
                }
            """);
        Assert.Equal(127 / 255f, program.Call("C", "F", 0.5f, 0f));
        Assert.Equal(-2f + -2.5f, program.Call("C", "G", -2.5));
    }

    [Fact]
    public async Task FixStopsTheGradient()
    {
        using LoadedProgram program = await Rule.FixMembers<WrapInStopGradientFix>(
            """
                [Differentiable]
                public static float F(float x, float w) => w * x + {|STG0002:(int)(x * 255)|} / 255f;
            """,
            """
                [Differentiable]
                public static float F(float x, float w) => w * x + (int)Gradient.StopGradient(x * 255) / 255f;
            """);
        Assert.Equal(127 / 255f, program.Call("C", "F", 0.5f, 0f));
    }

    [Fact]
    public Task NoFixInIntegerArithmetic() => Rule.NoFix<UseSteOperationFix>("""
            [Differentiable]
            public static double F(double x) => x * x + {|STG0002:(int)x|} / 2;
        """);
}
