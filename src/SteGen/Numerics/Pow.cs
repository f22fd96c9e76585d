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
    /// <summary><paramref name="x"/> to the power of <paramref name="y"/>, with the special cases of <see cref="System.Math.Pow"/>.</summary>
    /// <remarks>
    /// e^(y ln |x|): for floats in double arithmetic, for doubles with the logarithm in two parts (about 2^-65). Error at most 0.51 ULP (double: 1.10).
    /// </remarks>
    /// <param name="x">The base.</param>
    /// <param name="y">The exponent.</param>
    /// <returns>x^y; NaN for a negative base and an exponent that is no integer.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Pow(float x, float y) => Lanes128.Pow(V.Create(x), V.Create(y)).ToScalar();

    /// <inheritdoc cref="Pow(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Pow(double x, double y) => Lanes128.Pow(V.Create(x), V.Create(y)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Pow(float, float)"/>
    [MethodImpl(Inline)]
    public static F Pow(F x, F y) => AllOrdinary(x, y) ? PowNear(x, y) : PowAnywhere(x, y);

    [MethodImpl(Inline)]
    private static F PowNear(F x, F y) =>
        V.Narrow(PowInDouble(V.WidenLower(x), V.WidenLower(y)), PowInDouble(V.WidenUpper(x), V.WidenUpper(y)));

    /// <summary>Whether all bases are positive and finite, and all exponents finite.</summary>
    [MethodImpl(Inline)]
    private static bool AllOrdinary(F x, F y) =>
        V.LessThanAll((x.AsInt32() - I.One).AsUInt32(), V.Create(0x7f7fffffu)) && V.LessThanAll(V.Abs(y), V.Create(float.PositiveInfinity));

    [MethodImpl(Inline)]
    private static bool AllOrdinary(D x, D y) =>
        V.LessThanAll((x.AsInt64() - L.One).AsUInt64(), V.Create(0x7fefffffffffffffu)) && V.LessThanAll(V.Abs(y), V.Create(double.PositiveInfinity));

    /// <inheritdoc cref="Elementary.Pow(float, float)"/>
    [MethodImpl(Inline)]
    public static D Pow(D x, D y) => AllOrdinary(x, y) ? PowPositive(x, y) : PowAnywhere(x, y);

    /// <summary>a^y to 2^-29 for positive finite a, whose exponent is one of a float's.</summary>
    [MethodImpl(Inline)]
    private static D PowInDouble(D a, D y)
    {
        L bits = a.AsInt64() + V.Create(OneBitsDouble - RootHalfBitsDouble);
        D k = ((bits >>> 52) | V.Create(0x4330000000000000)).AsDouble() - V.Create(4503599627370496d + 1023);
        D f = ((bits & V.Create(0x000fffffffffffff)) + V.Create(RootHalfBitsDouble)).AsDouble() - D.One;
        D s = f / (f + V.Create(2d)), z = s * s;
        D z2 = z * z;
        D q = V.FusedMultiplyAdd(V.Create(0.2358356236466169), z2, V.FusedMultiplyAdd(V.Create(0.28537238424286326), z, V.Create(0.40000336223737115)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.6666666564121543), z, V.Create(2d)));
        D log = V.FusedMultiplyAdd(k, V.Create(Ln2HighDouble), q * s);

        D x = V.MinNative(V.Create(200d), V.MaxNative(V.Create(-200d), y * log));
        D shifted = V.FusedMultiplyAdd(x, V.Create(Log2EDouble), V.Create(ShifterDouble));
        D r = V.FusedMultiplyAdd(shifted - V.Create(ShifterDouble), V.Create(-Ln2HighDouble), x);
        D r2 = r * r;
        D p = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(0.00019733325429105965), r, V.Create(0.0013935316811430197)), r2, V.FusedMultiplyAdd(V.Create(0.008333587156821955), r, V.Create(0.041666460565712625)));
        p = V.FusedMultiplyAdd(p, r2, V.FusedMultiplyAdd(V.Create(0.16666665574694664), r, V.Create(0.5)));
        p = V.FusedMultiplyAdd(p * r, r, r);
        D power = PowerOfTwo(shifted.AsInt64());
        return V.FusedMultiplyAdd(p, power, power);
    }

    /// <summary>a^y for positive finite a.</summary>
    [MethodImpl(Inline)]
    private static D PowPositive(D a, D y)
    {
        D m = Significand(a, out D k);

        // s = (m - 1) / (m + 1) in two parts; m - 1 is exact, m + 1 is sum + sumLow.
        D difference = m - D.One, sum = m + D.One, sumLow = m - (sum - D.One);
        D reciprocal = D.One / sum;
        D s = difference * reciprocal;
        D sLow = (V.FusedMultiplyAdd(-s, sum, difference) - s * sumLow) * reciprocal;
        D z = s * s, zLow = V.FusedMultiplyAdd(s + s, sLow, V.FusedMultiplyAdd(s, s, -z));

        // ln m = s (2 + z (2/3 + z p)), each bracket in two parts.
        D z2 = z * z;
        D p = V.FusedMultiplyAdd(V.Create(0.13197804231694468), z2, V.FusedMultiplyAdd(V.Create(0.13256662686639772), z, V.Create(0.1538676381129823)));
        p = V.FusedMultiplyAdd(p, z2, V.FusedMultiplyAdd(V.Create(0.18181784230551928), z, V.Create(0.22222222521435142)));
        p = V.FusedMultiplyAdd(p, z2, V.FusedMultiplyAdd(V.Create(0.28571428570091373), z, V.Create(0.4000000000000227)));
        D inner = V.FusedMultiplyAdd(z, p, V.Create(0.6666666666666666));
        D innerLow = V.FusedMultiplyAdd(z, p, V.Create(0.6666666666666666) - inner) + V.Create(3.700743415417188e-17);
        D product = z * inner;
        D productLow = V.FusedMultiplyAdd(zLow, inner, V.FusedMultiplyAdd(z, innerLow, V.FusedMultiplyAdd(z, inner, -product)));
        D outer = V.Create(2d) + product, outerLow = (V.Create(2d) - outer) + product + productLow;
        D log = s * outer;
        D logLow = V.FusedMultiplyAdd(s, outer, -log) + V.FusedMultiplyAdd(s, outerLow, sLow * outer);

        // + k ln 2.
        D kLn2 = k * V.Create(0.693147180559890330187045037746429443); // ends in zeros: exact
        D total = kLn2 + log;
        D back = total - kLn2;
        D totalLow = V.FusedMultiplyAdd(k, V.Create(5.4979230187083711552e-14), (kLn2 - (total - back)) + (log - back) + logLow);

        // e^(y (total + totalLow)).
        D e = y * total;
        D eLow = V.FusedMultiplyAdd(y, totalLow, V.FusedMultiplyAdd(y, total, -e));
        D x = V.MinNative(V.Create(710d), V.MaxNative(V.Create(-746d), e));
        eLow = V.ConditionalSelect(V.Equals(x, e), eLow, D.Zero);
        D shifted = V.FusedMultiplyAdd(x, V.Create(Log2EDouble), V.Create(ShifterDouble));
        D n = shifted - V.Create(ShifterDouble);
        D r = V.FusedMultiplyAdd(n, V.Create(-Ln2LowDouble), V.FusedMultiplyAdd(n, V.Create(-Ln2HighDouble), x)) + eLow;
        D q = ExpMinusOne(r);
        L bits = shifted.AsInt64(), half = bits >>> 1;
        D first = PowerOfTwo(half), second = PowerOfTwo(bits - half);
        return V.FusedMultiplyAdd(q, first, first) * second;
    }

    /// <summary>A power where a base may not be positive, or something infinite or NaN: that of the absolute value, put right.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F PowAnywhere(F x, F y)
    {
        F a = V.Abs(x), result = PowNear(a, y), size = V.Abs(y), infinite = V.Create(float.PositiveInfinity);
        F integer = V.Equals(V.Truncate(y), y), half = y * V.Create(0.5f);
        F odd = integer & ~V.Equals(V.Truncate(half), half) & V.LessThan(size, V.Create(16777216f));

        // 0 and infinity to a positive power are themselves; to a negative one, each other.
        F end = V.Equals(a, F.Zero) | V.Equals(a, infinite);
        F swapped = V.ConditionalSelect(V.Equals(a, F.Zero), infinite, F.Zero);
        result = V.ConditionalSelect(end, V.ConditionalSelect(V.GreaterThan(y, F.Zero), a, swapped), result);

        // An infinite power of something else: what grows is infinite, what shrinks is 0.
        F grows = V.Equals(V.GreaterThan(a, F.One).AsInt32(), V.GreaterThan(y, F.Zero).AsInt32()).AsSingle();
        result = V.ConditionalSelect(V.Equals(size, infinite), V.ConditionalSelect(grows, infinite, F.Zero), result);
        result = V.ConditionalSelect(V.Equals(size, infinite) & V.Equals(a, F.One), F.One, result);

        // The sign, and what has no power.
        F negative = V.LessThan(x.AsInt32(), I.Zero).AsSingle();
        result ^= negative & odd & V.Create(-0f);
        F undefined = V.LessThan(x, F.Zero) & V.GreaterThan(x, -infinite) & ~integer & V.LessThan(size, infinite);
        result = V.ConditionalSelect(undefined | ~V.Equals(x, x) | ~V.Equals(y, y), V.Create(float.NaN), result);
        return V.ConditionalSelect(V.Equals(x, F.One) | V.Equals(y, F.Zero), F.One, result);
    }

    /// <inheritdoc cref="PowAnywhere(F, F)"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static D PowAnywhere(D x, D y)
    {
        D a = V.Abs(x), result = PowPositive(a, y), size = V.Abs(y), infinite = V.Create(double.PositiveInfinity);
        D integer = V.Equals(V.Truncate(y), y), half = y * V.Create(0.5);
        D odd = integer & ~V.Equals(V.Truncate(half), half) & V.LessThan(size, V.Create(9007199254740992d));

        D end = V.Equals(a, D.Zero) | V.Equals(a, infinite);
        D swapped = V.ConditionalSelect(V.Equals(a, D.Zero), infinite, D.Zero);
        result = V.ConditionalSelect(end, V.ConditionalSelect(V.GreaterThan(y, D.Zero), a, swapped), result);

        D grows = V.Equals(V.GreaterThan(a, D.One).AsInt64(), V.GreaterThan(y, D.Zero).AsInt64()).AsDouble();
        result = V.ConditionalSelect(V.Equals(size, infinite), V.ConditionalSelect(grows, infinite, D.Zero), result);
        result = V.ConditionalSelect(V.Equals(size, infinite) & V.Equals(a, D.One), D.One, result);

        D negative = V.LessThan(x.AsInt64(), L.Zero).AsDouble();
        result ^= negative & odd & V.Create(-0d);
        D undefined = V.LessThan(x, D.Zero) & V.GreaterThan(x, -infinite) & ~integer & V.LessThan(size, infinite);
        result = V.ConditionalSelect(undefined | ~V.Equals(x, x) | ~V.Equals(y, y), V.Create(double.NaN), result);
        return V.ConditionalSelect(V.Equals(x, D.One) | V.Equals(y, D.Zero), D.One, result);
    }
}
