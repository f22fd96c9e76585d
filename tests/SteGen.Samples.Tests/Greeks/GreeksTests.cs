using System;
using Greeks;
using Xunit;

namespace SteGen.Samples.Tests.GreeksSample;

public class GreeksTests
{
    [Theory]
    [InlineData(80)]
    [InlineData(100)]
    [InlineData(131.5)]
    public void SensitivitiesAreThoseOfTheClosedForms(double spot) =>
        Assert.All(Sensitivities.OfCall(spot), s => Assert.True(s.Error <= 1e-10 * Math.Max(1, Math.Abs(s.Closed)), s.ToString()));

    [Fact]
    public void TheDigitalDeltaNeedsTheStraightThroughStep()
    {
        double[] normals = Sensitivities.Normals(40_000, seed: 2);
        foreach (double spot in new[] { 90.0, 100, 115 })
        {
            (double straightThrough, double raw, double closed) = Sensitivities.Digital(spot, normals);
            Assert.Equal(closed, straightThrough, 0.05 * closed);
            Assert.Equal(0, raw);
        }
    }

    [Fact]
    public void TheSimulatedPriceIsExactlyThatOfTheRawStep()
    {
        double[] normals = Sensitivities.Normals(1000, seed: 2);
        Assert.Equal(Options.RawDigital(103, 100, 0.2, 0.01, 1, normals), Options.Digital(103, 100, 0.2, 0.01, 1, normals, 3));
    }
}
