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
    /// <summary>The larger of two numbers; NaN if either is, and +0 is larger than -0.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">A number.</param>
    /// <returns>The result.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Max(float x, float y) => System.MathF.Max(x, y);

    /// <inheritdoc cref="Max(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Max(double x, double y) => System.Math.Max(x, y);

    /// <summary>The smaller of two numbers; NaN if either is, and -0 is smaller than +0.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">A number.</param>
    /// <returns>The result.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Min(float x, float y) => System.MathF.Min(x, y);

    /// <inheritdoc cref="Min(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Min(double x, double y) => System.Math.Min(x, y);

    /// <summary>The larger of two numbers; where one is NaN, the other.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">A number.</param>
    /// <returns>The result.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MaxNumber(float x, float y) => float.MaxNumber(x, y);

    /// <inheritdoc cref="MaxNumber(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MaxNumber(double x, double y) => double.MaxNumber(x, y);

    /// <summary>The smaller of two numbers; where one is NaN, the other.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">A number.</param>
    /// <returns>The result.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float MinNumber(float x, float y) => float.MinNumber(x, y);

    /// <inheritdoc cref="MinNumber(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double MinNumber(double x, double y) => double.MinNumber(x, y);

    /// <summary>The absolute value of the first number with the sign of the second.</summary>
    /// <param name="x">A number.</param>
    /// <param name="y">A number.</param>
    /// <returns>The result.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float CopySign(float x, float y) => System.MathF.CopySign(x, y);

    /// <inheritdoc cref="CopySign(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double CopySign(double x, double y) => System.Math.CopySign(x, y);

    /// <summary>The absolute value.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>The absolute value; NaN for NaN.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Abs(float x) => System.MathF.Abs(x);

    /// <inheritdoc cref="Abs(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Abs(double x) => System.Math.Abs(x);
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Max(float, float)"/>
    [MethodImpl(Inline)]
    public static F Max(F x, F y) => V.Max(x, y);

    /// <inheritdoc cref="Elementary.Max(float, float)"/>
    [MethodImpl(Inline)]
    public static D Max(D x, D y) => V.Max(x, y);

    /// <inheritdoc cref="Elementary.Max(float, float)"/>
    [MethodImpl(Inline)]
    public static I Max(I x, I y) => V.Max(x, y);

    /// <inheritdoc cref="Elementary.Max(float, float)"/>
    [MethodImpl(Inline)]
    public static L Max(L x, L y) => V.Max(x, y);

    /// <inheritdoc cref="Elementary.Min(float, float)"/>
    [MethodImpl(Inline)]
    public static F Min(F x, F y) => V.Min(x, y);

    /// <inheritdoc cref="Elementary.Min(float, float)"/>
    [MethodImpl(Inline)]
    public static D Min(D x, D y) => V.Min(x, y);

    /// <inheritdoc cref="Elementary.Min(float, float)"/>
    [MethodImpl(Inline)]
    public static I Min(I x, I y) => V.Min(x, y);

    /// <inheritdoc cref="Elementary.Min(float, float)"/>
    [MethodImpl(Inline)]
    public static L Min(L x, L y) => V.Min(x, y);

    /// <inheritdoc cref="Elementary.MaxNumber(float, float)"/>
    [MethodImpl(Inline)]
    public static F MaxNumber(F x, F y) => V.MaxNumber(x, y);

    /// <inheritdoc cref="Elementary.MaxNumber(float, float)"/>
    [MethodImpl(Inline)]
    public static D MaxNumber(D x, D y) => V.MaxNumber(x, y);

    /// <inheritdoc cref="Elementary.MinNumber(float, float)"/>
    [MethodImpl(Inline)]
    public static F MinNumber(F x, F y) => V.MinNumber(x, y);

    /// <inheritdoc cref="Elementary.MinNumber(float, float)"/>
    [MethodImpl(Inline)]
    public static D MinNumber(D x, D y) => V.MinNumber(x, y);

    /// <inheritdoc cref="Elementary.CopySign(float, float)"/>
    [MethodImpl(Inline)]
    public static F CopySign(F x, F y) => V.CopySign(x, y);

    /// <inheritdoc cref="Elementary.CopySign(float, float)"/>
    [MethodImpl(Inline)]
    public static D CopySign(D x, D y) => V.CopySign(x, y);

    /// <inheritdoc cref="Elementary.Abs(float)"/>
    [MethodImpl(Inline)]
    public static F Abs(F x) => V.Abs(x);

    /// <inheritdoc cref="Elementary.Abs(float)"/>
    [MethodImpl(Inline)]
    public static D Abs(D x) => V.Abs(x);

    /// <inheritdoc cref="Elementary.Abs(float)"/>
    [MethodImpl(Inline)]
    public static I Abs(I x) => V.Abs(x);

    /// <inheritdoc cref="Elementary.Abs(float)"/>
    [MethodImpl(Inline)]
    public static L Abs(L x) => V.Abs(x);
}
