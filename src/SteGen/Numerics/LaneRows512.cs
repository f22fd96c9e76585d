using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector512;
using F = System.Runtime.Intrinsics.Vector512<float>;
using D = System.Runtime.Intrinsics.Vector512<double>;

namespace SteGen.Numerics;

/// <content>Rows of three values as three vectors, and back: arrays of structs. Three is odd, so a column meets every lane once: two blends and one shuffle each.</content>
public static partial class Lanes512
{
    /// <summary>The columns of as many rows of three as there are lanes.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows3(ReadOnlySpan<float> values, int at, out F a, out F b, out F c)
    {
        values = values.Slice(at, 3 * F.Count);
        F u = V.Create(values), v = V.Create(values.Slice(F.Count)), w = V.Create(values.Slice(2 * F.Count));
        a = V.Shuffle(Choose3(u, v, w, V.Create(0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0).AsSingle(), V.Create(0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0).AsSingle()),
            V.Create(0, 3, 6, 9, 12, 15, 2, 5, 8, 11, 14, 1, 4, 7, 10, 13));
        b = V.Shuffle(Choose3(u, v, w, V.Create(-1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1).AsSingle(), V.Create(0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0).AsSingle()),
            V.Create(1, 4, 7, 10, 13, 0, 3, 6, 9, 12, 15, 2, 5, 8, 11, 14));
        c = V.Shuffle(Choose3(u, v, w, V.Create(0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0).AsSingle(), V.Create(-1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1).AsSingle()),
            V.Create(2, 5, 8, 11, 14, 1, 4, 7, 10, 13, 0, 3, 6, 9, 12, 15));
    }

    /// <summary>Writes columns as rows of three.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows3(F a, F b, F c, Span<float> values, int at)
    {
        values = values.Slice(at, 3 * F.Count);
        a = V.Shuffle(a, V.Create(0, 11, 6, 1, 12, 7, 2, 13, 8, 3, 14, 9, 4, 15, 10, 5));
        b = V.Shuffle(b, V.Create(5, 0, 11, 6, 1, 12, 7, 2, 13, 8, 3, 14, 9, 4, 15, 10));
        c = V.Shuffle(c, V.Create(10, 5, 0, 11, 6, 1, 12, 7, 2, 13, 8, 3, 14, 9, 4, 15));
        Choose3(a, b, c, V.Create(0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0).AsSingle(), V.Create(0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0).AsSingle()).CopyTo(values);
        Choose3(a, b, c, V.Create(-1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1).AsSingle(), V.Create(0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0).AsSingle()).CopyTo(values.Slice(F.Count));
        Choose3(a, b, c, V.Create(0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0).AsSingle(), V.Create(-1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1, 0, 0, -1).AsSingle()).CopyTo(values.Slice(2 * F.Count));
    }

    /// <summary>The values at even places of two vectors, and those at odd places.</summary>
    [MethodImpl(Inline)]
    private static void Unzip(F u, F v, out F even, out F odd)
    {
        F second = V.Create(0, 0, 0, 0, 0, 0, 0, 0, -1, -1, -1, -1, -1, -1, -1, -1).AsSingle();
        even = V.ConditionalSelect(second, V.Shuffle(v, V.Create(0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14)), V.Shuffle(u, V.Create(0, 2, 4, 6, 8, 10, 12, 14, 0, 2, 4, 6, 8, 10, 12, 14)));
        odd = V.ConditionalSelect(second, V.Shuffle(v, V.Create(1, 3, 5, 7, 9, 11, 13, 15, 1, 3, 5, 7, 9, 11, 13, 15)), V.Shuffle(u, V.Create(1, 3, 5, 7, 9, 11, 13, 15, 1, 3, 5, 7, 9, 11, 13, 15)));
    }

    /// <summary>The values of two vectors in turn.</summary>
    [MethodImpl(Inline)]
    private static void Zip(F even, F odd, out F u, out F v)
    {
        if (Avx512F.IsSupported)
        {
            u = Avx512F.PermuteVar16x32x2(even, V.Create(0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23), odd);
            v = Avx512F.PermuteVar16x32x2(even, V.Create(8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), odd);
            return;
        }

        F second = V.Create(0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1, 0, -1).AsSingle();
        u = V.ConditionalSelect(second, V.Shuffle(odd, V.Create(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7)), V.Shuffle(even, V.Create(0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7)));
        v = V.ConditionalSelect(second, V.Shuffle(odd, V.Create(8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15)), V.Shuffle(even, V.Create(8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13, 14, 14, 15, 15)));
    }

    [MethodImpl(Inline)]
    private static F Choose3(F u, F v, F w, F second, F third) => V.ConditionalSelect(third, w, V.ConditionalSelect(second, v, u));

    /// <summary>The columns of as many rows of three as there are lanes.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows3(ReadOnlySpan<double> values, int at, out D a, out D b, out D c)
    {
        values = values.Slice(at, 3 * D.Count);
        D u = V.Create(values), v = V.Create(values.Slice(D.Count)), w = V.Create(values.Slice(2 * D.Count));
        a = V.Shuffle(Choose3(u, v, w, V.Create(0L, -1L, 0L, 0L, -1L, 0L, 0L, -1L).AsDouble(), V.Create(0L, 0L, -1L, 0L, 0L, -1L, 0L, 0L).AsDouble()),
            V.Create(0L, 3L, 6L, 1L, 4L, 7L, 2L, 5L));
        b = V.Shuffle(Choose3(u, v, w, V.Create(0L, 0L, -1L, 0L, 0L, -1L, 0L, 0L).AsDouble(), V.Create(-1L, 0L, 0L, -1L, 0L, 0L, -1L, 0L).AsDouble()),
            V.Create(1L, 4L, 7L, 2L, 5L, 0L, 3L, 6L));
        c = V.Shuffle(Choose3(u, v, w, V.Create(-1L, 0L, 0L, -1L, 0L, 0L, -1L, 0L).AsDouble(), V.Create(0L, -1L, 0L, 0L, -1L, 0L, 0L, -1L).AsDouble()),
            V.Create(2L, 5L, 0L, 3L, 6L, 1L, 4L, 7L));
    }

    /// <summary>Writes columns as rows of three.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows3(D a, D b, D c, Span<double> values, int at)
    {
        values = values.Slice(at, 3 * D.Count);
        a = V.Shuffle(a, V.Create(0L, 3L, 6L, 1L, 4L, 7L, 2L, 5L));
        b = V.Shuffle(b, V.Create(5L, 0L, 3L, 6L, 1L, 4L, 7L, 2L));
        c = V.Shuffle(c, V.Create(2L, 5L, 0L, 3L, 6L, 1L, 4L, 7L));
        Choose3(a, b, c, V.Create(0L, -1L, 0L, 0L, -1L, 0L, 0L, -1L).AsDouble(), V.Create(0L, 0L, -1L, 0L, 0L, -1L, 0L, 0L).AsDouble()).CopyTo(values);
        Choose3(a, b, c, V.Create(0L, 0L, -1L, 0L, 0L, -1L, 0L, 0L).AsDouble(), V.Create(-1L, 0L, 0L, -1L, 0L, 0L, -1L, 0L).AsDouble()).CopyTo(values.Slice(D.Count));
        Choose3(a, b, c, V.Create(-1L, 0L, 0L, -1L, 0L, 0L, -1L, 0L).AsDouble(), V.Create(0L, -1L, 0L, 0L, -1L, 0L, 0L, -1L).AsDouble()).CopyTo(values.Slice(2 * D.Count));
    }

    /// <summary>The values at even places of two vectors, and those at odd places.</summary>
    [MethodImpl(Inline)]
    private static void Unzip(D u, D v, out D even, out D odd)
    {
        D second = V.Create(0L, 0L, 0L, 0L, -1L, -1L, -1L, -1L).AsDouble();
        even = V.ConditionalSelect(second, V.Shuffle(v, V.Create(0L, 2L, 4L, 6L, 0L, 2L, 4L, 6L)), V.Shuffle(u, V.Create(0L, 2L, 4L, 6L, 0L, 2L, 4L, 6L)));
        odd = V.ConditionalSelect(second, V.Shuffle(v, V.Create(1L, 3L, 5L, 7L, 1L, 3L, 5L, 7L)), V.Shuffle(u, V.Create(1L, 3L, 5L, 7L, 1L, 3L, 5L, 7L)));
    }

    /// <summary>The values of two vectors in turn.</summary>
    [MethodImpl(Inline)]
    private static void Zip(D even, D odd, out D u, out D v)
    {
        if (Avx512F.IsSupported)
        {
            u = Avx512F.PermuteVar8x64x2(even, V.Create(0L, 8L, 1L, 9L, 2L, 10L, 3L, 11L), odd);
            v = Avx512F.PermuteVar8x64x2(even, V.Create(4L, 12L, 5L, 13L, 6L, 14L, 7L, 15L), odd);
            return;
        }

        D second = V.Create(0L, -1L, 0L, -1L, 0L, -1L, 0L, -1L).AsDouble();
        u = V.ConditionalSelect(second, V.Shuffle(odd, V.Create(0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L)), V.Shuffle(even, V.Create(0L, 0L, 1L, 1L, 2L, 2L, 3L, 3L)));
        v = V.ConditionalSelect(second, V.Shuffle(odd, V.Create(4L, 4L, 5L, 5L, 6L, 6L, 7L, 7L)), V.Shuffle(even, V.Create(4L, 4L, 5L, 5L, 6L, 6L, 7L, 7L)));
    }

    [MethodImpl(Inline)]
    private static D Choose3(D u, D v, D w, D second, D third) => V.ConditionalSelect(third, w, V.ConditionalSelect(second, v, u));
}
