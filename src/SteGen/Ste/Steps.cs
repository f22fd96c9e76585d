using System;
using SteGen.Numerics;

namespace SteGen;

public static partial class Ste
{
    /// <summary>1 for <c>x &gt; 0</c>, else 0, with the identity as its derivative: <c>x' = y'</c>.</summary>
    /// <param name="x">The input.</param>
    /// <returns>0 or 1, 0 at 0; NaN for NaN.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float Step(float x) => Gradient.StraightThrough(HardStep(x), x);

    /// <inheritdoc cref="Step(float)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double Step(double x) => Gradient.StraightThrough(HardStep(x), x);

    /// <summary>1 for <c>x &gt; 0</c>, else 0; the derivative is that of a clip: <c>x' = y'</c> where <c>|x| &lt;= clip</c>, else 0.</summary>
    /// <param name="x">The input.</param>
    /// <param name="clip">Beyond this the gradient is 0; positive.</param>
    /// <param name="boundary">Whether the gradient passes where |x| is exactly <paramref name="clip"/>.</param>
    /// <returns>0 or 1, 0 at 0; NaN for NaN.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="clip"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static float ClippedStep(float x, float clip = 1f, Boundary boundary = Boundary.Inclusive) => Gradient.StraightThrough(HardStep(x), Within(x, clip, boundary));

    /// <inheritdoc cref="ClippedStep(float, float, Boundary)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double ClippedStep(double x, double clip = 1, Boundary boundary = Boundary.Inclusive) => Gradient.StraightThrough(HardStep(x), Within(x, clip, boundary));

    /// <summary>1 for <c>x &gt; 0</c>, else 0, with the derivative of the sigmoid: <c>x' = y' σ(x) σ(-x)</c>.</summary>
    /// <param name="x">The input.</param>
    /// <returns>0 or 1, 0 at 0; NaN for NaN.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float SigmoidStep(float x) => Gradient.StraightThrough(HardStep(x), Elementary.Sigmoid(x));

    /// <inheritdoc cref="SigmoidStep(float)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double SigmoidStep(double x) => Gradient.StraightThrough(HardStep(x), Elementary.Sigmoid(x));

    private static float HardStep(float x) => x > 0f ? 1f : float.IsNaN(x) ? x : 0f;

    private static double HardStep(double x) => x > 0 ? 1 : double.IsNaN(x) ? x : 0;
}
