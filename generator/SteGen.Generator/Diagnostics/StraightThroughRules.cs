using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static SteGen.Generator.Diagnostics.Descriptors;

namespace SteGen.Generator.Diagnostics;

/// <summary>Groups C and D: straight-through estimators, written as algebra or declared by attribute.</summary>
public static class StraightThroughRules
{
    public static readonly DiagnosticDescriptor InvertedEstimator = new(
        "STG0021",
        "Inverted straight-through estimator",
        "The value is that of the discrete operand, but the gradient has the opposite sign: StopGradient stands on the wrong operand",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Where the value of a sum is discrete and the operand that cancels is differentiated with a minus sign, training moves away from the minimum.",
        helpLinkUri: HelpBase + "STG0021.md");

    public static readonly DiagnosticDescriptor InexactEstimator = new(
        "STG0025",
        "Straight-through estimator by algebra is not exact",
        "This straight-through estimator is rounded arithmetic: its value differs from the discrete operand by rounding errors",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "With floating-point numbers x + (h - x) is not always h. Gradient.StraightThrough(h, x) is h, bit for bit, and costs nothing in the forward.",
        helpLinkUri: HelpBase + "STG0025.md");

    public static readonly DiagnosticDescriptor SmoothPrimal = new(
        "STG0030",
        "Straight-through method is smooth",
        "'{0}' has no discrete operation; [StraightThrough] replaces its own, better gradient",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A straight-through gradient is an estimate for methods that have no useful one. A smooth method is differentiated exactly without the attribute.",
        helpLinkUri: HelpBase + "STG0030.md");

    public static readonly DiagnosticDescriptor DiscreteSurrogate = new(
        "STG0031",
        "Surrogate is discrete itself",
        "The derivative of the surrogate '{0}' is 0 everywhere, so it passes no gradient",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The surrogate's derivative takes the place of the method's own. It must be smooth, or absent (then it is the identity).",
        helpLinkUri: HelpBase + "STG0031.md");

    public static readonly DiagnosticDescriptor SurrogateMismatch = new(
        "STG0032",
        "Surrogate does not have the signature of the method",
        "The surrogate '{0}' must have the parameters and the return type of '{1}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The surrogate is evaluated at the same arguments as the method, so it needs the same parameter types, the same return type, and to be static where the method is.",
        helpLinkUri: HelpBase + "STG0032.md");

    public static readonly DiagnosticDescriptor IdentityOfOtherShape = new(
        "STG0034",
        "Identity gradient between different shapes",
        "The identity cannot take a gradient of '{0}' back to '{1}'; give a Surrogate",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Without a surrogate, the upstream gradient is passed to the first parameter as it is, so both must have one type.",
        helpLinkUri: HelpBase + "STG0034.md");

    public static readonly DiagnosticDescriptor IntegerResult = new(
        "STG0037",
        "Integer result cannot carry a gradient",
        "'{0}' returns '{1}', which cannot carry a gradient; return a real number",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A straight-through method gives its callers a gradient, so what it returns must be a real number, even where all its values are integers.",
        helpLinkUri: HelpBase + "STG0037.md");

    public static readonly DiagnosticDescriptor AmbiguousGradient = new(
        "STG0038",
        "Two gradients for one method",
        "'{0}' says two things about its gradient: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "StraightThrough and CustomGradient, and Surrogate and Clip, exclude one another.",
        helpLinkUri: HelpBase + "STG0038.md");

    public static readonly DiagnosticDescriptor HandWrittenEstimator = new(
        "STG0020",
        "Straight-through estimator written by hand",
        "This is a straight-through estimator; Gradient.StraightThrough says so, and has the exact value in the method itself too",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "Generated members have the exact value however the estimator is spelled. The method itself runs as written, where x + (h - x) is rounded; Gradient.StraightThrough is exact there too.",
        helpLinkUri: HelpBase + "STG0020.md");

    public static readonly DiagnosticDescriptor MissingStop = new(
        "STG0022",
        "StopGradient is missing: the terms cancel",
        "The terms cancel for the derivative too, so no gradient passes: StopGradient is missing",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "x + (q(x) - x) has the derivative of q, which is 0 for a discrete q. With StopGradient around the difference it is a straight-through estimator.",
        helpLinkUri: HelpBase + "STG0022.md");

    public static readonly DiagnosticDescriptor SoftValue = new(
        "STG0023",
        "StopGradient on the wrong operand: the value is the soft one",
        "The discrete operand cancels, so the value is that of the soft one: StopGradient stands on the wrong operand",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "soft + hard - StopGradient(hard) has the value of soft, and the derivative of soft: the discrete operand does nothing at all.",
        helpLinkUri: HelpBase + "STG0023.md");

    public static readonly DiagnosticDescriptor MismatchedEstimator = new(
        "STG0024",
        "Operands of a straight-through estimator do not cancel",
        "This looks like a straight-through estimator, but its operands are different values and do not cancel",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "In x + StopGradient(q - z) the value is q only where x and z are the same value.",
        helpLinkUri: HelpBase + "STG0024.md");

    public static readonly DiagnosticDescriptor LossOnEstimate = new(
        "STG0026",
        "Loss on a straight-through value does not train its hard operand",
        "The gradient of this difference goes to the soft operand, so what is compared here does not train the hard one",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A straight-through value passes its gradient to the soft operand. A codebook loss needs the code itself.",
        helpLinkUri: HelpBase + "STG0026.md");

    public static readonly DiagnosticDescriptor ResidualOfEstimate = new(
        "STG0027",
        "Residual minus its own straight-through value",
        "A value minus its own straight-through estimate has derivative 0: all later stages lose their gradient",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "The derivative of x - StraightThrough(q, x) with respect to x is 1 - 1. Subtract the hard value without a gradient, and wrap the sum once.",
        helpLinkUri: HelpBase + "STG0027.md");

    public static readonly DiagnosticDescriptor ParameterOutOfRange = new(
        "STG0035",
        "Constant of a straight-through operation is out of range",
        "'{0}' must be {1}, but is {2}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Clips, temperatures, slopes and step sizes are positive, and a number of bits is at least 1.",
        helpLinkUri: HelpBase + "STG0035.md");

    public static readonly DiagnosticDescriptor SoftEscapes = new(
        "STG0081",
        "Work for the soft operand stays in the forward",
        "The soft operand is used here as a value too, so a forward must compute it",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: false,
        description: "What only the soft operand of a straight-through node needs is no part of a forward. Where its value is used elsewhere too, it is.",
        helpLinkUri: HelpBase + "STG0081.md");

    public static readonly DiagnosticDescriptor HardReadsSoft = new(
        "STG0083",
        "The hard operand reads the soft one",
        "The hard operand compares what only the soft one should need, so a forward cannot leave it out; compare its argument instead",
        Category,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        description: "A monotone function decides as its argument does: the argmax of a softmax is that of the logits, and sigmoid(z) > 0.5 is z > 0.",
        helpLinkUri: HelpBase + "STG0083.md");

    public static readonly DiagnosticDescriptor UnfitSurrogate = new(
        "STG0033",
        "Surrogate has no derivative, or is not pure",
        "The surrogate '{0}' cannot be differentiated: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A surrogate is differentiated in place of its method, so it must be differentiable, and give the same in the backward as in the forward.",
        helpLinkUri: HelpBase + "STG0033.md");

    public static readonly DiagnosticDescriptor PackedThreeValues = new(
        "STG0036",
        "Three-valued sign is packed into bits",
        "'{0}' is 0 at 0, and a bit has no place for that: give SignZero.Positive or SignZero.Negative",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Packed signs are +1 or -1. A sign that is 0 at 0 is packed as one of them, so the packed network computes something else than the trained one.",
        helpLinkUri: HelpBase + "STG0036.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        HandWrittenEstimator, InvertedEstimator, MissingStop, SoftValue, MismatchedEstimator, InexactEstimator, LossOnEstimate, ResidualOfEstimate,
        SmoothPrimal, DiscreteSurrogate, SurrogateMismatch, IdentityOfOtherShape, ParameterOutOfRange, IntegerResult, AmbiguousGradient, SoftEscapes,
        HardReadsSoft,
        UnfitSurrogate, PackedThreeValues,
    ];
}
