using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Rules;

namespace SteGen.Compiler.Transforms;

// Straight lines: y = f(a, b)          a' += rule(y'), b' += rule(y')
public sealed partial class Reverse
{
    /// <summary>Writes the backward of a region behind what its scope holds: its instructions from the last to the first.</summary>
    private void Backward(Scope scope)
    {
        for (int at = scope.Primal.Body.Count - 1; at >= 0; at--)
        {
            Inst inst = scope.Primal.Body[at];
            Build.At = scope.Back;
            Build.Origin = inst.Origin;
            switch (inst.Op)
            {
                case Op.If:
                    Branch(inst, scope);
                    break;
                case Op.For when _sweeps.Contains(inst):
                    SingleSweep(inst, scope);
                    break;
                case Op.For or Op.While:
                    Loop(inst, scope);
                    break;
                case Op.Load or Op.Store or Op.Accumulate or Op.Clear:
                    Memory(inst, scope);
                    break;
                case Op.Call:
                    Call(inst, scope);
                    break;
                default:
                    Straight(inst, scope);
                    break;
            }
        }
    }

    private void Straight(Inst inst, Scope scope)
    {
        if (!Derivatives.Table.TryGet(inst.Op, out Rule rule) || Take(scope, inst.Result) is not { } d)
        {
            return;
        }

        Operand y = Ask(inst.Result);
        List<Operand> x = [.. inst.Args.Select(Ask)];
        for (int k = 0; k < inst.Args.Count; k++)
        {
            if (rule.Flows(k) && _activity.IsActive(inst.Args[k]))
            {
                int start = Build.At.Body.Count;
                Value partial = rule.Partial(k, d, y, x);
                Add(scope, inst.Args[k], Reuse(inst, x, start, partial));
            }
        }
    }

    /// <summary>What the rule has just computed of the operands alone may be a value of the primal: the cosine beside a sine. Then that is taken.</summary>
    private Value Reuse(Inst inst, List<Operand> x, int start, Value partial)
    {
        List<Inst> body = Build.At.Body;
        for (int at = start; at < body.Count; at++)
        {
            Inst made = body[at];
            if (!IsElementary(made.Op) || made.Args.Count != 1)
            {
                continue;
            }

            int operand = x.FindIndex(o => o.Asked == made.Args[0]);
            if (operand < 0 || !_computed.TryGetValue((made.Op, inst.Args[operand]), out Inst? known) || known == inst || !IsAtHand(known, inst))
            {
                continue;
            }

            // What finds it again comes in front of what follows.
            List<Inst> rest = body.GetRange(at + 1, body.Count - at - 1);
            body.RemoveRange(at, body.Count - at);
            Value found = Get(known.Result);
            foreach (Inst later in rest)
            {
                later.Args = [.. later.Args.Select(a => a == made.Result ? found : a)];
            }

            at = body.Count - 1;
            body.AddRange(rest);
            partial = partial == made.Result ? found : partial;
        }

        return partial;
    }

    private static bool IsElementary(Op op) => op is >= Op.Exp and <= Op.Erfc or Op.Sqrt or Op.Cbrt;

    /// <summary>Has the one been computed whenever the other has?</summary>
    private bool IsAtHand(Inst known, Inst inst)
    {
        Region home = _layout.RegionOf(known);
        return _layout.IsWithin(home, inst) && (!_scopes[home].IsDirect || _clone.ContainsKey(known.Result));
    }

    private Operand Ask(Value v) => new(v.Type, _layout.Literal(v), () => Get(v));

    /// <summary>v' += d. Nothing where v carries no derivative.</summary>
    private void Add(Scope scope, Value v, Value d)
    {
        if (!_activity.IsActive(v))
        {
            return;
        }

        if (scope.Adjoint.TryGetValue(v, out Value? sum))
        {
            d = Build.Emit(Op.Add, sum, d);
            Build.At.Body[Build.At.Body.Count - 1].IsAdjointSum = true;
        }

        d.Hint ??= GradientName(v);
        scope.Adjoint[v] = d;
    }

    /// <summary>The adjoint of v, which is complete where v was defined; null where nothing has arrived.</summary>
    private static Value? Take(Scope scope, Value v)
    {
        if (!scope.Adjoint.TryGetValue(v, out Value? d))
        {
            return null;
        }

        scope.Adjoint.Remove(v);
        return d;
    }

    private static Value TakeOrZero(Scope scope, Value v) => Take(scope, v) ?? Build.Real(v.Type, 0);

    private static string? GradientName(Value v) => v.Hint is null ? null : v.Hint + "Gradient";
}
