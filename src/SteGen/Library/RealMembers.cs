using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>
/// Members of <c>double</c>, <c>float</c>, <c>Math</c> and <c>MathF</c> that are no operation of their own, written in the language: calls of the framework's members are replaced by these bodies.
/// The name of a method here is that of the member it stands for.
/// </summary>
internal static partial class RealMembers
{
    /// <summary>The root of degree <paramref name="n"/>: of a negative number where n is odd, the reciprocal root where n is negative.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T RootN<T>(T x, int n)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (n == 0)
        {
            return T.NaN;
        }

        if (n == 2)
        {
            return T.Sqrt(x);
        }

        if (n == 3)
        {
            return T.Cbrt(x);
        }

        T exponent = T.One / T.CreateChecked(n);
        return n % 2 == 0 ? T.Pow(x, exponent) : T.CopySign(T.Pow(T.Abs(x), exponent), x);
    }

    /// <summary>1 / x: there is no reason to compute it less exactly.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T ReciprocalEstimate<T>(T x)
        where T : struct, IFloatingPointIeee754<T> => T.One / x;

    /// <summary>1 / sqrt(x).</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T ReciprocalSqrtEstimate<T>(T x)
        where T : struct, IFloatingPointIeee754<T> => T.One / T.Sqrt(x);

    /// <summary>x * y + z in one rounding.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MultiplyAddEstimate<T>(T x, T y, T z)
        where T : struct, IFloatingPointIeee754<T> => T.FusedMultiplyAdd(x, y, z);

    /// <summary>x - n y for the whole number n next to x / y, an even one at a tie. The quotient is a constant.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T Ieee754Remainder<T>(T x, T y)
        where T : struct, IFloatingPointIeee754<T>
    {
        T low = x % y, high = low - T.CopySign(y, x);
        T size = T.Abs(low), other = T.Abs(high);
        if (size == other)
        {
            T quotient = Gradient.StopGradient(x / y);
            return T.Abs(Gradient.StopGradient(T.Round(quotient))) > T.Abs(quotient) ? high : low;
        }

        return other < size ? high : low;
    }

    /// <inheritdoc cref="Ieee754Remainder{T}(T, T)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static T IEEERemainder<T>(T x, T y)
        where T : struct, IFloatingPointIeee754<T> => Ieee754Remainder(x, y);

    /// <summary>x * 2^n, rounded once where the result is subnormal.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static double ScaleB(double x, int n)
    {
        double y = x;
        int left = n;
        if (left > 1023)
        {
            y *= 8.98846567431158e307;
            left -= 1023;
            if (left > 1023)
            {
                y *= 8.98846567431158e307;
                left = Math.Min(left - 1023, 1023);
            }
        }
        else if (left < -1022)
        {
            // 53 bits above the smallest normal number: what is left to do cannot round a second time
            y *= 2.004168360008973e-292;
            left += 969;
            if (left < -1022)
            {
                y *= 2.004168360008973e-292;
                left = Math.Max(left + 969, -1022);
            }
        }

        return y * double.Exp2(left);
    }

    /// <inheritdoc cref="ScaleB(double, int)"/>
    [Differentiable(Emit = Derivatives.None)]
    public static float ScaleB(float x, int n) => (float)(x * double.Exp2(Math.Clamp(n, -400, 400)));
}
