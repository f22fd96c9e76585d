using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;

namespace SteGen.CodeFixes;

/// <summary>STG0043: a custom gradient that is the identity becomes <c>[StraightThrough]</c>. The backward stays: something else may call it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UseStraightThroughAttributeFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0043"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        node.FirstAncestorOrSelf<AttributeSyntax>() is null ? null : "Use [StraightThrough]";

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        AttributeSyntax attribute = node.FirstAncestorOrSelf<AttributeSyntax>()!;
        SimpleNameSyntax name = SyntaxFactory.IdentifierName("StraightThrough");
        NameSyntax qualified = attribute.Name switch
        {
            QualifiedNameSyntax q => q.WithRight(name),
            AliasQualifiedNameSyntax a => a.WithName(name),
            _ => name,
        };
        editor.ReplaceNode(attribute, SyntaxFactory.Attribute(qualified).WithTriviaFrom(attribute));
    }
}
