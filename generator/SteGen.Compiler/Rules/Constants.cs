using System;
using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Rules;

/// <summary>Operations on literals that the compiler can do itself: exactly those whose every bit IEEE 754 and C# prescribe.</summary>
public static class Constants
{
    /// <summary>The result as a Const without operands, or null.</summary>
    public static Inst? Fold(Inst inst, IReadOnlyList<Inst> literals)
    {
        Ty type = inst.Result.Type;
        if (type is Ty.Buffer or Ty.Stack || literals.Count == 0)
        {
            return null;
        }

        bool real = literals[0].Result.Type.IsReal();
        object? value = real ? Real(inst.Op, literals) : Integer(inst.Op, literals);
        return value switch
        {
            double x when double.IsNaN(x) => null,
            double x when type == Ty.F32 => new Inst(Op.Const, [], inst.Results) { Number = (float)x },
            double x when type == Ty.F64 => new Inst(Op.Const, [], inst.Results) { Number = x },
            bool b when type == Ty.Bool => new Inst(Op.Const, [], inst.Results) { Number = b ? 1 : 0 },
            long n when type == Ty.I64 => new Inst(Op.Const, [], inst.Results) { Integer = n },
            long n when type == Ty.I32 => new Inst(Op.Const, [], inst.Results) { Number = unchecked((int)n) },
            long n when type == Ty.F64 => new Inst(Op.Const, [], inst.Results) { Number = n },
            long n when type == Ty.F32 => new Inst(Op.Const, [], inst.Results) { Number = (float)n },
            _ => null,
        };
    }

    // Operations on two floats are exact in double or rounded once more: the double result of + - * / and the root, rounded to float, is the float result.
    private static object? Real(Op op, IReadOnlyList<Inst> c)
    {
        double a = c[0].Number, b = c.Count > 1 ? c[1].Number : 0;
        return op switch
        {
            Op.Add => a + b,
            Op.Sub => a - b,
            Op.Mul => a * b,
            Op.Div => a / b,
            Op.Neg => -a,
            Op.Abs => Math.Abs(a),
            Op.Sqrt => Math.Sqrt(a),
            Op.Floor => Math.Floor(a),
            Op.Ceiling => Math.Ceiling(a),
            Op.Truncate => Math.Truncate(a),
            Op.ToF32 or Op.ToF64 => a,
            Op.FEq => a == b,
            Op.FNe => a != b,
            Op.FLt => a < b,
            Op.FLe => a <= b,
            _ => null,
        };
    }

    private static object? Integer(Op op, IReadOnlyList<Inst> c)
    {
        if (c[0].Result.Type == Ty.Bool)
        {
            bool p = c[0].Number != 0, q = c.Count > 1 && c[1].Number != 0;
            return op switch
            {
                Op.And => p && q,
                Op.Or => p || q,
                Op.Not => !p,
                Op.BEq => p == q,
                Op.BNe => p != q,
                _ => null,
            };
        }

        long a = Number(c[0]), b = c.Count > 1 ? Number(c[1]) : 0;
        return unchecked(op switch
        {
            Op.IAdd => a + b,
            Op.ISub => a - b,
            Op.IMul => a * b,
            Op.IDiv when b is not (0 or -1) => a / b,
            Op.IRem when b is not (0 or -1) => a % b,
            Op.INeg => -a,
            Op.IAnd => a & b,
            Op.IOr => a | b,
            Op.IXor => a ^ b,
            Op.IMax => Math.Max(a, b),
            Op.IMin => Math.Min(a, b),
            Op.ToI32 or Op.ToI64 or Op.ToF64 or Op.ToF32 => a,
            Op.IEq => a == b,
            Op.INe => a != b,
            Op.ILt => a < b,
            Op.ILe => a <= b,
            _ => (object?)null,
        });
    }

    private static long Number(Inst c) => c.Result.Type == Ty.I64 ? c.Integer : (long)c.Number;
}
