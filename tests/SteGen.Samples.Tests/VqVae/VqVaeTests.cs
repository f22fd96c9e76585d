extern alias VqVaeSample;

using System;
using System.IO;
using System.Linq;
using System.Threading;
using SteGen.Training;
using VqVaeSample::Samples;
using VqVaeSample::VqVae;
using Xunit;

namespace SteGen.Samples.Tests.VqVae;

/// <summary>Both kinds of codebook learn to draw the digits; without the estimator the encoder does not learn what the decoder needs.</summary>
public class VqVaeTests
{
    private static readonly (DigitSet Training, DigitSet Test) s_digits = DigitSet.Load(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"));

    [Theory]
    [InlineData(Kind.GradientCodebook)]
    [InlineData(Kind.AveragedCodebook)]
    public void CodesDrawTheDigits(Kind kind)
    {
        Trained trained = Trainer.Train(kind, new Shape(), s_digits.Training, 20);
        int[] codes = Trainer.Codes(trained, s_digits.Test.Images);
        float error = Layers.MeanSquare(s_digits.Test.Images, Trainer.Decode(trained, codes));
        Assert.True(error < 0.35 * Variance(), $"The error is {error}, that of the mean image {Variance()}.");
        Assert.True(Trainer.Perplexity(Trainer.Uses(trained.Shape, codes)) > 20);
    }

    [Fact]
    public void WithoutTheEstimatorTheyDoNot()
    {
        Trained trained = Trainer.Train(Kind.Control, new Shape(), s_digits.Training, 20);
        int[] codes = Trainer.Codes(trained, s_digits.Test.Images);
        float error = Layers.MeanSquare(s_digits.Test.Images, Trainer.Decode(trained, codes));
        Assert.True(error > 0.55 * Variance(), $"The error is {error}, that of the mean image {Variance()}.");
        Assert.True(Trainer.Perplexity(Trainer.Uses(trained.Shape, codes)) < 15);
    }

    [Fact]
    public void TheGradientIsThatOfTheFrozenProgram()
    {
        // few images of few codes, so that no row is near another code: choices do not change within a step of the differences
        var shape = new Shape(Hidden: 6, PerImage: 2, Dim: 3, Codes: 4);
        Parameters at = Parameters.Random(shape, 5), gradient = new(shape);
        var random = new Random(4);
        foreach (ref float c in at.Codebook.AsSpan())
        {
            c = (2 * random.NextSingle()) - 1;
        }

        float[] images = s_digits.Training.Images[..(3 * DigitSet.Size)], point = [.. at.W(1), .. at.B(1), .. at.W(2), .. at.B(2), .. at.W(3), .. at.B(3), .. at.W(4), .. at.B(4), .. at.Codebook];
        Autoencoder.LossValueAndGradient(
            images, 3, 3, at.Codebook, at.W(1), at.B(1), at.W(2), at.B(2), at.W(3), at.B(3), at.W(4), at.B(4), gradient.Codebook, gradient.W(1), gradient.B(1), gradient.W(2), gradient.B(2), gradient.W(3), gradient.B(3), gradient.W(4), gradient.B(4));
        Assert.Contains(gradient.W(1).ToArray(), g => g != 0);
        GradientCheck.Assert(
            x =>
            {
                x[..at.All.Length].CopyTo(at.All);
                x[at.All.Length..].CopyTo(at.Codebook);
                return Autoencoder.Loss(images, 3, 3, at.Codebook, at.W(1), at.B(1), at.W(2), at.B(2), at.W(3), at.B(3), at.W(4), at.B(4));
            },
            point,
            [.. gradient.All, .. gradient.Codebook]);
    }

    [Fact]
    public void AnImageIsAWhitePngOfItsSize()
    {
        byte[] file = PngImage.Grey([1f, 1, 1, 1, 1, 1], 3, 2);
        Assert.Equal([0x89, 0x50, 0x4E, 0x47], file[..4]);
        Assert.Equal([0, 0, 0, 3, 0, 0, 0, 2, 8, 0], file[16..26]);

        // the check sum of an empty end is known to everybody
        Assert.Equal([0xAE, 0x42, 0x60, 0x82], file[^4..]);
        Assert.Throws<ArgumentException>(() => PngImage.Grey([1f], 2, 1));
    }

    [Fact]
    public void AStoppedTrainingReturnsWhatThereIs()
    {
        using var stop = new CancellationTokenSource();
        Assert.Single(Trainer.Train(Kind.GradientCodebook, new Shape(), s_digits.Training, 50, _ => stop.Cancel(), stop.Token).Epochs);
    }

    [Fact]
    public void MoreCodesThanPlacesAreRefused() =>
        Assert.Throws<ArgumentException>(() => Trainer.Train(Kind.GradientCodebook, new Shape(Codes: 100_000), s_digits.Training, 1));

    // the mean squared error of the mean image
    private static double Variance()
    {
        float[] images = s_digits.Test.Images;
        return Enumerable.Range(0, DigitSet.Size).Average(i =>
        {
            double[] values = [.. Enumerable.Range(0, s_digits.Test.Count).Select(n => (double)images[(n * DigitSet.Size) + i])];
            return values.Average(v => (v - values.Average()) * (v - values.Average()));
        });
    }
}
