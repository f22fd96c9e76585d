using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using static SteGen.CodeFixes.Replacements;

namespace SteGen.CodeFixes;

/// <summary>STG0020, STG0021, STG0022 and STG0025: a straight-through estimator by algebra becomes <c>Gradient.StraightThrough(hard, soft)</c>, where both can be read off the expression.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UseStraightThroughCallFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0020", "STG0021", "STG0022", "STG0025"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) => EstimatorSyntax.Find(node, model) is null ? null : "Use 'Gradient.StraightThrough'";

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        (ExpressionSyntax hard, ExpressionSyntax soft) = EstimatorSyntax.Find(node, editor.SemanticModel)!.Value;
        editor.ReplaceNode(WithParentheses(node), (current, _) => Call("Gradient", "StraightThrough", hard, soft).WithTriviaFrom(current));
    }
}
