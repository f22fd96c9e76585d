using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.DeadGradients;

/// <summary>STG0004 and STG0006.</summary>
public sealed class DecisionTests
{
    [Fact]
    public Task DecidedIndexFires() => Rule.Members("""
            [Differentiable]
            public static void OneHot(ReadOnlySpan<float> x, Span<float> y)
            {
                int best = ArgMax(x);
                for (int i = 0; i < y.Length; i++) y[i] = 0.1f * x[i];
                {|STG0004:y[best] = 1f|};
            }

            [Differentiable]
            public static float Position(ReadOnlySpan<float> x)
            {
                int best = ArgMax(x);
                return x[0] + {|STG0004:best|};
            }

            private static int ArgMax(ReadOnlySpan<float> x)
            {
                int best = 0;
                for (int i = 1; i < x.Length; i++)
                {
                    if (x[i] > x[best]) best = i;
                }

                return best;
            }
        """, Rule.Only("STG0004"));

    [Fact]
    public Task DecidedIndexIsSilentOnPoolingCountsAndStoppedValues() => Rule.Members("""
            [Differentiable]
            public static float Largest(ReadOnlySpan<float> x)
            {
                int best = 0;
                for (int i = 1; i < x.Length; i++)
                {
                    if (x[i] > x[best]) best = i;
                }

                return x[best];
            }

            [Differentiable]
            public static float MeanOfPositive(ReadOnlySpan<float> x)
            {
                int count = 0;
                float sum = 0f;
                for (int i = 0; i < x.Length; i++)
                {
                    if (x[i] > 0f)
                    {
                        sum += x[i];
                        count++;
                    }
                }

                return sum / count;
            }

            [Differentiable]
            public static void Scatter(ReadOnlySpan<float> x, ReadOnlySpan<int> index, Span<float> y)
            {
                for (int i = 0; i < x.Length; i++) y[index[i]] = x[i];
                y[index[0]] = 1f;
            }

            [Differentiable]
            public static float Hard(ReadOnlySpan<float> x, float soft)
            {
                int best = 0;
                for (int i = 1; i < x.Length; i++)
                {
                    if (x[i] > x[best]) best = i;
                }

                return x[0] * Gradient.StraightThrough(best, soft);
            }
        """, Rule.Only("STG0004"));

    [Fact]
    public Task DeadParameterFires() => Rule.Members("""
            [Differentiable]
            public static double Gate(double x, double {|STG0006:threshold|}) => x > threshold ? x : 0.0;

            [Differentiable]
            public static double Bins(ReadOnlySpan<double> x, ReadOnlySpan<double> {|STG0006:edges|})
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++) sum += Step(edges[i], x[i]) * x[i];
                return sum;
            }

            private static double Step(double e, double x) => x > e ? 1.0 : 0.5;
        """, Rule.Only("STG0006"));

    [Fact]
    public Task DeadParameterIsSilentOnConstantsStoppedAndLivingOnes() => Rule.Members("""
            [Differentiable]
            public static double Gate(double x, [NoGradient] double threshold) => x > threshold ? x : 0.0;

            [Differentiable("x")]
            public static double Named(double x, double threshold) => x > threshold ? x : 0.0;

            [Differentiable]
            public static double Stopped(double x, double target) => x - Gradient.StopGradient(target);

            [Differentiable]
            public static double Both(double x, double threshold) => x > threshold ? x - threshold : 0.0;

            [Differentiable]
            public static double Surrogate(double x, double threshold) => x * Ste.Step(x - threshold);

            [Differentiable]
            public static double NamedWhereItDies(double x, double steps) => x * Math.Round(steps);

            [Differentiable]
            public static double Unused(double x, double y) => x;
        """, Rule.Only("STG0006"));

    [Fact]
    public async Task DeadParameterFix()
    {
        using LoadedProgram program = await Rule.FixOnly<AddNoGradientFix>(
            "STG0006",
            """
                [Differentiable]
                public static double A(double x, double {|STG0006:limit|}) => x > limit ? x : 0.0;

                [Differentiable]
                public static double B(double {|STG0006:a|}, double x) => a == 0 ? x : x * x;
            """,
            """
                [Differentiable]
                public static double A(double x, [NoGradient] double limit) => x > limit ? x : 0.0;

                [Differentiable]
                public static double B([NoGradient] double a, double x) => a == 0 ? x : x * x;
            """);
        Assert.Equal(3.0, program.Call("C", "A", 3.0, 1.0));
    }
}
