using System;
using System.Buffers.Binary;
using System.IO;
using System.IO.Compression;
using BinaryNet.Data;
using Xunit;

namespace SteGen.Samples.Tests.BinaryNetSample;

/// <summary>Files as MNIST has them are read; damaged ones are refused by name.</summary>
public sealed class IdxFilesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory().FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void FilesAreRead(bool isCompressed)
    {
        WriteAll(isCompressed);
        (ImageSet training, ImageSet test) = IdxFiles.Load(_folder);
        Assert.Equal((3, 6, 255, 2), (training.Count, training.Size, training.Brightest, test.Count));
        Assert.Equal([1, 2, 3], training.Labels);
        float[] image = new float[6];
        training.CopyImage(1, image);
        Assert.Equal([7 / 256f, 8 / 256f, 9 / 256f, 10 / 256f, 11 / 256f, 12 / 256f], image);
    }

    [Fact]
    public void MissingFilesAreNamed()
    {
        WriteAll(false);
        File.Delete(Path.Combine(_folder, "t10k-labels-idx1-ubyte"));
        Assert.Contains("t10k-labels-idx1-ubyte", Assert.Throws<FileNotFoundException>(() => IdxFiles.Load(_folder)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("train-images-idx3-ubyte", 0, 9, "it is no such file")]
    [InlineData("train-images-idx3-ubyte", 7, 9, "bytes of pixels")]
    [InlineData("train-images-idx3-ubyte", 4, 200, "damaged")]
    [InlineData("train-labels-idx1-ubyte", 7, 2, "2 labels for 3 images")]
    [InlineData("t10k-labels-idx1-ubyte", 9, 10, "label 1 is 10")]
    public void DamagedFilesAreNamed(string file, int at, byte value, string message)
    {
        WriteAll(false);
        string path = Path.Combine(_folder, file);
        byte[] bytes = File.ReadAllBytes(path);
        bytes[at] = value;
        File.WriteAllBytes(path, bytes);
        string said = Assert.Throws<InvalidDataException>(() => IdxFiles.Load(_folder)).Message;
        Assert.Contains(message, said, StringComparison.Ordinal);
        Assert.Contains(file, said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(15)]
    [InlineData(20)]
    public void TruncatedFilesAreNamed(int length)
    {
        WriteAll(false);
        string path = Path.Combine(_folder, "train-images-idx3-ubyte");
        File.WriteAllBytes(path, File.ReadAllBytes(path)[..length]);
        Assert.Contains(path, Assert.Throws<InvalidDataException>(() => IdxFiles.Load(_folder)).Message, StringComparison.Ordinal);
    }

    private void WriteAll(bool isCompressed)
    {
        Write("train-images-idx3-ubyte", isCompressed, [0x803, 3, 2, 3], 18);
        Write("train-labels-idx1-ubyte", isCompressed, [0x801, 3], 3);
        Write("t10k-images-idx3-ubyte", isCompressed, [0x803, 2, 2, 3], 12);
        Write("t10k-labels-idx1-ubyte", isCompressed, [0x801, 2], 2);
    }

    private void Write(string name, bool isCompressed, int[] header, int count)
    {
        using Stream file = File.Create(Path.Combine(_folder, name) + (isCompressed ? ".gz" : ""));
        using Stream stream = isCompressed ? new GZipStream(file, CompressionLevel.Fastest) : file;
        byte[] word = new byte[4];
        foreach (int h in header)
        {
            BinaryPrimitives.WriteInt32BigEndian(word, h);
            stream.Write(word);
        }

        for (int k = 1; k <= count; k++)
        {
            stream.WriteByte((byte)k);
        }
    }
}
