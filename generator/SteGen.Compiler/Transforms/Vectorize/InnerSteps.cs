using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>The integers of an innermost loop that move by a fixed amount per step: what they are at a step, as instructions before the loop. Wrapping integers may be added in any order.</summary>
internal sealed class InnerSteps
{
    private readonly LoopPlan _plan;
    private readonly HashSet<Value> _inside;

    private InnerSteps(LoopPlan plan, Inst loop)
    {
        (_plan, Loop) = (plan, loop);
        _inside = [.. Effects.Defined(loop.Regions[0])];
    }

    public Inst Loop { get; }

    public Value Index => Loop.Regions[0].Params[0];

    /// <summary>All loops without loops and branches in them, of which all lanes make the same steps, with the region that they stand in.</summary>
    public static List<(Region Home, InnerSteps Steps)> Of(LoopPlan plan)
    {
        List<(Region, InnerSteps)> found = [];
        Visit(plan.Body);
        return found;

        void Visit(Region region)
        {
            foreach (Inst inst in region.Body)
            {
                if (inst.Op == Op.For && plan.Shape(inst.Args[0]).IsUniform && inst.Regions[0].Body.TrueForAll(i => i.Regions.Count == 0))
                {
                    found.Add((region, new InnerSteps(plan, inst)));
                }

                inst.Regions.ForEach(Visit);
            }
        }
    }

    public bool IsInside(Value v) => _inside.Contains(v);

    /// <summary>How much the value grows per step; null where that is not a fixed amount.</summary>
    public IndexPolynomial? Growth(Value v)
    {
        IndexPolynomial at = IndexPolynomial.Of(v, _plan.Definitions);
        return _plan.Shape(v).IsVarying || !at.Terms.All(t => t.Factors.Count(f => f == Index) <= 1 && t.Factors.All(f => f == Index || !_inside.Contains(f)))
            ? null
            : at.With(Index, IndexPolynomial.Just(Index).Plus(IndexPolynomial.Number(1))).Minus(at);
    }

    /// <summary>The value at a step, built in the current region.</summary>
    public Value At(Value v, Value step)
    {
        Cloner at = new();
        at.Map[Index] = step;
        Place(v);
        return at[v];

        void Place(Value part)
        {
            if (at.Map.ContainsKey(part) || !_inside.Contains(part))
            {
                return;
            }

            Inst definition = _plan.Definitions[part];
            definition.Args.ForEach(Place);
            if (!WithoutZero(definition, at))
            {
                Inst copy = at.Clone(definition);
                copy.Result.Hint = null;
                Build.At.Body.Add(copy);
                _plan.Copied(definition, copy, at);
            }
        }
    }

    /// <summary>A sum or a difference with a zero of the region that is being built is the other operand; no instruction is needed.</summary>
    public static bool WithoutZero(Inst inst, Cloner copies)
    {
        bool IsZero(int k) => Build.At.Body.Exists(i => i.Op == Op.Const && i.Results.Contains(copies[inst.Args[k]]) && i.Number == 0);
        int other = inst.Op is Op.IAdd or Op.ISub && IsZero(1) ? 0 : inst.Op == Op.IAdd && IsZero(0) ? 1 : -1;
        if (other >= 0)
        {
            copies.Map[inst.Result] = copies[inst.Args[other]];
        }

        return other >= 0;
    }
}
