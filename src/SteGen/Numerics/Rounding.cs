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
    /// <summary>The largest integer not above <paramref name="x"/>.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>An integer; NaN and infinities as they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Floor(float x) => System.MathF.Floor(x);

    /// <inheritdoc cref="Floor(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Floor(double x) => System.Math.Floor(x);

    /// <summary>The smallest integer not below <paramref name="x"/>.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>An integer; NaN and infinities as they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Ceiling(float x) => System.MathF.Ceiling(x);

    /// <inheritdoc cref="Ceiling(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Ceiling(double x) => System.Math.Ceiling(x);

    /// <summary>The integer part of <paramref name="x"/>.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>An integer; NaN and infinities as they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Truncate(float x) => System.MathF.Truncate(x);

    /// <inheritdoc cref="Truncate(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Truncate(double x) => System.Math.Truncate(x);

    /// <summary>The nearest integer; of two, the even one.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>An integer; NaN and infinities as they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Round(float x) => System.MathF.Round(x);

    /// <inheritdoc cref="Round(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Round(double x) => System.Math.Round(x);

    /// <summary>The nearest integer; of two, the one farther from 0.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>An integer; NaN and infinities as they are.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float RoundAway(float x) => System.MathF.Truncate(x + System.MathF.CopySign(0.49999997f, x));

    /// <inheritdoc cref="RoundAway(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double RoundAway(double x) => System.Math.Truncate(x + System.Math.CopySign(0.49999999999999994, x));

    /// <summary>The sign as a number: 1, 0 or -1. Unlike <see cref="System.Math.Sign(float)"/> it does not throw.</summary>
    /// <param name="x">Any number.</param>
    /// <returns>The sign; NaN for NaN, +0 for either zero.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sign(float x) => x > 0 ? 1 : x < 0 ? -1 : x - x;

    /// <inheritdoc cref="Sign(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : x - x;
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Floor(float)"/>
    [MethodImpl(Inline)]
    public static F Floor(F x) => V.Floor(x);

    /// <inheritdoc cref="Elementary.Floor(float)"/>
    [MethodImpl(Inline)]
    public static D Floor(D x) => V.Floor(x);

    /// <inheritdoc cref="Elementary.Ceiling(float)"/>
    [MethodImpl(Inline)]
    public static F Ceiling(F x) => V.Ceiling(x);

    /// <inheritdoc cref="Elementary.Ceiling(float)"/>
    [MethodImpl(Inline)]
    public static D Ceiling(D x) => V.Ceiling(x);

    /// <inheritdoc cref="Elementary.Truncate(float)"/>
    [MethodImpl(Inline)]
    public static F Truncate(F x) => V.Truncate(x);

    /// <inheritdoc cref="Elementary.Truncate(float)"/>
    [MethodImpl(Inline)]
    public static D Truncate(D x) => V.Truncate(x);

    /// <inheritdoc cref="Elementary.Round(float)"/>
    [MethodImpl(Inline)]
    public static F Round(F x) => V.Round(x);

    /// <inheritdoc cref="Elementary.Round(float)"/>
    [MethodImpl(Inline)]
    public static D Round(D x) => V.Round(x);

    // Just below one half: so that what lies just below a tie does not reach the next integer by rounding of the sum.

    /// <inheritdoc cref="Elementary.RoundAway(float)"/>
    [MethodImpl(Inline)]
    public static F RoundAway(F x) => V.Truncate(x + V.CopySign(V.Create(0.49999997f), x));

    /// <inheritdoc cref="Elementary.RoundAway(float)"/>
    [MethodImpl(Inline)]
    public static D RoundAway(D x) => V.Truncate(x + V.CopySign(V.Create(0.49999999999999994), x));

    /// <inheritdoc cref="Elementary.Sign(float)"/>
    [MethodImpl(Inline)]
    public static F Sign(F x) => V.ConditionalSelect(V.GreaterThan(x, F.Zero), F.One, V.ConditionalSelect(V.LessThan(x, F.Zero), -F.One, x - x));

    /// <inheritdoc cref="Elementary.Sign(float)"/>
    [MethodImpl(Inline)]
    public static D Sign(D x) => V.ConditionalSelect(V.GreaterThan(x, D.Zero), D.One, V.ConditionalSelect(V.LessThan(x, D.Zero), -D.One, x - x));
}
