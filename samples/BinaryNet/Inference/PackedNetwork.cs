using System;
using System.IO;
using System.Numerics;
using BinaryNet.Data;
using BinaryNet.Networks;
using BinaryNet.Training;
using SteGen;

namespace BinaryNet.Inference;

/// <summary>
/// The binary network for a small device: one bit per weight, integers for sums, thresholds in place of normalisations. The pixels of the first layer are taken apart into bit planes. Only the last ten scores are floats,
/// and they are computed from the same integers by the same expression as in the float network, so both give the same answers.
/// </summary>
public sealed class PackedNetwork
{
    private const uint Magic = 0x314e4253;
    private readonly int _brightest;
    private readonly BinaryLayer _first;
    private readonly BinaryLayer _second;
    private readonly BinaryLayer _last;
    private readonly Normalization[] _scores;

    private PackedNetwork(int brightest, BinaryLayer first, BinaryLayer second, BinaryLayer last, Normalization[] scores)
    {
        (_brightest, _first, _second, _last, _scores) = (brightest, first, second, last, scores);
    }

    /// <summary>Packs a trained network.</summary>
    public static PackedNetwork From(Trained trained, FloatInference inference, ImageSet images)
    {
        BitMatrix Signs(int layer) => BitMatrix.Pack(trained.Parameters.Weights(layer), trained.Shape.Out(layer), trained.Shape.In(layer));
        Normalization[][] n = inference.Normalizations;
        float factor = 1f / images.Scale;
        return new PackedNetwork(
            images.Brightest,
            BinaryLayer.Fold(Signs(0), (j, sum) => n[0][j].Of(sum * factor) >= 0, images.Brightest),
            BinaryLayer.Fold(Signs(1), (j, sum) => n[1][j].Of(sum) >= 0),
            BinaryLayer.Fold(Signs(2), (_, sum) => sum >= 0),
            n[2]);
    }

    public int[] Predict(ImageSet images)
    {
        if (images.Size != _first.Inputs || images.Brightest > _brightest) throw new ArgumentException($"The network was made for images of {_first.Inputs} pixels up to {_brightest}; these have {images.Size} up to {images.Brightest}.");
        int planes = 32 - BitOperations.LeadingZeroCount((uint)_brightest);
        BitMatrix plane = new(1, images.Size), hidden1 = new(1, _first.Outputs), hidden2 = new(1, _second.Outputs);
        int[] sums = new int[_first.Outputs], part = new int[_first.Outputs], rowSums = new int[_first.Outputs], scores = new int[_scores.Length], predictions = new int[images.Count];
        float[] bits = new float[images.Size];
        new BitMatrix(1, images.Size).MultiplyRow(0, _first.Weights, rowSums);
        for (int n = 0; n < images.Count; n++)
        {
            // bit = (sign + 1) / 2, so sum over w bit = (sum over w sign + sum over w) / 2; against a row of -1 the second sum is negative
            Array.Clear(sums);
            ReadOnlySpan<byte> pixels = images.Pixels.AsSpan(n * images.Size, images.Size);
            for (int b = 0; b < planes; b++)
            {
                for (int i = 0; i < bits.Length; i++)
                {
                    bits[i] = ((pixels[i] >> b) & 1) - 0.5f;
                }

                plane.Set(bits);
                plane.MultiplyRow(0, _first.Weights, part);
                for (int j = 0; j < sums.Length; j++)
                {
                    sums[j] += (part[j] - rowSums[j]) / 2 << b;
                }
            }

            _first.Decide(sums, hidden1, 0);
            _second.Run(hidden1, hidden2);
            hidden2.MultiplyRow(0, _last.Weights, scores);
            predictions[n] = FloatInference.ArgMax(j => _scores[j].Of(scores[j]), scores.Length);
        }

        return predictions;
    }

    public void Save(string path)
    {
        using var writer = new BinaryWriter(File.Create(path));
        writer.Write(Magic);
        writer.Write(_brightest);
        foreach (BinaryLayer layer in new[] { _first, _second, _last })
        {
            layer.Save(writer);
        }

        foreach (Normalization n in _scores)
        {
            writer.Write(n.Mean);
            writer.Write(n.Scale);
            writer.Write(n.Shift);
        }
    }

    /// <exception cref="InvalidDataException">The file is damaged or too short.</exception>
    public static PackedNetwork Load(string path)
    {
        using var reader = new BinaryReader(File.OpenRead(path));
        try
        {
            if (reader.ReadUInt32() != Magic) throw new InvalidDataException($"{path} is no packed network.");
            int brightest = reader.ReadInt32();
            BinaryLayer first = BinaryLayer.Load(reader), second = BinaryLayer.Load(reader), last = BinaryLayer.Load(reader);
            if (brightest is < 1 or > 255 || first.Outputs != second.Inputs || second.Outputs != last.Inputs || last.Outputs != ImageSet.Classes) throw new InvalidDataException($"{path}: the layers do not fit together; the file is damaged.");
            var scores = new Normalization[last.Outputs];
            for (int j = 0; j < scores.Length; j++)
            {
                scores[j] = new Normalization(reader.ReadSingle(), reader.ReadSingle(), reader.ReadSingle());
            }

            return reader.BaseStream.Position == reader.BaseStream.Length ? new PackedNetwork(brightest, first, second, last, scores) : throw new InvalidDataException($"{path} is longer than its network.");
        }
        catch (EndOfStreamException)
        {
            throw new InvalidDataException($"{path} ends too early.");
        }
    }
}
