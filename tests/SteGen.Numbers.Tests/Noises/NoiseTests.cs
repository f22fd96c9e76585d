using System;
using System.Linq;
using SteGen;
using Xunit;

namespace SteGen.Numbers.Tests.Noises;

/// <summary>The generator against its authors' vectors; the same numbers however they are asked for; their distributions; and noise inside generated code.</summary>
[Trait("Category", "Widths")]
public sealed class NoiseTests
{
    private const int Count = 1 << 17;

    private delegate void Filling<T>(long seed, long offset, Span<T> result);

    /// <summary>Known answers of Random123, philox4x32 with 10 rounds.</summary>
    [Theory]
    [InlineData(0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x00000000, 0x6627e8d5, 0xe169c58d, 0xbc57ac4c, 0x9b00dbd8)]
    [InlineData(0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0xffffffff, 0x408f276d, 0x41c83b0e, 0xa20bc7c6, 0x6d5451fd)]
    [InlineData(0x243f6a88, 0x85a308d3, 0x13198a2e, 0x03707344, 0xa4093822, 0x299f31d0, 0xd16cfe09, 0x94fdcceb, 0x5001e420, 0x24126ea1)]
    public void Known_answers(long c0, long c1, long c2, long c3, long k0, long k1, long w0, long w1, long w2, long w3) =>
        Assert.Equal((w0, w1, w2, w3), Philox.Block(c0, c1, c2, c3, k0, k1));

    public static TheoryData<string> Kinds => ["Uniform", "Gumbel", "Logistic", "Normal"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void A_span_holds_the_numbers_of_its_indices(string kind)
    {
        var (fill, one) = Doubles(kind);
        var (fillSingle, oneSingle) = Singles(kind);
        foreach (long offset in new long[] { 0, 1, 15, 16, 31, 32, 1000, (1L << 35) + 7, long.MaxValue >> 8 })
        {
            foreach (int length in new[] { 0, 1, 15, 16, 17, 31, 33, 67 })
            {
                double[] doubles = [.. Enumerable.Repeat(-7.0, length + 2)];
                float[] singles = [.. Enumerable.Repeat(-7f, length + 2)];
                fill(0x123456789, offset, doubles.AsSpan(1, length));
                fillSingle(0x123456789, offset, singles.AsSpan(1, length));
                Assert.Equal((-7.0, -7.0, -7f, -7f), (doubles[0], doubles[^1], singles[0], singles[^1]));
                for (int i = 0; i < length; i++)
                {
                    Assert.Equal(BitConverter.DoubleToInt64Bits(one(0x123456789, offset + i)), BitConverter.DoubleToInt64Bits(doubles[i + 1]));
                    Assert.Equal(BitConverter.SingleToInt32Bits(oneSingle(0x123456789, offset + i)), BitConverter.SingleToInt32Bits(singles[i + 1]));
                }
            }
        }
    }

    /// <summary>Mean, variance, and the largest distance to the distribution function (Kolmogorov and Smirnov), which for this many numbers stays below 1.95 / √n in all but one of a thousand sequences.</summary>
    [Theory]
    [InlineData("Uniform", 0.5, 1.0 / 12)]
    [InlineData("Gumbel", 0.57721566490153286, 1.6449340668482264)]
    [InlineData("Logistic", 0.0, 3.2898681336964529)]
    [InlineData("Normal", 0.0, 1.0)]
    public void Distributions(string kind, double mean, double variance)
    {
        double[] doubles = new double[Count];
        Doubles(kind).Fill(42, 0, doubles);
        float[] singles = new float[Count];
        Singles(kind).Fill(42, 0, singles);
        foreach (double[] x in new[] { doubles, [.. singles.Select(s => (double)s)] })
        {
            Assert.All(x, v => Assert.True(double.IsFinite(v)));
            double m = x.Average();
            Assert.InRange(m, mean - (4 * Math.Sqrt(variance / Count)), mean + (4 * Math.Sqrt(variance / Count)));
            Assert.InRange(x.Sum(v => (v - m) * (v - m)) / Count, variance * 0.98, variance * 1.02);
            Array.Sort(x);
            double distance = x.Select((v, i) => Math.Max(Math.Abs(Cumulative(kind, v) - (i / (double)Count)), Math.Abs(Cumulative(kind, v) - ((i + 1.0) / Count)))).Max();
            Assert.True(distance < 1.95 / Math.Sqrt(Count), $"{kind}: {distance}");
        }
    }

    [Fact]
    public void Uniform_numbers_are_never_0_or_1()
    {
        double[] x = new double[Count];
        Noise.Uniform(7, 0, x);
        Assert.All(x, v => Assert.True(v > 0 && v < 1));
        float[] y = new float[Count];
        Noise.Uniform(7, 0, y);
        Assert.All(y, v => Assert.True(v > 0 && v < 1));
    }

    [Fact]
    public void Neighbours_and_seeds_are_independent()
    {
        double[] x = new double[Count], other = new double[Count];
        Noise.Normal(1, 0, x);
        Noise.Normal(2, 0, other);
        double limit = 4 / Math.Sqrt(Count);
        Assert.InRange(Enumerable.Range(0, Count).Average(i => x[i] * other[i]), -limit, limit);
        foreach (int lag in new[] { 1, 2, 8, 16 })
        {
            Assert.InRange(Enumerable.Range(0, Count - lag).Average(i => x[i] * x[i + lag]), -limit, limit);
        }
    }

    [Fact]
    public void The_largest_sum_is_a_sample_of_the_softmax()
    {
        double[] logits = [0.2, -1, 0.5, 1.7, 0], sample = new double[5], noise = new double[5], counts = new double[5];
        const int samples = 40000;
        for (int s = 0; s < samples; s++)
        {
            Noise.Gumbel(9, 5L * s, noise);
            Ste.GumbelSoftmaxForward(logits, noise, 1, sample);
            counts[Array.IndexOf(sample, 1)]++;
        }

        double total = logits.Sum(Math.Exp);
        for (int i = 0; i < 5; i++)
        {
            double p = Math.Exp(logits[i]) / total;
            Assert.InRange(counts[i] / samples, p - (4 * Math.Sqrt(p * (1 - p) / samples)), p + (4 * Math.Sqrt(p * (1 - p) / samples)));
        }
    }

    /// <summary>A single Gumbel number, as in the article, opens a gate of probability p with 1 - exp(-p / (1 - p)); a logistic one with p.</summary>
    [Theory]
    [InlineData(0.1)]
    [InlineData(0.3)]
    [InlineData(0.7)]
    public void Logistic_noise_is_unbiased(double p)
    {
        double[] logistic = new double[Count], gumbel = new double[Count];
        Noise.Logistic(3, 0, logistic);
        Noise.Gumbel(3, 0, gumbel);
        double right = logistic.Average(n => Ste.GumbelSoftmaxBinary(p, n, 0.5)), biased = gumbel.Average(n => Ste.GumbelSoftmaxBinary(p, n, 0.5));
        Assert.InRange(right, p - (4 * Math.Sqrt(p * (1 - p) / Count)), p + (4 * Math.Sqrt(p * (1 - p) / Count)));
        double q = 1 - Math.Exp(-p / (1 - p));
        Assert.InRange(biased, q - (4 * Math.Sqrt(q * (1 - q) / Count)), q + (4 * Math.Sqrt(q * (1 - q) / Count)));
    }

    /// <summary>Forward and backward ask for the same numbers; nothing carries them from one to the other.</summary>
    [Fact]
    public void Noise_in_generated_code_is_that_of_the_spans()
    {
        const int n = 67;
        const long seed = 77, offset = 12345;
        double[] logits = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i))], noise = new double[n], forward = new double[n], gradient = new double[n], upstream = [.. Enumerable.Range(0, n).Select(i => Math.Cos(3 * i))];
        Noise.Logistic(seed, offset, noise);
        NoisePrograms.GatesForward(logits, seed, offset, forward);
        NoisePrograms.GatesBackward(logits, seed, offset, upstream, gradient);
        for (int i = 0; i < n; i++)
        {
            Assert.Equal(logits[i] + noise[i] > 0 ? 1.0 : 0.0, forward[i]);
            double s = 1 / (1 + Math.Exp(-(logits[i] + noise[i]) / 0.5));
            Assert.Equal(upstream[i] * s * (1 - s) / 0.5, gradient[i], 1e-12);
        }
    }

    [Fact]
    public void Noise_in_generated_code_is_that_of_the_spans_in_float()
    {
        const int n = 67;
        float[] noise = new float[n], x = new float[n], result = new float[n];
        Noise.Normal(5, 100, noise);
        NoisePrograms.DisturbedForward(x, 5, 100, result);
        Assert.Equal(noise.Select(BitConverter.SingleToInt32Bits), result.Select(BitConverter.SingleToInt32Bits));
    }

    private static double Cumulative(string kind, double x) => kind switch
    {
        "Uniform" => x,
        "Gumbel" => Math.Exp(-Math.Exp(-x)),
        "Logistic" => 1 / (1 + Math.Exp(-x)),
        _ => 0.5 * (1 + SteGen.Numerics.Elementary.Erf(x / Math.Sqrt(2))),
    };

    private static (Filling<double> Fill, Func<long, long, double> One) Doubles(string kind) => kind switch
    {
        "Uniform" => (Noise.Uniform, Noise.Uniform),
        "Gumbel" => (Noise.Gumbel, Noise.Gumbel),
        "Logistic" => (Noise.Logistic, Noise.Logistic),
        _ => (Noise.Normal, Noise.Normal),
    };

    private static (Filling<float> Fill, Func<long, long, float> One) Singles(string kind) => kind switch
    {
        "Uniform" => (Noise.Uniform, Noise.UniformSingle),
        "Gumbel" => (Noise.Gumbel, Noise.GumbelSingle),
        "Logistic" => (Noise.Logistic, Noise.LogisticSingle),
        _ => (Noise.Normal, Noise.NormalSingle),
    };
}

/// <summary>Noise by seed and index in differentiable code.</summary>
internal static partial class NoisePrograms
{
    [Differentiable("logits", Emit = SteGen.Derivatives.Forward | SteGen.Derivatives.Backward)]
    public static void Gates(ReadOnlySpan<double> logits, long seed, long offset, Span<double> result)
    {
        for (int i = 0; i < logits.Length; i++)
        {
            result[i] = Ste.BinaryConcreteStep(logits[i], Noise.Logistic(seed, offset + i), 0.5);
        }
    }

    [Differentiable("x", Emit = SteGen.Derivatives.Forward | SteGen.Derivatives.Backward)]
    public static void Disturbed(ReadOnlySpan<float> x, long seed, long offset, Span<float> result)
    {
        for (int i = 0; i < x.Length; i++)
        {
            result[i] = x[i] + Noise.NormalSingle(seed, offset + i);
        }
    }
}
