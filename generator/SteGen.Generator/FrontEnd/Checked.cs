using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Integers in a checked context, be it an expression, a block or the whole project: they fault where C# does.</summary>
internal sealed partial class Lowering
{
    private const string Overflow = "new global::System.OverflowException()";

    private Value CheckedArithmetic(IOperation at, BinaryOperatorKind kind, Value a, Value b, ITypeSymbol type)
    {
        if (Both(a, b, out _, out _))
        {
            // C# has computed constant expressions itself; what is constant here came from inlining or from a length
            return IntegerArithmetic(at, kind, a, b, type);
        }

        switch (Types.Special(type))
        {
            case SpecialType.System_Int64 when kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract:
                Value result = IntegerArithmetic(at, kind, a, b, type);
                Value other = kind == BinaryOperatorKind.Add ? Build.Emit(Op.IXor, b, result) : Build.Emit(Op.IXor, a, b);
                Require(Not(Build.Emit(Op.ILt, Build.Emit(Op.IAnd, Build.Emit(Op.IXor, a, result), other), IntegerOf(Ty.I64, 0))), Overflow);
                return result;
            case SpecialType.System_Int64 or SpecialType.System_UInt64:
                throw Refuse(at, "Arithmetic of long numbers in a checked context", "write unchecked(...) around it");
            case SpecialType.System_UInt32 when kind == BinaryOperatorKind.Multiply:
                throw Refuse(at, "A product of uint numbers in a checked context", "write unchecked(...) around it");
            default:
                // two ints fit a long, whatever the operation
                Value wide = Build.Emit(kind switch { BinaryOperatorKind.Add => Op.IAdd, BinaryOperatorKind.Subtract => Op.ISub, _ => Op.IMul }, Wide(a), Wide(b));
                RequireRange(wide, type);
                return a.Type == Ty.I64 ? wide : Build.Emit(Op.ToI32, wide);
        }
    }

    private static Value Wide(Value v) => v.Type == Ty.I64 ? v : Build.Emit(Op.ToI64, v);

    /// <summary>A conversion to an integer type that holds what is converted, or throws.</summary>
    private void CheckConversion(IOperation at, Value v, ITypeSymbol from, ITypeSymbol to)
    {
        if (IsConstant(v, out _) || Types.Scalar(to) is not { } target || !target.IsInteger())
        {
            return;
        }

        if (v.Type.IsReal())
        {
            (double above, double below) = Types.Special(to) switch
            {
                SpecialType.System_Int64 => (-9223372036854777856.0, 9223372036854775808.0),
                SpecialType.System_UInt64 => throw Refuse(at, "A conversion between ulong and a real number", "use long"),
                _ => (Range(to).Low - 1.0, Range(to).High + 1.0),
            };
            Value wide = v.Type == Ty.F32 ? Build.Emit(Op.ToF64, v) : v;
            Require(And(Build.Emit(Op.FLt, Build.Real(Ty.F64, above), wide), Build.Emit(Op.FLt, wide, Build.Real(Ty.F64, below))), Overflow);
        }
        else if (v.Type.IsInteger() && !IsLossless(Types.Special(from), Types.Special(to)))
        {
            if (Types.Special(from) == SpecialType.System_UInt64)
            {
                throw Refuse(at, "A conversion of a ulong in a checked context", "write unchecked(...) around it");
            }

            RequireRange(Wide(v), to);
        }
    }

    private static bool IsLossless(SpecialType from, SpecialType to) => from == to || (to == SpecialType.System_Int64 && from != SpecialType.System_UInt64);

    private void RequireRange(Value wide, ITypeSymbol type)
    {
        (long low, long high) = Range(type);
        Require(And(Build.Emit(Op.ILe, IntegerOf(Ty.I64, low), wide), Build.Emit(Op.ILe, wide, IntegerOf(Ty.I64, high))), Overflow);
    }

    private static (long Low, long High) Range(ITypeSymbol type) => Types.Special(type) switch
    {
        SpecialType.System_Byte => (byte.MinValue, byte.MaxValue),
        SpecialType.System_SByte => (sbyte.MinValue, sbyte.MaxValue),
        SpecialType.System_Int16 => (short.MinValue, short.MaxValue),
        SpecialType.System_UInt16 or SpecialType.System_Char => (ushort.MinValue, ushort.MaxValue),
        SpecialType.System_UInt32 => (uint.MinValue, uint.MaxValue),
        SpecialType.System_UInt64 => (0, long.MaxValue),
        SpecialType.System_Int64 => (long.MinValue, long.MaxValue),
        _ => (int.MinValue, int.MaxValue),
    };
}
