using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Generator;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.CustomGradients;

/// <summary>STG0042, STG0044, STG0045, STG0047; and STG0035.</summary>
public sealed class BackwardBodyTests
{
    [Fact]
    public Task NonlinearUpstreamFires() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            private static double F(double x) => Math.Floor(x);

            private static double Back(double x, double g) => x * {|STG0042:Math.Clamp(g, -1, 1)|};

            [CustomGradient(nameof(SpanBack))]
            private static double G(ReadOnlySpan<double> x) => Math.Floor(x[0]);

            private static void SpanBack(ReadOnlySpan<double> x, double g, Span<double> dx)
            {
                double scaled = 2 * g;
                if ({|STG0042:scaled > 1|}) dx[0] += {|STG0042:g * scaled|};
                else dx[0] += {|STG0042:x[0] / g|};
            }
        """, Rule.Only("STG0042"));

    [Fact]
    public Task NonlinearUpstreamIsSilentOnLinearCode() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            private static double F(double x) => Math.Floor(x);

            private static double Back(double x, double g) => Math.Clamp(x, -1, 1) * g / (1 + x * x) - (g + g);

            [CustomGradient(nameof(SpanBack))]
            private static double G(ReadOnlySpan<double> x) => Math.Floor(x[0]);

            private static void SpanBack(ReadOnlySpan<double> x, double g, Span<double> dx)
            {
                if (g == 0) return;
                double scaled = x.Length > 2 ? 2 * g : g;
                for (int i = 0; i < x.Length; i++) dx[i] += scaled * (x[i] > 0 ? x[i] * x[i] : 1) + FusedSum(x[i], g);
            }

            private static double FusedSum(double a, double b) => a * b;

            private static double NotABackward(double x, double g) => Math.Clamp(g, -1, 1) * g;
        """, Rule.Only("STG0042"));

    [Fact]
    public Task ZeroGradientFires() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            private static double F(double x, double y) => x * Math.Floor(y);

            private static void Back(double x, double y, double g, out double xGradient, out double {|STG0044:yGradient|})
            {
                xGradient = g * Math.Floor(y);
                yGradient = 0;
            }

            [CustomGradient(nameof(Back2))]
            private static float G(float x, float y) => MathF.Floor(x) * y;

            private static void Back2(float x, float y, float g, out float {|STG0044:dx|}, out float dy)
            {
                if (x > 0) dx = 0f;
                else dx = default;
                dy = g * MathF.Floor(x);
            }
        """, Rule.Only("STG0044"));

    [Fact]
    public Task ZeroGradientIsSilentWhereAnyPathIsNot() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            private static double F(double x, double y) => x * Math.Floor(y);

            private static void Back(double x, double y, double g, out double xGradient, out double yGradient)
            {
                xGradient = 0;
                yGradient = 0;
                if (x > 0) xGradient = g * Math.Floor(y);
                yGradient += g;
            }

            [CustomGradient(nameof(Single))]
            private static double G(double x) => Math.Floor(x);

            private static void Single(double x, double g, out double xGradient) => xGradient = 0;
        """, Rule.Only("STG0044"));

    [Fact]
    public Task RecursiveGradientFires() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            private static double F(double x) => Math.Floor(x);

            private static double Back(double x, double g) => x > 1 ? {|STG0045:Back(x - 1, g)|} : g;

            [Differentiable]
            [CustomGradient(nameof(Back2))]
            public static double G(double x) => Math.Floor(x);

            private static double Back2(double x, double g) => g * {|STG0045:GGradient(x)|};
        """, Rule.Only("STG0045") with { Generators = [new SteGenGenerator()] });

    [Fact]
    public Task RecursiveGradientIsSilentOnThePrimalAndOnOthers() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            private static double F(double x) => Math.Floor(x);

            private static double Back(double x, double g) => g * (x - F(x)) * SmoothGradient(x);

            [Differentiable]
            public static double Smooth(double x) => x * x;

            private static double Recursive(double x) => x > 1 ? Recursive(x - 1) : x;
        """, Rule.Only("STG0045") with { Generators = [new SteGenGenerator()] });

    [Fact]
    public Task GradientOrderFires() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            private static double F(double a, double b) => a * Math.Floor(b);

            private static void Back(double a, double b, double g, out double {|STG0047:bGradient|}, out double aGradient)
            {
                aGradient = g * Math.Floor(b);
                bGradient = g * a;
            }

            [CustomGradient(nameof(Back2))]
            private static double G(ReadOnlySpan<double> x, [NoGradient] double k, ReadOnlySpan<double> w) => x[0] * w[0] * k;

            private static void Back2(ReadOnlySpan<double> x, double k, ReadOnlySpan<double> w, double g, Span<double> {|STG0047:dw|}, Span<double> dx)
            {
                dw[0] += g;
                dx[0] += g;
            }
        """, Rule.Only("STG0047"));

    [Fact]
    public Task GradientOrderIsSilentOnRightOrderAndOtherNames() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            private static double F(double a, double b) => a * Math.Floor(b);

            private static void Back(double a, double b, double g, out double aGradient, out double bGradient)
            {
                aGradient = g * Math.Floor(b);
                bGradient = g * a;
            }

            [CustomGradient(nameof(Back2))]
            private static double G(double x, double y) => x * Math.Floor(y);

            private static void Back2(double x, double y, double g, out double first, out double second)
            {
                first = g * Math.Floor(y);
                second = g * x;
            }
        """, Rule.Only("STG0047"));

    [Fact]
    public async Task GradientOrderFix()
    {
        using LoadedProgram program = await Rule.FixOnly<ExchangeParametersFix>(
            "STG0047",
            """
                [CustomGradient(nameof(Back))]
                public static double F(double a, double b) => a * Math.Floor(b);

                private static void Back(double a, double b, double g, out double {|STG0047:bGradient|}, out double aGradient)
                {
                    aGradient = g * Math.Floor(b);
                    bGradient = g * a;
                }
            """,
            """
                [CustomGradient(nameof(Back))]
                public static double F(double a, double b) => a * Math.Floor(b);

                private static void Back(double a, double b, double g, out double aGradient, out double bGradient)
                {
                    aGradient = g * Math.Floor(b);
                    bGradient = g * a;
                }
            """);
        Assert.Equal(4.0, program.Call("C", "F", 2.0, 2.5));
    }

    [Fact]
    public Task ParameterOutOfRangeFires() => Rule.Members("""
            private const double None = 0;

            [Differentiable]
            public static float F(float x) => Ste.ClippedSign(x, {|STG0035:0f|}) + Ste.SwishSign(x, beta: {|STG0035:-1f|}) + Ste.DoReFaActivation(x, {|STG0035:0|});

            [Differentiable]
            public static double G(double x) => Ste.ClippedStep(x, {|STG0035:None|}) + Ste.ClippedSign(x, {|STG0035:double.NaN|});

            [StraightThrough(Clip = {|STG0035:0|})]
            private static float Hard(float x) => MathF.Round(x);
        """, Rule.Only("STG0035"));

    [Fact]
    public Task ParameterOutOfRangeIsSilentInRangeAndElsewhere() => Rule.Members("""
            [Differentiable]
            public static float F(float x, float clip) => Ste.ClippedSign(x, clip) + Ste.ClippedSign(x) + Ste.DoReFaActivation(x, 1) + Ste.Ternary(x, 0f);

            public static float ClippedSign(float x, float clip) => x * clip;

            [Differentiable]
            public static float G(float x) => ClippedSign(x, 0f);

            [StraightThrough(Clip = 0.5)]
            private static float Hard(float x) => MathF.Round(x);
        """, Rule.Only("STG0035"));
}
