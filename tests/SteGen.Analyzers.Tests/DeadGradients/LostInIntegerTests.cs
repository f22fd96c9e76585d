using System.Threading.Tasks;
using Xunit;

namespace SteGen.Analyzers.Tests.DeadGradients;

/// <summary>STG0112.</summary>
public sealed class LostInIntegerTests
{
    [Fact]
    public Task FiresOnCounts() => Rule.Members("""
            [Differentiable]
            public static float Penalty(float[] x, float limit)
            {
                int above = 0;
                float sum = 0;
                foreach (float v in x)
                {
                    sum += v * v;
                    if (v > limit)
                    {
                        above++;
                    }
                }

                return sum + {|STG0112:above|};
            }
        """, Rule.Only("STG0112"));

    [Fact]
    public Task FiresThroughHelpersAndLoops() => Rule.Members("""
            [Differentiable]
            public static double Steps(double x, double y)
            {
                int n = 0;
                while (x < 100)
                {
                    x *= 2;
                    n++;
                }

                return y * y + Scaled({|STG0112:n|});
            }

            private static double Scaled(double n) => 3 * n;
        """, Rule.Only("STG0112"));

    [Fact]
    public Task IsSilentOnMeansOfWhatPassed() => Rule.Members("""
            [Differentiable]
            public static double Mean(double[] x)
            {
                int count = 0;
                double sum = 0;
                foreach (double v in x)
                {
                    if (v > 0)
                    {
                        sum += v;
                        count++;
                    }
                }

                return sum / Math.Max(count, 1);
            }

            [Differentiable]
            public static double Factor(double[] x, double w)
            {
                int count = 0;
                foreach (double v in x)
                {
                    count += v > 0 ? 1 : 0;
                }

                return w * count / x.Length;
            }
        """, Rule.Only("STG0112"));

    [Fact]
    public Task IsSilentOnConstantsConditionsAndStoppedOnes() => Rule.Members("""
            [Differentiable]
            public static double Inactive(double[] x, double w)
            {
                int n = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    n += i % 2;
                }

                return w * w + n;
            }

            [Differentiable]
            public static double Condition(double[] x, double w)
            {
                int count = 0;
                foreach (double v in x)
                {
                    if (v > 0)
                    {
                        count++;
                    }
                }

                return count > 2 ? w * w : w;
            }

            [Differentiable]
            public static double Stopped(double[] x, double w)
            {
                int count = 0;
                foreach (double v in x)
                {
                    if (v > 0)
                    {
                        count++;
                    }
                }

                return w * w + Gradient.StopGradient((double)count);
            }
        """, Rule.Only("STG0112"));
}
