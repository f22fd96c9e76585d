using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SteGen.Testing;

/// <summary>The methods marked [GradientOf]: which call of a foreign method goes through which of them.</summary>
internal sealed class ForeignGradients
{
    private readonly List<(INamedTypeSymbol Type, string Method, IMethodSymbol Backward)> _all = [];

    public ForeignGradients(Compilation compilation)
    {
        foreach (IMethodSymbol method in compilation.GetSymbolsWithName(_ => true, SymbolFilter.Member).OfType<IMethodSymbol>())
        {
            if (method.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == "SteGen.GradientOfAttribute") is { ConstructorArguments: [{ Value: INamedTypeSymbol type }, { Value: string name }] })
            {
                _all.Add((type, name, method));
            }
        }
    }

    /// <summary>The backward for a call of this method, if the user gave one.</summary>
    public string? StandInOf(IMethodSymbol called) =>
        _all.FirstOrDefault(g => g.Method == called.Name
            && SymbolEqualityComparer.Default.Equals(g.Type, called.ContainingType)
            && g.Backward.Parameters.Length > called.Parameters.Length
            && called.Parameters.Zip(g.Backward.Parameters).All(p => SymbolEqualityComparer.Default.Equals(p.First.Type, p.Second.Type))) is { Backward: { } backward }
            ? $"{backward.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{NameOf(backward)}"
            : null;

    /// <summary>The foreign method that a backward is for, overload resolved by its first parameters.</summary>
    public IMethodSymbol? TargetOf(IMethodSymbol backward) =>
        _all.Where(g => SymbolEqualityComparer.Default.Equals(g.Backward, backward))
            .SelectMany(g => g.Type.GetMembers(g.Method).OfType<IMethodSymbol>())
            .FirstOrDefault(m => StandInOf(m)?.EndsWith("." + NameOf(backward), System.StringComparison.Ordinal) == true);

    public static string NameOf(IMethodSymbol backward) => $"__ThroughGradient_{backward.Name}";
}
