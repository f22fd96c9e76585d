using System;
using System.Linq;
using Xunit;

namespace SteGen.Numbers.Tests.ClosedForms;

/// <summary>Generated gradients against formulas on paper. Upstream gradients are never ones.</summary>
[Trait("Category", "Widths")]
public sealed class ClosedFormTests
{
    private readonly Random _random = new(11);

    [Fact]
    public void Regression()
    {
        double[] x = Draw(33), y = Draw(33);
        double value = Programs.RegressionValueAndGradient(x, y, 0.7, -0.2, out double slope, out double shift);

        double[] residuals = [.. x.Zip(y, (a, b) => (0.7 * a) - 0.2 - b)];
        Close(residuals.Sum(r => r * r) / 66, value);
        Close(residuals.Zip(x, (r, a) => r * a).Sum() / 33, slope);
        Close(residuals.Sum() / 33, shift);
    }

    [Fact]
    public void Cross_entropy()
    {
        double[] logits = Draw(19), gradient = new double[19];
        double value = Programs.CrossEntropyValueAndGradient(logits, 4, gradient);

        double sum = logits.Sum(Math.Exp);
        Close(Math.Log(sum) - logits[4], value);
        for (int i = 0; i < logits.Length; i++)
        {
            Close((Math.Exp(logits[i]) / sum) - (i == 4 ? 1 : 0), gradient[i]);
        }
    }

    [Fact]
    public void Matrix_times_vector()
    {
        const int rows = 5, columns = 9;
        double[] a = Draw(rows * columns), x = Draw(columns), upstream = Draw(rows);
        double[] y = new double[rows], aGradient = new double[a.Length], xGradient = new double[columns];
        Programs.MatVecForward(a, x, y);
        Programs.MatVecBackward(a, x, upstream, aGradient, xGradient);

        for (int r = 0; r < rows; r++)
        {
            Close(Enumerable.Range(0, columns).Sum(c => a[(r * columns) + c] * x[c]), y[r]);
            for (int c = 0; c < columns; c++)
            {
                Close(upstream[r] * x[c], aGradient[(r * columns) + c]);
            }
        }

        for (int c = 0; c < columns; c++)
        {
            Close(Enumerable.Range(0, rows).Sum(r => a[(r * columns) + c] * upstream[r]), xGradient[c]);
        }
    }

    [Fact]
    public void Polynomial()
    {
        double[] c = Draw(8), cGradient = new double[8];
        Programs.HornerBackward(1.3, c, -0.6, out double xGradient, cGradient);

        Close(-0.6 * Enumerable.Range(1, 7).Sum(i => i * c[i] * Math.Pow(1.3, i - 1)), xGradient);
        for (int i = 0; i < c.Length; i++)
        {
            Close(-0.6 * Math.Pow(1.3, i), cGradient[i]);
        }
    }

    [Theory]
    [InlineData(0.04)]
    [InlineData(1.0)]
    [InlineData(2.0)]
    [InlineData(1e6)]
    public void A_root_by_iteration(double x)
    {
        Close(Math.Sqrt(x), Programs.NewtonRootForward(x), 1e-13);
        Close(0.5 / Math.Sqrt(x), Programs.NewtonRootGradient(x), 1e-12);
    }

    [Fact]
    public void Running_product_in_place()
    {
        double[] x = [1.5, -2.0, 0.5, 3.0], upstream = [0.7, -0.3, 1.1, 0.2];
        double[] gradient = [.. upstream], entry = [.. x];
        Programs.CumulativeProductBackward(entry, gradient);

        for (int j = 0; j < x.Length; j++)
        {
            // Every product from the j-th on contains x[j] once.
            Close(Enumerable.Range(j, x.Length - j).Sum(i => upstream[i] * x.Take(i + 1).Where((_, k) => k != j).Aggregate(1.0, (a, b) => a * b)), gradient[j]);
        }
    }

    [Fact]
    public void The_largest_of_many()
    {
        double[] x = Draw(41), gradient = new double[41];
        x[17] = 5;
        Programs.LargestBackward(x, 0.9, gradient);

        Assert.Equal(0.9, gradient[17]);
        Assert.Equal(0.9, gradient.Sum());
    }

    [Fact]
    public void Polar_coordinates()
    {
        Programs.PolarBackward(2.5, 0.4, 0.3, -1.2, out double radius, out double angle);

        Close((0.3 * Math.Cos(0.4)) - (1.2 * Math.Sin(0.4)), radius);
        Close(2.5 * ((-0.3 * Math.Sin(0.4)) - (1.2 * Math.Cos(0.4))), angle);
    }

    [Fact]
    public void Rosenbrocks_valley()
    {
        (double x, double y) = Programs.RosenbrockGradient(-1.2, 1.0);

        Close(-215.6, x);
        Close(-88.0, y);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(250)]
    public void A_rotation_many_times(int steps)
    {
        Programs.OscillatorBackward(0.3, -0.8, steps, 0.01, -1.4, out double position, out double speed);

        Close(-1.4 * Math.Cos(0.01 * steps), position);
        Close(-1.4 * Math.Sin(0.01 * steps), speed);
    }

    [Fact]
    public void Rows_of_a_table()
    {
        double[] table = Draw(12), upstream = [0.5, -1.5, 2.0], gradient = new double[12];
        Programs.EmbedBackward(table, [2, 0, 2, 2], upstream, gradient);

        Assert.Equal([0.5, -1.5, 2.0, 0, 0, 0, 1.5, -4.5, 6.0, 0, 0, 0], gradient);
    }

    private static void Close(double expected, double actual, double tolerance = 1e-13) =>
        Assert.True(Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected)), FormattableString.Invariant($"expected {expected:R}, was {actual:R}"));

    private double[] Draw(int count) => [.. Enumerable.Range(0, count).Select(_ => (_random.NextDouble() * 3) - 1.5)];
}
