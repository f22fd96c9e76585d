using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static SteGen.Generator.Diagnostics.Descriptors;

namespace SteGen.Generator.Diagnostics;

/// <summary>Group F: what a differentiable method asks of the world around it.</summary>
public static class PurityRules
{
    public static readonly DiagnosticDescriptor Nondeterministic = new(
        "STG0050",
        "Random numbers or time in differentiable code",
        "'{0}' gives another value each time, and a backward computes the forward again",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A backward without a tape computes the values of the forward again. Noise and time must come in as parameters, so that both see the same.",
        helpLinkUri: HelpBase + "STG0050.md");

    public static readonly DiagnosticDescriptor StateWritten = new(
        "STG0051",
        "Method with a custom gradient writes shared state",
        "'{0}' writes '{1}', which outlives the call: a backward may run the forward again",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "How often a forward or a custom gradient runs is for the generated code to decide. A count, a moving average or a cache in it is wrong sooner or later.",
        helpLinkUri: HelpBase + "STG0051.md");

    public static readonly DiagnosticDescriptor MutableStatic = new(
        "STG0053",
        "Differentiable code reads mutable static state",
        "'{0}' may change between forward and backward; pass it as a parameter, or make it readonly",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Generated members read static state each time they run. A temperature that is annealed between a forward and its backward makes the gradient that of another function.",
        helpLinkUri: HelpBase + "STG0053.md");

    public static readonly DiagnosticDescriptor InputOutput = new(
        "STG0054",
        "Input or output in differentiable code",
        "'{0}' does input or output, which a backward would do again",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A backward computes the values of the forward again. What is read or written on the way would be read or written twice.",
        helpLinkUri: HelpBase + "STG0054.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        Nondeterministic, StateWritten, MutableStatic, InputOutput,
    ];
}
