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
    /// <summary>The natural logarithm.</summary>
    /// <remarks>
    /// x = 2^k m with m between the roots of 1/2 and 2; then k ln 2 + ln m, where ln(1 + f) is a polynomial in f (float), or one in s^2 with s = f / (2 + f) (double). Error at most 0.89 ULP (double: 0.78).
    /// </remarks>
    /// <param name="x">A positive number.</param>
    /// <returns>ln x; -infinity at 0, NaN below.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log(float x) => Lanes128.Log(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Log(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log(double x) => Lanes128.Log(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Log(float)"/>
    [MethodImpl(Inline)]
    public static F Log(F x) => AnyOutsideNormal(x) ? LogAnywhere(x) : LogOf(NormalSignificand(x, out F k), k);

    /// <inheritdoc cref="Elementary.Log(float)"/>
    [MethodImpl(Inline)]
    public static D Log(D x) => AnyOutsideNormal(x) ? LogAnywhere(x) : LogOf(NormalSignificand(x, out D k), k);

    /// <summary>The logarithm where a lane is 0, negative, subnormal, infinite or NaN; the others have the bits that they always have.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F LogAnywhere(F x) => LogAtTheEnds(x, LogOf(Significand(x, out F k), k));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static D LogAnywhere(D x) => LogAtTheEnds(x, LogOf(Significand(x, out D k), k));

    /// <summary>k ln 2 + ln m.</summary>
    [MethodImpl(Inline)]
    private static F LogOf(F m, F k)
    {
        F f = m - F.One;
        F low = V.FusedMultiplyAdd(k, V.Create(Ln2LowSingle), LogLow(f));
        return V.FusedMultiplyAdd(k, V.Create(Ln2HighSingle), f + low);
    }

    [MethodImpl(Inline)]
    private static D LogOf(D m, D k)
    {
        D f = m - D.One;
        D s = f / (f + V.Create(2d));
        D square = V.Create(0.5) * f * f;
        D low = V.FusedMultiplyAdd(k, V.Create(Ln2LowDouble), s * (square + LogTail(s * s)));
        return V.FusedMultiplyAdd(k, V.Create(Ln2HighDouble), low - square + f);
    }

    /// <summary>Whether a lane is anything but a positive normal number: one comparison of bits.</summary>
    [MethodImpl(Inline)]
    private static bool AnyOutsideNormal(F x) => V.GreaterThanOrEqualAny((x.AsInt32() - V.Create(0x00800000)).AsUInt32(), V.Create(0x7f000000u));

    [MethodImpl(Inline)]
    private static bool AnyOutsideNormal(D x) => V.GreaterThanOrEqualAny((x.AsInt64() - V.Create(0x0010000000000000)).AsUInt64(), V.Create(0x7fe0000000000000ul));

    /// <summary>The m in x = 2^k m, between the roots of 1/2 and 2, for positive finite x.</summary>
    [MethodImpl(Inline)]
    private static F Significand(F x, out F k)
    {
        // Subnormal numbers are scaled into the normal range first.
        F small = V.LessThan(x, V.Create(1.17549435e-38f));
        F m = NormalSignificand(V.ConditionalSelect(small, x * V.Create(8388608f), x), out k);
        k -= small & V.Create(23f);
        return m;
    }

    [MethodImpl(Inline)]
    private static D Significand(D x, out D k)
    {
        D small = V.LessThan(x, V.Create(2.2250738585072014e-308));
        D m = NormalSignificand(V.ConditionalSelect(small, x * V.Create(4503599627370496d), x), out k);
        k -= small & V.Create(52d);
        return m;
    }

    /// <summary>The m in x = 2^k m, between the roots of 1/2 and 2, for positive normal x.</summary>
    [MethodImpl(Inline)]
    private static F NormalSignificand(F x, out F k)
    {
        I bits = x.AsInt32() + V.Create(OneBitsSingle - RootHalfBitsSingle);
        k = V.ConvertToSingle((bits >> 23) - V.Create(127));
        return ((bits & V.Create(0x007fffff)) + V.Create(RootHalfBitsSingle)).AsSingle();
    }

    [MethodImpl(Inline)]
    private static D NormalSignificand(D x, out D k)
    {
        L bits = x.AsInt64() + V.Create(OneBitsDouble - RootHalfBitsDouble);
        // The exponent as a number: put below the leading bit of 2^52. (There is no conversion from 64-bit integers at 256 bits.)
        k = ((bits >>> 52) | V.Create(0x4330000000000000)).AsDouble() - V.Create(4503599627370496d + 1023);
        return ((bits & V.Create(0x000fffffffffffff)) + V.Create(RootHalfBitsDouble)).AsDouble();
    }

    private const int RootHalfBitsSingle = 0x3f3504f3;
    private const long RootHalfBitsDouble = 0x3fe6a09e667f3bcd;

    /// <summary>ln(1 + f) - f.</summary>
    [MethodImpl(Inline)]
    private static F LogLow(F f)
    {
        F f2 = f * f;
        F q = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(-7.635979e-02f), f, V.Create(1.2761912e-01f)), f2, V.FusedMultiplyAdd(V.Create(-1.3159643e-01f), f, V.Create(1.4201622e-01f)));
        q = V.FusedMultiplyAdd(q, f2, V.FusedMultiplyAdd(V.Create(-1.6623409e-01f), f, V.Create(2.000124e-01f)));
        q = V.FusedMultiplyAdd(q, f2, V.FusedMultiplyAdd(V.Create(-2.500082e-01f), f, V.Create(3.333333e-01f)));
        q = V.FusedMultiplyAdd(q, f, V.Create(-0.5f));
        return f2 * q;
    }

    /// <summary>With z = s^2 and s = f / (2 + f): ln(1 + f) / s - 2.</summary>
    [MethodImpl(Inline)]
    private static D LogTail(D z)
    {
        D z2 = z * z;
        D q = V.FusedMultiplyAdd(V.Create(0.14795576747501638), z2, V.FusedMultiplyAdd(V.Create(0.1531408989541954), z, V.Create(0.1818356268219802)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.22222198607646268), z, V.Create(0.2857142874201065)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.3999999999941668), z, V.Create(0.6666666666666734)));
        return q * z;
    }

    /// <summary>The logarithm <paramref name="y"/>, put right where x is 0, negative, infinite or NaN.</summary>
    [MethodImpl(Inline)]
    private static F LogAtTheEnds(F x, F y)
    {
        F outside = V.ConditionalSelect(V.Equals(x, F.Zero), V.Create(float.NegativeInfinity), V.Create(float.NaN));
        y = V.ConditionalSelect(V.GreaterThan(x, F.Zero), y, outside);
        return V.ConditionalSelect(V.Equals(x, V.Create(float.PositiveInfinity)), x, y);
    }

    /// <inheritdoc cref="LogAtTheEnds(F, F)"/>
    [MethodImpl(Inline)]
    private static D LogAtTheEnds(D x, D y)
    {
        D outside = V.ConditionalSelect(V.Equals(x, D.Zero), V.Create(double.NegativeInfinity), V.Create(double.NaN));
        y = V.ConditionalSelect(V.GreaterThan(x, D.Zero), y, outside);
        return V.ConditionalSelect(V.Equals(x, V.Create(double.PositiveInfinity)), x, y);
    }
}
