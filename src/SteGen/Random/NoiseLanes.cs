using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

/// <summary>Groups of eight Philox blocks, a block per lane; <see cref="Noise"/> has the order of the numbers.</summary>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>The sixteen doubles of a group.</summary>
    internal static void NoiseGroup(NoiseKind kind, long seed, long group, Span<double> result)
    {
        Span<long> words = stackalloc long[32];
        PhiloxGroup(seed, group, 0, words);
        for (int at = 0; at < 16; at += D.Count)
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
            PhiloxGroup(seed, group, 1, words);
            for (int at = 0; at < 16; at += D.Count)
            {
                (V.Create<double>(result[at..]) * Cos(V.Create(2 * Math.PI) * UniformDouble(words, at))).CopyTo(result[at..]);
            }
        }
    }

    /// <summary>The thirty-two floats of a group.</summary>
    internal static void NoiseGroup(NoiseKind kind, long seed, long group, Span<float> result)
    {
        Span<long> words = stackalloc long[32];
        PhiloxGroup(seed, group, 0, words);
        for (int at = 0; at < 32; at += F.Count)
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
            PhiloxGroup(seed, group, 1, words);
            for (int at = 0; at < 32; at += F.Count)
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

    /// <summary>Word 0 of eight blocks, then their words 1, 2 and 3.</summary>
    private static void PhiloxGroup(long seed, long group, long stream, Span<long> words)
    {
        L low = V.Create(0xFFFFFFFFL);
        for (int at = 0; at < 8; at += L.Count)
        {
            L block = V.Create((group * 8) + at) + L.Indices;
            L word0 = block & low, word1 = block >>> 32, word2 = V.Create(stream), word3 = L.Zero;
            long key0 = seed & 0xFFFFFFFF, key1 = seed >>> 32;
            for (int round = 0; round < 10; round++)
            {
                L first = word0 * V.Create(0xD2511F53L), second = word2 * V.Create(0xCD9E8D57L);
                word0 = (second >>> 32) ^ word1 ^ V.Create(key0);
                word1 = second & low;
                word2 = (first >>> 32) ^ word3 ^ V.Create(key1);
                word3 = first & low;
                key0 = (key0 + 0x9E3779B9) & 0xFFFFFFFF;
                key1 = (key1 + 0xBB67AE85) & 0xFFFFFFFF;
            }

            word0.CopyTo(words[at..]);
            word1.CopyTo(words[(8 + at)..]);
            word2.CopyTo(words[(16 + at)..]);
            word3.CopyTo(words[(24 + at)..]);
        }
    }
}
