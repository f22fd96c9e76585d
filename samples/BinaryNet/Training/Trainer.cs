using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using BinaryNet.Data;
using BinaryNet.Networks;
using SteGen.Training;

namespace BinaryNet.Training;

/// <summary>How long and how fast.</summary>
public sealed record Plan(int Hidden, int Epochs, int Batch = 100, float LearningRate = 0.01f, int Seed = 1)
{
    /// <summary>The default budgets: small for the digits, that of the papers' network for sets of MNIST's size.</summary>
    public static Plan For(ImageSet training) => training.Count > 10000 ? new Plan(Hidden: 1024, Epochs: 20) : new Plan(Hidden: 128, Epochs: 30, Batch: 50);
}

/// <summary>What was seen after an epoch.</summary>
public sealed record Epoch(int Number, double Loss, double FlipRatio);

/// <summary>What came of a training; complete or not.</summary>
public sealed record Trained(Network Network, Shape Shape, Parameters Parameters, IReadOnlyList<Epoch> Epochs);

/// <summary>The training loop: plain C# around a generated gradient. It draws the same numbers on every run.</summary>
public static class Trainer
{
    /// <summary>Trains until the plan or the user ends it.</summary>
    public static Trained Train(Network network, ImageSet images, Plan plan, Action<Epoch>? epochDone = null, CancellationToken stop = default)
    {
        var shape = new Shape(images.Size, plan.Hidden, ImageSet.Classes);
        Parameters parameters = Parameters.Random(shape, plan.Seed, network.FirstBound), gradient = new(shape);
        var adam = new Adam<float>(parameters.All.Length, plan.LearningRate);
        var flips = new FlipRatio(parameters.Weights(1).Length);
        var random = new Random(plan.Seed);
        int[] order = [.. Enumerable.Range(0, images.Count)], labels = new int[plan.Batch];
        float[] batch = new float[plan.Batch * images.Size];
        int batches = images.Count / plan.Batch;
        if (batches == 0) throw new ArgumentException($"{images.Count} images are fewer than a batch of {plan.Batch}.");
        List<Epoch> epochs = [];
        flips.Update(parameters.Weights(1));
        for (int epoch = 0; epoch < plan.Epochs && !stop.IsCancellationRequested; epoch++)
        {
            random.Shuffle(order);
            double loss = 0;
            int done = 0;
            for (; done < batches && !stop.IsCancellationRequested; done++)
            {
                for (int n = 0; n < plan.Batch; n++)
                {
                    int index = order[(done * plan.Batch) + n];
                    images.CopyImage(index, batch.AsSpan(n * images.Size, images.Size));
                    labels[n] = images.Labels[index];
                }

                loss += network.Loss(batch, labels, parameters, gradient);
                adam.LearningRate = (float)LearningRates.Cosine((epoch * batches) + done, plan.Epochs * batches, plan.LearningRate);
                adam.Step(parameters.All, gradient.All);
                if (network.ClipWeights)
                {
                    for (int layer = 0; layer < 3; layer++)
                    {
                        Weights.Clip(parameters.Weights(layer), 1f);
                    }
                }
            }

            epochs.Add(new Epoch(epoch + 1, loss / Math.Max(done, 1), flips.Update(parameters.Weights(1))));
            epochDone?.Invoke(epochs[^1]);
        }

        return new Trained(network, shape, parameters, epochs);
    }
}
