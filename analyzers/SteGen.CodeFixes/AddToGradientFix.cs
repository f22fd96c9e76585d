using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace SteGen.CodeFixes;

/// <summary>STG0048: <c>=</c> becomes <c>+=</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddToGradientFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0048"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) => node is AssignmentExpressionSyntax ? "Add to the gradient" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation) =>
        editor.ReplaceNode(node, (current, _) =>
        {
            AssignmentExpressionSyntax assignment = (AssignmentExpressionSyntax)current;
            SyntaxToken plus = SyntaxFactory.Token(SyntaxKind.PlusEqualsToken).WithTriviaFrom(assignment.OperatorToken);
            return SyntaxFactory.AssignmentExpression(SyntaxKind.AddAssignmentExpression, assignment.Left, plus, assignment.Right);
        });
}
