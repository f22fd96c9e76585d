using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static SteGen.Generator.Diagnostics.Descriptors;

namespace SteGen.Generator.Diagnostics;

/// <summary>Group G: numbers that come out otherwise than they read.</summary>
public static class NumericRules
{
    public static readonly DiagnosticDescriptor ThrowingSign = new(
        "STG0060",
        "Sign of the framework throws on NaN",
        "'{0}' throws on NaN; generated members and Ste.Sign give NaN",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: false,
        description: "Math.Sign, MathF.Sign and T.Sign throw an ArithmeticException where their argument is NaN. Vector code does not.",
        helpLinkUri: HelpBase + "STG0060.md");

    public static readonly DiagnosticDescriptor HalfUpRounding = new(
        "STG0061",
        "Rounding by Floor(x + 0.5)",
        "Floor(x + 0.5) is not rounding: it is wrong just below one half and for large odd numbers, and rounds ties up",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "0.49999997f + 0.5f is 1, and every odd float from 2^23 on is changed. Round with an explicit MidpointRounding is exact.",
        helpLinkUri: HelpBase + "STG0061.md");

    public static readonly DiagnosticDescriptor OverflowingSurrogate = new(
        "STG0062",
        "Quotient of exponentials overflows",
        "This is NaN where the exponential is infinite; 1 / (2 + 2 cosh) is the same function, and never is",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "exp(a) / (1 + exp(a))^2 is infinity over infinity for large a.",
        helpLinkUri: HelpBase + "STG0062.md");

    public static readonly DiagnosticDescriptor LogOfZero = new(
        "STG0063",
        "Logarithm of what may be zero",
        "'{0}' is infinite where its argument is 0, and nothing keeps it from that",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "Gumbel noise -log(-log(u)) is infinite for u = 0 and for u = 1. An epsilon below the smallest normal number is lost.",
        helpLinkUri: HelpBase + "STG0063.md");

    public static readonly DiagnosticDescriptor UnboundedScale = new(
        "STG0064",
        "Division by a learnable scale without a bound",
        "'{0}' is trained, and nothing keeps it from 0",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "A step size or a temperature that is trained can reach 0 or change its sign. Max(s, epsilon), or learning its logarithm, keeps it positive.",
        helpLinkUri: HelpBase + "STG0064.md");

    public static readonly DiagnosticDescriptor ClampBounds = new(
        "STG0065",
        "Bounds of Clamp are in the wrong order",
        "The lower bound {0} is above the upper bound {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Math.Clamp throws where its lower bound is above its upper one.",
        helpLinkUri: HelpBase + "STG0065.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        ThrowingSign, HalfUpRounding, OverflowingSurrogate, LogOfZero, UnboundedScale, ClampBounds,
    ];
}
