using System;
using SteGen.Numerics;

namespace SteGen;

public static partial class Ste
{
    /// <summary>Rounding with the identity as its derivative: <c>x' = y'</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="mode">What happens to ties. The default, half to even, is that of C#, JAX, PyTorch and ONNX; C's <c>round</c> and the first BinaryNet round half away from zero.</param>
    /// <returns>The whole number next to <paramref name="x"/>.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float Round(float x, MidpointRounding mode = MidpointRounding.ToEven) => Gradient.StraightThrough(HardRound(x, mode), x);

    /// <inheritdoc cref="Round(float, MidpointRounding)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double Round(double x, MidpointRounding mode = MidpointRounding.ToEven) => Gradient.StraightThrough(HardRound(x, mode), x);

    /// <summary>Rounding with ties upwards, <c>⌊x + 1/2⌋</c> done exactly, with the identity as its derivative.</summary>
    /// <param name="x">The input.</param>
    /// <returns>The whole number next to <paramref name="x"/>.</returns>
    /// <remarks>The sum <c>x + 0.5</c> itself rounds: it is wrong for the number before 0.5, and for large odd numbers.</remarks>
    [Differentiable(Emit = Derivatives.None)]
    public static float RoundHalfUp(float x) => Gradient.StraightThrough(x - MathF.Floor(x) >= 0.5f ? MathF.Ceiling(x) : MathF.Floor(x), x);

    /// <inheritdoc cref="RoundHalfUp(float)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double RoundHalfUp(double x) => Gradient.StraightThrough(x - Math.Floor(x) >= 0.5 ? Math.Ceiling(x) : Math.Floor(x), x);

    /// <summary>Rounding as some accelerators (Xilinx's DPU) do it: ties of negative numbers upwards, of positive ones to even; with the identity as its derivative.</summary>
    /// <param name="x">The input.</param>
    /// <returns>The whole number next to <paramref name="x"/>.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float RoundDpu(float x) =>
        Gradient.StraightThrough(x < 0f && x - MathF.Floor(x) == 0.5f ? MathF.Ceiling(x) : MathF.Round(x, MidpointRounding.ToEven), x);

    /// <inheritdoc cref="RoundDpu(float)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double RoundDpu(double x) =>
        Gradient.StraightThrough(x < 0 && x - Math.Floor(x) == 0.5 ? Math.Ceiling(x) : Math.Round(x, MidpointRounding.ToEven), x);

    /// <summary>The largest whole number that is not larger than x, with the identity as its derivative.</summary>
    /// <param name="x">The input.</param>
    /// <returns>⌊x⌋.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float Floor(float x) => Gradient.StraightThrough(MathF.Floor(x), x);

    /// <inheritdoc cref="Floor(float)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double Floor(double x) => Gradient.StraightThrough(Math.Floor(x), x);

    /// <summary>The smallest whole number that is not smaller than x, with the identity as its derivative.</summary>
    /// <param name="x">The input.</param>
    /// <returns>⌈x⌉.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float Ceiling(float x) => Gradient.StraightThrough(MathF.Ceiling(x), x);

    /// <inheritdoc cref="Ceiling(float)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double Ceiling(double x) => Gradient.StraightThrough(Math.Ceiling(x), x);

    /// <summary>x without its fraction, with the identity as its derivative: what a cast to an integer does.</summary>
    /// <param name="x">The input.</param>
    /// <returns>x rounded towards 0.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float Truncate(float x) => Gradient.StraightThrough(MathF.Truncate(x), x);

    /// <inheritdoc cref="Truncate(float)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double Truncate(double x) => Gradient.StraightThrough(Math.Truncate(x), x);

    /// <summary>x limited to a range, with the identity as its derivative, also outside of the range (the plain clamp has derivative 0 there).</summary>
    /// <param name="x">The input.</param>
    /// <param name="lo">The smallest result.</param>
    /// <param name="hi">The largest result, not smaller than <paramref name="lo"/>.</param>
    /// <returns>The nearest number in the range; NaN for NaN.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float Clamp(float x, float lo, float hi) => Gradient.StraightThrough(x < lo ? lo : x > hi ? hi : x, x);

    /// <inheritdoc cref="Clamp(float, float, float)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double Clamp(double x, double lo, double hi) => Gradient.StraightThrough(x < lo ? lo : x > hi ? hi : x, x);

    private static float HardRound(float x, MidpointRounding mode) =>
        mode == MidpointRounding.ToEven ? MathF.Round(x, MidpointRounding.ToEven)
        : mode == MidpointRounding.AwayFromZero ? MathF.Round(x, MidpointRounding.AwayFromZero)
        : mode == MidpointRounding.ToZero ? MathF.Truncate(x)
        : mode == MidpointRounding.ToNegativeInfinity ? MathF.Floor(x)
        : MathF.Ceiling(x);

    private static double HardRound(double x, MidpointRounding mode) =>
        mode == MidpointRounding.ToEven ? Math.Round(x, MidpointRounding.ToEven)
        : mode == MidpointRounding.AwayFromZero ? Math.Round(x, MidpointRounding.AwayFromZero)
        : mode == MidpointRounding.ToZero ? Math.Truncate(x)
        : mode == MidpointRounding.ToNegativeInfinity ? Math.Floor(x)
        : Math.Ceiling(x);
}
