using System;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Tests.Interpretation;

/// <summary>The values of the pure operations: reals in double, rounded to float where the type says so (functions of floats are computed by MathF).</summary>
public static class Arithmetic
{
    public static double Real(Op op, Ty type, ReadOnlySpan<double> x)
    {
        if (type == Ty.F32)
        {
            return RealF(op, x);
        }

        double a = x[0], b = x.Length > 1 ? x[1] : 0;
        return op switch
        {
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.Rem => a % b,
            Op.Neg => -a,
            Op.Fma => Math.FusedMultiplyAdd(a, b, x[2]),
            Op.Abs => Math.Abs(a),
            Op.Sqrt => Math.Sqrt(a),
            Op.Cbrt => Math.Cbrt(a),
            Op.Max => Math.Max(a, b),
            Op.Min => Math.Min(a, b),
            Op.MaxNumber => double.MaxNumber(a, b),
            Op.MinNumber => double.MinNumber(a, b),
            Op.CopySign => Math.CopySign(a, b),
            Op.Exp => Math.Exp(a),
            Op.Exp2 => double.Exp2(a),
            Op.Exp10 => double.Exp10(a),
            Op.Expm1 => Expm1(a),
            Op.Log => Math.Log(a),
            Op.Log2 => Math.Log2(a),
            Op.Log10 => Math.Log10(a),
            Op.Log1p => Log1p(a),
            Op.Sin => Math.Sin(a),
            Op.Cos => Math.Cos(a),
            Op.Tan => Math.Tan(a),
            Op.Asin => Math.Asin(a),
            Op.Acos => Math.Acos(a),
            Op.Atan => Math.Atan(a),
            Op.Atan2 => Math.Atan2(a, b),
            Op.Sinh => Math.Sinh(a),
            Op.Cosh => Math.Cosh(a),
            Op.Tanh => Math.Tanh(a),
            Op.Asinh => Math.Asinh(a),
            Op.Acosh => Math.Acosh(a),
            Op.Atanh => Math.Atanh(a),
            Op.Pow => Math.Pow(a, b),
            Op.Hypot => double.Hypot(a, b),
            Op.Sigmoid => a >= 0 ? 1 / (1 + Math.Exp(-a)) : Math.Exp(a) / (1 + Math.Exp(a)),
            Op.Softplus => Math.Max(a, 0) + Log1p(Math.Exp(-Math.Abs(a))),
            Op.Erf => Erf(a),
            Op.Erfc => 1 - Erf(a),
            Op.Floor => Math.Floor(a),
            Op.Ceiling => Math.Ceiling(a),
            Op.Truncate => Math.Truncate(a),
            Op.Round => Math.Round(a, MidpointRounding.ToEven),
            Op.RoundAway => Math.Round(a, MidpointRounding.AwayFromZero),
            Op.Sign => double.IsNaN(a) ? a : a > 0 ? 1 : a < 0 ? -1 : 0,
            Op.StraightThrough => a,
            _ => throw new NotSupportedException(op.ToString()),
        };
    }

    private static double RealF(Op op, ReadOnlySpan<double> x)
    {
        float a = (float)x[0], b = x.Length > 1 ? (float)x[1] : 0;
        return op switch
        {
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.Rem => a % b,
            Op.Fma => MathF.FusedMultiplyAdd(a, b, (float)x[2]),
            Op.Sqrt => MathF.Sqrt(a),
            Op.Pow => MathF.Pow(a, b),
            _ => (float)Real(op, Ty.F64, x),
        };
    }

    public static long Integer(Op op, Ty type, ReadOnlySpan<long> x)
    {
        long a = x[0], b = x.Length > 1 ? x[1] : 0;
        long y = unchecked(op switch
        {
            Op.IAdd => a + b,
            Op.ISub => a - b,
            Op.IMul => a * b,
            Op.IDiv => a / b,
            Op.IRem => a % b,
            Op.INeg => -a,
            Op.IAnd => a & b,
            Op.IOr => a | b,
            Op.IXor => a ^ b,
            Op.INot => ~a,
            Op.IShl => type == Ty.I32 ? (int)a << (int)b : a << (int)b,
            Op.IShr => type == Ty.I32 ? (int)a >> (int)b : a >> (int)b,
            Op.IShrU => type == Ty.I32 ? (int)((uint)a >> (int)b) : (long)((ulong)a >> (int)b),
            Op.IMax => Math.Max(a, b),
            Op.IMin => Math.Min(a, b),
            Op.IAbs => Math.Abs(a),
            Op.And => a & b,
            Op.Or => a | b,
            Op.Not => 1 - a,
            Op.BEq or Op.IEq => a == b ? 1 : 0,
            Op.BNe or Op.INe => a != b ? 1 : 0,
            Op.ILt => a < b ? 1 : 0,
            Op.ILe => a <= b ? 1 : 0,
            Op.IULt => (ulong)(type == Ty.I32 ? (uint)a : a) < (ulong)(type == Ty.I32 ? (uint)b : b) ? 1 : 0,
            _ => throw new NotSupportedException(op.ToString()),
        });
        return type == Ty.I32 ? unchecked((int)y) : y;
    }

    private static double Expm1(double x)
    {
        if (Math.Abs(x) > 0.5)
        {
            return Math.Exp(x) - 1;
        }

        double term = x, sum = x;
        for (int n = 2; n < 24; n++)
        {
            term *= x / n;
            sum += term;
        }

        return sum;
    }

    private static double Log1p(double x)
    {
        double u = 1 + x;
        return u == 1 ? x : double.IsInfinity(u) ? u : Math.Log(u) * (x / (u - 1));
    }

    private static double Erf(double x)
    {
        // The series for small arguments, a continued fraction for the tails.
        double a = Math.Abs(x);
        if (a < 2.5)
        {
            double term = x, sum = x;
            for (int n = 1; n < 80; n++)
            {
                term *= -x * x / n;
                sum += term / ((2 * n) + 1);
            }

            return sum * 2 / Math.Sqrt(Math.PI);
        }

        double f = 0;
        for (int n = 60; n > 0; n--)
        {
            f = n / 2.0 / (a + f);
        }

        double erfc = Math.Exp(-a * a) / Math.Sqrt(Math.PI) / (a + f);
        return Math.Sign(x) * (1 - erfc);
    }
}
