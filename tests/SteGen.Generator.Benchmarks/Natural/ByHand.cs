using System;
using System.Numerics.Tensors;

namespace SteGen.Generator.Benchmarks;

/// <summary>Three layers as one would write them for speed: forward and backward fused row by row, over the vectorized primitives of the framework.</summary>
public static class ByHand
{
    public static double Softmax(ReadOnlySpan<double> x, ReadOnlySpan<int> labels, int classes, Span<double> gradient)
    {
        double loss = 0, share = 1.0 / labels.Length;
        for (int r = 0; r < labels.Length; r++)
        {
            ReadOnlySpan<double> row = x.Slice(r * classes, classes);
            Span<double> g = gradient.Slice(r * classes, classes);
            double max = TensorPrimitives.Max(row);
            TensorPrimitives.Subtract(row, max, g);
            TensorPrimitives.Exp(g, g);
            double sum = TensorPrimitives.Sum<double>(g);
            loss += max + Math.Log(sum) - row[labels[r]];
            TensorPrimitives.Multiply(g, share / sum, g);
            g[labels[r]] -= share;
        }

        return loss * share;
    }

    public static void LayerNorm(
        ReadOnlySpan<double> x, ReadOnlySpan<double> gain, ReadOnlySpan<double> shift, Span<double> y, ReadOnlySpan<double> upstream, Span<double> xGradient, Span<double> gainGradient, Span<double> shiftGradient)
    {
        int width = gain.Length;
        gainGradient.Clear();
        shiftGradient.Clear();
        for (int r = 0; r < x.Length / width; r++)
        {
            Span<double> to = y.Slice(r * width, width), g = xGradient.Slice(r * width, width);
            ReadOnlySpan<double> u = upstream.Slice(r * width, width), row = x.Slice(r * width, width);
            double mean = TensorPrimitives.Sum(row) / width;
            TensorPrimitives.Subtract(row, mean, g);
            double scale = 1 / Math.Sqrt((TensorPrimitives.SumOfSquares<double>(g) / width) + 1e-5);
            TensorPrimitives.Multiply(g, scale, g);
            TensorPrimitives.MultiplyAdd(g, gain, shift, to);
            TensorPrimitives.Add(shiftGradient, u, shiftGradient);
            TensorPrimitives.MultiplyAdd(u, g, gainGradient, gainGradient);
            double along = 0, total = 0;
            for (int j = 0; j < width; j++)
            {
                double d = u[j] * gain[j];
                total += d;
                along += d * g[j];
            }

            total /= width;
            along /= width;
            for (int j = 0; j < width; j++)
            {
                g[j] = ((u[j] * gain[j]) - total - (g[j] * along)) * scale;
            }
        }
    }

    public static void Attention(
        ReadOnlySpan<double> q, ReadOnlySpan<double> k, ReadOnlySpan<double> v, Span<double> y, int width, ReadOnlySpan<double> upstream, Span<double> qGradient, Span<double> kGradient, Span<double> vGradient,
        Span<double> w, Span<double> wGradient)
    {
        int n = q.Length / width;
        double scale = 1 / Math.Sqrt(width);
        qGradient.Clear();
        kGradient.Clear();
        vGradient.Clear();
        for (int i = 0; i < n; i++)
        {
            ReadOnlySpan<double> qi = q.Slice(i * width, width), u = upstream.Slice(i * width, width);
            Span<double> yi = y.Slice(i * width, width), gi = qGradient.Slice(i * width, width);
            for (int j = 0; j < n; j++)
            {
                w[j] = scale * TensorPrimitives.Dot(qi, k.Slice(j * width, width));
            }

            TensorPrimitives.Subtract(w, TensorPrimitives.Max<double>(w), w);
            TensorPrimitives.Exp(w, w);
            TensorPrimitives.Multiply(w, 1 / TensorPrimitives.Sum<double>(w), w);
            yi.Clear();
            for (int j = 0; j < n; j++)
            {
                TensorPrimitives.MultiplyAdd(v.Slice(j * width, width), w[j], yi, yi);
            }

            for (int j = 0; j < n; j++)
            {
                Span<double> gj = vGradient.Slice(j * width, width);
                TensorPrimitives.MultiplyAdd(u, w[j], gj, gj);
                wGradient[j] = TensorPrimitives.Dot(u, v.Slice(j * width, width));
            }

            double along = TensorPrimitives.Dot<double>(w, wGradient);
            for (int j = 0; j < n; j++)
            {
                double s = (wGradient[j] - along) * w[j] * scale;
                Span<double> gj = kGradient.Slice(j * width, width);
                TensorPrimitives.MultiplyAdd(k.Slice(j * width, width), s, gi, gi);
                TensorPrimitives.MultiplyAdd(qi, s, gj, gj);
            }
        }
    }
}
