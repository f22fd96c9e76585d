using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using static SteGen.CodeFixes.Replacements;

namespace SteGen.CodeFixes;

/// <summary>STG0026: the hard operand in place of the straight-through value, in the difference itself or in the local that holds it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class CompareHardOperandFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0026"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        Find(node, model) is { } found ? $"Compare '{found.Hard}'" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        (ExpressionSyntax estimate, ExpressionSyntax hard) = Find(node, editor.SemanticModel)!.Value;
        editor.ReplaceNode(estimate, (hard is IdentifierNameSyntax or LiteralExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax ? hard.WithoutTrivia() : Parenthesized(hard)).WithTriviaFrom(estimate));
    }

    private static (ExpressionSyntax Estimate, ExpressionSyntax Hard)? Find(SyntaxNode node, SemanticModel model)
    {
        if (node is not BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression } difference)
        {
            return null;
        }

        foreach (ExpressionSyntax side in new[] { difference.Left, difference.Right })
        {
            if (Hard(Unparenthesized(side), model) is { } hard)
            {
                return (side, hard);
            }
        }

        return null;
    }

    private static ExpressionSyntax? Hard(ExpressionSyntax side, SemanticModel model)
    {
        if (side is InvocationExpressionSyntax { ArgumentList.Arguments: [{ NameColon: null } hard, { NameColon: null }] } call
            && model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "StraightThrough", ContainingType: { Name: "Gradient", ContainingNamespace.Name: "SteGen" } })
        {
            return Unparenthesized(hard.Expression);
        }

        // Through a local that is set once; and then only a hard operand that is a name, which still has the same value here.
        return side is IdentifierNameSyntax && model.GetSymbolInfo(side).Symbol is ILocalSymbol { DeclaringSyntaxReferences: [var declaration] } local
            && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: InvocationExpressionSyntax value } declarator
            && Hard(value, model) is IdentifierNameSyntax name
            && declarator.FirstAncestorOrSelf<BaseMethodDeclarationSyntax>() is { } method
            && !method.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(a => a.Left is IdentifierNameSyntax target && (target.Identifier.ValueText == local.Name || target.Identifier.ValueText == name.Identifier.ValueText))
                ? name
                : null;
    }
}
