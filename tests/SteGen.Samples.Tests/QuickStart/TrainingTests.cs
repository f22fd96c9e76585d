using System;
using System.Collections.Generic;
using QuickStart.Networks;
using QuickStart.Training;
using Xunit;

namespace SteGen.Samples.Tests.QuickStart;

/// <summary>What the sample's last table shows, with the sample's own plan.</summary>
public class TrainingTests
{
    [Fact]
    public void TheBinaryNetworkReadsTheDigits() => Assert.InRange(TestAccuracy(BinaryNetwork.Create()), 0.92, 1);

    [Fact]
    public void TheFloatNetworkReadsTheDigits() => Assert.InRange(TestAccuracy(FloatNetwork.Create()), 0.92, 1);

    [Fact]
    public void TheControlFails() => Assert.InRange(TestAccuracy(ControlNetwork.Create()), 0, 0.3);

    [Fact]
    public void TheControlMovesNothingButTheBiasOfTheOutput()
    {
        var plan = new Plan(Epochs: 1);
        Parameters start = Parameters.Random(plan.Seed);
        Parameters end = Trainer.Train(ControlNetwork.Create(), Digits.Split.Training, plan);
        Assert.Equal(start.AllWeights, end.AllWeights);
        Assert.Equal(start.B1, end.B1);
        Assert.Equal(start.B2, end.B2);
        Assert.NotEqual(start.B3.ToArray(), end.B3.ToArray());
    }

    [Fact]
    public void BinaryWeightsStayWithinTheirBounds()
    {
        Parameters end = Trainer.Train(BinaryNetwork.Create(), Digits.Split.Training, new Plan(Epochs: 2));
        foreach (float w in end.AllWeights)
        {
            Assert.InRange(w, -1, 1);
        }
    }

    [Fact]
    public void TrainingIsDeterministic()
    {
        Assert.Equal(Run(), Run());

        List<float> Run()
        {
            var losses = new List<float>();
            Parameters end = Trainer.Train(BinaryNetwork.Create(), Digits.Split.Training, new Plan(Epochs: 2), (_, loss) => losses.Add(loss));
            losses.AddRange(end.All);
            return losses;
        }
    }

    private static double TestAccuracy(Network network)
    {
        Parameters parameters = Trainer.Train(network, Digits.Split.Training, new Plan());
        return Trainer.Accuracy(network, Digits.Split.Test, parameters);
    }
}
