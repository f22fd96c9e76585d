using System.Linq;
using Microsoft.CodeAnalysis;

namespace SteGen.Testing;

/// <summary>What each type becomes in a dual program.</summary>
internal static class DualTypes
{
    public const string Dual = "global::SteGen.Testing.Dual";
    public const string DualF = "global::SteGen.Testing.DualF";

    public static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Double or SpecialType.System_Single;

    /// <summary>Vector2, Vector3 and Vector4: structs of floats that the user did not write.</summary>
    public static bool IsVector(ITypeSymbol? type) =>
        type is { Name: "Vector2" or "Vector3" or "Vector4", ContainingNamespace: { } home } && home.ToDisplayString() == "System.Numerics";

    public static string Of(ITypeSymbol real) => real.SpecialType == SpecialType.System_Double ? Dual : DualF;

    public static bool ContainsReal(ITypeSymbol? type) => type switch
    {
        null => false,
        IArrayTypeSymbol array => ContainsReal(array.ElementType),
        IPointerTypeSymbol pointer => ContainsReal(pointer.PointedAtType),
        INamedTypeSymbol { IsGenericType: true } named => named.TypeArguments.Any(ContainsReal),
        _ => IsReal(type) || IsVector(type),
    };

    /// <summary>The type in C#, reals replaced; constructed types are taken apart, the user's own keep their names.</summary>
    public static string Text(ITypeSymbol type) => type switch
    {
        _ when IsReal(type) => Of(type),
        _ when IsVector(type) => $"global::SteGen.Testing.Dual{type.Name}",
        IArrayTypeSymbol array => $"{Text(array.ElementType)}[{new string(',', array.Rank - 1)}]",
        INamedTypeSymbol { IsTupleType: true } tuple => $"({string.Join(", ", tuple.TupleElements.Select(e => e.IsExplicitlyNamedTupleElement ? $"{Text(e.Type)} {e.Name}" : Text(e.Type)))})",
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => $"{Text(nullable.TypeArguments[0])}?",
        INamedTypeSymbol { IsGenericType: true } named when ContainsReal(named) =>
            $"{Container(named)}{named.Name}<{string.Join(", ", named.TypeArguments.Select(Text))}>",
        _ => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
    };

    private static string Container(INamedTypeSymbol type) =>
        type.ContainingType is { } outer ? $"{Text(outer)}."
        : type.ContainingNamespace.IsGlobalNamespace ? "global::"
        : $"{type.ContainingNamespace.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.";
}
