using System.Globalization;
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

/// <summary>STG0110: a span or an array that the body reads as it came, and writes, is [InOut]. The message names the parameter; the place is where the body uses it.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class AddInOutFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0110"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        Parameter(node, diagnostic) is { } parameter ? $"Mark '{parameter.Identifier.ValueText}' [InOut]" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation) =>
        editor.ReplaceNode(Parameter(node, diagnostic)!, (current, _) =>
        {
            ParameterSyntax parameter = (ParameterSyntax)current;
            if (parameter.AttributeLists.SelectMany(l => l.Attributes).Any(a => a.Name.ToString().EndsWith("InOut", System.StringComparison.Ordinal)))
            {
                return parameter;
            }

            AttributeSyntax attribute = SyntaxFactory.Attribute(SyntaxFactory.ParseName("global::SteGen.InOut")).WithAdditionalAnnotations(Simplifier.Annotation);
            AttributeListSyntax list = SyntaxFactory.AttributeList(SyntaxFactory.SingletonSeparatedList(attribute))
                .WithLeadingTrivia(parameter.GetLeadingTrivia())
                .WithTrailingTrivia(SyntaxFactory.Space);
            return parameter.WithoutLeadingTrivia().WithAttributeLists(parameter.AttributeLists.Insert(0, list));
        });

    private static ParameterSyntax? Parameter(SyntaxNode node, Diagnostic diagnostic)
    {
        string message = diagnostic.GetMessage(CultureInfo.InvariantCulture);
        return message.Contains("mark it [InOut]")
            ? node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.ParameterList.Parameters.FirstOrDefault(p => message.StartsWith($"'{p.Identifier.ValueText}'", System.StringComparison.Ordinal))
            : null;
    }
}
