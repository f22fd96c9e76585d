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

/// <summary>STG0005, STG0030, STG0038 and STG0104: the attribute that says what is not so goes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class RemoveAttributeFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0005", "STG0030", "STG0038", "STG0104"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        Attribute(node, diagnostic, model) is { } attribute ? $"Remove [{attribute.Name}]" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        AttributeSyntax attribute = Attribute(node, diagnostic, editor.SemanticModel)!;
        AttributeListSyntax list = (AttributeListSyntax)attribute.Parent!;
        MethodDeclarationSyntax method = node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!;
        (int ofList, int ofAttribute) = (method.AttributeLists.IndexOf(list), list.Attributes.IndexOf(attribute));
        editor.ReplaceNode(method, (current, _) =>
        {
            MethodDeclarationSyntax declaration = (MethodDeclarationSyntax)current;
            AttributeListSyntax old = declaration.AttributeLists[ofList];
            if (old.Attributes.Count > 1)
            {
                return declaration.ReplaceNode(old, old.WithAttributes(old.Attributes.RemoveAt(ofAttribute)));
            }

            // The docs and the indentation before the first list stand before what follows it.
            return ofList > 0
                ? declaration.WithAttributeLists(declaration.AttributeLists.RemoveAt(ofList))
                : declaration.WithAttributeLists(declaration.AttributeLists.RemoveAt(0)).WithLeadingTrivia(old.GetLeadingTrivia());
        });
    }

    private static AttributeSyntax? Attribute(SyntaxNode node, Diagnostic diagnostic, SemanticModel model)
    {
        string? name = diagnostic.Id switch
        {
            "STG0030" => "StraightThroughAttribute",
            "STG0038" => "CustomGradientAttribute",
            _ => "DifferentiableAttribute",
        };
        return node.FirstAncestorOrSelf<MethodDeclarationSyntax>()?.AttributeLists.SelectMany(l => l.Attributes).FirstOrDefault(a => model.GetTypeInfo(a).Type?.Name == name);
    }
}
