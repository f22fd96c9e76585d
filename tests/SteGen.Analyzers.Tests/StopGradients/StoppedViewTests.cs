using System.Threading.Tasks;
using Xunit;

namespace SteGen.Analyzers.Tests.StopGradients;

/// <summary>STG0013.</summary>
public sealed class StoppedViewTests
{
    [Fact]
    public Task FiresOnWritesBehindTheView() => Rule.Members("""
            [Differentiable]
            public static double A([InOut] double[] weights, double x)
            {
                ReadOnlySpan<double> frozen = {|STG0013:Gradient.StopGradient<double>(weights)|};
                weights[0] += x;
                return weights[0] * frozen[0];
            }

            public static double B(Span<double> weights, double x)
            {
                var frozen = {|STG0013:Gradient.StopGradient((ReadOnlySpan<double>)weights)|};
                for (int i = 0; i < weights.Length; i++)
                {
                    weights[i] = x * frozen[0];
                }

                return weights[0];
            }
        """, Rule.Only("STG0013"));

    [Fact]
    public Task IsSilentOnOtherMemoryAndEarlierWrites() => Rule.Members("""
            [Differentiable]
            public static double ReadOnly(ReadOnlySpan<double> weights, double x)
            {
                ReadOnlySpan<double> frozen = Gradient.StopGradient(weights);
                return x * frozen[0] * weights[0];
            }

            public static double Before(double[] weights, double x)
            {
                weights[0] += x;
                ReadOnlySpan<double> frozen = Gradient.StopGradient<double>(weights);
                return x * frozen[0];
            }

            public static void Other(double[] weights, double[] y, double x)
            {
                ReadOnlySpan<double> frozen = Gradient.StopGradient<double>(weights);
                for (int i = 0; i < y.Length; i++)
                {
                    y[i] = frozen[i] * x;
                }
            }

            public static double Anew(double[] weights, double x)
            {
                double sum = 0;
                for (int i = 0; i < weights.Length; i++)
                {
                    ReadOnlySpan<double> frozen = Gradient.StopGradient<double>(weights);
                    sum += frozen[i];
                    weights[i] = x;
                }

                return sum;
            }
        """, Rule.Only("STG0013"));
}
