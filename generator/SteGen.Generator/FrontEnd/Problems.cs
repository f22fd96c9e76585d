using System;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Model;

namespace SteGen.Generator;

/// <summary>Why a method cannot be taken: the id of a descriptor, the narrowest place, and the arguments of its message.</summary>
public sealed record FrontEndProblem(string Id, Location Location, ImmutableArray<string> Arguments)
{
    /// <summary>The declaration that was expected, where the problem is another one.</summary>
    public string? Expected { get; init; }

    /// <summary>The method's own declaration and a call to it, where the problem stands in an inlined callee.</summary>
    public override string ToString() => $"{Id} at {Location.GetLineSpan().StartLinePosition}: {string.Join("; ", Arguments)}";
}

/// <summary>
/// What the front end has to say about a method. No models and no problems: the C# compiler has errors to report first.
/// </summary>
/// <param name="Models">One; for a generic method one per admitted type; none where there are problems.</param>
/// <param name="Problems">Errors, all of them.</param>
/// <param name="Origins">For each model, the syntax of each of its origins, in their order.</param>
public sealed record LoweringResult(
    ImmutableArray<MethodModel> Models, ImmutableArray<FrontEndProblem> Problems, ImmutableArray<ImmutableArray<SyntaxNode>> Origins)
{
    /// <summary>For each model of a generic method, what its type parameters stand for.</summary>
    public ImmutableArray<ITypeSymbol> TypeArguments { get; init; } = [];

    /// <summary>Where the models serve a [Derive] declaration, the method that it is a derivative of.</summary>
    public IMethodSymbol? Function { get; init; }

    /// <summary>The model, or the first of a generic method's; null where there is none.</summary>
    public MethodModel? Model => Models.IsEmpty ? null : Models[0];

    /// <summary>The syntax that an instruction of a model comes from.</summary>
    public SyntaxNode? Find(int model, int origin) =>
        model < Origins.Length && (uint)origin < (uint)Origins[model].Length ? Origins[model][origin] : null;
}

/// <summary>Ends the lowering of a statement. Without a problem it is quiet: the cause is reported already, or is the C# compiler's to report.</summary>
internal sealed class Refusal(FrontEndProblem? problem) : Exception(problem?.ToString() ?? "quiet")
{
    public FrontEndProblem? Problem { get; } = problem;
}
