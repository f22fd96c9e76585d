using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>
/// STG0111: one variable as two spans of a generated member, at least one of them written. Members that work element by element may take it, and so may a gradient in the place of an upstream; those are left alone.
/// </summary>
internal static class OverlappingSpans
{
    public static void Check(IInvocationOperation call, KnownTypes types, Action<Diagnostic> report)
    {
        if (call.TargetMethod.Name.EndsWith("Batch", StringComparison.Ordinal) || !KnownTypes.Has(call.TargetMethod, types.GeneratedDerivative))
        {
            return;
        }

        IArgumentOperation[] spans = [.. call.Arguments.Where(a => a.Parameter is { } p && (types.SpanElement(p.Type) ?? types.ReadOnlySpanElement(p.Type)) is not null)];
        foreach (IArgumentOperation written in spans.Where(a => types.SpanElement(a.Parameter!.Type) is not null && a.Parameter.Name.EndsWith("Gradient", StringComparison.Ordinal)))
        {
            ISymbol? variable = Variable(written);
            if (variable is not null && spans.Any(other => other != written && SymbolEqualityComparer.Default.Equals(Variable(other), variable) && !IsUpstream(other)))
            {
                report(Diagnostic.Create(LanguageRules.OverlappingSpans, written.Syntax.GetLocation(), variable.Name, written.Parameter!.Name));
            }
        }
    }

    private static bool IsUpstream(IArgumentOperation argument) =>
        argument.Parameter is { Type.Name: "ReadOnlySpan" } parameter && parameter.Name.EndsWith("Gradient", StringComparison.Ordinal);

    private static ISymbol? Variable(IArgumentOperation argument)
    {
        IOperation value = argument.Value;
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            IFieldReferenceOperation { Instance: null or IInstanceReferenceOperation } field => field.Field,
            _ => null,
        };
    }
}
