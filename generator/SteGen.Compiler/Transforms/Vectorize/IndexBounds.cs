using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// What is known of integers inside of counted loops: every index is at least 0 and below its count, and every count is at least 1, since there is an iteration. Proves that polynomials are never negative.
/// </summary>
internal sealed class IndexBounds
{
    private const int MostSubstitutions = 8;

    private readonly List<(Value Index, IndexPolynomial Count)> _loops = [];
    private readonly HashSet<Value> _known;
    private readonly Dictionary<Value, Inst> _definitions;

    public IndexBounds(Function function, Dictionary<Value, Inst> definitions)
    {
        _definitions = definitions;
        _known = [.. function.LengthOf.Values];
    }

    private IndexBounds(IndexBounds other)
    {
        (_definitions, _known) = (other._definitions, [.. other._known]);
        _loops.AddRange(other._loops);
    }

    /// <summary>The polynomial of a value, clamps at 0 dropped where they do nothing.</summary>
    public IndexPolynomial Of(Value v) => IndexPolynomial.Of(v, _definitions, IsNotNegative);

    /// <summary>Bounds inside of one more loop; loops are entered from the outside to the inside.</summary>
    public IndexBounds Inside(Inst loop) => Inside(loop.Regions[0].Params[0], CountOf(loop));

    /// <summary>The count of a loop as its iterations see it: there is one, so a clamp at 0 does nothing.</summary>
    public IndexPolynomial CountOf(Inst loop)
    {
        Value count = loop.Args[0];
        bool isClamped = _definitions.TryGetValue(count, out Inst? clamp) && clamp.Op == Op.IMax && _definitions.TryGetValue(clamp.Args[1], out Inst? zero) && zero.Op == Op.Const && zero.Number == 0;
        return Of(isClamped ? clamp!.Args[0] : count);
    }

    public IndexBounds Inside(Value index, IndexPolynomial count)
    {
        IndexBounds inner = new(this);
        inner._loops.Add((index, count));
        inner._known.Add(index);
        return inner;
    }

    /// <summary>Where a negative term holds an index, the index is counted from the end; else a count is its excess over 1.</summary>
    public bool IsNotNegative(IndexPolynomial p)
    {
        HashSet<Value> atLeastOne = [];
        foreach ((_, IndexPolynomial count) in _loops)
        {
            List<IndexPolynomial.Term> terms = [.. count.Terms];
            if (terms.Count == 1 && terms[0].Coefficient == 1 && terms[0].Factors.Length == 1)
            {
                atLeastOne.Add(terms[0].Factors[0]);
            }
        }

        HashSet<Value> known = [.. _known, .. atLeastOne];
        bool IsPlain(IndexPolynomial q) => q.Terms.All(t => t.Coefficient > 0 && t.Factors.All(f => known.Contains(f) || t.Factors.Count(g => g == f) % 2 == 0));
        if (_loops.Exists(l => IsPlain(p.Minus(l.Count).Plus(IndexPolynomial.Number(1)))))
        {
            return true;
        }

        for (int step = 0; step < MostSubstitutions; step++)
        {
            List<IndexPolynomial.Term> negative = [.. p.Terms.Where(t => t.Coefficient < 0)];
            if (negative.Count == 0)
            {
                return p.Terms.All(t => t.Factors.All(f => known.Contains(f) || t.Factors.Count(g => g == f) % 2 == 0));
            }

            if (_loops.FindLastIndex(l => negative.Any(t => t.Factors.Contains(l.Index))) is var at && at >= 0)
            {
                // mirrored: as well an index from 0 below the count
                p = p.With(_loops[at].Index, _loops[at].Count.Minus(IndexPolynomial.Just(_loops[at].Index)).Minus(IndexPolynomial.Number(1)));
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
    }
}
