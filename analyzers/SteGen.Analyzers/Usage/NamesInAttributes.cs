using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0109: a name in an attribute that means no parameter, or no method of the type.</summary>
internal static class NamesInAttributes
{
    public static void Check(IMethodSymbol method, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (KnownTypes.Find(method, types.Differentiable) is { } differentiable)
        {
            string[] parameters = [.. method.Parameters.Select(p => p.Name)];
            foreach (NameInAttribute name in NameInAttribute.Positional(differentiable, cancellation).Where(n => !parameters.Contains(n.Name)))
            {
                Report(name, method.Name, "parameter", parameters);
            }
        }

        if (KnownTypes.Find(method, types.StraightThrough) is { } straightThrough
            && NameInAttribute.Named(straightThrough, "Surrogate", cancellation) is { } surrogate
            && CustomGradients.Candidates(method, surrogate.Name).IsEmpty)
        {
            Report(surrogate, method.ContainingType.Name, "method", OtherMethods(method));
        }

        // Without a near name the gradient is still to be written: that is STG0040, whose fix writes it.
        if (KnownTypes.Find(method, types.CustomGradient) is { } custom)
        {
            foreach (NameInAttribute name in NameInAttribute.Positional(custom, cancellation))
            {
                if (CustomGradients.Candidates(method, name.Name).IsEmpty && NearestName.Of(name.Name, OtherMethods(method)) is not null)
                {
                    Report(name, method.ContainingType.Name, "method", OtherMethods(method));
                }
            }
        }

        if (KnownTypes.Find(method, types.Derive) is { } derive && !types.DerivedFrom(method).Any())
        {
            foreach (NameInAttribute name in NameInAttribute.Positional(derive, cancellation).Take(1))
            {
                Report(name, method.ContainingType.Name, "method", OtherMethods(method));
            }
        }

        if (KnownTypes.Find(method, types.GradientOf) is { ConstructorArguments: [{ Value: INamedTypeSymbol target }, ..] } gradientOf)
        {
            foreach (NameInAttribute name in NameInAttribute.Positional(gradientOf, cancellation).Where(n => !target.GetMembers(n.Name).OfType<IMethodSymbol>().Any()))
            {
                Report(name, target.Name, "method", target.GetMembers().OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary).Select(m => m.Name));
            }
        }

        void Report(NameInAttribute name, string owner, string kind, IEnumerable<string> candidates)
        {
            ImmutableDictionary<string, string?> properties = NearestName.Of(name.Name, candidates) is { } nearest
                ? ImmutableDictionary<string, string?>.Empty.Add(NearestName.Property, nearest)
                : ImmutableDictionary<string, string?>.Empty;
            report(Diagnostic.Create(LanguageRules.UnknownName, name.Syntax.GetLocation(), properties, owner, kind, name.Name));
        }
    }

    private static IEnumerable<string> OtherMethods(IMethodSymbol method) => method.ContainingType.GetMembers().OfType<IMethodSymbol>()
        .Where(m => m.MethodKind == MethodKind.Ordinary && m.Name != method.Name)
        .Select(m => m.Name)
        .Distinct();
}
