using System;
using System.Linq;
using Xunit;

namespace SteGen.Tests.Products;

/// <summary>Matrix times vector against the matrix product; convolution against seven loops. The backward must be the transpose of the product: inner products agree.</summary>
[Trait("Category", "Widths")]
public class VectorAndConvolutionTests
{
    [Fact]
    public void MatrixTimesVector()
    {
        for (int rows = 0; rows < 70; rows = (rows * 2) + 1)
        {
            for (int columns = 0; columns < 140; columns = columns < 70 ? columns + 1 : columns + 23)
            {
                double[] m = MatMulTests.Numbers<double>(rows * columns, 1), x = MatMulTests.Numbers<double>(columns, 2), up = MatMulTests.Numbers<double>(rows, 3);
                double[] y = new double[rows], z = new double[rows], mg = new double[rows * columns], xg = new double[columns], em = new double[rows * columns], ex = new double[columns];
                LinearAlgebra.MatVec(m, x, rows, columns, y);
                LinearAlgebra.MatMul(m, x, rows, columns, 1, z);
                Near(z, y);
                LinearAlgebra.MatVecBackward(m, x, rows, columns, up, mg, xg);
                LinearAlgebra.MatMulBackward(m, x, rows, columns, 1, up, em, ex);
                Near(em, mg);
                Near(ex, xg);
                double[] t = new double[columns], u = new double[columns];
                LinearAlgebra.MatVecTransposed(m, up, rows, columns, t);
                LinearAlgebra.MatMulTransposedA(m, up, columns, rows, 1, u);
                Near(u, t);
                float[] mf = [.. m.Select(v => (float)v)], xf = [.. x.Select(v => (float)v)], yf = new float[rows], tf = new float[columns];
                LinearAlgebra.MatVec(mf, xf, rows, columns, yf);
                Near(z, [.. yf.Select(v => (double)v)], 1e-5);
                LinearAlgebra.MatVecTransposed(mf, [.. up.Select(v => (float)v)], rows, columns, tf);
                Near(u, [.. tf.Select(v => (double)v)], 1e-5);
            }
        }
    }

    [Theory]
    [InlineData(2, 3, 7, 6, 4, 3, 3, 1, 1)]
    [InlineData(1, 1, 5, 5, 1, 1, 1, 1, 0)]
    [InlineData(3, 2, 9, 8, 5, 4, 2, 2, 1)]
    [InlineData(2, 2, 8, 11, 3, 3, 5, 3, 2)]
    [InlineData(1, 2, 2, 1, 3, 3, 3, 1, 3)]
    [InlineData(0, 2, 4, 4, 3, 3, 3, 1, 0)]
    public void Convolution(int batch, int channels, int height, int width, int kernels, int kernelHeight, int kernelWidth, int stride, int padding)
    {
        int outHeight = LinearAlgebra.ConvolvedSize(height, kernelHeight, stride, padding), outWidth = LinearAlgebra.ConvolvedSize(width, kernelWidth, stride, padding);
        double[] x = MatMulTests.Numbers<double>(batch * channels * height * width, 1), w = MatMulTests.Numbers<double>(kernels * channels * kernelHeight * kernelWidth, 2);
        double[] dx = MatMulTests.Numbers<double>(x.Length, 3), dw = MatMulTests.Numbers<double>(w.Length, 4);
        int results = batch * kernels * outHeight * outWidth;
        double[] y = new double[results], dy = new double[results], up = MatMulTests.Numbers<double>(results, 5), gx = new double[x.Length], gw = new double[w.Length];
        LinearAlgebra.Convolve(x, w, batch, channels, height, width, kernels, kernelHeight, kernelWidth, stride, padding, y);
        Near(ByLoops(x, w), y);
        LinearAlgebra.ConvolveJvp(x, dx, w, dw, batch, channels, height, width, kernels, kernelHeight, kernelWidth, stride, padding, dy);
        Near([.. ByLoops(dx, w).Zip(ByLoops(x, dw), (p, q) => p + q)], dy);
        LinearAlgebra.ConvolveBackward(x, w, batch, channels, height, width, kernels, kernelHeight, kernelWidth, stride, padding, up, gx, gw);
        Assert.Equal(Inner(up, ByLoops(dx, w)), Inner(gx, dx), 1e-10);
        Assert.Equal(Inner(up, ByLoops(x, dw)), Inner(gw, dw), 1e-10);
        for (int i = 0; i < x.Length; i += 7)
        {
            double[] unit = new double[x.Length];
            unit[i] = 1;
            Assert.Equal(Inner(up, ByLoops(unit, w)), gx[i], 1e-10);
        }

        float[] yf = new float[results];
        LinearAlgebra.Convolve([.. x.Select(v => (float)v)], [.. w.Select(v => (float)v)], batch, channels, height, width, kernels, kernelHeight, kernelWidth, stride, padding, yf);
        Near(y, [.. yf.Select(v => (double)v)], 1e-5);

        double[] ByLoops(double[] images, double[] weights)
        {
            double[] result = new double[results];
            for (int n = 0; n < batch; n++)
                for (int o = 0; o < kernels; o++)
                    for (int r = 0; r < outHeight; r++)
                        for (int s = 0; s < outWidth; s++)
                            for (int c = 0; c < channels; c++)
                                for (int i = 0; i < kernelHeight; i++)
                                    for (int j = 0; j < kernelWidth; j++)
                                    {
                                        int row = (r * stride) + i - padding, column = (s * stride) + j - padding;
                                        if (row >= 0 && row < height && column >= 0 && column < width)
                                        {
                                            result[(((((n * kernels) + o) * outHeight) + r) * outWidth) + s] += images[(((((n * channels) + c) * height) + row) * width) + column] * weights[(((((o * channels) + c) * kernelHeight) + i) * kernelWidth) + j];
                                        }
                                    }

            return result;
        }
    }

    private static double Inner(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static void Near(double[] expected, double[] actual, double tolerance = 1e-12)
    {
        Assert.Equal(expected.Length, actual.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.Equal(expected[i], actual[i], tolerance * (1 + Math.Sqrt(expected.Length)));
        }
    }
}
