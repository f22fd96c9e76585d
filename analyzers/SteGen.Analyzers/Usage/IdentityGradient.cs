using System;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0043: a custom gradient that passes on what arrives is a straight-through method, which needs no method beside it.</summary>
internal static class IdentityGradient
{
    public static void Check(IMethodSymbol method, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (KnownTypes.Find(method, types.CustomGradient) is not { } attribute
            || attribute.NamedArguments.Length > 0
            || attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is not { } syntax)
        {
            return;
        }

        foreach (NameInAttribute name in NameInAttribute.Positional(attribute, cancellation))
        {
            foreach (IMethodSymbol backward in CustomGradients.Candidates(method, name.Name))
            {
                // The identity in the first parameter is what [StraightThrough] says; a gradient of another one it cannot say.
                if (BackwardSignature.Match(method, backward) is { Upstreams: [var upstream] } signature
                    && method.Parameters is [var first, ..]
                    && SymbolEqualityComparer.Default.Equals(first.Type, upstream.Type)
                    && KnownTypes.IsReal(first.Type)
                    && !KnownTypes.Has(first, types.NoGradient)
                    && (signature.ReturnsGradient || signature.Gradients.Length == 1)
                    && PassesOn(backward, upstream, signature, cancellation))
                {
                    report(Diagnostic.Create(CustomGradientRules.IdentityGradient, syntax.GetLocation(), backward.Name, method.Name));
                }
            }
        }
    }

    private static bool PassesOn(IMethodSymbol backward, IParameterSymbol upstream, BackwardSignature signature, CancellationToken cancellation)
    {
        if (backward.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax(cancellation) is not MethodDeclarationSyntax declaration)
        {
            return false;
        }

        ExpressionSyntax? body = declaration.ExpressionBody?.Expression ?? declaration.Body?.Statements switch
        {
            [ReturnStatementSyntax { Expression: { } returned }] => returned,
            [ExpressionStatementSyntax { Expression: var expression }] => expression,
            _ => null,
        };
        if (!signature.ReturnsGradient)
        {
            body = body is AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } assignment && target.Identifier.ValueText == signature.Gradients[0].Name
                ? assignment.Right
                : null;
        }

        while (body is ParenthesizedExpressionSyntax parenthesized)
        {
            body = parenthesized.Expression;
        }

        return body is IdentifierNameSyntax name && name.Identifier.ValueText == upstream.Name;
    }
}
