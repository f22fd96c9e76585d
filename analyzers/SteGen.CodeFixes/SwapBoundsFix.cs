using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace SteGen.CodeFixes;

/// <summary>STG0065: the bounds of Clamp change places.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class SwapBoundsFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0065"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        node is InvocationExpressionSyntax { ArgumentList.Arguments: [_, { NameColon: null }, { NameColon: null }] } ? "Exchange the bounds" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        SeparatedSyntaxList<ArgumentSyntax> arguments = ((InvocationExpressionSyntax)node).ArgumentList.Arguments;
        editor.ReplaceNode(arguments[1].Expression, arguments[2].Expression.WithTriviaFrom(arguments[1].Expression));
        editor.ReplaceNode(arguments[2].Expression, arguments[1].Expression.WithTriviaFrom(arguments[2].Expression));
    }
}
