using System;
using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Rules;

/// <summary>What a simplification may ask about values.</summary>
public interface IFacts
{
    /// <summary>The number, where the value is a literal.</summary>
    double? Literal(Value v);

    Inst? Definition(Value v);

    /// <summary>Provably not negative, overflow aside.</summary>
    bool IsNotNegative(Value v);

    /// <summary>Stands the instruction where a product that is added to a sum will be fused with it?</summary>
    bool IsInLanes { get; }
}

/// <summary>
/// Algebra that changes no bit of any result (any NaN equals any NaN): reals are never reassociated or contracted. Each line gives the simpler value, which exists already or is built in the
/// current region, or null.
/// </summary>
public static class Simplifications
{
    public delegate Value? Fact(IFacts f, Inst i, Value a, Value b);

    public static IReadOnlyDictionary<Op, Fact> Table { get; } = new Dictionary<Op, Fact>
    {
        // ---- reals: x + 0 is not x for x = -0, but x - 0 is, and x + -0
        { Op.Add, (f, i, a, b) => IsMinusZero(f, b) || (i.IsAdjointSum && Is(f, b, 0)) ? a : IsMinusZero(f, a) || (i.IsAdjointSum && Is(f, a, 0)) ? b : Difference(f, i, a, b) },
        { Op.Sub, (f, i, a, b) => Is(f, b, 0) && !IsMinusZero(f, b) ? a : i.IsAdjointSum && Is(f, a, 0) ? -b : Definition(f, b, Op.Neg) is { } n ? a + n.Args[0] : null },
        { Op.Mul, (f, i, a, b) => IsUnit(f, a, 1, b) ? b : IsUnit(f, b, 1, a) ? a : IsUnit(f, a, -1, b) ? -b : IsUnit(f, b, -1, a) ? -a : Negated(f, a) is { } n ? -(n * b) : Negated(f, b) is { } m ? -(a * m) : null },
        { Op.Div, (f, i, a, b) => Is(f, b, 1) ? a : Is(f, b, -1) ? -a : Negated(f, a) is { } n ? -(n / b) : Negated(f, b) is { } m ? -(a / m) : null },
        { Op.Neg, (f, i, a, b) => Definition(f, a, Op.Neg)?.Args[0] },
        { Op.Abs, (f, i, a, b) => Definition(f, a, Op.Abs)?.Result ?? (Definition(f, a, Op.Neg) is { } n ? Build.Emit(Op.Abs, n.Args[0]) : null) },
        { Op.Max, (f, i, a, b) => a == b ? a : null },
        { Op.Min, (f, i, a, b) => a == b ? a : null },
        { Op.StraightThrough, (f, i, a, b) => a == b ? a : null },

        // ---- conversions that change nothing
        { Op.ToF32, (f, i, a, b) => a.Type == Ty.F32 ? a : Definition(f, a, Op.ToF64) is { } d && d.Args[0].Type == Ty.F32 ? d.Args[0] : null },
        { Op.ToF64, (f, i, a, b) => a.Type == Ty.F64 ? a : null },
        { Op.ToI32, (f, i, a, b) => a.Type == Ty.I32 ? a : Definition(f, a, Op.ToI64) is { } d && d.Args[0].Type == Ty.I32 ? d.Args[0] : null },
        { Op.ToI64, (f, i, a, b) => a.Type == Ty.I64 ? a : null },

        // ---- integers
        { Op.IAdd, (f, i, a, b) => Is(f, a, 0) ? b : Is(f, b, 0) ? a : Combine(f, a, b, 1) },
        { Op.ISub, (f, i, a, b) => Is(f, b, 0) ? a : a == b ? Build.Zero(a.Type) : Difference(f, a, b) ?? Combine(f, a, b, -1) },
        { Op.IMul, (f, i, a, b) => Is(f, a, 1) ? b : Is(f, b, 1) ? a : Is(f, a, 0) || Is(f, b, 0) ? Build.Zero(a.Type) : null },
        { Op.IDiv, (f, i, a, b) => Is(f, b, 1) ? a : null },
        { Op.INeg, (f, i, a, b) => Definition(f, a, Op.INeg)?.Args[0] },
        { Op.IMax, (f, i, a, b) => a == b || (Is(f, b, 0) && f.IsNotNegative(a)) ? a : Is(f, a, 0) && f.IsNotNegative(b) ? b : null },
        { Op.IMin, (f, i, a, b) => a == b ? a : null },
        { Op.IAnd, (f, i, a, b) => a == b ? a : null },
        { Op.IOr, (f, i, a, b) => a == b || Is(f, b, 0) ? a : Is(f, a, 0) ? b : null },
        { Op.IShl, (f, i, a, b) => Is(f, b, 0) ? a : null },
        { Op.IShr, (f, i, a, b) => Is(f, b, 0) ? a : null },

        // ---- truth
        { Op.IEq, (f, i, a, b) => a == b ? Build.Bool(true) : null },
        { Op.INe, (f, i, a, b) => a == b ? Build.Bool(false) : null },
        { Op.ILe, (f, i, a, b) => a == b || (Is(f, a, 0) && f.IsNotNegative(b)) ? Build.Bool(true) : null },
        { Op.ILt, (f, i, a, b) => a == b || (Is(f, b, 0) && f.IsNotNegative(a)) ? Build.Bool(false) : null },
        { Op.And, (f, i, a, b) => a == b || Is(f, b, 1) || Is(f, a, 0) ? a : Is(f, a, 1) || Is(f, b, 0) ? b : null },
        { Op.Or, (f, i, a, b) => a == b || Is(f, b, 0) || Is(f, a, 1) ? a : Is(f, a, 0) || Is(f, b, 1) ? b : null },
        { Op.Not, (f, i, a, b) => Definition(f, a, Op.Not)?.Args[0] },
        { Op.Select, Choose },
    };

    private static Value? Choose(IFacts f, Inst select, Value condition, Value whenTrue)
    {
        Value whenFalse = select.Args[2];
        if (whenTrue == whenFalse || Is(f, condition, 1))
        {
            return whenTrue;
        }

        if (Is(f, condition, 0))
        {
            return whenFalse;
        }

        if (whenTrue.Type == Ty.Bool)
        {
            return Is(f, whenTrue, 1) && Is(f, whenFalse, 0) ? condition
                : Is(f, whenTrue, 0) && Is(f, whenFalse, 1) ? Build.Emit(Op.Not, condition)
                : null;
        }

        // x < 0 ? 0 : x
        return whenTrue.Type.IsInteger() && Is(f, whenTrue, 0) && Definition(f, condition, Op.ILt) is { } less
            && less.Args[0] == whenFalse && Is(f, less.Args[1], 0) && f.IsNotNegative(whenFalse) ? whenFalse : null;
    }

    /// <summary>a + -b is a - b, bit for bit. What was a sum of adjoints stays one.</summary>
    private static Value? Difference(IFacts f, Inst sum, Value a, Value b)
    {
        Value? difference = Definition(f, b, Op.Neg) is { } right ? a - right.Args[0] : Definition(f, a, Op.Neg) is { } left ? b - left.Args[0] : null;
        if (difference is not null)
        {
            Build.At.Body[Build.At.Body.Count - 1].IsAdjointSum = sum.IsAdjointSum;
        }

        return difference;
    }

    private static Value? Negated(IFacts f, Value v) => Definition(f, v, Op.Neg)?.Args[0];

    /// <summary>(x + c) ± d with literals: wrapping integers may be reassociated.</summary>
    private static Value? Combine(IFacts f, Value a, Value b, int sign)
    {
        if (f.Literal(b) is not { } d || f.Definition(a) is not { Op: Op.IAdd or Op.ISub } inner || f.Literal(inner.Args[1]) is not { } c)
        {
            return null;
        }

        long total = (long)(inner.Op == Op.IAdd ? c : -c) + (sign * (long)d);
        return Math.Abs(total) > int.MaxValue ? null : inner.Args[0] + Build.Integer(a.Type, total);
    }

    /// <summary>(x + y) - x, (x + y) - y.</summary>
    private static Value? Difference(IFacts f, Value a, Value b) =>
        Definition(f, a, Op.IAdd) is { } sum ? sum.Args[0] == b ? sum.Args[1] : sum.Args[1] == b ? sum.Args[0] : null : null;

    private static bool Is(IFacts f, Value v, double x) => f.Literal(v) == x;

    /// <summary>A factor that goes away. An upstream of 1 in front of a product stays where sums are fused: without it the product itself would be, and the member whose upstream is a parameter would round otherwise.</summary>
    private static bool IsUnit(IFacts f, Value unit, double sign, Value other) =>
        Is(f, unit, sign) && !(f.IsInLanes && Definition(f, Negated(f, other) ?? other, Op.Mul) is not null);

    private static bool IsMinusZero(IFacts f, Value v) => f.Literal(v) is { } x && x == 0 && 1 / x < 0 && v.Type.IsReal();

    private static Inst? Definition(IFacts f, Value v, Op op) => f.Definition(v) is { } d && d.Op == op ? d : null;
}
