using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Symbols;
using SteGen.Generator;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0040: a custom gradient that is not there, or does not fit its method.</summary>
public static class GradientMethodFits
{
    /// <summary>Key of the diagnostic's property that tells the fix how the method is called that it may write.</summary>
    public const string MissingName = "Missing";

    public static void Check(IMethodSymbol method, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (method.IsGenericMethod || HasErrors(method))
        {
            return;
        }

        if (KnownTypes.Find(method, types.CustomGradient) is { } attribute)
        {
            if (CustomGradient.Obstacle(method) is { } obstacle)
            {
                Location place = method.Parameters.FirstOrDefault(p => p.Name == obstacle.Name)?.Locations[0] ?? method.Locations[0];
                report(Diagnostic.Create(LanguageRules.NoGradientForm, place, obstacle.Name, obstacle.Reason));
                return;
            }

            foreach (NameInAttribute name in NameInAttribute.Positional(attribute, cancellation))
            {
                Check(method, name, report);
            }
        }

        if (KnownTypes.Has(method, types.GradientOf)
            && CustomGradients.Targets(method, types).ToList() is { Count: > 0 } targets
            && !targets.Any(t => CustomGradient.Match(t, method) is not null))
        {
            IMethodSymbol target = targets.FirstOrDefault(t => CustomGradient.Obstacle(t) is null) ?? targets[0];
            string name = $"{target.ContainingType.Name}.{target.Name}";
            report(CustomGradient.Obstacle(target) is { } obstacle
                ? Diagnostic.Create(LanguageRules.NoGradientForm, method.Locations[0], $"{name}.{obstacle.Name}", obstacle.Reason)
                : Diagnostic.Create(CustomGradientRules.MissingGradient, method.Locations[0], name, CustomGradient.Expected(target, method.Name)));
        }
    }

    private static void Check(IMethodSymbol method, NameInAttribute name, Action<Diagnostic> report)
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
        else if (candidates.Any(c => HasErrors(c) || CustomGradient.Match(method, c) is not null))
        {
            return;
        }

        ImmutableDictionary<string, string?> properties = ImmutableDictionary<string, string?>.Empty;
        report(Diagnostic.Create(
            CustomGradientRules.MissingGradient,
            name.Syntax.GetLocation(),
            isMissing ? properties.Add(MissingName, name.Name) : properties,
            method.Name,
            CustomGradient.Expected(method, name.Name)));
    }

    private static bool HasErrors(IMethodSymbol method) =>
        method.ReturnType.TypeKind == TypeKind.Error || method.Parameters.Any(p => p.Type.TypeKind == TypeKind.Error);
}
