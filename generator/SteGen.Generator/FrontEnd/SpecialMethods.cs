using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Known methods with faults, constant arguments or several results.</summary>
internal sealed partial class Lowering
{
    public Val? SpecialReal(IMethodSymbol method, Value[] x, IOperation at)
    {
        Ty type = x[0].Type;
        switch (method.Name, x.Length)
        {
            case ("Sign", 1):
                // the only elementary function of .NET that throws
                Require(Build.Emit(Op.FEq, x[0], x[0]), "new global::System.ArithmeticException(\"Function does not accept floating point Not-a-Number values.\")");
                return new Val.Scalar(Build.Emit(Op.ToI32, Build.Emit(Op.Sign, x[0])));
            case ("Clamp" or "ClampNative", 3) when x.All(v => v.Type == type):
                Require(Build.Emit(Op.Not, Build.Emit(Op.FLt, x[2], x[1])), "new global::System.ArgumentException(\"The lower bound of Clamp is above the upper.\")");
                return new Val.Scalar(Clamped(x));
            case ("Round", 2) when x[1].Type == Ty.I32:
                return SymbolEqualityComparer.Default.Equals(method.Parameters[method.Parameters.Length - 1].Type, compilation.GetSpecialType(SpecialType.System_Int32))
                    ? new Val.Scalar(RoundDigits(x[0], x[1], Op.Round, at))
                    : new Val.Scalar(Build.Emit(Rounding(x[1], at), x[0]));
            case ("Round", 3) when x[1].Type == Ty.I32:
                return new Val.Scalar(RoundDigits(x[0], x[1], Rounding(x[2], at), at));
            case ("SinCos", 1):
                return new Val.Struct(Types.Struct(Resolve(method.ReturnType))!, [new Val.Scalar(Build.Emit(Op.Sin, x[0])), new Val.Scalar(Build.Emit(Op.Cos, x[0]))]);
            case ("CompareTo" or "Equals" or "ToString" or "GetHashCode", _):
                throw Refuse(at);
            default:
                return null;
        }
    }

    private static Value Clamped(Value[] x) =>
        Build.Select(Build.Emit(Op.FLt, x[0], x[1]), x[1], Build.Select(Build.Emit(Op.FLt, x[2], x[0]), x[2], x[0]));

    private static void Require(Value holds, string exception) => Build.Add(new Inst(Op.Check, [holds], []) { Check = CheckKind.Throw, Text = exception });

    public Op Rounding(Value mode, IOperation at) => IsConstant(mode, out long known) && known is >= 0 and <= 4
        ? (MidpointRounding)known switch
        {
            MidpointRounding.ToEven => Op.Round,
            MidpointRounding.AwayFromZero => Op.RoundAway,
            (MidpointRounding)2 => Op.Truncate,
            (MidpointRounding)3 => Op.Floor,
            _ => Op.Ceiling,
        }
        : throw Refuse(at, "Rounding in a mode that is not constant", "write the mode as a constant, or branch over the modes");

    /// <summary>As .NET does it: scaled, rounded and scaled back, and left alone where it is large.</summary>
    private Value RoundDigits(Value x, Value digits, Op rounding, IOperation at)
    {
        bool single = x.Type == Ty.F32;
        if (!IsConstant(digits, out long known) || known < 0 || known > (single ? 6 : 15))
        {
            throw Refuse(at, "Rounding to a number of digits that is not constant", "write the digits as a constant");
        }

        Value power = Build.Real(x.Type, Math.Pow(10, known));
        Value small = Build.Emit(Op.FLt, Build.Emit(Op.Abs, x), Build.Real(x.Type, single ? 1e8 : 1e16));
        return Build.Select(small, Build.Emit(rounding, x * power) / power, x);
    }

    public Val? IntegerMethod(IMethodSymbol method, Value[] x, IOperation at)
    {
        bool unsigned = Types.Special(method.Parameters.Length > 0 ? Resolve(method.Parameters[0].Type) : method.ContainingType) is SpecialType.System_UInt64;
        if (unsigned)
        {
            throw Refuse(at);
        }

        switch (method.Name, x.Length)
        {
            case ("Max", 2):
                return new Val.Scalar(Build.Emit(Op.IMax, x));
            case ("Min", 2):
                return new Val.Scalar(Build.Emit(Op.IMin, x));
            case ("Abs", 1):
                long least = x[0].Type == Ty.I64 ? long.MinValue : int.MinValue;
                Require(Build.Emit(Op.INe, x[0], IntegerOf(x[0].Type, least)), "new global::System.OverflowException(\"Negating the minimum value of a twos complement number is invalid.\")");
                return new Val.Scalar(Build.Emit(Op.IAbs, x[0]));
            case ("Sign", 1):
                Value one = IntegerOf(x[0].Type, 1), sign = Build.Emit(Op.IMin, Build.Emit(Op.IMax, x[0], Build.Emit(Op.INeg, one)), one);
                return new Val.Scalar(sign.Type == Ty.I64 ? Build.Emit(Op.ToI32, sign) : sign);
            case ("Clamp", 3):
                Require(Build.Emit(Op.ILe, x[1], x[2]), "new global::System.ArgumentException(\"The lower bound of Clamp is above the upper.\")");
                return new Val.Scalar(Build.Emit(Op.IMin, Build.Emit(Op.IMax, x[0], x[1]), x[2]));
            case ("DivRem", 2):
                Build.Check(CheckKind.Divisor, x[1]);
                return new Val.Struct(Types.Struct(Resolve(method.ReturnType)) ?? s_nothing, [new Val.Scalar(Build.Emit(Op.IDiv, x)), new Val.Scalar(Build.Emit(Op.IRem, x))]);
            case ("IsEvenInteger", 1):
                return new Val.Scalar(Build.Emit(Op.IEq, Build.Emit(Op.IAnd, x[0], IntegerOf(x[0].Type, 1)), IntegerOf(x[0].Type, 0)));
            case ("IsOddInteger", 1):
                return new Val.Scalar(Build.Emit(Op.INe, Build.Emit(Op.IAnd, x[0], IntegerOf(x[0].Type, 1)), IntegerOf(x[0].Type, 0)));
            case ("IsNegative", 1):
                return new Val.Scalar(Build.Emit(Op.ILt, x[0], IntegerOf(x[0].Type, 0)));
            default:
                return null;
        }
    }

    /// <summary><c>Convert.ToDouble</c> and its like.</summary>
    public Val? ConvertMethod(IMethodSymbol method, Value[] x, IOperation at)
    {
        ITypeSymbol to = Resolve(method.ReturnType);
        if (x.Length != 1 || Types.Scalar(to) is not { } target)
        {
            throw Refuse(at);
        }

        if (x[0].Type == Ty.Bool)
        {
            Value one = target.IsReal() ? Build.Real(target, 1) : IntegerOf(target, 1);
            return target == Ty.Bool ? new Val.Scalar(x[0]) : new Val.Scalar(Build.Select(x[0], one, Build.Zero(target)));
        }

        if (target.IsReal())
        {
            return new Val.Scalar(Convert(x[0], Resolve(method.Parameters[0].Type), to, at));
        }

        if (x[0].Type.IsReal() && to.SpecialType == SpecialType.System_Int32)
        {
            // rounds half to even, and throws where the result is out of range
            Value wide = x[0].Type == Ty.F32 ? Build.Emit(Op.ToF64, x[0]) : x[0];
            Require(And(Build.Emit(Op.FLe, Build.Real(Ty.F64, -2147483648.5), wide), Build.Emit(Op.FLt, wide, Build.Real(Ty.F64, 2147483647.5))), "new global::System.OverflowException()");
            return new Val.Scalar(Build.Emit(Op.ToI32, Build.Emit(Op.Round, wide)));
        }

        throw Refuse(at, $"'Convert.{method.Name}'", "write a cast");
    }

    /// <summary><c>T.CreateChecked</c> from another number.</summary>
    public Val? CreateNumber(ITypeSymbol owner, IMethodSymbol method, Value[] x, IOperation at)
    {
        ITypeSymbol from = Resolve(method.TypeArguments[0]);
        if (x.Length != 1 || Types.Scalar(from) is not { } source || Types.Scalar(owner) is not { } target || x[0].Type == Ty.Bool)
        {
            throw Refuse(at);
        }

        if (source.IsReal() && target.IsInteger())
        {
            throw Refuse(at, $"'{method.Name}' from a real number to an integer", "write a cast");
        }

        if (target.IsInteger() && !SymbolEqualityComparer.Default.Equals(from, owner) && !IsWithin(Types.Special(from), Types.Special(owner)))
        {
            throw Refuse(at, $"'{method.Name}' to a narrower integer", "write a cast");
        }

        return new Val.Scalar(Convert(x[0], from, owner, at));
    }
}
