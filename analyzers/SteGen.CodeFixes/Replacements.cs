using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;

namespace SteGen.CodeFixes;

/// <summary>Expressions that the fixes put in: fully qualified and in parentheses, with the annotation that lets the editor shorten them.</summary>
internal static class Replacements
{
    /// <summary><c>Type.Method(arguments)</c> of the namespace SteGen.</summary>
    public static ExpressionSyntax Call(string type, string method, params ExpressionSyntax[] arguments)
    {
        SeparatedSyntaxList<ArgumentSyntax> list = default;
        foreach (ExpressionSyntax argument in arguments)
        {
            ArgumentSyntax next = SyntaxFactory.Argument(argument.WithoutTrivia());
            list = list.Add(list.Count == 0 ? next : next.WithLeadingTrivia(SyntaxFactory.Space));
        }

        return SyntaxFactory.InvocationExpression(Name(type, method), SyntaxFactory.ArgumentList(list));
    }

    /// <summary><c>Type.Member</c> of the namespace SteGen.</summary>
    public static ExpressionSyntax Name(string type, string member) =>
        SyntaxFactory.ParseExpression($"global::SteGen.{type}.{member}").WithAdditionalAnnotations(Simplifier.Annotation);

    public static ExpressionSyntax Parenthesized(ExpressionSyntax expression) =>
        SyntaxFactory.ParenthesizedExpression(expression.WithoutTrivia()).WithAdditionalAnnotations(Simplifier.Annotation);

    public static ExpressionSyntax Unparenthesized(ExpressionSyntax expression)
    {
        while (expression is ParenthesizedExpressionSyntax parenthesized)
        {
            expression = parenthesized.Expression;
        }

        return expression;
    }

    /// <summary>The parentheses around an expression belong to what is replaced: a call needs none.</summary>
    public static SyntaxNode WithParentheses(SyntaxNode node)
    {
        while (node.Parent is ParenthesizedExpressionSyntax parenthesized)
        {
            node = parenthesized;
        }

        return node;
    }

    public static ExpressionSyntax Minus(ExpressionSyntax left, ExpressionSyntax right) => SyntaxFactory.BinaryExpression(
        SyntaxKind.SubtractExpression,
        Parenthesized(left).WithTrailingTrivia(SyntaxFactory.Space),
        SyntaxFactory.Token(SyntaxKind.MinusToken).WithTrailingTrivia(SyntaxFactory.Space),
        Parenthesized(right));

    public static ExpressionSyntax Cast(SyntaxKind type, ExpressionSyntax expression) => SyntaxFactory.CastExpression(
        SyntaxFactory.PredefinedType(SyntaxFactory.Token(type)), Parenthesized(expression));

    public static bool IsReal(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double;

    public static bool IsFloat(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Single;

    public static bool IsDouble(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Double;
}
