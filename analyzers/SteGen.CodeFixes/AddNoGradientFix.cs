using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using Microsoft.CodeAnalysis.Simplification;

namespace SteGen.CodeFixes;

/// <summary>STG0006 and STG0103: a parameter without a gradient is a constant, and says so.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddNoGradientFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0006", "STG0103"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) => Parameter(node) is { } parameter
        && !parameter.AttributeLists.SelectMany(l => l.Attributes).Any(a => model.GetTypeInfo(a).Type?.Name == "NoGradientAttribute")
            ? $"Mark '{parameter.Identifier.ValueText}' [NoGradient]"
            : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation) =>
        editor.ReplaceNode(Parameter(node)!, (current, _) =>
        {
            ParameterSyntax parameter = (ParameterSyntax)current;
            AttributeSyntax attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::SteGen.NoGradient")).WithAdditionalAnnotations(Simplifier.Annotation);
            AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute))
                .WithLeadingTrivia(parameter.GetLeadingTrivia())
                .WithTrailingTrivia(SyntaxFactory.Space);
            return parameter.WithoutLeadingTrivia().WithAttributeLists(parameter.AttributeLists.Insert(0, list));
        });

    private static ParameterSyntax? Parameter(SyntaxNode node) => node.FirstAncestorOrSelf<ParameterSyntax>() is { Parent.Parent: MethodDeclarationSyntax } parameter ? parameter : null;
}
