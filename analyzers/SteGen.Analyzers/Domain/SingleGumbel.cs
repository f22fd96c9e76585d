using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.Domain;

/// <summary>STG0071: the sigmoid of a logit with one Gumbel variable. A Bernoulli variable has two classes: the difference of two Gumbel variables is logistic.</summary>
internal static class SingleGumbel
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst sigmoid in method.Function.All().Where(i => i.Op == Op.Sigmoid || IsWrittenSigmoid(i, method)))
        {
            Inst[] gumbels = [.. Terms(sigmoid.Op == Op.Sigmoid ? sigmoid.Args[0] : Exponent(sigmoid, method)!, method).Where(t => IsGumbel(t, method))];
            if (gumbels.Length == 1 && method.Syntax(gumbels[0]) is { } syntax)
            {
                report(Diagnostic.Create(DomainRules.SingleGumbel, syntax.GetLocation()));
            }
        }
    }

    /// <summary><c>1 / (1 + Exp(-x))</c>.</summary>
    private static bool IsWrittenSigmoid(Inst inst, LoweredMethod method) => Exponent(inst, method) is not null;

    private static Value? Exponent(Inst inst, LoweredMethod method) =>
        inst.Op == Op.Div
        && method.Numbering.IsConstant(inst.Args[0], out double one) && one == 1
        && method.Numbering.Definition(inst.Args[1]) is { Op: Op.Add } sum
        && sum.Args.Any(a => method.Numbering.IsConstant(a, out double c) && c == 1)
        && sum.Args.Select(method.Numbering.Definition).FirstOrDefault(d => d?.Op == Op.Exp) is { } exp
            ? exp.Args[0]
            : null;

    /// <summary>The terms of a sum, whatever it is scaled by.</summary>
    private static IEnumerable<Inst> Terms(Value v, LoweredMethod method) => method.Numbering.Definition(v) switch
    {
        { Op: Op.Add or Op.Sub } sum => sum.Args.SelectMany(a => Terms(a, method)),
        { Op: Op.Neg } minus when !IsGumbel(minus, method) => Terms(minus.Args[0], method),
        { Op: Op.Mul or Op.Div } scaled => scaled.Args.SelectMany(a => Terms(a, method)),
        { } other => [other],
        null => [],
    };

    /// <summary><c>Log(-Log(u))</c>, with a minus or behind one.</summary>
    private static bool IsGumbel(Inst inst, LoweredMethod method) =>
        (inst.Op == Op.Neg && method.Numbering.Definition(inst.Args[0]) is { Op: Op.Log } negated ? negated : inst) is { Op: Op.Log } log
        && method.Numbering.Definition(log.Args[0]) is { Op: Op.Neg } minus
        && method.Numbering.Definition(minus.Args[0]) is { Op: Op.Log };
}
