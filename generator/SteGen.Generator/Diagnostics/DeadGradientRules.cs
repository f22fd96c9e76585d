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

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
        [PiecewiseConstantCall, TruncatingCast, ComparisonAsNumber, DeadResult, StoppedResult];
}
