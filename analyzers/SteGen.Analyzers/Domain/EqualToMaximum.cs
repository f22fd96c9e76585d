using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Domain;

/// <summary>STG0073: <c>x[i] == max ? 1 : 0</c>, where max is the largest element of x: no gradient, and several ones where elements are equal.</summary>
internal static class EqualToMaximum
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst comparison in method.Function.All().Where(i => i.Op is Op.FEq or Op.FNe))
        {
            if ((IsMaximumOf(comparison.Args[1], comparison.Args[0], method) || IsMaximumOf(comparison.Args[0], comparison.Args[1], method))
                && method.Numbering.Users(comparison.Result).Any(u => u.Op is Op.Select or Op.If && u.Args[0] == comparison.Result && u.Results.Any(r => method.Reached[r]))
                && method.Syntax(comparison) is { } syntax && !LoweredMethod.IsUnderStopGradient(syntax))
            {
                report(Diagnostic.Create(DomainRules.EqualToMaximum, syntax.GetLocation()));
            }
        }
    }

    /// <summary>A load of the same memory goes into it, through maxima or comparisons that carry it on.</summary>
    private static bool IsMaximumOf(Value maximum, Value element, LoweredMethod method) =>
        method.Activity[maximum] == Dependence.Active
        && method.Numbering.Definition(element) is { Op: Op.Load } load
        && method.Numbering.Definition(maximum) is { Op: Op.For or Op.While or Op.Max or Op.MaxNumber or Op.Select or Op.If }
        && Slice.Of(maximum, method) is var slice
        && slice.Any(v => method.Numbering.Definition(v) is { Op: Op.Load } other && other.Args[0] == load.Args[0])
        && slice.All(v => method.Numbering.Definition(v)?.Op is not (Op.Add or Op.Mul or Op.Div or Op.Exp));
}
