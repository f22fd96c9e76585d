using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Purity;

/// <summary>STG0051: a method with a custom gradient, or its backward, writes shared state. Their bodies are never lowered, so nobody else would notice.</summary>
internal static class StateInGradient
{
    public static void Check(IMethodSymbol method, bool isBackward, ImmutableArray<IOperation> blocks, KnownTypes types, Action<Diagnostic> report)
    {
        if (!isBackward && !KnownTypes.Has(method, types.CustomGradient))
        {
            return;
        }

        foreach (IOperation operation in blocks.SelectMany(b => b.DescendantsAndSelf()))
        {
            IOperation? target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation step => step.Target,
                _ => null,
            };
            ISymbol? state = target switch
            {
                IFieldReferenceOperation { Field: { IsStatic: true } field } => field,
                IPropertyReferenceOperation { Property: { IsStatic: true } property } => property,
                IArrayElementReferenceOperation { ArrayReference: IFieldReferenceOperation { Field: { IsStatic: true } array } } => array,
                _ => null,
            };
            if (state is not null)
            {
                report(Diagnostic.Create(PurityRules.StateWritten, target!.Syntax.GetLocation(), method.Name, state.Name));
            }
        }
    }
}
