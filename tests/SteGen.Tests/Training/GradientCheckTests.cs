using System;
using SteGen.Training;
using Xunit;

namespace SteGen.Tests.Training;

/// <summary>The check that users get: right gradients pass, wrong ones are found, straight-through nodes mean what they mean in generated code. The gradients here are written by hand.</summary>
public class GradientCheckTests
{
    [Fact]
    public void SmoothFunctions()
    {
        double[] x = [0.3, -1.2, 2];
        static double F(ReadOnlySpan<double> x) => (Math.Sin(x[0]) * x[1]) + (x[2] * x[2] * x[2]);
        Assert.Null(GradientCheck.Find(F, x, [Math.Cos(0.3) * -1.2, Math.Sin(0.3), 12]));
        GradientMismatch? wrong = GradientCheck.Find(F, x, [Math.Cos(0.3) * -1.2, Math.Sin(0.3) + 1e-4, 12]);
        Assert.Equal(1, wrong!.Value.Index);
        Assert.Contains("Element 2", Assert.Throws<InvalidOperationException>(() => GradientCheck.Assert(F, x, [Math.Cos(0.3) * -1.2, Math.Sin(0.3), 0])).Message, StringComparison.Ordinal);
        Assert.Equal([0.3, -1.2, 2], x);
    }

    [Fact]
    public void StraightThroughNodes()
    {
        double[] x = [0.3, -0.7];
        static double Node(ReadOnlySpan<double> x) => Gradient.StraightThrough(Math.Sign(x[0]), Math.Tanh(x[0])) * 3 * x[1];
        Assert.Null(GradientCheck.Find(Node, x, [(1 - Math.Pow(Math.Tanh(0.3), 2)) * 3 * -0.7, 3]));
        static double Algebra(ReadOnlySpan<double> x)
        {
            double q = x[0] + Gradient.StopGradient(Math.Round(x[0] * 4) / 4 - x[0]);
            return q * q * x[1];
        }

        Assert.Null(GradientCheck.Find(Algebra, x, [2 * 0.25 * -0.7, 0.0625]));
        static double Library(ReadOnlySpan<double> x) => Ste.ClippedSign(x[0]) * Ste.Sign(x[1]);
        Assert.Null(GradientCheck.Find(Library, x, [-1, 1]));
        Assert.NotNull(GradientCheck.Find(Library, x, [0, 0]));
        static double Stopped(ReadOnlySpan<double> x)
        {
            ReadOnlySpan<double> constant = Gradient.StopGradient(x);
            (double, double) pair = Gradient.StopGradient((x[0], x[1]));
            return (constant[0] * x[0]) + (pair.Item2 * x[1]);
        }

        Assert.Null(GradientCheck.Find(Stopped, x, [0.3, -0.7]));
    }

    [Fact]
    public void Floats()
    {
        static float F(ReadOnlySpan<float> x) => Ste.ClippedSign(x[0]) * x[1] * MathF.Exp(x[1]);
        float e = MathF.Exp(0.5f);
        Assert.Null(GradientCheck.Find(F, [0.2f, 0.5f], [0.5f * e, 1.5f * e]));
        Assert.NotNull(GradientCheck.Find(F, [0.2f, 0.5f], [0.5f * e, 1.52f * e]));
    }

    [Fact]
    public void OrdinaryCallsAreHardAgainAfterwards()
    {
        Assert.Null(GradientCheck.Find(x => Ste.Sign(x[0]), [0.3], [1.0]));
        Assert.Throws<InvalidTimeZoneException>(() => GradientCheck.Find((ReadOnlySpan<double> _) => throw new InvalidTimeZoneException(), [0.3], [1.0]));
        Assert.Equal(-1, Gradient.StraightThrough(-1.0, 5.0));
        Assert.Equal(2.5f, Gradient.StopGradient(2.5f));
        Assert.Equal(1, Ste.Sign(0.25));
    }

    [Fact]
    public void APathThatChangesNearbyIsSaid()
    {
        static double F(ReadOnlySpan<double> x) => x[0] > 0 ? Gradient.StopGradient(x[0]) * x[0] : x[0];
        Assert.True(double.IsNaN(GradientCheck.Find(F, [1e-9], [1e-9])!.Value.Difference));
        Assert.Contains("another path", Assert.Throws<InvalidOperationException>(() => GradientCheck.Assert(F, [1e-9], [1e-9])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void WrongArgumentsAreNamed()
    {
        Assert.Equal("gradient", Assert.Throws<ArgumentException>(() => GradientCheck.Find(x => x[0], [0.3], [1.0, 2])).ParamName);
        Assert.Equal("tolerance", Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Find(x => x[0], [0.3], [1.0], 0)).ParamName);
        Assert.Equal("step", Assert.Throws<ArgumentOutOfRangeException>(() => GradientCheck.Find(x => x[0], [0.3], [1.0], 1, -1)).ParamName);
    }
}
