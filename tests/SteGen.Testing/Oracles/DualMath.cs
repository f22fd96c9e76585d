using System;

namespace SteGen.Testing;

/// <summary>
/// <see cref="Math"/>, <see cref="MathF"/> and the static members of <see cref="double"/> over dual numbers, derivatives written out by hand. At a kink the
/// subgradient of least norm: 0 for <c>Abs</c> at 0, one half each for a tie of <c>Max</c>, 0 for <c>Sqrt</c> at 0; <c>Clamp</c> passes at its bounds.
/// </summary>
public static partial class DualMath
{
    private const double Ln2 = 0.693147180559945309417;
    private const double Ln10 = 2.302585092994045684018;

    // Powers and roots.
    public static Dual Sqrt(Dual x) => x.Value == 0 ? Math.Sqrt(x.Value) : Chain(x, Math.Sqrt(x.Value), 0.5 / Math.Sqrt(x.Value));

    public static Dual Cbrt(Dual x)
    {
        double root = Math.Cbrt(x.Value);
        return Chain(x, root, 1 / (3 * root * root));
    }

    public static Dual RootN(Dual x, int n)
    {
        double root = double.RootN(x.Value, n);
        return Chain(x, root, root / (n * x.Value));
    }

    public static Dual Hypot(Dual a, Dual b)
    {
        double length = double.Hypot(a.Value, b.Value);
        return length == 0 ? new Dual(0, 0) : new Dual(length, Dual.Term(a.Value / length, a.Tangent) + Dual.Term(b.Value / length, b.Tangent));
    }

    public static Dual Pow(Dual x, Dual y)
    {
        double power = Math.Pow(x.Value, y.Value);
        double byBase = y.Value == 0 ? 0 : y.Value * Math.Pow(x.Value, y.Value - 1);
        double byExponent = x.Value == 0 && y.Value > 0 ? 0 : power * Math.Log(x.Value);
        return new(power, Dual.Term(byBase, x.Tangent) + Dual.Term(byExponent, y.Tangent));
    }

    public static Dual ReciprocalEstimate(Dual x) => Chain(x, 1 / x.Value, -1 / (x.Value * x.Value));

    public static Dual ReciprocalSqrtEstimate(Dual x) => Chain(x, 1 / Math.Sqrt(x.Value), -0.5 / (x.Value * Math.Sqrt(x.Value)));

    // Exponentials and logarithms.
    public static Dual Exp(Dual x) => Chain(x, Math.Exp(x.Value), Math.Exp(x.Value));

    public static Dual ExpM1(Dual x) => Chain(x, double.ExpM1(x.Value), Math.Exp(x.Value));

    public static Dual Exp2(Dual x) => Chain(x, double.Exp2(x.Value), Ln2 * double.Exp2(x.Value));

    public static Dual Exp2M1(Dual x) => Chain(x, double.Exp2M1(x.Value), Ln2 * double.Exp2(x.Value));

    public static Dual Exp10(Dual x) => Chain(x, double.Exp10(x.Value), Ln10 * double.Exp10(x.Value));

    public static Dual Exp10M1(Dual x) => Chain(x, double.Exp10M1(x.Value), Ln10 * double.Exp10(x.Value));

    public static Dual Log(Dual x) => Chain(x, Math.Log(x.Value), 1 / x.Value);

    public static Dual Log(Dual x, Dual newBase) => Log(x) / Log(newBase);

    public static Dual LogP1(Dual x) => Chain(x, double.LogP1(x.Value), 1 / (1 + x.Value));

    public static Dual Log2(Dual x) => Chain(x, Math.Log2(x.Value), 1 / (Ln2 * x.Value));

    public static Dual Log2P1(Dual x) => Chain(x, double.Log2P1(x.Value), 1 / (Ln2 * (1 + x.Value)));

    public static Dual Log10(Dual x) => Chain(x, Math.Log10(x.Value), 1 / (Ln10 * x.Value));

    public static Dual Log10P1(Dual x) => Chain(x, double.Log10P1(x.Value), 1 / (Ln10 * (1 + x.Value)));

    // Sums and products in one.
    public static Dual FusedMultiplyAdd(Dual a, Dual b, Dual c) =>
        new(Math.FusedMultiplyAdd(a.Value, b.Value, c.Value), Dual.Term(b.Value, a.Tangent) + Dual.Term(a.Value, b.Tangent) + c.Tangent);

    public static Dual MultiplyAddEstimate(Dual a, Dual b, Dual c) => FusedMultiplyAdd(a, b, c);

    public static Dual Lerp(Dual a, Dual b, Dual t) =>
        new(double.Lerp(a.Value, b.Value, t.Value), Dual.Term(1 - t.Value, a.Tangent) + Dual.Term(t.Value, b.Tangent) + Dual.Term(b.Value - a.Value, t.Tangent));

    public static Dual ScaleB(Dual x, int n) => Chain(x, Math.ScaleB(x.Value, n), Math.ScaleB(1, n));

    public static Dual DegreesToRadians(Dual x) => Chain(x, double.DegreesToRadians(x.Value), Math.PI / 180);

    public static Dual RadiansToDegrees(Dual x) => Chain(x, double.RadiansToDegrees(x.Value), 180 / Math.PI);

    public static Dual IEEERemainder(Dual x, Dual y) =>
        new(Math.IEEERemainder(x.Value, y.Value), x.Tangent - Dual.Term(Math.Round(x.Value / y.Value), y.Tangent));

    private static Dual Chain(Dual x, double value, double partial) => new(value, Dual.Term(partial, x.Tangent));
}
