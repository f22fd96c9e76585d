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
    /// x = n pi / 2 + r (double: r in two parts); the sine or cosine of r by polynomials. The reduction is exact for all arguments: up to 1e5 (double: 1e9) in vectors, beyond number by number from
    /// 192 digits of 2 / pi. Error at most 1.48 ULP (double: 1.11).
    /// </remarks>
    /// <param name="x">Any number.</param>
    /// <returns>sin x; NaN at infinity.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sin(float x) => Lanes128.Sin(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Sin(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sin(double x) => Lanes128.Sin(V.Create(x)).ToScalar();

    /// <summary>The cosine of an angle in radians.</summary>
    /// <remarks>As <see cref="Sin(float)"/>. Error at most 1.42 ULP (double: 1.17).</remarks>
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
    public static F Sin(F x) => AnyLargeAngle(x) ? SinAnywhere(x) : SinNear(x);

    [MethodImpl(Inline)]
    private static F SinNear(F x)
    {
        I quarter = Quarters(V.Abs(x), out F r);
        F y = V.ConditionalSelect(IsOdd(quarter), CosReduced(r), SinReduced(r));
        return y ^ SignOfHalfTurn(quarter) ^ (x & V.Create(-0f));
    }

    /// <inheritdoc cref="Elementary.Sin(float)"/>
    [MethodImpl(Inline)]
    public static D Sin(D x) => AnyLargeAngle(x) ? SinAnywhere(x) : SinNear(x);

    [MethodImpl(Inline)]
    private static D SinNear(D x)
    {
        L quarter = Quarters(V.Abs(x), out D r, out D rLow);
        D y = V.ConditionalSelect(IsOdd(quarter), CosReduced(r, rLow), SinReduced(r, rLow));
        return y ^ SignOfHalfTurn(quarter) ^ (x & V.Create(-0d));
    }

    /// <inheritdoc cref="Elementary.Cos(float)"/>
    [MethodImpl(Inline)]
    public static F Cos(F x) => AnyLargeAngle(x) ? CosAnywhere(x) : CosNear(x);

    [MethodImpl(Inline)]
    private static F CosNear(F x)
    {
        I quarter = Quarters(V.Abs(x), out F r);
        F y = V.ConditionalSelect(IsOdd(quarter), SinReduced(r), CosReduced(r));
        return y ^ SignOfHalfTurn(quarter + I.One);
    }

    /// <inheritdoc cref="Elementary.Cos(float)"/>
    [MethodImpl(Inline)]
    public static D Cos(D x) => AnyLargeAngle(x) ? CosAnywhere(x) : CosNear(x);

    [MethodImpl(Inline)]
    private static D CosNear(D x)
    {
        L quarter = Quarters(V.Abs(x), out D r, out D rLow);
        D y = V.ConditionalSelect(IsOdd(quarter), SinReduced(r, rLow), CosReduced(r, rLow));
        return y ^ SignOfHalfTurn(quarter + L.One);
    }

    /// <inheritdoc cref="Elementary.SinCos(float, out float)"/>
    [MethodImpl(Inline)]
    public static F SinCos(F x, out F cos)
    {
        if (AnyLargeAngle(x))
        {
            cos = CosAnywhere(x);
            return SinAnywhere(x);
        }

        I quarter = Quarters(V.Abs(x), out F r);
        F s = SinReduced(r), c = CosReduced(r), odd = IsOdd(quarter);
        cos = V.ConditionalSelect(odd, s, c) ^ SignOfHalfTurn(quarter + I.One);
        return V.ConditionalSelect(odd, c, s) ^ SignOfHalfTurn(quarter) ^ (x & V.Create(-0f));
    }

    /// <inheritdoc cref="Elementary.SinCos(float, out float)"/>
    [MethodImpl(Inline)]
    public static D SinCos(D x, out D cos)
    {
        if (AnyLargeAngle(x))
        {
            cos = CosAnywhere(x);
            return SinAnywhere(x);
        }

        L quarter = Quarters(V.Abs(x), out D r, out D rLow);
        D s = SinReduced(r, rLow), c = CosReduced(r, rLow), odd = IsOdd(quarter);
        cos = V.ConditionalSelect(odd, s, c) ^ SignOfHalfTurn(quarter + L.One);
        return V.ConditionalSelect(odd, c, s) ^ SignOfHalfTurn(quarter) ^ (x & V.Create(-0d));
    }

    [MethodImpl(Inline)]
    private static bool AnyLargeAngle(F x) => V.GreaterThanAny(V.Abs(x), V.Create(LargeAngleSingle));

    [MethodImpl(Inline)]
    private static bool AnyLargeAngle(D x) => V.GreaterThanAny(V.Abs(x), V.Create(LargeAngleDouble));

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
        D z2 = z * z;
        D q = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(1.5895468767871245e-10), z, V.Create(-2.5050734877826948e-08)), z2, V.FusedMultiplyAdd(V.Create(2.755731354090982e-06), z, V.Create(-0.00019841269829363426)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.008333333333321844), z, V.Create(-0.1666666666666663)));
        return r + V.FusedMultiplyAdd(q, r * z, rLow);
    }

    [MethodImpl(Inline)]
    internal static D CosReduced(D r, D rLow)
    {
        D z = r * r;
        D z2 = z * z;
        D q = V.FusedMultiplyAdd(V.Create(-1.1358612615482138e-11), z2, V.FusedMultiplyAdd(V.Create(2.087570307461618e-09), z, V.Create(-2.7557314202766006e-07)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(2.480158728896474e-05), z, V.Create(-0.0013888888888873307)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.041666666666666595), z, V.Create(-0.5)));
        return D.One + V.FusedMultiplyAdd(q, z, -(r * rLow));
    }

    /// <summary>The sine where angles may be large. The branch to it comes first, so that nothing has to be kept across the call but the argument.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F SinAnywhere(F x)
    {
        F y = SinNear(x);
        for (int i = 0; i < F.Count; i++)
        {
            if (System.Math.Abs(x.GetElement(i)) > LargeAngleSingle)
                y = y.WithElement(i, (float)Elementary.SinCosLarge(x.GetElement(i), out _));
        }

        return y;
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static D SinAnywhere(D x)
    {
        D y = SinNear(x);
        for (int i = 0; i < D.Count; i++)
        {
            if (System.Math.Abs(x.GetElement(i)) > LargeAngleDouble)
                y = y.WithElement(i, Elementary.SinCosLarge(x.GetElement(i), out _));
        }

        return y;
    }

    /// <summary>The cosine where angles may be large.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F CosAnywhere(F x)
    {
        F y = CosNear(x);
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
    private static D CosAnywhere(D x)
    {
        D y = CosNear(x);
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
