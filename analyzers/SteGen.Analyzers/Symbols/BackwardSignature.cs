using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SteGen.Analyzers.Symbols;

/// <summary>
/// What each parameter of a custom gradient stands for: the inputs, optionally <c>result</c>, an upstream gradient for each result, then a gradient for each
/// differentiable input (<c>out</c> for a scalar or struct, a span that is added to); with one differentiable scalar the gradient may be returned.
/// </summary>
public sealed record BackwardSignature(
    IMethodSymbol Primal,
    IMethodSymbol Backward,
    ImmutableArray<IParameterSymbol> Upstreams,
    ImmutableArray<IParameterSymbol> Gradients,
    bool ReturnsGradient)
{
    private static readonly SymbolDisplayFormat s_format = SymbolDisplayFormat.MinimallyQualifiedFormat;

    /// <summary>Null where <paramref name="backward"/> does not fit.</summary>
    public static BackwardSignature? Match(IMethodSymbol primal, IMethodSymbol backward, KnownTypes types)
    {
        if (backward.IsGenericMethod || (!backward.IsStatic && primal.IsStatic))
        {
            return null;
        }

        ImmutableArray<IParameterSymbol> parameters = backward.Parameters;
        int at = 0;
        List<Input> inputs = Inputs(primal, backward, types);
        foreach (Input input in inputs)
        {
            if (at == parameters.Length || !input.Accepts(parameters[at], types))
            {
                return null;
            }

            at++;
        }

        // One parameter more than the signature has is the result, whatever it is called.
        List<Input> differentiable = [.. inputs.Where(i => i.IsDifferentiable)];
        List<Result> results = [.. Results(primal, types)];
        bool returns = !backward.ReturnsVoid;
        int expected = inputs.Count + results.Count + (returns ? 0 : differentiable.Count);
        if (parameters.Length == expected + 1 && !primal.ReturnsVoid && Same(parameters[at].Type, primal.ReturnType))
        {
            at++;
        }

        ImmutableArray<IParameterSymbol>.Builder upstreams = ImmutableArray.CreateBuilder<IParameterSymbol>();
        foreach (Result result in results)
        {
            if (at == parameters.Length || parameters[at].RefKind is not (RefKind.None or RefKind.In)
                || !Same(types.ReadOnlySpanElement(parameters[at].Type) ?? parameters[at].Type, result.Type)
                || types.ReadOnlySpanElement(parameters[at].Type) is not null != result.IsSpan)
            {
                return null;
            }

            upstreams.Add(parameters[at++]);
        }

        if (returns && at == parameters.Length && differentiable.Count == 1 && !differentiable[0].IsSpan && Same(backward.ReturnType, differentiable[0].Type))
        {
            return new BackwardSignature(primal, backward, upstreams.ToImmutable(), [], ReturnsGradient: true);
        }

        ImmutableArray<IParameterSymbol>.Builder gradients = ImmutableArray.CreateBuilder<IParameterSymbol>();
        foreach (Input input in differentiable)
        {
            if (at == parameters.Length || !input.IsGradient(parameters[at], types))
            {
                return null;
            }

            gradients.Add(parameters[at++]);
        }

        return at == parameters.Length && backward.ReturnsVoid
            ? new BackwardSignature(primal, backward, upstreams.ToImmutable(), gradients.ToImmutable(), ReturnsGradient: false)
            : null;
    }

    /// <summary>The declaration that would fit, as one writes it.</summary>
    public static string Expected(IMethodSymbol primal, string name, KnownTypes types, SymbolDisplayFormat? format = null)
    {
        format ??= s_format;
        List<Input> inputs = Inputs(primal, null, types);
        List<Input> differentiable = inputs.Where(i => i.IsDifferentiable).ToList();
        bool returns = differentiable.Count == 1 && !differentiable[0].IsSpan;
        List<string> parameters = [];
        parameters.AddRange(inputs.Select(i => $"{i.Type.ToDisplayString(format)} {Escape(i.Name)}"));
        parameters.AddRange(Results(primal, types).Select(r => $"{(r.IsSpan ? $"{ReadOnlySpanName(types, format)}<{r.Type.ToDisplayString(format)}>" : r.Type.ToDisplayString(format))} {r.Name}Gradient"));
        if (!returns)
        {
            parameters.AddRange(differentiable.Select(i => i.IsSpan
                ? $"{SpanName(types, format)}<{i.Element!.ToDisplayString(format)}> {i.Name}Gradient"
                : $"out {i.Type.ToDisplayString(format)} {i.Name}Gradient"));
        }

        StringBuilder text = new();
        return text.Append(returns ? differentiable[0].Type.ToDisplayString(format) : "void").Append(' ').Append(name)
            .Append('(').Append(string.Join(", ", parameters)).Append(')').ToString();
    }

    private static string Escape(string name) =>
        Microsoft.CodeAnalysis.CSharp.SyntaxFacts.GetKeywordKind(name) == Microsoft.CodeAnalysis.CSharp.SyntaxKind.None ? name : "@" + name;

    private static string SpanName(KnownTypes types, SymbolDisplayFormat format) => Bare(types.Span!, format);

    private static string ReadOnlySpanName(KnownTypes types, SymbolDisplayFormat format) => Bare(types.ReadOnlySpan!, format);

    private static string Bare(INamedTypeSymbol type, SymbolDisplayFormat format) =>
        type.ToDisplayString(format.WithGenericsOptions(SymbolDisplayGenericsOptions.None));

    private static List<Input> Inputs(IMethodSymbol primal, IMethodSymbol? backward, KnownTypes types)
    {
        List<Input> inputs = [];
        if (!primal.IsStatic && backward is not { IsStatic: false } && backward is not null)
        {
            // A static backward of an instance method takes the receiver first; it is a constant to it.
            inputs.Add(new Input("self", primal.ContainingType, null, IsDifferentiable: false));
        }

        foreach (IParameterSymbol p in primal.Parameters)
        {
            bool inOut = KnownTypes.Has(p, types.InOut);
            if (p.RefKind == RefKind.Out || (types.SpanElement(p.Type) is not null && !inOut))
            {
                continue;
            }

            ITypeSymbol? element = p.Type is IArrayTypeSymbol { Rank: 1 } array ? array.ElementType : types.SpanElement(p.Type) ?? types.ReadOnlySpanElement(p.Type);
            bool differentiable = !KnownTypes.Has(p, types.NoGradient) && KnownTypes.HasReals(element ?? p.Type);
            inputs.Add(new Input(p.Name, p.Type, element, differentiable));
        }

        return inputs;
    }

    private static IEnumerable<Result> Results(IMethodSymbol primal, KnownTypes types)
    {
        if (primal.ReturnType is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            foreach (IFieldSymbol element in tuple.TupleElements.Where(e => KnownTypes.HasReals(e.Type)))
            {
                yield return new Result(element.Name, element.Type, IsSpan: false);
            }
        }
        else if (!primal.ReturnsVoid)
        {
            yield return new Result("result", primal.ReturnType, IsSpan: false);
        }

        foreach (IParameterSymbol p in primal.Parameters)
        {
            if (p.RefKind == RefKind.Out && KnownTypes.HasReals(p.Type))
            {
                yield return new Result(p.Name, p.Type, IsSpan: false);
            }
            else if (types.SpanElement(p.Type) is { } element && !KnownTypes.Has(p, types.InOut))
            {
                yield return new Result(p.Name, element, IsSpan: true);
            }
        }
    }

    private static bool Same(ITypeSymbol a, ITypeSymbol b) => SymbolEqualityComparer.Default.Equals(a, b);

    private sealed record Result(string Name, ITypeSymbol Type, bool IsSpan);

    private sealed record Input(string Name, ITypeSymbol Type, ITypeSymbol? Element, bool IsDifferentiable)
    {
        public bool IsSpan => Element is not null;

        public bool Accepts(IParameterSymbol parameter, KnownTypes types) =>
            parameter.RefKind is RefKind.None or RefKind.In
            && (Same(parameter.Type, Type) || (Element is not null && types.ReadOnlySpanElement(parameter.Type) is { } e && Same(e, Element)));

        public bool IsGradient(IParameterSymbol parameter, KnownTypes types) => IsSpan
            ? parameter.RefKind == RefKind.None && types.SpanElement(parameter.Type) is { } e && Same(e, Element!)
            : parameter.RefKind == RefKind.Out && Same(parameter.Type, Type);
    }
}
