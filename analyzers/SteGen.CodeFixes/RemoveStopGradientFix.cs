using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace SteGen.CodeFixes;

/// <summary>STG0010 to STG0012: leaves what stands under StopGradient, and removes the call.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveStopGradientFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0010", "STG0011", "STG0012"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        node is InvocationExpressionSyntax { ArgumentList.Arguments.Count: 1 } ? "Remove 'StopGradient'" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation) =>
        editor.ReplaceNode(node, (current, _) => Replacements.Parenthesized(((InvocationExpressionSyntax)current).ArgumentList.Arguments[0].Expression).WithTriviaFrom(current));
}
