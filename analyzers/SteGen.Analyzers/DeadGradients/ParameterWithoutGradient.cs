using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.DeadGradients;

/// <summary>STG0006: one parameter is dead while others are not. A parameter that is not used, or that the author stopped himself, is left alone.</summary>
internal static class ParameterWithoutGradient
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        if (method.Results.Count == 0 || method.Results.Max(r => method.Activity[r]) != Dependence.Active)
        {
            return;
        }

        foreach (ParameterModel parameter in method.Model.Parameters.Where(p => p.IsDifferentiable))
        {
            IReadOnlyList<Value> inputs = method.InputsOf(parameter);
            if (inputs.Count == 0 || method.Symbol.Parameters.FirstOrDefault(p => p.Name == parameter.Name) is not { } symbol)
            {
                continue;
            }

            Activity alone = Activity.Of(method.Function, inputs);
            if (method.Results.Max(r => alone[r]) == Dependence.Dead)
            {
                report(Diagnostic.Create(DeadGradientRules.DeadParameter, symbol.Locations[0], symbol.Name));
            }
        }
    }
}
