using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Numerics;

/// <summary>STG0060: the sign of the framework throws on NaN; generated members give NaN.</summary>
internal static class ThrowingSign
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst inst in method.Function.All())
        {
            if (inst.Op == Op.Sign && method.IsOwn(inst) && method.Syntax(inst) is InvocationExpressionSyntax syntax)
            {
                report(Diagnostic.Create(NumericRules.ThrowingSign, syntax.GetLocation(), syntax.Expression.ToString()));
            }
        }
    }
}
