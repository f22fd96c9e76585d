using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

internal sealed partial class Lowering
{
    private Val Conversion(IConversionOperation c)
    {
        ITypeSymbol to = TypeOf(c);
        if (c.Operand.ConstantValue is { HasValue: true, Value: null })
        {
            return Types.Element(to) is not null || Types.IsNullable(to) ? Zero(to, c.Syntax) : throw (to.TypeKind == TypeKind.Delegate ? Refuse(c, "A stored delegate", Refusals.NoDelegate) : Refuse(c, "'null'", "use an empty span, or a bool"));
        }

        if (c.Operand is IAnonymousFunctionOperation or IMethodReferenceOperation)
        {
            return Delegate(c.Operand);
        }

        Val value = Expr(c.Operand);
        if (value == Val.Undefined)
        {
            return value;
        }

        ITypeSymbol from = c.Operand.Type is { } operand ? Resolve(operand) : to;
        if (Types.IsNullable(to) && !Types.IsNullable(from) && Types.Struct(to) is { } nullable)
        {
            return new Val.Struct(nullable, [new Val.Scalar(Bool(true)), Convert(value, from, nullable.Fields[1].Type, c)]);
        }

        if (Types.IsNullable(from) && !Types.IsNullable(to) && value is Val.Struct wrapped)
        {
            return Convert(ValueOfNullable(wrapped), wrapped.Type.Fields[1].Type, to, c);
        }

        if (value is Val.View view && (Types.Element(to) is not null || c.Conversion.IsIdentity))
        {
            return view;
        }

        if (c.OperatorMethod is { } method && method.ContainingType.TypeKind != TypeKind.Interface)
        {
            return Call(c, method, null, [value]) ?? throw Refuse(c);
        }

        if (c.IsChecked && !c.Conversion.IsImplicit && value is Val.Scalar { V: var number })
        {
            CheckConversion(c, number, from, to);
        }

        return Convert(value, from, to, c);
    }

    private Val Convert(Val value, ITypeSymbol from, ITypeSymbol to, IOperation at)
    {
        switch (value)
        {
            case Val.Scalar s when Types.Scalar(to) is not null:
                return new Val.Scalar(Convert(s.V, from, to, at));
            case Val.Struct s when Types.Struct(to) is { } target && target.Fields.Length == s.Fields.Length && (SymbolEqualityComparer.Default.Equals(from, to) || from.IsTupleType):
                return new Val.Struct(target, [.. s.Fields.Select((f, i) => Convert(f, s.Type.Fields[i].Type, target.Fields[i].Type, at))]);
            case Val.Constant or Val.Function or Val.View when to.IsReferenceType || SymbolEqualityComparer.Default.Equals(from, to) || Types.Element(to) is not null:
                return value;
            default:
                throw to.SpecialType == SpecialType.System_Decimal || from.SpecialType == SpecialType.System_Decimal ? Refuse(at, "'decimal'", Refusals.NoDecimal)
                    : Refuse(at, $"A conversion to '{to.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'", "use numbers, structs of numbers, arrays and spans");
        }
    }

    /// <summary>The conversion of one number to another, exactly as unchecked C#.</summary>
    private Value Convert(Value v, ITypeSymbol from, ITypeSymbol to, IOperation at)
    {
        if (SymbolEqualityComparer.Default.Equals(from, to) || Types.Scalar(to) is not { } target)
        {
            return v;
        }

        SpecialType source = Types.Special(from), wanted = Types.Special(to);
        if (source == wanted)
        {
            return v;
        }

        if (v.Type == Ty.Bool || target == Ty.Bool)
        {
            throw Refuse(at);
        }

        if ((source == SpecialType.System_UInt64 && target.IsReal()) || (wanted == SpecialType.System_UInt64 && v.Type.IsReal()))
        {
            throw Refuse(at, "A conversion between ulong and a real number", "use long");
        }

        if (target.IsReal())
        {
            return v.Type == target ? v : Build.Emit(target == Ty.F32 ? Op.ToF32 : Op.ToF64, v);
        }

        if (v.Type.IsReal())
        {
            switch (wanted)
            {
                case SpecialType.System_Int64:
                    return Build.Emit(Op.ToI64, v);
                case SpecialType.System_UInt32:
                    return Build.Emit(Op.IMin, Build.Emit(Op.IMax, Build.Emit(Op.ToI64, v), IntegerOf(Ty.I64, 0)), IntegerOf(Ty.I64, uint.MaxValue));
                default:
                    return Narrow(Build.Emit(Op.ToI32, v), to);
            }
        }

        if (IsConstant(v, out long known))
        {
            return IntegerOf(target, wanted switch
            {
                SpecialType.System_Byte => unchecked((byte)known),
                SpecialType.System_SByte => unchecked((sbyte)known),
                SpecialType.System_Int16 => unchecked((short)known),
                SpecialType.System_UInt16 or SpecialType.System_Char => unchecked((ushort)known),
                SpecialType.System_Int32 => unchecked((int)known),
                SpecialType.System_UInt32 => unchecked((uint)known),
                _ => known,
            });
        }

        Value moved = v.Type == target ? v : Build.Emit(target == Ty.I32 ? Op.ToI32 : Op.ToI64, v);
        return IsWithin(source, wanted) ? moved : Narrow(moved, to);
    }

    private static bool IsWithin(SpecialType source, SpecialType target) => (source, target) switch
    {
        (_, SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt64) => true,
        (SpecialType.System_Byte, not SpecialType.System_SByte) => true,
        (SpecialType.System_SByte, SpecialType.System_Int16) => true,
        (SpecialType.System_UInt16 or SpecialType.System_Char, SpecialType.System_UInt16 or SpecialType.System_Char or SpecialType.System_UInt32) => true,
        _ => false,
    };

    /// <summary>Brings an integer back into the range of its C# type.</summary>
    private Value Narrow(Value v, ITypeSymbol type)
    {
        switch (Types.Special(type))
        {
            case SpecialType.System_Byte:
                return Build.Emit(Op.IAnd, v, Int(0xFF));
            case SpecialType.System_UInt16 or SpecialType.System_Char:
                return Build.Emit(Op.IAnd, v, Int(0xFFFF));
            case SpecialType.System_SByte:
                return Build.Emit(Op.IShr, Build.Emit(Op.IShl, v, Int(24)), Int(24));
            case SpecialType.System_Int16:
                return Build.Emit(Op.IShr, Build.Emit(Op.IShl, v, Int(16)), Int(16));
            case SpecialType.System_UInt32:
                return Build.Emit(Op.IAnd, v, IntegerOf(Ty.I64, uint.MaxValue));
            default:
                return v;
        }
    }

    /// <summary>What C# computes with instead of a narrow integer.</summary>
    private ITypeSymbol Promoted(ITypeSymbol type) => Types.Special(type) switch
    {
        SpecialType.System_Byte or SpecialType.System_SByte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Char =>
            compilation.GetSpecialType(SpecialType.System_Int32),
        _ => type,
    };

    private static ITypeSymbol Wider(ITypeSymbol a, ITypeSymbol b) => Types.Scalar(a) is null || Types.Scalar(b) is null || Rank(a) >= Rank(b) ? a : b;

    private static int Rank(ITypeSymbol type) => Types.Special(type) switch
    {
        SpecialType.System_Double => 5,
        SpecialType.System_Single => 4,
        SpecialType.System_UInt64 => 3,
        SpecialType.System_Int64 => 2,
        SpecialType.System_UInt32 => 1,
        _ => 0,
    };

    private Value IntegerArithmetic(IOperation at, BinaryOperatorKind kind, Value a, Value b, ITypeSymbol type)
    {
        SpecialType special = Types.Special(type);
        bool isUInt = special == SpecialType.System_UInt32, isULong = special == SpecialType.System_UInt64;
        Value result;
        switch (kind)
        {
            case BinaryOperatorKind.Add:
                result = Add(a, b);
                break;
            case BinaryOperatorKind.Subtract:
                result = Subtract(a, b);
                break;
            case BinaryOperatorKind.Multiply:
                result = Multiply(a, b);
                break;
            case BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder:
                if (isULong)
                {
                    throw Refuse(at, "Division of ulong numbers", "use long");
                }

                if (!IsConstant(b, out long divisor) || divisor == 0)
                {
                    Build.Check(CheckKind.Divisor, b);
                }

                result = Build.Emit(kind == BinaryOperatorKind.Divide ? Op.IDiv : Op.IRem, a, b);
                break;
            case BinaryOperatorKind.And:
                return Build.Emit(Op.IAnd, a, b);
            case BinaryOperatorKind.Or:
                return Build.Emit(Op.IOr, a, b);
            case BinaryOperatorKind.ExclusiveOr:
                return Build.Emit(Op.IXor, a, b);
            case BinaryOperatorKind.LeftShift:
                result = Build.Emit(Op.IShl, a, ShiftCount(b, isUInt));
                break;
            case BinaryOperatorKind.RightShift:
                return Build.Emit(isULong ? Op.IShrU : Op.IShr, a, ShiftCount(b, isUInt));
            case BinaryOperatorKind.UnsignedRightShift:
                return Build.Emit(isUInt ? Op.IShr : Op.IShrU, a, ShiftCount(b, isUInt));
            case BinaryOperatorKind.Equals:
                return Build.Emit(Op.IEq, a, b);
            case BinaryOperatorKind.NotEquals:
                return Build.Emit(Op.INe, a, b);
            case BinaryOperatorKind.LessThan:
                return Build.Emit(isULong ? Op.IULt : Op.ILt, a, b);
            case BinaryOperatorKind.GreaterThan:
                return Build.Emit(isULong ? Op.IULt : Op.ILt, b, a);
            case BinaryOperatorKind.LessThanOrEqual:
                return isULong ? Not(Build.Emit(Op.IULt, b, a)) : Build.Emit(Op.ILe, a, b);
            case BinaryOperatorKind.GreaterThanOrEqual:
                return isULong ? Not(Build.Emit(Op.IULt, a, b)) : Build.Emit(Op.ILe, b, a);
            default:
                throw Refuse(at);
        }

        return isUInt ? Narrow(result, type) : result;
    }

    /// <summary>A uint is kept in a long, so the count must be taken modulo 32 here; C# and the emitted code do that for int and long.</summary>
    private Value ShiftCount(Value count, bool isUInt)
    {
        Value narrow = count.Type == Ty.I64 ? Build.Emit(Op.ToI32, count) : count;
        return !isUInt || (IsConstant(narrow, out long known) && known is >= 0 and < 32) ? narrow : Build.Emit(Op.IAnd, narrow, Int(31));
    }
}
