using System;
using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SteGen.Numerics;

/// <summary>The checks that generated members make before they write anything, and the exceptions that they throw. For generated code.</summary>
/// <remarks>The throwing paths are methods of their own that are never inlined, so that a check costs a compare and a branch at the call.</remarks>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Guard
{
    /// <summary>Throws an <see cref="ArgumentException"/> if a span has another length than it must have.</summary>
    /// <param name="actual">The length of the span.</param>
    /// <param name="expected">The length that it must have.</param>
    /// <param name="parameter">The name of the parameter.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Length(int actual, int expected, string parameter)
    {
        if (actual != expected)
            WrongLength(actual, expected, parameter);
    }

    /// <summary>Throws an <see cref="ArgumentException"/> if a span that is written shares memory with another one.</summary>
    /// <typeparam name="T">The type of the elements that are written.</typeparam>
    /// <typeparam name="U">The type of the other elements.</typeparam>
    /// <param name="written">The span that is written.</param>
    /// <param name="other">The other span.</param>
    /// <param name="parameter">The name of the parameter that is written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Overlap<T, U>(ReadOnlySpan<T> written, ReadOnlySpan<U> other, string parameter)
    {
        if (Shares(written, other))
            Overlapping(parameter);
    }

    /// <summary>As <see cref="Overlap"/>, but the two spans may be one and the same: for elementwise functions, which read element <c>i</c> before they write it.</summary>
    /// <typeparam name="T">The type of the elements that are written.</typeparam>
    /// <typeparam name="U">The type of the other elements.</typeparam>
    /// <param name="written">The span that is written.</param>
    /// <param name="other">The other span.</param>
    /// <param name="parameter">The name of the parameter that is written.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void OverlapUnlessSame<T, U>(ReadOnlySpan<T> written, ReadOnlySpan<U> other, string parameter)
    {
        if (Shares(written, other) && !(Start(written, other) == 0 && Bytes(written) == Bytes(other)))
            Overlapping(parameter);
    }

    /// <summary>Throws an <see cref="IndexOutOfRangeException"/> if <paramref name="index"/> is not within an array or a span.</summary>
    /// <param name="index">The index.</param>
    /// <param name="length">The length of the array or the span.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Index(int index, int length)
    {
        if ((uint)index >= (uint)length)
            IndexOutOfRange();
    }

    /// <summary>Throws an <see cref="ArgumentOutOfRangeException"/> unless a slice lies within a span, as <see cref="Span{T}.Slice(int, int)"/> does.</summary>
    /// <param name="start">Where the slice begins.</param>
    /// <param name="count">How many elements it has.</param>
    /// <param name="length">The length of the span.</param>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Slice(int start, int count, int length)
    {
        if ((ulong)(uint)start + (uint)count > (uint)length)
            ArgumentOutOfRange(nameof(start));
    }

    /// <summary>An element, or 0 where the index lies outside: for what is read ahead, before it is known that it will be used.</summary>
    /// <typeparam name="T">The type of the elements.</typeparam>
    /// <param name="values">The elements.</param>
    /// <param name="index">The index.</param>
    /// <returns>The element or 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T ElementOrZero<T>(ReadOnlySpan<T> values, int index)
        where T : struct => (uint)index < (uint)values.Length ? values[index] : default;

    /// <summary>Throws an <see cref="IndexOutOfRangeException"/>.</summary>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void IndexOutOfRange() => throw new IndexOutOfRangeException();

    /// <summary>Throws a <see cref="DivideByZeroException"/>.</summary>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void DivideByZero() => throw new DivideByZeroException();

    /// <summary>Throws an <see cref="OverflowException"/>.</summary>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Overflow() => throw new OverflowException();

    /// <summary>Throws an <see cref="ArgumentOutOfRangeException"/>.</summary>
    /// <param name="parameter">The name of the parameter.</param>
    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void ArgumentOutOfRange(string parameter) => throw new ArgumentOutOfRangeException(parameter);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void WrongLength(int actual, int expected, string parameter) =>
        throw new ArgumentException($"'{parameter}' has length {actual}, but must have length {expected}.", parameter);

    [DoesNotReturn]
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Overlapping(string parameter) =>
        throw new ArgumentException($"'{parameter}' is written, and overlaps another argument in memory.", parameter);

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static bool Shares<T, U>(ReadOnlySpan<T> a, ReadOnlySpan<U> b)
    {
        nuint distance = Start(a, b);
        return distance < Bytes(a) && !b.IsEmpty || 0 - distance < Bytes(b) && !a.IsEmpty;
    }

    /// <summary>How far <paramref name="b"/> starts behind <paramref name="a"/> (wrapping round where it starts before it).</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Start<T, U>(ReadOnlySpan<T> a, ReadOnlySpan<U> b) =>
        (nuint)Unsafe.ByteOffset(ref Unsafe.As<T, byte>(ref MemoryMarshal.GetReference(a)), ref Unsafe.As<U, byte>(ref MemoryMarshal.GetReference(b)));

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static nuint Bytes<T>(ReadOnlySpan<T> span) => (nuint)(uint)span.Length * (nuint)Unsafe.SizeOf<T>();
}
