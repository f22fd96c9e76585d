using System;

namespace SteGen.Testing;

/// <summary>
/// What <c>Ste</c> becomes in a dual program: each operation from its documented formula, by closed form. Not a translation of the library's own text.
/// </summary>
public static partial class DualSte
{
    public static Dual Sign(Dual x, SignZero zero = SignZero.Zero) => Node(x, SignOf(x.Value, zero), 1);

    public static Dual ClippedSign(Dual x, double clip = 1, Boundary boundary = Boundary.Inclusive, SignZero zero = SignZero.Positive) =>
        Node(x, SignOf(x.Value, zero), Inside(x.Value, clip, boundary));

    public static Dual TanhSign(Dual x, SignZero zero = SignZero.Zero) => Node(x, SignOf(x.Value, zero), 1 / (Math.Cosh(x.Value) * Math.Cosh(x.Value)));

    public static Dual ApproxSign(Dual x, SignZero zero = SignZero.Positive) =>
        Node(x, SignOf(x.Value, zero), Math.Abs(x.Value) <= 1 ? 2 - (2 * Math.Abs(x.Value)) : 0);

    public static Dual SwishSign(Dual x, double beta = 5, SignZero zero = SignZero.Positive)
    {
        double bx = beta * x.Value;
        return Node(x, SignOf(x.Value, zero), beta * (2 - (bx * Math.Tanh(bx / 2))) / (1 + Math.Cosh(bx)));
    }

    public static Dual Ternary(Dual x, double threshold = 0.05, double clip = 1) =>
        Node(x, double.IsNaN(x.Value) ? x.Value : x.Value >= threshold ? 1 : x.Value <= -threshold ? -1 : 0, Inside(x.Value, clip, Boundary.Inclusive));

    public static Dual Step(Dual x) => Node(x, StepOf(x.Value), 1);

    public static Dual ClippedStep(Dual x, double clip = 1, Boundary boundary = Boundary.Inclusive) => Node(x, StepOf(x.Value), Inside(x.Value, clip, boundary));

    public static Dual SigmoidStep(Dual x) => Node(x, StepOf(x.Value), 1 / (2 + Math.Exp(x.Value) + Math.Exp(-x.Value)));

    public static Dual Round(Dual x, MidpointRounding mode = MidpointRounding.ToEven) => Node(x, Math.Round(x.Value, mode), 1);

    public static Dual Floor(Dual x) => Node(x, Math.Floor(x.Value), 1);

    public static Dual Ceiling(Dual x) => Node(x, Math.Ceiling(x.Value), 1);

    public static Dual Truncate(Dual x) => Node(x, Math.Truncate(x.Value), 1);

    /// <summary>The identity backward, inside and outside. The bounds get nothing: they are in the hard part.</summary>
    public static Dual Clamp(Dual x, Dual lo, Dual hi) => Node(x, x.Value < lo.Value ? lo.Value : x.Value > hi.Value ? hi.Value : x.Value, 1);

    public static Dual DoReFaActivation(Dual x, int bits = 2)
    {
        double n = Math.Pow(2, bits) - 1;
        return Node(x, Math.Round(Math.Min(Math.Max(x.Value, 0), 1) * n) / n, x.Value is >= 0 and <= 1 ? 1 : 0);
    }

    public static Dual FakeQuantize(Dual x, Dual scale, Dual zeroPoint, Dual qMin, Dual qMax) => Quantized(x, scale, zeroPoint, qMin, qMax, single: false);

    public static DualF FakeQuantize(DualF x, DualF scale, DualF zeroPoint, DualF qMin, DualF qMax) =>
        new(Quantized(x.Wide, scale.Wide, zeroPoint.Wide, qMin.Wide, qMax.Wide, DualF.RoundsValues));

    // In float, the reciprocal and the product round before the tie is decided.
    private static Dual Quantized(Dual x, Dual scale, Dual zeroPoint, Dual qMin, Dual qMax, bool single)
    {
        double scaled = single ? (float)((float)x.Value * (1f / (float)scale.Value)) : x.Value * (1 / scale.Value);
        double level = Math.Round(scaled) + zeroPoint.Value;
        return Node(x, (Math.Min(Math.Max(level, qMin.Value), qMax.Value) - zeroPoint.Value) * scale.Value, level >= qMin.Value && level <= qMax.Value ? 1 : 0);
    }

    /// <summary>Value <paramref name="hard"/>, derivative <paramref name="slope"/>; frozen, the line through it with that slope.</summary>
    private static Dual Node(Dual x, double hard, double slope)
    {
        var node = new LinearNode(hard);
        node.Add(slope, x);
        return node.Result;
    }

    private static double SignOf(double x, SignZero zero) =>
        x > 0 ? 1 : x < 0 ? -1 : double.IsNaN(x) ? x : zero switch { SignZero.Zero => 0, SignZero.Positive => 1, _ => -1 };

    private static double StepOf(double x) => double.IsNaN(x) ? x : x > 0 ? 1 : 0;

    private static double Inside(double x, double clip, Boundary boundary) =>
        Math.Abs(x) < clip || (boundary == Boundary.Inclusive && Math.Abs(x) == clip) ? 1 : 0;
}
