using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>An index as a sum of products of values, so that equal addresses are seen to be equal: <c>p * d + i</c> may stand in the IR in several forms.</summary>
internal sealed class IndexPolynomial
{
    private readonly Dictionary<string, Term> _terms = [];

    private IndexPolynomial()
    {
    }

    public sealed record Term(long Coefficient, Value[] Factors);

    public IEnumerable<Term> Terms => _terms.Values;

    public long Constant => _terms.TryGetValue("", out Term? t) ? t.Coefficient : 0;

    public bool IsConstant => _terms.Count == 0 || (_terms.Count == 1 && _terms.ContainsKey(""));

    public static IndexPolynomial Of(Value v, Dictionary<Value, Inst> defs)
    {
        if (defs.TryGetValue(v, out Inst? def))
        {
            switch (def.Op)
            {
                case Op.Const when v.Type == Ty.I32:
                    return Single((long)def.Number, []);
                case Op.IAdd:
                    return Of(def.Args[0], defs).Plus(Of(def.Args[1], defs), 1);
                case Op.ISub:
                    return Of(def.Args[0], defs).Plus(Of(def.Args[1], defs), -1);
                case Op.IMul:
                    return Of(def.Args[0], defs).Times(Of(def.Args[1], defs));
            }
        }

        return Single(1, [v]);
    }

    /// <summary>The part that has <paramref name="v"/> as a factor, and the rest.</summary>
    public (IndexPolynomial With, IndexPolynomial Without) Split(Value v)
    {
        IndexPolynomial with = new(), without = new();
        foreach (KeyValuePair<string, Term> t in _terms)
        {
            (t.Value.Factors.Contains(v) ? with : without)._terms[t.Key] = t.Value;
        }

        return (with, without);
    }

    public IndexPolynomial Minus(IndexPolynomial other) => Plus(other, -1);

    public bool Same(IndexPolynomial other) => Plus(other, -1)._terms.Count == 0;

    private static IndexPolynomial Single(long coefficient, Value[] factors)
    {
        IndexPolynomial result = new();
        if (coefficient != 0)
        {
            result._terms[Key(factors)] = new Term(coefficient, factors);
        }

        return result;
    }

    private IndexPolynomial Plus(IndexPolynomial other, long sign)
    {
        IndexPolynomial sum = new();
        foreach (KeyValuePair<string, Term> t in _terms)
        {
            sum._terms[t.Key] = t.Value;
        }

        foreach (KeyValuePair<string, Term> t in other._terms)
        {
            long c = sign * t.Value.Coefficient + (sum._terms.TryGetValue(t.Key, out Term? mine) ? mine.Coefficient : 0);
            if (c == 0)
            {
                sum._terms.Remove(t.Key);
            }
            else
            {
                sum._terms[t.Key] = new Term(c, t.Value.Factors);
            }
        }

        return sum;
    }

    private IndexPolynomial Times(IndexPolynomial other)
    {
        IndexPolynomial product = new();
        foreach (Term a in _terms.Values)
        {
            foreach (Term b in other._terms.Values)
            {
                product = product.Plus(Single(a.Coefficient * b.Coefficient, [.. a.Factors.Concat(b.Factors).OrderBy(f => f.Id)]), 1);
            }
        }

        return product;
    }

    private static string Key(Value[] factors) => string.Join("*", factors.Select(f => f.Id));
}
