using System;
using System.ComponentModel;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace SteGen.Numerics;

/// <summary>Which of many is the largest, in vector lanes. Generated code calls it.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Largest
{
    /// <summary>The index of the largest <c>x + y</c>, the first of equal ones: that of a loop that compares with <c>&gt;</c>. A NaN at the beginning stays, others never win.</summary>
    /// <param name="x">Not empty.</param>
    /// <param name="y">As long as <paramref name="x"/>.</param>
    /// <returns>The index.</returns>
    [CustomGradient(nameof(OfIndex))]
    public static int Index([NoGradient] ReadOnlySpan<float> x, [NoGradient] ReadOnlySpan<float> y) => InLanes<float, int>(x, y);

    /// <summary>An index has no gradient.</summary>
    /// <param name="x">As above.</param>
    /// <param name="y">As above.</param>
    public static void OfIndex(ReadOnlySpan<float> x, ReadOnlySpan<float> y)
    {
    }

    /// <summary>The index of the largest <c>x + y</c>, the first of equal ones: that of a loop that compares with <c>&gt;</c>. A NaN at the beginning stays, others never win.</summary>
    /// <param name="x">Not empty.</param>
    /// <param name="y">As long as <paramref name="x"/>.</param>
    /// <returns>The index.</returns>
    [CustomGradient(nameof(OfIndex))]
    public static int Index([NoGradient] ReadOnlySpan<double> x, [NoGradient] ReadOnlySpan<double> y) => InLanes<double, long>(x, y);

    /// <summary>An index has no gradient.</summary>
    /// <param name="x">As above.</param>
    /// <param name="y">As above.</param>
    public static void OfIndex(ReadOnlySpan<double> x, ReadOnlySpan<double> y)
    {
    }

    /// <summary>The index of the largest x, in the same way.</summary>
    /// <param name="x">Not empty.</param>
    /// <returns>The index.</returns>
    [CustomGradient(nameof(OfIndex))]
    public static int Index([NoGradient] ReadOnlySpan<float> x) => InLanes<float, int>(x, default);

    /// <summary>An index has no gradient.</summary>
    /// <param name="x">As above.</param>
    public static void OfIndex(ReadOnlySpan<float> x)
    {
    }

    /// <summary>The index of the largest x, in the same way.</summary>
    /// <param name="x">Not empty.</param>
    /// <returns>The index.</returns>
    [CustomGradient(nameof(OfIndex))]
    public static int Index([NoGradient] ReadOnlySpan<double> x) => InLanes<double, long>(x, default);

    /// <summary>An index has no gradient.</summary>
    /// <param name="x">As above.</param>
    public static void OfIndex(ReadOnlySpan<double> x)
    {
    }

    /// <summary>In the widest vectors that the machine has.</summary>
    private static int InLanes<T, TIndex>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : unmanaged, INumber<T>
        where TIndex : unmanaged, IBinaryInteger<TIndex> =>
        Vector512.IsHardwareAccelerated ? Lanes512.Largest<T, TIndex>(x, y) : Vector256.IsHardwareAccelerated ? Lanes256.Largest<T, TIndex>(x, y) : Lanes128.Largest<T, TIndex>(x, y);
}
