using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.DeadGradients;

/// <summary>STG0002: an active real number becomes an integer that reaches a result as a number.</summary>
internal static class TruncatingCast
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst inst in method.Function.All())
        {
            if (inst.Op is Op.ToI32 or Op.ToI64
                && method.Reached[inst.Result]
                && method.Activity[inst.Args[0]] == Dependence.Active
                && !Sawtooth.IsPartOf(inst, method)
                && method.Syntax(inst) is { } syntax
                && !LoweredMethod.IsUnderStopGradient(syntax))
            {
                string type = syntax is CastExpressionSyntax cast ? cast.Type.ToString() : inst.Result.Type.Keyword();
                report(Diagnostic.Create(DeadGradientRules.TruncatingCast, syntax.GetLocation(), type));
            }
        }
    }
}
