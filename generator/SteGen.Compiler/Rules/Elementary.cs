using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Rules;

/// <summary>The vocabulary of the table: operations by their mathematical names, and the few shapes that several rules share.</summary>
public static class Elementary
{
    public static Value Number(Ty type, double x) => Build.Real(type, x);

    public static Value Cos(Value x) => Build.Emit(Op.Cos, x);

    public static Value Sin(Value x) => Build.Emit(Op.Sin, x);

    public static Value Cosh(Value x) => Build.Emit(Op.Cosh, x);

    public static Value Sinh(Value x) => Build.Emit(Op.Sinh, x);

    public static Value Exp(Value x) => Build.Emit(Op.Exp, x);

    public static Value Log(Value x) => Build.Emit(Op.Log, x);

    public static Value Pow(Value a, Value b) => Build.Emit(Op.Pow, a, b);

    public static Value Sqrt(Value x) => Build.Emit(Op.Sqrt, x);

    public static Value Hypot(Value a, Value b) => Build.Emit(Op.Hypot, a, b);

    public static Value Sigmoid(Value x) => Build.Emit(Op.Sigmoid, x);

    public static Value Sign(Value x) => Build.Emit(Op.Sign, x);

    public static Value Abs(Value x) => Build.Emit(Op.Abs, x);

    public static Value Round(Value x) => Build.Emit(Op.Round, x);

    public static Value CopySign(double magnitude, Value sign) => Build.Emit(Op.CopySign, Number(sign.Type, magnitude), sign);

    public static Value Less(Value a, Value b) => Build.Emit(Op.FLt, a, b);

    public static Value Equal(Value a, Value b) => Build.Emit(Op.FEq, a, b);

    public static Value IsZero(Value x) => Equal(x, Number(x.Type, 0));

    public static Value Or(Value a, Value b) => Build.Emit(Op.Or, a, b);

    /// <summary>d in the type of the operand that it goes to.</summary>
    public static Value As(Ty type, Value d) => d.Type == type ? d : Build.Emit(type == Ty.F32 ? Op.ToF32 : Op.ToF64, d);

    /// <summary>0 where <paramref name="at"/> is 0, else <paramref name="value"/>: at a kink, and where nothing comes from above.</summary>
    public static Value WhereZero(Value at, Value value) => Build.Select(IsZero(at), Number(value.Type, 0), value);

    /// <summary>All of d to the larger operand, one half each at a tie; a literal leaves the other operand nothing there.</summary>
    public static Value ToLarger(Value d, Operand mine, Operand other) => Share(d, mine, other, Less(other, mine));

    public static Value ToSmaller(Value d, Operand mine, Operand other) => Share(d, mine, other, Less(mine, other));

    /// <summary>As <see cref="ToLarger"/>, for the maximum that leaves out an operand that is no number.</summary>
    public static Value ToLargerNumber(Value d, Operand mine, Operand other) => Share(d, mine, other, Or(Less(other, mine), IsAlone(mine, other)));

    public static Value ToSmallerNumber(Value d, Operand mine, Operand other) => Share(d, mine, other, Or(Less(mine, other), IsAlone(mine, other)));

    /// <summary>d times exp(-x) / (1 + exp(-x))^2, which keeps its relative accuracy where the distribution function is saturated.</summary>
    public static Value LogisticDensity(Value d, Operand x)
    {
        Value e = Exp(-Abs(x)), one = Number(x.Type, 1) + e;
        return d * (e / (one * one));
    }

    /// <summary>d / cosh(x)^2 by one exponential: 1 - tanh(x)^2 has no correct digit where tanh is near 1.</summary>
    public static Value TanhSlope(Value d, Operand x)
    {
        Value e = Exp(Number(x.Type, -2) * Abs(x)), one = Number(x.Type, 1) + e;
        return d * (Number(x.Type, 4) * e / (one * one));
    }

    /// <summary>d * factor * exp(-x^2); the rounding error of the square, which the exponential would magnify, is put back.</summary>
    public static Value Gaussian(Value d, Operand x, double factor)
    {
        Value square = x * x, e = Exp(-square), error = Build.Emit(Op.Fma, x, x, -square);
        return d * (Number(x.Type, factor) * (e - e * error));
    }

    /// <summary>b * a^(b - 1): from the result where that is an ordinary number, since b - 1 is rounded; by a second power at the ends of the range.</summary>
    public static Value PowerOfBase(Value d, Operand y, Operand a, Operand b)
    {
        Ty type = a.Type;
        if (b.Literal is { } n)
        {
            return n == 0 ? Number(type, 0)
                : n == 1 ? d
                : n == 2 ? d * (Number(type, 2) * a)
                : IsExactlyOneMore(type, n) ? d * (b * Pow(a, Number(type, n - 1)))
                : d * Ordinary();
        }

        return WhereZero(b, d * Ordinary());

        Value Ordinary()
        {
            (double low, double high) = type == Ty.F32 ? (1.2e-38, 3.4e38) : (2.3e-308, 1.7e308);
            Value size = Abs(y);
            Value outside = Or(Less(size, Number(type, low)), Build.Emit(Op.Not, Less(size, Number(type, high))));
            return b * Build.Select(outside, Pow(a, b - 1), y / a);
        }
    }

    /// <summary>d * y * log(a); 0 for the base 0, which is the limit.</summary>
    public static Value PowerOfExponent(Value d, Operand y, Operand a) => WhereZero(a, d * (y * Log(a)));

    private static bool IsExactlyOneMore(Ty type, double n)
    {
        double less = type == Ty.F32 ? (float)(n - 1) : n - 1;
        return less + 1 == n && System.Math.Abs(n) >= 0.5;
    }

    private static Value IsAlone(Operand mine, Operand other) =>
        Build.Emit(Op.And, Equal(mine, mine), Build.Emit(Op.FNe, other, other));

    private static Value Share(Value d, Operand mine, Operand other, Value wins)
    {
        Value zero = Number(d.Type, 0);
        return Build.Select(wins, d, other.Literal is null ? Build.Select(Equal(mine, other), Number(d.Type, 0.5) * d, zero) : zero);
    }
}
