using System;
using System.Runtime.CompilerServices;

namespace SteGen.Numerics;

/// <summary>What every product asks of its arguments before it writes anything.</summary>
internal static class Shapes
{
    public static void NotNegative(int value, string name)
    {
        if (value < 0) throw new ArgumentOutOfRangeException(name, value, $"{name} is {value}; it must not be negative.");
    }

    public static void Length<T>(ReadOnlySpan<T> span, long expected, string name)
    {
        if (span.Length != expected) throw new ArgumentException($"{name} has {span.Length} elements; its shape asks for {expected}.", name);
    }

    /// <summary>Where nothing is to be written (a gradient that nobody wants) the span may be empty.</summary>
    public static void LengthOrEmpty<T>(ReadOnlySpan<T> span, long expected, string name)
    {
        if (!span.IsEmpty) Length(span, expected, name);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static void Apart<T>(ReadOnlySpan<T> written, string name, ReadOnlySpan<T> other, string otherName)
    {
        if (written.Overlaps(other)) throw new ArgumentException($"{name} overlaps {otherName}.", name);
    }
}
