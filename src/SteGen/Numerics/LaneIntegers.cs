using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

/// <content>What processors have no vector instruction for: division of integers and remainders, lane by lane. A divisor of 0 gives 0: checks have caught it where it matters.</content>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>The quotient of each lane, towards zero.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static I Divide(I a, I b)
    {
        System.Span<int> x = Elements(ref a), y = Elements(ref b);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] = y[lane] == 0 ? 0 : y[lane] == -1 ? -x[lane] : x[lane] / y[lane];
        return a;
    }

    /// <inheritdoc cref="Divide(I, I)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Divide(L a, L b)
    {
        System.Span<long> x = Elements(ref a), y = Elements(ref b);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] = y[lane] == 0 ? 0 : y[lane] == -1 ? -x[lane] : x[lane] / y[lane];
        return a;
    }

    /// <summary>The remainder of each lane, with the sign of <paramref name="a"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static I Remainder(I a, I b)
    {
        System.Span<int> x = Elements(ref a), y = Elements(ref b);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] = y[lane] is 0 or -1 ? 0 : x[lane] % y[lane];
        return a;
    }

    /// <inheritdoc cref="Remainder(I, I)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static L Remainder(L a, L b)
    {
        System.Span<long> x = Elements(ref a), y = Elements(ref b);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] = y[lane] is 0 or -1 ? 0 : x[lane] % y[lane];
        return a;
    }

    /// <inheritdoc cref="Remainder(I, I)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static F Remainder(F a, F b)
    {
        System.Span<float> x = Elements(ref a), y = Elements(ref b);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] %= y[lane];
        return a;
    }

    /// <inheritdoc cref="Remainder(I, I)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static D Remainder(D a, D b)
    {
        System.Span<double> x = Elements(ref a), y = Elements(ref b);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] %= y[lane];
        return a;
    }

    /// <summary>Each lane shifted by its own count, of which the low bits count, as in C#.</summary>
    [MethodImpl(Inline)]
    public static I ShiftLeft(I a, I counts)
    {
        System.Span<int> x = Elements(ref a), n = Elements(ref counts);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] <<= n[lane];
        return a;
    }

    /// <inheritdoc cref="ShiftLeft(I, I)"/>
    [MethodImpl(Inline)]
    public static I ShiftRightArithmetic(I a, I counts)
    {
        System.Span<int> x = Elements(ref a), n = Elements(ref counts);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] >>= n[lane];
        return a;
    }

    /// <inheritdoc cref="ShiftLeft(I, I)"/>
    [MethodImpl(Inline)]
    public static I ShiftRightLogical(I a, I counts)
    {
        System.Span<int> x = Elements(ref a), n = Elements(ref counts);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] >>>= n[lane];
        return a;
    }

    /// <inheritdoc cref="ShiftLeft(I, I)"/>
    [MethodImpl(Inline)]
    public static L ShiftLeft<TCounts>(L a, TCounts counts)
        where TCounts : struct
    {
        System.Span<long> x = Elements(ref a);
        System.ReadOnlySpan<int> n = Indices(in counts);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] <<= n[lane];
        return a;
    }

    /// <inheritdoc cref="ShiftLeft(I, I)"/>
    [MethodImpl(Inline)]
    public static L ShiftRightArithmetic<TCounts>(L a, TCounts counts)
        where TCounts : struct
    {
        System.Span<long> x = Elements(ref a);
        System.ReadOnlySpan<int> n = Indices(in counts);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] >>= n[lane];
        return a;
    }

    /// <inheritdoc cref="ShiftLeft(I, I)"/>
    [MethodImpl(Inline)]
    public static L ShiftRightLogical<TCounts>(L a, TCounts counts)
        where TCounts : struct
    {
        System.Span<long> x = Elements(ref a);
        System.ReadOnlySpan<int> n = Indices(in counts);
        for (int lane = 0; lane < x.Length; lane++)
            x[lane] >>>= n[lane];
        return a;
    }
}
