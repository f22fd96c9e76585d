using System;
using SteGen.Numerics;

namespace SteGen;

/// <summary>
/// Random numbers that are functions of a seed and an index: number i of a seed is always the same, at every vector width, whether a span is filled or one number is asked for. In differentiable code they are constants, so that a
/// forward and its backward, called with the same seed, see the same noise and nobody has to keep it.
/// </summary>
/// <remarks>
/// <see cref="Philox"/> with the seed as its key. Uniform numbers lie strictly between 0 and 1: a double has 52 random bits, a float 23. Numbers of one seed at different kinds are functions of the same uniform numbers: take another
/// seed, or another range of indices, for independent ones. Filling a span is about four times as fast (doubles: twice) as asking for its numbers one by one, which compute a block each.
/// </remarks>
public static partial class Noise
{
    /// <summary>A uniform number between 0 and 1, both excluded.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="index">Which number of it.</param>
    /// <returns>The number.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static double Uniform(long seed, long index) => UniformOf(seed, index, 0);

    /// <summary>A Gumbel number, <c>-log(-log u)</c>: the largest of <c>logits + noise</c> then is a sample of <c>softmax(logits)</c>.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="index">Which number of it.</param>
    /// <returns>The number.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static double Gumbel(long seed, long index) => -Elementary.Log(-Elementary.Log(UniformOf(seed, index, 0)));

    /// <summary>A logistic number, <c>log(u / (1 - u))</c>, the difference of two Gumbel numbers: <c>logit + noise &gt; 0</c> then has the probability <c>σ(logit)</c>.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="index">Which number of it.</param>
    /// <returns>The number.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static double Logistic(long seed, long index)
    {
        double u = UniformOf(seed, index, 0);
        return Elementary.Log(u / (1 - u));
    }

    /// <summary>A normal number of mean 0 and variance 1, by the transform of Box and Muller.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="index">Which number of it.</param>
    /// <returns>The number.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static double Normal(long seed, long index) =>
        Math.Sqrt(-2 * Elementary.Log(UniformOf(seed, index, 0))) * Elementary.Cos(2 * Math.PI * UniformOf(seed, index, 1));

    /// <summary><see cref="Uniform(long, long)"/> as a float, of a sequence of its own.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="index">Which number of it.</param>
    /// <returns>The number.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float UniformSingle(long seed, long index) => UniformSingleOf(seed, index, 0);

    /// <summary><see cref="Gumbel(long, long)"/> as a float, of a sequence of its own.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="index">Which number of it.</param>
    /// <returns>The number.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float GumbelSingle(long seed, long index) => -Elementary.Log(-Elementary.Log(UniformSingleOf(seed, index, 0)));

    /// <summary><see cref="Logistic(long, long)"/> as a float, of a sequence of its own.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="index">Which number of it.</param>
    /// <returns>The number.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float LogisticSingle(long seed, long index)
    {
        float u = UniformSingleOf(seed, index, 0);
        return Elementary.Log(u / (1 - u));
    }

    /// <summary><see cref="Normal(long, long)"/> as a float, of a sequence of its own.</summary>
    /// <param name="seed">Which sequence.</param>
    /// <param name="index">Which number of it.</param>
    /// <returns>The number.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float NormalSingle(long seed, long index) =>
        MathF.Sqrt(-2 * Elementary.Log(UniformSingleOf(seed, index, 0))) * Elementary.Cos(2 * MathF.PI * UniformSingleOf(seed, index, 1));

    // Eight blocks are a group, as many as a vector has lanes at most: first word 0 and 1 of the eight blocks make eight doubles, then word 2 and 3 eight more.
    private static double UniformOf(long seed, long index, long stream)
    {
        long block = ((index >> 4) * 8) + (index & 7);
        var (word0, word1, word2, word3) = Philox.Block(block & 0xFFFFFFFF, block >>> 32, stream, 0, seed & 0xFFFFFFFF, seed >>> 32);
        bool isSecond = (index & 8) != 0;
        long high = isSecond ? word2 : word0, low = isSecond ? word3 : word1;
        return ((double)((high << 20) | (low >>> 12)) + 0.5) * (1.0 / 4503599627370496.0);
    }

    // Of the eight blocks of a group first word 0 makes eight floats, then word 1, 2 and 3.
    private static float UniformSingleOf(long seed, long index, long stream)
    {
        long block = ((index >> 5) * 8) + (index & 7), at = (index >> 3) & 3;
        var (word0, word1, word2, word3) = Philox.Block(block & 0xFFFFFFFF, block >>> 32, stream, 0, seed & 0xFFFFFFFF, seed >>> 32);
        long word = at == 0 ? word0 : at == 1 ? word1 : at == 2 ? word2 : word3;
        return ((float)(word >>> 9) + 0.5f) * (1f / 8388608f);
    }
}
