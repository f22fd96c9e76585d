using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace SteGen.CodeFixes;

/// <summary>STG0061: <c>Floor(x + 0.5)</c> becomes <c>Round(x, MidpointRounding.ToEven)</c>.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class HalfUpRoundingFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0061"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) => Rounded(node, model) is null ? null : "Use 'Round' with 'MidpointRounding.ToEven'";

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        ExpressionSyntax rounded = Rounded(node, editor.SemanticModel)!;
        InvocationExpressionSyntax call = (InvocationExpressionSyntax)node;
        MemberAccessExpressionSyntax method = (MemberAccessExpressionSyntax)call.Expression;
        ExpressionSyntax mode = SyntaxFactory.ParseExpression("global::System.MidpointRounding.ToEven").WithAdditionalAnnotations(Simplifier.Annotation);
        ArgumentListSyntax arguments = SyntaxFactory.ArgumentList(SyntaxFactory.SeparatedList(
        [
            SyntaxFactory.Argument(Replacements.Unparenthesized(rounded).WithoutTrivia()),
            SyntaxFactory.Argument(mode).WithLeadingTrivia(SyntaxFactory.Space),
        ]));
        editor.ReplaceNode(call, call.WithExpression(method.WithName(SyntaxFactory.IdentifierName("Round"))).WithArgumentList(arguments).WithTriviaFrom(call));
    }

    private static ExpressionSyntax? Rounded(SyntaxNode node, SemanticModel model)
    {
        if (node is not InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax, ArgumentList.Arguments: [{ Expression: var argument }] }
            || Replacements.Unparenthesized(argument) is not BinaryExpressionSyntax sum || !sum.IsKind(SyntaxKind.AddExpression))
        {
            return null;
        }

        return IsHalf(sum.Right) ? sum.Left : IsHalf(sum.Left) ? sum.Right : null;

        bool IsHalf(ExpressionSyntax e) => model.GetConstantValue(e).Value is 0.5f or 0.5;
    }
}
