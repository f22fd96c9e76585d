using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SteGen.Analyzers.Symbols;

/// <summary>
/// A name that an attribute mentions, with its syntax: <c>"w"</c> or <c>nameof(w)</c>. Read from the syntax, because <c>nameof</c> of something that does not
/// exist has no value, and that is when we want to help.
/// </summary>
public readonly record struct NameInAttribute(string Name, ExpressionSyntax Syntax)
{
    /// <summary>The names in the positional arguments.</summary>
    public static IEnumerable<NameInAttribute> Positional(AttributeData attribute, CancellationToken cancellation) =>
        Arguments(attribute, cancellation).Where(a => a.NameEquals is null).SelectMany(a => In(a.Expression));

    /// <summary>The name that a named argument (<c>Surrogate = …</c>) is set to.</summary>
    public static NameInAttribute? Named(AttributeData attribute, string property, CancellationToken cancellation)
    {
        foreach (AttributeArgumentSyntax argument in Arguments(attribute, cancellation))
        {
            if (argument.NameEquals?.Name.Identifier.ValueText == property)
            {
                foreach (NameInAttribute name in In(argument.Expression))
                {
                    return name;
                }
            }
        }

        return null;
    }

    private static IEnumerable<AttributeArgumentSyntax> Arguments(AttributeData attribute, CancellationToken cancellation) =>
        attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { ArgumentList: { } list } ? list.Arguments : [];

    private static IEnumerable<NameInAttribute> In(ExpressionSyntax argument)
    {
        // Also inside arrays and collection expressions; an operand of nameof is not visited on its own.
        foreach (SyntaxNode node in argument.DescendantNodesAndSelf(n => n is not InvocationExpressionSyntax))
        {
            switch (node)
            {
                case LiteralExpressionSyntax literal when literal.IsKind(SyntaxKind.StringLiteralExpression):
                    yield return new NameInAttribute(literal.Token.ValueText, literal);
                    break;
                case InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" }, ArgumentList.Arguments: [var operand] } call
                    when Last(operand.Expression) is { Length: > 0 } name:
                    yield return new NameInAttribute(name, call);
                    break;
            }
        }
    }

    private static string? Last(ExpressionSyntax name) => name switch
    {
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        _ => null,
    };
}
