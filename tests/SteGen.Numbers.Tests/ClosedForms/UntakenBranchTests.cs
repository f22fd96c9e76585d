using System;
using Xunit;

namespace SteGen.Numbers.Tests.ClosedForms;

/// <summary>What a branch computes stays its own, even where its condition computes the same: a branch that is not taken cannot leak a NaN.</summary>
[Trait("Category", "Widths")]
public sealed partial class UntakenBranchTests
{
    [Differentiable]
    public static double Triangle(double x) => Math.Abs(x) <= 1 ? (2 * x) - (x * Math.Abs(x)) : 0;

    [Differentiable]
    public static float Sine(float x) => MathF.Sin(x) > -2 ? MathF.Sin(x) : 3 * x;

    [Theory]
    [InlineData(double.NaN, 0)]
    [InlineData(double.PositiveInfinity, 0)]
    [InlineData(0.5, 1)]
    [InlineData(-0.25, 1.5)]
    [InlineData(2, 0)]
    public void Gradient_is_that_of_the_branch_taken(double x, double expected)
    {
        Assert.Equal(expected, TriangleGradient(x));
        double[] batch = new double[3];
        TriangleBackwardBatch([x, 0.5, x], [2, 1, -1], batch);
        Assert.Equal([2 * expected, 1, -expected], batch);
    }

    [Fact]
    public void The_sine_of_infinity_is_not_asked_in_the_other_branch()
    {
        Assert.Equal(3, SineGradient(float.PositiveInfinity));
        Assert.Equal(1, SineGradient(0));
    }
}
