using System;
using System.IO;
using System.IO.Compression;

namespace Samples;

/// <summary>Handwritten digits: 8 x 8 pixels from 0 to 1, laid end to end, and what they show.</summary>
public sealed record DigitSet(float[] Images, int[] Labels)
{
    public const int Size = 64;
    private const int Brightest = 16;

    public int Count => Labels.Length;

    public void CopyImage(int index, Span<float> to) => Images.AsSpan(index * Size, Size).CopyTo(to);

    /// <summary>Reads the file, shuffles it, and holds out a fifth for the test.</summary>
    /// <exception cref="InvalidDataException">The file is damaged; the message says where.</exception>
    public static (DigitSet Training, DigitSet Test) Load(string path, int seed = 1)
    {
        using var reader = new StreamReader(new GZipStream(File.OpenRead(path), CompressionMode.Decompress));
        string[] lines = reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length < 5) throw new InvalidDataException($"{path} holds {lines.Length} digits.");
        new Random(seed).Shuffle(lines);
        float[] images = new float[lines.Length * Size];
        int[] labels = new int[lines.Length];
        for (int n = 0; n < lines.Length; n++)
        {
            string[] fields = lines[n].Split(',');
            if (fields.Length != Size + 1) throw new InvalidDataException($"{path}: a line of {fields.Length} values instead of {Size + 1}: '{lines[n]}'.");
            for (int i = 0; i < Size; i++)
            {
                images[(n * Size) + i] = Whole(fields[i], Brightest) / (float)Brightest;
            }

            labels[n] = Whole(fields[Size], 9);
        }

        int held = lines.Length / 5;
        return (new DigitSet(images[(held * Size)..], labels[held..]), new DigitSet(images[..(held * Size)], labels[..held]));

        int Whole(string text, int largest) => int.TryParse(text, out int value) && value >= 0 && value <= largest ? value : throw new InvalidDataException($"{path}: '{text}' is not a number from 0 to {largest}.");
    }
}
