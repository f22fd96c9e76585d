using System;
using System.IO;
using System.IO.Compression;
using System.Linq;
using System.Text;
using QuickStart.Digits;
using Xunit;

namespace SteGen.Samples.Tests.QuickStart;

public class DigitSetTests
{
    private static readonly string s_row = string.Join(',', Enumerable.Repeat("16", 64)) + ",7";

    [Fact]
    public void AFifthIsHeldOut()
    {
        Assert.Equal(1438, Digits.Split.Training.Count);
        Assert.Equal(359, Digits.Split.Test.Count);
    }

    [Fact]
    public void TheSplitDependsOnTheSeedOnly()
    {
        Assert.Equal(Digits.Split.Test.Labels, DigitSet.Load(Digits.Path, 1).Test.Labels);
        Assert.NotEqual(Digits.Split.Test.Labels.ToArray(), DigitSet.Load(Digits.Path, 2).Test.Labels.ToArray());
    }

    [Fact]
    public void PixelsAreScaledToMinusOneToOne()
    {
        float[] pixels = [.. Enumerable.Range(0, Digits.Split.Test.Count).SelectMany(i => Digits.Split.Test.Image(i).ToArray())];
        Assert.Equal(-1, pixels.Min());
        Assert.Equal(1, pixels.Max());
        Assert.All(pixels, p => Assert.Equal(p, MathF.Round(p * 8) / 8));
    }

    [Theory]
    [InlineData("1,2,3", "line 2: 3 values instead of 65")]
    [InlineData("17", "line 2: '17' is not a number from 0 to 16", true)]
    [InlineData("x", "line 2: 'x' is not a number from 0 to 16", true)]
    public void ADamagedLineIsNamed(string damaged, string message, bool isFirstField = false)
    {
        string second = isFirstField ? damaged + s_row[2..] : damaged;
        Assert.Contains(message, Assert.Throws<InvalidDataException>(() => Load(s_row + "\n" + second)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ALabelAboveNineIsNamed() =>
        Assert.Contains("'10' is not a number from 0 to 9", Assert.Throws<InvalidDataException>(() => Load(s_row[..^1] + "10")).Message, StringComparison.Ordinal);

    [Fact]
    public void AnEmptyFileIsRefused() => Assert.Throws<InvalidDataException>(() => Load(""));

    [Fact]
    public void AFileThatIsNotCompressedIsRefused()
    {
        string path = Path.GetTempFileName();
        File.WriteAllText(path, s_row);
        try
        {
            Assert.Throws<InvalidDataException>(() => DigitSet.Load(path, 1));
        }
        finally
        {
            File.Delete(path);
        }
    }

    private static (DigitSet Training, DigitSet Test) Load(string text)
    {
        string path = Path.GetTempFileName();
        try
        {
            using (var stream = new GZipStream(File.Create(path), CompressionLevel.Fastest))
            {
                stream.Write(Encoding.UTF8.GetBytes(text));
            }

            return DigitSet.Load(path, 1);
        }
        finally
        {
            File.Delete(path);
        }
    }
}
