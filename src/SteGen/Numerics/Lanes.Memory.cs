using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

[EveryWidth]
public static partial class Lanes128
{
    /// <summary>Whether any lane of a mask is set.</summary>
    /// <param name="mask">Lanes with all bits set or none.</param>
    /// <returns>Whether one is set.</returns>
    [MethodImpl(Inline)]
    public static bool Any(F mask) => mask.AsInt32() != I.Zero;

    /// <summary>Whether any lane of a mask is set.</summary>
    /// <param name="mask">Lanes with all bits set or none.</param>
    /// <returns>Whether one is set.</returns>
    [MethodImpl(Inline)]
    public static bool Any(D mask) => mask.AsInt64() != L.Zero;

    /// <summary>Whether any lane of a mask is set.</summary>
    /// <param name="mask">Lanes with all bits set or none.</param>
    /// <returns>Whether one is set.</returns>
    [MethodImpl(Inline)]
    public static bool Any(I mask) => mask != I.Zero;

    /// <summary>Whether any lane of a mask is set.</summary>
    /// <param name="mask">Lanes with all bits set or none.</param>
    /// <returns>Whether one is set.</returns>
    [MethodImpl(Inline)]
    public static bool Any(L mask) => mask != L.Zero;

    /// <summary>The first lanes from memory, the others 0.</summary>
    /// <param name="source">Not more elements than lanes.</param>
    /// <returns>The lanes.</returns>
    [MethodImpl(Inline)]
    public static F LoadPartial(ReadOnlySpan<float> source)
    {
        F lanes = default;
        source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<F, float>(ref lanes), F.Count));
        return lanes;
    }

    /// <summary>The first lanes to memory, as many as there is room for.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="destination">Not more elements than lanes.</param>
    [MethodImpl(Inline)]
    public static void StorePartial(F lanes, Span<float> destination) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<F, float>(ref lanes), F.Count)[..destination.Length].CopyTo(destination);

    /// <summary>The first lanes from memory, the others 0.</summary>
    /// <param name="source">Not more elements than lanes.</param>
    /// <returns>The lanes.</returns>
    [MethodImpl(Inline)]
    public static D LoadPartial(ReadOnlySpan<double> source)
    {
        D lanes = default;
        source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<D, double>(ref lanes), D.Count));
        return lanes;
    }

    /// <summary>The first lanes to memory, as many as there is room for.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="destination">Not more elements than lanes.</param>
    [MethodImpl(Inline)]
    public static void StorePartial(D lanes, Span<double> destination) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<D, double>(ref lanes), D.Count)[..destination.Length].CopyTo(destination);

    /// <summary>The first lanes from memory, the others 0.</summary>
    /// <param name="source">Not more elements than lanes.</param>
    /// <returns>The lanes.</returns>
    [MethodImpl(Inline)]
    public static I LoadPartial(ReadOnlySpan<int> source)
    {
        I lanes = default;
        source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<I, int>(ref lanes), I.Count));
        return lanes;
    }

    /// <summary>The first lanes to memory, as many as there is room for.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="destination">Not more elements than lanes.</param>
    [MethodImpl(Inline)]
    public static void StorePartial(I lanes, Span<int> destination) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<I, int>(ref lanes), I.Count)[..destination.Length].CopyTo(destination);

    /// <summary>The first lanes from memory, the others 0.</summary>
    /// <param name="source">Not more elements than lanes.</param>
    /// <returns>The lanes.</returns>
    [MethodImpl(Inline)]
    public static L LoadPartial(ReadOnlySpan<long> source)
    {
        L lanes = default;
        source.CopyTo(MemoryMarshal.CreateSpan(ref Unsafe.As<L, long>(ref lanes), L.Count));
        return lanes;
    }

    /// <summary>The first lanes to memory, as many as there is room for.</summary>
    /// <param name="lanes">The lanes.</param>
    /// <param name="destination">Not more elements than lanes.</param>
    [MethodImpl(Inline)]
    public static void StorePartial(L lanes, Span<long> destination) =>
        MemoryMarshal.CreateReadOnlySpan(ref Unsafe.As<L, long>(ref lanes), L.Count)[..destination.Length].CopyTo(destination);
}
