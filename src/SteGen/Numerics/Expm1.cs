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
    /// <summary>e^x - 1, without the loss of digits near 0.</summary>
    /// <remarks>x = n ln 2 + r as in <see cref="Exp(float)"/>, r in two parts; then 2^n (e^r - 1) + (2^n - 1). Error at most 1.30 ULP (double: 1.11).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>e^x - 1, with the sign of <paramref name="x"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Expm1(float x) => Lanes128.Expm1(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Expm1(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Expm1(double x) => Lanes128.Expm1(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Expm1(float)"/>
    [MethodImpl(Inline)]
    public static F Expm1(F x)
    {
        F c = V.MinNative(V.Create(89f), V.MaxNative(V.Create(-20f), x));
        F shifted = V.FusedMultiplyAdd(c, V.Create(Log2ESingle), V.Create(ShifterSingle));
        F n = shifted - V.Create(ShifterSingle);
        F high = V.FusedMultiplyAdd(n, V.Create(-Ln2HighSingle), c);
        F r = V.FusedMultiplyAdd(n, V.Create(-Ln2LowSingle), high);
        F rLow = V.FusedMultiplyAdd(n, V.Create(-Ln2LowSingle), high - r);

        F r2 = r * r;
        F q = V.FusedMultiplyAdd(V.FusedMultiplyAdd(V.Create(1.9764234e-04f), r, V.Create(1.393234e-03f)), r2, V.FusedMultiplyAdd(V.Create(8.333543e-03f), r, V.Create(4.1666493e-02f)));
        q = V.FusedMultiplyAdd(q, r2, V.FusedMultiplyAdd(V.Create(1.6666666e-01f), r, V.Create(0.5f)));
        q = V.FusedMultiplyAdd(q, r2, rLow);

        // Half the power, because 2^128 is no float.
        F half = PowerOfTwo(shifted.AsInt32() - I.One);
        F y = V.FusedMultiplyAdd(half, q, V.FusedMultiplyAdd(half, r, half - V.Create(0.5f)));
        // Half of a subnormal number need not be a number.
        return V.ConditionalSelect(V.LessThan(V.Abs(x), V.Create(1e-30f)), x, V.CopySign(y + y, x));
    }

    /// <inheritdoc cref="Elementary.Expm1(float)"/>
    [MethodImpl(Inline)]
    public static D Expm1(D x)
    {
        D c = V.MinNative(V.Create(710d), V.MaxNative(V.Create(-40d), x));
        D shifted = V.FusedMultiplyAdd(c, V.Create(Log2EDouble), V.Create(ShifterDouble));
        D n = shifted - V.Create(ShifterDouble);
        D high = V.FusedMultiplyAdd(n, V.Create(-Ln2HighDouble), c);
        D r = V.FusedMultiplyAdd(n, V.Create(-Ln2LowDouble), high);
        D rLow = V.FusedMultiplyAdd(n, V.Create(-Ln2LowDouble), high - r);

        D r2 = r * r;
        D q = V.FusedMultiplyAdd(V.Create(2.089394047861613e-09), r2, V.FusedMultiplyAdd(V.Create(2.5108697539287318e-08), r, V.Create(2.755732935006282e-07)));
        q = V.FusedMultiplyAdd(q, r2, V.FusedMultiplyAdd(V.Create(2.7557245136858896e-06), r, V.Create(2.480158727935448e-05)));
        q = V.FusedMultiplyAdd(q, r2, V.FusedMultiplyAdd(V.Create(0.00019841269885345205), r, V.Create(0.0013888888888893467)));
        q = V.FusedMultiplyAdd(q, r2, V.FusedMultiplyAdd(V.Create(0.008333333333321797), r, V.Create(0.041666666666666685)));
        q = V.FusedMultiplyAdd(q, r2, V.FusedMultiplyAdd(V.Create(0.16666666666666677), r, V.Create(0.5)));
        q = V.FusedMultiplyAdd(q, r2, rLow);

        D half = PowerOfTwo(shifted.AsInt64() - L.One);
        D y = V.FusedMultiplyAdd(half, q, V.FusedMultiplyAdd(half, r, half - V.Create(0.5)));
        return V.ConditionalSelect(V.LessThan(V.Abs(x), V.Create(1e-300)), x, V.CopySign(y + y, x));
    }
}
