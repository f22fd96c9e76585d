using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

/// <content>The largest of many, a lane for every residue of the index. All lanes begin at element 0, so that a NaN there stays and others never win, as in a loop of comparisons.</content>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>The index of the largest <c>x + y</c>, the first of equal ones; x is not empty, y as long or empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Largest(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
        // two chains: a comparison need not wait for the one before
        float first = y.IsEmpty ? x[0] : x[0] + y[0];
        F max = V.Create(first), maxB = max;
        I index = I.Zero, indexB = I.Zero, at = I.Indices, step = V.Create((int)F.Count);
        int k = 0;
        for (; k + (2 * F.Count) <= x.Length; k += 2 * F.Count)
        {
            F next = V.Create(x.Slice(k, F.Count)), nextB = V.Create(x.Slice(k + F.Count, F.Count));
            if (!y.IsEmpty)
            {
                next += V.Create(y.Slice(k, F.Count));
                nextB += V.Create(y.Slice(k + F.Count, F.Count));
            }

            F isLarger = V.GreaterThan(next, max), isLargerB = V.GreaterThan(nextB, maxB);
            max = V.ConditionalSelect(isLarger, next, max);
            index = V.ConditionalSelect(isLarger.AsInt32(), at, index);
            at += step;
            maxB = V.ConditionalSelect(isLargerB, nextB, maxB);
            indexB = V.ConditionalSelect(isLargerB.AsInt32(), at, indexB);
            at += step;
        }

        F wins = V.GreaterThan(maxB, max) | (V.Equals(maxB, max) & V.LessThan(indexB, index).AsSingle());
        max = V.ConditionalSelect(wins, maxB, max);
        index = V.ConditionalSelect(wins.AsInt32(), indexB, index);
        Span<float> values = stackalloc float[F.Count];
        Span<int> indices = stackalloc int[F.Count];
        max.CopyTo(values);
        index.CopyTo(indices);
        float most = first;
        int best = 0;
        for (int lane = 0; lane < values.Length; lane++)
        {
            bool isBetter = values[lane] > most || (values[lane] == most && indices[lane] < best);
            (most, best) = isBetter ? (values[lane], indices[lane]) : (most, best);
        }

        for (; k < x.Length; k++)
        {
            float next = y.IsEmpty ? x[k] : x[k] + y[k];
            (most, best) = next > most ? (next, k) : (most, best);
        }

        return best;
    }

    /// <summary>The index of the largest <c>x + y</c>, the first of equal ones; x is not empty, y as long or empty.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    internal static int Largest(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
        // two chains: a comparison need not wait for the one before
        double first = y.IsEmpty ? x[0] : x[0] + y[0];
        D max = V.Create(first), maxB = max;
        L index = L.Zero, indexB = L.Zero, at = L.Indices, step = V.Create((long)D.Count);
        int k = 0;
        for (; k + (2 * D.Count) <= x.Length; k += 2 * D.Count)
        {
            D next = V.Create(x.Slice(k, D.Count)), nextB = V.Create(x.Slice(k + D.Count, D.Count));
            if (!y.IsEmpty)
            {
                next += V.Create(y.Slice(k, D.Count));
                nextB += V.Create(y.Slice(k + D.Count, D.Count));
            }

            D isLarger = V.GreaterThan(next, max), isLargerB = V.GreaterThan(nextB, maxB);
            max = V.ConditionalSelect(isLarger, next, max);
            index = V.ConditionalSelect(isLarger.AsInt64(), at, index);
            at += step;
            maxB = V.ConditionalSelect(isLargerB, nextB, maxB);
            indexB = V.ConditionalSelect(isLargerB.AsInt64(), at, indexB);
            at += step;
        }

        D wins = V.GreaterThan(maxB, max) | (V.Equals(maxB, max) & V.LessThan(indexB, index).AsDouble());
        max = V.ConditionalSelect(wins, maxB, max);
        index = V.ConditionalSelect(wins.AsInt64(), indexB, index);
        Span<double> values = stackalloc double[D.Count];
        Span<long> indices = stackalloc long[D.Count];
        max.CopyTo(values);
        index.CopyTo(indices);
        double most = first;
        long best = 0;
        for (int lane = 0; lane < values.Length; lane++)
        {
            bool isBetter = values[lane] > most || (values[lane] == most && indices[lane] < best);
            (most, best) = isBetter ? (values[lane], indices[lane]) : (most, best);
        }

        for (; k < x.Length; k++)
        {
            double next = y.IsEmpty ? x[k] : x[k] + y[k];
            (most, best) = next > most ? (next, k) : (most, best);
        }

        return (int)best;
    }
}
