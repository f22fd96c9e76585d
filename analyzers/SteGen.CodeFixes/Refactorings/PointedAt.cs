using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.CodeFixes.Refactorings;

/// <summary>What stands where the caret is.</summary>
internal static class PointedAt
{
    /// <summary>The method on whose declaration the caret is; null somewhere in a body.</summary>
    public static MethodDeclarationSyntax? Method(SyntaxNode root, TextSpan span) =>
        root.FindNode(span).FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && method.Body?.Span.Contains(span) != true && method.ExpressionBody?.Span.Contains(span) != true ? method : null;
}
