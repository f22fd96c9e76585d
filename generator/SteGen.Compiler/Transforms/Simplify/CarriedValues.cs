using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>Carried values that never change leave their loop; integers with an invariant step become start + index * step.</summary>
internal static class CarriedValues
{
    public static bool Run(Function function)
    {
        Substitution to = new();
        bool changed = Visit(function.Body, to, new Lazy<Dictionary<Value, Inst>>(() => Definitions(function)));
        to.Apply(function.Body);
        return changed;
    }

    private static bool Visit(Region region, Substitution to, Lazy<Dictionary<Value, Inst>> definitions)
    {
        bool changed = false;
        for (int at = 0; at < region.Body.Count; at++)
        {
            Inst inst = region.Body[at];
            foreach (Region nested in inst.Regions)
            {
                changed |= Visit(nested, to, definitions);
            }

            if (inst.Op == Op.For)
            {
                changed |= For(region, ref at, inst, to, definitions);
            }
            else if (inst.Op == Op.While)
            {
                changed |= While(inst, to);
            }
        }

        return changed;
    }

    private static Dictionary<Value, Inst> Definitions(Function function)
    {
        Dictionary<Value, Inst> definitions = [];
        foreach (Inst inst in function.All())
        {
            inst.Results.ForEach(r => definitions[r] = inst);
        }

        return definitions;
    }

    private static bool While(Inst loop, Substitution to)
    {
        bool changed = false;
        for (int k = loop.Results.Count - 1; k >= 0; k--)
        {
            Value next = loop.Regions[1].Yields[k];
            if (next == loop.Regions[1].Params[k] || next == loop.Args[k])
            {
                to.Add(loop.Regions[0].Params[k], loop.Args[k]);
                to.Add(loop.Regions[1].Params[k], loop.Args[k]);
                to.Add(loop.Results[k], loop.Args[k]);
                loop.Args.RemoveAt(k);
                loop.Results.RemoveAt(k);
                loop.Regions[0].Params.RemoveAt(k);
                loop.Regions[1].Params.RemoveAt(k);
                loop.Regions[1].Yields.RemoveAt(k);
                changed = true;
            }
        }

        return changed;
    }

    private static bool For(Region region, ref int at, Inst loop, Substitution to, Lazy<Dictionary<Value, Inst>> definitions)
    {
        bool changed = false;
        Region body = loop.Regions[0];
        for (int k = loop.Results.Count - 1; k >= 0; k--)
        {
            Value p = body.Params[k + 1], next = body.Yields[k], init = loop.Args[k + 1];
            if (next == p || next == init)
            {
                to.Add(p, init);
                to.Add(loop.Results[k], init);
            }
            else if (p.Type.IsInteger() && Step(body, p, next) is { } step)
            {
                Closed(region, ref at, loop, k, step, to);
            }
            else if (p.Type == Ty.I32 && RunningStep.Of(loop, k, definitions) is { } running)
            {
                at = running.Close(region, at, to);
            }
            else
            {
                continue;
            }

            loop.Args.RemoveAt(k + 1);
            loop.Results.RemoveAt(k);
            body.Params.RemoveAt(k + 1);
            body.Yields.RemoveAt(k);
            changed = true;
        }

        return changed;
    }

    /// <summary>The invariant that every iteration adds, or the instruction of a literal inside; null where it is something else.</summary>
    private static (Value Value, Inst? Literal, bool IsSubtracted)? Step(Region body, Value p, Value next)
    {
        Inst? sum = body.Body.FirstOrDefault(i => i.Results.Count == 1 && i.Result == next);
        if (sum is not { Op: Op.IAdd or Op.ISub } || !sum.Args.Contains(p) || (sum.Op == Op.ISub && sum.Args[0] != p))
        {
            return null;
        }

        Value by = sum.Args[0] == p ? sum.Args[1] : sum.Args[0];
        if (by == p)
        {
            return null;
        }

        Inst? literal = body.Body.FirstOrDefault(i => i.Op == Op.Const && i.Result == by);
        return literal is null && Effects.Defined(body).Contains(by) ? null : (by, literal, sum.Op == Op.ISub);
    }

    private static void Closed(Region region, ref int at, Inst loop, int k, (Value Value, Inst? Literal, bool IsSubtracted) step, Substitution to)
    {
        Region body = loop.Regions[0];
        Value p = body.Params[k + 1], init = loop.Args[k + 1], index = body.Params[0];
        Region before = new(), inside = new(), after = new();
        Value by = step.Value;
        if (step.Literal is { } literal)
        {
            by = Build.In(before, () => Build.Integer(p.Type, p.Type == Ty.I64 ? literal.Integer : (long)literal.Number));
        }

        Value now = Build.In(inside, () => At(index));
        Value end = Build.In(after, () =>
        {
            // A negative count is 0.
            return At(Build.Emit(Op.IMax, loop.Args[0], Build.Int(0)));
        });
        now.Hint = p.Hint;
        body.Body.InsertRange(0, inside.Body);
        region.Body.InsertRange(at + 1, after.Body);
        region.Body.InsertRange(at, before.Body);
        at += before.Body.Count;
        to.Add(p, now);
        to.Add(loop.Results[k], end);

        Value At(Value n)
        {
            Value steps = (p.Type == Ty.I64 ? Build.Emit(Op.ToI64, n) : n) * by;
            return step.IsSubtracted ? init - steps : init + steps;
        }
    }
}
