using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StopGradients;

/// <summary>STG0015: an assignment inside the argument of StopGradient. The initializers of new objects assign too, but nobody else sees what.</summary>
internal static class EffectUnderStop
{
    public static void Check(IInvocationOperation call, KnownTypes types, Action<Diagnostic> report)
    {
        if (!types.IsStopGradient(call.TargetMethod))
        {
            return;
        }

        foreach (IOperation operation in call.Arguments.SelectMany(a => a.Value.DescendantsAndSelf()))
        {
            IOperation? target = operation switch
            {
                IAssignmentOperation assignment => assignment.Target,
                IIncrementOrDecrementOperation step => step.Target,
                _ => null,
            };
            if (target is ILocalReferenceOperation or IParameterReferenceOperation or IArrayElementReferenceOperation or IFieldReferenceOperation { Instance: not IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } }
                && target.Type is { } type && KnownTypes.HasReals(type))
            {
                report(Diagnostic.Create(DeadGradientRules.EffectUnderStop, operation.Syntax.GetLocation(), target.Syntax.ToString()));
            }
        }
    }
}
