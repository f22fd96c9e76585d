using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0042: a backward that does something else with the upstream gradient than to multiply it with what depends on the inputs.</summary>
internal static class UpstreamIsLinear
{
    private static readonly ImmutableHashSet<string> s_bending = ImmutableHashSet.Create(
        "Clamp", "Sign", "Min", "Max", "Abs", "Round", "Floor", "Ceiling", "Truncate", "Exp", "Log", "Sqrt", "Tanh", "Sin", "Cos", "Pow");

    public static void Check(BackwardSignature signature, ImmutableArray<IOperation> blocks, Action<Diagnostic> report)
    {
        // Locals that hold a multiple of an upstream gradient. Found in the order of the text, which is enough for what people write.
        HashSet<ISymbol> carriers = new(signature.Upstreams, SymbolEqualityComparer.Default);
        foreach (IOperation operation in blocks.SelectMany(b => b.DescendantsAndSelf()))
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Initializer.Value: { } value } declarator when KnownTypes.IsReal(declarator.Symbol.Type) && Carries(value):
                    carriers.Add(declarator.Symbol);
                    break;
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Multiply } product when Carries(product.LeftOperand) && Carries(product.RightOperand):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.Divide } quotient when Carries(quotient.RightOperand):
                case IBinaryOperation { OperatorKind: BinaryOperatorKind.LessThan or BinaryOperatorKind.LessThanOrEqual or BinaryOperatorKind.GreaterThan or BinaryOperatorKind.GreaterThanOrEqual } comparison
                    when Carries(comparison.LeftOperand) || Carries(comparison.RightOperand):
                    Report(operation);
                    break;
                case IInvocationOperation { TargetMethod: { IsStatic: true } target } call when s_bending.Contains(target.Name) && KnownTypes.IsMath(target.ContainingType) && call.Arguments.Any(a => Carries(a.Value)):
                    Report(operation);
                    break;
            }
        }

        // A length, an index and a bound of a loop are integers, and no multiples of anything.
        bool Carries(IOperation value) => value.Type is { } type && KnownTypes.IsReal(type) && value.DescendantsAndSelf().Any(o => o switch
        {
            IParameterReferenceOperation p => carriers.Contains(p.Parameter),
            ILocalReferenceOperation l => carriers.Contains(l.Local),
            _ => false,
        });

        void Report(IOperation operation)
        {
            IParameterSymbol upstream = signature.Upstreams[0];
            report(Diagnostic.Create(CustomGradientRules.NonlinearUpstream, operation.Syntax.GetLocation(), upstream.Name));
        }
    }
}
