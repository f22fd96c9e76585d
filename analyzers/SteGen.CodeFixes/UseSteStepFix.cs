using System.Collections.Immutable;
using System.Composition;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Editing;
using static SteGen.CodeFixes.Replacements;

namespace SteGen.CodeFixes;

/// <summary>
/// STG0003: a comparison that chooses between 1 and 0, or 1 and -1, becomes <c>Ste.Step</c> or <c>Ste.Sign</c> of the difference, with the same value at equality.
/// </summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UseSteStepFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0003"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        Find(node, model) is not { } found ? null : found.Low == 0 ? "Use 'Ste.Step'" : "Use 'Ste.Sign'";

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        Comparison comparison = Find(node, editor.SemanticModel)!.Value;
        ExpressionSyntax difference = comparison.IsRightZero ? comparison.Greater : comparison.IsLeftZero ? Negative(comparison.Less) : Minus(comparison.Greater, comparison.Less);
        ExpressionSyntax opposite = comparison.IsRightZero ? Negative(comparison.Greater) : comparison.IsLeftZero ? comparison.Less : Minus(comparison.Less, comparison.Greater);
        ExpressionSyntax result;
        if (comparison.Low == 0)
        {
            // a > b is Step(a - b); a >= b is what b > a is not.
            bool isStep = comparison.OrEqual == comparison.IsInverted;
            ExpressionSyntax step = Call("Ste", "Step", comparison.OrEqual ? opposite : difference);
            result = isStep ? step : Minus(SyntaxFactory.LiteralExpression(SyntaxKind.NumericLiteralExpression, SyntaxFactory.Literal(1)), step);
        }
        else
        {
            // Inverted, a > b ? -1 : 1 is the sign of b - a, which is positive at equality.
            bool isPositiveAtZero = comparison.OrEqual != comparison.IsInverted;
            result = Call("Ste", "Sign", comparison.IsInverted ? opposite : difference, Name("SignZero", isPositiveAtZero ? "Positive" : "Negative"));
        }

        SyntaxNode outer = WithParentheses(node);
        editor.ReplaceNode(outer, Parenthesized(result).WithTriviaFrom(outer));
    }

    private static ExpressionSyntax Negative(ExpressionSyntax x) => SyntaxFactory.PrefixUnaryExpression(SyntaxKind.UnaryMinusExpression, Parenthesized(x));

    /// <summary><c>greater &gt; less ? high : low</c>, or <c>&gt;=</c>; inverted where the low number comes first.</summary>
    private readonly record struct Comparison(ExpressionSyntax Greater, ExpressionSyntax Less, bool OrEqual, bool IsInverted, double Low, bool IsRightZero, bool IsLeftZero);

    private static Comparison? Find(SyntaxNode node, SemanticModel model)
    {
        (ExpressionSyntax? condition, double whenTrue, double whenFalse) = node switch
        {
            ConditionalExpressionSyntax choice => (choice.Condition, Number(choice.WhenTrue, model), Number(choice.WhenFalse, model)),
            InvocationExpressionSyntax { ArgumentList.Arguments: [var only] } call when model.GetSymbolInfo(call).Symbol is IMethodSymbol { Name: "ToSingle" or "ToDouble" } => (only.Expression, 1, 0),
            _ => (null, double.NaN, double.NaN),
        };
        bool isStep = (whenTrue, whenFalse) is (1, 0) or (0, 1), isSign = (whenTrue, whenFalse) is (1, -1) or (-1, 1);
        if (condition is null || (!isStep && !isSign) || Unparenthesized(condition) is not BinaryExpressionSyntax test
            || node is not ExpressionSyntax expression || !IsReal(model.GetTypeInfo(expression).Type))
        {
            return null;
        }

        ITypeSymbol? left = model.GetTypeInfo(test.Left).ConvertedType, right = model.GetTypeInfo(test.Right).ConvertedType;
        bool fits = IsReal(left) && IsReal(right) && !(IsDouble(left) && IsFloat(model.GetTypeInfo(expression).ConvertedType));
        (ExpressionSyntax Greater, ExpressionSyntax Less)? sides = test.Kind() switch
        {
            SyntaxKind.GreaterThanExpression or SyntaxKind.GreaterThanOrEqualExpression => (test.Left, test.Right),
            SyntaxKind.LessThanExpression or SyntaxKind.LessThanOrEqualExpression => (test.Right, test.Left),
            _ => null,
        };
        return fits && sides is { } s
            ? new Comparison(
                s.Greater,
                s.Less,
                test.Kind() is SyntaxKind.GreaterThanOrEqualExpression or SyntaxKind.LessThanOrEqualExpression,
                whenTrue < whenFalse,
                System.Math.Min(whenTrue, whenFalse),
                Number(s.Less, model) == 0,
                Number(s.Greater, model) == 0)
            : null;
    }

    private static double Number(ExpressionSyntax expression, SemanticModel model) => model.GetConstantValue(expression).Value switch
    {
        int i => i,
        float f => f,
        double d => d,
        _ => double.NaN,
    };
}
