using System;
using System.Linq;
using System.Threading;
using Samples;
using SteGen;
using SteGen.Training;

namespace Quantize;

public enum Kind
{
    Float,
    LearnedSteps,
    RawRounding,
}

/// <summary>Weights, shifts and steps in one array.</summary>
public sealed class Parameters
{
    public const int Inputs = 64, Hidden = 64, Classes = 10;

    public float[] All { get; } = new float[(Inputs * Hidden) + Hidden + (Hidden * Classes) + Classes + 3];

    public Span<float> W1 => All.AsSpan(0, Inputs * Hidden);

    public Span<float> B1 => All.AsSpan(Inputs * Hidden, Hidden);

    public Span<float> W2 => All.AsSpan((Inputs + 1) * Hidden, Hidden * Classes);

    public Span<float> B2 => All.AsSpan(((Inputs + 1) * Hidden) + (Hidden * Classes), Classes);

    public Span<float> Steps => All.AsSpan(All.Length - 3);
}

/// <summary>Training and fine-tuning: plain C# around generated gradients. Every run draws the same numbers.</summary>
public static class FineTuning
{
    private const int Batch = 32;

    public static Parameters Train(Kind kind, Parameters? start, Levels levels, DigitSet images, int epochs, Action<int, double>? told = null, CancellationToken stop = default)
    {
        var random = new Random(3);
        Parameters at = new(), gradient = new();
        if (start is null)
        {
            Weights.Glorot(at.W1, Parameters.Inputs, Parameters.Hidden, random);
            Weights.Glorot(at.W2, Parameters.Hidden, Parameters.Classes, random);
        }
        else
        {
            start.All.CopyTo(at.All, 0);
        }

        float rate = start is null ? 0.005f : 0.001f;
        var adam = new Adam<float>(at.All.Length, rate);
        int[] order = [.. Enumerable.Range(0, images.Count)], labels = new int[Batch];
        float[] batch = new float[Batch * Parameters.Inputs];
        int batches = images.Count / Batch;
        for (int epoch = 0; epoch < epochs && !stop.IsCancellationRequested; epoch++)
        {
            random.Shuffle(order);
            double loss = 0;
            for (int b = 0; b < batches; b++)
            {
                for (int n = 0; n < Batch; n++)
                {
                    images.CopyImage(order[(b * Batch) + n], batch.AsSpan(n * Parameters.Inputs, Parameters.Inputs));
                    labels[n] = images.Labels[order[(b * Batch) + n]];
                }

                loss += Loss(kind, batch, labels, at, levels, gradient);
                adam.LearningRate = (float)LearningRates.Cosine((epoch * batches) + b, epochs * batches, rate);
                adam.Step(at.All, gradient.All);
                foreach (ref float s in at.Steps)
                {
                    if (kind == Kind.LearnedSteps) s = MathF.Max(s, 1e-4f);
                }
            }

            told?.Invoke(epoch + 1, loss / batches);
        }

        return at;
    }

    /// <summary>Steps to begin with, as in the paper: <c>2 mean |x| / sqrt(highest level)</c>; for the activations from the images.</summary>
    public static Parameters WithSteps(Parameters trained, Levels levels, DigitSet images)
    {
        var result = new Parameters();
        trained.All.CopyTo(result.All, 0);
        result.Steps[0] = 2 * Mean(trained.W1) / MathF.Sqrt(levels.WeightHigh);
        result.Steps[2] = 2 * Mean(trained.W2) / MathF.Sqrt(levels.WeightHigh);
        float[] image = new float[Parameters.Inputs], hidden = new float[Parameters.Hidden];
        float sum = 0;
        for (int n = 0; n < 100; n++)
        {
            images.CopyImage(n, image);
            LinearAlgebra.MatVec(trained.W1, image, Parameters.Hidden, Parameters.Inputs, hidden);
            for (int j = 0; j < hidden.Length; j++)
            {
                sum += MathF.Max(hidden[j] + trained.B1[j], 0) / (100 * hidden.Length);
            }
        }

        result.Steps[1] = 2 * sum / MathF.Sqrt(levels.ActivationHigh);
        return result;
    }

    public static double Accuracy(Kind kind, Parameters at, Levels levels, DigitSet images)
    {
        int right = 0;
        float[] image = new float[Parameters.Inputs];
        for (int n = 0; n < images.Count; n++)
        {
            images.CopyImage(n, image);
            int best = 0;
            float lowest = float.PositiveInfinity;
            for (int label = 0; label < Parameters.Classes; label++)
            {
                // the class under which the image costs least is the one with the highest score
                float loss = kind == Kind.Float
                    ? FloatNetwork.Loss(image, [label], at.W1, at.B1, at.W2, at.B2)
                    : LearnedSteps.Loss(image, [label], at.W1, at.B1, at.W2, at.B2, at.Steps, levels.WeightLow, levels.WeightHigh, levels.ActivationHigh);
                if (loss < lowest) (lowest, best) = (loss, label);
            }

            if (best == images.Labels[n]) right++;
        }

        return right / (double)images.Count;
    }

    private static float Loss(Kind kind, float[] batch, int[] labels, Parameters at, Levels levels, Parameters gradient) => kind switch
    {
        Kind.Float => FloatNetwork.LossValueAndGradient(batch, labels, at.W1, at.B1, at.W2, at.B2, gradient.W1, gradient.B1, gradient.W2, gradient.B2),
        Kind.LearnedSteps => LearnedSteps.LossValueAndGradient(
            batch, labels, at.W1, at.B1, at.W2, at.B2, at.Steps, levels.WeightLow, levels.WeightHigh, levels.ActivationHigh, gradient.W1, gradient.B1, gradient.W2, gradient.B2, gradient.Steps),
        _ => RawRounding.LossValueAndGradient(
            batch, labels, at.W1, at.B1, at.W2, at.B2, at.Steps, levels.WeightLow, levels.WeightHigh, levels.ActivationHigh, gradient.W1, gradient.B1, gradient.W2, gradient.B2, gradient.Steps),
    };

    private static float Mean(ReadOnlySpan<float> values)
    {
        float sum = 0;
        foreach (float x in values)
        {
            sum += MathF.Abs(x);
        }

        return sum / values.Length;
    }
}
