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

/// <summary>STG0064: a divisor that is trained becomes the maximum of it and a small number.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class BoundScaleFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0064"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        node is ExpressionSyntax scale && Replacements.IsReal(model.GetTypeInfo(scale).Type) ? $"Keep '{scale}' above 0 with 'Max'" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        bool isFloat = Replacements.IsFloat(editor.SemanticModel.GetTypeInfo(node).Type);
        ExpressionSyntax maximum = SyntaxFactory.ParseExpression(isFloat ? "global::System.MathF.Max" : "global::System.Math.Max").WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation);
        ArgumentSyntax bound = SyntaxFactory.Argument(SyntaxFactory.ParseExpression(isFloat ? "1e-6f" : "1e-12")).WithLeadingTrivia(SyntaxFactory.Space);
        SeparatedSyntaxList<ArgumentSyntax> arguments = SyntaxFactory.SeparatedList([SyntaxFactory.Argument(((ExpressionSyntax)node).WithoutTrivia()), bound]);
        editor.ReplaceNode(node, SyntaxFactory.InvocationExpression(maximum, SyntaxFactory.ArgumentList(arguments)).WithTriviaFrom(node));
    }
}
