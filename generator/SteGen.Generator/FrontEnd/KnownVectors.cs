using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Vector2, Vector3 and Vector4 of System.Numerics as structs of floats.</summary>
internal static class KnownVectors
{
    public static Val? Operator(BinaryOperatorKind kind, Val left, Val right)
    {
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
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                Value all = Build.Emit(Op.FEq, At(left, 0), At(right, 0));
                for (int k = 1; k < like.Fields.Length; k++)
                {
                    all = Build.Emit(Op.And, all, Build.Emit(Op.FEq, At(left, k), At(right, k)));
                }

                return new Val.Scalar(kind == BinaryOperatorKind.Equals ? all : Build.Emit(Op.Not, all));
            default:
                return null;
        }
    }

    public static Val? Operator(UnaryOperatorKind kind, Val operand) =>
        kind == UnaryOperatorKind.Minus && Parts(operand) is { } v ? Each(v, k => -At(v, k)) : null;

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
            "Identity" => k => k == 3 ? 1 : 0,
            _ => null,
        };
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

    public static Val? Invoke(IMethodSymbol method, IReadOnlyList<Val> a)
    {
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
            case ("Distance", 2) when !isQuaternion:
                Val difference = Each(v, k => At(v, k) - At(a[1], k));
                return new Val.Scalar(Build.Emit(Op.Sqrt, Dot(difference, difference)));
            case ("DistanceSquared", 2) when !isQuaternion:
                Val between = Each(v, k => At(v, k) - At(a[1], k));
                return new Val.Scalar(Dot(between, between));
            case ("Normalize", 1):
                Value length = Build.Emit(Op.Sqrt, Dot(v, v));
                return Each(v, k => At(v, k) / length);
            case ("Negate", 1):
                return Each(v, k => -At(v, k));
            case ("Conjugate", 1) when isQuaternion:
                return Each(v, k => k == 3 ? At(v, k) : -At(v, k));
            case ("Abs", 1):
                return Each(v, k => Build.Emit(Op.Abs, At(v, k)));
            case ("SquareRoot", 1):
                return Each(v, k => Build.Emit(Op.Sqrt, At(v, k)));
            case ("Min", 2):
                return Each(v, k => Build.Emit(Op.Min, At(v, k), At(a[1], k)));
            case ("Max", 2):
                return Each(v, k => Build.Emit(Op.Max, At(v, k), At(a[1], k)));
            case ("Add", 2):
                return Each(v, k => At(v, k) + At(a[1], k));
            case ("Subtract", 2):
                return Each(v, k => At(v, k) - At(a[1], k));
            case ("Multiply", 2) when !isQuaternion:
                return Each(v, k => At(v, k) * At(a[1], k));
            case ("Divide", 2) when !isQuaternion:
                return Each(v, k => At(v, k) / At(a[1], k));
            case ("Lerp", 3) when !isQuaternion:
                return Each(v, k => (At(v, k) * (Build.Real(Ty.F32, 1) - At(a[2], k))) + (At(a[1], k) * At(a[2], k)));
            case ("Reflect", 2) when !isQuaternion:
                Value twice = Dot(v, a[1]) * Build.Real(Ty.F32, 2);
                return Each(v, k => At(v, k) - (twice * At(a[1], k)));
            case ("Cross", 2) when v.Fields.Length == 3:
                return Each(v, k => (At(v, (k + 1) % 3) * At(a[1], (k + 2) % 3)) - (At(v, (k + 2) % 3) * At(a[1], (k + 1) % 3)));
            default:
                return null;
        }
    }

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
