using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static SteGen.Generator.Diagnostics.Descriptors;

namespace SteGen.Generator.Diagnostics;

/// <summary>Group H: recipes of the literature that are easily written the wrong way round. Off by default: a program may mean what it says.</summary>
public static class DomainRules
{
    public static readonly DiagnosticDescriptor CodebookWeight = new(
        "STG0070",
        "Weight of the commitment loss stands before the codebook loss",
        "This square moves the code, and is scaled; the weight of a vector quantizer belongs to the other one",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "In the loss of a VQ-VAE the weight scales the commitment term Square(z - StopGradient(e)), not the codebook term Square(StopGradient(z) - e).",
        helpLinkUri: HelpBase + "STG0070.md");

    public static readonly DiagnosticDescriptor SingleGumbel = new(
        "STG0071",
        "Binary relaxation with a single Gumbel variable",
        "One Gumbel variable in a sigmoid is not a relaxed Bernoulli variable: Log(u) - Log(1 - u) is logistic",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "The difference of two Gumbel variables is logistic. A sigmoid of a logit with one of them is biased.",
        helpLinkUri: HelpBase + "STG0071.md");

    public static readonly DiagnosticDescriptor ThresholdOffHalf = new(
        "STG0072",
        "Hard threshold is not at one half of the soft path",
        "Where the hard operand steps, the soft one is {0} and not 0.5",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "A step and its soft path should agree on where the middle is; else the estimate is biased to one side.",
        helpLinkUri: HelpBase + "STG0072.md");

    public static readonly DiagnosticDescriptor EqualToMaximum = new(
        "STG0073",
        "One-hot by equality with the maximum",
        "Comparing with the maximum gives a one at every equal element, and no gradient",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "An element that equals the maximum is not the only one where there are ties, and a comparison has derivative 0.",
        helpLinkUri: HelpBase + "STG0073.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        CodebookWeight, SingleGumbel, ThresholdOffHalf, EqualToMaximum,
    ];
}
