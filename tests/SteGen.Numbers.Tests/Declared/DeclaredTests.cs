using System;
using System.Linq;
using Xunit;
using P = SteGen.Numbers.Tests.Declared.Programs;

namespace SteGen.Numbers.Tests.Declared;

/// <summary>What [Derive] declarations compute, against closed forms: f = a exp(b x) + a a b, and a few more.</summary>
[Trait("Category", "Widths")]
public sealed class DeclaredTests
{
    private const double A = 1.5, B = -0.7, X = 0.9;

    private static readonly double s_e = Math.Exp(B * X);

    private static readonly double s_value = (A * s_e) + (A * A * B), s_a = s_e + (2 * A * B), s_b = (A * X * s_e) + (A * A), s_x = A * B * s_e;

    private static readonly double[] s_hessian =
    [
        2 * B, (X * s_e) + (2 * A), B * s_e,
        (X * s_e) + (2 * A), A * X * X * s_e, (A * s_e) + (A * B * X * s_e),
        B * s_e, (A * s_e) + (A * B * X * s_e), A * B * B * s_e,
    ];

    [Fact]
    public void Scalars()
    {
        Close(s_value, P.Value(A, B, X));
        Close(s_value, P.ValueAndSlope(A, B, X, out double slope));
        Close(s_b, slope);
        (double a, double x) = P.Partials(A, B, X);
        Close([s_a, s_x], [a, x]);
        P.Pull(A, B, X, -2.5, out a, out x);
        Close([-2.5 * s_a, -2.5 * s_x], [a, x]);
        double sum = 10;
        Close(s_value, P.AddSlope(A, B, X, ref sum));
        Close(10 + s_b, sum);
        P.AddPull(A, B, X, 3, ref sum);
        Close(10 + s_b + (3 * s_a), sum);
        Close(2 * ((3 * 0.5 * Math.Exp(0.5 * B)) + 9), P.DoubledGradient(B));
    }

    [Fact]
    public void Tapes()
    {
        using Tape tape = Tape.Rent();
        Close(s_value, P.Record(A, B, X, tape));
        for (int k = 0; k < 2; k++)
        {
            P.Replay(A, B, X, 1.25, out double a, out double b, tape);
            Close([1.25 * s_a, 1.25 * s_b], [a, b]);
        }

        Close(2 * 3, P.RootRecord(4, 3, tape));
        P.RootBackward(4, 3, 1, out double x, tape);
        Close(3 / 4.0, x);
        Assert.Throws<InvalidOperationException>(() => P.Replay(A, B, X, 1, out _, out _, tape));
    }

    [Fact]
    public void ForwardModeAndTheSecondOrder()
    {
        (double value, double tangent) = P.Push(A, B, 2, X, -0.5);
        Close([s_value, (2 * s_b) - (0.5 * s_x)], [value, tangent]);
        double[] hessian = new double[9], row = new double[3], root = new double[1];
        P.Curvature(A, B, X, hessian);
        Close(s_hessian, hessian);
        P.CurvatureTimes(A, B, X, 2, -0.5, out double b, out double x);
        Close([(2 * s_hessian[4]) - (0.5 * s_hessian[5]), (2 * s_hessian[7]) - (0.5 * s_hessian[8])], [b, x]);
        P.Row(A, B, X, row);
        Close([s_a, s_b, s_x], row);
        P.RootCurvature(4, 3, root);
        Close(-3 * 0.25 / 8, root[0]);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(37)]
    public void Batches(int count)
    {
        Random random = new(count);
        double[] Numbers() => [.. Enumerable.Range(0, count).Select(_ => random.NextDouble() + 0.25)];
        double[] a = Numbers(), b = Numbers(), x = Numbers(), upstream = Numbers(), tangent = Numbers(), added = Numbers();
        double[] result = new double[count], gradient = new double[count], resultTangent = new double[count], jacobian = new double[3 * count], sum = [.. added];
        double E(int i) => Math.Exp(b[i] * x[i]);
        double[] all = [.. Enumerable.Range(0, count).Select(i => (a[i] * E(i)) + (a[i] * a[i] * b[i]))];

        P.Each(a, b, x, result);
        Close(all, result);
        P.PullEach(a, b, x, upstream, gradient);
        Close([.. all.Select((_, i) => upstream[i] * a[i] * b[i] * E(i))], gradient);
        P.AddEach(a, b, x, upstream, sum);
        Close([.. all.Select((_, i) => added[i] + (upstream[i] * ((a[i] * x[i] * E(i)) + (a[i] * a[i]))))], sum);
        P.PushEach(a, tangent, b, x, result, resultTangent);
        Close([.. all.Select((_, i) => tangent[i] * (E(i) + (2 * a[i] * b[i])))], resultTangent);
        P.RowEach(a, b, x, jacobian);
        Close([.. all.SelectMany((_, i) => new[] { E(i) + (2 * a[i] * b[i]), (a[i] * x[i] * E(i)) + (a[i] * a[i]), a[i] * b[i] * E(i) })], jacobian);
        Assert.Equal("resultGradient", Assert.Throws<ArgumentException>(() => P.PullEach(a, b, x, new double[count + 1], gradient)).ParamName);
    }

    [Fact]
    public void ArraysAndSpans()
    {
        float[] w = [1, 2, 3, 4, 5], x = [0.5f, -1, 2, 0, 3], upstream = [1, 2, -1, 5, 0.5f], ofX = new float[5], ofW = new float[5], again = new float[5], y = new float[5];
        P.PowersBack(w, x, upstream, ofX);
        P.PowersBack(w, x, upstream.AsSpan(), ofW.AsSpan());
        Assert.Equal([1, -8, -12, 0, 15], ofX);
        Assert.Equal([0.25f, 2, -4, 0, 4.5f], ofW);
        using Tape tape = Tape.Rent();
        P.PowersRecord(w, x, y, tape);
        P.PowersReplay(w, x, upstream, again, tape);
        Assert.Equal([0.25f, 2, 12, 0, 45], y);
        Assert.Equal(ofW, again);
        Assert.Equal("xGradient", Assert.Throws<ArgumentException>(() => P.PowersBack(w, x, upstream, new float[4])).ParamName);

        double[] gradient = new double[3], both = [2, 3], inOut = [1, 10];
        Close(24, P.ProductGradient([2.0, 3, 4], gradient));
        Close([12, 8, 6], gradient);
        Assert.Equal(13, P.ProductGradient([2f, 3], ofX.AsSpan(0, 2).ToArray()));
        Close(12, P.CubeSlope(2.0));
        Assert.Equal(12, P.CubeSlope(2f));
        P.ScaleBack(both, 0.5, inOut, out double factor);
        Close([2, 30], inOut);
        Close(4 + 90, factor);
    }

    [Fact]
    public void Instances()
    {
        Layer<string> layer = new(2, [1, 2, 3]);
        Close(2 * 6 * 0.5, layer.WithWeight(0.5, out double weight));
        Close(3, weight);
        double[] table = new double[3];
        layer.TableBack(0.5, 4, table);
        Close([4, 4, 4], table);
        Point p = new(2, 3), q = new(5, 7);
        p.DotBack(q, 10, out Point other);
        Close([20, 420], [other.X, other.Y]);
        Close(10 + 147, p.DotOf(q, out Point self));
        Close([5, 49], [self.X, self.Y]);
    }

    private static void Close(double expected, double actual) => Assert.Equal(expected, actual, Math.Max(1e-13, Math.Abs(expected) * 1e-13));

    private static void Close(double[] expected, double[] actual)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Close(expected[i], actual[i]);
        }
    }
}
