using System;
using System.Numerics;

namespace SteGen.Tests.Numerics;

/// <summary>A binary floating-point number with a significand of 256 bits: the arithmetic of the oracle, which shares nothing with the library.</summary>
internal readonly struct BigFloat : IComparable<BigFloat>
{
    private const int Precision = 256;

    private readonly BigInteger _significand;
    private readonly int _exponent;

    public BigFloat(BigInteger significand, int exponent)
    {
        int excess = (int)BigInteger.Abs(significand).GetBitLength() - Precision;
        if (excess > 0)
        {
            significand >>= excess;
            exponent += excess;
        }

        _significand = significand;
        _exponent = significand.IsZero ? 0 : exponent;
    }

    public static BigFloat Zero { get; } = new(0, 0);

    public static BigFloat One { get; } = new(1, 0);

    public int Sign => _significand.Sign;

    /// <summary>The exponent e with 2^e at most the absolute value, which is below 2^(e + 1).</summary>
    public int Magnitude => (int)BigInteger.Abs(_significand).GetBitLength() - 1 + _exponent;

    public static implicit operator BigFloat(int value) => new(value, 0);

    public static implicit operator BigFloat(double value)
    {
        long bits = BitConverter.DoubleToInt64Bits(value);
        int exponent = (int)(bits >> 52) & 0x7ff;
        if (exponent == 0x7ff)
            throw new ArgumentOutOfRangeException(nameof(value));
        long significand = bits & 0x000fffffffffffff;
        if (exponent != 0)
            significand |= 0x0010000000000000;
        return new BigFloat(bits < 0 ? -significand : significand, Math.Max(exponent, 1) - 1075);
    }

    public static BigFloat operator -(BigFloat a) => new(-a._significand, a._exponent);

    public static BigFloat operator +(BigFloat a, BigFloat b)
    {
        if (a.Sign == 0 || b.Sign == 0)
            return a.Sign == 0 ? b : a;

        // What lies far below the other operand does not count.
        if (a.Magnitude - b.Magnitude > 2 * Precision)
            return a;
        if (b.Magnitude - a.Magnitude > 2 * Precision)
            return b;
        int exponent = Math.Min(a._exponent, b._exponent);
        return new BigFloat((a._significand << (a._exponent - exponent)) + (b._significand << (b._exponent - exponent)), exponent);
    }

    public static BigFloat operator -(BigFloat a, BigFloat b) => a + (-b);

    public static BigFloat operator *(BigFloat a, BigFloat b) => new(a._significand * b._significand, a._exponent + b._exponent);

    public static BigFloat operator /(BigFloat a, BigFloat b)
    {
        int shift = Math.Max(0, Precision + 8 + (int)BigInteger.Abs(b._significand).GetBitLength() - (int)BigInteger.Abs(a._significand).GetBitLength());
        return new BigFloat((a._significand << shift) / b._significand, a._exponent - shift - b._exponent);
    }

    public static bool operator <(BigFloat a, BigFloat b) => a.CompareTo(b) < 0;

    public static bool operator >(BigFloat a, BigFloat b) => a.CompareTo(b) > 0;

    public int CompareTo(BigFloat other) => (this - other).Sign;

    public BigFloat Abs() => Sign < 0 ? -this : this;

    /// <summary>This number times 2^<paramref name="power"/>.</summary>
    public BigFloat Scale(int power) => new(_significand, _exponent + power);

    public BigFloat Sqrt()
    {
        if (Sign < 0)
            throw new InvalidOperationException();
        if (Sign == 0)
            return this;
        int shift = 2 * Precision - (int)_significand.GetBitLength();
        shift += (_exponent - shift) & 1;
        BigInteger n = _significand << shift;
        BigInteger root = BigInteger.One << (int)((n.GetBitLength() + 1) / 2);
        while (true)
        {
            BigInteger next = (root + n / root) >> 1;
            if (next >= root)
                break;
            root = next;
        }

        return new BigFloat(root, (_exponent - shift) / 2);
    }

    /// <summary>The integer nearest to this number.</summary>
    public BigInteger Round() => _exponent >= 0 ? _significand << _exponent : -_exponent > 100_000 ? BigInteger.Zero : ((_significand >> (-_exponent - 1)) + 1) >> 1;

    /// <summary>The nearest double, give or take one in the last place.</summary>
    public double ToDouble()
    {
        if (Sign == 0)
            return 0;
        int excess = (int)BigInteger.Abs(_significand).GetBitLength() - 64;
        double significand = excess > 0 ? (double)(_significand >> excess) : (double)_significand;
        return Math.ScaleB(significand, _exponent + Math.Max(excess, 0));
    }
}
