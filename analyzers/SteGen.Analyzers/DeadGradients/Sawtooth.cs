using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Analyzers.Values;
using SteGen.Compiler.Ir;

namespace SteGen.Analyzers.DeadGradients;

/// <summary>
/// Where a piecewise-constant call does no harm: in <c>x - Floor(x)</c>, <c>x - p * Round(x / p)</c> and <c>x * Sign(x)</c> the derivative as written is the right one, because
/// what is constant between jumps is only a shift, or the sign of a slope.
/// </summary>
internal static class Sawtooth
{
    public static bool IsPartOf(Inst discrete, LoweredMethod method)
    {
        Inst[] users = [.. method.Numbering.Users(discrete.Result).SelectMany(u => ThroughConversions(u, method)).Where(u => IsReached(u, method))];
        return users.Length > 0 && users.All(u => discrete.Op == Op.Sign ? IsTimesArgument(u, discrete, method) : IsShift(u, discrete, method));
    }

    private static bool IsReached(Inst user, LoweredMethod method) => user.Results.Any(r => method.Reached[r]) || user.Results.Count == 0;

    /// <summary><c>Math.Sign</c> is an int, which becomes a real at its use.</summary>
    private static IEnumerable<Inst> ThroughConversions(Inst user, LoweredMethod method) =>
        user.Op is Op.ToI32 or Op.ToI64 or Op.ToF32 or Op.ToF64 ? method.Numbering.Users(user.Result).SelectMany(u => ThroughConversions(u, method)) : [user];

    private static bool IsTimesArgument(Inst user, Inst sign, LoweredMethod method)
    {
        Value x = sign.Args[0];
        return user.Op == Op.Mul && user.Args.Any(a => method.Numbering.Same(a, x));
    }

    /// <summary>In the sum around it, the argument and the call cancel in the large: <c>x</c> counts as often as <c>Floor(x)</c>, with the other sign.</summary>
    private static bool IsShift(Inst user, Inst discrete, LoweredMethod method)
    {
        (Value argument, double scale, int? period) = Argument(discrete.Args[0], method.Numbering);
        Value step = discrete.Result;
        if (period is { } p)
        {
            // p * Round(x / p): the product is the step.
            if (user.Op != Op.Mul || !user.Args.Any(a => method.Numbering.Of(a) == p))
            {
                return false;
            }

            step = user.Result;
            return method.Numbering.Users(step).All(u => Cancels(Root(u, method), argument, step, 1, method));
        }

        return Cancels(Root(user, method), argument, step, scale, method);
    }

    private static bool Cancels(Inst root, Value argument, Value step, double scale, LoweredMethod method)
    {
        if (root.Results.Count != 1 || LinearForm.Of(root.Result, method.Numbering) is not { } form || form[argument] is not { } x || form[step] is not { } jumps)
        {
            return false;
        }

        return x.Derivative != 0 && Math.Abs(x.Derivative + (jumps.Derivative * scale)) <= 1e-9 * Math.Abs(x.Derivative);
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

    /// <summary>What is rounded, without a constant factor, or with the divisor that it is measured in.</summary>
    private static (Value Argument, double Scale, int? Period) Argument(Value rounded, Numbering numbering) => numbering.Definition(rounded) switch
    {
        { Op: Op.Mul, Args: [var a, var b] } when numbering.IsConstant(b, out double factor) => (a, factor, null),
        { Op: Op.Mul, Args: [var a, var b] } when numbering.IsConstant(a, out double factor) => (b, factor, null),
        { Op: Op.Div, Args: [var a, var b] } when numbering.IsConstant(b, out double divisor) => (a, 1 / divisor, null),
        { Op: Op.Div, Args: [var a, var b] } => (a, 1, numbering.Of(b)),
        _ => (rounded, 1, null),
    };
}
