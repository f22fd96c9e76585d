using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SteGen.Analyzers.Symbols;

namespace SteGen.CodeFixes;

/// <summary>STG0109: the name that was probably meant.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class NearestNameFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0109"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        diagnostic.Properties.TryGetValue(NearestName.Property, out string? nearest) ? $"Change to '{nearest}'" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        string nearest = diagnostic.Properties[NearestName.Property]!;
        SyntaxNode name = node switch
        {
            LiteralExpressionSyntax literal => literal.WithToken(SyntaxFactory.Literal(literal.GetLeadingTrivia(), $"\"{nearest}\"", nearest, literal.GetTrailingTrivia())),
            InvocationExpressionSyntax { ArgumentList.Arguments: [var operand] } call => call.ReplaceNode(operand.Expression, Renamed(operand.Expression, nearest)),
            _ => node,
        };
        editor.ReplaceNode(node, name);
    }

    private static ExpressionSyntax Renamed(ExpressionSyntax expression, string name) => expression is MemberAccessExpressionSyntax member
        ? member.WithName(SyntaxFactory.IdentifierName(name).WithTriviaFrom(member.Name))
        : SyntaxFactory.IdentifierName(name).WithTriviaFrom(expression);
}
