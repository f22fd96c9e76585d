using System;
using System.Globalization;
using System.Numerics;

namespace SteGen.Testing;

/// <summary>
/// What a <see langword="float"/> becomes in a dual program: derivatives in double precision. Values are rounded to float after each operation where
/// <see cref="RoundsValues"/> says so, so that every decision (a branch, a rounding, a tie) is the one that the float program takes.
/// </summary>
public readonly struct DualF : IEquatable<DualF>, IComparable<DualF>, IFormattable,
    IAdditionOperators<DualF, DualF, DualF>, ISubtractionOperators<DualF, DualF, DualF>, IMultiplyOperators<DualF, DualF, DualF>, IDivisionOperators<DualF, DualF, DualF>, IUnaryNegationOperators<DualF, DualF>, IComparisonOperators<DualF, DualF, bool>
{
    [ThreadStatic]
    private static bool t_roundsValues;

    public DualF(Dual wide) => Wide = t_roundsValues ? new Dual((float)wide.Value, wide.Tangent) : wide;

    /// <summary>Round values to float on this thread; else they are kept in double precision, which differences need.</summary>
    public static bool RoundsValues
    {
        get => t_roundsValues;
        set => t_roundsValues = value;
    }

    /// <summary>The number and its derivative in double precision.</summary>
    public Dual Wide { get; }

    public double Value => Wide.Value;

    public double Tangent => Wide.Tangent;

    public static implicit operator DualF(float value) => new(new Dual(value, 0));

    public static explicit operator DualF(Dual value) => new(value);

    public static explicit operator DualF(double value) => new(new Dual((float)value, 0));

    /// <summary>Drops the derivative, as a condition, an index or a cast to an integer does.</summary>
    public static explicit operator double(DualF x) => x.Value;

    public static DualF operator +(DualF x) => x;

    public static DualF operator -(DualF x) => new(-x.Wide);

    public static DualF operator ++(DualF x) => new(x.Wide + 1);

    public static DualF operator --(DualF x) => new(x.Wide - 1);

    public static DualF operator +(DualF a, DualF b) => new(a.Wide + b.Wide);

    public static DualF operator -(DualF a, DualF b) => new(a.Wide - b.Wide);

    public static DualF operator *(DualF a, DualF b) => new(a.Wide * b.Wide);

    public static DualF operator /(DualF a, DualF b) => new(a.Wide / b.Wide);

    public static DualF operator %(DualF a, DualF b) => new(a.Wide % b.Wide);

    public static bool operator <(DualF a, DualF b) => a.Value < b.Value;

    public static bool operator >(DualF a, DualF b) => a.Value > b.Value;

    public static bool operator <=(DualF a, DualF b) => a.Value <= b.Value;

    public static bool operator >=(DualF a, DualF b) => a.Value >= b.Value;

    public static bool operator ==(DualF a, DualF b) => a.Value == b.Value;

    public static bool operator !=(DualF a, DualF b) => a.Value != b.Value;

    public bool Equals(DualF other) => Value.Equals(other.Value);

    public override bool Equals(object? obj) => obj is DualF other && Equals(other);

    public override int GetHashCode() => Value.GetHashCode();

    public int CompareTo(DualF other) => Value.CompareTo(other.Value);

    public override string ToString() => ToString(null, CultureInfo.InvariantCulture);

    public string ToString(string? format, IFormatProvider? formatProvider) => Wide.ToString(format, formatProvider);
}
