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
    /// <summary>The sine of an angle in radians.</summary>
    /// <remarks>
    /// x = n pi / 2 + r, with r in two parts; the sine or cosine of r by polynomials. The reduction is exact for all arguments: up to 1e5 (double: 1e9) in vectors, beyond number by number from
    /// 192 digits of 2 / pi. Error at most @SINF@ ULP (double: @SIND@).
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>sin x; NaN at infinity.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sin(float x) => Lanes128.Sin(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Sin(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sin(double x) => Lanes128.Sin(V.Create(x)).ToScalar();

    /// <summary>The cosine of an angle in radians.</summary>
    /// <remarks>As <see cref="Sin(float)"/>. Error at most @COSF@ ULP (double: @COSD@).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>cos x; NaN at infinity.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cos(float x) => Lanes128.Cos(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Cos(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Cos(double x) => Lanes128.Cos(V.Create(x)).ToScalar();

    /// <summary>Sine and cosine at once, with the bits of <see cref="Sin(float)"/> and <see cref="Cos(float)"/>.</summary>
    /// <param name="x">Any number.</param>
    /// <param name="cos">cos x.</param>
    /// <returns>sin x.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float SinCos(float x, out float cos)
    {
        F sin = Lanes128.SinCos(V.Create(x), out F c);
        cos = c.ToScalar();
        return sin.ToScalar();
    }

    /// <inheritdoc cref="SinCos(float, out float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double SinCos(double x, out double cos)
    {
        D sin = Lanes128.SinCos(V.Create(x), out D c);
        cos = c.ToScalar();
        return sin.ToScalar();
    }

    /// <summary>Sine and cosine of an angle that is too large for the vector text.</summary>
    internal static double SinCosLarge(double x, out double cos)
    {
        int quarter = LargeAngle.Reduce(System.Math.Abs(x), out double r, out double rLow);
        double s = Lanes128.SinReduced(V.Create(r), V.Create(rLow)).ToScalar();
        double c = Lanes128.CosReduced(V.Create(r), V.Create(rLow)).ToScalar();
        (double sin, cos) = quarter switch
        {
            0 => (s, c),
            1 => (c, -s),
            2 => (-s, -c),
            _ => (-c, s),
        };
        return x < 0 ? -sin : sin;
    }
}

[EveryWidth]
public static partial class Lanes128
{
    private const float LargeAngleSingle = 1e5f;
    private const double LargeAngleDouble = 1e9;

    /// <inheritdoc cref="Elementary.Sin(float)"/>
    [MethodImpl(Inline)]
    public static F Sin(F x)
    {
        F a = V.Abs(x);
        I quarter = Quarters(a, out F r);
        F y = V.ConditionalSelect(IsOdd(quarter), CosReduced(r), SinReduced(r));
        y ^= SignOfHalfTurn(quarter) ^ (x & V.Create(-0f));
        return V.GreaterThanAny(a, V.Create(LargeAngleSingle)) ? SinLarge(x, y) : y;
    }

    /// <inheritdoc cref="Elementary.Sin(float)"/>
    [MethodImpl(Inline)]
    public static D Sin(D x)
    {
        D a = V.Abs(x);
        L quarter = Quarters(a, out D r, out D rLow);
        D y = V.ConditionalSelect(IsOdd(quarter), CosReduced(r, rLow), SinReduced(r, rLow));
        y ^= SignOfHalfTurn(quarter) ^ (x & V.Create(-0d));
        return V.GreaterThanAny(a, V.Create(LargeAngleDouble)) ? SinLarge(x, y) : y;
    }

    /// <inheritdoc cref="Elementary.Cos(float)"/>
    [MethodImpl(Inline)]
    public static F Cos(F x)
    {
        F a = V.Abs(x);
        I quarter = Quarters(a, out F r);
        F y = V.ConditionalSelect(IsOdd(quarter), SinReduced(r), CosReduced(r));
        y ^= SignOfHalfTurn(quarter + I.One);
        return V.GreaterThanAny(a, V.Create(LargeAngleSingle)) ? CosLarge(x, y) : y;
    }

    /// <inheritdoc cref="Elementary.Cos(float)"/>
    [MethodImpl(Inline)]
    public static D Cos(D x)
    {
        D a = V.Abs(x);
        L quarter = Quarters(a, out D r, out D rLow);
        D y = V.ConditionalSelect(IsOdd(quarter), SinReduced(r, rLow), CosReduced(r, rLow));
        y ^= SignOfHalfTurn(quarter + L.One);
        return V.GreaterThanAny(a, V.Create(LargeAngleDouble)) ? CosLarge(x, y) : y;
    }

    /// <inheritdoc cref="Elementary.SinCos(float, out float)"/>
    [MethodImpl(Inline)]
    public static F SinCos(F x, out F cos)
    {
        F a = V.Abs(x);
        I quarter = Quarters(a, out F r);
        F s = SinReduced(r), c = CosReduced(r), odd = IsOdd(quarter);
        F sin = V.ConditionalSelect(odd, c, s) ^ SignOfHalfTurn(quarter) ^ (x & V.Create(-0f));
        cos = V.ConditionalSelect(odd, s, c) ^ SignOfHalfTurn(quarter + I.One);
        if (V.GreaterThanAny(a, V.Create(LargeAngleSingle)))
        {
            sin = SinLarge(x, sin);
            cos = CosLarge(x, cos);
        }

        return sin;
    }

    /// <inheritdoc cref="Elementary.SinCos(float, out float)"/>
    [MethodImpl(Inline)]
    public static D SinCos(D x, out D cos)
    {
        D a = V.Abs(x);
        L quarter = Quarters(a, out D r, out D rLow);
        D s = SinReduced(r, rLow), c = CosReduced(r, rLow), odd = IsOdd(quarter);
        D sin = V.ConditionalSelect(odd, c, s) ^ SignOfHalfTurn(quarter) ^ (x & V.Create(-0d));
        cos = V.ConditionalSelect(odd, s, c) ^ SignOfHalfTurn(quarter + L.One);
        if (V.GreaterThanAny(a, V.Create(LargeAngleDouble)))
        {
            sin = SinLarge(x, sin);
            cos = CosLarge(x, cos);
        }

        return sin;
    }

    /// <summary>The number of quarter turns nearest to an angle (its low bits), and what is left: at most pi / 4. Three parts of pi / 2, one rounding each: enough for 1.2 ULP of a float.</summary>
    [MethodImpl(Inline)]
    private static I Quarters(F a, out F r)
    {
        F shifted = V.FusedMultiplyAdd(a, V.Create(0.636619747f), V.Create(ShifterSingle));
        F n = shifted - V.Create(ShifterSingle);
        r = V.FusedMultiplyAdd(n, V.Create(-1.57079637f), a);
        r = V.FusedMultiplyAdd(n, V.Create(4.37113883e-8f), r);
        r = V.FusedMultiplyAdd(n, V.Create(1.71512451e-15f), r);
        return shifted.AsInt32();
    }

    /// <summary>The number of quarter turns nearest to an angle (its low bits), and what is left in two parts: r + rLow, at most pi / 4.</summary>
    [MethodImpl(Inline)]
    private static L Quarters(D a, out D r, out D rLow)
    {
        D shifted = V.FusedMultiplyAdd(a, V.Create(0.63661977236758138), V.Create(ShifterDouble));
        D n = shifted - V.Create(ShifterDouble);
        D high = V.FusedMultiplyAdd(n, V.Create(-1.570796326794896558), a);
        D rest = n * V.Create(-6.1232339957367660359e-17);
        r = high + rest;
        D restLow = V.FusedMultiplyAdd(n, V.Create(1.4973849048591698329e-33), V.FusedMultiplyAdd(n, V.Create(-6.1232339957367660359e-17), -rest));
        rLow = ((high - r) + rest) + restLow;
        return shifted.AsInt64();
    }

    [MethodImpl(Inline)]
    private static F IsOdd(I quarter) => V.Equals(quarter & I.One, I.One).AsSingle();

    [MethodImpl(Inline)]
    private static D IsOdd(L quarter) => V.Equals(quarter & L.One, L.One).AsDouble();

    /// <summary>The sign bit, if the number of half turns is odd.</summary>
    [MethodImpl(Inline)]
    private static F SignOfHalfTurn(I quarter) => ((quarter & V.Create(2)) << 30).AsSingle();

    [MethodImpl(Inline)]
    private static D SignOfHalfTurn(L quarter) => ((quarter & V.Create(2L)) << 62).AsDouble();

    [MethodImpl(Inline)]
    internal static F SinReduced(F r)
    {
        F z = r * r;
        F q = V.FusedMultiplyAdd(V.Create(2.8325435e-06f), z, V.Create(-1.9853066e-04f));
        q = V.FusedMultiplyAdd(q, z, V.Create(8.333379e-03f));
        q = V.FusedMultiplyAdd(q, z, V.Create(-1.6666667e-01f));
        return V.FusedMultiplyAdd(q, r * z, r);
    }

    [MethodImpl(Inline)]
    internal static F CosReduced(F r)
    {
        F z = r * r;
        F q = V.FusedMultiplyAdd(V.Create(2.4432335e-05f), z, V.Create(-1.388731e-03f));
        q = V.FusedMultiplyAdd(q, z, V.Create(4.1666646e-02f));
        q = V.FusedMultiplyAdd(q, z, V.Create(-0.5f));
        return V.FusedMultiplyAdd(q, z, F.One);
    }

    [MethodImpl(Inline)]
    internal static D SinReduced(D r, D rLow)
    {
        D z = r * r;
        D q = V.FusedMultiplyAdd(V.Create(1.5895468767871245e-10), z, V.Create(-2.5050734877826948e-08));
        q = V.FusedMultiplyAdd(q, z, V.Create(2.755731354090982e-06));
        q = V.FusedMultiplyAdd(q, z, V.Create(-0.00019841269829363426));
        q = V.FusedMultiplyAdd(q, z, V.Create(0.008333333333321844));
        q = V.FusedMultiplyAdd(q, z, V.Create(-0.1666666666666663));
        return r + V.FusedMultiplyAdd(q, r * z, rLow);
    }

    [MethodImpl(Inline)]
    internal static D CosReduced(D r, D rLow)
    {
        D z = r * r;
        D q = V.FusedMultiplyAdd(V.Create(-1.1358612615482138e-11), z, V.Create(2.087570307461618e-09));
        q = V.FusedMultiplyAdd(q, z, V.Create(-2.7557314202766006e-07));
        q = V.FusedMultiplyAdd(q, z, V.Create(2.480158728896474e-05));
        q = V.FusedMultiplyAdd(q, z, V.Create(-0.0013888888888873307));
        q = V.FusedMultiplyAdd(q, z, V.Create(0.041666666666666595));
        q = V.FusedMultiplyAdd(q, z, V.Create(-0.5));
        return D.One + V.FusedMultiplyAdd(q, z, -(r * rLow));
    }

    /// <summary>Puts the sine of the lanes with large angles in place of <paramref name="y"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F SinLarge(F x, F y)
    {
        for (int i = 0; i < F.Count; i++)
        {
            if (System.Math.Abs(x.GetElement(i)) > LargeAngleSingle)
                y = y.WithElement(i, (float)Elementary.SinCosLarge(x.GetElement(i), out _));
        }

        return y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static D SinLarge(D x, D y)
    {
        for (int i = 0; i < D.Count; i++)
        {
            if (System.Math.Abs(x.GetElement(i)) > LargeAngleDouble)
                y = y.WithElement(i, Elementary.SinCosLarge(x.GetElement(i), out _));
        }

        return y;
    }

    /// <summary>Puts the cosine of the lanes with large angles in place of <paramref name="y"/>.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F CosLarge(F x, F y)
    {
        for (int i = 0; i < F.Count; i++)
        {
            if (System.Math.Abs(x.GetElement(i)) > LargeAngleSingle)
            {
                Elementary.SinCosLarge(x.GetElement(i), out double cos);
                y = y.WithElement(i, (float)cos);
            }
        }

        return y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static D CosLarge(D x, D y)
    {
        for (int i = 0; i < D.Count; i++)
        {
            if (System.Math.Abs(x.GetElement(i)) > LargeAngleDouble)
            {
                Elementary.SinCosLarge(x.GetElement(i), out double cos);
                y = y.WithElement(i, cos);
            }
        }

        return y;
    }
}
