using System;

namespace SteGen.Testing;

// Functions with kinks and steps. The overloads that take a plain number stand for a compile-time literal, to which a tie belongs.
public static partial class DualMath
{
    public static Dual Abs(Dual x) => Chain(x, Math.Abs(x.Value), x.Value > 0 ? 1 : x.Value < 0 ? -1 : 0);

    public static Dual Max(Dual a, Dual b) => Choose(Math.Max(a.Value, b.Value), a, b, Compare(a.Value, b.Value));

    public static Dual Max(Dual x, double literal) => new(Math.Max(x.Value, literal), x.Value > literal ? x.Tangent : 0);

    public static Dual Max(double literal, Dual x) => Max(x, literal);

    public static Dual Max(double literal, double other) => new(Math.Max(literal, other), 0);

    public static Dual Min(Dual a, Dual b) => Choose(Math.Min(a.Value, b.Value), a, b, -Compare(a.Value, b.Value));

    public static Dual Min(Dual x, double literal) => new(Math.Min(x.Value, literal), x.Value < literal ? x.Tangent : 0);

    public static Dual Min(double literal, Dual x) => Min(x, literal);

    public static Dual Min(double literal, double other) => new(Math.Min(literal, other), 0);

    public static Dual MaxNumber(Dual a, Dual b) => double.IsNaN(a.Value) ? b : double.IsNaN(b.Value) ? a : Max(a, b);

    public static Dual MaxNumber(Dual x, double literal) => double.IsNaN(x.Value) ? literal : Max(x, literal);

    public static Dual MinNumber(Dual a, Dual b) => double.IsNaN(a.Value) ? b : double.IsNaN(b.Value) ? a : Min(a, b);

    public static Dual MinNumber(Dual x, double literal) => double.IsNaN(x.Value) ? literal : Min(x, literal);

    public static Dual MaxMagnitude(Dual a, Dual b) =>
        Choose(Math.MaxMagnitude(a.Value, b.Value), a, b, Compare(Math.Abs(a.Value), Math.Abs(b.Value)) is not 0 and var c ? c : Compare(a.Value, b.Value));

    public static Dual MinMagnitude(Dual a, Dual b) =>
        Choose(Math.MinMagnitude(a.Value, b.Value), a, b, Compare(Math.Abs(a.Value), Math.Abs(b.Value)) is not 0 and var c ? -c : -Compare(a.Value, b.Value));

    /// <summary>Passes the gradient at its bounds: projected weights sit there.</summary>
    public static Dual Clamp(Dual x, Dual low, Dual high) => x.Value < low.Value ? low : x.Value > high.Value ? high : new Dual(Math.Clamp(x.Value, low.Value, high.Value), x.Tangent);

    public static Dual CopySign(Dual x, Dual sign)
    {
        Dual magnitude = Abs(x);
        return double.IsNegative(sign.Value) ? -magnitude : magnitude;
    }

    public static Dual Floor(Dual x) => Math.Floor(x.Value);

    public static Dual Ceiling(Dual x) => Math.Ceiling(x.Value);

    public static Dual Truncate(Dual x) => Math.Truncate(x.Value);

    public static Dual Round(Dual x) => Math.Round(x.Value);

    public static Dual Round(Dual x, int digits) => Math.Round(x.Value, digits);

    public static Dual Round(Dual x, MidpointRounding mode) => Math.Round(x.Value, mode);

    public static Dual Round(Dual x, int digits, MidpointRounding mode) => Math.Round(x.Value, digits, mode);

    public static int Sign(Dual x) => Math.Sign(x.Value);

    public static int ILogB(Dual x) => Math.ILogB(x.Value);

    public static bool IsNaN(Dual x) => double.IsNaN(x.Value);

    public static bool IsInfinity(Dual x) => double.IsInfinity(x.Value);

    public static bool IsPositiveInfinity(Dual x) => double.IsPositiveInfinity(x.Value);

    public static bool IsNegativeInfinity(Dual x) => double.IsNegativeInfinity(x.Value);

    public static bool IsFinite(Dual x) => double.IsFinite(x.Value);

    public static bool IsNegative(Dual x) => double.IsNegative(x.Value);

    public static bool IsPositive(Dual x) => double.IsPositive(x.Value);

    public static bool IsInteger(Dual x) => double.IsInteger(x.Value);

    public static bool IsNormal(Dual x) => double.IsNormal(x.Value);

    public static bool IsSubnormal(Dual x) => double.IsSubnormal(x.Value);

    private static int Compare(double a, double b) => a > b ? 1 : a < b ? -1 : 0;

    /// <summary>The derivative of the side that was chosen; of both, half and half, where neither was. A NaN chooses itself.</summary>
    private static Dual Choose(double value, Dual a, Dual b, int side) => new(value,
        side > 0 || double.IsNaN(a.Value) ? a.Tangent : side < 0 || double.IsNaN(b.Value) ? b.Tangent : 0.5 * a.Tangent + 0.5 * b.Tangent);
}
