using System;
using System.IO;
using System.Linq;
using System.Threading;
using Quantize;
using Samples;
using SteGen.Training;
using Xunit;

namespace SteGen.Samples.Tests.QuantizeSample;

/// <summary>Two bits: rounding alone costs accuracy, fine-tuning with learned steps brings it back, a bare rounding lets no weight move.</summary>
public class QuantizeTests
{
    private static readonly (DigitSet Training, DigitSet Test) s_digits = DigitSet.Load(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"));

    [Fact]
    public void FineTuningBringsTheAccuracyBack()
    {
        Levels levels = Levels.OfBits(2);
        Assert.Equal(new Levels(-2, 1, 3), levels);
        Parameters whole = FineTuning.Train(Kind.Float, null, default, s_digits.Training, 15);
        Parameters start = FineTuning.WithSteps(whole, levels, s_digits.Training);
        Parameters tuned = FineTuning.Train(Kind.LearnedSteps, start, levels, s_digits.Training, 15);
        Parameters control = FineTuning.Train(Kind.RawRounding, start, levels, s_digits.Training, 15);
        double full = FineTuning.Accuracy(Kind.Float, whole, default, s_digits.Test), rounded = FineTuning.Accuracy(Kind.LearnedSteps, start, levels, s_digits.Test);
        double learned = FineTuning.Accuracy(Kind.LearnedSteps, tuned, levels, s_digits.Test), raw = FineTuning.Accuracy(Kind.LearnedSteps, control, levels, s_digits.Test);
        Assert.InRange(full, 0.93, 1);
        Assert.True(learned > rounded + 0.03 && learned > raw + 0.03 && learned > full - 0.04, $"float {full}, rounded {rounded}, learned {learned}, control {raw}");
        Assert.Equal(start.W1, control.W1);
        Assert.NotEqual(start.W1.ToArray(), tuned.W1.ToArray());
    }

    [Fact]
    public void TheGradientIsThatOfTheFrozenProgram()
    {
        // what quantizes is piecewise: the points are such that no weight is near a bound of its range
        Levels levels = Levels.OfBits(4);
        Parameters at = FineTuning.WithSteps(FineTuning.Train(Kind.Float, null, default, s_digits.Training, 1), levels, s_digits.Training), gradient = new();
        float[] images = s_digits.Training.Images[..(3 * DigitSet.Size)];
        int[] labels = s_digits.Training.Labels[..3];
        LearnedSteps.LossValueAndGradient(
            images, labels, at.W1, at.B1, at.W2, at.B2, at.Steps, levels.WeightLow, levels.WeightHigh, levels.ActivationHigh, gradient.W1, gradient.B1, gradient.W2, gradient.B2, gradient.Steps);
        int[] some = [.. Enumerable.Range(0, Parameters.Hidden * Parameters.Classes).Where(i => i % 37 == 0)];
        float[] weights = at.W2.ToArray(), expected = gradient.W2.ToArray();
        GradientCheck.Assert(
            x =>
            {
                for (int k = 0; k < some.Length; k++)
                {
                    at.W2[some[k]] = x[k];
                }

                return LearnedSteps.Loss(images, labels, at.W1, at.B1, at.W2, at.B2, at.Steps, levels.WeightLow, levels.WeightHigh, levels.ActivationHigh);
            },
            [.. some.Select(i => weights[i])],
            [.. some.Select(i => expected[i])]);
    }

    [Fact]
    public void AStoppedTrainingReturnsWhatThereIs()
    {
        using var stop = new CancellationTokenSource();
        int epochs = 0;
        FineTuning.Train(Kind.Float, null, default, s_digits.Training, 50, (_, _) =>
        {
            epochs++;
            stop.Cancel();
        }, stop.Token);
        Assert.Equal(1, epochs);
    }
}
