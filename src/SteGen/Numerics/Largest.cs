using System;
using System.ComponentModel;
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
    public static int Index([NoGradient] ReadOnlySpan<float> x, [NoGradient] ReadOnlySpan<float> y) =>
        Vector512.IsHardwareAccelerated ? Lanes512.Largest(x, y) : Vector256.IsHardwareAccelerated ? Lanes256.Largest(x, y) : Lanes128.Largest(x, y);

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
    public static int Index([NoGradient] ReadOnlySpan<double> x, [NoGradient] ReadOnlySpan<double> y) =>
        Vector512.IsHardwareAccelerated ? Lanes512.Largest(x, y) : Vector256.IsHardwareAccelerated ? Lanes256.Largest(x, y) : Lanes128.Largest(x, y);

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
    public static int Index([NoGradient] ReadOnlySpan<float> x) =>
        Vector512.IsHardwareAccelerated ? Lanes512.Largest(x, default) : Vector256.IsHardwareAccelerated ? Lanes256.Largest(x, default) : Lanes128.Largest(x, default);

    /// <summary>An index has no gradient.</summary>
    /// <param name="x">As above.</param>
    public static void OfIndex(ReadOnlySpan<float> x)
    {
    }

    /// <summary>The index of the largest x, in the same way.</summary>
    /// <param name="x">Not empty.</param>
    /// <returns>The index.</returns>
    [CustomGradient(nameof(OfIndex))]
    public static int Index([NoGradient] ReadOnlySpan<double> x) =>
        Vector512.IsHardwareAccelerated ? Lanes512.Largest(x, default) : Vector256.IsHardwareAccelerated ? Lanes256.Largest(x, default) : Lanes128.Largest(x, default);

    /// <summary>An index has no gradient.</summary>
    /// <param name="x">As above.</param>
    public static void OfIndex(ReadOnlySpan<double> x)
    {
    }
}
