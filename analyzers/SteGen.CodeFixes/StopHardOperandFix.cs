using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace SteGen.CodeFixes;

/// <summary>STG0027: <c>r - StraightThrough(q, r)</c> becomes <c>r - StopGradient(q)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class StopHardOperandFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0027"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) => Estimate(node, model) is null ? null : "Subtract the hard value under 'StopGradient'";

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        InvocationExpressionSyntax estimate = Estimate(node, editor.SemanticModel)!;
        editor.ReplaceNode(estimate, Replacements.Call("Gradient", "StopGradient", estimate.ArgumentList.Arguments[0].Expression).WithTriviaFrom(estimate));
    }

    private static InvocationExpressionSyntax? Estimate(SyntaxNode node, SemanticModel model)
    {
        ExpressionSyntax? subtracted = node switch
        {
            BinaryExpressionSyntax difference => difference.Right,
            AssignmentExpressionSyntax assignment => assignment.Right,
            _ => null,
        };
        return subtracted is not null && Replacements.Unparenthesized(subtracted) is InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null }, { NameColon: null }] } call
            && model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "StraightThrough", ContainingType: { Name: "Gradient", ContainingNamespace.Name: "SteGen" } }
            ? call
            : null;
    }
}
