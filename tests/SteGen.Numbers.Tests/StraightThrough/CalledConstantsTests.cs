using System;
using System.Linq;
using SteGen;
using Xunit;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>[NoGradient] holds where the method is called from another; and results without reals are no part of a backward.</summary>
public sealed class CalledConstantsTests
{
    [Fact]
    public void A_parameter_without_gradient_is_a_constant_in_a_call()
    {
        Assert.Equal(2.0 * 2.0 * 2.0, CalledConstants.CubeForward(2.0));
        Assert.Equal(2.0 * 2.0, CalledConstants.CubeGradient(2.0));

        double[] x = [1, 2, 3], gradient = new double[3];
        CalledConstants.NormSquaredValueAndGradient(x, gradient);
        Assert.Equal(x, gradient);
    }

    [Fact]
    public void Noise_that_depends_on_an_input_is_a_constant_for_the_library_too()
    {
        CalledConstants.GateBackward(0.3, 1.0, out double gradient);
        double s = 1 / (1 + Math.Exp(-0.6));
        Assert.Equal(s * (1 - s), gradient, 1e-14);
    }

    [Fact]
    public void A_backward_does_without_integer_results()
    {
        const int n = 67;
        double[] x = [.. Enumerable.Range(0, n).Select(i => Math.Sin(i))], y = new double[n], upstream = [.. Enumerable.Range(0, n).Select(i => Math.Cos(2 * i))], gradient = new double[n];
        int[] signs = new int[n];
        CalledConstants.SignedForward(x, y, signs);
        CalledConstants.SignedBackward(x, upstream, gradient);
        Assert.Equal(x.Select(Math.Abs), y);
        Assert.Equal(x.Select(Math.Sign), signs);
        Assert.Equal(x.Zip(upstream, (v, u) => Math.Sign(v) * u), gradient);
        Assert.Equal("signs", Assert.Throws<ArgumentException>(() => CalledConstants.SignedForward(x, y, signs.AsSpan(1))).ParamName);

        using Tape tape = Tape.Rent();
        Array.Clear(gradient);
        CalledConstants.SignedForward(x, y, signs, tape);
        CalledConstants.SignedBackward(x, upstream, gradient, tape);
        Assert.Equal(x.Zip(upstream, (v, u) => Math.Sign(v) * u), gradient);
    }
}

internal static partial class CalledConstants
{
    [Differentiable]
    public static double Cube(double x) => Scaled(x, x * x);

    [Differentiable]
    public static double NormSquared(ReadOnlySpan<double> x) => Dot(x, x);

    [Differentiable]
    public static double Gate(double x) => Ste.BinaryConcreteStep(x, x, 1);

    [Differentiable]
    public static void Signed(ReadOnlySpan<double> x, Span<double> y, Span<int> signs)
    {
        if (signs.Length != x.Length) throw new ArgumentException("There must be one for each number.", nameof(signs));
        for (int i = 0; i < x.Length; i++)
        {
            signs[i] = x[i] > 0 ? 1 : x[i] < 0 ? -1 : 0;
            y[i] = Math.Abs(x[i]);
        }
    }

    private static double Scaled(double x, [NoGradient] double scale) => x * scale;

    private static double Dot(ReadOnlySpan<double> x, [NoGradient] ReadOnlySpan<double> y)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }
}
