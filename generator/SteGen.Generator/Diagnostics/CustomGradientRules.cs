using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static SteGen.Generator.Diagnostics.Descriptors;

namespace SteGen.Generator.Diagnostics;

/// <summary>Group E: backward methods that the user wrote.</summary>
public static class CustomGradientRules
{
    public static readonly DiagnosticDescriptor MissingGradient = new(
        "STG0040",
        "Gradient method is missing or has another signature",
        "The gradient of '{0}' must be declared as '{1}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A custom gradient takes the inputs, optionally the result, the upstream gradient of each result, and a gradient for each differentiable input: out for a scalar, a span that is added to.",
        helpLinkUri: HelpBase + "STG0040.md");

    public static readonly DiagnosticDescriptor IgnoredUpstream = new(
        "STG0041",
        "Upstream gradient is ignored",
        "'{0}' never uses the upstream gradient '{1}', so it is right only where that is 1",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A backward method multiplies what arrives from the result with its own derivative. One that does not breaks the chain rule.",
        helpLinkUri: HelpBase + "STG0041.md");

    public static readonly DiagnosticDescriptor IdentityGradient = new(
        "STG0043",
        "Custom gradient is the identity",
        "'{0}' passes the upstream gradient on unchanged; [StraightThrough] on '{1}' says the same",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A straight-through method needs no backward method of its own, and has a forward mode and higher derivatives for nothing.",
        helpLinkUri: HelpBase + "STG0043.md");

    public static readonly DiagnosticDescriptor OverwrittenGradient = new(
        "STG0048",
        "Custom gradient overwrites its span",
        "'{0}' must be added to, not overwritten: it may hold gradients from other uses of the same input",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The gradient spans of a custom gradient collect what all uses of an input contribute.",
        helpLinkUri: HelpBase + "STG0048.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } = [MissingGradient, IgnoredUpstream, IdentityGradient, OverwrittenGradient];
}
