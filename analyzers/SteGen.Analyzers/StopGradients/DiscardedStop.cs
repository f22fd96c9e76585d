using System;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StopGradients;

/// <summary>STG0014: StopGradient as a statement, as if it did something to its argument.</summary>
internal static class DiscardedStop
{
    public static void Check(IInvocationOperation call, KnownTypes types, Action<Diagnostic> report)
    {
        if (types.IsStopGradient(call.TargetMethod)
            && call.Arguments is [var argument]
            && call.Parent is IExpressionStatementOperation or ISimpleAssignmentOperation { Target: IDiscardOperation })
        {
            report(Diagnostic.Create(DeadGradientRules.DiscardedStop, call.Syntax.GetLocation(), argument.Value.Syntax.ToString()));
        }
    }
}
