using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Equality of tuples and records, field by field.</summary>
internal sealed partial class Lowering
{
    private Val TupleEquality(ITupleBinaryOperation t)
    {
        Value equal = EqualParts(Expr(t.LeftOperand), Expr(t.RightOperand), t);
        return new Val.Scalar(t.OperatorKind == BinaryOperatorKind.NotEquals ? Not(equal) : equal);
    }

    private Value EqualParts(Val a, Val b, IOperation at)
    {
        List<Value> xs = Leaves(a), ys = Leaves(b);
        if (a is Val.View || xs.Count != ys.Count || xs.Count == 0)
        {
            throw Refuse(at);
        }

        Value all = Bool(true);
        for (int i = 0; i < xs.Count; i++)
        {
            if (xs[i].Type != ys[i].Type)
            {
                throw Refuse(at);
            }

            all = And(all, Build.Emit(xs[i].Type.IsReal() ? Op.FEq : xs[i].Type == Ty.Bool ? Op.BEq : Op.IEq, xs[i], ys[i]));
        }

        return all;
    }

    /// <summary>== and Equals of records are written by the compiler; they compare fields as <c>Equals</c> of numbers does: NaN equals NaN.</summary>
    private Val? RecordEquality(IMethodSymbol method, Val[] operands)
    {
        if (!method.IsImplicitlyDeclared || method.Name is not ("op_Equality" or "op_Inequality" or "Equals") || operands is not [Val.Struct a, Val.Struct b])
        {
            return null;
        }

        List<Value> xs = Leaves(a), ys = Leaves(b);
        Value all = Bool(true);
        for (int i = 0; i < xs.Count; i++)
        {
            Value same = xs[i].Type.IsReal()
                ? Or(Build.Emit(Op.FEq, xs[i], ys[i]), And(Build.Emit(Op.FNe, xs[i], xs[i]), Build.Emit(Op.FNe, ys[i], ys[i])))
                : Build.Emit(xs[i].Type == Ty.Bool ? Op.BEq : Op.IEq, xs[i], ys[i]);
            all = And(all, same);
        }

        return new Val.Scalar(method.Name == "op_Inequality" ? Not(all) : all);
    }
}
