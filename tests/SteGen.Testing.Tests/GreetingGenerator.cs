using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SteGen.Testing.Tests;

/// <summary>The smallest generator that has something to get wrong: for each class whose name ends in "Named", a class that greets it.</summary>
public sealed class GreetingGenerator : IIncrementalGenerator
{
    /// <summary>What the generated text contains beside the greeting; tests put faults here.</summary>
    public string Extra { get; init; } = "";

    /// <summary>Hand on a syntax node beside the name.</summary>
    public bool KeepsSyntax { get; init; }

    public bool Throws { get; init; }

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Named> names = context.SyntaxProvider.CreateSyntaxProvider(
                static (node, _) => node is ClassDeclarationSyntax c && c.Identifier.Text.EndsWith("Named"),
                (c, _) => new Named(((ClassDeclarationSyntax)c.Node).Identifier.Text, KeepsSyntax ? new Holder(c.Node) : null))
            .WithTrackingName("Names");
        context.RegisterSourceOutput(names, (output, named) =>
        {
            if (Throws)
            {
                throw new System.InvalidOperationException("on purpose");
            }

            output.AddSource($"{named.Name}.g.cs", $$"""
                internal static class {{named.Name}}Greeting
                {
                    internal static string Text() => "hello {{named.Name}}";
                    {{Extra}}
                }

                """);
        });
    }

    private sealed record Named(string Name, Holder? Holder);

    private sealed class Holder(SyntaxNode node)
    {
        public SyntaxNode Node { get; } = node;

        /// <summary>Equal by text: the cache is content, and the node is kept alive all the same.</summary>
        public override bool Equals(object? other) => other is Holder holder && holder.Node.IsEquivalentTo(Node);

        public override int GetHashCode() => 0;
    }
}
