using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0048: the gradient span of a custom gradient collects from all uses of an input, so it is added to.</summary>
internal static class GradientSpanIsAddedTo
{
    public static void Check(IMethodSymbol method, ImmutableArray<IOperation> blocks, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        IParameterSymbol[] spans = [.. CustomGradients.ServedBy(method, types, cancellation)
            .SelectMany(s => s.Gradients)
            .Where(g => types.SpanElement(g.Type) is not null)];
        if (spans.Length == 0)
        {
            return;
        }

        foreach (IOperation operation in blocks.SelectMany(b => b.DescendantsAndSelf()))
        {
            switch (operation)
            {
                // The indexer of a span is a property; an element written through a slice is out of sight, and stays silent.
                case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IParameterReferenceOperation span } target } assignment
                    when Is(span) && !ReadsTarget(assignment.Value.Syntax, target.Syntax):
                    Report(assignment.Syntax, span);
                    break;
                case IInvocationOperation { Instance: IParameterReferenceOperation span, TargetMethod.Name: "Clear" or "Fill" } call when Is(span):
                    Report(call.Syntax, span);
                    break;
                case IInvocationOperation { TargetMethod.Name: "CopyTo", Arguments: [var destination] } call
                    when types.ReadOnlySpanElement(call.TargetMethod.ContainingType) is not null || types.SpanElement(call.TargetMethod.ContainingType) is not null:
                    if (destination.Value is IParameterReferenceOperation target2 && Is(target2))
                    {
                        Report(call.Syntax, target2);
                    }

                    break;
            }
        }

        bool Is(IParameterReferenceOperation reference) => spans.Any(s => SymbolEqualityComparer.Default.Equals(s, reference.Parameter));

        void Report(SyntaxNode syntax, IParameterReferenceOperation span) =>
            report(Diagnostic.Create(CustomGradientRules.OverwrittenGradient, syntax.GetLocation(), span.Parameter.Name));
    }

    /// <summary><c>g[i] = g[i] + …</c> adds as well.</summary>
    private static bool ReadsTarget(SyntaxNode value, SyntaxNode target) =>
        value.DescendantNodesAndSelf().OfType<ElementAccessExpressionSyntax>().Any(e => SyntaxFactory.AreEquivalent(e, target));
}
