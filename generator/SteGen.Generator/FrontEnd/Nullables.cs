using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>double? and its like: a bool and a number.</summary>
internal sealed partial class Lowering
{
    private Val ValueOfNullable(Val.Struct nullable)
    {
        Build.Add(new Inst(Op.Check, [((Val.Scalar)nullable.Fields[0]).V], [])
        {
            Check = CheckKind.Throw,
            Text = "new global::System.InvalidOperationException(\"Nullable object must have a value.\")",
        });
        return nullable.Fields[1];
    }

    private Val Coalesce(ICoalesceOperation c)
    {
        if (c.Value.Type is not { } type || !Types.IsNullable(Resolve(type)) || Expr(c.Value) is not Val.Struct nullable)
        {
            throw Refuse(c, "'??' on anything but a nullable number", "use an if statement");
        }

        Value has = ((Val.Scalar)nullable.Fields[0]).V;
        bool stays = Types.IsNullable(TypeOf(c));
        return Choose(has, () => stays ? nullable : Convert(nullable.Fields[1], nullable.Type.Fields[1].Type, TypeOf(c), c), () => Expr(c.WhenNull), c);
    }

    /// <summary>x ??= y: its value is no longer nullable where y is not.</summary>
    private Val CoalesceInto(ICoalesceAssignmentOperation a)
    {
        Place target = PlaceOf(a.Target);
        if (Read(target, a.Target) is not Val.Struct { Fields: [Val.Scalar { V: var has }, ..] } nullable || !Types.IsNullable(nullable.Type.Symbol))
        {
            throw Refuse(a, "'??=' on anything but a nullable number", "use an if statement");
        }

        Fork(has, () => Flow.Next, () =>
        {
            Val value = Expr(a.Value);
            Write(target, value is Val.Struct s && Types.IsNullable(s.Type.Symbol) ? value : new Val.Struct(nullable.Type, [new Val.Scalar(Bool(true)), Convert(value, TypeOf(a.Value), nullable.Type.Fields[1].Type, a)]), a);
            return Flow.Next;
        }, isExpression: true);
        Val now = Read(target, a);
        return Types.IsNullable(TypeOf(a)) || now is not Val.Struct { Fields: [_, var number] } ? now : number;
    }

    /// <summary>x == null and x != null.</summary>
    private Val NullTest(IBinaryOperation b)
    {
        IOperation tested = b.LeftOperand.ConstantValue is { HasValue: true, Value: null } ? b.RightOperand : b.LeftOperand;
        if (Expr(tested) is not Val.Struct { Fields: [Val.Scalar { V: var has }, ..] } value || !Types.IsNullable(value.Type.Symbol))
        {
            throw Refuse(b, "A test for null", "null has no derivative: test it in the caller");
        }

        return new Val.Scalar(b.OperatorKind == BinaryOperatorKind.Equals ? Not(has) : has);
    }

    /// <summary>An operator of numbers on nullable ones: no value where one of them has none; two without a value are equal.</summary>
    private Val Lifted(IOperation at, BinaryOperatorKind kind, IMethodSymbol? method, bool isChecked, Val left, Val right, ITypeSymbol result)
    {
        if (left is not Val.Struct { Fields: [Val.Scalar { V: var hasLeft }, Val.Scalar x] } a || right is not Val.Struct { Fields: [Val.Scalar { V: var hasRight }, Val.Scalar y] } b
            || !Types.IsNullable(a.Type.Symbol) || !Types.IsNullable(b.Type.Symbol) || x.V.Type == Ty.Bool || x.V.Type != y.V.Type)
        {
            throw Refuse(at, "This operator on a nullable number", "ask HasValue, and compute with Value");
        }

        ITypeSymbol number = a.Type.Fields[1].Type;
        Value both = And(hasLeft, hasRight);
        Val Apply(BinaryOperatorKind operation) => Operator(at, operation, method, isChecked, x, y, number);
        switch (kind)
        {
            case BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals:
                Value equal = Or(And(both, ((Val.Scalar)Apply(BinaryOperatorKind.Equals)).V), And(Not(hasLeft), Not(hasRight)));
                return new Val.Scalar(kind == BinaryOperatorKind.Equals ? equal : Not(equal));
            case BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual:
                return new Val.Scalar(And(both, ((Val.Scalar)Apply(kind)).V));
            default:
                StructType type = Types.Struct(result) ?? throw Refuse(at);
                Val value = Choose(both, () => Convert(Apply(kind), number, type.Fields[1].Type, at), () => Zero(type.Fields[1].Type, at.Syntax), at);
                return new Val.Struct(type, [new Val.Scalar(both), value]);
        }
    }

    private Val? NullableMethod(IInvocationOperation i, IOperation receiver)
    {
        if (Expr(receiver) is not Val.Struct nullable || i.TargetMethod.Name != "GetValueOrDefault")
        {
            throw Refuse(i);
        }

        Value has = ((Val.Scalar)nullable.Fields[0]).V;
        Val[] arguments = [.. i.Arguments.Select(a => Expr(a.Value))];
        return Choose(has, () => nullable.Fields[1], () => arguments.Length > 0 ? arguments[0] : ZeroLike(nullable.Fields[1]), i);
    }
}
