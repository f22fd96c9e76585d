using System;
using System.Runtime.CompilerServices;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;

namespace SteGen.Numerics;

/// <content>Rows of two and four values as vectors, and back; and rows of a block that may be partial.</content>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>The columns of as many rows of two as there are lanes.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows2(ReadOnlySpan<float> values, int at, out F a, out F b) => Unzip(Load(values, at), Load(values, at + F.Count), out a, out b);

    /// <inheritdoc cref="LoadRows2(ReadOnlySpan{float}, int, out F, out F)"/>
    [MethodImpl(Inline)]
    public static void LoadRows2(ReadOnlySpan<double> values, int at, out D a, out D b) => Unzip(Load(values, at), Load(values, at + D.Count), out a, out b);

    /// <summary>The columns of as many rows of four as there are lanes.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows4(ReadOnlySpan<float> values, int at, out F a, out F b, out F c, out F d)
    {
        LoadRows2(values, at, out F ac, out F bd);
        LoadRows2(values, at + 2 * F.Count, out F ac2, out F bd2);
        Unzip(ac, ac2, out a, out c);
        Unzip(bd, bd2, out b, out d);
    }

    /// <inheritdoc cref="LoadRows4(ReadOnlySpan{float}, int, out F, out F, out F, out F)"/>
    [MethodImpl(Inline)]
    public static void LoadRows4(ReadOnlySpan<double> values, int at, out D a, out D b, out D c, out D d)
    {
        LoadRows2(values, at, out D ac, out D bd);
        LoadRows2(values, at + 2 * D.Count, out D ac2, out D bd2);
        Unzip(ac, ac2, out a, out c);
        Unzip(bd, bd2, out b, out d);
    }

    /// <summary>Writes columns as rows of two.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows2(F a, F b, Span<float> values, int at)
    {
        Zip(a, b, out F u, out F v);
        Store(u, values, at);
        Store(v, values, at + F.Count);
    }

    /// <inheritdoc cref="StoreRows2(F, F, Span{float}, int)"/>
    [MethodImpl(Inline)]
    public static void StoreRows2(D a, D b, Span<double> values, int at)
    {
        Zip(a, b, out D u, out D v);
        Store(u, values, at);
        Store(v, values, at + D.Count);
    }

    /// <summary>Writes columns as rows of four.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows4(F a, F b, F c, F d, Span<float> values, int at)
    {
        Zip(a, c, out F ac, out F ac2);
        Zip(b, d, out F bd, out F bd2);
        StoreRows2(ac, bd, values, at);
        StoreRows2(ac2, bd2, values, at + 2 * F.Count);
    }

    /// <inheritdoc cref="StoreRows4(F, F, F, F, Span{float}, int)"/>
    [MethodImpl(Inline)]
    public static void StoreRows4(D a, D b, D c, D d, Span<double> values, int at)
    {
        Zip(a, c, out D ac, out D ac2);
        Zip(b, d, out D bd, out D bd2);
        StoreRows2(ac, bd, values, at);
        StoreRows2(ac2, bd2, values, at + 2 * D.Count);
    }

    /// <summary>The columns of the next <paramref name="rest"/> rows of two.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows2(ReadOnlySpan<float> values, int at, int rest, out F a, out F b)
    {
        if (rest >= F.Count)
        {
            LoadRows2(values, at, out a, out b);
            return;
        }

        F live = LiveSingle(rest);
        a = LoadStrided(values, at, 2, live);
        b = LoadStrided(values, at + 1, 2, live);
    }

    /// <summary>Writes the next <paramref name="rest"/> rows of two.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows2(F a, F b, Span<float> values, int at, int rest)
    {
        if (rest >= F.Count)
        {
            StoreRows2(a, b, values, at);
            return;
        }

        F live = LiveSingle(rest);
        StoreStrided(a, values, at, 2, live);
        StoreStrided(b, values, at + 1, 2, live);
    }

    /// <summary>The columns of the next <paramref name="rest"/> rows of three.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows3(ReadOnlySpan<float> values, int at, int rest, out F a, out F b, out F c)
    {
        if (rest >= F.Count)
        {
            LoadRows3(values, at, out a, out b, out c);
            return;
        }

        F live = LiveSingle(rest);
        a = LoadStrided(values, at, 3, live);
        b = LoadStrided(values, at + 1, 3, live);
        c = LoadStrided(values, at + 2, 3, live);
    }

    /// <summary>Writes the next <paramref name="rest"/> rows of three.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows3(F a, F b, F c, Span<float> values, int at, int rest)
    {
        if (rest >= F.Count)
        {
            StoreRows3(a, b, c, values, at);
            return;
        }

        F live = LiveSingle(rest);
        StoreStrided(a, values, at, 3, live);
        StoreStrided(b, values, at + 1, 3, live);
        StoreStrided(c, values, at + 2, 3, live);
    }

    /// <summary>The columns of the next <paramref name="rest"/> rows of four.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows4(ReadOnlySpan<float> values, int at, int rest, out F a, out F b, out F c, out F d)
    {
        if (rest >= F.Count)
        {
            LoadRows4(values, at, out a, out b, out c, out d);
            return;
        }

        F live = LiveSingle(rest);
        a = LoadStrided(values, at, 4, live);
        b = LoadStrided(values, at + 1, 4, live);
        c = LoadStrided(values, at + 2, 4, live);
        d = LoadStrided(values, at + 3, 4, live);
    }

    /// <summary>Writes the next <paramref name="rest"/> rows of four.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows4(F a, F b, F c, F d, Span<float> values, int at, int rest)
    {
        if (rest >= F.Count)
        {
            StoreRows4(a, b, c, d, values, at);
            return;
        }

        F live = LiveSingle(rest);
        StoreStrided(a, values, at, 4, live);
        StoreStrided(b, values, at + 1, 4, live);
        StoreStrided(c, values, at + 2, 4, live);
        StoreStrided(d, values, at + 3, 4, live);
    }

    /// <summary>The columns of the next <paramref name="rest"/> rows of two.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows2(ReadOnlySpan<double> values, int at, int rest, out D a, out D b)
    {
        if (rest >= D.Count)
        {
            LoadRows2(values, at, out a, out b);
            return;
        }

        D live = LiveDouble(rest);
        a = LoadStrided(values, at, 2, live);
        b = LoadStrided(values, at + 1, 2, live);
    }

    /// <summary>Writes the next <paramref name="rest"/> rows of two.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows2(D a, D b, Span<double> values, int at, int rest)
    {
        if (rest >= D.Count)
        {
            StoreRows2(a, b, values, at);
            return;
        }

        D live = LiveDouble(rest);
        StoreStrided(a, values, at, 2, live);
        StoreStrided(b, values, at + 1, 2, live);
    }

    /// <summary>The columns of the next <paramref name="rest"/> rows of three.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows3(ReadOnlySpan<double> values, int at, int rest, out D a, out D b, out D c)
    {
        if (rest >= D.Count)
        {
            LoadRows3(values, at, out a, out b, out c);
            return;
        }

        D live = LiveDouble(rest);
        a = LoadStrided(values, at, 3, live);
        b = LoadStrided(values, at + 1, 3, live);
        c = LoadStrided(values, at + 2, 3, live);
    }

    /// <summary>Writes the next <paramref name="rest"/> rows of three.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows3(D a, D b, D c, Span<double> values, int at, int rest)
    {
        if (rest >= D.Count)
        {
            StoreRows3(a, b, c, values, at);
            return;
        }

        D live = LiveDouble(rest);
        StoreStrided(a, values, at, 3, live);
        StoreStrided(b, values, at + 1, 3, live);
        StoreStrided(c, values, at + 2, 3, live);
    }

    /// <summary>The columns of the next <paramref name="rest"/> rows of four.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows4(ReadOnlySpan<double> values, int at, int rest, out D a, out D b, out D c, out D d)
    {
        if (rest >= D.Count)
        {
            LoadRows4(values, at, out a, out b, out c, out d);
            return;
        }

        D live = LiveDouble(rest);
        a = LoadStrided(values, at, 4, live);
        b = LoadStrided(values, at + 1, 4, live);
        c = LoadStrided(values, at + 2, 4, live);
        d = LoadStrided(values, at + 3, 4, live);
    }

    /// <summary>Writes the next <paramref name="rest"/> rows of four.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows4(D a, D b, D c, D d, Span<double> values, int at, int rest)
    {
        if (rest >= D.Count)
        {
            StoreRows4(a, b, c, d, values, at);
            return;
        }

        D live = LiveDouble(rest);
        StoreStrided(a, values, at, 4, live);
        StoreStrided(b, values, at + 1, 4, live);
        StoreStrided(c, values, at + 2, 4, live);
        StoreStrided(d, values, at + 3, 4, live);
    }
}
