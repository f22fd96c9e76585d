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

/// <summary>STG0001, STG0002 and STG0060: the operation of the same value in <c>Ste</c>, whose backward is the identity.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp)]
[Shared]
public sealed class UseSteOperationFix : SyntaxFix
{
    public override ImmutableArray<string> FixableDiagnosticIds => ["STG0001", "STG0002", "STG0060"];

    protected override string? TitleFor(SyntaxNode node, Diagnostic diagnostic, SemanticModel model) =>
        Find(node, model) is { } found ? $"Use 'Ste.{found.Operation}'" : null;

    protected override void Edit(DocumentEditor editor, SyntaxNode node, Diagnostic diagnostic, CancellationToken cancellation)
    {
        (string operation, bool widen, bool narrow) = Find(node, editor.SemanticModel)!.Value;
        editor.ReplaceNode(node, (current, _) =>
        {
            ExpressionSyntax[] arguments = current switch
            {
                InvocationExpressionSyntax call => [.. System.Linq.Enumerable.Select(call.ArgumentList.Arguments, a => a.Expression)],
                CastExpressionSyntax cast => [Unparenthesized(cast.Expression)],
                _ => [],
            };
            if (widen)
            {
                arguments[0] = Cast(SyntaxKind.DoubleKeyword, arguments[0]);
            }

            ExpressionSyntax result = Call("Ste", operation, arguments);
            return (narrow ? Cast(SyntaxKind.FloatKeyword, result) : result).WithTriviaFrom(current);
        });
    }

    /// <summary>The operation, whether its argument must become a double as the old method made it, and whether its result must become a float as an int did by itself.</summary>
    private static (string Operation, bool Widen, bool Narrow)? Find(SyntaxNode node, SemanticModel model)
    {
        ITypeSymbol? wanted = node is ExpressionSyntax expression ? model.GetTypeInfo(expression).ConvertedType : null;
        switch (node)
        {
            case InvocationExpressionSyntax { ArgumentList.Arguments: [var first, ..] arguments } call
                when model.GetSymbolInfo(call).Symbol is IMethodSymbol { IsStatic: true, Name: "Sign" or "Round" or "Floor" or "Ceiling" or "Truncate" } method
                && IsReal(method.Parameters[0].Type):
                bool fits = arguments.Count == 1 || (arguments.Count == 2 && method.Parameters[1].Type.Name == "MidpointRounding");
                ITypeSymbol? argument = model.GetTypeInfo(first.Expression).Type;
                bool isSign = method.Name == "Sign";
                if (!fits || first.NameColon is not null || !IsReal(argument) || (isSign && !IsReal(wanted)))
                {
                    return null;
                }

                // Math.Round(float) computes a double; Math.Sign an int, which is a float by itself where one is wanted.
                return (method.Name, !isSign && IsFloat(argument) && IsDouble(method.Parameters[0].Type), isSign && IsDouble(argument) && IsFloat(wanted));
            case CastExpressionSyntax cast when model.GetTypeInfo(cast).Type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64:
                ITypeSymbol? operand = model.GetTypeInfo(cast.Expression).Type;
                return IsReal(operand) && IsReal(wanted) ? ("Truncate", false, IsDouble(operand) && IsFloat(wanted)) : null;
            default:
                return null;
        }
    }
}
