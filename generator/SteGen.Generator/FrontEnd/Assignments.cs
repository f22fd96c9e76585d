using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Assignments: a place is evaluated once, then read and written.</summary>
internal sealed partial class Lowering
{
    private Val Assign(ISimpleAssignmentOperation a)
    {
        if (a.IsRef)
        {
            if (a.Target is not ILocalReferenceOperation { Local: { } local })
            {
                throw Refuse(a);
            }

            Place place = PlaceOf(a.Value);
            Set(local, new Val.Reference(place));
            return Read(place, a);
        }

        Place target = PlaceOf(a.Target, isAssigned: true);
        Val value = Expr(a.Value);
        if (a.Target is ILocalReferenceOperation or IParameterReferenceOperation)
        {
            Named(value, a.Target is ILocalReferenceOperation l ? l.Local.Name : ((IParameterReferenceOperation)a.Target).Parameter.Name);
        }

        Write(target, value, a);
        return value;
    }

    private Val Update(ICompoundAssignmentOperation a)
    {
        if (a.IsLifted)
        {
            Place nullable = PlaceOf(a.Target);
            Val before = Read(nullable, a.Target), after = Lifted(a, a.OperatorKind, a.OperatorMethod, a.IsChecked, before, Expr(a.Value), TypeOf(a));
            Write(nullable, after, a);
            return after;
        }

        Place target = PlaceOf(a.Target);
        Val old = Read(target, a.Target);
        ITypeSymbol type = TypeOf(a.Target), computed = type;
        if (a.OperatorMethod is null && old is Val.Scalar s && Types.Scalar(type) is not null && a.InConversion.IsNumeric)
        {
            // b += 1 on a byte computes as an int; f += d on a float and a double as a double
            bool shift = a.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift;
            computed = shift ? Promoted(type) : Wider(Promoted(type), TypeOf(a.Value));
            old = new Val.Scalar(Convert(s.V, type, computed, a));
        }

        Val value = Operator(a, a.OperatorKind, a.OperatorMethod, a.IsChecked, old, Expr(a.Value), computed);
        if (value is Val.Scalar v && !SymbolEqualityComparer.Default.Equals(type, computed))
        {
            if (a.IsChecked)
            {
                CheckConversion(a, v.V, computed, type);
            }

            value = new Val.Scalar(Convert(v.V, computed, type, a));
        }

        if (a.Target is ILocalReferenceOperation l)
        {
            Named(value, l.Local.Name);
        }

        Write(target, value, a);
        return value;
    }

    private Val Bump(IIncrementOrDecrementOperation i)
    {
        if (i.IsLifted)
        {
            throw Refuse(i);
        }

        Place target = PlaceOf(i.Target);
        Val old = Read(target, i.Target);
        if (i.OperatorMethod is { } method && (old is not Val.Scalar || method.ContainingType.TypeKind != TypeKind.Interface))
        {
            Val bumped = InlineOperator(i, method, old);
            Write(target, bumped, i);
            return i.IsPostfix ? old : bumped;
        }

        if (old is not Val.Scalar { V: var x })
        {
            throw Refuse(i);
        }

        BinaryOperatorKind kind = i.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        Value one = x.Type.IsReal() ? Build.Real(x.Type, 1) : IntegerOf(x.Type, 1);
        Value next = Arithmetic(i, kind, i.IsChecked, x, one, TypeOf(i.Target));
        if (!next.Type.IsReal())
        {
            if (i.IsChecked)
            {
                CheckConversion(i, next, Promoted(TypeOf(i.Target)), TypeOf(i.Target));
            }

            next = Narrow(next, TypeOf(i.Target));
        }

        Named(new Val.Scalar(next), i.Target is ILocalReferenceOperation l ? l.Local.Name : null!);
        Write(target, new Val.Scalar(next), i);
        return i.IsPostfix ? old : new Val.Scalar(next);
    }
}
