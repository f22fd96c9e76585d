using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;
using SteGen.Generator;

namespace SteGen.Analyzers.Symbols;

/// <summary>What each parameter of a custom gradient stands for, as the front end matches it with its method.</summary>
internal sealed record BackwardSignature(
    IMethodSymbol Primal,
    IMethodSymbol Backward,
    ImmutableArray<IParameterSymbol> Upstreams,
    ImmutableArray<IParameterSymbol> Gradients,
    bool ReturnsGradient)
{
    /// <summary>Null where <paramref name="backward"/> does not fit.</summary>
    public static BackwardSignature? Match(IMethodSymbol primal, IMethodSymbol backward)
    {
        if (CustomGradient.Match(primal, backward) is not { Backward: { } callee })
        {
            return null;
        }

        return new BackwardSignature(primal, backward, Of(BackwardArgumentKind.Upstream), Of(BackwardArgumentKind.Gradient), callee.ReturnsGradientOf >= 0);

        ImmutableArray<IParameterSymbol> Of(BackwardArgumentKind kind) => [.. backward.Parameters.Where((_, k) => callee.Arguments[k].Kind == kind)];
    }
}
