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
    /// <summary>The logarithm to base 10.</summary>
    /// <remarks>As <see cref="Log(float)"/>; exact at powers of 10. Error at most 1.00 ULP (double: 0.78).</remarks>
    /// <param name="x">A positive number.</param>
    /// <returns>log10 x; -infinity at 0, NaN below.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log10(float x) => Lanes128.Log10(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Log10(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log10(double x) => Lanes128.Log10(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Log10(float)"/>
    [MethodImpl(Inline)]
    public static F Log10(F x) => AnyOutsideNormal(x) ? Log10Anywhere(x) : Log10Of(NormalSignificand(x, out F k), k);

    /// <inheritdoc cref="Elementary.Log10(float)"/>
    [MethodImpl(Inline)]
    public static D Log10(D x) => AnyOutsideNormal(x) ? Log10Anywhere(x) : Log10Of(NormalSignificand(x, out D k), k);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F Log10Anywhere(F x) => LogAtTheEnds(x, Log10Of(Significand(x, out F k), k));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static D Log10Anywhere(D x) => LogAtTheEnds(x, Log10Of(Significand(x, out D k), k));

    /// <summary>k log10 2 + log10 m.</summary>
    [MethodImpl(Inline)]
    private static F Log10Of(F m, F k)
    {
        F f = m - F.One, low = LogLow(f);
        // (f + low) / ln 10 with both factors in two parts, and k log10 2, whose first part ends in zeros and is exact.
        F product = f * V.Create(0.434294492f);
        F rest = V.FusedMultiplyAdd(f, V.Create(0.434294492f), -product) + f * V.Create(-1.010305e-08f);
        rest = V.FusedMultiplyAdd(k, V.Create(4.60503907e-06f), V.FusedMultiplyAdd(low, V.Create(0.434294492f), rest));
        F whole = k * V.Create(0.301025391f);
        F sum = whole + product, back = sum - whole;
        return sum + (((whole - (sum - back)) + (product - back)) + rest);
    }

    [MethodImpl(Inline)]
    private static D Log10Of(D m, D k)
    {
        D f = m - D.One, s = f / (f + V.Create(2d));
        D square = V.Create(0.5) * f * f;
        D low = V.FusedMultiplyAdd(s, square + LogTail(s * s), -square);
        D product = f * V.Create(0.4342944819032518);
        D rest = V.FusedMultiplyAdd(f, V.Create(0.4342944819032518), -product) + f * V.Create(1.098319650216765e-17);
        rest = V.FusedMultiplyAdd(k, V.Create(1.42050232272661e-13), V.FusedMultiplyAdd(low, V.Create(0.4342944819032518), rest));
        D whole = k * V.Create(0.30102999566383914);
        D sum = whole + product, back = sum - whole;
        return sum + (((whole - (sum - back)) + (product - back)) + rest);
    }
}
