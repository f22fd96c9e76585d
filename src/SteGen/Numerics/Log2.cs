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
    /// <summary>The logarithm to base 2.</summary>
    /// <remarks>As <see cref="Log(float)"/>; exact at powers of 2. Error at most 1.08 ULP (double: 0.99).</remarks>
    /// <param name="x">A positive number.</param>
    /// <returns>log2 x; -infinity at 0, NaN below.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Log2(float x) => Lanes128.Log2(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Log2(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Log2(double x) => Lanes128.Log2(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Log2(float)"/>
    [MethodImpl(Inline)]
    public static F Log2(F x) => AnyOutsideNormal(x) ? Log2Anywhere(x) : Log2Of(NormalSignificand(x, out F k), k);

    /// <inheritdoc cref="Elementary.Log2(float)"/>
    [MethodImpl(Inline)]
    public static D Log2(D x) => AnyOutsideNormal(x) ? Log2Anywhere(x) : Log2Of(NormalSignificand(x, out D k), k);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static F Log2Anywhere(F x) => LogAtTheEnds(x, Log2Of(Significand(x, out F k), k));

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static D Log2Anywhere(D x) => LogAtTheEnds(x, Log2Of(Significand(x, out D k), k));

    /// <summary>k log2 2 + log2 m.</summary>
    [MethodImpl(Inline)]
    private static F Log2Of(F m, F k)
    {
        F f = m - F.One, low = LogLow(f);
        // (f + low) / ln 2 with both factors in two parts.
        F product = f * V.Create(1.44269502f);
        F rest = V.FusedMultiplyAdd(f, V.Create(1.44269502f), -product) + f * V.Create(1.925963033500e-8f);
        return k + (product + V.FusedMultiplyAdd(low, V.Create(1.44269502f), rest));
    }

    [MethodImpl(Inline)]
    private static D Log2Of(D m, D k)
    {
        D f = m - D.One, s = f / (f + V.Create(2d));
        D square = V.Create(0.5) * f * f;
        D low = V.FusedMultiplyAdd(s, square + LogTail(s * s), -square);
        D product = f * V.Create(1.4426950408889634);
        D rest = V.FusedMultiplyAdd(f, V.Create(1.4426950408889634), -product) + f * V.Create(2.0355273740931033e-17);
        return k + (product + V.FusedMultiplyAdd(low, V.Create(1.4426950408889634), rest));
    }
}
