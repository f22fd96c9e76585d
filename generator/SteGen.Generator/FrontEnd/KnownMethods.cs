using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>
/// One table for <c>Math</c>, <c>MathF</c>, the static members of <c>double</c>, <c>float</c> and the integers, and the same members through a type parameter.
/// </summary>
internal static class KnownMethods
{
    /// <summary>Methods that are an operation of the IR, all operands and the result of one real type.</summary>
    private static readonly Dictionary<(string, int), Op> s_operations = new()
    {
        { ("Abs", 1), Op.Abs }, { ("Sqrt", 1), Op.Sqrt }, { ("Cbrt", 1), Op.Cbrt },
        { ("Max", 2), Op.Max }, { ("Min", 2), Op.Min }, { ("MaxNumber", 2), Op.MaxNumber }, { ("MinNumber", 2), Op.MinNumber }, { ("CopySign", 2), Op.CopySign },
        { ("Exp", 1), Op.Exp }, { ("Exp2", 1), Op.Exp2 }, { ("Exp10", 1), Op.Exp10 }, { ("ExpM1", 1), Op.Expm1 },
        { ("Log", 1), Op.Log }, { ("Log2", 1), Op.Log2 }, { ("Log10", 1), Op.Log10 }, { ("LogP1", 1), Op.Log1p },
        { ("Sin", 1), Op.Sin }, { ("Cos", 1), Op.Cos }, { ("Tan", 1), Op.Tan }, { ("Asin", 1), Op.Asin }, { ("Acos", 1), Op.Acos }, { ("Atan", 1), Op.Atan },
        { ("Atan2", 2), Op.Atan2 }, { ("Sinh", 1), Op.Sinh }, { ("Cosh", 1), Op.Cosh }, { ("Tanh", 1), Op.Tanh },
        { ("Asinh", 1), Op.Asinh }, { ("Acosh", 1), Op.Acosh }, { ("Atanh", 1), Op.Atanh },
        { ("Pow", 2), Op.Pow }, { ("Hypot", 2), Op.Hypot }, { ("FusedMultiplyAdd", 3), Op.Fma },
        { ("Floor", 1), Op.Floor }, { ("Ceiling", 1), Op.Ceiling }, { ("Truncate", 1), Op.Truncate }, { ("Round", 1), Op.Round },
    };

    /// <summary>Methods that .NET itself puts together from others.</summary>
    private static readonly Dictionary<(string, int), Func<Value[], Value>> s_composed = new()
    {
        { ("Exp2M1", 1), x => Build.Emit(Op.Exp2, x[0]) - One(x) },
        { ("Exp10M1", 1), x => Build.Emit(Op.Exp10, x[0]) - One(x) },
        { ("Log2P1", 1), x => Build.Emit(Op.Log2, x[0] + One(x)) },
        { ("Log10P1", 1), x => Build.Emit(Op.Log10, x[0] + One(x)) },
        { ("Lerp", 3), x => Build.Emit(Op.Fma, x[0], One(x) - x[2], x[1] * x[2]) },
        { ("DegreesToRadians", 1), x => x[0] * Build.Real(x[0].Type, Math.PI) / Build.Real(x[0].Type, 180) },
        { ("RadiansToDegrees", 1), x => x[0] * Build.Real(x[0].Type, 180) / Build.Real(x[0].Type, Math.PI) },
        { ("IsNaN", 1), x => Build.Emit(Op.FNe, x[0], x[0]) },
        { ("IsFinite", 1), x => Build.Emit(Op.FLt, Build.Emit(Op.Abs, x[0]), Build.Real(x[0].Type, double.PositiveInfinity)) },
        { ("IsInfinity", 1), x => Build.Emit(Op.FEq, Build.Emit(Op.Abs, x[0]), Build.Real(x[0].Type, double.PositiveInfinity)) },
        { ("IsPositiveInfinity", 1), x => Build.Emit(Op.FEq, x[0], Build.Real(x[0].Type, double.PositiveInfinity)) },
        { ("IsNegativeInfinity", 1), x => Build.Emit(Op.FEq, x[0], Build.Real(x[0].Type, double.NegativeInfinity)) },
        { ("IsNegative", 1), x => Build.Emit(Op.FLt, Build.Emit(Op.CopySign, One(x), x[0]), Build.Real(x[0].Type, 0)) },
        { ("IsPositive", 1), x => Build.Emit(Op.FLt, Build.Real(x[0].Type, 0), Build.Emit(Op.CopySign, One(x), x[0])) },
        {
            ("IsInteger", 1), x => Build.Emit(Op.And, Build.Emit(Op.FEq, x[0], Build.Emit(Op.Truncate, x[0])),
                Build.Emit(Op.FLt, Build.Emit(Op.Abs, x[0]), Build.Real(x[0].Type, double.PositiveInfinity)))
        },
        { ("IsEvenInteger", 1), x => Build.Emit(Op.FEq, Build.Emit(Op.Rem, x[0], Build.Real(x[0].Type, 2)), Build.Real(x[0].Type, 0)) },
        { ("IsOddInteger", 1), x => Build.Emit(Op.FEq, Build.Emit(Op.Abs, Build.Emit(Op.Rem, x[0], Build.Real(x[0].Type, 2))), One(x)) },
        { ("IsRealNumber", 1), x => Build.Emit(Op.FEq, x[0], x[0]) },
        { ("Log", 2), LogOfBase },
        { ("Equals", 2), x => Build.Emit(Op.Or, Build.Emit(Op.FEq, x[0], x[1]), Build.Emit(Op.And, Build.Emit(Op.FNe, x[0], x[0]), Build.Emit(Op.FNe, x[1], x[1]))) },
        { ("CompareTo", 2), Compared },
    };

    private static Value One(Value[] x) => Build.Real(x[0].Type, 1);

    /// <summary>The order in which NaN comes first, and is equal to itself.</summary>
    private static Value Compared(Value[] x)
    {
        Value unordered = Build.Select(Build.Emit(Op.FNe, x[0], x[0]), Build.Select(Build.Emit(Op.FNe, x[1], x[1]), Build.Int(0), Build.Int(-1)), Build.Int(1));
        Value ordered = Build.Select(Build.Emit(Op.FEq, x[0], x[1]), Build.Int(0), unordered);
        return Build.Select(Build.Emit(Op.FLt, x[0], x[1]), Build.Int(-1), Build.Select(Build.Emit(Op.FLt, x[1], x[0]), Build.Int(1), ordered));
    }

    /// <summary>The quotient of logarithms, with the exceptions that .NET makes for the bases 0, 1 and infinity.</summary>
    private static Value LogOfBase(Value[] x)
    {
        Value one = One(x), nan = Build.Real(x[0].Type, double.NaN);
        Value quotient = Build.Emit(Op.Log, x[0]) / Build.Emit(Op.Log, x[1]);
        Value odd = Build.Emit(Op.And, Build.Emit(Op.FNe, x[0], one), Build.Emit(Op.Or,
            Build.Emit(Op.FEq, x[1], Build.Real(x[0].Type, 0)), Build.Emit(Op.FEq, x[1], Build.Real(x[0].Type, double.PositiveInfinity))));
        return Build.Select(Build.Emit(Op.Or, Build.Emit(Op.FEq, x[1], one), odd), nan, quotient);
    }

    /// <summary>Constants of a number type: <c>T.Pi</c>, <c>T.One</c>.</summary>
    public static Value? Property(string name, Ty type)
    {
        switch (name)
        {
            case "Zero" or "AdditiveIdentity":
                return Build.Zero(type);
            case "One" or "MultiplicativeIdentity":
                return type.IsReal() ? Build.Real(type, 1) : Build.Integer(type, 1);
            case "NegativeOne":
                return type.IsReal() ? Build.Real(type, -1) : Build.Integer(type, -1);
        }

        if (!type.IsReal())
        {
            return null;
        }

        double? value = name switch
        {
            "Pi" => Math.PI,
            "E" => Math.E,
            "Tau" => 2 * Math.PI,
            "NaN" => double.NaN,
            "PositiveInfinity" => double.PositiveInfinity,
            "NegativeInfinity" => double.NegativeInfinity,
            "NegativeZero" => -0.0,
            "Epsilon" => type == Ty.F32 ? float.Epsilon : double.Epsilon,
            "MaxValue" => type == Ty.F32 ? float.MaxValue : double.MaxValue,
            "MinValue" => type == Ty.F32 ? float.MinValue : double.MinValue,
            _ => null,
        };
        return value is { } number ? Build.Real(type, number) : null;
    }

    /// <summary>Null where the method is none of these.</summary>
    public static Val? Invoke(Lowering lowering, Microsoft.CodeAnalysis.IOperation at, ITypeSymbol owner, IMethodSymbol method, IReadOnlyList<Val> arguments)
    {
        if (owner is { Name: "Elementary", ContainingNamespace: { Name: "Numerics", ContainingNamespace: { Name: "SteGen", ContainingNamespace.IsGlobalNamespace: true } } }
            && arguments.All(a => a is Val.Scalar { V.Type: Ty.F32 or Ty.F64 }) && Enum.TryParse(method.Name, out Op elementary)
            && OpTable.Signature(elementary) is { } signature && signature.Length == arguments.Count + 2 && signature[0] == 'r' && signature[signature.Length - 1] == 'r')
        {
            // the runtime's own functions have the operations' names
            return new Val.Scalar(Build.Emit(elementary, [.. arguments.Select(a => ((Val.Scalar)a).V)]));
        }

        bool isMath = owner is { Name: "Math" or "MathF" or "Convert" } && Types.IsSystem(owner);
        if (owner is null || (!isMath && Types.Scalar(owner) is null) || owner.TypeKind == TypeKind.Enum || !arguments.All(a => a is Val.Scalar))
        {
            return null;
        }

        Value[] values = [.. arguments.Select(a => ((Val.Scalar)a).V)];
        if (owner.Name == "Convert")
        {
            return lowering.ConvertMethod(method, values, at);
        }

        if (method.Name is "CreateChecked" or "CreateSaturating" or "CreateTruncating")
        {
            return lowering.CreateNumber(owner, method, values, at);
        }

        if (values.Length == 0)
        {
            return null;
        }

        if (values[0].Type.IsReal())
        {
            return Operation(method.Name, values) is { } operation ? new Val.Scalar(operation)
                : lowering.SpecialReal(method, values, at);
        }

        return values[0].Type.IsInteger() ? lowering.IntegerMethod(method, values, at) : null;
    }

    /// <summary>A member of a number type by its name, all operands and the result of one real type; null where it is none of the two tables.</summary>
    public static Value? Operation(string name, Value[] x) =>
        !x.All(v => v.Type == x[0].Type) ? null
        : s_operations.TryGetValue((name, x.Length), out Op op) ? Build.Emit(op, x)
        : s_composed.TryGetValue((name, x.Length), out Func<Value[], Value>? composed) ? composed(x)
        : null;
}
