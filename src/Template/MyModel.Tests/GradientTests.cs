using SteGen.Training;
using Xunit;

namespace MyModel.Tests;

public class GradientTests
{
    private static readonly Data s_data = Data.Ring(20, seed: 4);

    /// <summary>The generated gradient against differences of the loss. Signs stay as they are while differences are taken: that is what a straight-through estimator means.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void TheGradientAgreesWithDifferences(int seed)
    {
        double[] weights = Weights(seed), gradient = new double[weights.Length];
        Network.LossValueAndGradient(s_data.Points, s_data.Labels, weights, gradient);
        GradientCheck.Assert(w => Network.Loss(s_data.Points, s_data.Labels, w), weights, gradient);
    }

    [Fact]
    public void TheGeneratedForwardIsTheLoss()
    {
        double[] weights = Weights(seed: 5);
        Assert.Equal(Network.Loss(s_data.Points, s_data.Labels, weights), Network.LossForward(s_data.Points, s_data.Labels, weights), 12);
    }

    private static double[] Weights(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Network.Weights).Select(_ => (1.8 * random.NextDouble()) - 0.9)];
    }
}
