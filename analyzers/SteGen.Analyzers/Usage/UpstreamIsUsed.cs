using System;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0041: a backward that returns its own derivative and forgets to multiply by what arrives.</summary>
internal static class UpstreamIsUsed
{
    public static void Check(IMethodSymbol method, ImmutableArray<IOperation> blocks, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (CustomGradients.ServedBy(method, types, cancellation).FirstOrDefault() is not { } signature || signature.Upstreams.IsEmpty)
        {
            return;
        }

        bool computes = false;
        foreach (IOperation operation in blocks.SelectMany(b => b.DescendantsAndSelf()))
        {
            switch (operation)
            {
                case IInvalidOperation or IThrowOperation:
                    return; // unfinished: a stub, or being typed
                case IParameterReferenceOperation reference when signature.Upstreams.Any(u => SymbolEqualityComparer.Default.Equals(u, reference.Parameter)):
                    return;
                case IReturnOperation { ReturnedValue: { } value } when signature.ReturnsGradient:
                    computes |= !IsZero(value);
                    break;
                case IAssignmentOperation assignment when signature.Gradients.Any(g => IsInto(assignment.Target, g)):
                    computes |= !IsZero(assignment.Value);
                    break;
                case IArgumentOperation argument when signature.Gradients.Any(g => IsInto(argument.Value, g)):
                    return; // somebody else fills it
            }
        }

        // A gradient that is zero whatever arrives is a different matter: the input is a constant.
        if (computes)
        {
            IParameterSymbol upstream = signature.Upstreams[0];
            report(Diagnostic.Create(CustomGradientRules.IgnoredUpstream, upstream.Locations[0], method.Name, upstream.Name));
        }
    }

    private static bool IsZero(IOperation value)
    {
        while (value is IConversionOperation conversion)
        {
            value = conversion.Operand;
        }

        return value.ConstantValue is { HasValue: true, Value: 0 or 0f or 0d } || value is IDefaultValueOperation;
    }

    private static bool IsInto(IOperation target, IParameterSymbol gradient) =>
        target.DescendantsAndSelf().OfType<IParameterReferenceOperation>().Any(r => SymbolEqualityComparer.Default.Equals(r.Parameter, gradient));
}
