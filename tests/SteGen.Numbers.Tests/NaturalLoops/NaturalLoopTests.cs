using System;
using System.Linq;
using System.Reflection;
using Xunit;
using P = SteGen.Numbers.Tests.NaturalLoops.Programs;

namespace SteGen.Numbers.Tests.NaturalLoops;

/// <summary>Gradients of loops as users write them, against differences of the user's own method along a random direction; and that these loops go into lanes.</summary>
[Trait("Category", "Widths")]
public sealed class NaturalLoopTests
{
    private readonly Random _random = new(3);

    private delegate double Value(double[][] inputs);

    private delegate void Gradient(double[][] inputs, double[][] gradients);

    [Fact]
    public void Recurrent_network() => Check(
        a => P.Lstm(a[0], a[1], s_sequence, 13, 5),
        (a, g) => P.LstmValueAndGradient(a[0], a[1], s_sequence, 13, 5, g[0], g[1]),
        Made(8 * 13, 1), Made(2 * 13, 1));

    private static readonly double[] s_sequence = [.. Enumerable.Range(0, 65).Select(i => Math.Sin(i))];

    [Fact]
    public void Kinematic_chain()
    {
        double[] lengths = Made(4, 1), points = Made(3 * 45, 1), targets = Made(3 * 45, 1);
        Check(a => P.KinematicChain(a[0], lengths, points, targets, 4), (a, g) => P.KinematicChainValueAndGradient(a[0], lengths, points, targets, 4, g[0]), Made(4, 1));
    }

    [Fact]
    public void Soft_assignment()
    {
        double[] points = Made(3 * 77, 1);
        Check(a => P.SoftAssign(a[0], points, 3, 1.5), (a, g) => P.SoftAssignValueAndGradient(a[0], points, 3, 1.5, g[0]), Made(15, 1));
    }

    [Fact]
    public void Nearest_center()
    {
        double[] points = Made(3 * 77, 1);
        Check(a => P.KMeans(a[0], points, 3), (a, g) => P.KMeansValueAndGradient(a[0], points, 3, g[0]), Made(15, 1));
    }

    [Fact]
    public void Monte_Carlo()
    {
        double[] normals = Made(6 * 71, 1);
        Check(
            a => P.MonteCarlo(a[0][0], a[0][1], a[0][2], 1, 1, normals, 6),
            (a, g) => P.MonteCarloValueAndGradient(a[0][0], a[0][1], a[0][2], 1, 1, normals, 6, out g[0][0], out g[0][1], out g[0][2]),
            [1.3, 0.2, 0.03]);
    }

    [Fact]
    public void Integration_with_steps_that_depend_on_the_data() => Check(
        a => P.Ode(a[0], a[1][0], 0.05, 0.01),
        (a, g) => P.OdeValueAndGradient(a[0], a[1][0], 0.05, 0.01, g[0], out g[1][0]),
        [.. Enumerable.Range(0, 45).Select(i => 0.2 + (i / 100.0))], [0.7]);

    [Fact]
    public void Softmax_cross_entropy()
    {
        int[] labels = [.. Enumerable.Range(0, 37).Select(_ => _random.Next(7))];
        Check(a => P.SoftmaxCrossEntropy(a[0], labels, 7), (a, g) => P.SoftmaxCrossEntropyValueAndGradient(a[0], labels, 7, g[0]), Made(37 * 7, 2));
    }

    [Fact]
    public void Layer_normalisation()
    {
        double[] upstream = Made(41 * 9, 1);
        Check(
            a => Dot(upstream, y => P.LayerNorm(a[0], a[1], a[2], y)),
            (a, g) => P.LayerNormBackward(a[0], a[1], a[2], upstream, g[0], g[1], g[2]),
            Made(41 * 9, 1), Made(9, 1), Made(9, 1));
    }

    [Fact]
    public void Attention()
    {
        double[] upstream = Made(21 * 5, 1);
        Check(
            a => Dot(upstream, y => P.Attention(a[0], a[1], a[2], y, 5)),
            (a, g) => P.AttentionBackward(a[0], a[1], a[2], 5, upstream, g[0], g[1], g[2]),
            Made(21 * 5, 1), Made(21 * 5, 1), Made(21 * 5, 1));
    }

    [Fact]
    public void Perceptron()
    {
        double[] x = Made(3 * 53, 1), y = Made(53, 1);
        Check(a => P.Mlp(a[0], a[1], a[2], x, y), (a, g) => P.MlpValueAndGradient(a[0], a[1], a[2], x, y, g[0], g[1], g[2]), Made(3 * 6, 1), Made(6, 1), Made(6, 1));
    }

    [Fact]
    public void Logistic_regression()
    {
        double[] x = Made(4 * 83, 1), y = [.. Enumerable.Range(0, 83).Select(i => i % 2 == 0 ? 1.0 : -1)];
        Check(a => P.Logistic(a[0], x, y), (a, g) => P.LogisticValueAndGradient(a[0], x, y, g[0]), Made(4, 1));
    }

    [Fact]
    public void Bodies()
    {
        double[] masses = [.. Enumerable.Range(1, 19).Select(i => (double)i)];
        Check(a => P.NBody(a[0], masses), (a, g) => P.NBodyValueAndGradient(a[0], masses, g[0]), Made(3 * 19, 5));
    }

    [Fact]
    public void Heat() => Check(a => P.Heat(a[0], a[1][0], 4), (a, g) => P.HeatValueAndGradient(a[0], a[1][0], 4, g[0], out g[1][0]), Made(43, 1), [0.2]);

    [Fact]
    public void Convolution()
    {
        double[] upstream = Made(17 * 19, 1);
        Check(
            a => Dot(upstream, y => P.Convolve(a[0], a[1], y, 21, 3)),
            (a, g) => P.ConvolveBackward(a[0], a[1], 21, 3, upstream, g[0], g[1]),
            Made(19 * 21, 1), Made(9, 1));
    }

    /// <summary>Which gradients have loops in lanes: a kernel for 512 bits that takes or gives a gradient.</summary>
    [Theory]
    [InlineData("Lstm")]
    [InlineData("KinematicChain")]
    [InlineData("MonteCarlo")]
    [InlineData("KMeans")]
    [InlineData("SoftAssign")]
    [InlineData("Ode")]
    [InlineData("SoftmaxCrossEntropy")]
    [InlineData("LayerNorm")]
    [InlineData("Attention")]
    [InlineData("Mlp")]
    [InlineData("Logistic")]
    [InlineData("Heat")]
    [InlineData("Convolve")]
    public void Goes_into_lanes(string name) => Assert.Contains(
        typeof(P).GetMethods(BindingFlags.NonPublic | BindingFlags.Static),
        m => m.Name.StartsWith(name + "Loop", StringComparison.Ordinal) && m.Name.EndsWith("Lanes512", StringComparison.Ordinal) && m.GetParameters().Any(p => p.Name!.Contains("Gradient", StringComparison.Ordinal)));

    private double[] Made(int length, double scale) => [.. Enumerable.Range(0, length).Select(_ => scale * ((2 * _random.NextDouble()) - 1))];

    private static double Dot(double[] upstream, Action<double[]> run)
    {
        double[] y = new double[upstream.Length];
        run(y);
        return upstream.Zip(y, (u, v) => u * v).Sum();
    }

    /// <summary>Richardson: (4 D(h) - D(2h)) / 3 of central differences.</summary>
    private void Check(Value value, Gradient gradient, params double[][] inputs)
    {
        double[][] gradients = [.. inputs.Select(i => Made(i.Length, 1))], direction = [.. inputs.Select(i => Made(i.Length, 1))];
        gradient(inputs, gradients);
        double along = gradients.Zip(direction, (g, d) => g.Zip(d, (a, b) => a * b).Sum()).Sum(), h = 1e-5;
        double D(double step) => (At(step) - At(-step)) / (2 * step);
        double At(double t) => value([.. inputs.Zip(direction, (x, d) => x.Zip(d, (a, b) => a + (t * b)).ToArray())]);
        double expected = ((4 * D(h)) - D(2 * h)) / 3;
        Assert.True(Math.Abs(along - expected) <= 1e-6 * (1 + Math.Abs(expected)), $"{along} along the direction, differences give {expected}");
    }
}
