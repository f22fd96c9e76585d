using System;
using System.IO;
using System.IO.Compression;

namespace BinaryNet.Data;

/// <summary>Grey images laid end to end, and what they show. A pixel is a whole number up to <see cref="Brightest"/>; the network sees it divided by a power of two, so that its first sums stay exact.</summary>
public sealed record ImageSet(byte[] Pixels, byte[] Labels, int Size, int Brightest)
{
    public const int Classes = 10;

    public int Count => Labels.Length;

    /// <summary>What a pixel is divided by.</summary>
    public int Scale => Brightest > 16 ? 256 : 16;

    public void CopyImage(int index, Span<float> to)
    {
        ReadOnlySpan<byte> from = Pixels.AsSpan(index * Size, Size);
        float factor = 1f / Scale;
        for (int i = 0; i < from.Length; i++)
        {
            to[i] = from[i] * factor;
        }
    }

    /// <summary>The digits that come with the samples: 1,797 images of 8 x 8 pixels. A fifth is held out.</summary>
    public static (ImageSet Training, ImageSet Test) Digits(string path, int seed = 1)
    {
        const int Size = 64, Brightest = 16;
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        byte[] pixels = new byte[lines.Length * Size], labels = new byte[lines.Length];
        int[] order = new int[lines.Length];
        for (int n = 0; n < lines.Length; n++)
        {
            order[n] = n;
            string[] fields = lines[n].Split(',');
            if (fields.Length != Size + 1) throw new InvalidDataException($"{path}, line {n + 1}: {fields.Length} values instead of {Size + 1}.");
            for (int i = 0; i <= Size; i++)
            {
                int largest = i < Size ? Brightest : Classes - 1;
                if (!byte.TryParse(fields[i], out byte value) || value > largest) throw new InvalidDataException($"{path}, line {n + 1}: '{fields[i]}' is not a number from 0 to {largest}.");
                if (i < Size) pixels[(n * Size) + i] = value;
                else labels[n] = value;
            }
        }

        new Random(seed).Shuffle(order);
        var all = new ImageSet(pixels, labels, Size, Brightest);
        int held = lines.Length / 5;
        return (all.Take(order.AsSpan(held)), all.Take(order.AsSpan(0, held)));
    }

    private ImageSet Take(ReadOnlySpan<int> indices)
    {
        byte[] pixels = new byte[indices.Length * Size], labels = new byte[indices.Length];
        for (int n = 0; n < indices.Length; n++)
        {
            Pixels.AsSpan(indices[n] * Size, Size).CopyTo(pixels.AsSpan(n * Size));
            labels[n] = Labels[indices[n]];
        }

        return this with { Pixels = pixels, Labels = labels };
    }
}
