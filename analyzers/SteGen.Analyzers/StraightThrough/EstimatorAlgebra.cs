using System;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StraightThrough;

/// <summary>STG0020 to STG0025: straight-through estimators written as sums, and what nearly is one, judged on values.</summary>
internal static class EstimatorAlgebra
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach ((Inst sum, EstimatorKind kind) in method.Estimators.Found)
        {
            DiagnosticDescriptor? descriptor = kind switch
            {
                EstimatorKind.Exact when method.Estimators.IsOfDiscrete(sum) => StraightThroughRules.HandWrittenEstimator,
                EstimatorKind.Unstopped => StraightThroughRules.MissingStop,
                EstimatorKind.SoftValue => StraightThroughRules.SoftValue,
                EstimatorKind.Mismatched => StraightThroughRules.MismatchedEstimator,
                EstimatorKind.Inverted => StraightThroughRules.InvertedEstimator,
                EstimatorKind.Inexact => StraightThroughRules.InexactEstimator,
                _ => null,
            };
            if (descriptor is not null && method.Syntax(sum) is { } syntax)
            {
                report(Diagnostic.Create(descriptor, syntax.GetLocation()));
            }
        }
    }
}
