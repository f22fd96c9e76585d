using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StraightThrough;

/// <summary>STG0026 and STG0027: a straight-through value where its hard operand was meant. Both are seen on the node, and on the sum that it is written as.</summary>
internal static class EstimateMisused
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst inst in method.Function.All().Where(i => i.Op == Op.Sub && method.Reached[i.Result]))
        {
            DiagnosticDescriptor? descriptor = IsLossOnEstimate(inst, method) ? StraightThroughRules.LossOnEstimate
                : IsResidualOfEstimate(inst, method) ? StraightThroughRules.ResidualOfEstimate
                : null;
            if (descriptor is not null && method.Syntax(inst) is { } syntax)
            {
                report(Diagnostic.Create(descriptor, syntax.GetLocation()));
            }
        }
    }

    /// <summary><c>StraightThrough(e, z) - StopGradient(z)</c>, squared: the hard operand is what should move, and has a gradient elsewhere only by luck.</summary>
    private static bool IsLossOnEstimate(Inst difference, LoweredMethod method)
    {
        (Value left, Value right) = (difference.Args[0], difference.Args[1]);
        return (Fits(left, right) || Fits(right, left))
            && method.Numbering.Users(difference.Result).Any(u => u.Op == Op.Mul && u.Args.All(a => method.Numbering.Same(a, difference.Result)));

        bool Fits(Value estimate, Value stopped) =>
            Node(estimate, method) is { } node
            && method.Activity[node.Args[0]] == Dependence.Active
            && method.Numbering.Definition(stopped) is { } stop && LinearForm.IsStopGradient(stop, method.Numbering)
            && method.Numbering.Same(stop.Args[0], node.Args[1]);
    }

    /// <summary><c>r - StraightThrough(q, r)</c>.</summary>
    private static bool IsResidualOfEstimate(Inst difference, LoweredMethod method) =>
        method.Activity[difference.Args[0]] == Dependence.Active
        && Node(difference.Args[1], method) is { } node
        && method.Numbering.Same(node.Args[1], difference.Args[0]);

    private static Inst? Node(Value v, LoweredMethod method) =>
        method.Numbering.Definition(v) is { Op: Op.StraightThrough } node && !LinearForm.IsStopGradient(node, method.Numbering) ? node : null;
}
