using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static SteGen.Generator.Diagnostics.Descriptors;

namespace SteGen.Generator.Diagnostics;

/// <summary>Groups F and I: what becomes of the loops of a method. Off by default: they are a report, not a complaint.</summary>
public static class LoopRules
{
    public static readonly DiagnosticDescriptor Overwritten = new(
        "STG0052",
        "Value that the backward needs is overwritten",
        "'{0}' is overwritten later, so each iteration keeps it for the backward: {1} bytes",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "Where memory keeps what the backward needs, nothing is kept twice. An element that is overwritten must be: write to another span where the memory traffic matters.",
        helpLinkUri: HelpBase + "STG0052.md");

    public static readonly DiagnosticDescriptor NotInLanes = new(
        "STG0080",
        "Loop does not go into lanes",
        "This loop runs one iteration at a time: {0}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "Of every nest the outermost loop whose iterations are independent goes into lanes. The message says why none of this nest does.",
        helpLinkUri: HelpBase + "STG0080.md");

    public static readonly DiagnosticDescriptor LaneByLane = new(
        "STG0082",
        "Access in lanes runs one after the other",
        "{0}, so this runs for one lane after the other",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "In a loop that goes into lanes, additions at places that depend on data keep the order of the iterations, and scratch of an iteration at such places is read element by element.",
        helpLinkUri: HelpBase + "STG0082.md");

    public static readonly DiagnosticDescriptor Kept = new(
        "STG0084",
        "Loop keeps values for the backward",
        "Each iteration keeps {0} bytes for the backward: {1}",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "A value that the backward needs and cannot compute cheaply is kept once per iteration.",
        helpLinkUri: HelpBase + "STG0084.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        Overwritten, NotInLanes, LaneByLane, Kept,
    ];
}
