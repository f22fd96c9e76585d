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

    public static readonly DiagnosticDescriptor NonlinearUpstream = new(
        "STG0042",
        "Custom gradient is not linear in the upstream gradient",
        "The gradient is linear in '{0}' by the chain rule, but this is not",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A vector-Jacobian product is linear in what arrives from the result. Clipping, squaring or taking the sign of it makes gradients of sums wrong; clip in the optimizer.",
        helpLinkUri: HelpBase + "STG0042.md");

    public static readonly DiagnosticDescriptor ZeroGradient = new(
        "STG0044",
        "Custom gradient of an input is always zero",
        "The gradient of '{0}' is always 0: [NoGradient] on the input says so, and saves the argument",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "An input whose gradient is zero whatever arrives is a constant.",
        helpLinkUri: HelpBase + "STG0044.md");

    public static readonly DiagnosticDescriptor RecursiveGradient = new(
        "STG0045",
        "Custom gradient calls the derivative that it defines",
        "'{0}' calls '{1}', which calls '{0}' again",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A generated derivative of a method with a custom gradient calls that gradient. A gradient that calls the derivative never returns. Calling the method itself is fine.",
        helpLinkUri: HelpBase + "STG0045.md");

    public static readonly DiagnosticDescriptor GradientOrder = new(
        "STG0047",
        "Gradients stand in another order than the inputs",
        "'{0}' stands where the gradient of '{1}' belongs: gradients come in the order of the inputs",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The gradients of a custom gradient are told apart by their place, not by their names.",
        helpLinkUri: HelpBase + "STG0047.md");

    public static readonly DiagnosticDescriptor NeverApplied = new(
        "STG0046",
        "Custom gradient is never applied",
        "No differentiable method calls '{0}', so its custom gradient is never applied",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A custom gradient takes effect where a differentiable method calls the method that carries it.",
        helpLinkUri: HelpBase + "STG0046.md");

    public static readonly DiagnosticDescriptor SecondGradient = new(
        "STG0049",
        "Second gradient for one method",
        "'{0}' {1}, so this gradient is never used",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A method has one derivative: what it says itself, or one [GradientOf] method.",
        helpLinkUri: HelpBase + "STG0049.md");

    public static readonly DiagnosticDescriptor CapturedActive = new(
        "STG0055",
        "Method with a gradient of its own captures an active value",
        "'{0}' is no parameter of '{1}', so its backward passes no gradient to it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The backward of [CustomGradient] and [StraightThrough] knows the parameters of the method. What it captures, or reads from a [Differentiable] field, gets no gradient; pass it as a parameter.",
        helpLinkUri: HelpBase + "STG0055.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        MissingGradient, IgnoredUpstream, NonlinearUpstream, IdentityGradient, ZeroGradient, RecursiveGradient, NeverApplied, GradientOrder,
        OverwrittenGradient, SecondGradient,
        CapturedActive,
    ];
}
