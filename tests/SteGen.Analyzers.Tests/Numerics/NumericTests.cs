using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.Numerics;

/// <summary>STG0060 to STG0065, STG0081 and STG0083.</summary>
public sealed class NumericTests
{
    [Fact]
    public Task ThrowingSignFires() => Rule.Members("""
            [Differentiable]
            public static double A(double x) => Gradient.StraightThrough({|STG0060:Math.Sign(x)|}, x);

            [Differentiable]
            public static float B(float x) => x * Gradient.StopGradient((float){|STG0060:MathF.Sign(x)|});
        """, Rule.Only("STG0060"));

    [Fact]
    public Task ThrowingSignIsSilentOnOursAndOutside() => Rule.Members("""
            [Differentiable]
            public static double A(double x) => Ste.Sign(x);

            public static int B(double x) => Math.Sign(x);

            [Differentiable]
            public static double D(double x, int n) => x * Math.Sign(n);
        """, Rule.Only("STG0060"));

    [Fact]
    public async Task ThrowingSignFix()
    {
        using LoadedProgram program = await Rule.FixOnly<UseSteOperationFix>(
            "STG0060",
            """
                [Differentiable]
                public static double A(double x) => Gradient.StraightThrough({|STG0060:Math.Sign(x)|}, x) + Gradient.StraightThrough({|STG0060:Math.Sign(x * x)|}, x);
            """,
            """
                [Differentiable]
                public static double A(double x) => Gradient.StraightThrough(Ste.Sign(x), x) + Gradient.StraightThrough(Ste.Sign(x * x), x);
            """);
        Assert.Equal(0.0, program.Call("C", "A", -2.0));
        Assert.Equal(double.NaN, program.Call("C", "A", double.NaN));
    }

    [Fact]
    public Task HalfUpRoundingFires() => Rule.Members("""
            [Differentiable]
            public static float A(float x) => Gradient.StraightThrough({|STG0061:MathF.Floor(x + 0.5f)|}, x);

            [Differentiable]
            public static double B(double x) => x * Gradient.StopGradient(Up(4 * x));

            private static double Up(double x) => {|STG0061:Math.Floor(0.5 + x)|};
        """, Rule.Only("STG0061"));

    [Fact]
    public Task HalfUpRoundingIsSilentOnOtherFloorsAndConstants() => Rule.Members("""
            [Differentiable]
            public static float A(float x) => Gradient.StraightThrough(MathF.Round(x, MidpointRounding.ToEven), x) + Gradient.StraightThrough(MathF.Floor(x + 0.25f), x);

            [Differentiable]
            public static double B(double x, [NoGradient] double bin) => x * Math.Floor(bin + 0.5);

            public static double Outside(double x) => Math.Floor(x + 0.5);
        """, Rule.Only("STG0061"));

    [Fact]
    public async Task HalfUpRoundingFix()
    {
        using LoadedProgram program = await Rule.FixOnly<HalfUpRoundingFix>(
            "STG0061",
            """
                [Differentiable]
                public static float A(float x) => Gradient.StraightThrough({|STG0061:MathF.Floor((x * 2f) + 0.5f)|}, x) + Gradient.StraightThrough({|STG0061:MathF.Floor(0.5f + x)|}, x);
            """,
            """
                [Differentiable]
                public static float A(float x) => Gradient.StraightThrough(MathF.Round(x * 2f, MidpointRounding.ToEven), x) + Gradient.StraightThrough(MathF.Round(x, MidpointRounding.ToEven), x);
            """);
        Assert.Equal(0f, program.Call("C", "A", 0.24999999f));
    }

    [Fact]
    public Task OverflowFires() => Rule.Members("""
            [Differentiable]
            public static float Density(float x)
            {
                float e = MathF.Exp(-x);
                return {|STG0062:e / ((1f + e) * (1f + e))|};
            }

            [Differentiable]
            public static double Density2(double k, double x) => {|STG0062:Math.Exp(-k * x) / Square(1 + Math.Exp(-k * x))|};

            private static double Square(double x) => x * x;

            [Differentiable]
            public static float Gumbel(float x, [NoGradient] float u) => x - {|STG0063:MathF.Log(-MathF.Log(u))|};

            [Differentiable]
            public static float Guarded(float x) => {|STG0063:MathF.Log(x + 1e-40f)|};

            [Differentiable]
            public static float Scaled(float x, float scale) => MathF.Tanh(x / {|STG0064:scale|}) + 1f / {|STG0064:scale|};
        """, Rule.Only("STG0062", "STG0063", "STG0064"));

    [Fact]
    public Task OverflowIsSilentOnStableAndBoundedForms() => Rule.Members("""
            [Differentiable]
            public static float Density(float x)
            {
                float s = 1f / (1f + MathF.Exp(-x));
                return s * (1f - s) + 1f / (2f + 2f * MathF.Cosh(x));
            }

            [Differentiable]
            public static float Gumbel(float x, [NoGradient] float u) => x - MathF.Log(-MathF.Log(Math.Clamp(u, 1e-7f, 0.9999999f))) + MathF.Log(x + 1e-6f);

            [Differentiable]
            public static float Scaled(float x, float scale, [NoGradient] float n) => x / MathF.Max(scale, 1e-6f) + x / n + x / MathF.Exp(scale);
        """, Rule.Only("STG0062", "STG0063", "STG0064"));

    [Fact]
    public Task ClampBoundsFire() => Rule.Members("""
            private const float High = -1f;

            [Differentiable]
            public static double A(double x) => {|STG0065:Math.Clamp(x, 1.0, -1.0)|};

            public static float B(float x) => {|STG0065:Math.Clamp(x, 1, High)|} + {|STG0065:float.Clamp(max: 0f, min: 2f, value: x)|} + {|STG0065:Ste.Clamp(x, 3f, 2f)|};
        """, Rule.Only("STG0065"));

    [Fact]
    public Task ClampBoundsAreSilentInOrderAndOnVariables() => Rule.Members("""
            [Differentiable]
            public static double A(double x, double low) => Math.Clamp(x, -1.0, 1.0) + Math.Clamp(x, low, -5.0) + Math.Clamp(x, 1.0, 1.0);

            public static float B(float x) => float.Clamp(max: 2f, min: 0f, value: x) + Clamp(x, 3f, 2f);

            private static float Clamp(float x, float high, float low) => Math.Clamp(x, low, high);
        """, Rule.Only("STG0065"));

    [Fact]
    public async Task ClampBoundsFix()
    {
        using LoadedProgram program = await Rule.FixOnly<SwapBoundsFix>(
            "STG0065",
            """
                [Differentiable]
                public static double A(double x) => {|STG0065:Math.Clamp(x, 1.0, -1.0)|} + {|STG0065:Math.Clamp(x * x, 4, 2)|};
            """,
            """
                [Differentiable]
                public static double A(double x) => Math.Clamp(x, -1.0, 1.0) + Math.Clamp(x * x, 2, 4);
            """);
        Assert.Equal(5.0, program.Call("C", "A", 3.0));
    }

    [Fact]
    public Task HardReadsSoftFires() => Rule.Members("""
            [Differentiable]
            public static double A(double z)
            {
                double p = 1 / (1 + Math.Exp(-z));
                return Gradient.StraightThrough({|STG0083:p > 0.5|} ? 1 : 0, p);
            }

            [Differentiable]
            public static void OneHot(ReadOnlySpan<double> z, Span<double> y)
            {
                double sum = 0;
                Span<double> p = stackalloc double[z.Length];
                for (int i = 0; i < z.Length; i++)
                {
                    p[i] = Math.Exp(z[i]);
                    sum += p[i];
                }

                int best = 0;
                for (int i = 1; i < z.Length; i++)
                {
                    if ({|STG0083:p[i] > p[best]|}) best = i;
                }

                for (int i = 0; i < z.Length; i++) y[i] = Gradient.StraightThrough(i == best ? 1 : 0, p[i] / sum);
            }
        """, Rule.Only("STG0083"));

    [Fact]
    public Task HardReadsSoftIsSilentOnArgumentsAndQuantizedFunctions() => Rule.Members("""
            [Differentiable]
            public static double A(double z) => Gradient.StraightThrough(z > 0 ? 1 : 0, 1 / (1 + Math.Exp(-z)));

            [Differentiable]
            public static double Levels(double z) => Gradient.StraightThrough(Math.Round(3 * Math.Tanh(z)) / 3, Math.Tanh(z));

            [Differentiable]
            public static double Operation(double z) => Ste.SigmoidStep(z) + Ste.SwishSign(z);
        """, Rule.Only("STG0083"));

    [Fact]
    public Task SoftEscapesFires() => Rule.Members("""
            [Differentiable]
            public static double A(double x)
            {
                double soft = Math.Tanh(x);
                return Gradient.StraightThrough(Math.Floor(x), soft) + {|STG0081:0.1 * soft|};
            }

            [Differentiable]
            public static double B(double x)
            {
                double soft = Math.Sin(x);
                double hard = Gradient.StraightThrough(Math.Round(x), soft);
                return hard * x + {|STG0081:soft * soft|};
            }
        """, Rule.Only("STG0081"));

    [Fact]
    public Task SoftEscapesIsSilentWhereOnlyTheNodeNeedsIt() => Rule.Members("""
            [Differentiable]
            public static double A(double x)
            {
                double soft = Math.Tanh(x);
                return Gradient.StraightThrough(Math.Floor(x), soft) * Gradient.StraightThrough(Math.Ceiling(x), soft) + x;
            }

            [Differentiable]
            public static double Cheap(double x) => Gradient.StraightThrough(Math.Floor(x), 2 * x) + 2 * x;
        """, Rule.Only("STG0081"));

    [Fact]
    public async Task UnboundedScaleFix()
    {
        using LoadedProgram program = await Rule.FixOnly<BoundScaleFix>(
            "STG0064",
            """
                [Differentiable]
                public static double A(double x, double s) => x / {|STG0064:s|} + 2 / {|STG0064:s|};

                [Differentiable]
                public static float B(float x, float s) => x / {|STG0064:s|};
            """,
            """
                [Differentiable]
                public static double A(double x, double s) => x / Math.Max(s, 1e-12) + 2 / Math.Max(s, 1e-12);

                [Differentiable]
                public static float B(float x, float s) => x / MathF.Max(s, 1e-6f);
            """);
        Assert.Equal(2.0, program.Call("C", "A", 2.0, 2.0));
    }
}
