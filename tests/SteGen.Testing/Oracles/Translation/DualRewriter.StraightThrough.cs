using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SteGen.Testing;

// Methods that say how they behave backward: [StraightThrough] and [CustomGradient]. The body moves into a local function; around it stands what the attribute says.
internal sealed partial class DualRewriter
{
    private const string Body = "__AsWritten";

    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var visited = (MethodDeclarationSyntax?)base.VisitMethodDeclaration(node);
        if (visited is null || model.GetDeclaredSymbol(node) is not { } method || (node.Body is null && node.ExpressionBody is null))
        {
            // A partial declaration without a body is filled in by the generator, which has no part here.
            return visited is not null && node.Body is null && node.ExpressionBody is null && node.Modifiers.Any(SyntaxKind.PartialKeyword) ? null : visited;
        }

        AttributeData? Attribute(string name) => method.GetAttributes().FirstOrDefault(a => a.AttributeClass?.ToDisplayString() == name);
        string? statements =
            Attribute("SteGen.StraightThroughAttribute") is { } straightThrough ? StraightThrough(method, straightThrough)
            : Attribute("SteGen.CustomGradientAttribute") is { } custom ? CustomGradient(method, custom)
            : null;
        return statements is null ? visited : Wrap(visited, method, statements);
    }

    private static MethodDeclarationSyntax Wrap(MethodDeclarationSyntax method, IMethodSymbol symbol, string statements)
    {
        string body = method.Body?.ToFullString() ?? $"{method.ExpressionBody!.ToFullString()};";
        string asWritten = $"{(symbol.IsStatic ? "static " : "")}{method.ReturnType.ToFullString()} {Body}{method.ParameterList.ToFullString()}\n{body}";
        return method
            .WithExpressionBody(null)
            .WithSemicolonToken(default)
            .WithBody((BlockSyntax)SyntaxFactory.ParseStatement($"{{\n{asWritten}\n{statements}\n}}"));
    }

    private static string StraightThrough(IMethodSymbol method, AttributeData attribute)
    {
        string? surrogate = Named<string>(attribute, "Surrogate");
        double clip = Named<double?>(attribute, "Clip") ?? double.NaN;
        bool inclusive = (Named<int?>(attribute, "Boundary") ?? 0) == 0;
        const string node = "global::SteGen.Testing.DualGradient.StraightThrough";
        string arguments = Arguments(method);
        string input = method.Parameters[0].Name;
        string Identity(string x) => double.IsNaN(clip) ? x : FormattableString.Invariant($"global::SteGen.Testing.DualGradient.ClippedIdentity({x}, {clip:R}, {(inclusive ? "true" : "false")})");

        if (!method.ReturnsVoid)
        {
            return $"return {node}({Body}({arguments}), {(surrogate is null ? Identity(input) : $"{surrogate}({arguments})")});";
        }

        // The form over spans: element by element.
        IParameterSymbol result = method.Parameters.Single(p => p.Type is INamedTypeSymbol { Name: "Span" });
        string softCall = surrogate is null ? "" : $"{surrogate}({string.Join(", ", method.Parameters.Select(p => p.Name == result.Name ? "__soft" : p.Name))});";
        return $$"""
            {{Body}}({{arguments}});
            var __soft = {{result.Name}}.ToArray();
            {{softCall}}
            for (int __i = 0; __i < {{result.Name}}.Length; __i++)
            {
                {{result.Name}}[__i] = {{node}}({{result.Name}}[__i], {{(surrogate is null ? Identity($"{input}[__i]") : "__soft[__i]")}});
            }
            """;
    }

    private static string CustomGradient(IMethodSymbol method, AttributeData attribute) =>
        Linear(method, method.ContainingType.GetMembers((string)attribute.ConstructorArguments[0].Value!).OfType<IMethodSymbol>().First(), $"{Body}({Arguments(method)})");

    /// <summary>Forward mode of the user's backward: linear in the upstream, so upstream 1 gives the partials of a scalar result.</summary>
    private static string Linear(IMethodSymbol method, IMethodSymbol backward, string value)
    {
        if (!DualTypes.IsReal(method.ReturnType))
        {
            throw new NotSupportedException($"The dual oracle takes a custom gradient of a scalar result only, not of {method}.");
        }

        // After the inputs: perhaps the result, then the upstream, then a gradient per differentiable input, or one returned.
        int inputs = method.Parameters.Length;
        bool takesResult = backward.Parameters.Length > inputs + 1 && backward.Parameters[inputs].Name == "result";
        var gradients = backward.Parameters.Skip(inputs + (takesResult ? 2 : 1)).ToList();
        var targets = method.Parameters
            .Where(p => DualTypes.ContainsReal(p.Type) && p.GetAttributes().All(a => a.AttributeClass?.Name != "NoGradientAttribute"))
            .ToList();
        string real = DualTypes.Of(method.ReturnType);
        const string plain = "global::SteGen.Testing.LinearNode.Plain";
        string call = $"{backward.ContainingType.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}.{backward.Name}("
            + string.Concat(method.Parameters.Select(p => DualTypes.ContainsReal(p.Type) ? $"{plain}({p.Name}), " : $"{p.Name}, "))
            + (takesResult ? $"({real})__node.Value, " : "")
            + $"({real})1.0f";
        string steps = $"var __node = new global::SteGen.Testing.LinearNode({value});";
        if (gradients.Count == 0)
        {
            return $"{steps} __node.Add({call}), {targets[0].Name}); return ({real})__node.Result;";
        }

        foreach ((IParameterSymbol gradient, IParameterSymbol target) in gradients.Zip(targets))
        {
            string name = $"__g{gradient.Ordinal}";
            bool isScalar = gradient.RefKind == RefKind.Out;
            call += isScalar ? $", out {DualTypes.Text(gradient.Type)} {name}" : $", {name}";
            steps += isScalar ? "" : $" var {name} = new {DualTypes.Text(((INamedTypeSymbol)gradient.Type).TypeArguments[0])}[{target.Name}.Length];";
        }

        return $"{steps} {call}); {string.Concat(gradients.Zip(targets, (g, t) => $"__node.Add(__g{g.Ordinal}, {t.Name}); "))} return ({real})__node.Result;";
    }

    private static string Arguments(IMethodSymbol method) => string.Join(", ", method.Parameters.Select(p => p.RefKind switch
    {
        RefKind.Out => $"out {p.Name}",
        RefKind.Ref => $"ref {p.Name}",
        _ => p.Name,
    }));

    private static T? Named<T>(AttributeData attribute, string name) =>
        attribute.NamedArguments.FirstOrDefault(a => a.Key == name).Value.Value is { } value ? (T)value : default;
}
