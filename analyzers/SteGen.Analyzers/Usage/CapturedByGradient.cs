using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>
/// STG0055: a method with a gradient of its own reads what has a gradient and is no parameter of it: a variable around a local function, a <c>[Differentiable]</c> field. Its backward knows only its parameters.
/// </summary>
internal static class CapturedByGradient
{
    public static void Check(IMethodSymbol method, ImmutableArray<IOperation> blocks, KnownTypes types, Action<Diagnostic> report)
    {
        if (HasGradientOfItsOwn(method, types))
        {
            ReportReads(method, blocks, types, report);
        }

        foreach (ILocalFunctionOperation local in blocks.SelectMany(b => b.Descendants()).OfType<ILocalFunctionOperation>().Where(l => HasGradientOfItsOwn(l.Symbol, types)))
        {
            ReportReads(local.Symbol, [local], types, report);
        }
    }

    private static bool HasGradientOfItsOwn(IMethodSymbol method, KnownTypes types) => KnownTypes.Has(method, types.CustomGradient) || KnownTypes.Has(method, types.StraightThrough);

    private static void ReportReads(IMethodSymbol method, IEnumerable<IOperation> bodies, KnownTypes types, Action<Diagnostic> report)
    {
        HashSet<ISymbol> said = new(SymbolEqualityComparer.Default);
        foreach (IOperation operation in bodies.SelectMany(b => b.Descendants()))
        {
            ISymbol? read = operation switch
            {
                ILocalReferenceOperation { Local: { IsConst: false } local } when IsOutside(local, method) && CarriesReals(local.Type, types) => local,
                IParameterReferenceOperation { Parameter: var parameter } when IsOutside(parameter, method) && CarriesReals(parameter.Type, types) && !KnownTypes.Has(parameter, types.NoGradient) => parameter,
                IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field } when KnownTypes.Has(field, types.Differentiable) => field,
                IPropertyReferenceOperation { Instance: IInstanceReferenceOperation, Property: var property } when KnownTypes.Has(property, types.Differentiable) => property,
                _ => null,
            };
            if (read is not null && said.Add(read))
            {
                report(Diagnostic.Create(CustomGradientRules.CapturedActive, operation.Syntax.GetLocation(), read.Name, method.Name));
            }
        }
    }

    /// <summary>It belongs to a method around the local function.</summary>
    private static bool IsOutside(ISymbol variable, IMethodSymbol method)
    {
        for (ISymbol? owner = variable.ContainingSymbol; owner is IMethodSymbol; owner = owner.ContainingSymbol)
        {
            if (SymbolEqualityComparer.Default.Equals(owner, method))
            {
                return false;
            }
        }

        return true;
    }

    private static bool CarriesReals(ITypeSymbol type, KnownTypes types) => KnownTypes.HasReals(type)
        || (type is IArrayTypeSymbol array && KnownTypes.HasReals(array.ElementType))
        || (types.SpanElement(type) ?? types.ReadOnlySpanElement(type)) is { } element && KnownTypes.HasReals(element);
}
