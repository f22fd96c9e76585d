using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StraightThrough;

/// <summary>
/// Straight-through estimators written as sums, judged on values: STG0021 where the sum is the discrete operand and the other one is differentiated with a minus,
/// STG0025 where it is an estimator that the compiler does not fold, so that rounding errors stay.
/// </summary>
internal static class EstimatorAlgebra
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        HashSet<Inst> judged = [];
        foreach (Inst inst in method.Function.All())
        {
            // Smaller sums come first; a larger one around an estimator is only a use of it.
            if (inst.Op is not (Op.Add or Op.Sub) || inst.Args.Any(a => method.Numbering.Definition(a) is { } part && judged.Contains(part)))
            {
                if (inst.Op is Op.Add or Op.Sub or Op.Neg or Op.Mul or Op.Div or Op.StraightThrough
                    && inst.Args.Any(a => method.Numbering.Definition(a) is { } part && judged.Contains(part)))
                {
                    judged.Add(inst);
                }

                continue;
            }

            if (LinearForm.Of(inst.Result, method.Numbering) is { HasStopped: true } form && Judge(form, method) is { } descriptor)
            {
                judged.Add(inst);
                if (method.Syntax(inst) is { } syntax)
                {
                    report(Diagnostic.Create(descriptor, Whole(syntax).GetLocation()));
                }
            }
        }
    }

    private static DiagnosticDescriptor? Judge(LinearForm form, LoweredMethod method)
    {
        Term[] values = [.. form.Terms.Where(t => !IsZero(t.Value))];
        Term[] cancelling = [.. form.Terms.Where(t => IsZero(t.Value))];
        if (values is not [var hard] || !IsZero(hard.Value - 1) || cancelling.Length == 0)
        {
            return null;
        }

        Term[] soft = [.. cancelling.Where(t => !IsZero(t.Derivative) && method.Activity[t.Leaf] == Dependence.Active)];
        bool isDiscrete = method.Activity[hard.Leaf] is Dependence.Dead or Dependence.Stopped;
        if (soft.Length > 0 && isDiscrete && soft.All(t => t.Derivative < 0))
        {
            return StraightThroughRules.InvertedEstimator;
        }

        // The compiler folds sums without factors in which every cancelling pair has exactly one copy under StopGradient.
        bool folds = !form.HasFactors && cancelling.All(t => t.Stopped == t.Free);
        return soft.Length > 0 && soft.All(t => t.Derivative > 0) && !folds ? StraightThroughRules.InexactEstimator : null;
    }

    private static bool IsZero(double x) => Math.Abs(x) < 1e-9;

    /// <summary>With the parentheses and the conversion that belong to it, so that a fix replaces all of it.</summary>
    private static SyntaxNode Whole(SyntaxNode syntax) =>
        syntax is BinaryExpressionSyntax or AssignmentExpressionSyntax ? syntax : syntax.FirstAncestorOrSelf<ExpressionSyntax>() ?? syntax;
}
