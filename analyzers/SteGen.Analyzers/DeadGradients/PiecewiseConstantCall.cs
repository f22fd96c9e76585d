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
            bool isDiscrete = inst.Op is Op.Floor or Op.Ceiling or Op.Truncate or Op.Round or Op.RoundAway or Op.Sign;
            if (isDiscrete
                && method.Reached[inst.Result]
                && method.Activity[inst.Args[0]] == Dependence.Active
                && !Sawtooth.IsPartOf(inst, method)
                && method.Syntax(inst) is { } syntax)
            {
                // Convert.ToInt32 rounds first; to its reader it is a conversion.
                string name = Name(syntax);
                report(name.StartsWith("Convert.", StringComparison.Ordinal)
                    ? Diagnostic.Create(DeadGradientRules.TruncatingCast, syntax.GetLocation(), "int")
                    : Diagnostic.Create(DeadGradientRules.PiecewiseConstantCall, syntax.GetLocation(), name));
            }
        }
    }

    private static string Name(SyntaxNode syntax) => syntax is InvocationExpressionSyntax invocation ? invocation.Expression.ToString() : syntax.ToString();
}
