using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Recognises the straight-through estimators of the literature, on values: a tree of + and - that, with StopGradient read as the identity, cancels to one operand h, where of every cancelling pair
/// exactly one copy stands under StopGradient, has the value h, bit for bit, and the derivative of the expression as written. Nothing else is folded: compensated sums stay. Runs after common
/// subexpressions and store forwarding, so that equal means the same value.
/// </summary>
public sealed class StraightThroughAlgebra
{
    private const int MostTerms = 32;
    private readonly Substitution _to = new();
    private readonly Dictionary<Value, Inst> _definitions = [];
    private readonly List<Inst> _notRecognised = [], _sums = [];

    /// <summary>One signed operand of a tree.</summary>
    private readonly record struct Term(Value Value, bool IsMinus, bool IsStopped);

    private StraightThroughAlgebra()
    {
    }

    public static void Run(Function function) => new StraightThroughAlgebra().Visit(function.Body, rewrite: true);

    /// <summary>
    /// The sums that cancel something against its StopGradient and yet are no straight-through estimator with one operand left: they keep IEEE arithmetic, so their value is not exactly the hard one.
    /// </summary>
    public static IReadOnlyList<Inst> NotRecognised(Function function)
    {
        StraightThroughAlgebra algebra = new();
        algebra.Visit(function.Body, rewrite: false);

        // Only whole trees: not the partial sums of one.
        HashSet<Value> inner = [];
        foreach (Inst sum in algebra._sums)
        {
            algebra.Inner(sum, inner);
        }

        return [.. algebra._notRecognised.Where(i => !inner.Contains(i.Result))];
    }

    private void Visit(Region region, bool rewrite)
    {
        List<Inst> body = new(region.Body.Count);
        for (int at = 0; at < region.Body.Count; at++)
        {
            Inst inst = region.Body[at];
            _to.Apply(inst.Args);
            body.Add(inst);
            foreach (Value result in inst.Results)
            {
                _definitions[result] = inst;
            }

            if (inst.Op is Op.Add or Op.Sub or Op.Neg)
            {
                _sums.Add(inst);
            }

            if (inst.Op is Op.Add or Op.Sub or Op.Neg && Hard(inst) is { } hard && rewrite && !IsRecognised(region, at, inst))
            {
                Value exact = new(inst.Result.Type, inst.Result.Hint);
                Inst node = new(Op.StraightThrough, [hard, inst.Result], [exact]) { Origin = inst.Origin };
                _to.Add(inst.Result, exact);
                _definitions[exact] = node;
                body.Add(node);
            }

            foreach (Region nested in inst.Regions)
            {
                Visit(nested, rewrite);
            }
        }

        if (rewrite)
        {
            region.Body = body;
        }

        _to.Apply(region.Yields);
    }

    private static bool IsRecognised(Region region, int at, Inst sum) =>
        region.Body.Skip(at + 1).Any(i => i.Op == Op.StraightThrough && i.Args[1] == sum.Result);

    /// <summary>The operand that is left when everything else cancels; null where that is not so.</summary>
    private Value? Hard(Inst sum)
    {
        List<Term> terms = [];
        if (!Expand(sum.Result, false, false, terms) || !terms.Any(t => t.IsStopped))
        {
            return null;
        }

        Value? left = null;
        bool cancels = false, single = true;
        foreach (IGrouping<Value, Term> same in terms.GroupBy(t => t.Value))
        {
            int plus = Count(same, false, false), plusStopped = Count(same, false, true), minus = Count(same, true, false), minusStopped = Count(same, true, true);

            // Every minus needs a plus of the other kind; one plus may be left over.
            int restPlus = plus - minusStopped, restStopped = plusStopped - minus;
            cancels |= (plus > 0 && minusStopped > 0) || (plusStopped > 0 && minus > 0);
            if (restPlus < 0 || restStopped < 0 || restPlus + restStopped > 1)
            {
                single = false;
            }
            else if (restPlus + restStopped == 1)
            {
                single &= left is null;
                left = same.Key;
            }
        }

        if (cancels && (!single || left is null))
        {
            _notRecognised.Add(sum);
        }

        return cancels && single ? left : null;

        static int Count(IEnumerable<Term> same, bool minus, bool stopped) => same.Count(t => t.IsMinus == minus && t.IsStopped == stopped);
    }

    /// <summary>False where the tree has too many terms.</summary>
    private bool Expand(Value v, bool minus, bool stopped, List<Term> terms)
    {
        if (terms.Count > MostTerms)
        {
            return false;
        }

        if (_definitions.TryGetValue(v, out Inst? d))
        {
            switch (d.Op)
            {
                case Op.Add:
                    return Expand(d.Args[0], minus, stopped, terms) && Expand(d.Args[1], minus, stopped, terms);
                case Op.Sub:
                    return Expand(d.Args[0], minus, stopped, terms) && Expand(d.Args[1], !minus, stopped, terms);
                case Op.Neg:
                    return Expand(d.Args[0], !minus, stopped, terms);
                case Op.StraightThrough when IsStopGradient(d):
                    return Expand(d.Args[0], minus, true, terms);
            }
        }

        terms.Add(new Term(v, minus, stopped));
        return true;
    }

    /// <summary>Everything that a tree is made of, its root and its terms aside.</summary>
    private void Inner(Inst sum, HashSet<Value> inner)
    {
        foreach (Value a in sum.Args)
        {
            Value v = a;
            while (_definitions.TryGetValue(v, out Inst? d) && d.Op == Op.StraightThrough && IsStopGradient(d))
            {
                v = d.Args[0];
            }

            inner.Add(v);
        }
    }

    /// <summary>StopGradient(x) is StraightThrough(x, literal).</summary>
    private bool IsStopGradient(Inst node) => _definitions.TryGetValue(node.Args[1], out Inst? soft) && soft.Op == Op.Const;
}
