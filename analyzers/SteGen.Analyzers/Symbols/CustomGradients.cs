using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;

namespace SteGen.Analyzers.Symbols;

/// <summary>Who is whose gradient: from a method with <c>[CustomGradient]</c> to its backward, and from a backward to what it serves.</summary>
internal static class CustomGradients
{
    /// <summary>The methods that <c>[CustomGradient]</c> may mean by a name: those of the same type.</summary>
    public static ImmutableArray<IMethodSymbol> Candidates(IMethodSymbol primal, string name) =>
        [.. primal.ContainingType.GetMembers(name).OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary)];

    /// <summary>The signatures in which <paramref name="backward"/> serves as a gradient; empty for most methods.</summary>
    public static IEnumerable<BackwardSignature> ServedBy(IMethodSymbol backward, KnownTypes types, CancellationToken cancellation)
    {
        if (backward.ContainingType is null)
        {
            yield break;
        }

        foreach (IMethodSymbol primal in backward.ContainingType.GetMembers().OfType<IMethodSymbol>())
        {
            if (KnownTypes.Find(primal, types.CustomGradient) is { } attribute
                && NameInAttribute.Positional(attribute, cancellation).Any(n => n.Name == backward.Name)
                && BackwardSignature.Match(primal, backward) is { } signature)
            {
                yield return signature;
            }
        }

        foreach (IMethodSymbol primal in Targets(backward, types))
        {
            if (BackwardSignature.Match(primal, backward) is { } signature)
            {
                yield return signature;
            }
        }
    }

    /// <summary>The overloads that <c>[GradientOf(typeof(T), "M")]</c> on a method may mean.</summary>
    public static IEnumerable<IMethodSymbol> Targets(IMethodSymbol backward, KnownTypes types) =>
        KnownTypes.Find(backward, types.GradientOf) is { ConstructorArguments: [{ Value: INamedTypeSymbol type }, { Value: string name }] }
            ? type.GetMembers(name).OfType<IMethodSymbol>().Where(m => m.MethodKind == MethodKind.Ordinary)
            : [];
}
