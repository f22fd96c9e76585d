using System.Threading.Tasks;
using Xunit;

namespace SteGen.Analyzers.Tests.StraightThrough;

/// <summary>STG0030.</summary>
public sealed class SmoothStraightThroughTests
{
    [Fact]
    public Task FiresOnArithmetic() => Rule.Members("""
            [StraightThrough]
            public static float {|STG0030:Square|}(float x) => x * x;
        """);

    [Fact]
    public Task FiresOnSmoothFunctionsThroughLocals() => Rule.Members("""
            private const double Scale = 1.5;

            [StraightThrough]
            public static double {|STG0030:Gate|}(double x)
            {
                double z = -(x * Scale) + 1;
                float narrow = (float)Math.Exp(z);
                return 1 / (1 + narrow);
            }
        """);

    [Fact]
    public Task IsSilentOnDiscreteOperations() => Rule.Members("""
            [StraightThrough]
            public static double A(double x) => Math.Round(x * 4) / 4;

            [StraightThrough]
            public static float B(float x) => x > 0 ? 1 : -1;

            [StraightThrough]
            public static float D(float x) => (int)(x * 255) / 255f;

            [StraightThrough]
            public static double E(double x) => Math.Clamp(x, -1, 1);
        """);

    [Fact]
    public Task IsSilentOnAnythingUnknown() => Rule.Members("""
            private static readonly double[] s_table = [0, 1];

            [StraightThrough]
            public static double A(double x) => s_table[0] * x;

            [StraightThrough]
            public static double B(double x) => A(x);

            [StraightThrough]
            public static double D(double x, bool fine) => fine ? x * x : x;

            public static double NotMarked(double x) => x * x;
        """);
}
