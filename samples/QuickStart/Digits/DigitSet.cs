using System;
using System.Collections.Generic;
using System.IO;
using System.IO.Compression;

namespace QuickStart.Digits;

/// <summary>Handwritten digits: images of 8x8 pixels scaled to [-1, 1], laid end to end, and what they show.</summary>
public sealed class DigitSet
{
    public const int Pixels = 64;
    public const int Classes = 10;

    private const int Brightest = 16;
    private readonly float[] _images;
    private readonly int[] _labels;

    private DigitSet(float[] images, int[] labels)
    {
        _images = images;
        _labels = labels;
    }

    public int Count => _labels.Length;

    public ReadOnlySpan<int> Labels => _labels;

    public ReadOnlySpan<float> Image(int index) => _images.AsSpan(index * Pixels, Pixels);

    /// <summary>Reads the file, shuffles it with a seed, and holds out a fifth for the test.</summary>
    /// <exception cref="InvalidDataException">The file is damaged.</exception>
    public static (DigitSet Training, DigitSet Test) Load(string path, int seed)
    {
        (float[] Image, int Label)[] rows = [.. ReadRows(path)];
        if (rows.Length == 0) throw new InvalidDataException($"{path} holds no digits.");
        new Random(seed).Shuffle(rows);
        int held = rows.Length / 5;
        return (FromRows(rows.AsSpan(held)), FromRows(rows.AsSpan(0, held)));
    }

    private static DigitSet FromRows(ReadOnlySpan<(float[] Image, int Label)> rows)
    {
        var images = new float[rows.Length * Pixels];
        var labels = new int[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i].Image.CopyTo(images, i * Pixels);
            labels[i] = rows[i].Label;
        }

        return new DigitSet(images, labels);
    }

    private static IEnumerable<(float[] Image, int Label)> ReadRows(string path)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        int number = 0;
        while (reader.ReadLine() is { } line)
        {
            number++;
            string[] fields = line.Split(',');
            if (fields.Length != Pixels + 1) throw new InvalidDataException($"{path}, line {number}: {fields.Length} values instead of {Pixels + 1}.");
            var image = new float[Pixels];
            for (int i = 0; i < Pixels; i++)
            {
                image[i] = (Whole(fields[i], Brightest) * 2f / Brightest) - 1f;
            }

            yield return (image, Whole(fields[Pixels], Classes - 1));
        }

        int Whole(string field, int largest) =>
            int.TryParse(field, out int value) && value >= 0 && value <= largest
                ? value
                : throw new InvalidDataException($"{path}, line {number}: '{field}' is not a number from 0 to {largest}.");
    }
}
