using System;

namespace SteGen.Numbers.Tests.NaturalLoops;

/// <summary>Loops as users write them: their outermost independent loops go into lanes.</summary>

internal static partial class Programs
{
    [Differentiable("logits")]
    public static double SoftmaxCrossEntropy(ReadOnlySpan<double> logits, ReadOnlySpan<int> labels, int classes)
    {
        double loss = 0;
        for (int r = 0; r < labels.Length; r++)
        {
            double max = logits[r * classes];
            for (int c = 1; c < classes; c++)
            {
                max = Math.Max(max, logits[r * classes + c]);
            }

            double sum = 0;
            for (int c = 0; c < classes; c++)
            {
                sum += Math.Exp(logits[r * classes + c] - max);
            }

            loss += max + Math.Log(sum) - logits[r * classes + labels[r]];
        }

        return loss / labels.Length;
    }

    [Differentiable("x", "gain", "shift")]
    public static void LayerNorm(ReadOnlySpan<double> x, ReadOnlySpan<double> gain, ReadOnlySpan<double> shift, Span<double> y)
    {
        int width = gain.Length, rows = x.Length / width;
        for (int r = 0; r < rows; r++)
        {
            double mean = 0;
            for (int j = 0; j < width; j++)
            {
                mean += x[r * width + j];
            }

            mean /= width;
            double variance = 0;
            for (int j = 0; j < width; j++)
            {
                double e = x[r * width + j] - mean;
                variance += e * e;
            }

            double scale = 1 / Math.Sqrt(variance / width + 1e-5);
            for (int j = 0; j < width; j++)
            {
                y[r * width + j] = (x[r * width + j] - mean) * scale * gain[j] + shift[j];
            }
        }
    }

    [Differentiable("q", "k", "v")]
    public static void Attention(ReadOnlySpan<double> q, ReadOnlySpan<double> k, ReadOnlySpan<double> v, Span<double> y, int width)
    {
        int n = q.Length / width;
        double scale = 1 / Math.Sqrt(width);
        double[] w = new double[n];
        for (int i = 0; i < n; i++)
        {
            double max = double.NegativeInfinity;
            for (int j = 0; j < n; j++)
            {
                double s = 0;
                for (int c = 0; c < width; c++)
                {
                    s += q[i * width + c] * k[j * width + c];
                }

                w[j] = s * scale;
                max = Math.Max(max, w[j]);
            }

            double sum = 0;
            for (int j = 0; j < n; j++)
            {
                w[j] = Math.Exp(w[j] - max);
                sum += w[j];
            }

            for (int c = 0; c < width; c++)
            {
                double o = 0;
                for (int j = 0; j < n; j++)
                {
                    o += w[j] * v[j * width + c];
                }

                y[i * width + c] = o / sum;
            }
        }
    }

    [Differentiable("w1", "b1", "w2")]
    public static double Mlp(ReadOnlySpan<double> w1, ReadOnlySpan<double> b1, ReadOnlySpan<double> w2, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int hidden = b1.Length, width = w1.Length / hidden;
        double loss = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double o = 0;
            for (int h = 0; h < hidden; h++)
            {
                double a = b1[h];
                for (int j = 0; j < width; j++)
                {
                    a += w1[h * width + j] * x[i * width + j];
                }

                o += w2[h] * Math.Tanh(a);
            }

            double e = o - y[i];
            loss += e * e;
        }

        return loss;
    }

    [Differentiable("positions")]
    public static double NBody(ReadOnlySpan<double> positions, ReadOnlySpan<double> masses)
    {
        double energy = 0;
        for (int i = 0; i < masses.Length; i++)
        {
            for (int j = i + 1; j < masses.Length; j++)
            {
                double dx = positions[3 * i] - positions[3 * j], dy = positions[3 * i + 1] - positions[3 * j + 1], dz = positions[3 * i + 2] - positions[3 * j + 2];
                energy -= masses[i] * masses[j] / Math.Sqrt(dx * dx + dy * dy + dz * dz + 1e-9);
            }
        }

        return energy;
    }

    [Differentiable("u", "k")]
    public static double Heat(ReadOnlySpan<double> u, double k, int steps)
    {
        int n = u.Length;
        double[] a = new double[n], b = new double[n];
        for (int i = 0; i < n; i++)
        {
            a[i] = u[i];
        }

        for (int s = 0; s < steps; s++)
        {
            for (int i = 1; i < n - 1; i++)
            {
                b[i] = a[i] + k * (a[i - 1] - 2 * a[i] + a[i + 1]);
            }

            for (int i = 1; i < n - 1; i++)
            {
                a[i] = b[i];
            }
        }

        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            sum += a[i] * a[i];
        }

        return sum;
    }

    [Differentiable("weights")]
    public static double Logistic(ReadOnlySpan<double> weights, ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        int d = weights.Length;
        double loss = 0;
        for (int i = 0; i < y.Length; i++)
        {
            double z = 0;
            for (int j = 0; j < d; j++)
            {
                z += weights[j] * x[i * d + j];
            }

            loss += Math.Log(1 + Math.Exp(-y[i] * z));
        }

        return loss;
    }

    [Differentiable("image", "kernel")]
    public static void Convolve(ReadOnlySpan<double> image, ReadOnlySpan<double> kernel, Span<double> result, int width, int size)
    {
        int height = image.Length / width;
        for (int y = 0; y + size <= height; y++)
        {
            for (int x = 0; x + size <= width; x++)
            {
                double s = 0;
                for (int a = 0; a < size; a++)
                {
                    for (int b = 0; b < size; b++)
                    {
                        s += image[(y + a) * width + x + b] * kernel[a * size + b];
                    }
                }

                result[y * (width - size + 1) + x] = s;
            }
        }
    }
}
