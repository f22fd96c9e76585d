using System.Threading.Tasks;
using Xunit;

namespace SteGen.Analyzers.Tests.Domain;

/// <summary>STG0070 to STG0073, which are off by default.</summary>
public sealed class DomainTests
{
    [Fact]
    public Task CodebookWeightFires() => Rule.Members("""
            [Differentiable]
            public static double A(double code, double z, double target)
            {
                double codebook = code - Gradient.StopGradient(z), commitment = z - Gradient.StopGradient(code);
                double error = Gradient.StraightThrough(code, z) - target;
                return error * error + 0.25 * ({|STG0070:codebook * codebook|}) + commitment * commitment;
            }

            [Differentiable]
            public static float B(ReadOnlySpan<float> codes, ReadOnlySpan<float> z, [NoGradient] float beta)
            {
                float sum = 0;
                for (int i = 0; i < z.Length; i++)
                {
                    sum += Gradient.StraightThrough(codes[i], z[i]) * z[i];
                    sum += beta * Square(Gradient.StopGradient(z[i]) - codes[i]) + Square(Gradient.StopGradient(codes[i]) - z[i]);
                }

                return sum;
            }

            private static float Square(float x) => {|STG0070:x * x|};
        """, Rule.Only("STG0070"));

    [Fact]
    public Task CodebookWeightIsSilent() => Rule.Members("""
            [Differentiable]
            public static double Right(double code, double z)
            {
                double codebook = code - Gradient.StopGradient(z), commitment = z - Gradient.StopGradient(code);
                return Gradient.StraightThrough(code, z) + codebook * codebook + 0.25 * (commitment * commitment);
            }

            [Differentiable]
            public static double BothWeighted(double code, double z)
            {
                double codebook = code - Gradient.StopGradient(z), commitment = z - Gradient.StopGradient(code);
                return Gradient.StraightThrough(code, z) + 2 * (codebook * codebook) + 0.25 * (commitment * commitment);
            }

            [Differentiable]
            public static double NoCode(double a, double b)
            {
                double first = a - Gradient.StopGradient(b), second = b - Gradient.StopGradient(a);
                return 0.25 * (first * first) + second * second;
            }
        """, Rule.Only("STG0070"));

    [Fact]
    public Task SingleGumbelFires() => Rule.Members("""
            [Differentiable]
            public static double A(double logit, [NoGradient] double u) => 1 / (1 + Math.Exp(-(logit - {|STG0071:Math.Log(-Math.Log(u))|}) / 0.5));

            [Differentiable]
            public static double B(double logit, double t, [NoGradient] double u) => Gate((Gumbel(u) + logit) / t);

            private static double Gumbel(double u) => {|STG0071:-Math.Log(-Math.Log(u))|};

            private static double Gate(double x) => 1 / (1 + Math.Exp(-x));
        """, Rule.Only("STG0071"));

    [Fact]
    public Task SingleGumbelIsSilent() => Rule.Members("""
            [Differentiable]
            public static double Logistic(double logit, [NoGradient] double u) => 1 / (1 + Math.Exp(-(logit + Math.Log(u) - Math.Log(1 - u)) / 0.5));

            [Differentiable]
            public static double Two(double logit, [NoGradient] double u, [NoGradient] double v) => 1 / (1 + Math.Exp(-(logit - Math.Log(-Math.Log(u)) + Math.Log(-Math.Log(v)))));

            [Differentiable]
            public static double Softmax(double a, double b, [NoGradient] double u) => Math.Exp(a - Math.Log(-Math.Log(u))) / (Math.Exp(a) + Math.Exp(b));
        """, Rule.Only("STG0071"));

    [Fact]
    public Task ThresholdOffHalfFires() => Rule.Members("""
            [Differentiable]
            public static double A(double s, double w) => w * Gradient.StraightThrough({|STG0072:s > 0.5|} ? 1 : 0, Math.Min(1, Math.Max(0, 1.2 * s + 0.1)));

            [Differentiable]
            public static float B(float s, float w) => w * Gradient.StraightThrough({|STG0072:s <= 0.5f|} ? 0 : 1, MathF.Max(MathF.Min(s / 2, 1), 0));
        """, Rule.Only("STG0072"));

    [Fact]
    public Task ThresholdOffHalfIsSilent() => Rule.Members("""
            [Differentiable]
            public static double Middle(double s, double w) => w * Gradient.StraightThrough(s > 0.5 ? 1 : 0, Math.Min(1, Math.Max(0, 1.2 * s - 0.1)));

            [Differentiable]
            public static double OtherValue(double s, double t, double w) => w * Gradient.StraightThrough(s > 0.5 ? 1 : 0, Math.Min(1, Math.Max(0, t)));

            [Differentiable]
            public static double OtherSoft(double s, double w) => w * Gradient.StraightThrough(s > 0 ? 1 : 0, Math.Tanh(s));

            [Differentiable]
            public static double Learned(double s, double t) => Gradient.StraightThrough(s > t ? 1 : 0, Math.Min(1, Math.Max(0, s - t)));
        """, Rule.Only("STG0072"));

    [Fact]
    public Task EqualToMaximumFires() => Rule.Members("""
            [Differentiable]
            public static void A(ReadOnlySpan<double> x, Span<double> y)
            {
                double max = x[0];
                for (int i = 1; i < x.Length; i++)
                {
                    max = Math.Max(max, x[i]);
                }

                for (int i = 0; i < x.Length; i++)
                {
                    y[i] = x[i] * ({|STG0073:x[i] == max|} ? 1 : 0);
                }
            }

            [Differentiable]
            public static float B(float[] x, float w)
            {
                float most = float.NegativeInfinity, sum = 0;
                foreach (float v in x)
                {
                    if (v > most)
                    {
                        most = v;
                    }
                }

                for (int i = 0; i < x.Length; i++)
                {
                    sum += {|STG0073:most == x[i]|} ? w : 0;
                }

                return sum;
            }
        """, Rule.Only("STG0073"));

    [Fact]
    public Task EqualToMaximumIsSilent() => Rule.Members("""
            [Differentiable]
            public static double Largest(ReadOnlySpan<double> x)
            {
                double max = x[0];
                for (int i = 1; i < x.Length; i++)
                {
                    max = Math.Max(max, x[i]);
                }

                return max;
            }

            [Differentiable]
            public static double Masked(ReadOnlySpan<double> x, double y)
            {
                double sum = 0;
                for (int i = 0; i < x.Length; i++)
                {
                    sum += x[i] == 0 ? y : x[i];
                }

                return sum;
            }

            [Differentiable]
            public static double Other(ReadOnlySpan<double> x, ReadOnlySpan<double> z)
            {
                double max = z[0], sum = 0;
                for (int i = 1; i < z.Length; i++)
                {
                    max = Math.Max(max, z[i]);
                }

                for (int i = 0; i < x.Length; i++)
                {
                    sum += x[i] == max ? 1 + x[i] : x[i];
                }

                return sum;
            }
        """, Rule.Only("STG0073"));
}
