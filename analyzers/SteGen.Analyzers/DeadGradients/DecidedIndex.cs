using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.DeadGradients;

/// <summary>STG0004: an index that comparisons of active values chose is written to, or becomes a number. A value that is loaded from there has a gradient, and is none of its business.</summary>
internal static class DecidedIndex
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst inst in method.Function.All())
        {
            bool fires = inst.Op switch
            {
                Op.Store or Op.Accumulate => method.Reached[inst.Args[0]] && IsChosen(inst.Args[1], method)
                    && method.Numbering.IsConstant(inst.Args[2], out double written) && written != 0,
                Op.ToF32 or Op.ToF64 => method.Reached[inst.Result] && IsChosen(inst.Args[0], method),
                _ => false,
            };
            if (fires && method.Syntax(inst) is { } syntax && !LoweredMethod.IsUnderStopGradient(syntax))
            {
                report(Diagnostic.Create(DeadGradientRules.DecidedIndex, syntax.GetLocation()));
            }
        }
    }

    /// <summary>An integer that a branch on active values takes from the counter of a loop; a count of what passed a test is none.</summary>
    internal static bool IsChosen(Value index, LoweredMethod method)
    {
        if (method.Activity[index] != Dependence.Dead)
        {
            return false;
        }

        HashSet<Value> seen = [];
        Queue<Value> open = new([index]);
        while (open.Count > 0)
        {
            Value v = open.Dequeue();
            if (!seen.Add(v) || method.Numbering.Definition(v) is not { } inst)
            {
                continue;
            }

            int k = inst.Results.IndexOf(v);
            switch (inst.Op)
            {
                case Op.Select or Op.If when method.Activity[inst.Args[0]] == Dependence.Dead:
                    Value[] sides = inst.Op == Op.Select ? [inst.Args[1], inst.Args[2]] : [.. inst.Regions.Select(r => r.Yields[k])];
                    if (sides.Any(s => IsCounter(s, method)))
                    {
                        return true;
                    }

                    Array.ForEach(sides, open.Enqueue);
                    break;
                case Op.For:
                    open.Enqueue(inst.Regions[0].Yields[k]);
                    break;
                case Op.While:
                    open.Enqueue(inst.Regions[1].Yields[k]);
                    break;
                case Op.If:
                    foreach (Region side in inst.Regions)
                    {
                        open.Enqueue(side.Yields[k]);
                    }

                    break;
            }
        }

        return false;
    }

    /// <summary>The counter of a loop, perhaps shifted or scaled.</summary>
    private static bool IsCounter(Value v, LoweredMethod method) => method.Numbering.Definition(v) switch
    {
        null => method.Counters.Contains(v),
        { Op: Op.IAdd or Op.ISub or Op.IMul } inst => inst.Args.Any(a => IsCounter(a, method)),
        _ => false,
    };
}
