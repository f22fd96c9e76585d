using System;
using System.IO;
using System.Linq;
using System.Threading;
using BinaryNet.Data;
using BinaryNet.Inference;
using BinaryNet.Networks;
using BinaryNet.Training;
using Xunit;

namespace SteGen.Samples.Tests.BinaryNetSample;

/// <summary>What the sample promises, with fewer epochs: the binary network and its twin learn, the control does not, the packed network answers as the float one.</summary>
public class BinaryNetTests
{
    private static readonly (ImageSet Training, ImageSet Test) s_digits = ImageSet.Digits(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"));
    private static readonly Plan s_plan = Plan.For(s_digits.Training);

    [Fact]
    public void ThePackedNetworkGivesTheSameAnswers()
    {
        Trained trained = Trainer.Train(Network.Binary, s_digits.Training, s_plan);
        var inference = new FloatInference(trained, s_digits.Training);
        int[] predictions = inference.Predict(s_digits.Test);
        Assert.InRange(FloatInference.Accuracy(predictions, s_digits.Test), 0.9, 1);
        Assert.Contains(trained.Epochs, e => e.FlipRatio > 0);
        string path = Path.GetTempFileName();
        try
        {
            PackedNetwork.From(trained, inference, s_digits.Training).Save(path);
            Assert.Equal(predictions, PackedNetwork.Load(path).Predict(s_digits.Test));
            byte[] whole = File.ReadAllBytes(path);
            foreach (int length in new[] { 0, 6, 100, whole.Length - 1 })
            {
                File.WriteAllBytes(path, whole[..length]);
                Assert.Throws<InvalidDataException>(() => PackedNetwork.Load(path));
            }
        }
        finally
        {
            File.Delete(path);
        }
    }

    [Fact]
    public void TheFloatTwinLearns()
    {
        Trained trained = Trainer.Train(Network.Float, s_digits.Training, s_plan);
        Assert.InRange(FloatInference.Accuracy(new FloatInference(trained, s_digits.Training).Predict(s_digits.Test), s_digits.Test), 0.94, 1);
    }

    [Fact]
    public void TheControlNeverFlipsASign()
    {
        Trained trained = Trainer.Train(Network.Control, s_digits.Training, s_plan);
        Assert.All(trained.Epochs, e => Assert.Equal(0, e.FlipRatio));
        Assert.Equal(Parameters.Random(trained.Shape, s_plan.Seed, 1).Weights(0), trained.Parameters.Weights(0));
    }

    [Fact]
    public void AStoppedTrainingReturnsWhatThereIs()
    {
        using var stop = new CancellationTokenSource();
        Trained trained = Trainer.Train(Network.Binary, s_digits.Training, s_plan, e => stop.Cancel(), stop.Token);
        Assert.Single(trained.Epochs);
        Assert.Equal(s_digits.Test.Count, new FloatInference(trained, s_digits.Training).Predict(s_digits.Test).Length);
    }

    [Fact]
    public void TheGradientIsThatOfTheFrozenProgram()
    {
        var shape = new Shape(s_digits.Training.Size, 5, ImageSet.Classes);
        Parameters at = Parameters.Random(shape, 3, 1.2f), gradient = new(shape);
        float[] images = new float[6 * shape.Inputs];
        int[] labels = new int[6];
        for (int n = 0; n < 6; n++)
        {
            s_digits.Training.CopyImage(n, images.AsSpan(n * shape.Inputs));
            labels[n] = s_digits.Training.Labels[n];
        }

        // gradients overwrite what stood there
        gradient.All.AsSpan().Fill(float.NaN);
        BinaryNetwork.LossAndGradient(images, labels, at, gradient);
        int[] some = [.. Enumerable.Range(0, at.All.Length).Where(i => i % 23 == 0 || i >= at.All.Length - 20)];
        float[] point = [.. some.Select(i => at.All[i])], expected = [.. some.Select(i => gradient.All[i])];
        SteGen.Training.GradientCheck.Assert(
            x =>
            {
                for (int k = 0; k < some.Length; k++)
                {
                    at.All[some[k]] = x[k];
                }

                return BinaryNetwork.Loss(images, labels, at.Weights(0), at.Gamma(0), at.Beta(0), at.Weights(1), at.Gamma(1), at.Beta(1), at.Weights(2), at.Gamma(2), at.Beta(2));
            },
            point,
            expected);
    }
}
