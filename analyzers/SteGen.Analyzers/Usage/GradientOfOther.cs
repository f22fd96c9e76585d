using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0046 and STG0049: gradients that nothing applies, and targets that have a derivative already. Both need all methods of the project.</summary>
internal static class GradientOfOther
{
    public static void Check(IReadOnlyCollection<IMethodSymbol> marked, IReadOnlyCollection<IMethodSymbol> derived, Compilation compilation, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        IMethodSymbol[] given = [.. marked.Where(m => KnownTypes.Has(m, types.GradientOf)).OrderBy(m => m.Locations[0].SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(m => m.Locations[0].SourceSpan.Start)];
        HashSet<ISymbol> served = new(SymbolEqualityComparer.Default);
        foreach (IMethodSymbol backward in given)
        {
            foreach (IMethodSymbol target in CustomGradients.Targets(backward, types).Where(t => BackwardSignature.Match(t, backward) is not null))
            {
                bool isMarked = types.IsMarked(target);
                if (isMarked || !served.Add(target.OriginalDefinition))
                {
                    report(Diagnostic.Create(CustomGradientRules.SecondGradient, backward.Locations[0], target.Name, isMarked ? "says itself what its derivative is" : "has another [GradientOf] method"));
                }
            }
        }

        IMethodSymbol[] custom = [.. marked.Where(m => KnownTypes.Has(m, types.CustomGradient) && !KnownTypes.Has(m, types.Differentiable) && !KnownTypes.IsVisibleOutside(m))];
        if (custom.Length == 0)
        {
            return;
        }

        // What no differentiable method of the project reaches, where there are some; a project of nothing but primitives is a library in the making.
        IMethodSymbol[] roots = [.. marked.Where(m => KnownTypes.Has(m, types.Differentiable)), .. derived];
        CallGraph reached = CallGraph.From(roots.Concat(marked.Where(m => KnownTypes.Has(m, types.StraightThrough))), compilation, cancellation);
        foreach (IMethodSymbol method in custom.Where(m => roots.Length > 0 && !reached.Contains(m)))
        {
            report(Diagnostic.Create(CustomGradientRules.NeverApplied, method.Locations[0], method.Name));
        }
    }
}
