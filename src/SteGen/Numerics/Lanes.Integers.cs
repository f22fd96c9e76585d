using System.Runtime.CompilerServices;
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
    /// <summary>The quotient of each lane, towards 0. A divisor of 0 gives 0 (the check that throws comes before, and only for lanes that count); what overflows wraps.</summary>
    /// <param name="a">The dividends.</param>
    /// <param name="b">The divisors.</param>
    /// <returns>The quotients.</returns>
    [MethodImpl(Inline)]
    public static I Divide(I a, I b)
    {
        // 32-bit integers and the integer part of their quotient are exact in doubles.
        D lower = ToExact(V.WidenLower(Biased(a))) / ToExact(V.WidenLower(Biased(b)));
        D upper = ToExact(V.WidenUpper(Biased(a))) / ToExact(V.WidenUpper(Biased(b)));
        I quotient = V.Narrow(LowBits(lower), LowBits(upper));
        return V.AndNot(quotient, V.Equals(b, I.Zero));
    }

    /// <inheritdoc cref="Divide(I, I)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Divide(L a, L b)
    {
        for (int i = 0; i < L.Count; i++)
        {
            long divisor = b.GetElement(i);
            a = a.WithElement(i, divisor == 0 ? 0 : divisor == -1 ? unchecked(-a.GetElement(i)) : a.GetElement(i) / divisor);
        }

        return a;
    }

    /// <summary>What <see cref="Divide(I, I)"/> leaves, with the sign of the dividend; a divisor of 0 leaves the dividend.</summary>
    /// <param name="a">The dividends.</param>
    /// <param name="b">The divisors.</param>
    /// <returns>The remainders.</returns>
    [MethodImpl(Inline)]
    public static I Remainder(I a, I b) => a - Divide(a, b) * b;

    /// <inheritdoc cref="Remainder(I, I)"/>
    [MethodImpl(Inline)]
    public static L Remainder(L a, L b) => a - Divide(a, b) * b;

    /// <summary>Each lane shifted by a count of its own, modulo the number of its bits, as C# has it.</summary>
    /// <param name="a">The values.</param>
    /// <param name="count">The counts.</param>
    /// <returns>The shifted values.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static I ShiftLeft(I a, I count)
    {
        for (int i = 0; i < I.Count; i++)
            a = a.WithElement(i, a.GetElement(i) << count.GetElement(i));
        return a;
    }

    /// <inheritdoc cref="ShiftLeft(I, I)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L ShiftLeft(L a, L count)
    {
        for (int i = 0; i < L.Count; i++)
            a = a.WithElement(i, a.GetElement(i) << (int)count.GetElement(i));
        return a;
    }

    /// <inheritdoc cref="ShiftLeft(I, I)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static I ShiftRight(I a, I count)
    {
        for (int i = 0; i < I.Count; i++)
            a = a.WithElement(i, a.GetElement(i) >> count.GetElement(i));
        return a;
    }

    /// <inheritdoc cref="ShiftLeft(I, I)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L ShiftRight(L a, L count)
    {
        for (int i = 0; i < L.Count; i++)
            a = a.WithElement(i, a.GetElement(i) >> (int)count.GetElement(i));
        return a;
    }

    /// <inheritdoc cref="ShiftLeft(I, I)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static I ShiftRightUnsigned(I a, I count)
    {
        for (int i = 0; i < I.Count; i++)
            a = a.WithElement(i, a.GetElement(i) >>> count.GetElement(i));
        return a;
    }

    /// <inheritdoc cref="ShiftLeft(I, I)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L ShiftRightUnsigned(L a, L count)
    {
        for (int i = 0; i < L.Count; i++)
            a = a.WithElement(i, a.GetElement(i) >>> (int)count.GetElement(i));
        return a;
    }

    /// <summary>The remainder of a division of real numbers (% of C#): exact, with the sign of the dividend.</summary>
    /// <param name="a">The dividends.</param>
    /// <param name="b">The divisors.</param>
    /// <returns>The remainders.</returns>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Remainder(F a, F b)
    {
        for (int i = 0; i < F.Count; i++)
            a = a.WithElement(i, a.GetElement(i) % b.GetElement(i));
        return a;
    }

    /// <inheritdoc cref="Remainder(F, F)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static D Remainder(D a, D b)
    {
        for (int i = 0; i < D.Count; i++)
            a = a.WithElement(i, a.GetElement(i) % b.GetElement(i));
        return a;
    }

    /// <summary>The integers as doubles: put, biased, below the leading bit of 2^52.</summary>
    [MethodImpl(Inline)]
    private static System.Runtime.Intrinsics.Vector128<uint> Biased(I a) => (a ^ V.Create(int.MinValue)).AsUInt32();

    [MethodImpl(Inline)]
    private static D ToExact(System.Runtime.Intrinsics.Vector128<ulong> biased) =>
        (biased.AsInt64() | V.Create(0x4330000000000000)).AsDouble() - V.Create(4503599627370496d + 2147483648d);

    /// <summary>The integer part of numbers up to 2^31, in the low bits.</summary>
    [MethodImpl(Inline)]
    private static L LowBits(D a) => (V.Truncate(a) + V.Create(ShifterDouble)).AsInt64();
}
