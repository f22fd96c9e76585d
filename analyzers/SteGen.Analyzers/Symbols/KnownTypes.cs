using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SteGen.Analyzers.Symbols;

/// <summary>The types that the rules look for, as one compilation knows them.</summary>
public sealed class KnownTypes
{
    private KnownTypes(Compilation compilation, INamedTypeSymbol differentiable)
    {
        Differentiable = differentiable;
        StraightThrough = compilation.GetTypeByMetadataName("SteGen.StraightThroughAttribute");
        CustomGradient = compilation.GetTypeByMetadataName("SteGen.CustomGradientAttribute");
        GradientOf = compilation.GetTypeByMetadataName("SteGen.GradientOfAttribute");
        Derive = compilation.GetTypeByMetadataName("SteGen.DeriveAttribute");
        NoGradient = compilation.GetTypeByMetadataName("SteGen.NoGradientAttribute");
        InOut = compilation.GetTypeByMetadataName("SteGen.InOutAttribute");
        Gradient = compilation.GetTypeByMetadataName("SteGen.Gradient");
        BitMatrix = compilation.GetTypeByMetadataName("SteGen.BitMatrix");
        Operations = [.. new[] { "SteGen.Ste", "SteGen.Spike" }.Select(compilation.GetTypeByMetadataName).OfType<INamedTypeSymbol>()];
        GeneratedDerivative = compilation.GetTypeByMetadataName("SteGen.GeneratedDerivativeAttribute");
        Span = compilation.GetTypeByMetadataName("System.Span`1");
        ReadOnlySpan = compilation.GetTypeByMetadataName("System.ReadOnlySpan`1");
    }

    public INamedTypeSymbol Differentiable { get; }

    public INamedTypeSymbol? StraightThrough { get; }

    public INamedTypeSymbol? CustomGradient { get; }

    public INamedTypeSymbol? GradientOf { get; }

    public INamedTypeSymbol? Derive { get; }

    public INamedTypeSymbol? NoGradient { get; }

    public INamedTypeSymbol? InOut { get; }

    public INamedTypeSymbol? Gradient { get; }

    /// <summary>Packed signs.</summary>
    public INamedTypeSymbol? BitMatrix { get; }

    /// <summary>The types of straight-through operations.</summary>
    public ImmutableArray<INamedTypeSymbol> Operations { get; }

    public INamedTypeSymbol? GeneratedDerivative { get; }

    public INamedTypeSymbol? Span { get; }

    public INamedTypeSymbol? ReadOnlySpan { get; }

    /// <summary>Null where the compilation does not reference SteGen: then there is nothing to analyze.</summary>
    public static KnownTypes? From(Compilation compilation) =>
        compilation.GetTypeByMetadataName("SteGen.DifferentiableAttribute") is { } differentiable ? new KnownTypes(compilation, differentiable) : null;

    public static AttributeData? Find(ISymbol symbol, INamedTypeSymbol? attribute) =>
        attribute is null ? null : symbol.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));

    public static bool Has(ISymbol symbol, INamedTypeSymbol? attribute) => Find(symbol, attribute) is not null;

    public bool IsStopGradient(IMethodSymbol method) => method.Name == "StopGradient" && SymbolEqualityComparer.Default.Equals(method.ContainingType, Gradient);

    /// <summary>Says something about its derivative, so that derivatives of others may reach it.</summary>
    public bool IsMarked(IMethodSymbol method) => Has(method, Differentiable) || Has(method, StraightThrough) || Has(method, CustomGradient) || Has(method, GradientOf);

    /// <summary>The methods that a [Derive] declaration may mean: nothing for other methods.</summary>
    public IEnumerable<IMethodSymbol> DerivedFrom(IMethodSymbol method) => Find(method, Derive) is { ConstructorArguments: [{ Value: string name }, ..] }
        ? method.ContainingType.GetMembers(name).OfType<IMethodSymbol>().Where(m => !Has(m, Derive) && !Has(m, GeneratedDerivative))
        : [];

    /// <summary>The element type of a <c>Span&lt;T&gt;</c>; null for anything else.</summary>
    public ITypeSymbol? SpanElement(ITypeSymbol type) => ElementOf(type, Span);

    /// <summary>The element type of a <c>ReadOnlySpan&lt;T&gt;</c>; null for anything else.</summary>
    public ITypeSymbol? ReadOnlySpanElement(ITypeSymbol type) => ElementOf(type, ReadOnlySpan);

    /// <summary>float, double, or a struct or tuple with a real inside.</summary>
    public static bool HasReals(ITypeSymbol type, int depth = 0)
    {
        if (IsReal(type))
        {
            return true;
        }

        return depth < 8 && type is INamedTypeSymbol { TypeKind: TypeKind.Struct, SpecialType: SpecialType.None } structure
            && Fields(structure).Any(f => HasReals(f.Type, depth + 1));
    }

    public static bool IsReal(ITypeSymbol type) => type.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    /// <summary>Math, MathF, float or double.</summary>
    public static bool IsMath(INamedTypeSymbol type) =>
        IsReal(type) || (type.Name is "Math" or "MathF" && type.ContainingNamespace is { Name: "System", ContainingNamespace.IsGlobalNamespace: true });

    /// <summary>Code of other assemblies may use it.</summary>
    public static bool IsVisibleOutside(ISymbol symbol)
    {
        for (ISymbol? s = symbol; s is not null and not INamespaceSymbol; s = s.ContainingSymbol)
        {
            if (s.DeclaredAccessibility is Accessibility.Private or Accessibility.Internal or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }

        return true;
    }

    private static IEnumerable<IFieldSymbol> Fields(INamedTypeSymbol structure) => structure.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic);

    private static ITypeSymbol? ElementOf(ITypeSymbol type, INamedTypeSymbol? definition) =>
        type is INamedTypeSymbol { TypeArguments.Length: 1 } named && SymbolEqualityComparer.Default.Equals(named.OriginalDefinition, definition)
            ? named.TypeArguments[0]
            : null;
}
