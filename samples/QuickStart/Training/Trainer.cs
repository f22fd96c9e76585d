using System;
using System.Linq;
using QuickStart.Digits;
using QuickStart.Networks;

namespace QuickStart.Training;

/// <summary>How long and how fast; the same for all networks.</summary>
public sealed record Plan(int Epochs = 25, int Batch = 32, float LearningRate = 0.02f, int Seed = 2);

/// <summary>The training loop: plain C# around a generated gradient. It draws the same numbers on every run.</summary>
public static class Trainer
{
    /// <summary>Trains; after every epoch <paramref name="epochDone"/> is told how many there were, and the mean loss of the last.</summary>
    public static Parameters Train(Network network, DigitSet digits, Plan plan, Action<int, float>? epochDone = null)
    {
        var random = new Random(plan.Seed);
        Parameters parameters = Parameters.Random(plan.Seed);
        var gradient = new Parameters();
        var adam = new Adam(parameters.All.Length);
        int[] order = [.. Enumerable.Range(0, digits.Count)];
        var images = new float[plan.Batch * DigitSet.Pixels];
        var labels = new int[plan.Batch];
        int step = 0;
        int steps = plan.Epochs * ((digits.Count + plan.Batch - 1) / plan.Batch);
        for (int epoch = 0; epoch < plan.Epochs; epoch++)
        {
            random.Shuffle(order);
            float loss = 0;
            for (int first = 0; first < order.Length; first += plan.Batch)
            {
                int count = Math.Min(plan.Batch, order.Length - first);
                Gather(digits, order.AsSpan(first, count), images, labels);
                loss += count * network.LossAndGradient(images.AsSpan(0, count * DigitSet.Pixels), labels.AsSpan(0, count), parameters, gradient);
                adam.Step(parameters.All, gradient.All, LearningRate(plan, step++, steps));
                if (network.ClipWeights) Clip(parameters.AllWeights);
            }

            epochDone?.Invoke(epoch + 1, loss / order.Length);
        }

        return parameters;
    }

    /// <summary>The fraction of the digits that the network reads correctly.</summary>
    public static double Accuracy(Network network, DigitSet digits, Parameters parameters)
    {
        int correct = 0;
        for (int i = 0; i < digits.Count; i++)
        {
            if (network.Predict(digits.Image(i), parameters) == digits.Labels[i]) correct++;
        }

        return correct / (double)digits.Count;
    }

    /// <summary>From the plan's rate down to 0, along half a cosine.</summary>
    private static float LearningRate(Plan plan, int step, int steps) => plan.LearningRate * 0.5f * (1 + MathF.Cos(MathF.PI * step / steps));

    private static void Gather(DigitSet digits, ReadOnlySpan<int> indices, Span<float> images, Span<int> labels)
    {
        for (int i = 0; i < indices.Length; i++)
        {
            digits.Image(indices[i]).CopyTo(images.Slice(i * DigitSet.Pixels, DigitSet.Pixels));
            labels[i] = digits.Labels[indices[i]];
        }
    }

    private static void Clip(Span<float> weights)
    {
        foreach (ref float w in weights)
        {
            w = Math.Clamp(w, -1f, 1f);
        }
    }
}
