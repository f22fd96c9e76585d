using System;
using System.Numerics;

namespace SteGen.Tests.Numerics;

/// <summary>Elementary functions to at least 150 bits, by series that everybody can check.</summary>
internal static class Oracle
{
    /// <summary>pi to 1536 bits behind the point (Machin's formula), enough to reduce any double.</summary>
    private const int PiBits = 1536;

    private static readonly BigInteger s_pi = 4 * (4 * ArcTangentOfInverse(5) - ArcTangentOfInverse(239)) >> 64;
    private static readonly BigFloat s_ln2 = 2 * AtanhSeries((BigFloat)1 / 3);

    public static BigFloat Pi { get; } = new(s_pi, -PiBits);

    public static BigFloat Exp(BigFloat x)
    {
        var n = (int)(x / s_ln2).Round();
        BigFloat r = (x - n * s_ln2).Scale(-8);
        BigFloat sum = BigFloat.One, term = BigFloat.One;
        for (int i = 1; i < 40; i++)
        {
            term = term * r / i;
            sum += term;
        }

        for (int i = 0; i < 8; i++)
            sum *= sum;
        return sum.Scale(n);
    }

    public static BigFloat Expm1(BigFloat x)
    {
        if (x.Sign == 0 || x.Magnitude >= -1)
            return Exp(x) - 1;
        BigFloat sum = BigFloat.Zero, term = BigFloat.One;
        for (int i = 1; i < 60; i++)
        {
            term = term * x / i;
            sum += term;
        }

        return sum;
    }

    public static BigFloat Log(BigFloat x)
    {
        int k = x.Magnitude;
        BigFloat m = x.Scale(-k);
        if (m > 1.4142)
        {
            m = m.Scale(-1);
            k++;
        }

        return 2 * AtanhSeries((m - 1) / (m + 1)) + k * s_ln2;
    }

    public static BigFloat Log1p(BigFloat x) => x.Abs() < 0.25 ? 2 * AtanhSeries(x / (x + 2)) : Log(x + 1);

    public static BigFloat Log2(BigFloat x) => Log(x) / s_ln2;

    public static BigFloat Log10(BigFloat x) => Log(x) / Log(10);

    public static BigFloat Exp2(BigFloat x) => Exp(x * s_ln2);

    public static BigFloat Exp10(BigFloat x) => Exp(x * Log(10));

    public static BigFloat Pow(BigFloat x, BigFloat y) => Exp(y * Log(x));

    public static BigFloat Sigmoid(BigFloat x) => 1 / (1 + Exp(-x));

    public static BigFloat Softplus(BigFloat x) => Log1p(Exp(x));

    public static BigFloat Sin(BigFloat x) => SinCos(x).Sin;

    public static BigFloat Cos(BigFloat x) => SinCos(x).Cos;

    public static BigFloat Tan(BigFloat x)
    {
        (BigFloat sin, BigFloat cos) = SinCos(x);
        return sin / cos;
    }

    public static BigFloat Sinh(BigFloat x)
    {
        if (x.Sign != 0 && x.Magnitude >= 0)
            return (Exp(x) - Exp(-x)).Scale(-1);
        BigFloat sum = x, term = x, square = x * x;
        for (int i = 2; i < 80; i += 2)
        {
            term = term * square / (i * (i + 1));
            sum += term;
        }

        return sum;
    }

    public static BigFloat Cosh(BigFloat x) => (Exp(x) + Exp(-x)).Scale(-1);

    public static BigFloat Tanh(BigFloat x) => Sinh(x) / Cosh(x);

    public static BigFloat Asinh(BigFloat x)
    {
        BigFloat a = x.Abs(), square = a * a;
        BigFloat y = Log1p(a + square / (1 + (1 + square).Sqrt()));
        return x.Sign < 0 ? -y : y;
    }

    public static BigFloat Acosh(BigFloat x)
    {
        BigFloat t = x - 1;
        return Log1p(t + (2 * t + t * t).Sqrt());
    }

    public static BigFloat Atanh(BigFloat x) => Log1p(2 * x / (1 - x)).Scale(-1);

    public static BigFloat Atan(BigFloat x)
    {
        // Three times the half angle, then the series.
        for (int i = 0; i < 3; i++)
            x /= 1 + (1 + x * x).Sqrt();
        BigFloat sum = BigFloat.Zero, power = x, square = -(x * x);
        for (int i = 1; i < 110; i += 2)
        {
            sum += power / i;
            power *= square;
        }

        return sum.Scale(3);
    }

    public static BigFloat Atan2(BigFloat y, BigFloat x)
    {
        if (x.Sign == 0)
            return y.Sign < 0 ? -Pi.Scale(-1) : Pi.Scale(-1);
        BigFloat angle = Atan(y / x);
        return x.Sign > 0 ? angle : y.Sign < 0 ? angle - Pi : angle + Pi;
    }

    public static BigFloat Asin(BigFloat x)
    {
        BigFloat rest = (1 - x) * (1 + x);
        return rest.Sign == 0 ? Pi.Scale(-1) * x : Atan(x / rest.Sqrt());
    }

    public static BigFloat Acos(BigFloat x) => (1 + x).Sign == 0 ? Pi : Atan(((1 - x) / (1 + x)).Sqrt()).Scale(1);

    public static BigFloat Hypot(BigFloat x, BigFloat y) => (x * x + y * y).Sqrt();

    public static BigFloat Cbrt(BigFloat x)
    {
        if (x.Sign == 0)
            return x;
        BigFloat y = Exp(Log(x.Abs()) / 3);
        return x.Sign < 0 ? -y : y;
    }

    public static BigFloat Erf(BigFloat x)
    {
        if (x.Abs() > 3)
            return x.Sign * (1 - Erfc(x.Abs()));
        BigFloat sum = x, term = x, square = x * x;
        for (int i = 1; i < 150; i++)
        {
            term = term * square * 2 / (2 * i + 1);
            sum += term;
        }

        return sum * Exp(-square) * 2 / Pi.Sqrt();
    }

    public static BigFloat Erfc(BigFloat x)
    {
        if (x < 2.5)
            return 1 - Erf(x);
        BigFloat fraction = x;
        for (int i = 300; i > 0; i--)
            fraction = x + ((BigFloat)i).Scale(-1) / fraction;
        return Exp(-(x * x)) / (fraction * Pi.Sqrt());
    }

    private static (BigFloat Sin, BigFloat Cos) SinCos(BigFloat x)
    {
        // x as an integer in units of 2^-PiBits, so that nothing is lost however large it is.
        BigInteger scaled = x.Scale(PiBits).Round();
        BigInteger half = s_pi >> 1;
        BigInteger n = BigInteger.Divide(scaled + (scaled.Sign < 0 ? -(half >> 1) : half >> 1), half);
        BigFloat r = x.Sign != 0 && x.Magnitude < -1 ? x : new BigFloat(scaled - (n * s_pi >> 1), -PiBits);
        BigFloat sin = BigFloat.Zero, cos = BigFloat.Zero, term = BigFloat.One;
        for (int i = 0; i < 60; i++)
        {
            // term is r^i / i!; the signs run + + - -.
            BigFloat signed = (i & 2) == 0 ? term : -term;
            if ((i & 1) == 0)
                cos += signed;
            else
                sin += signed;
            term = term * r / (i + 1);
        }

        return (int)(n & 3) switch
        {
            0 => (sin, cos),
            1 => (cos, -sin),
            2 => (-sin, -cos),
            _ => (-cos, sin),
        };
    }

    /// <summary>s + s^3/3 + s^5/5 + … for |s| at most 1/3.</summary>
    private static BigFloat AtanhSeries(BigFloat s)
    {
        BigFloat sum = BigFloat.Zero, power = s, square = s * s;
        for (int i = 1; i < 130; i += 2)
        {
            sum += power / i;
            power *= square;
        }

        return sum;
    }

    private static BigInteger ArcTangentOfInverse(int n)
    {
        BigInteger power = (BigInteger.One << (PiBits + 64)) / n, sum = 0;
        for (int i = 1; !power.IsZero; i += 4)
        {
            sum += power / i;
            power /= n * n;
            sum -= power / (i + 2);
            power /= n * n;
        }

        return sum;
    }
}
