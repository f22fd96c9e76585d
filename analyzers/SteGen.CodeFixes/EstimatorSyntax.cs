using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static SteGen.CodeFixes.Replacements;

namespace SteGen.CodeFixes;

/// <summary>Reads hard and soft operand off a sum that is a straight-through estimator. Operands are compared by their text: what reads the same and has no effects is the same value.</summary>
internal static class EstimatorSyntax
{
    public static (ExpressionSyntax Hard, ExpressionSyntax Soft)? Find(SyntaxNode node, SemanticModel model)
    {
        if (node is not BinaryExpressionSyntax root)
        {
            return null;
        }

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
