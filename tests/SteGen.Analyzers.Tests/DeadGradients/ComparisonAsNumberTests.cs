using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.DeadGradients;

/// <summary>STG0003.</summary>
public sealed class ComparisonAsNumberTests
{
    [Fact]
    public async Task FiresOnAChoiceBetweenConstants()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static float F(float x, float w) => w * x + ({|STG0003:x > 0 ? 1f : 0f|});
        """);
        Assert.Equal(DiagnosticSeverity.Warning, Assert.Single(reported).Severity);
    }

    [Fact]
    public Task FiresOnStatementsConversionsAndPatterns() => Rule.Members("""
            [Differentiable]
            public static double F(double x, double w)
            {
                double gate = 0;
                if ({|STG0003:x * w > 2|})
                {
                    gate = 1;
                }

                return x * x + gate + {|STG0003:Convert.ToDouble(x > w)|} + Sign(w);
            }

            private static double Sign(double u)
            {
                if ({|STG0003:u >= 0|})
                {
                    return 1;
                }

                return -1;
            }
        """);

    [Fact]
    public async Task IsAnInfoOnAMask()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static double LeakyRelu(double x) => ({|STG0003:x > 0 ? 1 : 0.01|}) * x;
        """);
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(reported).Severity);
    }

    [Fact]
    public async Task IsAnInfoOnASlopeByCases()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static double Tax(double income)
            {
                double rate = income < 1000 ? 0.1 : {|STG0003:income < 5000 ? 0.2 : 0.3|};
                return income * rate;
            }
        """);
        Assert.Equal(DiagnosticSeverity.Info, Assert.Single(reported).Severity);
    }

    [Fact]
    public async Task IsAWarningWhereItIsTheResult()
    {
        var reported = await Rule.Members("""
            [Differentiable]
            public static double {|STG0005:Payoff|}(double price, double strike) => {|STG0003:price > strike ? 1.0 : 0.0|};
        """);
        Assert.Contains(reported, d => d.Id == "STG0003" && d.Severity == DiagnosticSeverity.Warning);
    }

    [Fact]
    public Task IsSilentWhereABranchCarriesAGradient() => Rule.Members("""
            [Differentiable]
            public static double F(double x)
            {
                double hinge = x > 0 ? x : 0;
                if (x < -1)
                {
                    return -1 - hinge;
                }

                return Math.Max(x, 0) + Math.Clamp(x, -1, 1);
            }

            [Differentiable]
            public static double Early(double x)
            {
                if (x < 0)
                {
                    return 0;
                }

                return x * x;
            }
        """);

    [Fact]
    public Task IsSilentOnInactiveOrStoppedConditions() => Rule.Members("""
            [Differentiable]
            public static double F(double x, int n, [NoGradient] double t) =>
                x * (n > 3 ? 0.5 : 1) + (t > 0 ? 1 : 0) + (Gradient.StopGradient(x) > 0 ? 1 : 0) + Ste.Step(x) + Gate(x) + (x > 0 ? 2 : 2);

            [StraightThrough]
            private static double Gate(double x) => x > 0 ? 1 : 0;
        """);

    [Fact]
    public Task IsSilentInFlagsAndIndices() => Rule.Members("""
            [Differentiable]
            public static double F(double x, double[] table)
            {
                bool found = false;
                int at = x > 2 ? 1 : 0;
                for (int i = 0; i < table.Length && !found; i++)
                {
                    if (table[i] > x)
                    {
                        found = true;
                        at = i;
                    }
                }

                return found ? table[at] * x : x;
            }
        """);

    [Fact]
    public async Task FixUsesStepAndSign()
    {
        using LoadedProgram program = await Rule.FixMembers<UseSteStepFix>(
            """
                [Differentiable]
                public static float F(float x, float t, float w) => w * t * x + ({|STG0003:x > 0 ? 1f : 0f|}) + ({|STG0003:x - 1 < t ? 1f : 0f|}) * 2;

                [Differentiable]
                public static double AtLeast(double x, double t) => x * t + ({|STG0003:x >= t ? 1.0 : 0.0|});

                [Differentiable]
                public static double Below(double x, double t) => x * t + ({|STG0003:x >= t ? 0.0 : 1.0|});

                [Differentiable]
                public static double Binary(double x) => x * x + ({|STG0003:x >= 0 ? 1.0 : -1.0|}) + {|STG0003:Convert.ToDouble(0 < x)|};
            """,
            """
                [Differentiable]
                public static float F(float x, float t, float w) => w * t * x + Ste.Step(x) + Ste.Step(t - (x - 1)) * 2;

                [Differentiable]
                public static double AtLeast(double x, double t) => x * t + (1 - Ste.Step(t - x));

                [Differentiable]
                public static double Below(double x, double t) => x * t + Ste.Step(t - x);

                [Differentiable]
                public static double Binary(double x) => x * x + Ste.Sign(x, SignZero.Positive) + Ste.Step(x);
            """);
        Assert.Equal(3f, program.Call("C", "F", 0.5f, 1f, 0f));
        Assert.Equal(0f, program.Call("C", "F", 0f, -1f, 5f));
        Assert.Equal(5.0, program.Call("C", "AtLeast", 2.0, 2.0));
        Assert.Equal(6.0, program.Call("C", "AtLeast", 2.0, 3.0));
        Assert.Equal(4.0, program.Call("C", "Below", 2.0, 2.0));
        Assert.Equal(1.0, program.Call("C", "Binary", 0.0));
    }

    [Fact]
    public Task NoFixForOtherConstants() => Rule.NoFix<UseSteStepFix>("""
            [Differentiable]
            public static double F(double x) => x * x + ({|STG0003:x > 0 ? 3.0 : 0.5|});
        """);
}
