using System;
using System.Globalization;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SteGen.Analyzers.Symbols;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Usage;

/// <summary>STG0035: a constant that an operation of <c>Ste</c>, or <c>Clip</c> of the attribute, refuses. The parameters are known by the names that all operations share.</summary>
internal static class ParameterInRange
{
    public static void Check(IInvocationOperation call, KnownTypes types, Action<Diagnostic> report)
    {
        if (!types.Operations.Contains(call.TargetMethod.ContainingType, SymbolEqualityComparer.Default))
        {
            return;
        }

        foreach (IArgumentOperation argument in call.Arguments.Where(a => a is { ArgumentKind: ArgumentKind.Explicit, Parameter: not null }))
        {
            if (Number(argument.Value.ConstantValue) is { } value && Required(argument.Parameter!.Name, value, call.TargetMethod.Name) is { } required)
            {
                Report(argument.Value.Syntax, argument.Parameter.Name, required, value, report);
            }
        }
    }

    public static void Check(IMethodSymbol method, KnownTypes types, Action<Diagnostic> report, CancellationToken cancellation)
    {
        if (KnownTypes.Find(method, types.StraightThrough) is { } attribute
            && attribute.NamedArguments.FirstOrDefault(a => a.Key == "Clip").Value.Value is double clip and <= 0
            && attribute.ApplicationSyntaxReference?.GetSyntax(cancellation) is AttributeSyntax { ArgumentList: { } list }
            && list.Arguments.FirstOrDefault(a => a.NameEquals?.Name.Identifier.ValueText == "Clip") is { } syntax)
        {
            Report(syntax.Expression, "Clip", "positive", clip, report);
        }
    }

    private static string? Required(string parameter, double value, string method) => parameter switch
    {
        "tau" or "temperature" when method == "ReinMax" => value >= 1 ? null : "at least 1",
        "beta" when method.StartsWith("VectorQuantize", StringComparison.Ordinal) => value >= 0 ? null : "0 or more",
        "clip" or "tau" or "temperature" or "beta" or "slope" or "scale" or "step" or "alpha" => value > 0 ? null : "positive",
        "bits" or "k" or "levels" => value >= 1 ? null : "at least 1",
        "threshold" => value >= 0 ? null : "0 or more",
        _ => null,
    };

    private static void Report(SyntaxNode place, string name, string required, double value, Action<Diagnostic> report) =>
        report(Diagnostic.Create(StraightThroughRules.ParameterOutOfRange, place.GetLocation(), name, required, value.ToString(CultureInfo.InvariantCulture)));

    private static double? Number(Optional<object?> constant) => constant is { HasValue: true, Value: int or float or double }
        ? Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture)
        : null;
}
