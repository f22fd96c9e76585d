using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Samples;
using SteGen;
using SteGen.Training;

namespace VqVae;

/// <summary>How the codes learn, and whether the decoder's gradient reaches the encoder.</summary>
public enum Kind
{
    GradientCodebook,
    AveragedCodebook,
    Control,
}

/// <summary>What was seen after an epoch: the mean squared error of the training images, and how many codes are in use, as the exponential of the entropy of their use.</summary>
public sealed record Epoch(int Number, double Error, double Perplexity);

/// <summary>What came of a training; complete or not.</summary>
public sealed record Trained(Shape Shape, Parameters Parameters, IReadOnlyList<Epoch> Epochs);

/// <summary>The training loop: plain C# around generated gradients. It draws the same numbers on every run.</summary>
public static class Trainer
{
    private const int Batch = 32;
    private const float Rate = 2e-3f;

    public static Trained Train(Kind kind, Shape shape, DigitSet images, int epochs, Action<Epoch>? told = null, CancellationToken stop = default)
    {
        if (shape.Codes > images.Count * shape.PerImage) throw new ArgumentException($"{shape.Codes} codes are more than the {images.Count * shape.PerImage} places of the images.");
        var random = new Random(3);
        Parameters at = Parameters.Random(shape, 1), gradient = new(shape);
        int[] order = [.. Enumerable.Range(0, images.Count)], indices = new int[Batch * shape.PerImage];
        float[] batch = new float[Batch * shape.Inputs], z = new float[Batch * shape.Latent], chosen = new float[z.Length];

        // codes begin where the encoder begins: at what it says of images here and there
        float[] all = new float[images.Count * shape.Latent];
        Encode(at, images.Images, images.Count, all);
        for (int k = 0; k < shape.Codes; k++)
        {
            all.AsSpan(k * (images.Count * shape.PerImage / shape.Codes) * shape.Dim, shape.Dim).CopyTo(at.Codebook.AsSpan(k * shape.Dim));
        }

        var average = new CodebookAverage<float>(at.Codebook, shape.Dim);
        Adam<float> ofNetworks = new(at.All.Length, Rate), ofCodes = new(at.Codebook.Length, Rate);
        int batches = images.Count / Batch;
        List<Epoch> done = [];
        var trained = new Trained(shape, at, done);
        for (int epoch = 0; epoch < epochs && !stop.IsCancellationRequested; epoch++)
        {
            random.Shuffle(order);
            for (int b = 0; b < batches; b++)
            {
                Fill(images, order, b * Batch, batch);
                if (kind == Kind.AveragedCodebook)
                {
                    Encode(at, batch, Batch, z);
                    Ste.VectorQuantizeForward(z, at.Codebook, shape.Dim, chosen, indices);
                    average.Update(z, indices);
                    average.Expire(z, 0.1, seed: 7, step: (epoch * batches) + b);
                }

                Loss(kind, shape, batch, at, gradient);
                ofNetworks.LearningRate = ofCodes.LearningRate = (float)LearningRates.Cosine((epoch * batches) + b, epochs * batches, Rate);
                ofNetworks.Step(at.All, gradient.All);
                if (kind != Kind.AveragedCodebook) ofCodes.Step(at.Codebook, gradient.Codebook);
            }

            int[] codes = Codes(trained, images.Images);
            done.Add(new Epoch(epoch + 1, Layers.MeanSquare(images.Images, Decode(trained, codes)), Perplexity(Uses(shape, codes))));
            told?.Invoke(done[^1]);
        }

        return trained;
    }

    /// <summary>Images to codes.</summary>
    public static int[] Codes(Trained trained, ReadOnlySpan<float> images)
    {
        Shape shape = trained.Shape;
        int count = images.Length / shape.Inputs;
        float[] z = new float[count * shape.Latent];
        int[] indices = new int[count * shape.PerImage];
        Encode(trained.Parameters, images, count, z);
        Ste.VectorQuantizeForward(z, trained.Parameters.Codebook, shape.Dim, new float[z.Length], indices);
        return indices;
    }

    /// <summary>Codes to images. Nothing else is needed of an image.</summary>
    public static float[] Decode(Trained trained, ReadOnlySpan<int> codes)
    {
        Shape shape = trained.Shape;
        Parameters at = trained.Parameters;
        int count = codes.Length / shape.PerImage;
        float[] chosen = new float[count * shape.Latent], images = new float[count * shape.Inputs];
        for (int n = 0; n < codes.Length; n++)
        {
            at.Codebook.AsSpan(codes[n] * shape.Dim, shape.Dim).CopyTo(chosen.AsSpan(n * shape.Dim));
        }

        Layers.TwoLayers(chosen, at.W(3), at.B(3), at.W(4), at.B(4), count, images);
        return images;
    }

    /// <summary>How often each code is used.</summary>
    public static int[] Uses(Shape shape, ReadOnlySpan<int> codes)
    {
        int[] uses = new int[shape.Codes];
        foreach (int k in codes)
        {
            uses[k]++;
        }

        return uses;
    }

    public static double Perplexity(int[] uses)
    {
        double all = uses.Sum();
        return Math.Exp(-uses.Where(u => u > 0).Sum(u => u / all * Math.Log(u / all)));
    }

    private static void Fill(DigitSet images, int[] order, int start, float[] batch)
    {
        for (int n = 0; n < Batch; n++)
        {
            images.CopyImage(order[start + n], batch.AsSpan(n * DigitSet.Size, DigitSet.Size));
        }
    }

    private static void Encode(Parameters at, ReadOnlySpan<float> images, int count, Span<float> z) => Layers.TwoLayers(images, at.W(1), at.B(1), at.W(2), at.B(2), count, z);

    private static float Loss(Kind kind, Shape shape, float[] images, Parameters at, Parameters to) => kind switch
    {
        Kind.GradientCodebook => Autoencoder.LossValueAndGradient(
            images, Batch, shape.Dim, at.Codebook, at.W(1), at.B(1), at.W(2), at.B(2), at.W(3), at.B(3), at.W(4), at.B(4), to.Codebook, to.W(1), to.B(1), to.W(2), to.B(2), to.W(3), to.B(3), to.W(4), to.B(4)),
        Kind.AveragedCodebook => Autoencoder.AveragedLossValueAndGradient(
            images, Batch, shape.Dim, at.Codebook, at.W(1), at.B(1), at.W(2), at.B(2), at.W(3), at.B(3), at.W(4), at.B(4), to.W(1), to.B(1), to.W(2), to.B(2), to.W(3), to.B(3), to.W(4), to.B(4)),
        _ => Autoencoder.RawLossValueAndGradient(
            images, Batch, shape.Dim, at.Codebook, at.W(1), at.B(1), at.W(2), at.B(2), at.W(3), at.B(3), at.W(4), at.B(4), to.Codebook, to.W(1), to.B(1), to.W(2), to.B(2), to.W(3), to.B(3), to.W(4), to.B(4)),
    };
}
