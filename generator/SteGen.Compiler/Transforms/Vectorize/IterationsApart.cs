using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// Do two different iterations of a loop ever touch the same element? The index of an access is a multiple of the iteration plus a rest. Two accesses keep apart where their rests differ by less than the step; or where one
/// lies behind all that the other reaches; or where they fall into different columns; or where each iteration has a column of its own.
/// </summary>
internal sealed class IterationsApart
{
    private readonly Value _iteration;
    private readonly IndexPolynomial _count;
    private readonly IndexBounds _outside;
    private readonly Dictionary<Inst, List<Inst>> _loopsOf = [];

    public IterationsApart(Function function, Inst loop, Dictionary<Value, Inst> definitions)
    {
        IndexBounds bounds = new(function, definitions);
        _iteration = loop.Regions[0].Params[0];
        _count = bounds.CountOf(loop);
        _outside = bounds.Inside(_iteration, _count);
        Visit(loop.Regions[0], []);
    }

    /// <summary>Keeps every access apart from every other one, and from itself in other iterations, where one of the two writes?</summary>
    public bool Holds(IReadOnlyList<Inst> accesses)
    {
        for (int a = 0; a < accesses.Count; a++)
        {
            for (int b = a; b < accesses.Count; b++)
            {
                bool reads = accesses[a].Op == Op.Load && accesses[b].Op == Op.Load;
                if (!reads && accesses[a].Field == accesses[b].Field && !KeepApart(accesses[a], accesses[b]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    public bool KeepApart(Inst a, Inst b)
    {
        if (!_loopsOf.TryGetValue(a, out List<Inst>? loopsOfA) || !_loopsOf.TryGetValue(b, out List<Inst>? loopsOfB))
        {
            return false;
        }

        IndexBounds bounds = _outside, boundsOfB = _outside;
        foreach (Inst loop in loopsOfA)
        {
            bounds = bounds.Inside(loop);
        }

        foreach (Inst loop in loopsOfB)
        {
            boundsOfB = boundsOfB.Inside(loop);
        }

        IndexPolynomial placeA = bounds.Of(a.Args[1]), placeB = boundsOfB.Of(b.Args[1]);
        if (Step(placeA) is not { } step || Step(placeB) is not { } other || !step.Same(other))
        {
            return false;
        }

        // the loops around the second access have indices of their own, also where they are the same loops
        IndexPolynomial restA = placeA.Split(_iteration).Without, restB = placeB.Split(_iteration).Without;
        List<(Value From, Value To)> renamed = [];
        foreach (Inst loop in loopsOfB)
        {
            Value index = loop.Regions[0].Params[0], fresh = new(Ty.I32);
            IndexPolynomial count = boundsOfB.CountOf(loop);
            renamed.Add((index, fresh));
            foreach ((Value from, Value to) in renamed)
            {
                count = count.With(from, IndexPolynomial.Just(to));
            }

            bounds = bounds.Inside(fresh, count);
            restB = restB.With(index, IndexPolynomial.Just(fresh));
        }

        if (!IsPositive(step, bounds))
        {
            // downwards is as good as upwards
            step = IndexPolynomial.Number(0).Minus(step);
            if (!IsPositive(step, bounds))
            {
                return false;
            }
        }

        IndexPolynomial difference = restB.Minus(restA), one = IndexPolynomial.Number(1), all = step.Times(_count);
        return (bounds.IsNotNegative(step.Minus(one).Minus(difference)) && bounds.IsNotNegative(step.Minus(one).Plus(difference)))
            || bounds.IsNotNegative(difference.Minus(all))
            || bounds.IsNotNegative(IndexPolynomial.Number(0).Minus(difference).Minus(all))
            || InOtherColumns(step, difference)
            || (step.Same(one) && IsMultiple(difference, _count));
    }

    /// <summary>Rows as long as the loop has iterations, an element of each row for each of them: no two iterations meet, whatever rows they are in. Division of polynomials by the leading term.</summary>
    private static bool IsMultiple(IndexPolynomial difference, IndexPolynomial count)
    {
        if (count.Terms.OrderByDescending(t => t.Factors.Length).FirstOrDefault() is not { } lead)
        {
            return false;
        }

        for (int rounds = 0; rounds < 8; rounds++)
        {
            IndexPolynomial? quotient = difference.Terms.Select(t => Quotient(t, lead)).FirstOrDefault(q => q is not null);
            if (quotient is null)
            {
                break;
            }

            difference = difference.Minus(quotient.Times(count));
        }

        return !difference.Terms.Any();
    }

    private static IndexPolynomial? Quotient(IndexPolynomial.Term term, IndexPolynomial.Term divisor)
    {
        List<Value> rest = [.. term.Factors];
        return term.Coefficient % divisor.Coefficient == 0 && divisor.Factors.All(rest.Remove)
            ? rest.Aggregate(IndexPolynomial.Number(term.Coefficient / divisor.Coefficient), (product, f) => product.Times(IndexPolynomial.Just(f)))
            : null;
    }

    /// <summary>Do both lie in the row of the iteration, as far as the index says: a multiple of the iteration, the same for both, plus something?</summary>
    public bool InRowsOfOneLength(Inst a, Inst b) =>
        Step(_outside.Of(a.Args[1])) is { } step && Step(_outside.Of(b.Args[1])) is { } other && step.Same(other) && !(step.IsConstant && System.Math.Abs(step.Constant) <= 1);

    private static bool IsPositive(IndexPolynomial step, IndexBounds bounds) => bounds.IsNotNegative(step.Minus(IndexPolynomial.Number(1)));

    /// <summary>All that the places are made of is a multiple of a number, but for a difference that is not.</summary>
    private static bool InOtherColumns(IndexPolynomial step, IndexPolynomial difference)
    {
        long row = 0;
        foreach (IndexPolynomial.Term t in step.Terms.Concat(difference.Terms.Where(t => t.Factors.Length > 0)))
        {
            if (t.Coefficient % 1 != 0)
            {
                return false;
            }

            for (long a = System.Math.Abs((long)t.Coefficient); a != 0;)
            {
                (row, a) = (a, row % a);
            }
        }

        return row > 1 && difference.Constant % row != 0;
    }

    /// <summary>What an iteration adds to the index; null where the index is no multiple of the iteration plus a rest.</summary>
    private IndexPolynomial? Step(IndexPolynomial place)
    {
        IndexPolynomial with = place.Split(_iteration).With;
        if (with.Terms.Any(t => t.Factors.Count(f => f == _iteration) != 1))
        {
            return null;
        }

        IndexPolynomial step = with.With(_iteration, IndexPolynomial.Number(1));
        return step.Terms.All(t => t.Factors.All(IsOutside)) ? step : null;
    }

    private readonly HashSet<Value> _inside = [];

    private bool IsOutside(Value v) => !_inside.Contains(v);

    private void Visit(Region region, List<Inst> loops)
    {
        _inside.UnionWith(region.Params);
        foreach (Inst inst in region.Body)
        {
            _inside.UnionWith(inst.Results);
            if (inst.Op is Op.Load or Op.Store or Op.Accumulate)
            {
                _loopsOf[inst] = loops;
            }

            foreach (Region nested in inst.Regions)
            {
                if (inst.Op == Op.While)
                {
                    // the indices of a loop without a count are unknown, but not what does not depend on them
                    _inside.UnionWith(nested.Params);
                }

                Visit(nested, inst.Op == Op.For ? [.. loops, inst] : loops);
            }
        }
    }
}
