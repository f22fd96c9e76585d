using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>The signature of a custom gradient: inputs, perhaps the result, the upstream of each result, the gradient of each differentiable input.</summary>
public static class CustomGradient
{
    /// <summary>Null where <paramref name="backward"/> does not fit <paramref name="method"/>.</summary>
    public static Callee? Match(IMethodSymbol method, IMethodSymbol backward)
    {
        if (!backward.IsStatic || backward.IsGenericMethod || Obstacle(method) is not null || Primal(method) is not { } primal)
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
            if (k >= 0 && IsInOut(method.Parameters[k]))
            {
                // one gradient: the upstream on entry, that of the entry value on exit
                fits &= Take(method.Parameters[k].Type, RefKind.None, BackwardArgumentKind.Gradient, k, isRead: false);
                continue;
            }

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

    /// <summary>
    /// The method for forward mode: inputs, each differentiable one followed by its tangent, then the tangents of <c>out</c> results and spans; it returns that of a return value. Null where it does not fit.
    /// </summary>
    public static Callee? MatchJvp(IMethodSymbol method, IMethodSymbol jvp)
    {
        bool returnsReal = Types.Scalar(method.ReturnType) is { } r && r.IsReal();
        if (!jvp.IsStatic || jvp.IsGenericMethod || (returnsReal ? !SymbolEqualityComparer.Default.Equals(jvp.ReturnType, method.ReturnType) : !jvp.ReturnsVoid))
        {
            return null;
        }

        List<(IParameterSymbol Of, BackwardArgumentKind Kind)> expected = [];
        foreach (IParameterSymbol p in Inputs(method).Select(k => method.Parameters[k]))
        {
            expected.Add((p, BackwardArgumentKind.Input));
            if (HasGradient(p))
            {
                expected.Add((p, BackwardArgumentKind.Tangent));
            }
        }

        expected.AddRange(Results(method).Where(k => k >= 0).Select(k => (method.Parameters[k], BackwardArgumentKind.ResultTangent)));
        if (expected.Count != jvp.Parameters.Length)
        {
            return null;
        }

        List<CalleeParameter> parameters = [];
        for (int k = 0; k < expected.Count; k++)
        {
            (IParameterSymbol of, BackwardArgumentKind kind) = expected[k];
            IParameterSymbol p = jvp.Parameters[k];
            ITypeSymbol? element = Types.Element(of.Type);
            bool isResult = kind == BackwardArgumentKind.ResultTangent;
            bool same = element is null
                ? SymbolEqualityComparer.Default.Equals(p.Type, of.Type) && p.RefKind == (isResult ? RefKind.Out : RefKind.None)
                : SymbolEqualityComparer.Default.Equals(Types.Element(p.Type), element) && (isResult ? Types.IsWritableSpan(p.Type) : Types.IsReadOnlySpan(p.Type)) && p.RefKind == RefKind.None;
            if (!same || Types.Scalar(element ?? of.Type) is not { } scalar)
            {
                return null;
            }

            CalleeParameterKind form = element is not null ? isResult ? CalleeParameterKind.WrittenSpan : CalleeParameterKind.InputSpan
                : isResult ? CalleeParameterKind.Out : CalleeParameterKind.Scalar;
            parameters.Add(new CalleeParameter(form, scalar, Types.Text(element ?? of.Type)));
        }

        return new Callee(Text(jvp), new(parameters))
        {
            Return = returnsReal ? Types.Scalar(jvp.ReturnType) : null,
            Arguments = new(expected.Select(e => new BackwardArgument(e.Kind, e.Of.Ordinal))),
        };
    }

    /// <summary>How the method for forward mode must be declared.</summary>
    public static string ExpectedJvp(IMethodSymbol method, string name)
    {
        List<string> parameters = [];
        foreach (IParameterSymbol p in Inputs(method).Select(k => method.Parameters[k]))
        {
            parameters.Add($"{Read(p.Type)} {Lowering.Identifier(p.Name)}");
            if (HasGradient(p))
            {
                parameters.Add($"{Read(p.Type)} {p.Name}Tangent");
            }
        }

        foreach (IParameterSymbol p in Results(method).Where(k => k >= 0).Select(k => method.Parameters[k]))
        {
            parameters.Add(Types.Element(p.Type) is { } element ? $"System.Span<{Short(element)}> {p.Name}Tangent" : $"out {Short(p.Type)} {p.Name}Tangent");
        }

        bool returnsReal = Types.Scalar(method.ReturnType) is { } r && r.IsReal();
        return $"static {(returnsReal ? Short(method.ReturnType) : "void")} {name}({string.Join(", ", parameters)})";
    }

    private static string Read(ITypeSymbol type) => Types.Element(type) is { } element ? $"System.ReadOnlySpan<{Short(element)}>" : Short(type);

    private static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    private static bool IsInOut(IParameterSymbol p) => Attributes.Has(p, "InOutAttribute");

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

    /// <summary>Why a method cannot have a custom gradient at all: the part that is in the way, and what to do; null for most.</summary>
    public static (string Name, string Reason)? Obstacle(IMethodSymbol method)
    {
        foreach (IParameterSymbol p in method.Parameters)
        {
            ITypeSymbol? element = Types.Element(p.Type);
            string? reason = p.Type is IArrayTypeSymbol ? "a method with a custom gradient takes spans, not arrays: generated members have no array to pass"
                : p.RefKind is RefKind.Ref || (element is not null && p.RefKind != RefKind.None) ? "a method with a custom gradient takes numbers and spans by value, and returns numbers by 'out'"
                : Types.Scalar(element ?? p.Type) is null && p.Type.TypeKind != TypeKind.Error ? "a method with a custom gradient takes numbers and spans of numbers"
                : null;
            if (reason is not null)
            {
                return (p.Name, reason);
            }
        }

        return method.ReturnsVoid || Types.Scalar(method.ReturnType) is not null || method.ReturnType.TypeKind == TypeKind.Error
            ? null
            : (method.Name, "a method with a custom gradient returns a number, or results by 'out' and spans");
    }

    /// <summary>How the gradient method must be declared, for a method without an obstacle. With one differentiable scalar it returns the gradient.</summary>
    public static string Expected(IMethodSymbol method, string name)
    {
        IParameterSymbol[] inputs = [.. Inputs(method).Select(k => method.Parameters[k])], gradients = [.. inputs.Where(HasGradient)];
        bool returns = gradients.Length == 1 && Types.Element(gradients[0].Type) is null;
        List<string> parameters = [.. inputs.Select(p => $"{Read(p.Type)} {Lowering.Identifier(p.Name)}")];
        parameters.AddRange(Results(method).Select(k => k < 0 ? $"{Read(method.ReturnType)} resultGradient" : IsInOut(method.Parameters[k]) ? $"System.Span<{Short(Types.Element(method.Parameters[k].Type)!)}> {method.Parameters[k].Name}Gradient"
            : $"{Read(method.Parameters[k].Type)} {method.Parameters[k].Name}Gradient"));
        if (!returns)
        {
            parameters.AddRange(gradients.Select(p => Types.Element(p.Type) is { } element ? $"System.Span<{Short(element)}> {p.Name}Gradient" : $"out {Short(p.Type)} {p.Name}Gradient"));
        }

        return $"static {(returns ? Short(gradients[0].Type) : "void")} {name}({string.Join(", ", parameters)})";
    }
}
