using System;

namespace SteGen;

public static partial class Ste
{
    /// <summary>
    /// Binary weights with their size: <c>y = s sign(w)</c>, s being the mean of |w| over all weights of a channel, a constant; <c>w' = s y'</c> where <c>|w| &lt;= clip</c>, else 0.
    /// </summary>
    /// <param name="w">Weights; the channel is the last index.</param>
    /// <param name="channels">How many channels there are; positive.</param>
    /// <param name="result">Written: as long as <paramref name="w"/>.</param>
    /// <param name="clip">Beyond this the gradient is 0; positive.</param>
    /// <param name="zero">The sign of 0. larq has +1, ReActNet 0.</param>
    /// <param name="scaleGradient">Whether the gradient is multiplied by s, as in larq; ReActNet's HardBinaryConv does not.</param>
    /// <remarks>Liu and others 2018 (Bi-Real Net), arXiv 1808.00278.</remarks>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> or <paramref name="clip"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void MagnitudeAwareSign(ReadOnlySpan<double> w, int channels, Span<double> result, [NoGradient] double clip = 1.0, SignZero zero = SignZero.Positive, bool scaleGradient = true)
    {
        if (channels < 1) throw new ArgumentOutOfRangeException(nameof(channels), "There must be a channel.");
        if (!(clip > 0)) throw new ArgumentOutOfRangeException(nameof(clip), "The clip must be positive.");
        if (w.Length % channels != 0) throw new ArgumentException("Each channel must have the same number of weights.", nameof(w));
        if (result.Length != w.Length) throw new ArgumentException("The result must be as long as the weights.", nameof(result));
        int rows = w.Length / channels;
        for (int c = 0; c < channels; c++)
        {
            double sum = 0;
            for (int row = 0; row < rows; row++) sum += Gradient.StopGradient(Math.Abs(w[(row * channels) + c]));
            double size = sum / rows;
            for (int row = 0; row < rows; row++)
            {
                double x = w[(row * channels) + c], passed = Math.Abs(x) <= clip ? x : 0.0;
                result[(row * channels) + c] = Gradient.StraightThrough(size * HardSign(x, zero), scaleGradient ? size * passed : passed);
            }
        }
    }

    /// <summary>
    /// XNOR-Net's weights: <c>y = a sign(w)</c>, a being the mean of |w| over a channel, which is differentiated: <c>w' = a y' [|w| &lt; 1] + sign(w) / n Σ y'ⱼ sign(wⱼ)</c>. The paper's own rule,
    /// <c>w' = y' (1 / n + a [|w| &lt; 1])</c>, leaves out the cross terms.
    /// </summary>
    /// <param name="w">Weights; the channel is the last index.</param>
    /// <param name="channels">How many channels there are; positive.</param>
    /// <param name="result">Written: as long as <paramref name="w"/>.</param>
    /// <param name="paperRule">The derivative of the paper in place of the true one.</param>
    /// <remarks>Rastegari and others 2016, arXiv 1603.05279. The clip is 1, exclusive; the sign of 0 is +1.</remarks>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="channels"/> is not positive.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void XnorWeights(ReadOnlySpan<double> w, int channels, Span<double> result, bool paperRule = false)
    {
        if (channels < 1) throw new ArgumentOutOfRangeException(nameof(channels), "There must be a channel.");
        if (w.Length % channels != 0) throw new ArgumentException("Each channel must have the same number of weights.", nameof(w));
        if (result.Length != w.Length) throw new ArgumentException("The result must be as long as the weights.", nameof(result));
        int rows = w.Length / channels;
        for (int c = 0; c < channels; c++)
        {
            double sum = 0;
            for (int row = 0; row < rows; row++) sum += Math.Abs(w[(row * channels) + c]);
            double size = sum / rows, constant = Gradient.StopGradient(size);
            for (int row = 0; row < rows; row++)
            {
                double x = w[(row * channels) + c], sign = Gradient.StopGradient(HardSign(x, SignZero.Positive)), passed = Math.Abs(x) < 1 ? x : 0.0;
                result[(row * channels) + c] = Gradient.StraightThrough(constant * sign, paperRule ? (x / rows) + (constant * passed) : (size * sign) + (constant * passed));
            }
        }
    }

    /// <summary>
    /// DoReFa's weights: <c>2 q(tanh(w) / (2 M) + 1/2) - 1</c>, <c>M = max |tanh(w)|</c>, q rounding to <c>n = 2^bits - 1</c> steps: <c>w' = y' (1 - tanh²(w)) / M</c>.
    /// </summary>
    /// <param name="w">The weights.</param>
    /// <param name="bits">How many bits the result has; 1 to 30. DoReFa itself has <see cref="DoReFaBinaryWeights(ReadOnlySpan{double}, Span{double})"/> for 1 bit.</param>
    /// <param name="result">Written: as long as <paramref name="w"/>.</param>
    /// <param name="stopMax">Whether M is a constant, as in larq; in tensorpack it is differentiated.</param>
    /// <remarks>Zhou and others 2016, arXiv 1606.06160. Ties round to even; weights that are all 0 become the level next above 0.</remarks>
    /// <exception cref="ArgumentException"><paramref name="result"/> has another length.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="bits"/> is out of range.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void DoReFaWeights(ReadOnlySpan<double> w, int bits, Span<double> result, bool stopMax = true)
    {
        if (bits < 1 || bits > 30) throw new ArgumentOutOfRangeException(nameof(bits), "Bits must be from 1 to 30.");
        if (result.Length != w.Length) throw new ArgumentException("The result must be as long as the weights.", nameof(result));
        double n = (1 << bits) - 1, max = 0;
        for (int i = 0; i < w.Length; i++)
        {
            double size = Math.Abs(Math.Tanh(w[i]));
            if (size > max) max = size;
        }

        if (stopMax) max = Gradient.StopGradient(max);
        for (int i = 0; i < w.Length; i++)
        {
            double unit = max > 0 ? (Math.Tanh(w[i]) / (2 * max)) + 0.5 : 0.5;
            result[i] = Gradient.StraightThrough((2 * (Math.Round(unit * n, MidpointRounding.ToEven) / n)) - 1, 2 * unit);
        }
    }

    /// <summary>DoReFa's binary weights: <c>y = sign(w) mean|w|</c> with the identity as its derivative.</summary>
    /// <param name="w">The weights.</param>
    /// <param name="result">Written: as long as <paramref name="w"/>.</param>
    /// <remarks>Zhou and others 2016, arXiv 1606.06160. The sign of 0 is +1.</remarks>
    /// <exception cref="ArgumentException"><paramref name="result"/> has another length.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void DoReFaBinaryWeights(ReadOnlySpan<double> w, Span<double> result)
    {
        if (result.Length != w.Length) throw new ArgumentException("The result must be as long as the weights.", nameof(result));
        double sum = 0;
        for (int i = 0; i < w.Length; i++) sum += Gradient.StopGradient(Math.Abs(w[i]));
        double size = sum / w.Length;
        for (int i = 0; i < w.Length; i++) result[i] = Gradient.StraightThrough(size * HardSign(w[i], SignZero.Positive), w[i]);
    }

    /// <summary>
    /// Ternary weights: with the threshold <c>0.7 mean|w|</c>, the weights beyond it become ±a, a being the mean of |w| over them, the others 0. The derivative is the identity.
    /// </summary>
    /// <param name="w">The weights.</param>
    /// <param name="result">Written: as long as <paramref name="w"/>.</param>
    /// <remarks>Li, Zhang, Liu 2016, arXiv 1605.04711. The threshold itself is excluded.</remarks>
    /// <exception cref="ArgumentException"><paramref name="result"/> has another length.</exception>
    [Differentiable(Emit = Derivatives.Forward | Derivatives.Backward)]
    public static void TernaryWeights(ReadOnlySpan<double> w, Span<double> result)
    {
        if (result.Length != w.Length) throw new ArgumentException("The result must be as long as the weights.", nameof(result));
        double limit = TernaryThreshold(w), sum = 0, count = 0;
        for (int i = 0; i < w.Length; i++)
        {
            double size = Gradient.StopGradient(Math.Abs(w[i]));
            sum += size > limit ? size : 0.0;
            count += size > limit ? 1.0 : 0.0;
        }

        double a = count > 0 ? sum / count : 0.0;
        for (int i = 0; i < w.Length; i++)
        {
            double x = w[i];
            result[i] = Gradient.StraightThrough(x > limit ? a : x < -limit ? -a : double.IsNaN(x) ? x : 0.0, x);
        }
    }

    /// <summary>The threshold of ternary weights, <c>factor mean|w|</c>; a constant in derivatives.</summary>
    /// <param name="w">The weights.</param>
    /// <param name="factor">Ternary Weight Networks have 0.7.</param>
    /// <returns>The threshold for <see cref="Ternary(double, double, double)"/>.</returns>
    /// <remarks>Li, Zhang, Liu 2016, arXiv 1605.04711.</remarks>
    [Differentiable(Emit = Derivatives.None)]
    public static double TernaryThreshold([NoGradient] ReadOnlySpan<double> w, [NoGradient] double factor = 0.7)
    {
        double sum = 0;
        for (int i = 0; i < w.Length; i++) sum += Math.Abs(w[i]);
        return factor * (sum / w.Length);
    }
}
