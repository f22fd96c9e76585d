using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Compiler;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>
/// Find, lower, compile, add. It reports nothing: the analyzer runs the same front end and reports with true locations; a method with errors simply adds nothing.
/// </summary>
[Generator]
public sealed class SteGenGenerator : IIncrementalGenerator
{
    /// <summary>Names of the steps, for tests of what an edit makes run again.</summary>
    public const string LowerStep = "Lower", CompileStep = "Compile", PublishStep = "Publish";

    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<Lowered> differentiable = context.SyntaxProvider
            .ForAttributeWithMetadataName(Attributes.Differentiable, IsMethod, LowerDifferentiable)
            .WithTrackingName(LowerStep);
        IncrementalValuesProvider<Lowered> straightThrough = context.SyntaxProvider
            .ForAttributeWithMetadataName(Attributes.StraightThrough, IsMethod, LowerStraightThrough)
            .WithTrackingName(LowerStep + Attributes.StraightThrough);

        IncrementalValuesProvider<Lowered> declared = context.SyntaxProvider
            .ForAttributeWithMetadataName(Attributes.Derive, IsMethod, LowerDeclared)
            .WithTrackingName(LowerStep + Attributes.Derive);

        foreach ((IncrementalValuesProvider<Lowered> methods, string step) in new[] { (differentiable, CompileStep), (declared, CompileStep + Attributes.Derive) })
        {
            context.RegisterSourceOutput(Derivatives(methods, step), (output, file) => output.AddSource(file.HintName, file.Text));
        }

        context.RegisterSourceOutput(Bodies(differentiable, PublishStep), (output, file) => output.AddSource(file.HintName, file.Text));
        context.RegisterSourceOutput(Bodies(straightThrough, PublishStep + Attributes.StraightThrough), (output, file) => output.AddSource(file.HintName, file.Text));
    }

    /// <summary>What is left of a method when symbols and syntax are gone: equal after an edit elsewhere.</summary>
    /// <param name="Models">One, or one per type of a generic method; none where there are errors.</param>
    /// <param name="Keys">Under which key each body is published for other assemblies; empty where it is not.</param>
    private sealed record Lowered(EquatableArray<MethodModel> Models, EquatableArray<string> Keys)
    {
        public static readonly Lowered Nothing = new(new([]), new([]));
    }

    /// <summary>A fault of ours must not silence the generator for every other method; it is an error of the C# compiler, in the file of the method that it befell.</summary>
    private static EquatableArray<GeneratedFile> Compile(MethodModel model, CancellationToken cancellation)
    {
        try
        {
            cancellation.ThrowIfCancellationRequested();
            return Pipeline.Compile(model);
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            string message = $"{e.GetType().Name}: {e.Message}".Replace('\r', ' ').Replace('\n', ' ');
            return new([new GeneratedFile(model.HintName + ".g.cs", $"#error SteGen failed to derive {model.Name}; please report this, with the method. {message}\n")]);
        }
    }

    private static bool IsMethod(SyntaxNode node, CancellationToken cancellation) => node is MethodDeclarationSyntax;

    private static Lowered LowerDifferentiable(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not IMethodSymbol method || context.Attributes.IsEmpty)
        {
            return Lowered.Nothing;
        }

        LoweringResult result = new FrontEnd(context.SemanticModel.Compilation).Lower(method, context.Attributes[0], cancellation);
        return Keep(method, result, publish: !Attributes.Has(method, "StraightThroughAttribute"));
    }

    private static Lowered LowerDeclared(GeneratorAttributeSyntaxContext context, CancellationToken cancellation) =>
        context.TargetSymbol is IMethodSymbol method && !context.Attributes.IsEmpty
            ? Keep(method, new FrontEnd(context.SemanticModel.Compilation).LowerDerived(method, context.Attributes[0], cancellation), publish: false)
            : Lowered.Nothing;

    private static Lowered LowerStraightThrough(GeneratorAttributeSyntaxContext context, CancellationToken cancellation)
    {
        if (context.TargetSymbol is not IMethodSymbol method || context.Attributes.IsEmpty || !Published.IsPublic(method))
        {
            return Lowered.Nothing;
        }

        LoweringResult result = new FrontEnd(context.SemanticModel.Compilation).LowerStraightThrough(method, context.Attributes[0], cancellation);
        return Keep(method, result, publish: true);
    }

    private static Lowered Keep(IMethodSymbol method, LoweringResult result, bool publish) =>
        new(new(result.Models.ToArray()), new(publish ? Published.Keys(method, result) : []));

    private static IncrementalValuesProvider<GeneratedFile> Derivatives(IncrementalValuesProvider<Lowered> methods, string step) => methods
        .SelectMany((lowered, _) => lowered.Models.ToImmutableArray())
        .Where(model => model.Emit != Members.None)
        .SelectMany((model, cancellation) => Compile(model, cancellation).ToImmutableArray())
        .WithTrackingName(step);

    private static IncrementalValuesProvider<GeneratedFile> Bodies(IncrementalValuesProvider<Lowered> methods, string step) => methods
        .SelectMany((lowered, _) => lowered.Models.Zip(lowered.Keys, (model, key) => (Model: model, Key: key)).Where(p => p.Key.Length > 0)
            .Select(p => Published.File(p.Model, p.Key)).ToImmutableArray())
        .WithTrackingName(step);
}
