using System;
using System.Linq;
using SteGen.Numerics;
using Xunit;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Operations on all rows of a matrix, against the formulas in plain C#; and the search for the largest against a loop of comparisons.</summary>
[Trait("Category", "Widths")]
public class RowsTests
{
    private const double Tau = 0.7;

    public static TheoryData<int, int> Shapes => new() { { 0, 3 }, { 1, 1 }, { 3, 1 }, { 2, 5 }, { 5, 16 }, { 4, 33 }, { 3, 67 } };

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Rows_are_samples_with_the_derivative_of_a_softmax(int rows, int columns)
    {
        int n = rows * columns;
        double[] logits = Draw(n, 1), noise = Draw(n, 2), upstream = Draw(n, 3), y = new double[n], gradient = new double[n], soft = new double[n], softGradient = new double[n];
        Ste.GumbelSoftmaxForward(logits, noise, rows, columns, Tau, y);
        Ste.GumbelSoftmaxBackward(logits, noise, rows, columns, Tau, upstream, gradient);
        Ste.GumbelSoftmaxRelaxedForward(logits, noise, rows, columns, Tau, soft);
        Ste.GumbelSoftmaxRelaxedBackward(logits, noise, rows, columns, Tau, upstream, softGradient);
        Compare(rows, columns, [.. logits.Zip(noise, (a, b) => a + b)], upstream, y, soft, gradient, 1e-13);
        Compare(rows, columns, [.. logits.Zip(noise, (a, b) => a + b)], upstream, y, soft, softGradient, 1e-13);
        Ste.ArgMaxOneHotForward(logits, rows, columns, Tau, y);
        Ste.ArgMaxOneHotBackward(logits, rows, columns, Tau, upstream, gradient);
        Compare(rows, columns, logits, upstream, y, null, gradient, 1e-13);

        float[] ySingle = new float[n], gradientSingle = new float[n];
        Ste.GumbelSoftmaxForward(Single(logits), Single(noise), rows, columns, (float)Tau, ySingle);
        Ste.GumbelSoftmaxBackward(Single(logits), Single(noise), rows, columns, (float)Tau, Single(upstream), gradientSingle);
        Compare(rows, columns, [.. logits.Zip(noise, (a, b) => a + b)], upstream, [.. ySingle.Select(v => (double)v)], null, [.. gradientSingle.Select(v => (double)v)], 1e-5);
        Ste.ArgMaxOneHotForward(Single(logits), rows, columns, (float)Tau, ySingle);
        Ste.ArgMaxOneHotBackward(Single(logits), rows, columns, (float)Tau, Single(upstream), gradientSingle);
        Compare(rows, columns, logits, upstream, [.. ySingle.Select(v => (double)v)], null, [.. gradientSingle.Select(v => (double)v)], 1e-5);
    }

    [Fact]
    public void The_largest_is_that_of_a_loop()
    {
        var random = new Random(4);
        double[] special = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0.0, -0.0, 1, 1];
        for (int length = 1; length < 140; length++)
        {
            for (int turn = 0; turn < 20; turn++)
            {
                // few values, so that there are ties
                double[] x = [.. Enumerable.Range(0, length).Select(_ => turn % 4 == 3 && random.Next(4) == 0 ? special[random.Next(special.Length)] : random.Next(turn < 10 ? 5 : 1000))];
                double[] y = turn % 2 == 0 ? [] : [.. Enumerable.Range(0, length).Select(_ => (double)random.Next(4))];
                int best = 0;
                for (int i = 1; i < length; i++)
                {
                    best = Sum(i) > Sum(best) ? i : best;
                }

                Assert.Equal(best, y.Length == 0 ? Largest.Index(x) : Largest.Index(x, y));
                Assert.Equal(best, y.Length == 0 ? Largest.Index(Single(x)) : Largest.Index(Single(x), Single(y)));
                double Sum(int i) => y.Length == 0 ? x[i] : x[i] + y[i];
            }
        }
    }

    [Fact]
    public void Shapes_that_do_not_fit_are_refused_before_anything_is_written()
    {
        double[] y = [7, 7];
        double none = 0;
        Assert.Equal("columns", Assert.Throws<ArgumentOutOfRangeException>(() => Ste.GumbelSoftmaxForward([1, 2], [0, 0], 1, 0, 1, y)).ParamName);
        Assert.Equal("rows", Assert.Throws<ArgumentOutOfRangeException>(() => Ste.ArgMaxOneHotForward([1, 2], -1, 2, 1, y)).ParamName);
        Assert.Equal("tau", Assert.Throws<ArgumentOutOfRangeException>(() => Ste.ArgMaxOneHotForward([], 0, 2, none, [])).ParamName);
        Assert.Equal("logits", Assert.Throws<ArgumentException>(() => Ste.GumbelSoftmaxForward([1, 2], [0, 0], 2, 2, 1, y)).ParamName);
        Assert.Equal("noise", Assert.Throws<ArgumentException>(() => Ste.GumbelSoftmaxRelaxedForward([1, 2], [0], 1, 2, 1, y)).ParamName);
        Assert.Equal([7, 7], y);
    }

    private static void Compare(int rows, int columns, double[] sums, double[] upstream, double[] y, double[]? soft, double[] gradient, double tolerance)
    {
        for (int row = 0; row < rows; row++)
        {
            double[] s = sums[(row * columns)..((row + 1) * columns)], g = upstream[(row * columns)..((row + 1) * columns)];
            double[] e = [.. s.Select(v => Math.Exp((v - s.Max()) / Tau))], p = [.. e.Select(v => v / e.Sum())];
            double mean = p.Zip(g, (a, b) => a * b).Sum();
            for (int j = 0; j < columns; j++)
            {
                Assert.Equal(j == Array.IndexOf(s, s.Max()) ? 1 : 0, y[(row * columns) + j]);
                Assert.Equal(p[j] * (g[j] - mean) / Tau, gradient[(row * columns) + j], tolerance);
                if (soft is not null) Assert.Equal(p[j], soft[(row * columns) + j], tolerance);
            }
        }
    }

    private static double[] Draw(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (double)(float)((4 * random.NextDouble()) - 2))];
    }

    private static float[] Single(double[] x) => [.. x.Select(v => (float)v)];
}
