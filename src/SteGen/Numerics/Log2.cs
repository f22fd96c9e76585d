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
    /// <remarks>As <see cref="Log(float)"/>; exact at powers of 2. In float: in double arithmetic, rounded once. Error at most @LOG2F@ ULP (double: @LOG2D@).</remarks>
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
    public static F Log2(F x) => V.Narrow(Log2(V.WidenLower(x)), Log2(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Log2(float)"/>
    [MethodImpl(Inline)]
    public static D Log2(D x)
    {
        D f = Significand(x, out D k) - D.One;
        D s = f / (f + V.Create(2d));
        D square = V.Create(0.5) * f * f;
        D low = V.FusedMultiplyAdd(s, square + LogTail(s * s), -square);

        // (f + low) / ln 2 with both factors in two parts.
        D product = f * V.Create(1.4426950408889634);
        D rest = V.FusedMultiplyAdd(f, V.Create(1.4426950408889634), -product) + f * V.Create(2.0355273740931033e-17);
        return LogAtTheEnds(x, k + (product + V.FusedMultiplyAdd(low, V.Create(1.4426950408889634), rest)));
    }
}
