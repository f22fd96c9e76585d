using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;

namespace SteGen.Numerics;

/// <content>Contiguous and strided memory, whole and in part. A lane that a mask has switched off is neither read nor written, wherever its address points.</content>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>Is a lane set?</summary>
    /// <param name="mask">All bits or none in every lane.</param>
    /// <returns>True if one is.</returns>
    [MethodImpl(Inline)]
    public static bool Any(F mask) => V.ExtractMostSignificantBits(mask) != 0;

    /// <inheritdoc cref="Any(F)"/>
    [MethodImpl(Inline)]
    public static bool Any(D mask) => V.ExtractMostSignificantBits(mask) != 0;

    /// <summary>A bit for every lane.</summary>
    [MethodImpl(Inline)]
    public static ulong Bits(F mask) => V.ExtractMostSignificantBits(mask);

    /// <inheritdoc cref="Bits(F)"/>
    [MethodImpl(Inline)]
    public static ulong Bits(D mask) => V.ExtractMostSignificantBits(mask);

    /// <summary>The mask of the first <paramref name="rest"/> lanes.</summary>
    /// <param name="rest">How many.</param>
    /// <returns>All bits in those lanes.</returns>
    [MethodImpl(Inline)]
    public static F LiveSingle(int rest) => V.LessThan(Vector128<int>.Indices, V.Create(rest)).AsSingle();

    /// <inheritdoc cref="LiveSingle(int)"/>
    [MethodImpl(Inline)]
    public static D LiveDouble(int rest) => V.LessThan(Vector128<long>.Indices, V.Create((long)rest)).AsDouble();

    /// <summary>A whole vector from <paramref name="at"/> on.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> Load<T>(ReadOnlySpan<T> values, int at) => V.Create(values.Slice(at, Vector128<T>.Count));

    /// <summary>The vector of fewer values than it has lanes; the other lanes are zero.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> LoadPartial<T>(ReadOnlySpan<T> values)
    {
        Vector128<T> v = default;
        values.CopyTo(Elements(ref v));
        return v;
    }

    /// <summary>The next <paramref name="rest"/> values, at most a vector; the other lanes are zero.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> Load<T>(ReadOnlySpan<T> values, int at, int rest) => rest >= Vector128<T>.Count ? Load(values, at) : LoadPartial(values.Slice(at, rest));

    /// <summary>The values from <paramref name="at"/> on in the lanes of <paramref name="mask"/>; other lanes hold anything.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> Load<T>(ReadOnlySpan<T> values, int at, Vector128<T> mask) =>
        at >= 0 && at <= values.Length - Vector128<T>.Count ? Load(values, at) : LoadSlowly(values, at, 1, mask);

    /// <summary>Writes a whole vector from <paramref name="at"/> on.</summary>
    [MethodImpl(Inline)]
    public static void Store<T>(Vector128<T> v, Span<T> values, int at) => v.CopyTo(values.Slice(at, Vector128<T>.Count));

    /// <summary>Writes the first lanes, as many as there is room for.</summary>
    [MethodImpl(Inline)]
    public static void StorePartial<T>(Vector128<T> v, Span<T> values) => Elements(ref v).Slice(0, values.Length).CopyTo(values);

    /// <summary>Writes the first <paramref name="rest"/> lanes, at most a vector.</summary>
    [MethodImpl(Inline)]
    public static void Store<T>(Vector128<T> v, Span<T> values, int at, int rest)
    {
        if (rest >= Vector128<T>.Count)
            Store(v, values, at);
        else
            StorePartial(v, values.Slice(at, rest));
    }

    /// <summary>Writes the lanes of <paramref name="mask"/>.</summary>
    [MethodImpl(Inline)]
    public static void Store<T>(Vector128<T> v, Span<T> values, int at, Vector128<T> mask)
    {
        if (at >= 0 && at <= values.Length - Vector128<T>.Count)
            Store(V.ConditionalSelect(mask, v, Load<T>(values, at)), values, at);
        else
            StoreSlowly(v, values, at, 1, mask);
    }

    /// <summary>One value for every lane, <paramref name="stride"/> apart.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> LoadStrided<T>(ReadOnlySpan<T> values, int at, int stride)
    {
        Vector128<T> v = default;
        Span<T> elements = Elements(ref v);
        for (int lane = 0; lane < elements.Length; lane++)
            elements[lane] = values[at + lane * stride];
        return v;
    }

    /// <summary>One value for every lane, <paramref name="stride"/> apart; 0 where that lies outside.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> LoadStridedOrZero<T>(ReadOnlySpan<T> values, int at, int stride)
    {
        long last = at + (Vector128<T>.Count - 1) * (long)stride;
        return (uint)at < (uint)values.Length && (ulong)last < (ulong)values.Length ? LoadStrided(values, at, stride) : LoadInside(values, at, stride);
    }

    /// <summary>One value for every lane of <paramref name="mask"/>; other lanes hold anything.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> LoadStrided<T>(ReadOnlySpan<T> values, int at, int stride, Vector128<T> mask) =>
        V.ExtractMostSignificantBits(mask) == AllLanes<T>() ? LoadStrided(values, at, stride) : LoadSlowly(values, at, stride, mask);

    /// <summary>Writes every lane, <paramref name="stride"/> apart.</summary>
    [MethodImpl(Inline)]
    public static void StoreStrided<T>(Vector128<T> v, Span<T> values, int at, int stride)
    {
        Span<T> elements = Elements(ref v);
        for (int lane = 0; lane < elements.Length; lane++)
            values[at + lane * stride] = elements[lane];
    }

    /// <summary>Writes the lanes of <paramref name="mask"/>, <paramref name="stride"/> apart.</summary>
    [MethodImpl(Inline)]
    public static void StoreStrided<T>(Vector128<T> v, Span<T> values, int at, int stride, Vector128<T> mask)
    {
        if (V.ExtractMostSignificantBits(mask) == AllLanes<T>())
            StoreStrided(v, values, at, stride);
        else
            StoreSlowly(v, values, at, stride, mask);
    }

    [MethodImpl(Inline)]
    private static Span<T> Elements<T>(ref Vector128<T> v) => MemoryMarshal.CreateSpan(ref Unsafe.As<Vector128<T>, T>(ref v), Vector128<T>.Count);

    [MethodImpl(Inline)]
    private static ulong AllLanes<T>() => (1ul << Vector128<T>.Count) - 1;

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<T> LoadInside<T>(ReadOnlySpan<T> values, int at, int stride)
    {
        Vector128<T> v = default;
        Span<T> elements = Elements(ref v);
        for (int lane = 0; lane < elements.Length; lane++)
        {
            long place = at + lane * (long)stride;
            elements[lane] = (ulong)place < (ulong)values.Length ? values[(int)place] : default!;
        }

        return v;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Vector128<T> LoadSlowly<T>(ReadOnlySpan<T> values, int at, int stride, Vector128<T> mask)
    {
        Vector128<T> v = default;
        Span<T> elements = Elements(ref v);
        ulong bits = V.ExtractMostSignificantBits(mask);
        for (int lane = 0; lane < elements.Length; lane++)
        {
            if ((bits >> lane & 1) != 0)
                elements[lane] = values[at + lane * stride];
        }

        return v;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void StoreSlowly<T>(Vector128<T> v, Span<T> values, int at, int stride, Vector128<T> mask)
    {
        Span<T> elements = Elements(ref v);
        ulong bits = V.ExtractMostSignificantBits(mask);
        for (int lane = 0; lane < elements.Length; lane++)
        {
            if ((bits >> lane & 1) != 0)
                values[at + lane * stride] = elements[lane];
        }
    }
}
