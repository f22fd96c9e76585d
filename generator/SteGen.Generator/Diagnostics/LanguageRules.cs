using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using static SteGen.Generator.Diagnostics.Descriptors;

namespace SteGen.Generator.Diagnostics;

/// <summary>What the front end says about declarations and bodies that it cannot take.</summary>
public static class LanguageRules
{
    public static readonly DiagnosticDescriptor NotPartial = new(
        "STG0100",
        "Containing type is not partial",
        "'{0}' must be partial: the derivatives of '{1}' are added to it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Generated members stand beside the method, so its type and all types around that must be partial.",
        helpLinkUri: HelpBase + "STG0100.md");

    /// <summary>Arguments: what it is; what to write instead.</summary>
    public static readonly DiagnosticDescriptor NotDifferentiable = new(
        "STG0101",
        "Construct cannot be differentiated",
        "{0} cannot be differentiated: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The front end knows no derivative for this statement or expression. It never guesses: what it does not know is an error at that very syntax.",
        helpLinkUri: HelpBase + "STG0101.md");

    public static readonly DiagnosticDescriptor NoDerivative = new(
        "STG0102",
        "Call of a method without a derivative",
        "'{0}' has no derivative: there is no source for it, it is not [Differentiable], and no [GradientOf] names it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A method of another assembly can be called where it is differentiable there, where a [GradientOf] method gives its backward, or under Gradient.StopGradient.",
        helpLinkUri: HelpBase + "STG0102.md");

    /// <summary>Arguments: the name of the parameter, field or method; its type.</summary>
    public static readonly DiagnosticDescriptor NoGradientType = new(
        "STG0103",
        "Type cannot carry a gradient",
        "'{0}' of type '{1}' cannot carry a gradient",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Gradients exist for float, double, structs and tuples of them, and arrays and spans of these.",
        helpLinkUri: HelpBase + "STG0103.md");

    public static readonly DiagnosticDescriptor NothingToDifferentiate = new(
        "STG0104",
        "Nothing to differentiate",
        "'{0}' has nothing to differentiate: {1}",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "Either no parameter is a real number or made of them, or no result depends on one that is.",
        helpLinkUri: HelpBase + "STG0104.md");

    public static readonly DiagnosticDescriptor SharedStateWritten = new(
        "STG0105",
        "Differentiable code writes shared state",
        "'{0}' is not local to the method, so a differentiable method cannot write it",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A backward may run the forward again. What it writes must be its own locals, its out and ref parameters, or its result spans.",
        helpLinkUri: HelpBase + "STG0105.md");

    public static readonly DiagnosticDescriptor UnknownTarget = new(
        "STG0106",
        "Target of a call is unknown",
        "The target of '{0}' is known only at run time, so its derivative is unknown",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Virtual calls and stored delegates have no body to differentiate at compile time. A generic type parameter with a constraint does.",
        helpLinkUri: HelpBase + "STG0106.md");

    public static readonly DiagnosticDescriptor NameTaken = new(
        "STG0107",
        "Name of a generated member is taken",
        "'{0}' is in the way of the member that SteGen would add for '{1}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A member with the exact signature replaces the generated one. One that differs only in the kind of reference or the return type, or that is no method, clashes with it.",
        helpLinkUri: HelpBase + "STG0107.md");

    public static readonly DiagnosticDescriptor UnsupportedOrder = new(
        "STG0108",
        "Order of derivative is not supported",
        "'{0}' asks for a derivative of an order that is not supported: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Second derivatives come from Derivatives.Hessian and Derivatives.HessianVectorProduct; a generated backward cannot be differentiated in reverse again.",
        helpLinkUri: HelpBase + "STG0108.md");

    public static readonly DiagnosticDescriptor UnknownName = new(
        "STG0109",
        "Unknown name in an attribute",
        "'{0}' has no {1} called '{2}'",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "The names in [Differentiable], Surrogate and [CustomGradient] are those of a parameter of the method, or of a method of the same type.",
        helpLinkUri: HelpBase + "STG0109.md");

    public static readonly DiagnosticDescriptor NoGradientForm = new(
        "STG0110",
        "Parameter form without a gradient",
        "'{0}' has no gradient form: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "Some combinations of in, ref, out, [InOut] and a type have no place for a gradient in a generated signature.",
        helpLinkUri: HelpBase + "STG0110.md");

    public static readonly DiagnosticDescriptor OverlappingSpans = new(
        "STG0111",
        "Spans of one call overlap",
        "'{0}' is written as '{1}' and is another span of the same call: that is an ArgumentException",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "What a generated member writes may not overlap what it reads, unless it works element by element.",
        helpLinkUri: HelpBase + "STG0111.md");

    public static readonly DiagnosticDescriptor LostInInteger = new(
        "STG0112",
        "Derivative is lost in an integer",
        "Active values decide what this integer is, so no gradient passes through the number that it becomes",
        Category,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        description: "A count of what passed a test, or another integer that active values decide, has derivative 0. Ste.Step of the difference has the same value and passes a gradient; StopGradient says that none is wanted.",
        helpLinkUri: HelpBase + "STG0112.md");

    /// <summary>A property of STG0113: the declaration that it asks for, in full.</summary>
    public const string ExpectedDeclaration = "ExpectedDeclaration";

    /// <summary>Arguments: the declared method; what is wrong, with the declaration that was expected.</summary>
    public static readonly DiagnosticDescriptor UnfitDeclaration = new(
        "STG0113",
        "Declaration does not fit its derivative",
        "'{0}' does not fit its [Derive]: {1}",
        Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        description: "A method marked [Derive] is partial, without a body, and has the parameters of the member that it stands for. Its name, its accessibility, arrays or spans, and which gradients it has, are free.",
        helpLinkUri: HelpBase + "STG0113.md");

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        NotPartial, NotDifferentiable, NoDerivative, NoGradientType, NothingToDifferentiate, SharedStateWritten, UnknownTarget, NameTaken,
        UnsupportedOrder, UnknownName, NoGradientForm, OverlappingSpans,
        LostInInteger, UnfitDeclaration,
    ];
}
