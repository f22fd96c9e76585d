using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;

namespace SteGen.Numerics;

/// <content>
/// Many columns of rows at once: arrays of structs, matrices with a few dozen columns. Blocks of as many rows as columns are transposed in registers; lane by lane every value would be moved by itself.
/// A column is a vector with a lane for each row. The last block may overlap the one before.
/// </content>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>The first columns of the next <paramref name="rest"/> rows; lanes behind them hold anything.</summary>
    /// <param name="values">The rows.</param>
    /// <param name="at">Where the first column of the first row stands.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="rest">How many rows are left; all lanes are filled where there are as many.</param>
    /// <param name="columns">Written: a vector for each column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LoadColumns<T>(ReadOnlySpan<T> values, int at, int stride, int rest, Span<Vector128<T>> columns)
        where T : struct
    {
        int count = Vector128<T>.Count;
        Span<T> lanes = MemoryMarshal.Cast<Vector128<T>, T>(columns);
        if (rest < count || columns.Length < count)
        {
            for (int row = 0; row < Math.Min(rest, count); row++)
                SetLane(values.Slice(at + row * stride, columns.Length), lanes, row);
            return;
        }

        for (int column = 0; column < columns.Length; column += count)
        {
            int from = Math.Min(column, columns.Length - count);
            Transpose(values, at + from, stride, lanes, from * count, count);
        }
    }

    /// <summary>The columns of as many rows as there are lanes, each wherever its index says.</summary>
    /// <param name="values">The rows.</param>
    /// <param name="index">Where the first column of each lane's row stands.</param>
    /// <param name="rest">How many lanes are alive; the others are not read, and hold anything.</param>
    /// <param name="columns">Written: a vector for each column.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void LoadColumnsIndexed<T, TIndex>(ReadOnlySpan<T> values, TIndex index, int rest, Span<Vector128<T>> columns)
        where T : struct
        where TIndex : struct
    {
        int count = Vector128<T>.Count;
        Span<T> lanes = MemoryMarshal.Cast<Vector128<T>, T>(columns);
        ReadOnlySpan<int> starts = Indices(in index);
        if (rest < count || columns.Length < count)
        {
            for (int row = 0; row < Math.Min(rest, count); row++)
                SetLane(values.Slice(starts[row], columns.Length), lanes, row);
            return;
        }

        Sixteen<Vector128<T>> gathered = default;
        Span<T> rows = MemoryMarshal.Cast<Vector128<T>, T>((Span<Vector128<T>>)gathered);
        for (int column = 0; column < columns.Length; column += count)
        {
            int from = Math.Min(column, columns.Length - count);
            for (int row = 0; row < count; row++)
                Store(Load(values, starts[row] + from), rows, row * count);
            Transpose<T>(rows, 0, count, lanes, from * count, count);
        }
    }

    /// <summary>Writes the first columns of the next <paramref name="rest"/> rows.</summary>
    /// <param name="columns">A vector for each column.</param>
    /// <param name="values">The rows; what stands behind these columns is left alone.</param>
    /// <param name="at">Where the first column of the first row stands.</param>
    /// <param name="stride">From one row to the next.</param>
    /// <param name="rest">How many rows are left; as many as there are lanes are written at most.</param>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void StoreColumns<T>(ReadOnlySpan<Vector128<T>> columns, Span<T> values, int at, int stride, int rest)
        where T : struct
    {
        int count = Vector128<T>.Count;
        ReadOnlySpan<T> lanes = MemoryMarshal.Cast<Vector128<T>, T>(columns);
        if (rest < count || columns.Length < count)
        {
            for (int row = 0; row < Math.Min(rest, count); row++)
            {
                Span<T> of = values.Slice(at + row * stride, columns.Length);
                for (int column = 0; column < of.Length; column++)
                    of[column] = lanes[column * count + row];
            }

            return;
        }

        for (int column = 0; column < columns.Length; column += count)
        {
            int from = Math.Min(column, columns.Length - count);
            Transpose(lanes, from * count, count, values, at + from, stride);
        }
    }

    /// <summary>One row, a value to each column.</summary>
    private static void SetLane<T>(ReadOnlySpan<T> row, Span<T> lanes, int lane)
    {
        for (int column = 0; column < row.Length; column++)
            lanes[column * Vector128<T>.Count + lane] = row[column];
    }

    /// <summary>A square block: vectors <paramref name="step"/> apart become vectors <paramref name="next"/> apart.</summary>
    [MethodImpl(Inline)]
    private static void Transpose<T>(ReadOnlySpan<T> source, int from, int step, Span<T> target, int to, int next)
        where T : struct
    {
        if (Vector128<T>.Count == 2)
        {
            Zip(Load(source, from), Load(source, from + step), out Vector128<T> a, out Vector128<T> b);
            Store(a, target, to);
            Store(b, target, to + next);
        }
        else if (Vector128<T>.Count == 4)
        {
            Transpose4(source, from, step, target, to, next);
        }
        else if (Vector128<T>.Count == 8)
        {
            Transpose8(source, from, step, target, to, next);
        }
        else
        {
            Transpose16(source, from, step, target, to, next);
        }
    }

    // Vectors i and i + n/2 are interleaved into the vectors 2i and 2i + 1; after log2(n) rounds rows are columns.
    [MethodImpl(Inline)]
    private static void Transpose4<T>(ReadOnlySpan<T> source, int from, int step, Span<T> target, int to, int next)
        where T : struct
    {
        Zip(Load(source, from), Load(source, from + 2 * step), out Vector128<T> a, out Vector128<T> b);
        Zip(Load(source, from + step), Load(source, from + 3 * step), out Vector128<T> c, out Vector128<T> d);
        Zip(a, c, out Vector128<T> p, out Vector128<T> q);
        Zip(b, d, out Vector128<T> r, out Vector128<T> s);
        Store(p, target, to);
        Store(q, target, to + next);
        Store(r, target, to + 2 * next);
        Store(s, target, to + 3 * next);
    }

    [MethodImpl(Inline)]
    private static void Transpose8<T>(ReadOnlySpan<T> source, int from, int step, Span<T> target, int to, int next)
        where T : struct
    {
        Zip(Load(source, from), Load(source, from + 4 * step), out Vector128<T> a, out Vector128<T> b);
        Zip(Load(source, from + step), Load(source, from + 5 * step), out Vector128<T> c, out Vector128<T> d);
        Zip(Load(source, from + 2 * step), Load(source, from + 6 * step), out Vector128<T> e, out Vector128<T> f);
        Zip(Load(source, from + 3 * step), Load(source, from + 7 * step), out Vector128<T> g, out Vector128<T> h);
        Zip(a, e, out Vector128<T> p, out Vector128<T> q);
        Zip(b, f, out Vector128<T> r, out Vector128<T> s);
        Zip(c, g, out Vector128<T> t, out Vector128<T> u);
        Zip(d, h, out Vector128<T> v, out Vector128<T> w);
        Zip(p, t, out a, out b);
        Zip(q, u, out c, out d);
        Zip(r, v, out e, out f);
        Zip(s, w, out g, out h);
        Store(a, target, to);
        Store(b, target, to + next);
        Store(c, target, to + 2 * next);
        Store(d, target, to + 3 * next);
        Store(e, target, to + 4 * next);
        Store(f, target, to + 5 * next);
        Store(g, target, to + 6 * next);
        Store(h, target, to + 7 * next);
    }

    [MethodImpl(Inline)]
    private static void Transpose16<T>(ReadOnlySpan<T> source, int from, int step, Span<T> target, int to, int next)
        where T : struct
    {
        Sixteen<Vector128<T>> first = default, second = default;
        Span<Vector128<T>> now = first, then = second;
        for (int k = 0; k < 16; k++)
            now[k] = Load(source, from + k * step);

        for (int round = 0; round < 4; round++)
        {
            for (int k = 0; k < 8; k++)
                Zip(now[k], now[k + 8], out then[2 * k], out then[2 * k + 1]);
            Span<Vector128<T>> done = now;
            now = then;
            then = done;
        }

        for (int k = 0; k < 16; k++)
            Store(now[k], target, to + k * next);
    }

    [InlineArray(16)]
    private struct Sixteen<TVector>
    {
        private TVector _first;
    }

    [MethodImpl(Inline)]
    private static void Zip<T>(Vector128<T> even, Vector128<T> odd, out Vector128<T> u, out Vector128<T> v)
    {
        if (typeof(T) == typeof(double))
        {
            Zip(V.AsDouble(even), V.AsDouble(odd), out D x, out D y);
            (u, v) = (V.As<double, T>(x), V.As<double, T>(y));
        }
        else
        {
            Zip(V.AsSingle(even), V.AsSingle(odd), out F x, out F y);
            (u, v) = (V.As<float, T>(x), V.As<float, T>(y));
        }
    }
}
