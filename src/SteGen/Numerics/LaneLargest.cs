using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;

namespace SteGen.Numerics;

/// <content>The largest of many, a lane for every residue of the index. All lanes begin at element 0, so that a NaN there stays and others never win, as in a loop of comparisons.</content>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>The index of the largest <c>x + y</c>, the first of equal ones; x is not empty, y as long or empty. Of <typeparamref name="TIndex"/> a vector has as many lanes as of <typeparamref name="T"/>.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Largest<T, TIndex>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex>
    {
        // two chains: a comparison need not wait for the one before
        T first = y.IsEmpty ? x[0] : x[0] + y[0];
        Vector128<T> max = V.Create(first), maxB = max;
        Vector128<TIndex> index = Vector128<TIndex>.Zero, indexB = index, at = Vector128<TIndex>.Indices, step = V.Create(TIndex.CreateTruncating(Vector128<T>.Count));
        int k = 0;
        for (; k + (2 * Vector128<T>.Count) <= x.Length; k += 2 * Vector128<T>.Count)
        {
            Vector128<T> next = Load(x, k), nextB = Load(x, k + Vector128<T>.Count);
            if (!y.IsEmpty)
            {
                next += Load(y, k);
                nextB += Load(y, k + Vector128<T>.Count);
            }

            Vector128<T> isLarger = V.GreaterThan(next, max), isLargerB = V.GreaterThan(nextB, maxB);
            max = V.ConditionalSelect(isLarger, next, max);
            index = V.ConditionalSelect(V.As<T, TIndex>(isLarger), at, index);
            at += step;
            maxB = V.ConditionalSelect(isLargerB, nextB, maxB);
            indexB = V.ConditionalSelect(V.As<T, TIndex>(isLargerB), at, indexB);
            at += step;
        }

        Vector128<T> wins = V.GreaterThan(maxB, max) | (V.Equals(maxB, max) & V.As<TIndex, T>(V.LessThan(indexB, index)));
        max = V.ConditionalSelect(wins, maxB, max);
        index = V.ConditionalSelect(V.As<T, TIndex>(wins), indexB, index);
        Span<T> values = stackalloc T[Vector128<T>.Count];
        Span<TIndex> indices = stackalloc TIndex[Vector128<T>.Count];
        max.CopyTo(values);
        index.CopyTo(indices);
        T most = first;
        int best = 0;
        for (int lane = 0; lane < values.Length; lane++)
        {
            int place = int.CreateTruncating(indices[lane]);
            bool isBetter = values[lane] > most || (values[lane] == most && place < best);
            (most, best) = isBetter ? (values[lane], place) : (most, best);
        }

        for (; k < x.Length; k++)
        {
            T next = y.IsEmpty ? x[k] : x[k] + y[k];
            (most, best) = next > most ? (next, k) : (most, best);
        }

        return best;
    }
}
