using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Domain;

/// <summary>STG0072: a step of height 1 whose soft path is not at one half where the step is: the estimate is biased to one side.</summary>
internal static class ThresholdOffHalf
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst node in method.Function.All().Where(i => i.Op == Op.StraightThrough))
        {
            if (Step(node.Args[0], method) is { } step && Height(node.Args[1], step.Of, step.At, method) is { } height && Math.Abs(height - 0.5) > 1e-6
                && method.Syntax(step.Comparison) is { } syntax)
            {
                report(Diagnostic.Create(DomainRules.ThresholdOffHalf, syntax.GetLocation(), height.ToString("0.###", CultureInfo.InvariantCulture)));
            }
        }
    }

    /// <summary><c>s &gt; t ? 1 : 0</c> with a constant t.</summary>
    private static (Value Of, double At, Inst Comparison)? Step(Value hard, LoweredMethod method)
    {
        while (method.Numbering.Definition(hard) is { Op: Op.ToF32 or Op.ToF64 } conversion)
        {
            hard = conversion.Args[0];
        }

        return method.Numbering.Definition(hard) is { Op: Op.Select or Op.If, Results.Count: 1 } choice
            && (choice.Op == Op.Select ? choice.Args.Skip(1) : choice.Regions.Select(r => r.Yields[0])).ToArray() is [var a, var b]
            && method.Numbering.IsConstant(a, out double first) && method.Numbering.IsConstant(b, out double second) && ((first, second) is (1, 0) or (0, 1))
            && method.Numbering.Definition(choice.Args[0]) is { Op: Op.FLt or Op.FLe } comparison
                ? method.Numbering.IsConstant(comparison.Args[0], out double low) ? (comparison.Args[1], low, comparison)
                : method.Numbering.IsConstant(comparison.Args[1], out double high) ? (comparison.Args[0], high, comparison)
                : null
                : null;
    }

    /// <summary>The soft path at the threshold: of a sigmoid, or of a line between 0 and 1.</summary>
    private static double? Height(Value soft, Value of, double at, LoweredMethod method)
    {
        switch (method.Numbering.Definition(soft))
        {
            case { Op: Op.Sigmoid } sigmoid:
                return Line(sigmoid.Args[0], of, at, method) is { } x ? 1 / (1 + Math.Exp(-x)) : null;
            case { Op: Op.Min or Op.Max } clamp when Bounded(clamp, method) is { } inner:
                return Line(inner, of, at, method) is { } y ? Math.Min(1, Math.Max(0, y)) : null;
            default:
                return null;
        }
    }

    /// <summary>What is clamped to 0 .. 1.</summary>
    private static Value? Bounded(Inst outer, LoweredMethod method)
    {
        double wanted = outer.Op == Op.Min ? 1 : 0;
        if (outer.Args.Where(a => !(method.Numbering.IsConstant(a, out double c) && c == wanted)).ToArray() is not [var middle]
            || method.Numbering.Definition(middle) is not { Op: Op.Min or Op.Max } inner || inner.Op == outer.Op)
        {
            return null;
        }

        return inner.Args.Where(a => !(method.Numbering.IsConstant(a, out double c) && c == 1 - wanted)).ToArray() is [var line] ? line : null;
    }

    private static double? Line(Value v, Value of, double at, LoweredMethod method)
    {
        if (method.Numbering.Same(v, of))
        {
            return at;
        }

        if (method.Numbering.IsConstant(v, out double constant))
        {
            return constant;
        }

        return method.Numbering.Definition(v) is { Op: Op.Add or Op.Sub or Op.Mul or Op.Div } inst
            && Line(inst.Args[0], of, at, method) is { } a && Line(inst.Args[1], of, at, method) is { } b
                ? inst.Op switch
                {
                    Op.Add => a + b,
                    Op.Sub => a - b,
                    Op.Mul => a * b,
                    _ => a / b,
                }
                : null;
    }
}
