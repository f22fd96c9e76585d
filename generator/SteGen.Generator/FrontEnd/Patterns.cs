using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>switch and patterns as chains of comparisons.</summary>
internal sealed partial class Lowering
{
    private Flow Switch(ISwitchOperation s)
    {
        Val value = Expr(s.Value);
        ITypeSymbol type = TypeOf(s.Value);
        Target exit = new("switched");
        SetFlag(exit, false);
        int labels = _labels.Count;
        _labels.Add((s.ExitLabel, exit));

        // goto case jumps to a section: only to a later one can it be followed without a loop
        if (s.Cases.SelectMany(c => c.Body).SelectMany(o => o.DescendantsAndSelf()).FirstOrDefault(o => o is IBranchOperation { BranchKind: BranchKind.GoTo }) is { } jump)
        {
            throw Refuse(jump, "'goto case'", "put the shared statements into a method and call it from both cases");
        }

        List<ISwitchCaseOperation> sections = [.. s.Cases.OrderBy(c => c.Clauses.Any(l => l is IDefaultCaseClauseOperation) ? 1 : 0)];
        try
        {
            return Section(0).Catch(exit);
        }
        finally
        {
            _labels.RemoveRange(labels, _labels.Count - labels);
            _env.Remove(exit);
        }

        Flow Section(int k)
        {
            if (k == sections.Count)
            {
                return Flow.Next;
            }

            ISwitchCaseOperation section = sections[k];
            if (section.Clauses.Any(l => l is IDefaultCaseClauseOperation))
            {
                return Block(section.Body, 0);
            }

            Value? any = null;
            foreach (ICaseClauseOperation clause in section.Clauses)
            {
                Value? before = any;
                any = before is null ? Clause(clause) : ((Val.Scalar)Choose(before, () => new Val.Scalar(Bool(true)), () => new Val.Scalar(Clause(clause)), clause)).V;
            }

            return Fork(any!, () => Block(section.Body, 0), () => Section(k + 1));
        }

        Value Clause(ICaseClauseOperation clause)
        {
            switch (clause)
            {
                case ISingleValueCaseClauseOperation single:
                    return Equal(value, Expr(single.Value), clause);
                case IPatternCaseClauseOperation pattern:
                    Value matches = Matches(pattern.Pattern, value, type, clause);
                    return pattern.Guard is { } guard ? ((Val.Scalar)Choose(matches, () => Expr(guard), () => new Val.Scalar(Bool(false)), clause)).V : matches;
                default:
                    throw Refuse(clause);
            }
        }
    }

    private Val SwitchExpression(ISwitchExpressionOperation s)
    {
        Val value = Expr(s.Value);
        ITypeSymbol type = TypeOf(s.Value);
        return Arm(0);

        Val Arm(int k)
        {
            if (k == s.Arms.Length)
            {
                Build.Add(new Inst(Op.Check, [Bool(false)], [])
                {
                    Check = CheckKind.Throw,
                    Text = "new global::System.Runtime.CompilerServices.SwitchExpressionException()",
                });
                return Val.Undefined;
            }

            ISwitchExpressionArmOperation arm = s.Arms[k];
            Value matches = Matches(arm.Pattern, value, type, arm);
            if (arm.Guard is { } guard)
            {
                matches = ((Val.Scalar)Choose(matches, () => Expr(guard), () => new Val.Scalar(Bool(false)), arm)).V;
            }

            return Is(matches, 1) ? Expr(arm.Value) : Choose(matches, () => Expr(arm.Value), () => Arm(k + 1), arm);
        }
    }

    private Value Equal(Val a, Val b, IOperation at)
    {
        if (a is not Val.Scalar { V: var x } || b is not Val.Scalar { V: var y } || x.Type != y.Type)
        {
            throw Refuse(at);
        }

        // a constant pattern compares as Equals does, so that NaN matches NaN; no other number is affected
        return Build.Emit(x.Type.IsReal() ? Op.FEq : x.Type == Ty.Bool ? Op.BEq : Op.IEq, x, y);
    }

    private Value Matches(IPatternOperation pattern, Val value, ITypeSymbol type, IOperation at)
    {
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Bool(true);
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                return value is Val.Struct { Fields: [Val.Scalar { V: var has }, ..] } n && Types.IsNullable(n.Type.Symbol) ? Not(has) : throw Refuse(pattern, "A test for null", "test it in the caller");
            case IConstantPatternOperation c when c.Value.ConstantValue is { HasValue: true, Value: double.NaN or float.NaN } && value is Val.Scalar { V: var number }:
                return Build.Emit(Op.FNe, number, number);
            case IConstantPatternOperation c:
                return Equal(value, Expr(c.Value), pattern);
            case IRelationalPatternOperation r when value is Val.Scalar { V: var x }:
                return Arithmetic(pattern, r.OperatorKind, false, x, Scalar(r.Value), type);
            case INegatedPatternOperation negated:
                return Not(Matches(negated.Pattern, value, type, at));
            case IBinaryPatternOperation b:
                Value left = Matches(b.LeftPattern, value, type, at);
                return ((Val.Scalar)(b.OperatorKind == BinaryOperatorKind.And
                    ? Choose(left, () => new Val.Scalar(Matches(b.RightPattern, value, type, at)), () => new Val.Scalar(Bool(false)), at)
                    : Choose(left, () => new Val.Scalar(Bool(true)), () => new Val.Scalar(Matches(b.RightPattern, value, type, at)), at))).V;
            case IDeclarationPatternOperation d when d.MatchesNull || d.MatchedType is null || SymbolEqualityComparer.Default.Equals(Resolve(d.MatchedType), type):
                if (d.DeclaredSymbol is { } symbol)
                {
                    Set(symbol, Named(value, symbol.Name));
                }

                return Bool(true);
            case IDeclarationPatternOperation d when value is Val.Struct { Fields: [Val.Scalar { V: var present }, var inner] } wide && Types.IsNullable(wide.Type.Symbol):
                if (d.DeclaredSymbol is { } some)
                {
                    Set(some, inner);
                }

                return present;
            case ITypePatternOperation t when SymbolEqualityComparer.Default.Equals(Resolve(t.MatchedType), type):
                return Bool(true);
            case IRecursivePatternOperation r when value is Val.Struct parts:
                return Recursive(r, parts, at);
            default:
                throw Refuse(pattern, $"The pattern '{Refusals.Short(pattern.Syntax)}'", "compare with if statements");
        }
    }

    private Value Recursive(IRecursivePatternOperation r, Val.Struct value, IOperation at)
    {
        if (Types.IsNullable(value.Type.Symbol) && value.Fields is [Val.Scalar { V: var has }, var inner])
        {
            if (!r.DeconstructionSubpatterns.IsEmpty || !r.PropertySubpatterns.IsEmpty)
            {
                throw Refuse(r, $"The pattern '{Refusals.Short(r.Syntax)}'", "ask HasValue");
            }

            if (r.DeclaredSymbol is { } some)
            {
                Set(some, inner);
            }

            return has;
        }

        if (r.DeconstructionSubpatterns.Length > value.Fields.Length || (r.DeconstructionSubpatterns.Length > 0 && !value.Type.Symbol.IsTupleType && !value.Type.Symbol.IsRecord))
        {
            throw Refuse(r, $"The pattern '{Refusals.Short(r.Syntax)}'", "compare with if statements");
        }

        Value all = Bool(true);
        for (int k = 0; k < r.DeconstructionSubpatterns.Length; k++)
        {
            int field = k;
            IPatternOperation part = r.DeconstructionSubpatterns[k];
            all = Both(all, () => Matches(part, value.Fields[field], value.Type.Fields[field].Type, at), at);
        }

        foreach (IPropertySubpatternOperation property in r.PropertySubpatterns)
        {
            string name = property.Member switch
            {
                IFieldReferenceOperation f => f.Field.Name,
                IPropertyReferenceOperation p => p.Property.Name,
                _ => throw Refuse(property),
            };
            int field = value.Type.IndexOf(name);
            if (field < 0)
            {
                throw Refuse(property, $"The pattern '{Refusals.Short(r.Syntax)}'", "compare with if statements");
            }

            all = Both(all, () => Matches(property.Pattern, value.Fields[field], value.Type.Fields[field].Type, at), at);
        }

        if (r.DeclaredSymbol is { } symbol)
        {
            Set(symbol, value);
        }

        return all;
    }

    private Value Both(Value first, Func<Value> second, IOperation at) =>
        Is(first, 1) ? second() : ((Val.Scalar)Choose(first, () => new Val.Scalar(second()), () => new Val.Scalar(Bool(false)), at)).V;
}
