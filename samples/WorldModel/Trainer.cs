using System;
using System.Threading;
using SteGen;
using SteGen.Training;

namespace WorldModel;

/// <summary>The generated gradient of a model.</summary>
public delegate float Objective(
    ReadOnlySpan<float> seen, ReadOnlySpan<float> next, ReadOnlySpan<int> actions, ReadOnlySpan<float> noise, int classes,
    ReadOnlySpan<float> w1, ReadOnlySpan<float> b1, ReadOnlySpan<float> w2, ReadOnlySpan<float> b2, ReadOnlySpan<float> w3, ReadOnlySpan<float> b3,
    ReadOnlySpan<float> w4, ReadOnlySpan<float> b4, ReadOnlySpan<float> w5, ReadOnlySpan<float> b5, ReadOnlySpan<float> w6, ReadOnlySpan<float> b6,
    Span<float> w1Gradient, Span<float> b1Gradient, Span<float> w2Gradient, Span<float> b2Gradient, Span<float> w3Gradient, Span<float> b3Gradient,
    Span<float> w4Gradient, Span<float> b4Gradient, Span<float> w5Gradient, Span<float> b5Gradient, Span<float> w6Gradient, Span<float> b6Gradient);

/// <summary>The training loop: plain C# around a generated gradient. It draws the same numbers on every run.</summary>
public static class Trainer
{
    private const int Batch = 64;
    private const float Rate = 3e-3f;

    /// <summary>Learns from steps with random actions, taken from random cells. <paramref name="told"/> hears of the mean loss, and may look at the weights.</summary>
    public static Parameters Train(Objective objective, Shape shape, int steps, int every, Action<int, double, Parameters>? told = null, CancellationToken stop = default)
    {
        Parameters at = Parameters.Random(shape, 1), gradient = new(shape);
        var random = new Random(2);
        float[] seen = new float[Batch * GridWorld.Pixels], next = new float[seen.Length], noise = new float[Batch * shape.Width];
        int[] actions = new int[Batch];
        var adam = new Adam<float>(at.All.Length, Rate);
        long observed = 0;
        double loss = 0;
        for (int step = 0; step < steps && !stop.IsCancellationRequested; step++)
        {
            for (int n = 0; n < Batch; n++)
            {
                int cell = GridWorld.Free[random.Next(GridWorld.Free.Count)];
                actions[n] = random.Next(GridWorld.Actions);
                GridWorld.Observe(cell, ref observed, seen.AsSpan(n * GridWorld.Pixels, GridWorld.Pixels));
                GridWorld.Observe(GridWorld.Step(cell, actions[n]), ref observed, next.AsSpan(n * GridWorld.Pixels, GridWorld.Pixels));
            }

            Noise.Gumbel(seed: 3, (long)step * noise.Length, noise);
            loss += objective(
                seen, next, actions, noise, shape.Classes,
                at.W(1), at.B(1), at.W(2), at.B(2), at.W(3), at.B(3), at.W(4), at.B(4), at.W(5), at.B(5), at.W(6), at.B(6),
                gradient.W(1), gradient.B(1), gradient.W(2), gradient.B(2), gradient.W(3), gradient.B(3), gradient.W(4), gradient.B(4), gradient.W(5), gradient.B(5), gradient.W(6), gradient.B(6));
            adam.LearningRate = (float)LearningRates.Cosine(step, steps, Rate);
            adam.Step(at.All, gradient.All);
            if ((step + 1) % every == 0)
            {
                told?.Invoke(step + 1, loss / every, at);
                loss = 0;
            }
        }

        return at;
    }
}
