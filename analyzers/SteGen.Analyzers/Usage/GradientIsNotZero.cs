using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0044: an out gradient that is zero on every path, beside others that are not.</summary>
internal static class GradientIsNotZero
{
    public static void Check(BackwardSignature signature, ImmutableArray<IOperation> blocks, Action<Diagnostic> report)
    {
        foreach (IParameterSymbol gradient in signature.Gradients.Where(g => g.RefKind == RefKind.Out && signature.Gradients.Length > 1))
        {
            IParameterReferenceOperation[] uses = [.. blocks.SelectMany(b => b.DescendantsAndSelf()).OfType<IParameterReferenceOperation>()
                .Where(r => SymbolEqualityComparer.Default.Equals(r.Parameter, gradient))];
            if (uses.Length > 0 && uses.All(u => u.Parent is ISimpleAssignmentOperation assignment && assignment.Target == u && IsZero(assignment.Value)))
            {
                report(Diagnostic.Create(CustomGradientRules.ZeroGradient, gradient.Locations[0], gradient.Name));
            }
        }
    }

    private static bool IsZero(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value.ConstantValue is { HasValue: true, Value: 0 or 0f or 0d } || value is IDefaultValueOperation;
    }
}
