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

        List<ISwitchCaseOperation> sections = [.. s.Cases.OrderBy(c => c.Clauses.Any(l => l is IDefaultCaseClauseOperation) ? 1 : 0)];
        try
        {
            return (SwitchWithJumps(s, sections, Dispatch) ?? Section(0)).Catch(exit);
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

            return Fork(AnyOf(section), () => Block(section.Body, 0), () => Section(k + 1));
        }

        Value AnyOf(ISwitchCaseOperation section)
        {
            Value? any = null;
            foreach (ICaseClauseOperation clause in section.Clauses)
            {
                Value? before = any;
                any = before is null ? Clause(clause) : ((Val.Scalar)Choose(before, () => new Val.Scalar(Bool(true)), () => new Val.Scalar(Clause(clause)), clause)).V;
            }

            return any!;
        }

        // the number of the section that the value leads to
        Val Dispatch(int k) => k == sections.Count || sections[k].Clauses.Any(l => l is IDefaultCaseClauseOperation)
            ? new Val.Scalar(Int(k))
            : Choose(AnyOf(sections[k]), () => new Val.Scalar(Int(k)), () => Dispatch(k + 1), sections[k]);

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
        if (value is Val.Struct { Fields: [Val.Scalar { V: var isThere }, var content] } optional && Types.IsNullable(optional.Type.Symbol))
        {
            ITypeSymbol underlying = optional.Type.Fields[1].Type;
            if (!Types.IsNullable(Resolve(pattern.InputType)))
            {
                // behind a pattern that null does not match
                (value, type) = (content, underlying);
            }
            else if (pattern is IRelationalPatternOperation or IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: not null } })
            {
                return Both(isThere, () => Matches(pattern, content, underlying, at), at);
            }
        }

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
            case IRecursivePatternOperation r when value is Val.View view && r.DeconstructionSubpatterns.IsEmpty && r.PropertySubpatterns.All(p => p.Member is IPropertyReferenceOperation { Property.Name: "Length" }):
                return View(r, view, at);
            case IListPatternOperation list when value is Val.View view:
                return List(list, view, type, at);
            default:
                throw Refuse(pattern, $"The pattern '{Refusals.Short(pattern.Syntax)}'", "compare with if statements");
        }
    }

    /// <summary><c>{ Length: > 2 }</c> of an array or a span.</summary>
    private Value View(IRecursivePatternOperation r, Val.View view, IOperation at)
    {
        Value all = Bool(true);
        foreach (IPropertySubpatternOperation property in r.PropertySubpatterns)
        {
            all = Both(all, () => Matches(property.Pattern, new Val.Scalar(view.Length), property.Member.Type!, at), at);
        }

        if (r.DeclaredSymbol is { } symbol)
        {
            Set(symbol, view);
        }

        return all;
    }

    /// <summary><c>[var first, .., > 0]</c>: the length first, then element by element.</summary>
    private Value List(IListPatternOperation list, Val.View view, ITypeSymbol type, IOperation at)
    {
        ITypeSymbol element = Types.Element(type) ?? throw Refuse(list);
        int slice = list.Patterns.ToList().FindIndex(p => p is ISlicePatternOperation);
        Value least = Int(slice < 0 ? list.Patterns.Length : list.Patterns.Length - 1);
        Value all = Build.Emit(slice < 0 ? Op.IEq : Op.ILe, least, view.Length);
        for (int k = 0; k < list.Patterns.Length; k++)
        {
            int number = k;
            IPatternOperation pattern = list.Patterns[k];
            if (pattern is IDiscardPatternOperation or ISlicePatternOperation { Pattern: null })
            {
                continue;
            }

            all = Both(all, () =>
            {
                if (pattern is ISlicePatternOperation { Pattern: { } rest })
                {
                    Value count = Subtract(view.Length, least);
                    _lengths.Add(count);
                    return Matches(rest, view.Part(Add(view.Offset, Int(number)), count), type, at);
                }

                Value index = slice < 0 || number < slice ? Int(number) : Subtract(view.Length, Int(list.Patterns.Length - number));
                return Matches(pattern, ElementOf(view, index), element, at);
            }, at);
        }

        if (list.DeclaredSymbol is { } symbol)
        {
            Set(symbol, view);
        }

        return all;
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
