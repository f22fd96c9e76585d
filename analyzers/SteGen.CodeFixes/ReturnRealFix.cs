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

/// <summary>STG0037: a method that returns an integer returns the real number of its first parameter instead.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class ReturnRealFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0037"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) => Real(node, model) is { } real ? $"Return '{real}'" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        MethodDeclarationSyntax method = node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!;
        SyntaxKind keyword = Real(node, editor.SemanticModel) == "float" ? SyntaxKind.FloatKeyword : SyntaxKind.DoubleKeyword;
        editor.ReplaceNode(method.ReturnType, SyntaxFactory.PredefinedType(SyntaxFactory.Token(keyword)).WithTriviaFrom(method.ReturnType));
    }

    private static string? Real(SyntaxNode node, SemanticModel model)
    {
        // A bool or an enumeration does not become a number by itself.
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { ReturnType: PredefinedTypeSyntax, ParameterList.Parameters: [{ Type: { } type }, ..] } method
            || model.GetTypeInfo(method.ReturnType).Type?.SpecialType is not (>= SpecialType.System_Char and <= SpecialType.System_UInt64))
        {
            return null;
        }

        ITypeSymbol? first = model.GetTypeInfo(type).Type;
        return Replacements.IsFloat(first) ? "float" : Replacements.IsDouble(first) ? "double" : null;
    }
}
