using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StraightThrough;

/// <summary>STG0036: values of a sign that can be 0 are packed into bits, where 0 has no place. Seen where one method computes and packs them.</summary>
internal static class PackedThreeValues
{
    public static void Check(IInvocationOperation call, KnownTypes types, Action<Diagnostic> report)
    {
        if (types.BitMatrix is null || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, types.BitMatrix)
            || call.TargetMethod.Name is not ("Pack" or "Set")
            || call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0) is not { Value: var packed }
            || Memory(packed) is not { } memory)
        {
            return;
        }

        IOperation body = call;
        while (body.Parent is not null)
        {
            body = body.Parent;
        }

        foreach (IInvocationOperation sign in body.Descendants().OfType<ISimpleAssignmentOperation>().Where(a => IsElementOf(a.Target, memory)).Select(a => ThreeValued(a.Value, types)).OfType<IInvocationOperation>())
        {
            report(Diagnostic.Create(StraightThroughRules.PackedThreeValues, sign.Syntax.GetLocation(), sign.TargetMethod.Name));
        }
    }

    /// <summary>The call that gives 0 at 0: a sign of the framework, <c>Ste.Ternary</c>, or a sign of ours whose convention for 0 is 0.</summary>
    private static IInvocationOperation? ThreeValued(IOperation value, KnownTypes types)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        if (value is not IInvocationOperation { TargetMethod: { IsStatic: true } method } call)
        {
            return null;
        }

        bool isOurs = types.Operations.Contains(method.ContainingType, SymbolEqualityComparer.Default);
        if (method.Name == "Sign" && KnownTypes.IsMath(method.ContainingType) || (isOurs && method.Name == "Ternary"))
        {
            return call;
        }

        return isOurs && call.Arguments.FirstOrDefault(a => a.Parameter?.Type.Name == "SignZero") is { Value.ConstantValue: { HasValue: true, Value: 0 } } ? call : null;
    }

    private static bool IsElementOf(IOperation target, ISymbol memory) => target switch
    {
        IArrayElementReferenceOperation element => SymbolEqualityComparer.Default.Equals(Memory(element.ArrayReference), memory),
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } instance } => SymbolEqualityComparer.Default.Equals(Memory(instance), memory),
        _ => false,
    };

    private static ISymbol? Memory(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value switch
        {
            ILocalReferenceOperation local => local.Local,
            IParameterReferenceOperation parameter => parameter.Parameter,
            _ => null,
        };
    }
}
