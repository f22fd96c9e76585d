using System.Collections.Immutable;
using System.Globalization;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Loops;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.Loops;

/// <summary>STG0052, STG0080, STG0082 and STG0084, which are off by default.</summary>
public sealed class LoopReportTests
{
    private static Task<ImmutableArray<Diagnostic>> Members(string members, string id) => AnalyzerVerifier<LoopReportAnalyzer>.VerifyAsync(Rule.InClass(members), Rule.Only(id));

    private static async Task Says(string members, string id, string message)
    {
        ImmutableArray<Diagnostic> reported = await Members(members, id);
        Assert.Equal(message, Assert.Single(reported).GetMessage(CultureInfo.InvariantCulture));
    }

    [Fact]
    public Task NotInLanesSaysWhatIsCarried() => Says(
        """
            [Differentiable]
            public static double Chain(ReadOnlySpan<double> x)
            {
                double y = 0;
                {|STG0080:for|} (int i = 0; i < x.Length; i++)
                {
                    y = Math.Sin(y + x[i]);
                }

                return y;
            }
        """,
        "STG0080",
        "This loop runs one iteration at a time: 'y' is carried from one iteration to the next and is not a plain sum");

    [Fact]
    public Task NotInLanesIsSaidOfEveryLoopOfANestWithoutLanes() => Members(
        """
            [Differentiable]
            public static double Scan(float[] x, int n, int times)
            {
                float y = 0;
                {|STG0080:for|} (int t = 0; t < times; t++)
                {
                    {|STG0080:foreach|} (float v in x)
                    {
                        y = MathF.Tanh(y * v);
                    }
                }

                {|STG0080:while|} (y > 1)
                {
                    y *= 0.5f;
                }

                return y;
            }
        """,
        "STG0080");

    [Fact]
    public Task NotInLanesIsSilent() => Members(
        """
            [Differentiable]
            public static double Sum(ReadOnlySpan<double> x)
            {
                double y = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    y += Math.Sin(x[i]);
                }

                return y;
            }

            [Differentiable]
            public static void Rows(ReadOnlySpan<double> x, int columns, Span<double> y)
            {
                for (int i = 0; i < y.Length; i++)
                {
                    double sum = 1;
                    for (int k = 0; k < columns; k++)
                    {
                        sum *= x[(i * columns) + k];
                    }

                    y[i] = sum;
                }
            }

            [Differentiable]
            public static double Short(ReadOnlySpan<double> x)
            {
                double y = x[0];
                for (int i = 1; i < 4; i++)
                {
                    y = Math.Sin(y) * x[i];
                }

                return y;
            }

            [Differentiable]
            public static double Scalars(double x)
            {
                for (int i = 0; i < 20; i++)
                {
                    x = Math.Sin(x);
                }

                return x;
            }
        """,
        "STG0080");

    [Fact]
    public Task LaneByLaneFires() => Says(
        """
            [Differentiable]
            public static void Histogram(ReadOnlySpan<double> weight, ReadOnlySpan<int> bin, Span<double> sums)
            {
                sums.Clear();
                for (int i = 0; i < weight.Length; i++)
                {
                    {|STG0082:sums[bin[i]] += Math.Exp(weight[i])|};
                }
            }
        """,
        "STG0082",
        "'sums' is added to in the order of the iterations, so this runs for one lane after the other");

    [Fact]
    public Task LaneByLaneIsSilentOnGathersAndRows() => Members(
        """
            [Differentiable]
            public static void Gather(ReadOnlySpan<double> x, ReadOnlySpan<int> at, Span<double> y)
            {
                for (int i = 0; i < y.Length; i++)
                {
                    y[i] = Math.Exp(x[at[i]]);
                }
            }

            [Differentiable]
            public static void Sums(ReadOnlySpan<double> x, Span<double> sums)
            {
                sums.Clear();
                for (int i = 0; i < x.Length; i++)
                {
                    sums[0] += x[i];
                }
            }
        """,
        "STG0082");

    [Fact]
    public Task KeptSaysHowMuch() => Says(
        """
            [Differentiable]
            public static double Chain(ReadOnlySpan<double> x)
            {
                double y = 0;
                {|STG0084:for|} (int i = 0; i < x.Length; i++)
                {
                    y = Math.Sin(y + x[i]);
                }

                return y;
            }
        """,
        "STG0084",
        "Each iteration keeps 8 bytes for the backward: y");

    [Fact]
    public Task KeptIsSaidOfLoopsWhoseTripsAreUnknown() => Says(
        """
            [Differentiable]
            public static float Halve(ReadOnlySpan<float> x)
            {
                float y = x[0];
                {|STG0084:while|} (y > 1)
                {
                    y = y * y * 0.1f;
                }

                return y;
            }
        """,
        "STG0084",
        "Each iteration keeps 4 bytes for the backward: y");

    [Fact]
    public Task KeptIsSilentOnSweepsAndMemoryThatStays() => Members(
        """
            [Differentiable]
            public static double Sum(ReadOnlySpan<double> x)
            {
                double y = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    y += Math.Sin(x[i]);
                }

                return y;
            }

            [Differentiable]
            public static void Map(ReadOnlySpan<float> x, Span<float> y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = MathF.Exp(x[i]);
                }
            }
        """,
        "STG0084");

    [Fact]
    public Task OverwrittenFires() => Says(
        """
            [Differentiable]
            public static void Swish([InOut] Span<double> x)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    x[i] = Math.Exp({|STG0052:x[i]|}) * x[i];
                }
            }
        """,
        "STG0052",
        "'x[i]' is overwritten later, so each iteration keeps it for the backward: 8 bytes");

    [Fact]
    public Task OverwrittenIsSilent() => Members(
        """
            [Differentiable]
            public static void Swish(ReadOnlySpan<double> x, Span<double> y)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = Math.Exp(x[i]) * x[i];
                }
            }

            [Differentiable]
            public static void Linear([InOut] Span<double> x)
            {
                for (int i = 0; i < x.Length; i++)
                {
                    x[i] = 3 * x[i];
                }
            }
        """,
        "STG0052");
}
