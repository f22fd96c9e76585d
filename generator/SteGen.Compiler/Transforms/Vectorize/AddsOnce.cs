using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// Does one iteration add at most once to every element that all iterations share? Then the order of the iterations alone is the order of the additions, and any number of vectors may stand side by side.
/// The index is a polynomial in the indices of the loops around it. From the innermost loop outwards: the elements of one round lie in an interval, and the interval of the next round begins behind it.
/// </summary>
internal sealed class AddsOnce
{
    private const int MostSubstitutions = 6;

    private readonly LoopPlan _plan;
    private readonly List<Value> _notNegative = [];

    private AddsOnce(LoopPlan plan) => _plan = plan;

    public static bool Holds(LoopPlan plan)
    {
        // several places in the text that add to one array may meet
        if (plan.Targets.Keys.GroupBy(add => add.Args[0]).Any(g => g.Count() > 1))
        {
            return false;
        }

        AddsOnce proof = new(plan);
        return proof.Visit(plan.Body, []);
    }

    private bool Visit(Region region, List<Inst> loops)
    {
        foreach (Inst inst in region.Body)
        {
            if (_plan.Targets.TryGetValue(inst, out Value? target) && !IsInjective(target, loops))
            {
                return false;
            }

            if (inst.Op == Op.While && inst.Regions.SelectMany(Function.All).Any(i => _plan.Targets.ContainsKey(i)))
            {
                return false;
            }

            foreach (Region nested in inst.Regions)
            {
                if (!Visit(nested, inst.Op == Op.For ? [.. loops, inst] : loops))
                {
                    return false;
                }
            }
        }

        return true;
    }

    private bool IsInjective(Value target, List<Inst> loops)
    {
        List<Value> indices = [.. loops.Select(l => l.Regions[0].Params[0])];
        List<IndexPolynomial> counts = [];
        foreach (Inst loop in loops)
        {
            counts.Add(Poly(loop.Args[0], loops));
        }

        IndexPolynomial start = Poly(target, loops), width = IndexPolynomial.Number(1);
        for (int k = loops.Count - 1; k >= 0; k--)
        {
            Value i = indices[k];
            IndexPolynomial next = IndexPolynomial.Just(i).Plus(IndexPolynomial.Number(1));
            bool isOrdered = false;
            for (int direction = 0; direction < 2 && !isOrdered; direction++)
            {
                if (direction == 1)
                {
                    // downwards: count the rounds from the end
                    IndexPolynomial mirrored = counts[k].Minus(next);
                    (start, width) = (start.With(i, mirrored), width.With(i, mirrored));
                }

                isOrdered = IsNotNegative(start.With(i, next).Minus(start).Minus(width), loops, counts);
            }

            if (!isOrdered)
            {
                return false;
            }

            // the rounds together: from the start of the first to that of the one behind the last
            IndexPolynomial first = start.With(i, IndexPolynomial.Number(0));
            width = start.With(i, counts[k]).Minus(first);
            start = first;
        }

        return true;
    }

    private IndexPolynomial Poly(Value v, List<Inst> loops) => IndexPolynomial.Of(v, _plan.Definitions, p => IsNotNegative(p, loops, null));

    /// <summary>
    /// Every index of a loop is at least 0 and below its count, and inside of loops every count is at least 1. Where a negative term holds an index, the index is counted from the end; else a count is its excess over 1.
    /// </summary>
    private bool IsNotNegative(IndexPolynomial p, List<Inst> loops, List<IndexPolynomial>? counts)
    {
        List<Value> indices = [.. loops.Select(l => l.Regions[0].Params[0])];
        HashSet<Value> atLeastOne = [];
        for (int k = 0; k < loops.Count; k++)
        {
            List<IndexPolynomial.Term> count = [.. Count(k).Terms];
            if (count.Count == 1 && count[0].Coefficient == 1 && count[0].Factors.Length == 1)
            {
                atLeastOne.Add(count[0].Factors[0]);
            }
        }

        HashSet<Value> known = [.. indices, .. _plan.Function.LengthOf.Values, .. atLeastOne];
        for (int step = 0; step < MostSubstitutions; step++)
        {
            List<IndexPolynomial.Term> negative = [.. p.Terms.Where(t => t.Coefficient < 0)];
            if (negative.Count == 0)
            {
                return p.Terms.All(t => t.Factors.All(f => known.Contains(f) || IsSquare(t, f)));
            }

            if (indices.FindLastIndex(i => negative.Any(t => t.Factors.Contains(i))) is var at && at >= 0)
            {
                // mirrored: as well an index from 0 below the count
                p = p.With(indices[at], Count(at).Minus(IndexPolynomial.Just(indices[at])).Minus(IndexPolynomial.Number(1)));
            }
            else if (atLeastOne.FirstOrDefault(n => p.Terms.Any(t => t.Factors.Contains(n))) is { } n)
            {
                p = p.With(n, IndexPolynomial.Just(n).Plus(IndexPolynomial.Number(1)));
                atLeastOne.Remove(n);
            }
            else
            {
                return false;
            }
        }

        return false;

        IndexPolynomial Count(int k) => counts is null ? IndexPolynomial.Of(loops[k].Args[0], _plan.Definitions) : counts[k];
    }

    private static bool IsSquare(IndexPolynomial.Term t, Value f) => t.Factors.Count(g => g == f) % 2 == 0;
}
