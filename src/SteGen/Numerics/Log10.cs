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
    /// <remarks>As <see cref="Log(float)"/>; exact at powers of 10. In float: in double arithmetic, rounded once. Error at most @LOG10F@ ULP (double: @LOG10D@).</remarks>
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
    public static F Log10(F x) => V.Narrow(Log10(V.WidenLower(x)), Log10(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Log10(float)"/>
    [MethodImpl(Inline)]
    public static D Log10(D x)
    {
        D f = Significand(x, out D k) - D.One;
        D s = f / (f + V.Create(2d));
        D square = V.Create(0.5) * f * f;
        D low = V.FusedMultiplyAdd(s, square + LogTail(s * s), -square);

        // (f + low) / ln 10 with both factors in two parts, and k log10 2, whose first part ends in zeros and is exact.
        D product = f * V.Create(0.4342944819032518);
        D rest = V.FusedMultiplyAdd(f, V.Create(0.4342944819032518), -product) + f * V.Create(1.098319650216765e-17);
        rest = V.FusedMultiplyAdd(k, V.Create(1.42050232272661e-13), V.FusedMultiplyAdd(low, V.Create(0.4342944819032518), rest));
        D whole = k * V.Create(0.30102999566383914);
        D sum = whole + product, back = sum - whole;
        return LogAtTheEnds(x, sum + (((whole - (sum - back)) + (product - back)) + rest));
    }
}
