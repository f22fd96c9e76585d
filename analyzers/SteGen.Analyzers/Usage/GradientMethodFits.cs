using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0040: a custom gradient that is not there, or does not fit its method.</summary>
public static class GradientMethodFits
{
    /// <summary>Key of the diagnostic's property that tells the fix how the method is called that it may write.</summary>
    public const string MissingName = "Missing";

    public static void Check(IMethodSymbol method, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (types.Span is null || types.ReadOnlySpan is null || method.IsGenericMethod || HasErrors(method))
        {
            return;
        }

        if (KnownTypes.Find(method, types.CustomGradient) is { } attribute)
        {
            foreach (NameInAttribute name in NameInAttribute.Positional(attribute, cancellation))
            {
                Check(method, name, types, report);
            }
        }

        if (KnownTypes.Has(method, types.GradientOf)
            && CustomGradients.Targets(method, types).ToList() is { Count: > 0 } targets
            && !targets.Any(t => t.IsGenericMethod || BackwardSignature.Match(t, method, types) is not null))
        {
            report(Diagnostic.Create(
                CustomGradientRules.MissingGradient, method.Locations[0], $"{targets[0].ContainingType.Name}.{targets[0].Name}", BackwardSignature.Expected(targets[0], method.Name, types)));
        }
    }

    private static void Check(IMethodSymbol method, NameInAttribute name, KnownTypes types, Action<Diagnostic> report)
    {
        ImmutableArray<IMethodSymbol> candidates = CustomGradients.Candidates(method, name.Name);
        bool isMissing = candidates.IsEmpty;
        if (isMissing)
        {
            bool misspelled = NearestName.Of(name.Name, method.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(m => m.Name != method.Name).Select(m => m.Name)) is not null;
            if (misspelled)
            {
                return; // STG0109
            }
        }
        else if (candidates.Any(c => HasErrors(c) || BackwardSignature.Match(method, c, types) is not null))
        {
            return;
        }

        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        report(Diagnostic.Create(
            CustomGradientRules.MissingGradient,
            name.Syntax.GetLocation(),
            isMissing ? properties.Add(MissingName, name.Name) : properties,
            method.Name,
            BackwardSignature.Expected(method, name.Name, types)));
    }

    private static bool HasErrors(IMethodSymbol method) =>
        method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Error);
}
