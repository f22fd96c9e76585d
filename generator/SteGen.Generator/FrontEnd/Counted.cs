using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SteGen.Generator;

/// <summary>
/// A <c>for</c> whose number of iterations is known when it starts: the variable is declared there, tested against a limit that the body does not change, stepped by a constant, and not assigned elsewhere.
/// </summary>
/// <param name="Variable">The loop variable.</param>
/// <param name="Limit">What it is compared with.</param>
/// <param name="Inclusive">Whether the limit itself is reached.</param>
/// <param name="Step">A constant, not 0, in the direction of the comparison.</param>
/// <param name="Further">The rest of a condition <c>i &lt; n &amp;&amp; rest</c>.</param>
/// <param name="Bottom">The other things that are done after each iteration.</param>
/// <param name="Added">What is added to the variable before it is compared (<c>i + k &lt;= n</c>), and whether it is subtracted.</param>
internal sealed record Counted(ILocalSymbol Variable, IOperation Limit, IReadOnlyList<(IOperation Term, bool IsSubtracted)> Added, bool Inclusive, int Step, IOperation? Further, IReadOnlyList<IOperation> Bottom)
{
    public static Counted? Find(IForLoopOperation f, HashSet<object> assigned)
    {
        IOperation? condition = f.Condition, further = null;
        if (condition is IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } and)
        {
            (condition, further) = (and.LeftOperand, and.RightOperand);
        }

        if (condition is not IBinaryOperation { OperatorMethod: null } test || Direction(test.OperatorKind) is not { } direction)
        {
            return null;
        }

        (IOperation left, IOperation limit) = (test.LeftOperand, test.RightOperand);
        if (!Holds(left, f))
        {
            (left, limit, direction) = (limit, left, -direction);
        }

        List<(IOperation Term, bool IsSubtracted)> added = [];
        while (left is IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, OperatorMethod: null, Type.SpecialType: SpecialType.System_Int32 } sum)
        {
            bool onTheLeft = Holds(sum.LeftOperand, f);
            if (!onTheLeft && sum.OperatorKind == BinaryOperatorKind.Subtract)
            {
                return null;
            }

            added.Add((onTheLeft ? sum.RightOperand : sum.LeftOperand, sum.OperatorKind == BinaryOperatorKind.Subtract));
            left = onTheLeft ? sum.LeftOperand : sum.RightOperand;
        }

        if (left is not ILocalReferenceOperation { Local: { Type.SpecialType: SpecialType.System_Int32 } variable } || assigned.Contains(variable)
            || !f.Locals.Contains(variable, SymbolEqualityComparer.Default) || limit.Type?.SpecialType != SpecialType.System_Int32)
        {
            return null;
        }

        List<IOperation> bottom = [.. f.AtLoopBottom];
        IOperation? bump = bottom.FirstOrDefault(o => StepOf(o, variable) is not null);
        if (bump is null || StepOf(bump, variable) is not { } step || step == 0 || step > 0 != direction > 0 || step == int.MinValue)
        {
            return null;
        }

        bottom.Remove(bump);
        foreach (IOperation other in bottom.Append(further!).Where(o => o is not null))
        {
            foreach (object key in Lowering.AssignedIn(other))
            {
                assigned.Add(key);
            }
        }

        bool inclusive = test.OperatorKind is BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThanOrEqual;
        return assigned.Contains(variable) || !IsInvariant(limit, assigned) || added.Any(a => a.Term.Type?.SpecialType != SpecialType.System_Int32 || !IsInvariant(a.Term, assigned))
            ? null
            : new Counted(variable, limit, added, inclusive, step, further, bottom);
    }

    /// <summary>Is this the loop's variable, or a sum that it is in?</summary>
    private static bool Holds(IOperation o, IForLoopOperation f) => o switch
    {
        ILocalReferenceOperation { Local: { } local } => f.Locals.Contains(local, SymbolEqualityComparer.Default),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add or BinaryOperatorKind.Subtract, OperatorMethod: null } sum => Holds(sum.LeftOperand, f) || Holds(sum.RightOperand, f),
        _ => false,
    };

    private static int? Direction(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual => 1,
        BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual => -1,
        _ => null,
    };

    private static int? StepOf(IOperation o, ILocalSymbol variable)
    {
        o = o is IExpressionStatementOperation statement ? statement.Operation : o;
        switch (o)
        {
            case IIncrementOrDecrementOperation x when IsIt(x.Target):
                return x.Kind == OperationKind.Increment ? 1 : -1;
            case ICompoundAssignmentOperation { OperatorMethod: null, Value.ConstantValue: { HasValue: true, Value: int k } } x when IsIt(x.Target):
                return x.OperatorKind switch { BinaryOperatorKind.Add => k, BinaryOperatorKind.Subtract => -k, _ => null };
            case ISimpleAssignmentOperation { Value: IBinaryOperation { OperatorMethod: null, RightOperand.ConstantValue: { HasValue: true, Value: int k } } sum } x
                when IsIt(x.Target) && IsIt(sum.LeftOperand):
                return sum.OperatorKind switch { BinaryOperatorKind.Add => k, BinaryOperatorKind.Subtract => -k, _ => null };
            default:
                return null;
        }

        bool IsIt(IOperation target) => target is ILocalReferenceOperation { Local: { } local } && SymbolEqualityComparer.Default.Equals(local, variable);
    }

    /// <summary>Evaluates to the same in every iteration: variables that the loop does not assign, lengths, arithmetic of these.</summary>
    private static bool IsInvariant(IOperation o, HashSet<object> assigned) => o switch
    {
        { ConstantValue.HasValue: true } => true,
        ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => !assigned.Contains(local),
        IParameterReferenceOperation { Parameter: { RefKind: RefKind.None or RefKind.In } parameter } => !assigned.Contains(parameter),
        IInstanceReferenceOperation { Type.IsReferenceType: true } => true,
        IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } } => true,
        IFieldReferenceOperation { Instance: { } instance } => IsInvariant(instance, assigned),
        IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: { } instance } p => IsInvariant(instance, assigned) && (p.Property.Name == "Length" || instance.Type?.IsReferenceType == true),
        IParenthesizedOperation p => IsInvariant(p.Operand, assigned),
        IConversionOperation { OperatorMethod: null } c => IsInvariant(c.Operand, assigned),
        IUnaryOperation { OperatorMethod: null } u => IsInvariant(u.Operand, assigned),
        IBinaryOperation { OperatorMethod: null } b => IsInvariant(b.LeftOperand, assigned) && IsInvariant(b.RightOperand, assigned),
        IInvocationOperation { TargetMethod: { Name: "Min" or "Max", ContainingType: { Name: "Math", ContainingNamespace.Name: "System" } } } i => i.Arguments.All(a => IsInvariant(a.Value, assigned)),
        _ => false,
    };
}
