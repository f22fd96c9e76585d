using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>What a <c>[StraightThrough]</c> declaration says about itself: STG0032 (surrogate does not fit), STG0034 (identity between shapes), STG0037 (integer result), STG0038 (said twice).</summary>
internal static class StraightThroughDeclaration
{
    public static void Check(IMethodSymbol method, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (KnownTypes.Find(method, types.StraightThrough) is not { } attribute || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not { } syntax)
        {
            return;
        }

        NameInAttribute? surrogate = NameInAttribute.Named(attribute, "Surrogate", cancellation);
        bool hasClip = attribute.NamedArguments.Any(a => a.Key == "Clip" && a.Value.Value is double and not double.NaN);
        if (KnownTypes.Has(method, types.CustomGradient))
        {
            report(Diagnostic.Create(StraightThroughRules.AmbiguousGradient, syntax.GetLocation(), method.Name, "StraightThrough and CustomGradient exclude one another"));
            return;
        }

        if (surrogate is not null && hasClip)
        {
            report(Diagnostic.Create(StraightThroughRules.AmbiguousGradient, syntax.GetLocation(), method.Name, "Surrogate and Clip exclude one another"));
            return;
        }

        if (method.ReturnType.SpecialType is >= SpecialType.System_SByte and <= SpecialType.System_UInt64 or SpecialType.System_Boolean or SpecialType.System_Char
            || method.ReturnType.TypeKind == TypeKind.Enum)
        {
            report(Diagnostic.Create(StraightThroughRules.IntegerResult, method.Locations[0], method.Name, method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
        }
        else if (surrogate is { } name)
        {
            ImmutableArray<IMethodSymbol> candidates = CustomGradients.Candidates(method, name.Name);
            if (!candidates.IsEmpty && !candidates.Any(c => Fits(c, method)))
            {
                report(Diagnostic.Create(StraightThroughRules.SurrogateMismatch, name.Syntax.GetLocation(), name.Name, method.Name));
            }
        }
        else if (KnownTypes.IsReal(method.ReturnType) && method.Parameters is [var first, ..] && !HasFirstOfType(first, method, types))
        {
            report(Diagnostic.Create(
                StraightThroughRules.IdentityOfOtherShape,
                method.Locations[0],
                method.Name,
                first.Name));
        }
    }

    private static bool HasFirstOfType(IParameterSymbol first, IMethodSymbol method, KnownTypes types) =>
        first.Type.TypeKind == TypeKind.Error
        || (SymbolEqualityComparer.Default.Equals(first.Type, method.ReturnType) && !KnownTypes.Has(first, types.NoGradient));

    private static bool Fits(IMethodSymbol surrogate, IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(surrogate.ReturnType, method.ReturnType)
        && surrogate.IsStatic == method.IsStatic
        && surrogate.TypeParameters.Length == method.TypeParameters.Length
        && (method.IsGenericMethod || (surrogate.Parameters.Length == method.Parameters.Length
            && surrogate.Parameters.Zip(method.Parameters, (a, b) => a.RefKind == b.RefKind && SymbolEqualityComparer.Default.Equals(a.Type, b.Type)).All(same => same)));
}
