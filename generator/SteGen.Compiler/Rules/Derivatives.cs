using SteGen.Compiler.Ir;
using static SteGen.Compiler.Rules.Column;
using static SteGen.Compiler.Rules.Elementary;

namespace SteGen.Compiler.Rules;

/// <summary>
/// Every derivative that SteGen knows, the same for reverse and forward mode, for float and double and at every width.
/// d: adjoint of the result, y: the result, x or a, b, c: the operands. One partial per operand; null where it is identically 0.
/// </summary>
/// <remarks>
/// At a kink stands the minimum-norm subgradient. Each partial is within 8 ULP of the exact one wherever that is a normal number, saturated tails included: hence forms such as
/// (1 - x) * (1 + x) for 1 - x^2. What a partial mentions must be kept, so a form that needs only the operand, or only the result, is better than one that needs both.
/// </remarks>
public static class Derivatives
{
    private const double Ln2 = 0.69314718055994530942, Ln10 = 2.30258509299404568402;
    private const double Log2E = 1.44269504088896340736, Log10E = 0.43429448190325182765;
    private const double TwoOverSqrtPi = 1.12837916709551257390;

    public static RuleTable Table { get; } = new()
    {
        // ---- arithmetic
        { Op.Add, (d, y, a, b) => d, (d, y, a, b) => d },
        { Op.Sub, (d, y, a, b) => d, (d, y, a, b) => -d },
        { Op.Mul, (d, y, a, b) => d * b, (d, y, a, b) => d * a },
        { Guarded, Op.Div, (d, y, a, b) => d / b, (d, y, a, b) => -(d / b * y) },
        { Guarded, Op.Rem, (d, y, a, b) => d, (d, y, a, b) => -(d * Round((a - y) / b)) },      // the quotient is whole: a - y is exactly a multiple of b
        { Op.Neg, (d, y, x) => -d },
        { Op.Fma, (d, y, a, b, c) => d * b, (d, y, a, b, c) => d * a, (d, y, a, b, c) => d },

        // ---- kinks
        { Op.Abs, (d, y, x) => d * Sign(x) },
        { Op.Max, (d, y, a, b) => ToLarger(d, a, b), (d, y, a, b) => ToLarger(d, b, a) },
        { Op.Min, (d, y, a, b) => ToSmaller(d, a, b), (d, y, a, b) => ToSmaller(d, b, a) },
        { Op.MaxNumber, (d, y, a, b) => ToLargerNumber(d, a, b), (d, y, a, b) => ToLargerNumber(d, b, a) },
        { Op.MinNumber, (d, y, a, b) => ToSmallerNumber(d, a, b), (d, y, a, b) => ToSmallerNumber(d, b, a) },
        { Op.CopySign, (d, y, a, b) => d * (Sign(a) * CopySign(1, b)), null },

        // ---- roots and powers
        { Guarded, Op.Sqrt, (d, y, x) => WhereZero(y, d / (y + y)) },
        { Guarded, Op.Cbrt, (d, y, x) => WhereZero(y, d / (3 * y * y)) },
        { Guarded, Op.Hypot, (d, y, a, b) => WhereZero(y, d * (a / y)), (d, y, a, b) => WhereZero(y, d * (b / y)) },
        { Guarded, Op.Pow, PowerOfBase, (d, y, a, b) => PowerOfExponent(d, y, a) },

        // ---- exponentials and logarithms
        { Guarded, Op.Exp, (d, y, x) => d * y },
        { Guarded, Op.Exp2, (d, y, x) => d * (Ln2 * y) },
        { Guarded, Op.Exp10, (d, y, x) => d * (Ln10 * y) },
        { Guarded, Op.Expm1, (d, y, x) => d * Exp(x) },                                         // y + 1 has lost the tail
        { Guarded, Op.Log, (d, y, x) => d / x },
        { Guarded, Op.Log2, (d, y, x) => d * Number(x.Type, Log2E) / x },
        { Guarded, Op.Log10, (d, y, x) => d * Number(x.Type, Log10E) / x },
        { Guarded, Op.Log1p, (d, y, x) => d / (x + 1) },

        // ---- trigonometry
        { Op.Sin, (d, y, x) => d * Cos(x) },
        { Op.Cos, (d, y, x) => -(d * Sin(x)) },
        { Guarded, Op.Tan, (d, y, x) => d * (Number(y.Type, 1) + y * y) },
        { Guarded, Op.Asin, (d, y, x) => d / Sqrt((1 - x) * (x + 1)) },
        { Guarded, Op.Acos, (d, y, x) => -(d / Sqrt((1 - x) * (x + 1))) },
        { Op.Atan, (d, y, x) => d / (Number(x.Type, 1) + x * x) },
        { Guarded, Op.Atan2, (d, y, a, b) => Turn(d, a, b, b), (d, y, a, b) => -Turn(d, a, b, a) },

        // ---- hyperbolic functions and their relatives
        { Guarded, Op.Sinh, (d, y, x) => d * Cosh(x) },
        { Guarded, Op.Cosh, (d, y, x) => d * Sinh(x) },
        { Op.Tanh, (d, y, x) => TanhSlope(d, x) },
        { Op.Asinh, (d, y, x) => d / Hypot(x, Number(x.Type, 1)) },
        { Guarded, Op.Acosh, (d, y, x) => d / (Sqrt(x - 1) * Sqrt(x + 1)) },
        { Guarded, Op.Atanh, (d, y, x) => d / ((1 - x) * (x + 1)) },
        { Op.Sigmoid, (d, y, x) => LogisticDensity(d, x) },
        { Op.Softplus, (d, y, x) => d * Sigmoid(x) },
        { Op.Erf, (d, y, x) => Gaussian(d, x, TwoOverSqrtPi) },
        { Op.Erfc, (d, y, x) => Gaussian(d, x, -TwoOverSqrtPi) },

        // ---- choice and conversion
        { Op.Select, null, (d, y, c, a, b) => Build.Select(c, d, Number(d.Type, 0)), (d, y, c, a, b) => Build.Select(c, Number(d.Type, 0), d) },
        { Op.StraightThrough, null, (d, y, hard, soft) => d },
        { Op.ToF32, (d, y, x) => As(x.Type, d) },
        { Op.ToF64, (d, y, x) => As(x.Type, d) },

        // ---- zero derivative, on purpose
        Op.Const, Op.External,
        Op.Floor, Op.Ceiling, Op.Truncate, Op.Round, Op.RoundAway, Op.Sign,
        Op.ToI32, Op.ToI64,
        Op.FEq, Op.FNe, Op.FLt, Op.FLe, Op.IEq, Op.INe, Op.ILt, Op.ILe, Op.IULt, Op.And, Op.Or, Op.Not, Op.BEq, Op.BNe,
        Op.IAdd, Op.ISub, Op.IMul, Op.IDiv, Op.IRem, Op.INeg, Op.IAnd, Op.IOr, Op.IXor, Op.INot, Op.IShl, Op.IShr, Op.IShrU, Op.IMax, Op.IMin, Op.IAbs,
    };

    /// <summary>Does a derivative flow from operand <paramref name="k"/> of this operation to its result?</summary>
    public static bool Flows(Op op, int k) => Table.TryGet(op, out Rule rule) && rule.Flows(k);

    /// <summary>d * part / (a^2 + b^2) without the squares, which overflow and underflow; 0 at the origin.</summary>
    private static Value Turn(Value d, Operand a, Operand b, Operand part)
    {
        Value radius = Hypot(a, b);
        return WhereZero(radius, d * (part / radius) / radius);
    }
}
