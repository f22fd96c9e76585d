using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static SteGen.Generator.Diagnostics.Descriptors;

namespace SteGen.Generator.Diagnostics;

/// <summary>Groups A and B: a gradient is lost, or stopped, where the author hardly meant it.</summary>
public static class DeadGradientRules
{
    public static readonly DiagnosticDescriptor PiecewiseConstantCall = new(
        "STG0001",
        "Piecewise-constant call on an active value",
        "'{0}' has derivative 0 almost everywhere, so no gradient passes through it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Sign, rounding and their like are constant between their jumps. What is computed from them gets no gradient; the straight-through forms in SteGen.Ste have the same value and pass one.",
        helpLinkUri: HelpBase + "STG0001.md");

    public static readonly DiagnosticDescriptor TruncatingCast = new(
        "STG0002",
        "Numeric cast truncates an active value",
        "The conversion to '{0}' has derivative 0, so no gradient passes through it",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A conversion of a real number to an integer is constant between its jumps. Ste.Truncate has the same value and passes the gradient.",
        helpLinkUri: HelpBase + "STG0002.md");

    public static readonly DiagnosticDescriptor ComparisonAsNumber = new(
        "STG0003",
        "Comparison turned into a number",
        "A comparison turned into a number has derivative 0, so no gradient reaches what is compared",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A condition that chooses between two constants is a step function of what it compares. Ste.Step has the same value and passes a gradient.",
        helpLinkUri: HelpBase + "STG0003.md");

    public static readonly DiagnosticDescriptor DeadResult = new(
        "STG0005",
        "Result has derivative zero for every parameter",
        "The result of '{0}' has derivative 0 with respect to every parameter",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Every path from a parameter to the result passes an operation whose derivative is 0, so all gradients would be zero.",
        helpLinkUri: HelpBase + "STG0005.md");

    public static readonly DiagnosticDescriptor StoppedResult = new(
        "STG0012",
        "StopGradient covers the whole result",
        "This StopGradient covers all that '{0}' returns, so every gradient is 0",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Every path from a parameter to the result passes Gradient.StopGradient, so all gradients are zero.",
        helpLinkUri: HelpBase + "STG0012.md");

    public static readonly DiagnosticDescriptor DecidedIndex = new(
        "STG0004",
        "Index computed from active data reaches the result",
        "Which index this is, active values decide by comparing, so no gradient reaches them",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "An argmax has derivative 0 almost everywhere. What is written at the index it found, or the index itself as a number, gets no gradient; a value loaded from that index does.",
        helpLinkUri: HelpBase + "STG0004.md");

    public static readonly DiagnosticDescriptor DeadParameter = new(
        "STG0006",
        "Gradient of one parameter is always zero",
        "The gradient of '{0}' is always 0: every path from it passes an operation with derivative 0",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A parameter that only comparisons, roundings and the like read has derivative 0, while others have one. Mark it [NoGradient], or give it a surrogate.",
        helpLinkUri: HelpBase + "STG0006.md");

    public static readonly DiagnosticDescriptor StopOutside = new(
        "STG0010",
        "StopGradient outside differentiable code",
        "'{0}' is called by no differentiable method, so StopGradient has no effect in it",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "StopGradient is the identity; only the generated derivatives of methods that reach it read more into it.",
        helpLinkUri: HelpBase + "STG0010.md");

    public static readonly DiagnosticDescriptor StoppedConstant = new(
        "STG0011",
        "StopGradient of a value without a gradient",
        "'{0}' has no gradient, so StopGradient does nothing to it",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A constant, an integer, a parameter without a gradient and something that is stopped already have no gradient to stop.",
        helpLinkUri: HelpBase + "STG0011.md");

    public static readonly DiagnosticDescriptor DiscardedStop = new(
        "STG0014",
        "Result of StopGradient is discarded",
        "StopGradient changes nothing about '{0}'; only its result is without a gradient",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "StopGradient is a function, not a command: the value that it returns has no gradient, the variable that it was given still does.",
        helpLinkUri: HelpBase + "STG0014.md");

    public static readonly DiagnosticDescriptor EffectUnderStop = new(
        "STG0015",
        "Side effect in the argument of StopGradient",
        "The assignment to '{0}' under StopGradient is not stopped: '{0}' keeps its gradient",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Only the value that StopGradient returns has no gradient. What its argument assigns on the way does.",
        helpLinkUri: HelpBase + "STG0015.md");

    public static readonly DiagnosticDescriptor StoppedView = new(
        "STG0013",
        "View under StopGradient is written later",
        "'{0}' is a view of '{1}', not a copy: it shows what is written to '{1}' after it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "StopGradient of a span or an array stops nothing but what is read through the view it returns. What is written to the memory afterwards is seen through the view, without its gradient; copy the memory first, or stop the elements.",
        helpLinkUri: HelpBase + "STG0013.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        PiecewiseConstantCall, TruncatingCast, ComparisonAsNumber, DecidedIndex, DeadResult, DeadParameter, StopOutside, StoppedConstant,
        StoppedResult, DiscardedStop, EffectUnderStop,
        StoppedView,
    ];
}
