using System;
using System.Globalization;
using System.Numerics;

namespace SteGen.Testing;

/// <summary>
/// A number with its derivative along one direction: forward-mode differentiation by overloading, the oracle that the compiler's reverse mode is held against. It
/// shares no rule with the compiler.
/// </summary>
/// <remarks>
/// A tangent that is exactly zero means "does not depend": it contributes nothing, whatever the partial derivative is. So a branch that was not taken, or a constant
/// factor that is infinite, leaks no NaN.
/// </remarks>
public readonly struct Dual(double value, double tangent) : IEquatable<Dual>, IComparable<Dual>, IFormattable,
    IAdditionOperators<Dual, Dual, Dual>, ISubtractionOperators<Dual, Dual, Dual>, IMultiplyOperators<Dual, Dual, Dual>, IDivisionOperators<Dual, Dual, Dual>, IUnaryNegationOperators<Dual, Dual>, IComparisonOperators<Dual, Dual, bool>
{
    /// <summary>The number.</summary>
    public double Value { get; } = value;

    /// <summary>Its derivative along the direction of this run.</summary>
    public double Tangent { get; } = tangent;

    public static implicit operator Dual(double value) => new(value, 0);

    public static implicit operator Dual(DualF value) => value.Wide;

    /// <summary>Drops the derivative, as a condition, an index or a cast to an integer does.</summary>
    public static explicit operator double(Dual x) => x.Value;

    public static Dual operator +(Dual x) => x;

    public static Dual operator -(Dual x) => new(-x.Value, -x.Tangent);

    public static Dual operator ++(Dual x) => new(x.Value + 1, x.Tangent);

    public static Dual operator --(Dual x) => new(x.Value - 1, x.Tangent);

    public static Dual operator +(Dual a, Dual b) => new(a.Value + b.Value, a.Tangent + b.Tangent);

    public static Dual operator -(Dual a, Dual b) => new(a.Value - b.Value, a.Tangent - b.Tangent);

    public static Dual operator *(Dual a, Dual b) => new(a.Value * b.Value, Term(b.Value, a.Tangent) + Term(a.Value, b.Tangent));

    public static Dual operator /(Dual a, Dual b)
    {
        double quotient = a.Value / b.Value;
        return new(quotient, Term(1 / b.Value, a.Tangent) - Term(quotient / b.Value, b.Tangent));
    }

    public static Dual operator %(Dual a, Dual b) => new(a.Value % b.Value, a.Tangent - Term(Math.Truncate(a.Value / b.Value), b.Tangent));

    public static bool operator <(Dual a, Dual b) => a.Value < b.Value;

    public static bool operator >(Dual a, Dual b) => a.Value > b.Value;

    public static bool operator <=(Dual a, Dual b) => a.Value <= b.Value;

    public static bool operator >=(Dual a, Dual b) => a.Value >= b.Value;

    public static bool operator ==(Dual a, Dual b) => a.Value == b.Value;

    public static bool operator !=(Dual a, Dual b) => a.Value != b.Value;

    /// <summary>One summand of a chain rule: nothing where the incoming tangent is zero.</summary>
    public static double Term(double partial, double tangent) => tangent == 0 ? 0 : partial * tangent;

    public bool Equals(Dual other) => Value.Equals(other.Value);

    public override bool Equals(object? obj) => obj is Dual other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public int CompareTo(Dual other) => Value.CompareTo(other.Value);

    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? formatProvider) =>
        $"{Value.ToString(format, formatProvider)} + {Tangent.ToString(format, formatProvider)}ε";
}
