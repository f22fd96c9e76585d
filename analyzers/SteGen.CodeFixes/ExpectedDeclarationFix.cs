using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;
using SteGen.Generator.Diagnostics;

namespace SteGen.CodeFixes;

/// <summary>STG0113: a [Derive] declaration gets the parameters and the result that its derivative has.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ExpectedDeclarationFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0113"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        Declaration(node) is { } method && Expected(diagnostic) is not null ? $"Declare '{method.Identifier.ValueText}' as its derivative has it" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation) =>
        editor.ReplaceNode(Declaration(node)!, (current, _) =>
        {
            MethodDeclarationSyntax written = (MethodDeclarationSyntax)current, expected = Expected(diagnostic)!;
            return written
                .WithReturnType(expected.ReturnType.WithTriviaFrom(written.ReturnType).WithAdditionalAnnotations(Simplifier.Annotation))
                .WithParameterList(expected.ParameterList.WithTriviaFrom(written.ParameterList).WithAdditionalAnnotations(Simplifier.Annotation));
        });

    private static MethodDeclarationSyntax? Declaration(SyntaxNode node) => node.FirstAncestorOrSelf<MethodDeclarationSyntax>();

    private static MethodDeclarationSyntax? Expected(Diagnostic diagnostic) =>
        diagnostic.Properties.TryGetValue(LanguageRules.ExpectedDeclaration, out string? text) && text is not null ? SyntaxFactory.ParseMemberDeclaration(text) as MethodDeclarationSyntax : null;
}
