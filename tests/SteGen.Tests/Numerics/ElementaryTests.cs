using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.Intrinsics;
using SteGen.Numerics;
using Xunit;

namespace SteGen.Tests.Numerics;

/// <summary>Every function against an oracle of 150 bits, within the bound that its documentation prints; edge cases; the same bits at every width.</summary>
[Trait("Category", "Widths")]
public sealed class ElementaryTests
{
    /// <param name="Name">Name of the function.</param>
    /// <param name="Single">The function for floats.</param>
    /// <param name="Double">The function for doubles.</param>
    /// <param name="Exact">The oracle.</param>
    /// <param name="SingleBound">Largest error in ULP for floats.</param>
    /// <param name="DoubleBound">Largest error in ULP for doubles.</param>
    /// <param name="SingleRange">Where normal results come out, for floats.</param>
    /// <param name="DoubleRange">The same for doubles.</param>
    internal sealed record Function(
        string Name, Func<float, float> Single, Func<double, double> Double, Func<BigFloat, BigFloat> Exact, double SingleBound, double DoubleBound, (double, double) SingleRange, (double, double) DoubleRange);

    internal static readonly Function[] Functions =
    [
        new("Exp", Elementary.Exp, Elementary.Exp, Oracle.Exp, 1, 1, (-87, 88.7), (-708, 709.7)),
        new("Expm1", Elementary.Expm1, Elementary.Expm1, Oracle.Expm1, 1.4, 1.3, (-17, 88.7), (-37, 709.7)),
        new("Log", Elementary.Log, Elementary.Log, Oracle.Log, 1, 1, (1.2e-38, 1e6), (2.3e-308, 1e6)),
        new("Log1p", Elementary.Log1p, Elementary.Log1p, Oracle.Log1p, 1, 1, (-0.999, 1e4), (-0.999, 1e4)),
        new("Sin", Elementary.Sin, Elementary.Sin, Oracle.Sin, 1.5, 1.2, (-1000, 1000), (-1e6, 1e6)),
        new("Cos", Elementary.Cos, Elementary.Cos, Oracle.Cos, 1.45, 1.2, (-1000, 1000), (-1e6, 1e6)),
        new("Tan", Elementary.Tan, Elementary.Tan, Oracle.Tan, 0.51, 2.3, (-1000, 1000), (-1e6, 1e6)),
        new("Exp2", Elementary.Exp2, Elementary.Exp2, Oracle.Exp2, 1.1, 1.1, (-126, 127.9), (-1022, 1023.9)),
        new("Exp10", Elementary.Exp10, Elementary.Exp10, Oracle.Exp10, 0.51, 1.4, (-37, 38.5), (-307, 308.2)),
        new("Log2", Elementary.Log2, Elementary.Log2, Oracle.Log2, 1.1, 1, (1.2e-38, 1e6), (2.3e-308, 1e6)),
        new("Log10", Elementary.Log10, Elementary.Log10, Oracle.Log10, 1.05, 1, (1.2e-38, 1e6), (2.3e-308, 1e6)),
        new("Atan", Elementary.Atan, Elementary.Atan, Oracle.Atan, 0.51, 1.9, (-50, 50), (-50, 50)),
        new("Asin", Elementary.Asin, Elementary.Asin, Oracle.Asin, 0.51, 1.65, (-1, 1), (-1, 1)),
        new("Acos", Elementary.Acos, Elementary.Acos, Oracle.Acos, 0.51, 1.1, (-1, 1), (-1, 1)),
        new("Sinh", Elementary.Sinh, Elementary.Sinh, Oracle.Sinh, 0.51, 1.65, (-88, 88), (-710, 710)),
        new("Cosh", Elementary.Cosh, Elementary.Cosh, Oracle.Cosh, 0.51, 1.4, (-88, 88), (-710, 710)),
        new("Tanh", Elementary.Tanh, Elementary.Tanh, Oracle.Tanh, 1.3, 1.2, (-9, 9), (-20, 20)),
        new("Asinh", Elementary.Asinh, Elementary.Asinh, Oracle.Asinh, 0.51, 1.6, (-1e6, 1e6), (-1e6, 1e6)),
        new("Acosh", Elementary.Acosh, Elementary.Acosh, Oracle.Acosh, 0.51, 2.3, (1, 50), (1, 50)),
        new("Atanh", Elementary.Atanh, Elementary.Atanh, Oracle.Atanh, 0.51, 1.85, (-0.9999, 0.9999), (-0.9999, 0.9999)),
        new("Cbrt", Elementary.Cbrt, Elementary.Cbrt, Oracle.Cbrt, 0.51, 0.8, (-1e6, 1e6), (-1e6, 1e6)),
        new("Erf", Elementary.Erf, Elementary.Erf, Oracle.Erf, 0.51, 1.8, (-6, 6), (-6, 6)),
        new("Erfc", Elementary.Erfc, Elementary.Erfc, Oracle.Erfc, 0.51, 3.6, (-6, 9), (-6, 26)),
        new("Sigmoid", Elementary.Sigmoid, Elementary.Sigmoid, Oracle.Sigmoid, 2.5, 1.7, (-87, 20), (-700, 40)),
        new("Softplus", Elementary.Softplus, Elementary.Softplus, Oracle.Softplus, 1.8, 1.5, (-87, 50), (-700, 100)),
        new("Sqrt", Elementary.Sqrt, Elementary.Sqrt, x => x.Sqrt(), 0.5, 0.5, (0, 1e6), (0, 1e6)),
    ];

    /// <summary>Largest errors in ULP of functions of two numbers: for floats, for doubles.</summary>
    internal static readonly (string Name, double SingleBound, double DoubleBound)[] BoundsOfTwo = [("Atan2", 0.51, 2), ("Hypot", 0.51, 1.6), ("Pow", 0.52, 1.2)];

    public static TheoryData<string> Names => [.. Functions.Select(f => f.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Error_is_within_the_bound(string name)
    {
        Function f = Functions.Single(f => f.Name == name);
        (double worstSingle, float atSingle) = (0, 0);
        foreach (double x in Accuracy.Samples(f.SingleRange.Item1, f.SingleRange.Item2, 1))
        {
            float single = (float)x;
            double error = Accuracy.Ulps(f.Single(single), f.Exact(single));
            if (error > worstSingle)
            {
                (worstSingle, atSingle) = (error, single);
            }
        }

        (double worstDouble, double atDouble) = (0, 0);
        foreach (double x in Accuracy.Samples(f.DoubleRange.Item1, f.DoubleRange.Item2, 2))
        {
            double error = Accuracy.Ulps(f.Double(x), f.Exact(x));
            if (error > worstDouble)
            {
                (worstDouble, atDouble) = (error, x);
            }
        }

        Assert.True(worstSingle <= f.SingleBound, $"float: {worstSingle:F3} ULP at {atSingle:R}");
        Assert.True(worstDouble <= f.DoubleBound, $"double: {worstDouble:F3} ULP at {atDouble:R}");
        Console.WriteLine($"{name}: float {worstSingle:F3}, double {worstDouble:F3} ULP");
    }

    [Fact]
    public void Power_is_within_the_bound()
    {
        Random random = new(5);
        double worstSingle = 0, worstDouble = 0;
        for (int i = 0; i < Accuracy.Points; i++)
        {
            float x = (float)Math.Exp((random.NextDouble() * 20) - 10), y = (float)((random.NextDouble() * 8) - 4);
            worstSingle = Math.Max(worstSingle, Accuracy.Ulps(Elementary.Pow(x, y), Oracle.Pow(x, y)));
            double a = Math.Exp((random.NextDouble() * 100) - 50), b = (random.NextDouble() * 12) - 6;
            worstDouble = Math.Max(worstDouble, Accuracy.Ulps(Elementary.Pow(a, b), Oracle.Pow(a, b)));
        }

        (_, double singleBound, double doubleBound) = BoundsOfTwo.Single(f => f.Name == "Pow");
        Assert.True(worstSingle <= singleBound, $"float: {worstSingle:F3} ULP");
        Assert.True(worstDouble <= doubleBound, $"double: {worstDouble:F3} ULP");
    }

    [Fact]
    public void Angles_and_lengths_of_points_are_within_the_bound()
    {
        Random random = new(6);
        double Coordinate(double scale) => Math.CopySign(Math.Exp((random.NextDouble() - 0.5) * scale), random.NextDouble() - 0.5);
        double[] worst = new double[4];
        for (int i = 0; i < Accuracy.Points; i++)
        {
            double y = Coordinate(i % 2 == 0 ? 4 : 1300), x = Coordinate(i % 2 == 0 ? 4 : 1300);
            worst[0] = Math.Max(worst[0], Accuracy.Ulps(Elementary.Atan2(y, x), Oracle.Atan2(y, x)));
            worst[1] = Math.Max(worst[1], Accuracy.Ulps(Elementary.Hypot(y, x), Oracle.Hypot(y, x)));
            (float v, float u) = ((float)Coordinate(i % 2 == 0 ? 4 : 80), (float)Coordinate(i % 2 == 0 ? 4 : 80));
            worst[2] = Math.Max(worst[2], Accuracy.Ulps(Elementary.Atan2(v, u), Oracle.Atan2(v, u)));
            worst[3] = Math.Max(worst[3], Accuracy.Ulps(Elementary.Hypot(v, u), Oracle.Hypot(v, u)));
        }

        (_, double atanSingle, double atanDouble) = BoundsOfTwo.Single(f => f.Name == "Atan2");
        (_, double hypotSingle, double hypotDouble) = BoundsOfTwo.Single(f => f.Name == "Hypot");
        Assert.True(worst[0] <= atanDouble && worst[1] <= hypotDouble && worst[2] <= atanSingle && worst[3] <= hypotSingle, string.Join(" ", worst));
    }

    /// <summary>The special cases of C# (and of C's annex F): zeros, infinities, NaN, whole and broken exponents.</summary>
    [Fact]
    public void Functions_of_two_numbers_have_the_special_cases_of_the_platform()
    {
        double[] special = [0, -0.0, 1, -1, 2, -2, 0.5, -0.5, 3, -3, 1.5, -1.5, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon, -double.Epsilon, 1e-310, double.MaxValue, -double.MaxValue, 9007199254740991, 4503599627370497.5, 1e300];
        foreach (double x in special)
        {
            foreach (double y in special)
            {
                Near("pow", Math.Pow(x, y), Elementary.Pow(x, y), 1e-14);
                Near("powf", MathF.Pow((float)x, (float)y), Elementary.Pow((float)x, (float)y), 1e-6);
                Near("atan2", Math.Atan2(y, x), Elementary.Atan2(y, x), 1e-14);
                Near("atan2f", MathF.Atan2((float)y, (float)x), Elementary.Atan2((float)y, (float)x), 1e-6);
                Near("hypot", double.Hypot(x, y), Elementary.Hypot(x, y), 1e-14);
                Near("hypotf", float.Hypot((float)x, (float)y), Elementary.Hypot((float)x, (float)y), 1e-6);

                void Near(string name, double expected, double actual, double tolerance) => Assert.True(
                    Bits(expected) == Bits(actual) || (double.IsFinite(expected) && expected != 0 && Math.Abs((actual / expected) - 1) < tolerance),
                    $"{name} of {x:R} and {y:R}: {actual:R}, not {expected:R}");
            }
        }
    }

    /// <summary>Functions of one number at the edges, against those of the platform.</summary>
    [Fact]
    public void Functions_of_one_number_have_the_edges_of_the_platform()
    {
        (string Name, Func<double, double> Platform)[] pairs =
        [
            ("Exp", Math.Exp), ("Exp2", double.Exp2), ("Exp10", double.Exp10), ("Log", Math.Log), ("Log2", Math.Log2), ("Log10", Math.Log10), ("Sin", Math.Sin), ("Cos", Math.Cos), ("Tan", Math.Tan),
            ("Asin", Math.Asin), ("Acos", Math.Acos), ("Atan", Math.Atan), ("Sinh", Math.Sinh), ("Cosh", Math.Cosh), ("Tanh", Math.Tanh), ("Asinh", Math.Asinh), ("Acosh", Math.Acosh), ("Atanh", Math.Atanh),
            ("Cbrt", Math.Cbrt), ("Sqrt", Math.Sqrt),
        ];
        double[] edges =
        [
            0, -0.0, 1, -1, 0.5, -0.5, 2, -2, 10, 100, 1000, -1000, 1024, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon, -double.Epsilon, 1e-310, -1e-310, 1e-300, 1e300, -1e300,
            double.MaxValue, double.MinValue, 1.4e-45, 3.4e38, -3.4e38, 709, 710.2, -745, 88.5, -103,
        ];
        foreach ((string name, Func<double, double> platform) in pairs)
        {
            Function f = Functions.Single(f => f.Name == name);
            foreach (double x in edges)
            {
                Near(platform(x), f.Double(x), 1e-13);
                Near((float)platform((float)x), f.Single((float)x), 1e-6);

                void Near(double expected, double actual, double tolerance) => Assert.True(
                    Bits(expected) == Bits(actual) || (double.IsFinite(expected) && expected != 0 && (Math.Abs((actual / expected) - 1) < tolerance || Math.Abs(actual - expected) <= (tolerance > 1e-10 ? 1.5e-45 : 5e-324))),
                    $"{name} of {x:R}: {actual:R}, not {expected:R}");
            }
        }
    }

    [Theory]
    [InlineData(1e5)]
    [InlineData(1e10)]
    [InlineData(3e38)]
    [InlineData(1e200)]
    [InlineData(-1.7e308)]
    [InlineData(6381956970095103e61)]
    public void Large_angles_are_reduced_exactly(double x)
    {
        Assert.True(Accuracy.Ulps(Elementary.Sin(x), Oracle.Sin(x)) <= 1.5);
        Assert.True(Accuracy.Ulps(Elementary.Cos(x), Oracle.Cos(x)) <= 1.5);
        if (Math.Abs(x) < float.MaxValue)
        {
            float single = (float)x;
            Assert.True(Accuracy.Ulps(Elementary.Sin(single), Oracle.Sin(single)) <= 1.5);
            Assert.True(Accuracy.Ulps(Elementary.Cos(single), Oracle.Cos(single)) <= 1.5);
        }
    }

    /// <summary>What the mathematical limit, and with it C's annex F, says at the edges.</summary>
    [Theory]
    [InlineData("Exp", double.NegativeInfinity, 0)]
    [InlineData("Exp", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Exp", 1000, double.PositiveInfinity)]
    [InlineData("Exp", -1000, 0)]
    [InlineData("Exp", 0, 1)]
    [InlineData("Expm1", double.NegativeInfinity, -1)]
    [InlineData("Expm1", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Expm1", -0.0, -0.0)]
    [InlineData("Log", 0, double.NegativeInfinity)]
    [InlineData("Log", -0.0, double.NegativeInfinity)]
    [InlineData("Log", -1, double.NaN)]
    [InlineData("Log", 1, 0)]
    [InlineData("Log", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Log1p", -1, double.NegativeInfinity)]
    [InlineData("Log1p", -2, double.NaN)]
    [InlineData("Log1p", -0.0, -0.0)]
    [InlineData("Log1p", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Sin", -0.0, -0.0)]
    [InlineData("Sin", double.PositiveInfinity, double.NaN)]
    [InlineData("Cos", 0, 1)]
    [InlineData("Cos", double.NegativeInfinity, double.NaN)]
    [InlineData("Tanh", -0.0, -0.0)]
    [InlineData("Tanh", double.NegativeInfinity, -1)]
    [InlineData("Tanh", 100, 1)]
    [InlineData("Sigmoid", double.NegativeInfinity, 0)]
    [InlineData("Sigmoid", double.PositiveInfinity, 1)]
    [InlineData("Sigmoid", 0, 0.5)]
    [InlineData("Softplus", double.NegativeInfinity, 0)]
    [InlineData("Softplus", double.PositiveInfinity, double.PositiveInfinity)]
    [InlineData("Sqrt", -0.0, -0.0)]
    [InlineData("Sqrt", -1, double.NaN)]
    public void Edges(string name, double x, double expected)
    {
        Function f = Functions.Single(f => f.Name == name);
        Assert.Equal(Bits(expected), Bits(f.Double(x)));
        Assert.Equal(Bits(expected), Bits(f.Single((float)x)));
        Assert.True(double.IsNaN(f.Double(double.NaN)));
        Assert.True(float.IsNaN(f.Single(float.NaN)));
    }

    /// <summary>Any NaN equals any NaN.</summary>
    private static long Bits(double x) => double.IsNaN(x) ? -1 : BitConverter.DoubleToInt64Bits(x);

    [Fact]
    public void Tiny_results_run_through_the_subnormal_numbers()
    {
        for (double x = -745; x < -708; x += 0.37)
        {
            Assert.True(Accuracy.Ulps(Elementary.Exp(x), Oracle.Exp(x)) <= 1.5, $"exp({x:R})");
        }

        for (float x = -103; x < -87; x += 0.37f)
        {
            Assert.True(Accuracy.Ulps(Elementary.Exp(x), Oracle.Exp(x)) <= 1.5, $"exp({x:R})");
        }

        Assert.True(Accuracy.Ulps(Elementary.Sin(1e-310), 1e-310) <= 1);
        Assert.True(Accuracy.Ulps(Elementary.Tanh(1e-310), 1e-310) <= 1);
        Assert.True(Accuracy.Ulps(Elementary.Log1p(1e-310), 1e-310) <= 1);
        Assert.True(Accuracy.Ulps(Elementary.Expm1(1e-310), 1e-310) <= 1);
    }

    /// <summary>Numbers of every size, edges among them: 512, 256, 128 bits and scalar give the same bits.</summary>
    [Fact]
    public void Every_width_has_the_same_bits()
    {
        Random random = new(7);
        double[] edges = [0, -0.0, 1, -1, 0.5, double.NaN, double.PositiveInfinity, double.NegativeInfinity, double.Epsilon, 1e308, -1e308, 88.72, -87.3, 709.78, -745.2, 1e5, 1e22];
        for (int round = 0; round < 300; round++)
        {
            double[] d = new double[8];
            float[] f = new float[16];
            for (int i = 0; i < 16; i++)
            {
                double x = random.Next(5) == 0 ? edges[random.Next(edges.Length)] : Math.CopySign(Math.Exp((random.NextDouble() * 30) - 20), random.NextDouble() - 0.5);
                d[i % 8] = x;
                f[i] = (float)x;
            }

            foreach (WidthSet set in WidthSet.All)
            {
                Vector512<double> wide = set.D512(Vector512.Create(d));
                Vector512<float> wideSingle = set.F512(Vector512.Create(f));
                for (int i = 0; i < 16; i++)
                {
                    double scalar = set.D(d[i % 8]);
                    Same(scalar, wide[i % 8]);
                    Same(scalar, set.D256(Vector256.Create(d[i % 8]))[3]);
                    Same(scalar, set.D128(Vector128.Create(d[i % 8]))[1]);
                    float single = set.F(f[i]);
                    Same(single, wideSingle[i]);
                    Same(single, set.F256(Vector256.Create(f[i]))[7]);
                    Same(single, set.F128(Vector128.Create(f[i]))[3]);
                }

                void Same(double a, double b) => Assert.True(Bits(a) == Bits(b), $"{set.Name}: {a:R} and {b:R}");
            }
        }
    }
}
