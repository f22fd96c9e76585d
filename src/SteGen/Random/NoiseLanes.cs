using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

/// <summary>Groups of eight Philox blocks, a block per lane, two groups at a time: the rounds of one wait for each other, those of two do not. <see cref="Noise"/> has the order of the numbers.</summary>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>The sixteen doubles of each of two groups.</summary>
    internal static void NoisePair(NoiseKind kind, long seed, long pair, Span<double> result)
    {
        Span<long> words = stackalloc long[64];
        PhiloxPair(seed, pair, 0, words);
        for (int at = 0; at < 32; at += D.Count)
        {
            D u = UniformDouble(words, at);
            (kind switch
            {
                NoiseKind.Uniform => u,
                NoiseKind.Gumbel => -Log(-Log(u)),
                NoiseKind.Logistic => Log(u / (D.One - u)),
                _ => V.Sqrt(V.Create(-2d) * Log(u)),
            }).CopyTo(result[at..]);
        }

        if (kind == NoiseKind.Normal)
        {
            PhiloxPair(seed, pair, 1, words);
            for (int at = 0; at < 32; at += D.Count)
            {
                (V.Create<double>(result[at..]) * Cos(V.Create(2 * Math.PI) * UniformDouble(words, at))).CopyTo(result[at..]);
            }
        }
    }

    /// <summary>The thirty-two floats of each of two groups.</summary>
    internal static void NoisePair(NoiseKind kind, long seed, long pair, Span<float> result)
    {
        Span<long> words = stackalloc long[64];
        PhiloxPair(seed, pair, 0, words);
        for (int at = 0; at < 64; at += F.Count)
        {
            F u = UniformSingle(words, at);
            (kind switch
            {
                NoiseKind.Uniform => u,
                NoiseKind.Gumbel => -Log(-Log(u)),
                NoiseKind.Logistic => Log(u / (F.One - u)),
                _ => V.Sqrt(V.Create(-2f) * Log(u)),
            }).CopyTo(result[at..]);
        }

        if (kind == NoiseKind.Normal)
        {
            PhiloxPair(seed, pair, 1, words);
            for (int at = 0; at < 64; at += F.Count)
            {
                (V.Create<float>(result[at..]) * Cos(V.Create(2 * MathF.PI) * UniformSingle(words, at))).CopyTo(result[at..]);
            }
        }
    }

    // 52 bits of two words between 1 and 2, less 1, and half of the last bit more
    [MethodImpl(Inline)]
    private static D UniformDouble(Span<long> words, int at)
    {
        int begin = ((at >> 3) * 16) + (at & 7);
        L bits = (V.Create<long>(words[begin..]) << 20) | (V.Create<long>(words[(begin + 8)..]) >>> 12) | V.Create(0x3FF0000000000000);
        return bits.AsDouble() - D.One + V.Create(1.0 / 9007199254740992.0);
    }

    // 23 bits of a word, in the same way
    [MethodImpl(Inline)]
    private static F UniformSingle(Span<long> words, int at)
    {
        I low = V.Narrow(V.Create<long>(words[at..]), V.Create<long>(words[(at + L.Count)..]));
        return ((low >>> 9) | V.Create(0x3F800000)).AsSingle() - F.One + V.Create(1f / 16777216f);
    }

    /// <summary>Of two groups: word 0 of eight blocks, then their words 1, 2 and 3.</summary>
    private static void PhiloxPair(long seed, long pair, long stream, Span<long> words)
    {
        L low = V.Create(0xFFFFFFFFL), multiplier0 = V.Create(0xD2511F53L), multiplier2 = V.Create(0xCD9E8D57L);
        for (int at = 0; at < 8; at += L.Count)
        {
            L block = V.Create((pair * 16) + at) + L.Indices, blockB = block + V.Create(8L);
            L word0 = block & low, word1 = block >>> 32, word2 = V.Create(stream), word3 = L.Zero;
            L word0B = blockB & low, word1B = blockB >>> 32, word2B = word2, word3B = L.Zero;
            long key0 = seed & 0xFFFFFFFF, key1 = seed >>> 32;
            for (int round = 0; round < 10; round++)
            {
                L first = word0 * multiplier0, second = word2 * multiplier2, firstB = word0B * multiplier0, secondB = word2B * multiplier2;
                L now0 = V.Create(key0), now1 = V.Create(key1);
                word0 = (second >>> 32) ^ word1 ^ now0;
                word0B = (secondB >>> 32) ^ word1B ^ now0;
                word1 = second & low;
                word1B = secondB & low;
                word2 = (first >>> 32) ^ word3 ^ now1;
                word2B = (firstB >>> 32) ^ word3B ^ now1;
                word3 = first & low;
                word3B = firstB & low;
                key0 = (key0 + 0x9E3779B9) & 0xFFFFFFFF;
                key1 = (key1 + 0xBB67AE85) & 0xFFFFFFFF;
            }

            word0.CopyTo(words[at..]);
            word1.CopyTo(words[(8 + at)..]);
            word2.CopyTo(words[(16 + at)..]);
            word3.CopyTo(words[(24 + at)..]);
            word0B.CopyTo(words[(32 + at)..]);
            word1B.CopyTo(words[(40 + at)..]);
            word2B.CopyTo(words[(48 + at)..]);
            word3B.CopyTo(words[(56 + at)..]);
        }
    }
}
