using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Methods whose backward the user wrote: they stay calls, and the call knows its backward.</summary>
internal sealed partial class Lowering
{
    private bool CustomCall(IOperation at, IMethodSymbol method, ImmutableArray<Val> arguments, out Val? result)
    {
        result = null;
        IMethodSymbol definition = method.OriginalDefinition;
        Callee? callee;
        if (Attributes.Find(definition, "CustomGradientAttribute") is { } attribute && Attributes.Positional(attribute, 0) is string name)
        {
            IMethodSymbol[] named = [.. definition.ContainingType.GetMembers(name).OfType<IMethodSymbol>()];
            if (named.Length == 0)
            {
                throw new Refusal(new("STG0109", SyntaxOf(attribute, at), [definition.ContainingType.Name, "method", name]));
            }

            Obstructed(method, attribute, at);
            callee = named.Select(b => CustomGradient.Match(method, b)).FirstOrDefault(c => c is not null)
                ?? throw new Refusal(new("STG0040", SyntaxOf(attribute, at), [definition.Name, CustomGradient.Expected(method, name)]));
            callee = callee with { HasOptionalGradients = Attributes.Named(attribute, "OptionalGradients") is true, Jvp = JvpOf(definition, method, attribute, at) };
        }
        else if (OfOther(method) is { } other)
        {
            Obstructed(method, null, at);
            callee = CustomGradient.Match(method, other)
                ?? throw new Refusal(new("STG0040", other.Locations.FirstOrDefault() ?? at.Syntax.GetLocation(), [method.Name, CustomGradient.Expected(method, other.Name)]));
        }
        else
        {
            return false;
        }

        if (method.IsGenericMethod || !method.IsStatic)
        {
            throw Refuse(at, $"A custom gradient of '{method.Name}', which is {(method.IsStatic ? "generic" : "no static method")},", "make it static and not generic");
        }

        List<Value> operands = [], results = [];
        if (!method.ReturnsVoid)
        {
            results.Add(new Value(callee.Return!.Value, method.Name.ToLowerInvariant()));
        }

        for (int k = 0; k < callee.Parameters.Count; k++)
        {
            if (callee.Parameters[k].Kind == CalleeParameterKind.Out)
            {
                results.Add(new Value(callee.Parameters[k].Type, method.Parameters[k].Name));
                continue;
            }

            Val argument = Deref(arguments[k], at);
            if (callee.Parameters[k].Kind == CalleeParameterKind.WrittenSpan)
            {
                Writable(AsView(argument, at), at);
            }

            foreach (Value leaf in Leaves(argument))
            {
                // a stopped view has no gradient, and neither has a value under the node
                operands.Add(leaf);
            }

            if (argument is Val.View { IsStopped: true } && !Attributes.Has(method.Parameters[k], "NoGradientAttribute"))
            {
                throw Refuse(at, "A call with a custom gradient on a span under StopGradient", "stop the gradient of its result");
            }
        }

        Build.Add(new Inst(Op.Call, operands, results) { Callee = callee });
        Queue<Value> left = new(results);
        result = method.ReturnsVoid ? Nothing : new Val.Scalar(left.Dequeue());
        for (int k = 0; k < callee.Parameters.Count; k++)
        {
            if (callee.Parameters[k].Kind == CalleeParameterKind.Out && arguments[k] is Val.Reference reference)
            {
                Write(reference.Place, new Val.Scalar(left.Dequeue()), at);
            }
        }

        return true;
    }

    private static Callee? JvpOf(IMethodSymbol definition, IMethodSymbol method, AttributeData attribute, IOperation at)
    {
        if (Attributes.Named(attribute, "Jvp") is not string name)
        {
            return null;
        }

        IMethodSymbol[] named = [.. definition.ContainingType.GetMembers(name).OfType<IMethodSymbol>()];
        return named.Length == 0
            ? throw new Refusal(new("STG0109", SyntaxOf(attribute, at), [definition.ContainingType.Name, "method", name]))
            : named.Select(j => CustomGradient.MatchJvp(method, j)).FirstOrDefault(c => c is not null)
                ?? throw new Refusal(new("STG0040", SyntaxOf(attribute, at), [definition.Name, CustomGradient.ExpectedJvp(method, name)]));
    }

    private static void Obstructed(IMethodSymbol method, AttributeData? attribute, IOperation at)
    {
        if (CustomGradient.Obstacle(method) is { } obstacle)
        {
            throw new Refusal(new("STG0110", attribute is null ? at.Syntax.GetLocation() : SyntaxOf(attribute, at), [obstacle.Name, obstacle.Reason]));
        }
    }

    /// <summary>The gradient that a method of this project gives to another one, which says nothing itself. It goes before a derivative that SteGen knows, and before the source.</summary>
    private IMethodSymbol? OfOther(IMethodSymbol method)
    {
        if (Attributes.Has(method, "DifferentiableAttribute") || Attributes.Has(method, "StraightThroughAttribute"))
        {
            return null;
        }

        foreach (IMethodSymbol candidate in _bodies.GradientsOfOthers(cancellation))
        {
            if (Attributes.Find(candidate, "GradientOfAttribute") is { } attribute && Attributes.Positional(attribute, 0) is INamedTypeSymbol type
                && Attributes.Positional(attribute, 1) is string name && name == method.Name && SymbolEqualityComparer.Default.Equals(type, method.ContainingType)
                && (CustomGradient.Match(method, candidate) is not null || !IsOverloaded(type, name)))
            {
                return candidate;
            }
        }

        return null;
    }

    private static bool IsOverloaded(INamedTypeSymbol type, string name) => type.GetMembers(name).OfType<IMethodSymbol>().Skip(1).Any();
}
