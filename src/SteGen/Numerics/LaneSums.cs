using System;
using System.ComponentModel;
using System.Numerics;

namespace SteGen.Numerics;

/// <summary>
/// The ends of sums in the canonical order, which scalar code and vectors of every width share: 64 bytes of slots per sum, the slots added up by halves. For generated code.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class LaneSums
{
    /// <summary>The sum of 16 slots.</summary>
    /// <param name="slots">The slots.</param>
    /// <returns>Their sum, by halves.</returns>
    public static float Sum(ReadOnlySpan<float> slots)
    {
        Span<float> sums = stackalloc float[16];
        slots.CopyTo(sums);
        return Halve(sums);
    }

    /// <summary>The sum of 8 slots.</summary>
    /// <inheritdoc cref="Sum(ReadOnlySpan{float})"/>
    public static double Sum(ReadOnlySpan<double> slots)
    {
        Span<double> sums = stackalloc double[8];
        slots.CopyTo(sums);
        return Halve(sums);
    }

    /// <inheritdoc cref="Sum(ReadOnlySpan{float})"/>
    public static int Sum(ReadOnlySpan<int> slots)
    {
        Span<int> sums = stackalloc int[16];
        slots.CopyTo(sums);
        return Halve(sums);
    }

    /// <inheritdoc cref="Sum(ReadOnlySpan{double})"/>
    public static long Sum(ReadOnlySpan<long> slots)
    {
        Span<long> sums = stackalloc long[8];
        slots.CopyTo(sums);
        return Halve(sums);
    }

    /// <summary>Adds to every value the sum of its 16 slots.</summary>
    /// <param name="slots">16 slots for each value.</param>
    /// <param name="values">What is added to.</param>
    public static void AddTo(ReadOnlySpan<float> slots, Span<float> values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] += Sum(slots.Slice(16 * i, 16));
    }

    /// <summary>Adds to every value the sum of its 8 slots.</summary>
    /// <param name="slots">8 slots for each value.</param>
    /// <param name="values">What is added to.</param>
    public static void AddTo(ReadOnlySpan<double> slots, Span<double> values)
    {
        for (int i = 0; i < values.Length; i++)
            values[i] += Sum(slots.Slice(8 * i, 8));
    }

    private static T Halve<T>(Span<T> sums)
        where T : INumber<T>
    {
        for (int half = sums.Length / 2; half > 0; half /= 2)
        {
            for (int k = 0; k < half; k++)
                sums[k] = unchecked(sums[k] + sums[k + half]);
        }

        return sums[0];
    }
}
