using System;
using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;

namespace SteGen.Numerics;

/// <content>Booleans in memory as masks, for 32-bit and for 64-bit lanes.</content>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>The mask of the next values; lanes that <paramref name="mask"/> has switched off are not read and not set.</summary>
    public static F LoadBoolsSingle(ReadOnlySpan<bool> values, int at, F mask) => LoadStridedBoolsSingle(values, at, 1, mask);

    /// <inheritdoc cref="LoadBoolsSingle(ReadOnlySpan{bool}, int, F)"/>
    public static F LoadBoolsSingle(ReadOnlySpan<bool> values, int at) => LoadStridedBoolsSingle(values, at, 1, F.AllBitsSet);

    /// <inheritdoc cref="LoadBoolsSingle(ReadOnlySpan{bool}, int, F)"/>
    public static D LoadBoolsDouble(ReadOnlySpan<bool> values, int at, D mask) => LoadStridedBoolsDouble(values, at, 1, mask);

    /// <inheritdoc cref="LoadBoolsSingle(ReadOnlySpan{bool}, int, F)"/>
    public static D LoadBoolsDouble(ReadOnlySpan<bool> values, int at) => LoadStridedBoolsDouble(values, at, 1, D.AllBitsSet);

    /// <inheritdoc cref="LoadBoolsSingle(ReadOnlySpan{bool}, int, F)"/>
    public static F LoadStridedBoolsSingle(ReadOnlySpan<bool> values, int at, int stride, F mask)
    {
        Span<int> bits = Elements(ref Unsafe.As<F, System.Runtime.Intrinsics.Vector128<int>>(ref mask));
        for (int lane = 0; lane < bits.Length; lane++)
            bits[lane] = bits[lane] != 0 && values[at + lane * stride] ? -1 : 0;
        return mask;
    }

    /// <inheritdoc cref="LoadBoolsSingle(ReadOnlySpan{bool}, int, F)"/>
    public static D LoadStridedBoolsDouble(ReadOnlySpan<bool> values, int at, int stride, D mask)
    {
        Span<long> bits = Elements(ref Unsafe.As<D, System.Runtime.Intrinsics.Vector128<long>>(ref mask));
        for (int lane = 0; lane < bits.Length; lane++)
            bits[lane] = bits[lane] != 0 && values[at + lane * stride] ? -1 : 0;
        return mask;
    }

    /// <inheritdoc cref="LoadBoolsSingle(ReadOnlySpan{bool}, int, F)"/>
    public static F LoadStridedBoolsSingle(ReadOnlySpan<bool> values, int at, int stride) => LoadStridedBoolsSingle(values, at, stride, F.AllBitsSet);

    /// <inheritdoc cref="LoadBoolsSingle(ReadOnlySpan{bool}, int, F)"/>
    public static D LoadStridedBoolsDouble(ReadOnlySpan<bool> values, int at, int stride) => LoadStridedBoolsDouble(values, at, stride, D.AllBitsSet);

    /// <summary>Writes a mask as booleans, in the lanes of <paramref name="mask"/>.</summary>
    public static void StoreBoolsSingle(F v, Span<bool> values, int at, F mask)
    {
        Span<int> bits = Elements(ref Unsafe.As<F, System.Runtime.Intrinsics.Vector128<int>>(ref mask)), value = Elements(ref Unsafe.As<F, System.Runtime.Intrinsics.Vector128<int>>(ref v));
        for (int lane = 0; lane < bits.Length; lane++)
        {
            if (bits[lane] != 0)
                values[at + lane] = value[lane] != 0;
        }
    }

    /// <inheritdoc cref="StoreBoolsSingle(F, Span{bool}, int, F)"/>
    public static void StoreBoolsSingle(F v, Span<bool> values, int at) => StoreBoolsSingle(v, values, at, F.AllBitsSet);

    /// <inheritdoc cref="StoreBoolsSingle(F, Span{bool}, int, F)"/>
    public static void StoreBoolsDouble(D v, Span<bool> values, int at, D mask)
    {
        Span<long> bits = Elements(ref Unsafe.As<D, System.Runtime.Intrinsics.Vector128<long>>(ref mask)), value = Elements(ref Unsafe.As<D, System.Runtime.Intrinsics.Vector128<long>>(ref v));
        for (int lane = 0; lane < bits.Length; lane++)
        {
            if (bits[lane] != 0)
                values[at + lane] = value[lane] != 0;
        }
    }

    /// <inheritdoc cref="StoreBoolsSingle(F, Span{bool}, int, F)"/>
    public static void StoreBoolsDouble(D v, Span<bool> values, int at) => StoreBoolsDouble(v, values, at, D.AllBitsSet);
}
