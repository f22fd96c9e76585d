using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

public static partial class Elementary
{
    /// <summary>e to the power of <paramref name="x"/>.</summary>
    /// <remarks>
    /// x = n ln 2 + r with |r| at most ln 2 / 2; e^r by a polynomial; the factor 2^n is applied in two parts, so that the result runs through the subnormal numbers to 0 and up to infinity. Error at most 0.99 ULP
    /// (double: 0.97).
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>e^x; infinity on overflow.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Exp(float x) => Lanes128.Exp(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Exp(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Exp(double x) => Lanes128.Exp(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Exp(float)"/>
    [MethodImpl(Inline)]
    public static F Exp(F x)
    {
        // Beyond these bounds the result is 0 or infinite. With the constant on the left, NaN passes.
        x = V.MinNative(V.Create(89f), V.MaxNative(V.Create(-104f), x));
        F shifted = V.FusedMultiplyAdd(x, V.Create(Log2ESingle), V.Create(ShifterSingle));
        F n = shifted - V.Create(ShifterSingle);
        F r = V.FusedMultiplyAdd(n, V.Create(-Ln2LowSingle), V.FusedMultiplyAdd(n, V.Create(-Ln2HighSingle), x));
        F p = ExpMinusOne(r);
        I bits = shifted.AsInt32(), half = bits >>> 1;
        F first = PowerOfTwo(half), second = PowerOfTwo(bits - half);
        return V.FusedMultiplyAdd(p, first, first) * second;
    }

    /// <inheritdoc cref="Elementary.Exp(float)"/>
    [MethodImpl(Inline)]
    public static D Exp(D x)
    {
        x = V.MinNative(V.Create(710d), V.MaxNative(V.Create(-746d), x));
        D shifted = V.FusedMultiplyAdd(x, V.Create(Log2EDouble), V.Create(ShifterDouble));
        D n = shifted - V.Create(ShifterDouble);
        D r = V.FusedMultiplyAdd(n, V.Create(-Ln2LowDouble), V.FusedMultiplyAdd(n, V.Create(-Ln2HighDouble), x));
        D p = ExpMinusOne(r);
        L bits = shifted.AsInt64(), half = bits >>> 1;
        D first = PowerOfTwo(half), second = PowerOfTwo(bits - half);
        return V.FusedMultiplyAdd(p, first, first) * second;
    }

    /// <summary>2^n for the integer n in the low bits of <paramref name="bits"/>.</summary>
    [MethodImpl(Inline)]
    private static F PowerOfTwo(I bits) => ((bits << 23) + V.Create(OneBitsSingle)).AsSingle();

    [MethodImpl(Inline)]
    private static D PowerOfTwo(L bits) => ((bits << 52) + V.Create(OneBitsDouble)).AsDouble();

    /// <summary>e^r - 1 for |r| at most ln 2 / 2, to 2^-31 of e^r.</summary>
    [MethodImpl(Inline)]
    private static F ExpMinusOne(F r)
    {
        F r2 = r * r;
        F q = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(1.9764234e-04f), r, V.Create(1.393234e-03f)), r2, V.FusedMultiplyAdd(V.Create(8.333543e-03f), r, V.Create(4.1666493e-02f)));
        q = V.FusedMultiplyAdd(q, r2, V.FusedMultiplyAdd(V.Create(1.6666666e-01f), r, V.Create(0.5f)));
        return V.FusedMultiplyAdd(q, r2, r);
    }

    /// <summary>e^r - 1 for |r| at most ln 2 / 2, to 2^-57 of e^r.</summary>
    [MethodImpl(Inline)]
    private static D ExpMinusOne(D r)
    {
        D r2 = r * r;
        D q = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(2.497790186717029e-08), r, V.Create(2.7625306808394945e-07)), r2, V.FusedMultiplyAdd(V.Create(2.7557643201670253e-06), r, V.Create(2.480150840490656e-05)));
        q = V.FusedMultiplyAdd(q, r2, V.FusedMultiplyAdd(V.Create(0.00019841269462750536), r, V.Create(0.0013888888926996998)));
        q = V.FusedMultiplyAdd(q, r2, V.FusedMultiplyAdd(V.Create(0.008333333333501988), r, V.Create(0.041666666666603513)));
        q = V.FusedMultiplyAdd(q, r2, V.FusedMultiplyAdd(V.Create(0.1666666666666643), r, V.Create(0.5)));
        return V.FusedMultiplyAdd(q, r2, r);
    }
}
