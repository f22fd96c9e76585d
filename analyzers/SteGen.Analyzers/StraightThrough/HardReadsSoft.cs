using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Generator.Diagnostics;

namespace SteGen.Analyzers.StraightThrough;

/// <summary>STG0081 and STG0083: why a forward computes what only the derivative should need.</summary>
internal static class HardReadsSoft
{
    public static void Check(LoweredMethod method, Action<Diagnostic> report)
    {
        foreach (Inst node in method.Function.All().Where(i => i.Op == Op.StraightThrough && !LinearForm.IsStopGradient(i, method.Numbering)))
        {
            if (method.Syntax(node) is null || !method.IsOwn(node))
            {
                continue;
            }

            (Value hard, Value soft) = (node.Args[0], node.Args[1]);
            if (Decision(hard, soft, method) is { } read)
            {
                report(Diagnostic.Create(StraightThroughRules.HardReadsSoft, read.GetLocation()));
            }
            else if (IsCostly(method.Numbering.Definition(soft)) && Escapes(soft, node, method) is { } use)
            {
                report(Diagnostic.Create(StraightThroughRules.SoftEscapes, use.GetLocation()));
            }
        }
    }

    /// <summary>The comparison in the hard operand that reads a monotone function which the soft operand needs anyway.</summary>
    private static SyntaxNode? Decision(Value hard, Value soft, LoweredMethod method)
    {
        if (method.Activity[hard] != Dependence.Dead)
        {
            return null;
        }

        HashSet<Value> needed = Slice.Of(soft, method);
        foreach (Value v in Slice.Of(hard, method))
        {
            if (method.Numbering.Definition(v) is { Op: Op.FLt or Op.FLe } comparison
                && comparison.Args.Any(IsNeeded)
                && comparison.Args.All(a => IsNeeded(a) || method.Numbering.IsConstant(a, out _)))
            {
                return method.Syntax(comparison);
            }
        }

        return null;

        // Against another value (a random number) there is nothing to compare the argument with.
        bool IsNeeded(Value a) => IsMonotone(a, method)
            && (needed.Contains(a) || (method.Numbering.Definition(a) is { Op: Op.Load } load && needed.Contains(load.Args[0])));
    }

    /// <summary>Through memory too, where it stays an element as it was stored; memory that is computed from itself ends the walk.</summary>
    private static bool IsMonotone(Value v, LoweredMethod method, int depth = 0) => depth < 8 && method.Numbering.Definition(v) switch
    {
        { Op: Op.Sigmoid or Op.Exp or Op.Tanh or Op.Softplus } => true,
        { Op: Op.Div } quotient => quotient.Args.Any(a => IsMonotone(a, method, depth + 1) || method.Numbering.Definition(a) is { Op: Op.Add } sum && sum.Args.Any(t => IsMonotone(t, method, depth + 1))),
        { Op: Op.Load } load => method.Numbering.Users(load.Args[0]).Any(u => u.Op == Op.Store && u.Args[0] == load.Args[0] && IsMonotone(u.Args[2], method, depth + 1)),
        _ => false,
    };

    private static SyntaxNode? Escapes(Value soft, Inst node, LoweredMethod method) => method.Numbering.Users(soft)
        .Where(u => u != node && u.Op != Op.StraightThrough && method.Reached.By(u, soft))
        .Select(method.Syntax)
        .FirstOrDefault(s => s is not null);

    private static bool IsCostly(Inst? inst) => inst?.Op is Op.Sigmoid or Op.Exp or Op.Log or Op.Tanh or Op.Softplus or Op.Sin or Op.Cos or Op.Atan or Op.Erf or Op.Pow;
}
