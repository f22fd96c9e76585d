using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.StraightThrough;

/// <summary>STG0032, STG0034, STG0037 and STG0038.</summary>
public sealed class StraightThroughDeclarationTests
{
    [Fact]
    public Task SurrogateOfAnotherType() => Rule.Members("""
            [StraightThrough(Surrogate = {|STG0032:nameof(Smooth)|})]
            public static float Q(float x) => MathF.Round(x);

            public static double Smooth(double x) => Math.Tanh(x);
        """);

    [Fact]
    public Task SurrogateOfAnotherArity() => Rule.Members("""
            [StraightThrough(Surrogate = {|STG0032:"Smooth"|})]
            public static float Q(float x) => MathF.Round(x);

            public static float Smooth(float x, float scale) => MathF.Tanh(x * scale);
        """);

    [Fact]
    public Task SurrogateThatFits() => Rule.Members("""
            [StraightThrough(Surrogate = nameof(Smooth))]
            public static float Q(float x, ReadOnlySpan<float> w) => MathF.Round(x * w[0]);

            public static double Smooth(double x) => Math.Tanh(x);
            public static float Smooth(float x, ReadOnlySpan<float> w) => MathF.Tanh(x * w[0]);
        """);

    [Fact]
    public Task SurrogateOfAnInstanceMethod() => Rule.File("""
        using SteGen;
        public partial class C
        {
            [StraightThrough(Surrogate = nameof(Soft))]
            public float Q(float x) => System.MathF.Round(x);

            [StraightThrough(Surrogate = {|STG0032:nameof(Smooth)|})]
            public float P(float x) => System.MathF.Floor(x);

            private static float Smooth(float x) => x;
            private float Soft(float x) => x;
        }
        """);

    [Fact]
    public Task IdentityFromASpan() => Rule.Members("""
            [StraightThrough]
            public static float {|STG0034:ArgMax|}(ReadOnlySpan<float> x) => x[0] > x[1] ? 0 : 1;
        """);

    [Fact]
    public Task IdentityFromAConstant() => Rule.Members("""
            [StraightThrough]
            public static double {|STG0034:Q|}([NoGradient] double x, double y) => Math.Round(x + y);
        """);

    [Fact]
    public Task IdentityOfOneShape() => Rule.Members("""
            [StraightThrough]
            public static double Q(double x, int bits) => Math.Round(x * bits) / bits;

            [StraightThrough(Surrogate = nameof(Mean))]
            public static float ArgMax(ReadOnlySpan<float> x) => x[0] > x[1] ? 0 : 1;

            private static float Mean(ReadOnlySpan<float> x) => (x[0] + x[1]) / 2;
        """);

    [Fact]
    public Task IntegerResult() => Rule.Members("""
            [StraightThrough]
            public static int {|STG0037:Q|}(float x) => (int)x;

            [StraightThrough]
            public static bool {|STG0037:B|}(float x) => x > 0;
        """);

    [Fact]
    public Task RealResult() => Rule.Members("""
            [StraightThrough]
            public static float Q(float x) => (int)x;

            public static int NotMarked(float x) => (int)x;
        """);

    [Fact]
    public Task TwoAttributes() => Rule.Members("""
            [{|STG0038:StraightThrough|}]
            [CustomGradient(nameof(Back))]
            public static double Q(double x) => Math.Round(x);

            private static double Back(double x, double g) => g * 2;
        """);

    [Fact]
    public Task SurrogateAndClip() => Rule.Members("""
            [{|STG0038:StraightThrough(Surrogate = nameof(Smooth), Clip = 1)|}]
            public static double Q(double x) => Math.Round(x);

            private static double Smooth(double x) => Math.Tanh(x);
        """);

    [Fact]
    public Task OneOfThem() => Rule.Members("""
            [StraightThrough(Clip = 1, Boundary = Boundary.Exclusive)]
            public static double A(double x) => Math.Round(x);

            [StraightThrough(Surrogate = nameof(Smooth), Clip = double.NaN)]
            public static double B(double x) => Math.Round(x);

            private static double Smooth(double x) => Math.Tanh(x);
        """);

    [Fact]
    public async Task IntegerResultFix()
    {
        using LoadedProgram program = await Rule.FixOnly<ReturnRealFix>(
            "STG0037",
            """
                [StraightThrough]
                public static int {|STG0037:A|}(float x) => (int)(x * 4);

                [StraightThrough]
                internal static long {|STG0037:B|}(double x) => (long)Math.Round(x);
            """,
            """
                [StraightThrough]
                public static float A(float x) => (int)(x * 4);

                [StraightThrough]
                internal static double B(double x) => (long)Math.Round(x);
            """);
        Assert.Equal(6f, program.Call("C", "A", 1.5f));
    }

    [Fact]
    public Task IntegerResultHasNoFixForWhatIsNoNumber() => Rule.NoFix<ReturnRealFix>("""
            [StraightThrough]
            public static bool {|STG0037:A|}(float x) => x > 0;
        """);
}
