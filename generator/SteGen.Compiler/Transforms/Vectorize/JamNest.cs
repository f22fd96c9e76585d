using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// A loop around one innermost loop, several of whose rounds may run side by side: for all of them what stands before the inner loop, then the inner loops as one, then what stands behind. Legal where no element is touched in another
/// order than before. The index of what the inner loop writes must go forward with the inner loop alone, or one step per round (a triangle): then all rounds touch an element at the same time, and stand there in their order.
/// </summary>
internal sealed class JamNest
{
    private readonly LoopPlan _plan;
    private readonly IndexBounds _rounds, _steps;
    private readonly HashSet<Value> _defined;
    private readonly int _at;

    private JamNest(LoopPlan plan, Inst outer, int at, IndexBounds around)
    {
        (_plan, Outer, Inner, _at) = (plan, outer, outer.Regions[0].Body[at], at);
        _rounds = around.Inside(outer);
        _steps = _rounds.Inside(Inner);
        _defined = [.. Effects.Defined(outer.Regions[0])];
    }

    /// <summary>The order in which rounds end, as far as it is known.</summary>
    public enum Ends
    {
        Unknown,
        Together,
        FirstRoundFirst,
        LastRoundFirst,
    }

    public Inst Outer { get; }

    public Inst Inner { get; }

    public IEnumerable<Inst> Before => Outer.Regions[0].Body.Take(_at);

    public IEnumerable<Inst> After => Outer.Regions[0].Body.Skip(_at + 1);

    /// <summary>How many steps later than the round before a round begins, so that all touch the same element: 0 or 1.</summary>
    public int Shift { get; private set; }

    public Ends End { get; private set; }

    /// <summary>Loads and stores of the inner loop that all rounds make at the same place at the same time, with the number of the place.</summary>
    public Dictionary<Inst, int> Shared { get; } = [];

    public static JamNest? Find(LoopPlan plan, Inst outer, IndexBounds around)
    {
        if (outer.Op != Op.For)
        {
            return null;
        }

        List<Inst> body = outer.Regions[0].Body;
        int at = body.FindIndex(i => i.Op == Op.For);
        if (at < 0 || !plan.Shape(outer.Args[0]).IsUniform || !plan.Shape(body[at].Args[0]).IsUniform
            || !body.TrueForAll(i => i == body[at] || IsPlain(i) || i.Text == EdgeChecks.Question) || !body[at].Regions[0].Body.TrueForAll(IsPlain))
        {
            return null;
        }

        JamNest nest = new(plan, outer, at, around);
        return nest.CarriesBehind() && nest.Align() ? nest : null;
    }

    /// <summary>The registers that so many rounds side by side ask for, several vectors of each.</summary>
    public int Registers(int rounds)
    {
        bool Varies(Value v) => _plan.Shape(v).IsVarying;
        Region inner = Inner.Regions[0];
        HashSet<Value> made = [.. Effects.Defined(inner)];
        List<Value> used = [.. Effects.Uses(inner).Where(v => !made.Contains(v) && Varies(v)).Distinct()];
        int own = used.Count(_defined.Contains) + inner.Params.Count(Varies), common = used.Count(v => !_defined.Contains(v)) + Shared.Values.Distinct().Count();
        int broadcasts = inner.Body.SelectMany(i => i.Args).Where(v => v.Type.IsReal() && _plan.Shape(v).IsUniform && _defined.Contains(v)).Distinct().Count();
        return (rounds * own + common + 1) * _plan.VectorsPerBlock + rounds * broadcasts;
    }

    private static bool IsPlain(Inst inst) => inst.Regions.Count == 0 && (inst.Op is Op.Load or Op.Store or Op.Accumulate or Op.Check || (inst.IsPure && inst.Op != Op.Call));

    /// <summary>What one round hands to the next must not reach the inner loop, nor what stands before it.</summary>
    private bool CarriesBehind()
    {
        HashSet<Value> carried = [.. Outer.Regions[0].Params.Skip(1)];
        return !Before.SelectMany(Effects.Uses).Concat(Effects.Uses(Inner)).Any(carried.Contains);
    }

    private bool Align()
    {
        List<Inst> all = [.. Outer.Regions[0].Body, .. Inner.Regions[0].Body];
        HashSet<Inst> inside = [.. Inner.Regions[0].Body];
        List<List<Inst>> places = [.. all.Where(i => i.Op is Op.Load or Op.Store or Op.Accumulate).GroupBy(i => (i.Args[0], i.Field)).Select(g => g.ToList())];
        List<List<Inst>> written = [.. places.Where(p => p.Exists(i => i.Op != Op.Load) && !p.TrueForAll(_plan.Targets.ContainsKey))];
        if (all.Exists(_plan.Targets.ContainsKey) && _plan.VectorsPerBlock == 1)
        {
            // not known to add once to each element
            return false;
        }

        List<List<Inst>> together = [];
        foreach (List<Inst> place in written)
        {
            if (_plan.Role(place[0].Args[0]) != BufferRole.Private || _plan.IsSame(place[0].Args[0]) || !place.TrueForAll(i => _plan.Shape(i.Args[1]).IsUniform))
            {
                return false;
            }

            if (place.TrueForAll(inside.Contains))
            {
                together.Add(place);
            }
            else if (place.Exists(inside.Contains) || !AreOwn(place))
            {
                return false;
            }
        }

        List<int> shifts = together.Count == 0 ? [0, 1] : ShiftOf(together[0]) is { } shift && together.TrueForAll(p => ShiftOf(p) == shift) ? [shift] : [];
        List<Inst> reads = [.. places.Except(written).SelectMany(p => p).Where(i => i.Op == Op.Load && inside.Contains(i) && _plan.Shape(i.Result).IsVarying && !_plan.Shape(i.Args[1]).IsVarying)];
        if (shifts.Count == 0)
        {
            return false;
        }

        Shift = shifts.OrderByDescending(s => reads.Count(r => ShiftOf([r]) == s)).First();
        foreach (List<Inst> place in together.Concat(reads.Where(r => ShiftOf([r]) == Shift).Select(r => new List<Inst> { r })))
        {
            int number = Shared.Count;
            place.ForEach(i => Shared[i] = number);
        }

        End = EndOf();
        return Shared.Count > 0;
    }

    /// <summary>Does every round touch an element of its own?</summary>
    private bool AreOwn(List<Inst> place)
    {
        IndexPolynomial first = _rounds.Of(place[0].Args[1]);
        IndexPolynomial step = Next(first, Outer).Minus(first);
        return IsKnown(first) && place.TrueForAll(i => _rounds.Of(i.Args[1]).Same(first)) && step.IsConstant && step.Constant != 0;
    }

    /// <summary>By how many steps a round lies behind the one before, if all accesses lie at one place that goes forward by a number: 0, 1, or null.</summary>
    private int? ShiftOf(List<Inst> place)
    {
        IndexPolynomial first = _steps.Of(place[0].Args[1]);
        IndexPolynomial step = Next(first, Inner).Minus(first), round = Next(first, Outer).Minus(first);
        return !IsKnown(first) || !place.TrueForAll(i => _steps.Of(i.Args[1]).Same(first)) || !step.IsConstant || step.Constant == 0 ? null
            : round.Same(IndexPolynomial.Number(0)) ? 0
            : round.Same(step) ? 1
            : null;
    }

    private Ends EndOf()
    {
        IndexPolynomial count = _rounds.CountOf(Inner);
        bool isClamped = _plan.Definitions.TryGetValue(Inner.Args[0], out Inst? clamp) && clamp.Op == Op.IMax;
        if (!IsKnown(count) || (isClamped && !_rounds.IsNotNegative(count)))
        {
            return Ends.Unknown;
        }

        IndexPolynomial later = Next(count, Outer).Minus(count).Plus(IndexPolynomial.Number(Shift)), zero = IndexPolynomial.Number(0);
        return later.Same(zero) ? Ends.Together
            : _rounds.IsNotNegative(later) ? Ends.FirstRoundFirst
            : _rounds.IsNotNegative(zero.Minus(later)) ? Ends.LastRoundFirst
            : Ends.Unknown;
    }

    /// <summary>Does it change from round to round only with the indices of the two loops?</summary>
    private bool IsKnown(IndexPolynomial p) => p.Terms.All(t => t.Factors.All(f => f == Outer.Regions[0].Params[0] || f == Inner.Regions[0].Params[0] || !_defined.Contains(f)));

    private static IndexPolynomial Next(IndexPolynomial p, Inst loop)
    {
        Value index = loop.Regions[0].Params[0];
        return p.With(index, IndexPolynomial.Just(index).Plus(IndexPolynomial.Number(1)));
    }
}
