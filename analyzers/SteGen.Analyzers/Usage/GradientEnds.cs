using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0045: a backward that calls itself, or a generated derivative of the method that it serves.</summary>
internal static class GradientEnds
{
    public static void Check(IMethodSymbol method, BackwardSignature signature, ImmutableArray<IOperation> blocks, KnownTypes types, Action<Diagnostic> report)
    {
        foreach (IInvocationOperation call in blocks.SelectMany(b => b.DescendantsAndSelf()).OfType<IInvocationOperation>())
        {
            IMethodSymbol target = call.TargetMethod.OriginalDefinition;
            bool isItself = SymbolEqualityComparer.Default.Equals(target, method.OriginalDefinition);
            bool isDerivative = SymbolEqualityComparer.Default.Equals(target.ContainingType, signature.Primal.ContainingType)
                && KnownTypes.Find(target, types.GeneratedDerivative) is { ConstructorArguments: [{ Value: string function }, { Value: int kind }, ..] }
                && function == signature.Primal.Name && kind != ForwardKind;
            if (isItself || isDerivative)
            {
                report(Diagnostic.Create(CustomGradientRules.RecursiveGradient, call.Syntax.GetLocation(), method.Name, target.Name));
            }
        }
    }

    /// <summary>A generated forward is only the method again.</summary>
    private const int ForwardKind = 1;
}
