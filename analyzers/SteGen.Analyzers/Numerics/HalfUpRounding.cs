using System;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Numerics;

/// <summary>STG0061: <c>Floor(x + 0.5)</c> of a value that depends on an input.</summary>
internal static class HalfUpRounding
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst inst in method.Function.All())
        {
            if (inst.Op == Op.Floor
                && method.Numbering.Definition(inst.Args[0]) is { Op: Op.Add } sum
                && (IsHalf(sum.Args[0]) || IsHalf(sum.Args[1]))
                && method.Activity[inst.Args[0]] != Dependence.Constant
                && method.Syntax(inst) is { } syntax)
            {
                report(Diagnostic.Create(NumericRules.HalfUpRounding, syntax.GetLocation()));
            }
        }

        bool IsHalf(Value v) => method.Numbering.IsConstant(v, out double c) && c == 0.5;
    }
}
