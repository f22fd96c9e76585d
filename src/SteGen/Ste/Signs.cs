using System;
using SteGen.Numerics;

namespace SteGen;

/// <summary>
/// Straight-through operations: the forward is exactly the discrete operation and computes nothing that only the derivative needs; the backward is that of a surrogate. They are written in the
/// language itself, so they fuse into whatever calls them: in loops, in batch members, at every vector width.
/// </summary>
/// <remarks>NaN gives NaN; the gradient of a mask that is false is 0. No operation throws on NaN, as <see cref="Math.Sign(double)"/> does.</remarks>
public static partial class Ste
{
    /// <summary>sign(x) with the identity as its derivative: <c>y = sign(x)</c>, <c>x' = y'</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="zero">The sign of 0 and of -0. The default, 0, is that of JAX, NumPy and C#; larq and brevitas have +1.</param>
    /// <returns>-1, 0 or +1; NaN for NaN.</returns>
    /// <remarks>Bengio, Léonard, Courville 2013, arXiv 1308.3432.</remarks>
    [Differentiable(Emit = Derivatives.None)]
    public static float Sign(float x, SignZero zero = SignZero.Zero) => Gradient.StraightThrough(HardSign(x, zero), x);

    /// <inheritdoc cref="Sign(float, SignZero)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double Sign(double x, SignZero zero = SignZero.Zero) => Gradient.StraightThrough(HardSign(x, zero), x);

    /// <summary>Binarization: sign(x) whose derivative is that of a clip: <c>x' = y'</c> where <c>|x| &lt;= clip</c>, else 0.</summary>
    /// <param name="x">The input, a latent weight or an activation.</param>
    /// <param name="clip">Beyond this the gradient is 0; positive.</param>
    /// <param name="boundary">Whether the gradient passes where |x| is exactly <paramref name="clip"/>. The default, inclusive, is that of larq; XNOR-Net is exclusive.</param>
    /// <param name="zero">The sign of 0 and of -0. The default is +1, because a binary weight must be ±1.</param>
    /// <returns>-1 or +1; NaN for NaN.</returns>
    /// <remarks>Courbariaux and others 2016 (BinaryNet), arXiv 1602.02830.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="clip"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static float ClippedSign(float x, float clip = 1f, Boundary boundary = Boundary.Inclusive, SignZero zero = SignZero.Positive) =>
        Gradient.StraightThrough(HardSign(x, zero), Within(x, clip, boundary));

    /// <inheritdoc cref="ClippedSign(float, float, Boundary, SignZero)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double ClippedSign(double x, double clip = 1, Boundary boundary = Boundary.Inclusive, SignZero zero = SignZero.Positive) =>
        Gradient.StraightThrough(HardSign(x, zero), Within(x, clip, boundary));

    /// <summary>sign(x) with the derivative of tanh: <c>x' = y' (1 - tanh²(x))</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="zero">The sign of 0 and of -0.</param>
    /// <returns>-1, 0 or +1; NaN for NaN.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static float TanhSign(float x, SignZero zero = SignZero.Zero) => Gradient.StraightThrough(HardSign(x, zero), MathF.Tanh(x));

    /// <inheritdoc cref="TanhSign(float, SignZero)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double TanhSign(double x, SignZero zero = SignZero.Zero) => Gradient.StraightThrough(HardSign(x, zero), Math.Tanh(x));

    /// <summary>sign(x) with a triangle as its derivative: <c>x' = y' (2 - 2|x|)</c> where <c>|x| &lt;= 1</c>, else 0.</summary>
    /// <param name="x">The input.</param>
    /// <param name="zero">The sign of 0 and of -0. The default, +1, is that of larq; ReActNet's code has 0.</param>
    /// <returns>-1 or +1; NaN for NaN.</returns>
    /// <remarks>Liu and others 2018 (Bi-Real Net), arXiv 1808.00278.</remarks>
    [Differentiable(Emit = Derivatives.None)]
    public static float ApproxSign(float x, SignZero zero = SignZero.Positive) =>
        Gradient.StraightThrough(HardSign(x, zero), x >= -1f && x <= 1f ? (2f * x) - (x * MathF.Abs(x)) : 0f);

    /// <inheritdoc cref="ApproxSign(float, SignZero)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double ApproxSign(double x, SignZero zero = SignZero.Positive) =>
        Gradient.StraightThrough(HardSign(x, zero), x >= -1 && x <= 1 ? (2 * x) - (x * Math.Abs(x)) : 0);

    /// <summary>sign(x) with the derivative of a swish: <c>x' = y' β (2 - βx tanh(βx/2)) / (1 + cosh βx)</c>.</summary>
    /// <param name="x">The input.</param>
    /// <param name="beta">Steepness; larq's default is 5.</param>
    /// <param name="zero">The sign of 0 and of -0.</param>
    /// <returns>-1 or +1; NaN for NaN.</returns>
    /// <remarks>Darabi and others 2018 (BNN+), arXiv 1812.11800. The surrogate is <c>2σ(βx)(1 + βx(1 - σ(βx))) - 1</c>.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="beta"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static float SwishSign(float x, float beta = 5f, SignZero zero = SignZero.Positive)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "Beta must be positive.");
        return Gradient.StraightThrough(HardSign(x, zero), (2f * Elementary.Sigmoid(beta * x) * (1f + (beta * x * Elementary.Sigmoid(-beta * x)))) - 1f);
    }

    /// <inheritdoc cref="SwishSign(float, float, SignZero)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double SwishSign(double x, double beta = 5, SignZero zero = SignZero.Positive)
    {
        if (!(beta > 0)) throw new ArgumentOutOfRangeException(nameof(beta), "Beta must be positive.");
        return Gradient.StraightThrough(HardSign(x, zero), (2 * Elementary.Sigmoid(beta * x) * (1 + (beta * x * Elementary.Sigmoid(-beta * x)))) - 1);
    }

    /// <summary>Three values: <c>+1</c> for <c>x &gt;= threshold</c>, <c>-1</c> for <c>x &lt;= -threshold</c>, else 0; the derivative is that of a clip: <c>x' = y'</c> where <c>|x| &lt;= clip</c>, else 0.</summary>
    /// <param name="x">The input.</param>
    /// <param name="threshold">From here on the value is ±1, the threshold itself included, as in larq's code (brevitas and TWN exclude it).</param>
    /// <param name="clip">Beyond this the gradient is 0; positive.</param>
    /// <returns>-1, 0 or +1; NaN for NaN.</returns>
    /// <remarks>Li, Zhang, Liu 2016, arXiv 1605.04711.</remarks>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="clip"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.None)]
    public static float Ternary(float x, float threshold = 0.05f, float clip = 1f) =>
        Gradient.StraightThrough(x >= threshold ? 1f : x <= -threshold ? -1f : float.IsNaN(x) ? x : 0f, Within(x, clip, Boundary.Inclusive));

    /// <inheritdoc cref="Ternary(float, float, float)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static double Ternary(double x, double threshold = 0.05, double clip = 1) =>
        Gradient.StraightThrough(x >= threshold ? 1 : x <= -threshold ? -1 : double.IsNaN(x) ? x : 0, Within(x, clip, Boundary.Inclusive));

    // What is left is NaN.
    private static float HardSign(float x, SignZero zero) =>
        zero == SignZero.Positive ? (x >= 0f ? 1f : x < 0f ? -1f : x)
        : zero == SignZero.Negative ? (x > 0f ? 1f : x <= 0f ? -1f : x)
        : x > 0f ? 1f : x < 0f ? -1f : x == 0f ? 0f : x;

    private static double HardSign(double x, SignZero zero) =>
        zero == SignZero.Positive ? (x >= 0 ? 1 : x < 0 ? -1 : x)
        : zero == SignZero.Negative ? (x > 0 ? 1 : x <= 0 ? -1 : x)
        : x > 0 ? 1 : x < 0 ? -1 : x == 0 ? 0 : x;

    /// <summary>x inside the clip, a constant outside: the surrogate whose derivative is the mask of the clip.</summary>
    private static float Within(float x, float clip, Boundary boundary)
    {
        if (!(clip > 0)) throw new ArgumentOutOfRangeException(nameof(clip), "The clip must be positive.");
        return boundary == Boundary.Inclusive ? (MathF.Abs(x) <= clip ? x : 0f) : (MathF.Abs(x) < clip ? x : 0f);
    }

    /// <summary>x inside the clip, a constant outside: the surrogate whose derivative is the mask of the clip.</summary>
    private static double Within(double x, double clip, Boundary boundary)
    {
        if (!(clip > 0)) throw new ArgumentOutOfRangeException(nameof(clip), "The clip must be positive.");
        return boundary == Boundary.Inclusive ? (Math.Abs(x) <= clip ? x : 0) : (Math.Abs(x) < clip ? x : 0);
    }
}
