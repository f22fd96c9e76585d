using System;
using System.Runtime.Intrinsics;
using SteGen.Numerics;

namespace SteGen;

public static partial class Noise
{
    /// <summary>Fills a span with <see cref="Uniform(long, long)"/> of consecutive indices.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="offset">The index of the first number.</param>
    /// <param name="result">Written.</param>
    public static void Uniform(long seed, long offset, Span<double> result) => Fill(NoiseKind.Uniform, seed, offset, result);

    /// <summary>Fills a span with <see cref="Gumbel(long, long)"/> of consecutive indices.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="offset">The index of the first number.</param>
    /// <param name="result">Written.</param>
    public static void Gumbel(long seed, long offset, Span<double> result) => Fill(NoiseKind.Gumbel, seed, offset, result);

    /// <summary>Fills a span with <see cref="Logistic(long, long)"/> of consecutive indices.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="offset">The index of the first number.</param>
    /// <param name="result">Written.</param>
    public static void Logistic(long seed, long offset, Span<double> result) => Fill(NoiseKind.Logistic, seed, offset, result);

    /// <summary>Fills a span with <see cref="Normal(long, long)"/> of consecutive indices.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="offset">The index of the first number.</param>
    /// <param name="result">Written.</param>
    public static void Normal(long seed, long offset, Span<double> result) => Fill(NoiseKind.Normal, seed, offset, result);

    /// <summary>Fills a span with <see cref="UniformSingle(long, long)"/> of consecutive indices.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="offset">The index of the first number.</param>
    /// <param name="result">Written.</param>
    public static void Uniform(long seed, long offset, Span<float> result) => Fill(NoiseKind.Uniform, seed, offset, result);

    /// <summary>Fills a span with <see cref="GumbelSingle(long, long)"/> of consecutive indices.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="offset">The index of the first number.</param>
    /// <param name="result">Written.</param>
    public static void Gumbel(long seed, long offset, Span<float> result) => Fill(NoiseKind.Gumbel, seed, offset, result);

    /// <summary>Fills a span with <see cref="LogisticSingle(long, long)"/> of consecutive indices.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="offset">The index of the first number.</param>
    /// <param name="result">Written.</param>
    public static void Logistic(long seed, long offset, Span<float> result) => Fill(NoiseKind.Logistic, seed, offset, result);

    /// <summary>Fills a span with <see cref="NormalSingle(long, long)"/> of consecutive indices.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="offset">The index of the first number.</param>
    /// <param name="result">Written.</param>
    public static void Normal(long seed, long offset, Span<float> result) => Fill(NoiseKind.Normal, seed, offset, result);

    private static void Fill(NoiseKind kind, long seed, long offset, Span<double> result)
    {
        const int size = 32;
        Span<double> part = stackalloc double[size];
        int skip = (int)(offset & (size - 1));
        for (int at = -skip; at < result.Length; at += size)
        {
            bool isWhole = at >= 0 && at + size <= result.Length;
            Pair(kind, seed, (offset + at) >> 5, isWhole ? result.Slice(at, size) : part);
            if (!isWhole)
            {
                int begin = Math.Max(at, 0), end = Math.Min(at + size, result.Length);
                part[(begin - at)..(end - at)].CopyTo(result[begin..end]);
            }
        }
    }

    private static void Fill(NoiseKind kind, long seed, long offset, Span<float> result)
    {
        const int size = 64;
        Span<float> part = stackalloc float[size];
        int skip = (int)(offset & (size - 1));
        for (int at = -skip; at < result.Length; at += size)
        {
            bool isWhole = at >= 0 && at + size <= result.Length;
            Pair(kind, seed, (offset + at) >> 6, isWhole ? result.Slice(at, size) : part);
            if (!isWhole)
            {
                int begin = Math.Max(at, 0), end = Math.Min(at + size, result.Length);
                part[(begin - at)..(end - at)].CopyTo(result[begin..end]);
            }
        }
    }

    private static void Pair(NoiseKind kind, long seed, long pair, Span<double> result)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Lanes512.NoisePair(kind, seed, pair, result);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Lanes256.NoisePair(kind, seed, pair, result);
        }
        else
        {
            Lanes128.NoisePair(kind, seed, pair, result);
        }
    }

    private static void Pair(NoiseKind kind, long seed, long pair, Span<float> result)
    {
        if (Vector512.IsHardwareAccelerated)
        {
            Lanes512.NoisePair(kind, seed, pair, result);
        }
        else if (Vector256.IsHardwareAccelerated)
        {
            Lanes256.NoisePair(kind, seed, pair, result);
        }
        else
        {
            Lanes128.NoisePair(kind, seed, pair, result);
        }
    }
}
