using System;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Numerics;

/// <summary>STG0065: constant bounds in the wrong order, in any code: the framework throws, and <c>Ste.Clamp</c> gives one bound.</summary>
internal static class ClampBounds
{
    public static void Check(IInvocationOperation call, KnownTypes types, Action<Diagnostic> report)
    {
        if (call.TargetMethod is { Name: "Clamp", IsStatic: true, Parameters.Length: 3 } method
            && (KnownTypes.IsMath(method.ContainingType) || types.Operations.Contains(method.ContainingType, SymbolEqualityComparer.Default))
            && Number(call, 1) is { } low && Number(call, 2) is { } high && low > high)
        {
            report(Diagnostic.Create(NumericRules.ClampBounds, call.Syntax.GetLocation(), low.ToString(CultureInfo.InvariantCulture), high.ToString(CultureInfo.InvariantCulture)));
        }
    }

    private static double? Number(IInvocationOperation call, int parameter)
    {
        foreach (IArgumentOperation argument in call.Arguments)
        {
            if (argument.Parameter?.Ordinal == parameter && argument.Value.ConstantValue is { HasValue: true, Value: int or long or float or double })
            {
                return Convert.ToDouble(argument.Value.ConstantValue.Value, CultureInfo.InvariantCulture);
            }
        }

        return null;
    }
}
