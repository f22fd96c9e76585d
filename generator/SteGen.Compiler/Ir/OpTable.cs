using System;
using System.Collections.Generic;

namespace SteGen.Compiler.Ir;

/// <summary>
/// The one table of operand and result types. Letters: r any real, i any integer, n any number, b bool, f F32, d F64, w I32, l I64, m buffer, s stack, * anything;
/// equal letters r, i or * in one signature stand for one type. Operations with regions and calls are checked by the verifier itself.
/// </summary>
public static class OpTable
{
    private static readonly Dictionary<Op, string> s_signatures = new()
    {
        { Op.Const, ":*" }, { Op.External, ":*" },
        { Op.Add, "rr:r" }, { Op.Sub, "rr:r" }, { Op.Mul, "rr:r" }, { Op.Div, "rr:r" }, { Op.Rem, "rr:r" }, { Op.Neg, "r:r" },
        { Op.Fma, "rrr:r" },
        { Op.Abs, "r:r" }, { Op.Sqrt, "r:r" }, { Op.Cbrt, "r:r" },
        { Op.Max, "rr:r" }, { Op.Min, "rr:r" }, { Op.MaxNumber, "rr:r" }, { Op.MinNumber, "rr:r" }, { Op.CopySign, "rr:r" },
        { Op.Exp, "r:r" }, { Op.Exp2, "r:r" }, { Op.Exp10, "r:r" }, { Op.Expm1, "r:r" },
        { Op.Log, "r:r" }, { Op.Log2, "r:r" }, { Op.Log10, "r:r" }, { Op.Log1p, "r:r" },
        { Op.Sin, "r:r" }, { Op.Cos, "r:r" }, { Op.Tan, "r:r" }, { Op.Asin, "r:r" }, { Op.Acos, "r:r" }, { Op.Atan, "r:r" }, { Op.Atan2, "rr:r" },
        { Op.Sinh, "r:r" }, { Op.Cosh, "r:r" }, { Op.Tanh, "r:r" }, { Op.Asinh, "r:r" }, { Op.Acosh, "r:r" }, { Op.Atanh, "r:r" },
        { Op.Pow, "rr:r" }, { Op.Hypot, "rr:r" }, { Op.Sigmoid, "r:r" }, { Op.Softplus, "r:r" }, { Op.Erf, "r:r" }, { Op.Erfc, "r:r" },
        { Op.Floor, "r:r" }, { Op.Ceiling, "r:r" }, { Op.Truncate, "r:r" }, { Op.Round, "r:r" }, { Op.RoundAway, "r:r" }, { Op.Sign, "r:r" },
        { Op.StraightThrough, "rr:r" },
        { Op.IAdd, "ii:i" }, { Op.ISub, "ii:i" }, { Op.IMul, "ii:i" }, { Op.IDiv, "ii:i" }, { Op.IRem, "ii:i" }, { Op.INeg, "i:i" },
        { Op.IAnd, "ii:i" }, { Op.IOr, "ii:i" }, { Op.IXor, "ii:i" }, { Op.INot, "i:i" },
        { Op.IShl, "iw:i" }, { Op.IShr, "iw:i" }, { Op.IShrU, "iw:i" }, { Op.IMax, "ii:i" }, { Op.IMin, "ii:i" }, { Op.IAbs, "i:i" },
        { Op.ToF32, "n:f" }, { Op.ToF64, "n:d" }, { Op.ToI32, "n:w" }, { Op.ToI64, "n:l" },
        { Op.FEq, "rr:b" }, { Op.FNe, "rr:b" }, { Op.FLt, "rr:b" }, { Op.FLe, "rr:b" },
        { Op.IEq, "ii:b" }, { Op.INe, "ii:b" }, { Op.ILt, "ii:b" }, { Op.ILe, "ii:b" }, { Op.IULt, "ii:b" },
        { Op.And, "bb:b" }, { Op.Or, "bb:b" }, { Op.Not, "b:b" }, { Op.BEq, "bb:b" }, { Op.BNe, "bb:b" },
        { Op.Select, "b**:*" },
        { Op.Load, "mw:*" }, { Op.Store, "mw*:" }, { Op.Accumulate, "mw*:" }, { Op.Alloc, "w:m" }, { Op.Clear, "mww:" },
        { Op.NewStack, ":s" }, { Op.Push, "s*:" }, { Op.Pop, "s:*" }, { Op.Top, "s:w" }, { Op.Peek, "sw:*" }, { Op.Cut, "sw:" },
    };

    /// <summary>Operands, a colon, results; null for operations that the verifier treats by itself.</summary>
    public static string? Signature(Op op) => s_signatures.TryGetValue(op, out string? s) ? s : null;

    public static bool IsPure(Op op) => op < Op.Load;

    public static bool HasRegions(Op op) => op is Op.If or Op.For or Op.While;

    /// <summary>The result type of an operation with one result, from its operands.</summary>
    public static Ty ResultType(Op op, IReadOnlyList<Value> args)
    {
        string signature = Signature(op) ?? throw new ArgumentException($"{op} has no fixed result type.");
        char letter = signature[signature.Length - 1];
        return letter switch
        {
            'b' => Ty.Bool,
            'f' => Ty.F32,
            'd' => Ty.F64,
            'w' => Ty.I32,
            'l' => Ty.I64,
            'm' => Ty.Buffer,
            's' => Ty.Stack,
            _ when signature.IndexOf(letter) is var k && k < args.Count => args[k].Type,
            _ => throw new ArgumentException($"{op} needs its result type."),
        };
    }

    /// <summary>Does a value of this type fit the letter? (That equal letters stand for one type is the verifier's to compare.)</summary>
    public static bool Fits(char letter, Ty type) => letter switch
    {
        'r' => type.IsReal(),
        'i' => type.IsInteger(),
        'n' => type.IsReal() || type.IsInteger(),
        'b' => type == Ty.Bool,
        'f' => type == Ty.F32,
        'd' => type == Ty.F64,
        'w' => type == Ty.I32,
        'l' => type == Ty.I64,
        'm' => type == Ty.Buffer,
        's' => type == Ty.Stack,
        '*' => true,
        _ => false,
    };
}
