using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>What is asked of a method: by <c>[Differentiable]</c> on it, by <c>[Derive]</c> on another one, or by a call.</summary>
/// <param name="Names">What to differentiate with respect to; none means all.</param>
/// <param name="Prefix">What the names of members begin with.</param>
/// <param name="Emit">Which members.</param>
internal sealed record Request(ImmutableArray<string> Names, string Prefix, Members Emit)
{
    /// <summary>The names are those of the instance's marked members as well; otherwise all of these are inputs.</summary>
    public bool NamesInstance { get; init; }

    /// <summary>As <c>[Differentiable]</c> says it.</summary>
    public static Request Of(IMethodSymbol method, AttributeData attribute) => new(
        [.. Attributes.Names(attribute)],
        Attributes.Named(attribute, "Name") as string is { Length: > 0 } name && SyntaxFacts.IsValidIdentifier(name) ? name : method.Name,
        Attributes.Named(attribute, "Emit") is int members ? (Members)members : Members.Default);

    /// <summary>The body alone, for those who inline it.</summary>
    public static Request Body(IMethodSymbol method) => new([], method.Name, Members.None);

    /// <summary>Whether a marked member of the instance, or the instance itself, is an input.</summary>
    public bool WantsOfInstance(string name) => !NamesInstance || Names.Contains(name);
}
