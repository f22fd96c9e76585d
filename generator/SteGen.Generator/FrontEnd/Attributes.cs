using System.Linq;
using Microsoft.CodeAnalysis;

namespace SteGen.Generator;

/// <summary>Reading SteGen's attributes; half-written ones read as if the missing parts were not there.</summary>
internal static class Attributes
{
    public const string Differentiable = "SteGen.DifferentiableAttribute";

    public const string Derive = "SteGen.DeriveAttribute";

    public const string StraightThrough = "SteGen.StraightThroughAttribute";

    public static AttributeData? Find(ISymbol symbol, string name)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.AttributeClass is { } type && type.Name == name && IsOurs(type))
            {
                return attribute;
            }
        }

        return null;
    }

    public static bool Has(ISymbol symbol, string name) => Find(symbol, name) is not null;

    /// <summary>A member that SteGen wrote altogether: one that the user declared, and SteGen implements, is the user's.</summary>
    public static bool IsGenerated(ISymbol symbol) => Has(symbol, "GeneratedDerivativeAttribute") && !Has(symbol, "DeriveAttribute");

    /// <summary>Something of the namespace <c>SteGen</c> itself.</summary>
    public static bool IsOurs(ISymbol symbol) => symbol.ContainingNamespace is { Name: "SteGen", ContainingNamespace.IsGlobalNamespace: true };

    /// <summary>The value of a named argument; null where it is not given.</summary>
    public static object? Named(AttributeData attribute, string name)
    {
        foreach (System.Collections.Generic.KeyValuePair<string, TypedConstant> argument in attribute.NamedArguments)
        {
            if (argument.Key == name && argument.Value.Kind is TypedConstantKind.Primitive or TypedConstantKind.Enum)
            {
                return argument.Value.Value;
            }
        }

        return null;
    }

    public static object? Positional(AttributeData attribute, int index) =>
        index < attribute.ConstructorArguments.Length && attribute.ConstructorArguments[index] is { Kind: not TypedConstantKind.Array and not TypedConstantKind.Error } value
            ? value.Value
            : null;

    /// <summary>The strings of a <c>params string[]</c>.</summary>
    public static string[] Names(AttributeData attribute) =>
        attribute.ConstructorArguments.Length > 0 && attribute.ConstructorArguments[0] is { Kind: TypedConstantKind.Array, IsNull: false } names
            ? [.. names.Values.Select(v => v.Value as string).Where(s => s is not null).Select(s => s!)]
            : [];
}
