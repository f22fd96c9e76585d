using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.DeadGradients;

/// <summary>STG0001: sign, rounding and the like on an active value that reaches a result.</summary>
internal static class PiecewiseConstantCall
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst inst in method.Function.All())
        {
            if (Jumping(inst, method) is { } argument
                && method.Reached[inst.Result]
                && method.Activity[argument] == Dependence.Active
                && !Sawtooth.IsPartOf(inst, method)
                && method.Syntax(inst) is { } syntax
                && !LoweredMethod.IsUnderStopGradient(syntax))
            {
                // Convert.ToInt32 rounds first; to its reader it is a conversion.
                string name = Name(syntax);
                report(name.StartsWith("Convert.", StringComparison.Ordinal)
                    ? Diagnostic.Create(DeadGradientRules.TruncatingCast, syntax.GetLocation(), "int")
                    : Diagnostic.Create(DeadGradientRules.PiecewiseConstantCall, syntax.GetLocation(), name));
            }
        }
    }

    /// <summary>The operand that the operation is piecewise constant in. CopySign is, where its magnitude is a constant.</summary>
    private static Value? Jumping(Inst inst, LoweredMethod method) => inst.Op switch
    {
        Op.Floor or Op.Ceiling or Op.Truncate or Op.Round or Op.RoundAway or Op.Sign => inst.Args[0],
        Op.CopySign when method.Activity[inst.Args[0]] < Dependence.Dead => inst.Args[1],
        _ => null,
    };

    private static string Name(SyntaxNode syntax) => syntax is InvocationExpressionSyntax invocation ? invocation.Expression.ToString() : syntax.ToString();
}
