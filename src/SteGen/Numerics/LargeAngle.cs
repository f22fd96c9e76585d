using System;
using System.Numerics;

namespace SteGen.Numerics;

/// <summary>Range reduction for large arguments of the trigonometric functions: the angle modulo a quarter turn, from as many digits of 2 / pi as the argument needs (Payne and Hanek).</summary>
internal static class LargeAngle
{
    /// <summary>The binary digits of 2 / pi behind the point, after 64 zeros.</summary>
    private static ReadOnlySpan<ulong> TwoOverPi =>
    [
        0,
        0xa2f9836e4e441529, 0xfc2757d1f534ddc0, 0xdb6295993c439041, 0xfe5163abdebbc561, 0xb7246e3a424dd2e0,
        0x06492eea09d1921c, 0xfe1deb1cb129a73e, 0xe88235f52ebb4484, 0xe99c7026b45f7e41, 0x3991d639835339f4,
        0x9c845f8bbdf9283b, 0x1ff897ffde05980f, 0xef2f118b5a0a6d1f, 0x6d367ecf27cb09b7, 0x4f463f669e5fea2d,
        0x7527bac7ebe5f17b, 0x3d0739f78a5292ea, 0x6bfb5fb11f8d5d08, 0x56033046fc7b6bab, 0xf0cfbc209af4361d,
    ];

    /// <summary>Reduces a positive <paramref name="x"/> of at least 2^16: it is an integer number of quarter turns, plus <paramref name="r"/> + <paramref name="rLow"/>.</summary>
    /// <returns>The number of quarter turns, modulo 4.</returns>
    public static int Reduce(double x, out double r, out double rLow)
    {
        if (!double.IsFinite(x))
        {
            r = rLow = double.NaN;
            return 0;
        }

        // x = significand * 2^exponent with a 53-bit integer.
        ulong bits = BitConverter.DoubleToUInt64Bits(x);
        ulong significand = (bits & 0x000fffffffffffff) | 0x0010000000000000;
        int exponent = (int)(bits >> 52) - 1075;

        // The 192 digits of 2 / pi that matter: those before them add multiples of four turns, those behind them less than 2^-137.
        int digit = exponent + 62;
        ulong w2 = Digits(digit), w1 = Digits(digit + 64), w0 = Digits(digit + 128);

        // The product, modulo 4 turns, in units of 2^-190 quarter turns.
        ulong p1 = Math.BigMul(significand, w0, out ulong p0);
        ulong high = Math.BigMul(significand, w1, out ulong low);
        p1 += low;
        ulong p2 = significand * w2 + high + (p1 < low ? 1UL : 0UL);

        // To the nearest quarter turn; what is left is a fraction from -1/2 to 1/2.
        int quarter = (int)(p2 >> 62);
        p2 = (p2 << 2) | (p1 >> 62);
        p1 = (p1 << 2) | (p0 >> 62);
        p0 <<= 2;
        bool negative = (long)p2 < 0;
        if (negative)
        {
            quarter++;
            p0 = 0 - p0;
            p1 = ~p1 + (p0 == 0 ? 1UL : 0UL);
            p2 = ~p2 + (p0 == 0 && p1 == 0 ? 1UL : 0UL);
        }

        // The fraction in two doubles, and that times pi / 2.
        // (No double is nearer to a multiple of pi / 2 than 2^-62, so the leading digit is in the first word.)
        int zeros = BitOperations.LeadingZeroCount(p2);
        ulong f1 = Shifted(p2, p1, zeros), f0 = Shifted(p1, p0, zeros);
        double scale = BitConverter.UInt64BitsToDouble((ulong)(1023 - 64 - zeros) << 52);
        double fraction = (f1 >> 11) * 2048.0 * scale;
        double fractionLow = (((f1 & 0x7ff) << 53) | (f0 >> 11)) * (1.0 / 9007199254740992.0) * scale;
        const double HalfPi = 1.5707963267948966, HalfPiLow = 6.123233995736766e-17;
        double product = fraction * HalfPi;
        double productLow = Math.FusedMultiplyAdd(fraction, HalfPi, -product) + Math.FusedMultiplyAdd(fraction, HalfPiLow, fractionLow * HalfPi);
        r = product + productLow;
        rLow = (product - r) + productLow;
        if (negative)
        {
            r = -r;
            rLow = -rLow;
        }

        return quarter & 3;
    }

    private static ulong Digits(int first)
    {
        int word = first >> 6;
        return Shifted(TwoOverPi[word], TwoOverPi[word + 1], first & 63);
    }

    /// <summary>64 bits, from bit <paramref name="shift"/> (below 64) of two words.</summary>
    private static ulong Shifted(ulong high, ulong low, int shift) => shift == 0 ? high : (high << shift) | (low >> (64 - shift));
}
