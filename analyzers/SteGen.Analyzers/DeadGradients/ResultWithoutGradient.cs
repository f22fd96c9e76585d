using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.DeadGradients;

/// <summary>No result has a gradient: because all paths are dead (STG0005), because StopGradient covers all (STG0012), or because none begins at a parameter (STG0104).</summary>
internal static class ResultWithoutGradient
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        // one that emits nothing is only published, for what calls it
        if (method.Symbol.GetAttributes().Any(a => a.AttributeClass?.Name == "DifferentiableAttribute" && a.NamedArguments.Any(n => n.Key == "Emit" && n.Value.Value is 0)))
        {
            return;
        }

        if (!method.HasInputs)
        {
            Nothing("no parameter is a real number, or made of them");
            return;
        }

        if (method.Results.Count == 0)
        {
            Nothing("no result is a real number, or made of them");
            return;
        }

        switch (method.Results.Max(r => method.Activity[r]))
        {
            case Dependence.Dead:
                report(Diagnostic.Create(DeadGradientRules.DeadResult, method.Symbol.Locations[0], method.Symbol.Name));
                break;
            case Dependence.Stopped:
                foreach (Location location in Stops(method).DefaultIfEmpty(method.Symbol.Locations[0]))
                {
                    report(Diagnostic.Create(DeadGradientRules.StoppedResult, location, method.Symbol.Name));
                }

                break;
            case Dependence.Constant:
                Nothing("no result depends on a parameter with a gradient");
                break;
        }

        void Nothing(string why) => report(Diagnostic.Create(LanguageRules.NothingToDifferentiate, method.Symbol.Locations[0], method.Symbol.Name, why));
    }

    /// <summary>The calls of StopGradient that the gradient would have passed.</summary>
    private static IEnumerable<Location> Stops(LoweredMethod method) => method.Function.All()
        .Where(i => LinearForm.IsStopGradient(i, method.Numbering) && method.Reached[i.Result] && method.Activity[i.Args[0]] == Dependence.Active)
        .Select(method.Syntax)
        .OfType<InvocationExpressionSyntax>()
        .Select(s => s.GetLocation())
        .Distinct();
}
