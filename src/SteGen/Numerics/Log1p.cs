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
    /// <summary>ln(1 + x), without the loss of digits near 0.</summary>
    /// <remarks>The sum 1 + x is kept in two parts; then as <see cref="Log(float)"/>. Error at most 0.99 ULP (double: 0.90).</remarks>
    /// <param name="x">A number above -1.</param>
    /// <returns>ln(1 + x), with the sign of <paramref name="x"/>; -infinity at -1, NaN below.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log1p(float x) => Lanes128.Log1p(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Log1p(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log1p(double x) => Lanes128.Log1p(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Log1p(float)"/>
    [MethodImpl(Inline)]
    public static F Log1p(F x)
    {
        F y = V.CopySign(Log1pInside(x), x);
        F outside = V.ConditionalSelect(V.Equals(x, V.Create(-1f)), V.Create(float.NegativeInfinity), V.Create(float.NaN));
        y = V.ConditionalSelect(V.GreaterThan(x, V.Create(-1f)), y, outside);
        return V.ConditionalSelect(V.Equals(x, V.Create(float.PositiveInfinity)), x, y);
    }

    /// <inheritdoc cref="Elementary.Log1p(float)"/>
    [MethodImpl(Inline)]
    public static D Log1p(D x)
    {
        D y = V.CopySign(Log1pInside(x), x);
        D outside = V.ConditionalSelect(V.Equals(x, V.Create(-1d)), V.Create(double.NegativeInfinity), V.Create(double.NaN));
        y = V.ConditionalSelect(V.GreaterThan(x, V.Create(-1d)), y, outside);
        return V.ConditionalSelect(V.Equals(x, V.Create(double.PositiveInfinity)), x, y);
    }

    /// <summary>ln(1 + x) for finite x above -1.</summary>
    [MethodImpl(Inline)]
    private static F Log1pInside(F x)
    {
        // sum + rest is exactly 1 + x.
        F sum = x + F.One;
        F rest = V.MinNative(F.One, x) - (sum - V.MaxNative(F.One, x));

        I bits = sum.AsInt32() + V.Create(OneBitsSingle - RootHalfBitsSingle);
        F k = V.ConvertToSingle((bits >> 23) - V.Create(127));
        F m = ((bits & V.Create(0x007fffff)) + V.Create(RootHalfBitsSingle)).AsSingle();
        // 2^-k, for the rest; where x is so large that there is no such number, the rest does not count.
        I scale = V.Create(2 * OneBitsSingle) - (bits & V.Create(unchecked((int)0xff800000)));
        rest *= V.Max(scale, I.Zero).AsSingle();

        F high = m - F.One;
        F f = high + rest;
        F low = LogLow(f) + ((high - f) + rest);
        return V.FusedMultiplyAdd(k, V.Create(Ln2HighSingle), f + V.FusedMultiplyAdd(k, V.Create(Ln2LowSingle), low));
    }

    /// <inheritdoc cref="Log1pInside(F)"/>
    [MethodImpl(Inline)]
    private static D Log1pInside(D x)
    {
        D sum = x + D.One;
        D rest = V.MinNative(D.One, x) - (sum - V.MaxNative(D.One, x));

        L bits = sum.AsInt64() + V.Create(OneBitsDouble - RootHalfBitsDouble);
        D k = ((bits >>> 52) | V.Create(0x4330000000000000)).AsDouble() - V.Create(4503599627370496d + 1023);
        D m = ((bits & V.Create(0x000fffffffffffff)) + V.Create(RootHalfBitsDouble)).AsDouble();
        L scale = V.Create(2 * OneBitsDouble) - (bits & V.Create(unchecked((long)0xfff0000000000000)));
        rest *= V.Max(scale, L.Zero).AsDouble();

        D high = m - D.One;
        D f = high + rest;
        D s = f / (f + V.Create(2d));
        D square = V.Create(0.5) * f * f;
        D low = V.FusedMultiplyAdd(k, V.Create(Ln2LowDouble), V.FusedMultiplyAdd(s, square + LogTail(s * s), (high - f) + rest));
        return V.FusedMultiplyAdd(k, V.Create(Ln2HighDouble), low - square + f);
    }
}
