using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Analyzers.DeadGradients;

/// <summary>
/// Where a piecewise-constant operation does no harm: in <c>x - Floor(x)</c>, <c>x - (int)x</c>, <c>x - p * Round(x / p)</c>, <c>x * Sign(x)</c> and <c>Sign(x) * Log(1 + Abs(x))</c> the derivative
/// as written is the right one, because what is constant between jumps is only a shift, or a sign that belongs to what it is multiplied with.
/// </summary>
internal static class Sawtooth
{
    /// <summary>How far the search for a common operand goes.</summary>
    private const int MaximalSearch = 64;

    public static bool IsPartOf(Inst discrete, LoweredMethod method)
    {
        if (IsAlsoIndex(discrete.Result, method))
        {
            return true;
        }

        (Value Value, Inst User)[] uses = [.. Uses(discrete.Result, method)];
        return uses.Length > 0 && uses.All(u => discrete.Op == Op.Sign ? IsTimesFunctionOf(u.User, u.Value, discrete.Args[0], method) : IsShift(u.User, u.Value, discrete, method));
    }

    /// <summary>Where the value reaches a result, as the real number that it becomes at its use (<c>Math.Sign</c> is an int).</summary>
    private static IEnumerable<(Value Value, Inst User)> Uses(Value v, LoweredMethod method) => method.Numbering.Users(v)
        .Where(u => method.Reached.By(u, v))
        .SelectMany(u => u.Op is Op.ToI32 or Op.ToI64 or Op.ToF32 or Op.ToF64 ? Uses(u.Result, method) : [(v, u)]);

    /// <summary>It chooses the cell of a table, or how often a loop runs; as a number it then only says where in the cell one is.</summary>
    private static bool IsAlsoIndex(Value v, LoweredMethod method) => method.Numbering.Users(v).Any(u => u.Op switch
    {
        Op.Load or Op.Store or Op.Accumulate => u.Args[1] == v,
        Op.For => u.Args[0] == v,
        Op.ToI32 or Op.ToI64 or Op.IAdd or Op.ISub or Op.IMul or Op.IDiv or Op.IMin or Op.IMax => IsAlsoIndex(u.Result, method),
        _ => false,
    });

    private static bool IsTimesFunctionOf(Inst user, Value sign, Value x, LoweredMethod method) =>
        user.Op == Op.Mul && user.Args.Any(a => a != sign && DependsOn(a, x, method));

    private static bool DependsOn(Value v, Value x, LoweredMethod method)
    {
        Queue<Value> open = new([v]);
        for (int k = 0; k < MaximalSearch && open.Count > 0; k++)
        {
            Value next = open.Dequeue();
            if (method.Numbering.Same(next, x))
            {
                return true;
            }

            foreach (Value operand in method.Numbering.Definition(next)?.Args ?? [])
            {
                open.Enqueue(operand);
            }
        }

        return false;
    }

    /// <summary>In the sum around it, step and argument cancel in the large: what <c>Floor(a + b)</c> takes away, <c>a</c> and <c>b</c> bring.</summary>
    private static bool IsShift(Inst user, Value step, Inst discrete, LoweredMethod method)
    {
        Value rounded = discrete.Args[0];
        if (Cancels(Root(user, method), rounded, step, method))
        {
            return true;
        }

        // p * Round(x / p): the product is the step, and x what is rounded.
        return user.Op == Op.Mul
            && method.Numbering.Definition(rounded) is { Op: Op.Div, Args: [var x, var p] }
            && user.Args.Any(a => method.Numbering.Same(a, p))
            && Uses(user.Result, method).All(u => Cancels(Root(u.User, method), x, u.Value, method));
    }

    private static bool Cancels(Inst root, Value rounded, Value step, LoweredMethod method)
    {
        if (root.Results.Count != 1
            || LinearForm.Of(root.Result, method.Numbering) is not { } sum || sum[step] is not { } jumps
            || LinearForm.Of(rounded, method.Numbering) is not { } argument)
        {
            return false;
        }

        Term[] active = [.. argument.Terms.Where(t => method.Activity[t.Leaf] == Dependence.Active)];
        return active.Length > 0 && active.All(t => sum[t.Leaf] is { Derivative: not 0 } x
            && Math.Abs(x.Derivative + (jumps.Derivative * t.Derivative)) <= 1e-9 * Math.Abs(x.Derivative));
    }

    /// <summary>The top of the sum that an instruction stands in, as far as each part has one use.</summary>
    private static Inst Root(Inst inst, LoweredMethod method)
    {
        while (inst.Op is Op.Add or Op.Sub or Op.Neg or Op.Mul or Op.Div
            && method.Numbering.Users(inst.Result) is [{ Op: Op.Add or Op.Sub or Op.Neg or Op.Mul or Op.Div } next]
            && (next.Op is not (Op.Mul or Op.Div) || next.Args.Any(a => method.Numbering.IsConstant(a, out _))))
        {
            inst = next;
        }

        return inst;
    }
}
