using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;

namespace SteGen.Numerics;

/// <content>
/// Memory at an index per lane. The indices are a vector of int with as many lanes as the values have, so for 64-bit values one of half the width: <c>TIndex</c>.
/// </content>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>The value at the index of every lane.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> LoadIndexed<T, TIndex>(ReadOnlySpan<T> values, TIndex index)
        where TIndex : struct
    {
        Vector128<T> v = default;
        Span<T> elements = Elements(ref v);
        ReadOnlySpan<int> at = Indices(in index);
        for (int lane = 0; lane < elements.Length; lane++)
            elements[lane] = values[at[lane]];
        return v;
    }

    /// <summary>The value at the index of every lane of <paramref name="mask"/>; other lanes hold 0.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> LoadIndexed<T, TIndex>(ReadOnlySpan<T> values, TIndex index, Vector128<T> mask)
        where TIndex : struct
    {
        ulong bits = V.ExtractMostSignificantBits(mask);
        if (bits == AllLanes<T>())
            return LoadIndexed(values, index);
        Vector128<T> v = default;
        Span<T> elements = Elements(ref v);
        ReadOnlySpan<int> at = Indices(in index);
        for (int lane = 0; lane < elements.Length; lane++)
        {
            if ((bits >> lane & 1) != 0)
                elements[lane] = values[at[lane]];
        }

        return v;
    }

    /// <summary>Adds every lane to the value at its index, lane after lane.</summary>
    [MethodImpl(Inline)]
    public static void AddIndexed<TIndex>(F v, Span<float> values, TIndex index)
        where TIndex : struct => AddIndexed(v, values, index, F.AllBitsSet);

    /// <inheritdoc cref="AddIndexed{TIndex}(F, Span{float}, TIndex)"/>
    [MethodImpl(Inline)]
    public static void AddIndexed<TIndex>(D v, Span<double> values, TIndex index)
        where TIndex : struct => AddIndexed(v, values, index, D.AllBitsSet);

    /// <summary>Adds the lanes of <paramref name="mask"/> to the values at their indices, lane after lane.</summary>
    [MethodImpl(Inline)]
    public static void AddIndexed<TIndex>(F v, Span<float> values, TIndex index, F mask)
        where TIndex : struct
    {
        ulong bits = V.ExtractMostSignificantBits(mask);
        Span<float> elements = Elements(ref v);
        ReadOnlySpan<int> at = Indices(in index);
        for (int lane = 0; lane < elements.Length; lane++)
        {
            if ((bits >> lane & 1) != 0)
                values[at[lane]] += elements[lane];
        }
    }

    /// <inheritdoc cref="AddIndexed{TIndex}(F, Span{float}, TIndex, F)"/>
    [MethodImpl(Inline)]
    public static void AddIndexed<TIndex>(D v, Span<double> values, TIndex index, D mask)
        where TIndex : struct
    {
        ulong bits = V.ExtractMostSignificantBits(mask);
        Span<double> elements = Elements(ref v);
        ReadOnlySpan<int> at = Indices(in index);
        for (int lane = 0; lane < elements.Length; lane++)
        {
            if ((bits >> lane & 1) != 0)
                values[at[lane]] += elements[lane];
        }
    }

    /// <summary>Adds the products of the lanes to the values at their indices, lane after lane, each rounded once.</summary>
    [MethodImpl(Inline)]
    public static void AddProductsIndexed<TIndex>(F a, F b, Span<float> values, TIndex index)
        where TIndex : struct => AddProductsIndexed(a, b, values, index, F.AllBitsSet);

    /// <summary>As above, for the lanes of <paramref name="mask"/>.</summary>
    [MethodImpl(Inline)]
    public static void AddProductsIndexed<TIndex>(F a, F b, Span<float> values, TIndex index, F mask)
        where TIndex : struct
    {
        ulong bits = V.ExtractMostSignificantBits(mask);
        Span<float> first = Elements(ref a), second = Elements(ref b);
        ReadOnlySpan<int> at = Indices(in index);
        for (int lane = 0; lane < first.Length; lane++)
        {
            if ((bits >> lane & 1) != 0)
                values[at[lane]] = MathF.FusedMultiplyAdd(first[lane], second[lane], values[at[lane]]);
        }
    }

    /// <inheritdoc cref="AddProductsIndexed{TIndex}(F, F, Span{float}, TIndex)"/>
    [MethodImpl(Inline)]
    public static void AddProductsIndexed<TIndex>(D a, D b, Span<double> values, TIndex index)
        where TIndex : struct => AddProductsIndexed(a, b, values, index, D.AllBitsSet);

    /// <inheritdoc cref="AddProductsIndexed{TIndex}(F, F, Span{float}, TIndex, F)"/>
    [MethodImpl(Inline)]
    public static void AddProductsIndexed<TIndex>(D a, D b, Span<double> values, TIndex index, D mask)
        where TIndex : struct
    {
        ulong bits = V.ExtractMostSignificantBits(mask);
        Span<double> first = Elements(ref a), second = Elements(ref b);
        ReadOnlySpan<int> at = Indices(in index);
        for (int lane = 0; lane < first.Length; lane++)
        {
            if ((bits >> lane & 1) != 0)
                values[at[lane]] = Math.FusedMultiplyAdd(first[lane], second[lane], values[at[lane]]);
        }
    }

    /// <summary>From an array that every lane has of its own (a vector per element): each lane's element at its own index. An index outside gives 0: lanes without a meaning have such.</summary>
    [MethodImpl(Inline)]
    public static Vector128<T> ReadLanes<T, TIndex>(ReadOnlySpan<Vector128<T>> array, TIndex index)
        where TIndex : struct
    {
        ReadOnlySpan<int> at = Indices(in index);
        int first = at[0];
        bool together = (uint)first < (uint)array.Length;
        foreach (int other in at)
            together &= other == first;
        if (together)
            return array[first];

        Vector128<T> v = default;
        Span<T> elements = Elements(ref v);
        ReadOnlySpan<T> all = MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<Vector128<T>, T>(ref MemoryMarshal.GetReference(array)), array.Length * Vector128<T>.Count);
        for (int lane = 0; lane < elements.Length; lane++)
        {
            if ((uint)at[lane] < (uint)array.Length)
                elements[lane] = all[at[lane] * Vector128<T>.Count + lane];
        }

        return v;
    }

    /// <inheritdoc cref="ReadLanes{T, TIndex}(ReadOnlySpan{Vector128{T}}, TIndex)"/>
    [MethodImpl(Inline)]
    public static Vector128<T> ReadLanes<T, TIndex>(Span<Vector128<T>> array, TIndex index)
        where TIndex : struct => ReadLanes((ReadOnlySpan<Vector128<T>>)array, index);

    /// <summary>Writes each lane to its own element of an array that every lane has of its own.</summary>
    [MethodImpl(Inline)]
    public static void WriteLanes<T, TIndex>(Vector128<T> v, Span<Vector128<T>> array, TIndex index)
        where TIndex : struct => WriteLanes(v, array, index, Vector128<T>.AllBitsSet);

    /// <summary>As above, for the lanes of <paramref name="mask"/>.</summary>
    [MethodImpl(Inline)]
    public static void WriteLanes<T, TIndex>(Vector128<T> v, Span<Vector128<T>> array, TIndex index, Vector128<T> mask)
        where TIndex : struct
    {
        ulong bits = V.ExtractMostSignificantBits(mask);
        Span<T> elements = Elements(ref v);
        ReadOnlySpan<int> at = Indices(in index);
        Span<T> all = MemoryMarshal.CreateSpan(ref Unsafe.As<Vector128<T>, T>(ref MemoryMarshal.GetReference(array)), array.Length * Vector128<T>.Count);
        for (int lane = 0; lane < elements.Length; lane++)
        {
            if ((bits >> lane & 1) != 0)
                all[at[lane] * Vector128<T>.Count + lane] = elements[lane];
        }
    }

    /// <summary>Adds each lane to its own element of an array that every lane has of its own.</summary>
    [MethodImpl(Inline)]
    public static void AddLanes<T, TIndex>(Vector128<T> v, Span<Vector128<T>> array, TIndex index)
        where TIndex : struct => WriteLanes(ReadLanes(array, index) + v, array, index);

    /// <summary>As above, for the lanes of <paramref name="mask"/>.</summary>
    [MethodImpl(Inline)]
    public static void AddLanes<T, TIndex>(Vector128<T> v, Span<Vector128<T>> array, TIndex index, Vector128<T> mask)
        where TIndex : struct => WriteLanes(ReadLanes(array, index) + v, array, index, mask);

    /// <summary>A stack of vectors with room for one more.</summary>
    [MethodImpl(Inline)]
    public static Span<Vector128<T>> Room<T>(Span<Vector128<T>> stack, int depth, Tape workspace)
        where T : unmanaged => depth < stack.Length ? stack : Grow(stack, workspace);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Span<Vector128<T>> Grow<T>(Span<Vector128<T>> stack, Tape workspace)
        where T : unmanaged
    {
        Span<Vector128<T>> larger = workspace.Allocate<Vector128<T>>(Math.Max(16, 2 * stack.Length));
        stack.CopyTo(larger);
        return larger;
    }

    /// <summary>The lanes whose index lies outside 0 .. length - 1.</summary>
    [MethodImpl(Inline)]
    public static I Outside(I index, I length) => V.GreaterThanOrEqual(index.AsUInt32(), length.AsUInt32()).AsInt32();

    /// <summary>The lanes whose slice does not lie inside.</summary>
    [MethodImpl(Inline)]
    public static I OutsideSlice(I start, I count, I length) =>
        V.GreaterThan(start.AsUInt32(), length.AsUInt32()).AsInt32() | V.GreaterThan(count.AsUInt32(), (length - start).AsUInt32()).AsInt32();

    /// <summary>Does an index, <paramref name="stride"/> apart from lane to lane, lie outside in a lane of <paramref name="mask"/>?</summary>
    [MethodImpl(Inline)]
    public static bool AnyOutside(int at, int stride, int length, F mask) => AnyOutside(at, stride, length, V.ExtractMostSignificantBits(mask));

    /// <inheritdoc cref="AnyOutside(int, int, int, F)"/>
    [MethodImpl(Inline)]
    public static bool AnyOutside(int at, int stride, int length, D mask) => AnyOutside(at, stride, length, V.ExtractMostSignificantBits(mask));

    /// <summary>The largest of the lanes, at least 0.</summary>
    [MethodImpl(Inline)]
    public static int Largest(I v)
    {
        int largest = 0;
        foreach (int x in Elements(ref v))
            largest = Math.Max(largest, x);
        return largest;
    }

    /// <summary>The largest of the lanes of <paramref name="mask"/>, at least 0.</summary>
    [MethodImpl(Inline)]
    public static int Largest(I v, I mask) => Largest(v & mask);

    private static bool AnyOutside(int at, int stride, int length, ulong lanes)
    {
        for (int lane = 0; lanes != 0; lane++, lanes >>= 1)
        {
            if ((lanes & 1) != 0 && (uint)(at + lane * stride) >= (uint)length)
                return true;
        }

        return false;
    }

    [MethodImpl(Inline)]
    private static ReadOnlySpan<int> Indices<TIndex>(in TIndex index)
        where TIndex : struct => MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<TIndex, int>(ref Unsafe.AsRef(in index)), Unsafe.SizeOf<TIndex>() / sizeof(int));
}
