using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace SteGen.CodeFixes;

/// <summary>STG0014: <c>StopGradient(x);</c> becomes <c>x = StopGradient(x);</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AssignStoppedFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0014"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) => Target(node, model) is { } target ? $"Assign to '{target}'" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        ExpressionSyntax target = Target(node, editor.SemanticModel)!;
        SyntaxNode discard = node.Parent is AssignmentExpressionSyntax ? node.Parent : node;
        editor.ReplaceNode(discard, (current, _) =>
        {
            ExpressionSyntax call = current is AssignmentExpressionSyntax assignment ? assignment.Right : (ExpressionSyntax)current;
            return SyntaxFactory.AssignmentExpression(
                SyntaxKind.SimpleAssignmentExpression,
                target.WithoutTrivia().WithTrailingTrivia(SyntaxFactory.Space),
                SyntaxFactory.Token(SyntaxKind.EqualsToken).WithTrailingTrivia(SyntaxFactory.Space),
                call.WithoutTrivia()).WithTriviaFrom(current);
        });
    }

    /// <summary>What is passed, where that is a variable of the type that comes back.</summary>
    private static ExpressionSyntax? Target(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: var target }] } call
            || !SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(target).Type, model.GetTypeInfo(call).Type))
        {
            return null;
        }

        return model.GetSymbolInfo(target).Symbol switch
        {
            ILocalSymbol { IsConst: false, RefKind: RefKind.None } => target,
            IParameterSymbol { RefKind: RefKind.None or RefKind.Ref or RefKind.Out } => target,
            _ => null,
        };
    }
}
