using System;
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

            callee = named.Select(b => CustomGradient.Match(method, b)).FirstOrDefault(c => c is not null)
                ?? throw new Refusal(new("STG0040", SyntaxOf(attribute, at), [definition.Name, CustomGradient.Expected(method, name)]));
        }
        else if (_bodies.Find(method, cancellation) is null && CompiledBodies.Find(method) is null && OfOther(method) is { } other)
        {
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

            if (argument is Val.View { IsStopped: true })
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

    private IMethodSymbol? OfOther(IMethodSymbol method)
    {
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

/// <summary>The signature of a custom gradient: inputs, perhaps the result, the upstream of each result, the gradient of each differentiable input.</summary>
internal static class CustomGradient
{
    /// <summary>Null where <paramref name="backward"/> does not fit <paramref name="method"/>.</summary>
    public static Callee? Match(IMethodSymbol method, IMethodSymbol backward)
    {
        if (!backward.IsStatic || backward.IsGenericMethod || Primal(method) is not { } primal)
        {
            return null;
        }

        List<int> inputs = [.. Inputs(method)], gradients = [.. inputs.Where(k => HasGradient(method.Parameters[k]))];
        List<int> results = [.. Results(method)];
        bool returns = !backward.ReturnsVoid;
        if (returns && (gradients.Count != 1 || primal.Parameters[gradients[0]].Kind != CalleeParameterKind.Scalar
            || !SymbolEqualityComparer.Default.Equals(backward.ReturnType, method.Parameters[gradients[0]].Type)))
        {
            return null;
        }

        int expected = inputs.Count + results.Count + (returns ? 0 : gradients.Count), given = backward.Parameters.Length;
        bool takesResult = given == expected + 1 && !method.ReturnsVoid;
        if (given != expected && !takesResult)
        {
            return null;
        }

        List<CalleeParameter> parameters = [];
        List<BackwardArgument> arguments = [];
        int at = 0;
        bool fits = true;
        foreach (int k in inputs)
        {
            fits &= Take(method.Parameters[k].Type, RefKind.None, BackwardArgumentKind.Input, k, isRead: true);
        }

        if (takesResult)
        {
            fits &= Take(method.ReturnType, RefKind.None, BackwardArgumentKind.Result, 0, isRead: true);
        }

        foreach (int k in results)
        {
            fits &= Take(k < 0 ? method.ReturnType : method.Parameters[k].Type, RefKind.None, BackwardArgumentKind.Upstream, k, isRead: true);
        }

        foreach (int k in returns ? [] : gradients)
        {
            bool isSpan = primal.Parameters[k].Kind == CalleeParameterKind.InputSpan;
            fits &= Take(method.Parameters[k].Type, isSpan ? RefKind.None : RefKind.Out, BackwardArgumentKind.Gradient, k, isRead: false);
        }

        if (!fits)
        {
            return null;
        }

        Callee callee = new(Text(backward), new(parameters))
        {
            Return = returns ? Types.Scalar(backward.ReturnType) : null,
            Arguments = new(arguments),
            ReturnsGradientOf = returns ? gradients[0] : -1,
        };
        return primal with { Backward = callee };

        bool Take(ITypeSymbol type, RefKind kind, BackwardArgumentKind argument, int index, bool isRead)
        {
            IParameterSymbol p = backward.Parameters[at++];
            ITypeSymbol? element = Types.Element(type);
            bool same = element is null
                ? SymbolEqualityComparer.Default.Equals(p.Type, type) && (p.RefKind == kind || (kind == RefKind.None && p.RefKind == RefKind.In))
                : SymbolEqualityComparer.Default.Equals(Types.Element(p.Type), element) && (isRead ? Types.IsReadOnlySpan(p.Type) : Types.IsWritableSpan(p.Type)) && p.RefKind == RefKind.None;
            if (!same || Types.Scalar(element ?? type) is not { } scalar)
            {
                return false;
            }

            CalleeParameterKind form = element is not null ? isRead ? CalleeParameterKind.InputSpan : CalleeParameterKind.WrittenSpan
                : kind == RefKind.Out ? CalleeParameterKind.Out : CalleeParameterKind.Scalar;
            parameters.Add(new CalleeParameter(form, scalar, Types.Text(element ?? type)));
            arguments.Add(new BackwardArgument(argument, index));
            return true;
        }
    }

    private static string Text(IMethodSymbol method) => Types.Text(method.ContainingType) + "." + Lowering.Identifier(method.Name);

    /// <summary>The method itself as something to call; null where a parameter has no form for that.</summary>
    private static Callee? Primal(IMethodSymbol method)
    {
        List<CalleeParameter> parameters = [];
        foreach (IParameterSymbol p in method.Parameters)
        {
            ITypeSymbol? element = Types.Element(p.Type);
            if (Types.Scalar(element ?? p.Type) is not { } scalar || p.RefKind is RefKind.Ref || (element is not null && (p.RefKind != RefKind.None || p.Type is IArrayTypeSymbol)))
            {
                return null;
            }

            CalleeParameterKind kind = element is null ? p.RefKind == RefKind.Out ? CalleeParameterKind.Out : CalleeParameterKind.Scalar
                : Types.IsWritableSpan(p.Type) ? CalleeParameterKind.WrittenSpan : CalleeParameterKind.InputSpan;
            parameters.Add(new CalleeParameter(kind, scalar, Types.Text(element ?? p.Type)));
        }

        if (!method.ReturnsVoid && Types.Scalar(method.ReturnType) is null)
        {
            return null;
        }

        return new Callee(Text(method), new(parameters)) { Return = method.ReturnsVoid ? null : Types.Scalar(method.ReturnType) };
    }

    private static IEnumerable<int> Inputs(IMethodSymbol method) => method.Parameters.Where(p => !IsResult(p)).Select(p => p.Ordinal);

    /// <summary>The return value as -1, then out parameters and spans.</summary>
    private static IEnumerable<int> Results(IMethodSymbol method) =>
        (Types.Scalar(method.ReturnType) is { } type && type.IsReal() ? new[] { -1 } : [])
        .Concat(method.Parameters.Where(p => IsResult(p) && Types.Scalar(Types.Element(p.Type) ?? p.Type) is { } t && t.IsReal()).Select(p => p.Ordinal));

    private static bool IsResult(IParameterSymbol p) => p.RefKind == RefKind.Out || Types.IsWritableSpan(p.Type);

    private static bool HasGradient(IParameterSymbol p) =>
        Types.Scalar(Types.Element(p.Type) ?? p.Type) is { } type && type.IsReal() && !Attributes.Has(p, "NoGradientAttribute");

    /// <summary>How the gradient method of a method must be declared.</summary>
    public static string Expected(IMethodSymbol method, string name)
    {
        if (Primal(method) is null)
        {
            return $"(no custom gradient: '{method.Name}' takes or returns something other than numbers and spans of numbers)";
        }

        List<string> parameters = [.. Inputs(method).Select(k => method.Parameters[k]).Select(p => $"{Read(p.Type)} {p.Name}")];
        parameters.AddRange(Results(method).Select(k => k < 0 ? $"{Read(method.ReturnType)} resultGradient" : $"{Read(method.Parameters[k].Type)} {method.Parameters[k].Name}Gradient"));
        parameters.AddRange(Inputs(method).Select(k => method.Parameters[k]).Where(HasGradient).Select(p => Types.Element(p.Type) is { } element ? $"System.Span<{Short(element)}> {p.Name}Gradient" : $"out {Short(p.Type)} {p.Name}Gradient"));
        return $"static void {name}({string.Join(", ", parameters)})";

        static string Read(ITypeSymbol type) => Types.Element(type) is { } element ? $"System.ReadOnlySpan<{Short(element)}>" : Short(type);

        static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
    }
}
