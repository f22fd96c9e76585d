using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

internal sealed partial class Lowering
{
    private Val Expr(IOperation o) => ExprOrVoid(o) ?? throw Refuse(o);

    private Value Scalar(IOperation o) => Expr(o) is Val.Scalar s ? s.V : throw Refuse(o);

    private Value Condition(IOperation o) => Scalar(o);

    private Val.View View(IOperation o) => AsView(Expr(o), o);

    private static Val.View AsView(Val value, IOperation at) => value as Val.View ?? throw Refuse(at);

    private Val? ExprOrVoid(IOperation o) => At(o, () => Lower(o));

    private Val? Lower(IOperation o)
    {
        if (o.ConstantValue is { HasValue: true, Value: { } constant } && o.Type is { } type && Types.Scalar(type) is { } scalar)
        {
            return new Val.Scalar(Constant(scalar, constant));
        }

        switch (o)
        {
            case ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation
                or IInstanceReferenceOperation or IImplicitIndexerReferenceOperation or IDiscardOperation:
                return Read(PlaceOf(o), o);
            case IParenthesizedOperation p:
                return Expr(p.Operand);
            case IBinaryOperation b:
                return Binary(b);
            case IUnaryOperation u:
                return Unary(u);
            case ITupleBinaryOperation t:
                return TupleEquality(t);
            case IConversionOperation c:
                return Conversion(c);
            case IConditionalOperation { WhenFalse: { } whenFalse } c:
                return Choose(Condition(c.Condition), () => Expr(c.WhenTrue), () => Expr(whenFalse), c);
            case ICoalesceOperation c:
                return Coalesce(c);
            case ICoalesceAssignmentOperation c:
                return CoalesceInto(c);
            case ISimpleAssignmentOperation a:
                return Assign(a);
            case ICompoundAssignmentOperation a:
                return Update(a);
            case IIncrementOrDecrementOperation i:
                return Bump(i);
            case IDeconstructionAssignmentOperation d:
                LeftSide left = LeftOf(d.Target);
                Val parts = Expr(d.Value);
                Deconstruct(left, null, parts);
                return parts;
            case IDeclarationExpressionOperation d:
                return Read(PlaceOf(d), d);
            case ITupleOperation t:
                return Tuple(t);
            case IDefaultValueOperation d:
                return Zero(TypeOf(d), d.Syntax);
            case ISizeOfOperation s when Types.Scalar(s.TypeOperand) is not null:
                throw Refuse(o, "'sizeof'", "write the number");
            case IObjectCreationOperation c:
                return Create(c);
            case IWithOperation w:
                return With(w);
            case IArrayCreationOperation a:
                return NewArray(a);
            case ICollectionExpressionOperation c:
                return Collection(c);
            case IInvocationOperation i:
                return Invoke(i) is { } returned ? Deref(returned, o) : null;
            case ISwitchExpressionOperation s:
                return SwitchExpression(s);
            case IIsPatternOperation p:
                return new Val.Scalar(Matches(p.Pattern, Expr(p.Value), TypeOf(p.Value), p));
            case IDelegateCreationOperation d:
                return Delegate(d.Target);
            case IAnonymousFunctionOperation or IMethodReferenceOperation:
                return Delegate(o);
            case IThrowOperation t:
                // the value is never used: a default stands for it
                Throw(t);
                return Val.Undefined;
            case ILiteralOperation when o.ConstantValue is { HasValue: true, Value: null }:
                throw Refuse(o, "'null'", "use an empty span, or a bool");
            case IInvalidOperation:
                throw Quiet();
            default:
                if (StackAlloc(o) is { } view)
                {
                    return view;
                }

                throw Refuse(o);
        }
    }

    private Value Constant(Ty type, object value)
    {
        switch (type)
        {
            case Ty.Bool:
                return Bool((bool)value);
            case Ty.F32 or Ty.F64:
                return Build.Real(type, System.Convert.ToDouble(value, System.Globalization.CultureInfo.InvariantCulture));
            default:
                long number = value switch
                {
                    char c => c,
                    ulong u => unchecked((long)u),
                    _ => System.Convert.ToInt64(value, System.Globalization.CultureInfo.InvariantCulture),
                };
                return IntegerOf(type, number);
        }
    }

    /// <summary>An If with a value; both sides have the same form.</summary>
    private Val Choose(Value condition, Func<Val> whenTrue, Func<Val> whenFalse, IOperation at)
    {
        Target key = new("chosen");
        Set(key, Val.Undefined);
        Fork(condition, () => Yield(whenTrue), () => Yield(whenFalse), isExpression: true);
        Val result = _env[key];
        _env.Remove(key);
        if (result is Unmergeable)
        {
            throw Refuse(at, $"A choice between two things that no one value stands for", "choose between numbers, structs or spans, or use an if statement");
        }

        foreach (Value leaf in Leaves(result))
        {
            leaf.Hint = leaf.Hint == "chosen" ? null : leaf.Hint;
        }

        return result;

        Flow Yield(Func<Val> value)
        {
            Set(key, value());
            return Flow.Next;
        }
    }

    // ---- operators

    private Val Binary(IBinaryOperation b)
    {
        if (b.OperatorKind is BinaryOperatorKind.ConditionalAnd or BinaryOperatorKind.ConditionalOr && b.OperatorMethod is null)
        {
            bool and = b.OperatorKind == BinaryOperatorKind.ConditionalAnd;
            Value first = Condition(b.LeftOperand);
            return and
                ? Choose(first, () => Expr(b.RightOperand), () => new Val.Scalar(Bool(false)), b)
                : Choose(first, () => new Val.Scalar(Bool(true)), () => Expr(b.RightOperand), b);
        }

        if (b.LeftOperand.ConstantValue is { HasValue: true, Value: null } || b.RightOperand.ConstantValue is { HasValue: true, Value: null })
        {
            return NullTest(b);
        }

        if (b.IsLifted)
        {
            return Lifted(b, b.OperatorKind, b.OperatorMethod, b.IsChecked, Expr(b.LeftOperand), Expr(b.RightOperand), TypeOf(b));
        }

        Val left = Expr(b.LeftOperand), right = Expr(b.RightOperand);
        return Operator(b, b.OperatorKind, b.OperatorMethod, b.IsChecked, left, right, TypeOf(b.LeftOperand));
    }

    private Val Operator(IOperation at, BinaryOperatorKind kind, IMethodSymbol? method, bool isChecked, Val left, Val right, ITypeSymbol type)
    {
        if (left is Val.Scalar a && right is Val.Scalar b)
        {
            // an operator of an interface, on a number that a type parameter stands for, is the operator of that number
            return method is null || method.ContainingType.TypeKind == TypeKind.Interface
                ? new Val.Scalar(Arithmetic(at, kind, isChecked, a.V, b.V, type))
                : InlineOperator(at, method, left, right);
        }

        if (method is not null)
        {
            return KnownVectors.Operator(kind, left, right) ?? InlineOperator(at, method, left, right);
        }

        throw Refuse(at);
    }

    private Val InlineOperator(IOperation at, IMethodSymbol method, params Val[] operands)
    {
        foreach (Val operand in operands)
        {
            if (operand is Val.Struct { Type.Symbol: var type } && Implementation(type, method) is IMethodSymbol implementation)
            {
                method = implementation;
                break;
            }
        }

        return RecordEquality(method, operands) ?? Call(at, method, null, [.. operands])!;
    }

    private Value Arithmetic(IOperation at, BinaryOperatorKind kind, bool isChecked, Value a, Value b, ITypeSymbol type)
    {
        if (a.Type.IsReal())
        {
            return kind switch
            {
                BinaryOperatorKind.Add => Build.Emit(Op.Add, a, b),
                BinaryOperatorKind.Subtract => Build.Emit(Op.Sub, a, b),
                BinaryOperatorKind.Multiply => Build.Emit(Op.Mul, a, b),
                BinaryOperatorKind.Divide => Build.Emit(Op.Div, a, b),
                BinaryOperatorKind.Remainder => Build.Emit(Op.Rem, a, b),
                BinaryOperatorKind.Equals => Build.Emit(Op.FEq, a, b),
                BinaryOperatorKind.NotEquals => Build.Emit(Op.FNe, a, b),
                BinaryOperatorKind.LessThan => Build.Emit(Op.FLt, a, b),
                BinaryOperatorKind.LessThanOrEqual => Build.Emit(Op.FLe, a, b),
                BinaryOperatorKind.GreaterThan => Build.Emit(Op.FLt, b, a),
                BinaryOperatorKind.GreaterThanOrEqual => Build.Emit(Op.FLe, b, a),
                _ => throw Refuse(at),
            };
        }

        if (a.Type == Ty.Bool)
        {
            return kind switch
            {
                BinaryOperatorKind.And => And(a, b),
                BinaryOperatorKind.Or => Or(a, b),
                BinaryOperatorKind.ExclusiveOr or BinaryOperatorKind.NotEquals => Build.Emit(Op.BNe, a, b),
                BinaryOperatorKind.Equals => Build.Emit(Op.BEq, a, b),
                _ => throw Refuse(at),
            };
        }

        return isChecked && kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply && isChecked
            ? CheckedArithmetic(at, kind, a, b, type)
            : IntegerArithmetic(at, kind, a, b, type);
    }

    private Val Unary(IUnaryOperation u)
    {
        Val operand = Expr(u.Operand);
        if (u.IsLifted)
        {
            return u.OperatorKind is UnaryOperatorKind.Minus or UnaryOperatorKind.Plus && operand is Val.Struct { Fields: [_, Val.Scalar { V: var inner }] } nullable && inner.Type.IsReal()
                ? u.OperatorKind == UnaryOperatorKind.Plus ? operand : new Val.Struct(nullable.Type, [nullable.Fields[0], new Val.Scalar(Build.Emit(Op.Neg, inner))])
                : throw Refuse(u, "This operator on a nullable number", "ask HasValue, and compute with Value");
        }

        if (operand is not Val.Scalar { V: var x })
        {
            return u.OperatorMethod is { } method ? KnownVectors.Operator(u.OperatorKind, operand) ?? InlineOperator(u, method, operand) : throw Refuse(u);
        }

        return u.OperatorKind switch
        {
            UnaryOperatorKind.Plus => operand,
            UnaryOperatorKind.Minus when x.Type.IsReal() => new Val.Scalar(Build.Emit(Op.Neg, x)),
            UnaryOperatorKind.Minus => new Val.Scalar(Arithmetic(u, BinaryOperatorKind.Subtract, u.IsChecked, IntegerOf(x.Type, 0), x, TypeOf(u))),
            UnaryOperatorKind.Not when x.Type == Ty.Bool => new Val.Scalar(Not(x)),
            UnaryOperatorKind.BitwiseNegation when x.Type.IsInteger() => new Val.Scalar(Narrow(Build.Emit(Op.INot, x), TypeOf(u))),
            _ => throw Refuse(u),
        };
    }
}
