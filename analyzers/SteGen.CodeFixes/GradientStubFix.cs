using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using SteGen.Analyzers.Usage;
using SteGen.Generator;

namespace SteGen.CodeFixes;

/// <summary>STG0040: declares the missing backward beside its method. It throws until somebody writes it: a gradient of zero would be silent.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class GradientStubFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0040"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        diagnostic.Properties.TryGetValue(GradientMethodFits.MissingName, out string? name) && node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not null
            ? $"Declare '{name}'"
            : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        MethodDeclarationSyntax declaration = node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!;
        if (editor.SemanticModel.GetDeclaredSymbol(declaration, cancellation) is { } primal)
        {
            editor.InsertAfter(declaration, Stub(CustomGradient.Expected(primal, diagnostic.Properties[GradientMethodFits.MissingName]!)));
        }
    }

    /// <summary>A method of that signature, whose body is to be written.</summary>
    public static MemberDeclarationSyntax Stub(string signature, string attribute = "") =>
        SyntaxFactory.ParseMemberDeclaration($"{attribute}private {signature} => throw new System.NotImplementedException();")!
            .WithLeadingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)
            .WithTrailingTrivia(SyntaxFactory.ElasticCarriageReturnLineFeed)
            .WithAdditionalAnnotations(Formatter.Annotation, Simplifier.Annotation);
}
