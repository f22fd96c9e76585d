using System;
using System.IO;
using System.Linq;
using Xunit;

namespace SteGen.Tests.Products;

/// <summary>Packed signs, products of them against integers one by one, thresholds against the expression that was folded.</summary>
[Trait("Category", "Widths")]
public class BitMatrixTests
{
    private static float Sign(float x) => x >= 0 ? 1 : -1;

    [Fact]
    public void ProductsAreExact()
    {
        foreach (int columns in new[] { 0, 1, 3, 16, 63, 64, 65, 127, 130, 511, 512, 513, 1000, 4096, 17000 })
        {
            float[] a = MatMulTests.Numbers<float>(3 * columns, 1), b = MatMulTests.Numbers<float>(5 * columns, 2);
            if (columns > 2)
            {
                (a[0], a[1], a[2]) = (0f, -0f, float.NaN);
            }

            BitMatrix x = BitMatrix.Pack(a, 3, columns), w = BitMatrix.Pack(b, 5, columns);
            int[] result = new int[15];
            x.MultiplyTransposed(w, result);
            for (int i = 0; i < 3; i++)
            {
                for (int j = 0; j < 5; j++)
                {
                    Assert.Equal(Enumerable.Range(0, columns).Sum(k => (int)(Sign(a[(i * columns) + k]) * Sign(b[(j * columns) + k]))), result[(i * 5) + j]);
                }
            }

            float[] back = new float[a.Length];
            x.Unpack(back);
            Assert.Equal(a.Select(Sign), back);
        }
    }

    [Fact]
    public void ThresholdsDecideAsBatchNormalisationDoes()
    {
        const int Inputs = 37, Outputs = 70;
        var random = new Random(3);
        float[] gamma = MatMulTests.Numbers<float>(Outputs, 1), beta = MatMulTests.Numbers<float>(Outputs, 2), mean = [.. MatMulTests.Numbers<float>(Outputs, 3).Select(x => 9 * x)];
        float[] variance = [.. MatMulTests.Numbers<float>(Outputs, 4).Select(x => 20 * MathF.Abs(x))];
        (gamma[0], gamma[1], beta[1], gamma[2], beta[2]) = (0, 0, -1, 1, 100);
        BinaryLayer layer = BinaryLayer.FoldBatchNormalization(BitMatrix.Pack(MatMulTests.Numbers<float>(Inputs * Outputs, 5), Outputs, Inputs), gamma, beta, mean, variance);
        using var stream = new MemoryStream();
        layer.Save(new BinaryWriter(stream));
        stream.Position = 0;
        BinaryLayer read = BinaryLayer.Load(new BinaryReader(stream));
        BitMatrix input = BitMatrix.Pack(MatMulTests.Numbers<float>(200 * Inputs, 6), 200, Inputs), output = new(200, Outputs), again = new(200, Outputs);
        int[] sums = new int[200 * Outputs];
        input.MultiplyTransposed(layer.Weights, sums);
        layer.Run(input, output);
        read.Run(input, again);
        Assert.Equal(output.Words.ToArray(), again.Words.ToArray());
        for (int n = 0; n < 200; n++)
        {
            for (int j = 0; j < Outputs; j++)
            {
                float normalized = ((sums[(n * Outputs) + j] - mean[j]) / MathF.Sqrt(variance[j] + 1e-5f) * gamma[j]) + beta[j];
                Assert.Equal(normalized >= 0, output[n, j]);
            }
        }
    }

    [Fact]
    public void DamagedLayersAreRefused()
    {
        using var stream = new MemoryStream();
        BinaryLayer.Fold(BitMatrix.Pack(MatMulTests.Numbers<float>(6, 5), 2, 3), (_, sum) => sum >= 1).Save(new BinaryWriter(stream));
        byte[] whole = stream.ToArray();
        for (int length = 0; length < whole.Length; length++)
        {
            Assert.Throws<InvalidDataException>(() => BinaryLayer.Load(new BinaryReader(new MemoryStream(whole, 0, length))));
        }

        foreach (int at in new[] { 3, 7, 9 })
        {
            byte[] damaged = [.. whole];
            damaged[at] ^= 0x90;
            Assert.Throws<InvalidDataException>(() => BinaryLayer.Load(new BinaryReader(new MemoryStream(damaged))));
        }
    }

    [Fact]
    public void SizesThatDoNotFitAreNamed()
    {
        BitMatrix a = new(2, 10), b = new(3, 11);
        Assert.Equal("other", Assert.Throws<ArgumentException>(() => a.MultiplyTransposed(b, new int[6])).ParamName);
        Assert.Equal("result", Assert.Throws<ArgumentException>(() => a.MultiplyTransposed(a, new int[3])).ParamName);
        Assert.Equal("values", Assert.Throws<ArgumentException>(() => a.Set(new float[19])).ParamName);
        Assert.Equal("row", Assert.Throws<ArgumentOutOfRangeException>(() => a.MultiplyRow(2, a, new int[2])).ParamName);
        Assert.Equal("columns", Assert.Throws<ArgumentOutOfRangeException>(() => new BitMatrix(1, -1)).ParamName);
        Assert.Equal("epsilon", Assert.Throws<ArgumentOutOfRangeException>(() => BinaryLayer.FoldBatchNormalization(a, new float[2], new float[2], new float[2], new float[2], -1)).ParamName);
    }
}
