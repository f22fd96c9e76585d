using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using static SteGen.CodeFixes.Replacements;

namespace SteGen.CodeFixes;

/// <summary>STG0001, STG0002 and STG0102: says that no gradient is wanted, by <c>Gradient.StopGradient</c> around what the call or cast takes.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class WrapInStopGradientFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0001", "STG0002", "STG0102"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        Operands(node, model).Any() ? "Stop the gradient with 'Gradient.StopGradient'" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        foreach (ExpressionSyntax operand in Operands(node, editor.SemanticModel))
        {
            editor.ReplaceNode(operand, (current, _) => Call("Gradient", "StopGradient", Unparenthesized((ExpressionSyntax)current)).WithTriviaFrom(current));
        }
    }

    private static IEnumerable<ExpressionSyntax> Operands(SyntaxNode node, SemanticModel model)
    {
        switch (node)
        {
            case CastExpressionSyntax cast:
                return IsReal(model.GetTypeInfo(cast.Expression).Type) ? [cast.Expression] : [];
            case InvocationExpressionSyntax call:
                ExpressionSyntax[] active = [.. call.ArgumentList.Arguments.Select(a => a.Expression).Where(a => !model.GetConstantValue(a).HasValue && CarriesReals(model.GetTypeInfo(a).Type))];
                return active.All(a => CanStop(model.GetTypeInfo(a).Type)) ? active : [];
            default:
                return [];
        }
    }

    private static bool CarriesReals(ITypeSymbol? type) => IsReal(type) || Element(type) is { } element && CarriesReals(element);

    private static bool CanStop(ITypeSymbol? type) => IsReal(type) || type is INamedTypeSymbol { Name: "ReadOnlySpan" };

    private static ITypeSymbol? Element(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } => element,
        _ => null,
    };
}
