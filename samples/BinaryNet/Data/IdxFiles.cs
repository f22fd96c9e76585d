using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;

namespace BinaryNet.Data;

/// <summary>The four files in which MNIST and its relatives come, as they are or compressed (<c>.gz</c>).</summary>
public static class IdxFiles
{
    private const int ImagesMagic = 0x803;
    private const int LabelsMagic = 0x801;

    /// <exception cref="InvalidDataException">A file is damaged or too short; the message names it.</exception>
    /// <exception cref="FileNotFoundException">A file is missing.</exception>
    public static (ImageSet Training, ImageSet Test) Load(string folder) => (Load(folder, "train"), Load(folder, "t10k"));

    private static ImageSet Load(string folder, string part)
    {
        string imagesPath = Find(folder, $"{part}-images"), labelsPath = Find(folder, $"{part}-labels");
        byte[] images = Read(imagesPath), labels = Read(labelsPath);
        int count = Header(images, imagesPath, ImagesMagic, 4), rows = Word(images, 2), columns = Word(images, 3), labelCount = Header(labels, labelsPath, LabelsMagic, 2);
        if (rows is <= 0 or > 4096 || columns is <= 0 or > 4096 || count < 0) throw new InvalidDataException($"{imagesPath}: {count} images of {rows} x {columns} pixels: the file is damaged.");
        long size = (long)rows * columns;
        if (images.Length != 16 + (count * size)) throw new InvalidDataException($"{imagesPath}: {images.Length - 16} bytes of pixels; {count} images of {rows} x {columns} take {count * size}.");
        if (labelCount != count) throw new InvalidDataException($"{labelsPath}: {labelCount} labels for {count} images.");
        if (labels.Length != 8 + (long)labelCount) throw new InvalidDataException($"{labelsPath}: {labels.Length - 8} bytes for {labelCount} labels.");
        if (count == 0) throw new InvalidDataException($"{imagesPath} holds no images.");
        for (int n = 8; n < labels.Length; n++)
        {
            if (labels[n] >= ImageSet.Classes) throw new InvalidDataException($"{labelsPath}: label {n - 8} is {labels[n]}; labels go from 0 to {ImageSet.Classes - 1}.");
        }

        return new ImageSet(images[16..], labels[8..], (int)size, Brightest: 255);
    }

    private static string Find(string folder, string name)
    {
        int dimensions = name.EndsWith("images", StringComparison.Ordinal) ? 3 : 1;
        foreach (string candidate in new[] { $"{name}-idx{dimensions}-ubyte", $"{name}.idx{dimensions}-ubyte" })
        {
            foreach (string end in new[] { "", ".gz" })
            {
                string path = Path.Combine(folder, candidate + end);
                if (File.Exists(path)) return path;
            }
        }

        throw new FileNotFoundException($"{Path.Combine(folder, $"{name}-idx{dimensions}-ubyte")} (or .gz) does not exist.");
    }

    private static byte[] Read(string path)
    {
        if (!path.EndsWith(".gz", StringComparison.Ordinal)) return File.ReadAllBytes(path);
        using var stream = new GZipStream(File.OpenRead(path), CompressionMode.Decompress);
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    private static int Header(byte[] file, string path, int magic, int words)
    {
        if (file.Length < 4 * words) throw new InvalidDataException($"{path} ends after {file.Length} bytes, within its header.");
        return Word(file, 0) == magic ? Word(file, 1) : throw new InvalidDataException($"{path} begins with {Word(file, 0):x8} and not with {magic:x8}: it is no such file.");
    }

    private static int Word(byte[] file, int index) => BinaryPrimitives.ReadInt32BigEndian(file.AsSpan(4 * index));
}
