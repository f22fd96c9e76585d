using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>The structs of floats of System.Numerics: operators, constants, constructors, and what works component by component. All else is a body of the library.</summary>
internal static partial class KnownVectors
{
    public static Val? Operator(BinaryOperatorKind kind, Val left, Val right)
    {
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && IsNumerics(left) && IsNumerics(right))
        {
            Value same = All(Op.FEq, Components(left), Components(right), Op.And);
            return new Val.Scalar(kind == BinaryOperatorKind.Equals ? same : Build.Emit(Op.Not, same));
        }

        if (Parts(left) is null && Parts(right) is null)
        {
            return null;
        }

        Val.Struct like = (left as Val.Struct) ?? (Val.Struct)right;
        bool isQuaternion = like.Type.Symbol.Name == "Quaternion";
        bool scaled = left is Val.Scalar || right is Val.Scalar;
        switch (kind)
        {
            case BinaryOperatorKind.Add or BinaryOperatorKind.Subtract when !scaled:
            case BinaryOperatorKind.Multiply or BinaryOperatorKind.Divide when !isQuaternion || (scaled && kind == BinaryOperatorKind.Multiply):
                return Each(like, k => kind switch
                {
                    BinaryOperatorKind.Add => At(left, k) + At(right, k),
                    BinaryOperatorKind.Subtract => At(left, k) - At(right, k),
                    BinaryOperatorKind.Multiply => At(left, k) * At(right, k),
                    _ => At(left, k) / At(right, k),
                });
            default:
                return null;
        }
    }

    public static Val? Operator(UnaryOperatorKind kind, Val operand) =>
        Parts(operand) is not { } v ? null : kind == UnaryOperatorKind.Minus ? Each(v, k => -At(v, k)) : kind == UnaryOperatorKind.Plus ? v : null;

    /// <summary>Vector3.Zero, One, UnitX and so on.</summary>
    public static Val? Constant(Lowering lowering, ITypeSymbol type, string name)
    {
        if (lowering.Types.Struct(type) is not { } parts)
        {
            return null;
        }

        Func<int, double>? value = name switch
        {
            "Zero" => _ => 0,
            "One" => _ => 1,
            "UnitX" => k => k == 0 ? 1 : 0,
            "UnitY" => k => k == 1 ? 1 : 0,
            "UnitZ" => k => k == 2 ? 1 : 0,
            "UnitW" => k => k == 3 ? 1 : 0,
            "Identity" when parts.Fields.Length > 4 => k => parts.Fields[k].Name is "M11" or "M22" or "M33" or "M44" ? 1 : 0,
            "Identity" => k => k == 3 ? 1 : 0,
            _ => null,
        };
        if (value is null && type.Name != "Quaternion" && KnownMethods.Property(name, Ty.F32) is { } same)
        {
            return new Val.Struct(parts, [.. parts.Fields.Select(_ => (Val)new Val.Scalar(same))]);
        }

        return value is null ? null : new Val.Struct(parts, [.. parts.Fields.Select((_, k) => (Val)new Val.Scalar(Build.Real(Ty.F32, value(k))))]);
    }

    /// <summary>Constructors: all components, one for all, or a shorter vector and the rest.</summary>
    public static Val? Create(StructType type, IReadOnlyList<Val> arguments)
    {
        List<Val> components = [];
        foreach (Val a in arguments)
        {
            switch (a)
            {
                case Val.Scalar:
                    components.Add(a);
                    break;
                case Val.Struct s when Parts(s) is not null:
                    components.AddRange(s.Fields);
                    break;
                default:
                    return null;
            }
        }

        if (components.Count == 1)
        {
            components = [.. type.Fields.Select(_ => components[0])];
        }

        return components.Count == type.Fields.Length ? new Val.Struct(type, [.. components]) : null;
    }

    /// <summary>Methods of vectors that need no body: reductions, and one operation for each component.</summary>
    public static Val? Invoke(Lowering lowering, IOperation at, IMethodSymbol method, IReadOnlyList<Val> a)
    {
        if (method.Name == "Multiply" && a is [Val.Scalar factor, Val.Struct scaled] && Parts(scaled) is not null)
        {
            return Each(scaled, k => factor.V * At(scaled, k));
        }

        if (a.Count == 0 || Parts(a[0]) is not { } v || !a.All(x => x is Val.Scalar || Parts(x) is not null))
        {
            return null;
        }

        bool isQuaternion = v.Type.Symbol.Name == "Quaternion";
        switch (method.Name, a.Count)
        {
            case ("Dot", 2):
                return new Val.Scalar(Dot(v, a[1]));
            case ("LengthSquared", 1):
                return new Val.Scalar(Dot(v, v));
            case ("Length", 1):
                return new Val.Scalar(Build.Emit(Op.Sqrt, Dot(v, v)));
            case ("Normalize", 1):
                Value length = Build.Emit(Op.Sqrt, Dot(v, v));
                return Each(v, k => At(v, k) / length);
            case ("Negate", 1):
                return Each(v, k => -At(v, k));
            case ("Conjugate", 1) when isQuaternion:
                return Each(v, k => k == 3 ? At(v, k) : -At(v, k));
            case ("Add", 2):
                return Each(v, k => At(v, k) + At(a[1], k));
            case ("Subtract", 2):
                return Each(v, k => At(v, k) - At(a[1], k));
            case ("Multiply", 2) when isQuaternion && a[1] is Val.Scalar:
                return Each(v, k => At(v, k) * At(a[1], k));
            case ("Equals", 2) when method.ReturnType.SpecialType == SpecialType.System_Boolean:
                return new Val.Scalar(All(Op.FEq, Components(v), Components(a[1]), Op.And));
        }

        return isQuaternion ? null : OfVector(lowering, at, method, v, a);
    }

    private static Val? OfVector(Lowering lowering, IOperation at, IMethodSymbol method, Val.Struct v, IReadOnlyList<Val> a)
    {
        switch (method.Name, a.Count)
        {
            case ("Sum", 1):
                return new Val.Scalar(Components(v).Aggregate((x, y) => x + y));
            case ("Distance", 2):
                Val difference = Each(v, k => At(v, k) - At(a[1], k));
                return new Val.Scalar(Build.Emit(Op.Sqrt, Dot(difference, difference)));
            case ("DistanceSquared", 2):
                Val between = Each(v, k => At(v, k) - At(a[1], k));
                return new Val.Scalar(Dot(between, between));
            case ("Lerp", 3):
                return Each(v, k => (At(v, k) * (Build.Real(Ty.F32, 1) - At(a[2], k))) + (At(a[1], k) * At(a[2], k)));
            case ("Reflect", 2):
                Value twice = Dot(v, a[1]) * Build.Real(Ty.F32, 2);
                return Each(v, k => At(v, k) - (twice * At(a[1], k)));
            case ("Cross", 2) when v.Fields.Length == 3:
                return Each(v, k => (At(v, (k + 1) % 3) * At(a[1], (k + 2) % 3)) - (At(v, (k + 2) % 3) * At(a[1], (k + 1) % 3)));
            case ("Shuffle", _) when a.Count == v.Fields.Length + 1:
                int[] places = [.. a.Skip(1).Select(x => lowering.IsKnown(((Val.Scalar)x).V, out long place) && place >= 0 ? (int)System.Math.Min(place, 4) : -1)];
                return places.Contains(-1) ? null : Each(v, k => places[k] < v.Fields.Length ? At(v, places[k]) : Build.Real(Ty.F32, 0));
            case ("SinCos", 1):
                Val sin = Each(v, k => Build.Emit(Op.Sin, At(v, k))), cos = Each(v, k => Build.Emit(Op.Cos, At(v, k)));
                return new Val.Struct(lowering.Types.Struct(method.ReturnType)!, [sin, cos]);
            case ("Round", 2) when a[1] is Val.Scalar mode:
                Op rounding = lowering.Rounding(mode.V, at);
                return Each(v, k => Build.Emit(rounding, At(v, k)));
        }

        bool isTruth = method.ReturnType.SpecialType == SpecialType.System_Boolean;
        if (isTruth && a.Count == 2)
        {
            return Comparison(method.Name, Components(v), [.. v.Fields.Select((_, k) => At(a[1], k))]);
        }

        // what gives a vector of masks is no arithmetic
        bool isArithmetic = SymbolEqualityComparer.Default.Equals(method.ReturnType, v.Type.Symbol) && !method.Name.StartsWith("Is", StringComparison.Ordinal)
            && a.All(x => x is Val.Scalar { V.Type: Ty.F32 } || Parts(x) is { } other && other.Fields.Length == v.Fields.Length);
        List<Val> components = [];
        for (int k = 0; isArithmetic && k < v.Fields.Length; k++)
        {
            if (Elementwise.Of(lowering, at, method.Name, [.. a.Select(x => At(x, k))]) is not { } component)
            {
                return null;
            }

            // a comparison gives bits here, not numbers
            if (component.Type != Ty.F32)
            {
                return null;
            }

            components.Add(new Val.Scalar(component));
        }

        return isArithmetic ? new Val.Struct(v.Type, [.. components]) : null;
    }

    private static Val? Comparison(string name, Value[] x, Value[] y) => name switch
    {
        "All" or "EqualsAll" => new Val.Scalar(All(Op.FEq, x, y, Op.And)),
        "Any" or "EqualsAny" => new Val.Scalar(All(Op.FEq, x, y, Op.Or)),
        "None" => new Val.Scalar(Build.Emit(Op.Not, All(Op.FEq, x, y, Op.Or))),
        "LessThanAll" => new Val.Scalar(All(Op.FLt, x, y, Op.And)),
        "LessThanAny" => new Val.Scalar(All(Op.FLt, x, y, Op.Or)),
        "LessThanOrEqualAll" => new Val.Scalar(All(Op.FLe, x, y, Op.And)),
        "LessThanOrEqualAny" => new Val.Scalar(All(Op.FLe, x, y, Op.Or)),
        "GreaterThanAll" => new Val.Scalar(All(Op.FLt, y, x, Op.And)),
        "GreaterThanAny" => new Val.Scalar(All(Op.FLt, y, x, Op.Or)),
        "GreaterThanOrEqualAll" => new Val.Scalar(All(Op.FLe, y, x, Op.And)),
        "GreaterThanOrEqualAny" => new Val.Scalar(All(Op.FLe, y, x, Op.Or)),
        _ => null,
    };

    /// <summary>Is it the identity, of a matrix or quaternion?</summary>
    public static Val? IsIdentity(Lowering lowering, Val value) => value is Val.Struct { Type.Symbol: var type } && Constant(lowering, type, "Identity") is { } identity
        ? new Val.Scalar(All(Op.FEq, Components(value), Components(identity), Op.And))
        : null;

    private static Value All(Op compare, Value[] x, Value[] y, Op join) => x.Zip(y, (a, b) => Build.Emit(compare, a, b)).Aggregate((a, b) => Build.Emit(join, a, b));

    private static bool IsNumerics(Val value) => value is Val.Struct s && s.Type.Symbol is { } type && Types.IsNumerics(type);

    private static Value[] Components(Val value) => value is Val.Scalar s ? [s.V] : [.. ((Val.Struct)value).Fields.SelectMany(Components)];

    private static Val.Struct? Parts(Val value) => value is Val.Struct s && s.Type.Symbol is { } type && Types.IsVector(type) ? s : null;

    /// <summary>A component, or the number that stands for all.</summary>
    private static Value At(Val value, int k) => value is Val.Scalar s ? s.V : ((Val.Scalar)((Val.Struct)value).Fields[k]).V;

    private static Val.Struct Each(Val.Struct like, Func<int, Value> component) =>
        new(like.Type, [.. Enumerable.Range(0, like.Fields.Length).Select(k => (Val)new Val.Scalar(component(k)))]);

    private static Value Dot(Val a, Val b)
    {
        Value sum = At(a, 0) * At(b, 0);
        for (int k = 1; k < ((Val.Struct)a).Fields.Length; k++)
        {
            sum += At(a, k) * At(b, k);
        }

        return sum;
    }
}
