using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using SteGen.Generator;

namespace SteGen.CodeFixes;

/// <summary>STG0102: declares a <c>[GradientOf]</c> method for a method that somebody else wrote. It throws until its body is written.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class GradientOfStubFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0102"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) => Target(node, model) is { } target ? $"Declare the gradient of '{target.Name}'" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        MethodDeclarationSyntax declaration = node.FirstAncestorOrSelf<MethodDeclarationSyntax>()!;
        if (Target(node, editor.SemanticModel) is not { } target
            || editor.SemanticModel.GetDeclaredSymbol(declaration, cancellation)?.ContainingType is not { } home)
        {
            return;
        }

        string name = target.Name + "Gradient";
        for (int k = 2; home.GetMembers(name).Length > 0; k++)
        {
            name = target.Name + "Gradient" + k;
        }

        string owner = target.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
        editor.InsertAfter(declaration, GradientStubFix.Stub(
            CustomGradient.Expected(target, name), $"[global::SteGen.GradientOf(typeof({owner}), nameof({owner}.{target.Name}))]\n"));
    }

    /// <summary>A static method with a real parameter to give a gradient to.</summary>
    private static IMethodSymbol? Target(SyntaxNode node, SemanticModel model) =>
        node is InvocationExpressionSyntax call && node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not null
        && model.GetSymbolInfo(call).Symbol is IMethodSymbol { IsStatic: true, IsGenericMethod: false, IsExtensionMethod: false, ContainingType.IsGenericType: false } method
        && CustomGradient.Obstacle(method) is null
            ? method
            : null;
}
