using System;
using System.Linq;
using Xunit;
using P = SteGen.Numbers.Tests.Derivatives.SecondOrderPrograms;

namespace SteGen.Numbers.Tests.Derivatives;

/// <summary>Forward mode, Hessians and Jacobians against closed forms.</summary>
[Trait("Category", "Widths")]
public sealed class SecondOrderTests
{
    [Fact]
    public void Jvp_is_the_directional_derivative()
    {
        (double result, double tangent) = P.WaveJvp(0.5, 1.5, new Pair(2, 3), new Pair(-1, 0.25));
        double e = Math.E, s = Math.Sin(3), c = Math.Cos(3);
        Close((e * s) + 0.5, result);
        Close((1.5 * ((2 * e * s) + 2)) - ((0.5 * e * s) + 0.25) + (0.25 * e * c), tangent);

        (double product, double productTangent, double quotient, double quotientTangent) = P.BothJvp(3, 2, 4, -1);
        Close(12, product);
        Close((2 * 4) - 3, productTangent);
        Close(0.75, quotient);
        Close((2 / 4.0) + (3 / 16.0), quotientTangent);
    }

    [Fact]
    public void Jvp_of_spans()
    {
        float[] y = new float[3], tangent = new float[3];
        P.CubesJvp([1, 2, -3], [1, 0.5f, 2], y, tangent);
        Assert.Equal([1, 8, -27], y);
        Assert.Equal([3, 6, 54], tangent);
        Assert.Equal("xTangent", Assert.Throws<ArgumentException>(() => P.CubesJvp([1, 2, 3], [1, 2], y, tangent)).ParamName);
    }

    [Fact]
    public void Hessian_of_scalars_and_structs()
    {
        double[] hessian = new double[9];
        P.WaveHessian(0.5, new Pair(2, 3), hessian);
        double e = Math.E, s = Math.Sin(3), c = Math.Cos(3);
        double[] expected =
        [
            (4 * e * s) + 4, (2 * e * s) + 1, 2 * e * c,
            (2 * e * s) + 1, 0.25 * e * s, 0.5 * e * c,
            2 * e * c, 0.5 * e * c, -e * s,
        ];
        Close(expected, hessian);

        P.WaveHessianVectorProduct(0.5, new Pair(2, 3), 1, new Pair(-2, 0.5), out double x, out Pair v);
        double[] product = [.. Enumerable.Range(0, 3).Select(r => expected[r * 3] - (2 * expected[(r * 3) + 1]) + (0.5 * expected[(r * 3) + 2]))];
        Close(product, [x, v.X, v.Y]);
        Assert.Equal("hessian", Assert.Throws<ArgumentException>(() => P.WaveHessian(0.5, new Pair(2, 3), new double[8])).ParamName);
    }

    [Fact]
    public void Recursion_to_the_second_order()
    {
        double[] hessian = new double[1], jacobian = new double[1];
        P.PowerHessian(1.3, 7, hessian);
        Close(42 * Math.Pow(1.3, 5), hessian[0]);
        P.PowerHessianVectorProduct(1.3, 7, -0.5, out double product);
        Close(-21 * Math.Pow(1.3, 5), product);
        P.PowerJacobian(1.3, 7, jacobian);
        Close(7 * Math.Pow(1.3, 6), jacobian[0]);
        (double value, double tangent) = P.PowerJvp(1.3, 2, 7);
        Close(Math.Pow(1.3, 7), value);
        Close(14 * Math.Pow(1.3, 6), tangent);

        double[] x = [0.3, -0.7, 1.1, 0.9, -1.4], vector = [1, -2, 0.5, 3, 0.25], products = new double[5];
        double all = x.Aggregate(1.0, (p, v) => p * Math.Sin(v));
        double Second(int i, int j) => i == j ? -all : all / Math.Tan(x[i]) / Math.Tan(x[j]);
        hessian = new double[25];
        P.SinesHessian(x, hessian);
        P.SinesHessianVectorProduct(x, vector, products);
        for (int i = 0; i < 5; i++)
        {
            double row = 0;
            for (int j = 0; j < 5; j++)
            {
                Close(Second(i, j), hessian[(i * 5) + j]);
                row += Second(i, j) * vector[j];
            }

            Close(row, products[i]);
        }
    }

    [Fact]
    public void Hessian_of_loops_over_spans()
    {
        double[] x = [0.3, -0.7, 1.1];
        const double a = 1.7;
        double[] hessian = new double[16];
        P.CoupledHessian(x, a, hessian);
        for (int i = 0; i < 3; i++)
        {
            for (int j = 0; j < 3; j++)
            {
                Close(i == j ? Math.Exp(x[i]) : a, hessian[(i * 4) + j]);
            }

            Close(x.Sum() - x[i], hessian[(i * 4) + 3]);
            Close(x.Sum() - x[i], hessian[12 + i]);
        }

        Close(0, hessian[15]);

        double[] products = new double[3];
        P.CoupledHessianVectorProduct(x, a, [1, 2, 3], 0.5, products, out double last);
        for (int i = 0; i < 3; i++)
        {
            Close(Enumerable.Range(0, 3).Sum(j => hessian[(i * 4) + j] * (j + 1)) + (0.5 * hessian[(i * 4) + 3]), products[i]);
        }

        Close(Enumerable.Range(0, 3).Sum(j => hessian[12 + j] * (j + 1)), last);
    }

    /// <summary>The node survives every derivative and becomes its hard value only after the last.</summary>
    [Theory]
    [InlineData(0.7)]
    [InlineData(-1.2)]
    [InlineData(2.4)]
    public void Second_derivative_of_a_straight_through_node(double x)
    {
        double[] hessian = new double[1];
        P.SquaredNodeHessian(x, hessian);
        double hard = Math.Round(x), soft = Math.Exp(x);
        Close((2 * soft * soft) + (2 * hard * soft), hessian[0]);
        (double value, double tangent) = P.SquaredNodeJvp(x, 1);
        Assert.Equal(hard * hard, value);
        Close(2 * hard * soft, tangent);
    }

    [Fact]
    public void Jacobian_and_its_batch()
    {
        double[] radius = [1.5, 0.25, -2, 3, 0.5], angle = [0.3, -1, 0.7, 2, 5];
        double[] batch = new double[20], one = new double[4];
        P.PolarJacobianBatch(radius, angle, batch);
        for (int i = 0; i < 5; i++)
        {
            double r = radius[i], t = angle[i];
            double[] expected = r > 0 ? [Math.Cos(t), -r * Math.Sin(t), Math.Sin(t), r * Math.Cos(t)] : [t, r, 0, 2 * t];
            P.PolarJacobian(r, t, one);
            Close(expected, one);
            Assert.Equal(one, batch[(i * 4)..((i * 4) + 4)]);
        }

        P.BothJacobian(3, 4, one);
        Close([4, 3, 0.25, -3 / 16.0], one);
    }

    private static void Close(double expected, double actual) => Close([expected], [actual]);

    private static void Close(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - actual[i]) <= 1e-14 * Math.Max(1, largest), $"[{i}]: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }
}
