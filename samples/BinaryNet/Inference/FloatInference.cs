using System;
using System.Linq;
using BinaryNet.Data;
using BinaryNet.Networks;
using BinaryNet.Training;
using SteGen;

namespace BinaryNet.Inference;

/// <summary>What a unit does with its sum when the network is used: the statistics of the batch have become constants.</summary>
public readonly record struct Normalization(float Mean, float Scale, float Shift)
{
    public float Of(float sum) => ((sum - Mean) * Scale) + Shift;
}

/// <summary>A trained network in floats. The statistics of its normalisations are those of all training images under the final weights.</summary>
public sealed class FloatInference
{
    private const int Chunk = 200;
    private readonly Trained _trained;
    private readonly float[][] _weights;

    public FloatInference(Trained trained, ImageSet training)
    {
        _trained = trained;
        _weights = [.. Enumerable.Range(0, 3).Select(layer => Array.ConvertAll(trained.Parameters.Weights(layer).ToArray(), w => trained.Network.Weight(w)))];
        Normalizations = new Normalization[3][];
        for (int layer = 0; layer < 3; layer++)
        {
            Normalizations[layer] = Statistics(layer, training);
        }
    }

    public Normalization[][] Normalizations { get; }

    public int[] Predict(ImageSet images)
    {
        int classes = _trained.Shape.Classes;
        int[] predictions = new int[images.Count];
        Sums(2, images, (first, count, sums) =>
        {
            for (int n = 0; n < count; n++)
            {
                predictions[first + n] = ArgMax(j => Normalizations[2][j].Of(sums[(n * classes) + j]), classes);
            }
        });
        return predictions;
    }

    /// <summary>The lowest index of the largest score.</summary>
    public static int ArgMax(Func<int, float> score, int count)
    {
        int best = 0;
        for (int j = 1; j < count; j++)
        {
            if (score(j) > score(best)) best = j;
        }

        return best;
    }

    public static double Accuracy(int[] predictions, ImageSet images)
    {
        int right = 0;
        for (int n = 0; n < predictions.Length; n++)
        {
            if (predictions[n] == images.Labels[n]) right++;
        }

        return right / (double)predictions.Length;
    }

    private Normalization[] Statistics(int layer, ImageSet images)
    {
        int units = _trained.Shape.Out(layer);
        double[] sum = new double[units], squares = new double[units];
        Sums(layer, images, (_, count, sums) =>
        {
            for (int i = 0; i < count * units; i++)
            {
                sum[i % units] += sums[i];
                squares[i % units] += (double)sums[i] * sums[i];
            }
        });
        var result = new Normalization[units];
        for (int j = 0; j < units; j++)
        {
            double mean = sum[j] / images.Count, variance = Math.Max(0, (squares[j] / images.Count) - (mean * mean));
            result[j] = new Normalization((float)mean, (float)(_trained.Parameters.Gamma(layer)[j] / Math.Sqrt(variance + Layers.Epsilon)), _trained.Parameters.Beta(layer)[j]);
        }

        return result;
    }

    /// <summary>The sums of a layer before its normalisation, some images at a time.</summary>
    private void Sums(int last, ImageSet images, Action<int, int, float[]> use)
    {
        Shape shape = _trained.Shape;
        for (int first = 0; first < images.Count; first += Chunk)
        {
            int count = Math.Min(Chunk, images.Count - first);
            float[] values = new float[count * shape.Inputs];
            for (int n = 0; n < count; n++)
            {
                images.CopyImage(first + n, values.AsSpan(n * shape.Inputs, shape.Inputs));
            }

            for (int layer = 0; ; layer++)
            {
                int units = shape.Out(layer);
                float[] sums = new float[count * units];
                LinearAlgebra.MatMulTransposedB(values, _weights[layer], count, shape.In(layer), units, sums);
                if (layer == last)
                {
                    use(first, count, sums);
                    break;
                }

                for (int i = 0; i < sums.Length; i++)
                {
                    sums[i] = _trained.Network.Activation(Normalizations[layer][i % units].Of(sums[i]));
                }

                values = sums;
            }
        }
    }
}
