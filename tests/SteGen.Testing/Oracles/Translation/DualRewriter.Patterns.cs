using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SteGen.Testing;

// Patterns over reals look at the value and keep the derivative of what they name: "< 0" becomes "{ Value: < 0 }", "var t" stays.
internal sealed partial class DualRewriter
{
    public override SyntaxNode? VisitConstantPattern(ConstantPatternSyntax node) =>
        DualTypes.IsReal(model.GetTypeInfo(node.Expression).ConvertedType) ? OnValue(node) : node;

    public override SyntaxNode? VisitRelationalPattern(RelationalPatternSyntax node) =>
        DualTypes.IsReal(model.GetTypeInfo(node.Expression).ConvertedType) ? OnValue(node) : node;

    public override SyntaxNode? VisitCaseSwitchLabel(CaseSwitchLabelSyntax node) =>
        DualTypes.IsReal(model.GetTypeInfo(node.Value).ConvertedType)
            ? SyntaxFactory.CasePatternSwitchLabel(
                SyntaxFactory.Token(SyntaxKind.CaseKeyword).WithTrailingTrivia(SyntaxFactory.Space),
                OnValue(SyntaxFactory.ConstantPattern(node.Value.WithoutTrivia())),
                whenClause: null,
                SyntaxFactory.Token(SyntaxKind.ColonToken)).WithTriviaFrom(node)
            : node;

    private static PatternSyntax OnValue(PatternSyntax pattern)
    {
        var condition = SyntaxFactory.ParseExpression($"x is {{ Value: {pattern.WithoutTrivia().ToFullString()} }}") as IsPatternExpressionSyntax;
        return condition!.Pattern.WithTriviaFrom(pattern);
    }
}
