using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector256;
using F = System.Runtime.Intrinsics.Vector256<float>;
using D = System.Runtime.Intrinsics.Vector256<double>;

namespace SteGen.Numerics;

/// <content>Rows of three values as three vectors, and back: arrays of structs. Three is odd, so a column meets every lane once: two blends and one shuffle each.</content>
public static partial class Lanes256
{
    /// <summary>The columns of as many rows of three as there are lanes.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows3(ReadOnlySpan<float> values, int at, out F a, out F b, out F c)
    {
        values = values.Slice(at, 3 * F.Count);
        F u = V.Create(values), v = V.Create(values.Slice(F.Count)), w = V.Create(values.Slice(2 * F.Count));
        a = V.Shuffle(Choose3(u, v, w, V.Create(0, -1, 0, 0, -1, 0, 0, -1).AsSingle(), V.Create(0, 0, -1, 0, 0, -1, 0, 0).AsSingle()),
            V.Create(0, 3, 6, 1, 4, 7, 2, 5));
        b = V.Shuffle(Choose3(u, v, w, V.Create(0, 0, -1, 0, 0, -1, 0, 0).AsSingle(), V.Create(-1, 0, 0, -1, 0, 0, -1, 0).AsSingle()),
            V.Create(1, 4, 7, 2, 5, 0, 3, 6));
        c = V.Shuffle(Choose3(u, v, w, V.Create(-1, 0, 0, -1, 0, 0, -1, 0).AsSingle(), V.Create(0, -1, 0, 0, -1, 0, 0, -1).AsSingle()),
            V.Create(2, 5, 0, 3, 6, 1, 4, 7));
    }

    /// <summary>Writes columns as rows of three.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows3(F a, F b, F c, Span<float> values, int at)
    {
        values = values.Slice(at, 3 * F.Count);
        a = V.Shuffle(a, V.Create(0, 3, 6, 1, 4, 7, 2, 5));
        b = V.Shuffle(b, V.Create(5, 0, 3, 6, 1, 4, 7, 2));
        c = V.Shuffle(c, V.Create(2, 5, 0, 3, 6, 1, 4, 7));
        Choose3(a, b, c, V.Create(0, -1, 0, 0, -1, 0, 0, -1).AsSingle(), V.Create(0, 0, -1, 0, 0, -1, 0, 0).AsSingle()).CopyTo(values);
        Choose3(a, b, c, V.Create(0, 0, -1, 0, 0, -1, 0, 0).AsSingle(), V.Create(-1, 0, 0, -1, 0, 0, -1, 0).AsSingle()).CopyTo(values.Slice(F.Count));
        Choose3(a, b, c, V.Create(-1, 0, 0, -1, 0, 0, -1, 0).AsSingle(), V.Create(0, -1, 0, 0, -1, 0, 0, -1).AsSingle()).CopyTo(values.Slice(2 * F.Count));
    }

    /// <summary>The values at even places of two vectors, and those at odd places.</summary>
    [MethodImpl(Inline)]
    private static void Unzip(F u, F v, out F even, out F odd)
    {
        F second = V.Create(0, 0, 0, 0, -1, -1, -1, -1).AsSingle();
        even = V.ConditionalSelect(second, V.Shuffle(v, V.Create(0, 2, 4, 6, 0, 2, 4, 6)), V.Shuffle(u, V.Create(0, 2, 4, 6, 0, 2, 4, 6)));
        odd = V.ConditionalSelect(second, V.Shuffle(v, V.Create(1, 3, 5, 7, 1, 3, 5, 7)), V.Shuffle(u, V.Create(1, 3, 5, 7, 1, 3, 5, 7)));
    }

    /// <summary>The values of two vectors in turn.</summary>
    [MethodImpl(Inline)]
    private static void Zip(F even, F odd, out F u, out F v)
    {
        if (Avx.IsSupported)
        {
            F low = Avx.UnpackLow(even, odd), high = Avx.UnpackHigh(even, odd);
            u = Avx.Permute2x128(low, high, 0x20);
            v = Avx.Permute2x128(low, high, 0x31);
            return;
        }

        F second = V.Create(0, -1, 0, -1, 0, -1, 0, -1).AsSingle();
        u = V.ConditionalSelect(second, V.Shuffle(odd, V.Create(0, 0, 1, 1, 2, 2, 3, 3)), V.Shuffle(even, V.Create(0, 0, 1, 1, 2, 2, 3, 3)));
        v = V.ConditionalSelect(second, V.Shuffle(odd, V.Create(4, 4, 5, 5, 6, 6, 7, 7)), V.Shuffle(even, V.Create(4, 4, 5, 5, 6, 6, 7, 7)));
    }

    [MethodImpl(Inline)]
    private static F Choose3(F u, F v, F w, F second, F third) => V.ConditionalSelect(third, w, V.ConditionalSelect(second, v, u));

    /// <summary>The columns of as many rows of three as there are lanes.</summary>
    [MethodImpl(Inline)]
    public static void LoadRows3(ReadOnlySpan<double> values, int at, out D a, out D b, out D c)
    {
        values = values.Slice(at, 3 * D.Count);
        D u = V.Create(values), v = V.Create(values.Slice(D.Count)), w = V.Create(values.Slice(2 * D.Count));
        a = V.Shuffle(Choose3(u, v, w, V.Create(0L, 0L, -1L, 0L).AsDouble(), V.Create(0L, -1L, 0L, 0L).AsDouble()),
            V.Create(0L, 3L, 2L, 1L));
        b = V.Shuffle(Choose3(u, v, w, V.Create(-1L, 0L, 0L, -1L).AsDouble(), V.Create(0L, 0L, -1L, 0L).AsDouble()),
            V.Create(1L, 0L, 3L, 2L));
        c = V.Shuffle(Choose3(u, v, w, V.Create(0L, -1L, 0L, 0L).AsDouble(), V.Create(-1L, 0L, 0L, -1L).AsDouble()),
            V.Create(2L, 1L, 0L, 3L));
    }

    /// <summary>Writes columns as rows of three.</summary>
    [MethodImpl(Inline)]
    public static void StoreRows3(D a, D b, D c, Span<double> values, int at)
    {
        values = values.Slice(at, 3 * D.Count);
        a = V.Shuffle(a, V.Create(0L, 3L, 2L, 1L));
        b = V.Shuffle(b, V.Create(1L, 0L, 3L, 2L));
        c = V.Shuffle(c, V.Create(2L, 1L, 0L, 3L));
        Choose3(a, b, c, V.Create(0L, -1L, 0L, 0L).AsDouble(), V.Create(0L, 0L, -1L, 0L).AsDouble()).CopyTo(values);
        Choose3(a, b, c, V.Create(-1L, 0L, 0L, -1L).AsDouble(), V.Create(0L, -1L, 0L, 0L).AsDouble()).CopyTo(values.Slice(D.Count));
        Choose3(a, b, c, V.Create(0L, 0L, -1L, 0L).AsDouble(), V.Create(-1L, 0L, 0L, -1L).AsDouble()).CopyTo(values.Slice(2 * D.Count));
    }

    /// <summary>The values at even places of two vectors, and those at odd places.</summary>
    [MethodImpl(Inline)]
    private static void Unzip(D u, D v, out D even, out D odd)
    {
        D second = V.Create(0L, 0L, -1L, -1L).AsDouble();
        even = V.ConditionalSelect(second, V.Shuffle(v, V.Create(0L, 2L, 0L, 2L)), V.Shuffle(u, V.Create(0L, 2L, 0L, 2L)));
        odd = V.ConditionalSelect(second, V.Shuffle(v, V.Create(1L, 3L, 1L, 3L)), V.Shuffle(u, V.Create(1L, 3L, 1L, 3L)));
    }

    /// <summary>The values of two vectors in turn.</summary>
    [MethodImpl(Inline)]
    private static void Zip(D even, D odd, out D u, out D v)
    {
        if (Avx.IsSupported)
        {
            D low = Avx.UnpackLow(even, odd), high = Avx.UnpackHigh(even, odd);
            u = Avx.Permute2x128(low, high, 0x20);
            v = Avx.Permute2x128(low, high, 0x31);
            return;
        }

        D second = V.Create(0L, -1L, 0L, -1L).AsDouble();
        u = V.ConditionalSelect(second, V.Shuffle(odd, V.Create(0L, 0L, 1L, 1L)), V.Shuffle(even, V.Create(0L, 0L, 1L, 1L)));
        v = V.ConditionalSelect(second, V.Shuffle(odd, V.Create(2L, 2L, 3L, 3L)), V.Shuffle(even, V.Create(2L, 2L, 3L, 3L)));
    }

    [MethodImpl(Inline)]
    private static D Choose3(D u, D v, D w, D second, D third) => V.ConditionalSelect(third, w, V.ConditionalSelect(second, v, u));
}
