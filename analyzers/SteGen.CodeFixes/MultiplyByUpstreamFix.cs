using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace SteGen.CodeFixes;

/// <summary>STG0041: multiplies what a custom gradient returns, or assigns to its gradients, by the upstream gradient.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class MultiplyByUpstreamFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0041"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        node is ParameterSyntax upstream
        && model.GetDeclaredSymbol(upstream)?.Type.SpecialType is SpecialType.System_Single or SpecialType.System_Double
        && Gradients((ParameterSyntax)node).Any()
            ? $"Multiply by '{((ParameterSyntax)node).Identifier.ValueText}'"
            : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        ParameterSyntax upstream = (ParameterSyntax)node;
        foreach (ExpressionSyntax gradient in Gradients(upstream))
        {
            editor.ReplaceNode(gradient, (current, _) => Times((ExpressionSyntax)current, upstream.Identifier));
        }
    }

    /// <summary>The expressions that become gradients: what is returned, and what is assigned to <c>out</c> parameters or added to spans.</summary>
    private static IEnumerable<ExpressionSyntax> Gradients(ParameterSyntax upstream)
    {
        if (upstream.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
        {
            return [];
        }

        if (method.ReturnType is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword })
        {
            return method.ExpressionBody is { } arrow
                ? [arrow.Expression]
                : method.DescendantNodes(n => n is not (LambdaExpressionSyntax or LocalFunctionStatementSyntax))
                    .OfType<ReturnStatementSyntax>().Select(r => r.Expression).OfType<ExpressionSyntax>();
        }

        IEnumerable<string> after = method.ParameterList.Parameters.SkipWhile(p => p != upstream).Skip(1).Select(p => p.Identifier.ValueText);
        HashSet<string> gradients = [.. after];
        return method.DescendantNodes().OfType<AssignmentExpressionSyntax>()
            .Where(a => Root(a.Left) is { } name && gradients.Contains(name) && a.Right is not LiteralExpressionSyntax { Token.Value: 0 or 0f or 0d })
            .Select(a => a.Right);
    }

    private static string? Root(ExpressionSyntax target) => target switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        ElementAccessExpressionSyntax element => Root(element.Expression),
        _ => null,
    };

    private static ExpressionSyntax Times(ExpressionSyntax gradient, SyntaxToken upstream)
    {
        bool binds = gradient is not (BinaryExpressionSyntax or ConditionalExpressionSyntax or AssignmentExpressionSyntax or LambdaExpressionSyntax or SwitchExpressionSyntax)
            || gradient.Kind() is SyntaxKind.MultiplyExpression or SyntaxKind.DivideExpression;
        ExpressionSyntax factor = gradient.WithoutTrivia();
        return SyntaxFactory.BinaryExpression(
            SyntaxKind.MultiplyExpression,
            (binds ? factor : SyntaxFactory.ParenthesizedExpression(factor)).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.Token(SyntaxKind.AsteriskToken).WithTrailingTrivia(SyntaxFactory.Space),
            SyntaxFactory.IdentifierName(upstream.WithoutTrivia())).WithTriviaFrom(gradient);
    }
}
