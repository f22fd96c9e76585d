using System.Collections.Generic;
using System.Collections.Immutable;
using System.Composition;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
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

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) => Find(node, model) is null ? null : "Use 'Gradient.StraightThrough'";

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        (ExpressionSyntax hard, ExpressionSyntax soft) = Find(node, editor.SemanticModel)!.Value;
        editor.ReplaceNode(WithParentheses(node), (current, _) => Call("Gradient", "StraightThrough", hard, soft).WithTriviaFrom(current));
    }

    private static (ExpressionSyntax Hard, ExpressionSyntax Soft)? Find(SyntaxNode node, SemanticModel model)
    {
        if (node is not BinaryExpressionSyntax root)
        {
            return null;
        }

        // Operands by their text: what reads the same and has no effects is the same value.
        List<(ExpressionSyntax Operand, double Factor)> terms = [];
        if (!Collect(root, 1, terms, model))
        {
            return null;
        }

        ExpressionSyntax[] hard = [.. terms.Where(t => System.Math.Abs(t.Factor - 1) < 1e-9).Select(t => t.Operand)];
        ExpressionSyntax[] soft = [.. terms.Where(t => System.Math.Abs(t.Factor) < 1e-9).Select(t => t.Operand)];
        return hard.Length == 1 && soft.Length == 1 && terms.Count == 2 ? (Unparenthesized(hard[0]), Unparenthesized(soft[0])) : null;
    }

    private static bool Collect(ExpressionSyntax expression, double factor, List<(ExpressionSyntax Operand, double Factor)> terms, SemanticModel model)
    {
        switch (expression)
        {
            case ParenthesizedExpressionSyntax parenthesized:
                return Collect(parenthesized.Expression, factor, terms, model);
            case BinaryExpressionSyntax sum when sum.Kind() is SyntaxKind.AddExpression or SyntaxKind.SubtractExpression:
                return Collect(sum.Left, factor, terms, model) && Collect(sum.Right, sum.IsKind(SyntaxKind.AddExpression) ? factor : -factor, terms, model);
            case BinaryExpressionSyntax product when product.IsKind(SyntaxKind.MultiplyExpression) && Number(product.Left, model) is { } left:
                return Collect(product.Right, factor * left, terms, model);
            case BinaryExpressionSyntax product when product.IsKind(SyntaxKind.MultiplyExpression) && Number(product.Right, model) is { } right:
                return Collect(product.Left, factor * right, terms, model);
            case BinaryExpressionSyntax quotient when quotient.IsKind(SyntaxKind.DivideExpression) && Number(quotient.Right, model) is { } divisor && divisor != 0:
                return Collect(quotient.Left, factor / divisor, terms, model);
            case PrefixUnaryExpressionSyntax minus when minus.IsKind(SyntaxKind.UnaryMinusExpression):
                return Collect(minus.Operand, -factor, terms, model);
            case InvocationExpressionSyntax { ArgumentList.Arguments: [var argument] } call
                when model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "StopGradient", ContainingType: { Name: "Gradient", ContainingNamespace.Name: "SteGen" } }:
                return Collect(argument.Expression, factor, terms, model);
        }

        if (expression.DescendantNodesAndSelf().Any(n => n is AssignmentExpressionSyntax or PostfixUnaryExpressionSyntax or AwaitExpressionSyntax)
            || !IsReal(model.GetTypeInfo(expression).ConvertedType))
        {
            return false;
        }

        int known = terms.FindIndex(t => SyntaxFactory.AreEquivalent(t.Operand, expression));
        if (known < 0)
        {
            terms.Add((expression, factor));
        }
        else
        {
            terms[known] = (terms[known].Operand, terms[known].Factor + factor);
        }

        return true;
    }

    private static double? Number(ExpressionSyntax expression, SemanticModel model) => model.GetConstantValue(expression).Value switch
    {
        int i => i,
        float f => f,
        double d => d,
        _ => null,
    };
}
