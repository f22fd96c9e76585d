using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Symbols;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Generator;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StraightThrough;

/// <summary>STG0031: with the derivative of its surrogate, a straight-through method has none.</summary>
internal static class DiscreteSurrogate
{
    public static void Check(IMethodSymbol method, AttributeData attribute, Compilation compilation, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (NameInAttribute.Named(attribute, "Surrogate", cancellation) is not { } surrogate || !method.IsStatic)
        {
            return;
        }

        LoweringResult lowered = new FrontEnd(compilation).LowerStraightThrough(method, attribute, cancellation);
        UnfitSurrogate.Check(method, surrogate, lowered, compilation, report, cancellation);
        foreach (LoweredMethod node in LoweredMethod.From(method, lowered))
        {
            if (node.HasInputs && node.Results.Count > 0 && node.Results.All(r => node.Activity[r] != Dependence.Active))
            {
                report(Diagnostic.Create(StraightThroughRules.DiscreteSurrogate, surrogate.Syntax.GetLocation(), surrogate.Name));
            }
        }
    }
}
