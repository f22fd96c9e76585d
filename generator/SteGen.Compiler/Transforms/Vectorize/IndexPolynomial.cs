using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// An index as a sum of products of values, so that equal addresses are seen to be equal: <c>p * d + i</c> may stand in the IR in several forms. Coefficients are halves where a triangular number is in it.
/// </summary>
internal sealed class IndexPolynomial
{
    private readonly Dictionary<string, Term> _terms = [];

    private IndexPolynomial()
    {
    }

    public sealed record Term(double Coefficient, Value[] Factors);

    public IEnumerable<Term> Terms => _terms.Values;

    public double Constant => _terms.TryGetValue("", out Term? t) ? t.Coefficient : 0;

    public bool IsConstant => _terms.Count == 0 || (_terms.Count == 1 && _terms.ContainsKey(""));

    public static IndexPolynomial Of(Value v, Dictionary<Value, Inst> defs) => Of(v, defs, null);

    /// <param name="v">The index.</param>
    /// <param name="defs">The instruction that defines each value.</param>
    /// <param name="isNotNegative">Tells that a clamp at 0 does nothing.</param>
    public static IndexPolynomial Of(Value v, Dictionary<Value, Inst> defs, Func<IndexPolynomial, bool>? isNotNegative)
    {
        IndexPolynomial Arg(Inst inst, int k) => Of(inst.Args[k], defs, isNotNegative);
        if (defs.TryGetValue(v, out Inst? def))
        {
            switch (def.Op)
            {
                case Op.Const when v.Type == Ty.I32:
                    return Single(def.Number, []);
                case Op.IAdd:
                    return Arg(def, 0).Plus(Arg(def, 1), 1);
                case Op.ISub:
                    return Arg(def, 0).Plus(Arg(def, 1), -1);
                case Op.INeg:
                    return new IndexPolynomial().Plus(Arg(def, 0), -1);
                case Op.IMul when Triangular(def, defs) is { } n:
                    return Triangle(Of(n, defs, isNotNegative));
                case Op.IMul:
                    return Arg(def, 0).Times(Arg(def, 1));
                case Op.IDiv when IsLiteral(def.Args[1], 2, defs) && Arg(def, 0) is { } twice && IsEven(twice):
                    return twice.Times(Single(.5, []));
                case Op.IMax when isNotNegative is not null && IsLiteral(def.Args[1], 0, defs) && Arg(def, 0) is { } clamped && isNotNegative(clamped):
                    return clamped;
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

    /// <summary>The same with another polynomial for a value.</summary>
    public IndexPolynomial With(Value v, IndexPolynomial replacement)
    {
        IndexPolynomial result = new();
        foreach (Term t in _terms.Values)
        {
            IndexPolynomial product = Single(t.Coefficient, [.. t.Factors.Where(f => f != v)]);
            for (int k = t.Factors.Count(f => f == v); k > 0; k--)
            {
                product = product.Times(replacement);
            }

            result = result.Plus(product, 1);
        }

        return result;
    }

    /// <summary>The polynomial as instructions; its coefficients must be whole.</summary>
    public Value Build()
    {
        Value? sum = null;
        foreach (IndexPolynomial.Term t in Terms.OrderBy(t => t.Coefficient < 0))
        {
            Value product = t.Factors.Length == 0 ? Ir.Build.Int((int)Math.Abs(t.Coefficient)) : t.Factors.Aggregate((a, b) => Ir.Build.Emit(Op.IMul, a, b));
            if (t.Factors.Length > 0 && Math.Abs(t.Coefficient) != 1)
            {
                product = Ir.Build.Emit(Op.IMul, product, Ir.Build.Int((int)Math.Abs(t.Coefficient)));
            }

            sum = sum is null ? t.Coefficient < 0 ? Ir.Build.Emit(Op.INeg, product) : product : Ir.Build.Emit(t.Coefficient < 0 ? Op.ISub : Op.IAdd, sum, product);
        }

        return sum ?? Ir.Build.Int(0);
    }

    public override string ToString() => string.Join(" + ", _terms.Values.Select(t => t.Coefficient + string.Concat(t.Factors.Select(f => "*" + f))));

    public static IndexPolynomial Number(double n) => Single(n, []);

    public static IndexPolynomial Just(Value v) => Single(1, [v]);

    public IndexPolynomial Plus(IndexPolynomial other) => Plus(other, 1);

    public IndexPolynomial Minus(IndexPolynomial other) => Plus(other, -1);

    public bool Same(IndexPolynomial other) => Plus(other, -1)._terms.Count == 0;

    /// <summary>(n >> 1) * ((n - 1) | 1), which is n * (n - 1) / 2 without a product that overflows before its half does: n, or null.</summary>
    private static Value? Triangular(Inst product, Dictionary<Value, Inst> defs) =>
        defs.TryGetValue(product.Args[0], out Inst? half) && half.Op == Op.IShr && IsLiteral(half.Args[1], 1, defs)
        && defs.TryGetValue(product.Args[1], out Inst? odd) && odd.Op == Op.IOr && IsLiteral(odd.Args[1], 1, defs)
        && Of(odd.Args[0], defs).Same(Of(half.Args[0], defs).Plus(Number(1), -1))
            ? half.Args[0]
            : null;

    private static IndexPolynomial Triangle(IndexPolynomial n) => n.Times(n.Plus(Number(1), -1)).Times(Number(.5));

    /// <summary>n * (n + 1), n * (n - 1), or literal multiples of 2.</summary>
    private static bool IsEven(IndexPolynomial p)
    {
        List<Term> odd = [.. p.Terms.Where(t => t.Coefficient % 2 != 0)];
        return odd.Count == 0 || (odd.Count == 2 && odd.Any(t => t.Factors.Length == 2 && t.Factors[0] == t.Factors[1] && odd.Any(u => u.Factors.Length == 1 && u.Factors[0] == t.Factors[0])));
    }

    private static bool IsLiteral(Value v, double number, Dictionary<Value, Inst> defs) => defs.TryGetValue(v, out Inst? def) && def.Op == Op.Const && def.Number == number;

    private static IndexPolynomial Single(double coefficient, Value[] factors)
    {
        IndexPolynomial result = new();
        if (coefficient != 0)
        {
            result._terms[Key(factors)] = new Term(coefficient, factors);
        }

        return result;
    }

    private IndexPolynomial Plus(IndexPolynomial other, double sign)
    {
        IndexPolynomial sum = new();
        foreach (KeyValuePair<string, Term> t in _terms)
        {
            sum._terms[t.Key] = t.Value;
        }

        foreach (KeyValuePair<string, Term> t in other._terms)
        {
            double c = sign * t.Value.Coefficient + (sum._terms.TryGetValue(t.Key, out Term? mine) ? mine.Coefficient : 0);
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

    public IndexPolynomial Times(IndexPolynomial other)
    {
        IndexPolynomial product = new();
        foreach (Term a in _terms.Values)
        {
            foreach (Term b in other._terms.Values)
            {
                product = product.Plus(Single(a.Coefficient * b.Coefficient, [.. a.Factors.Concat(b.Factors).OrderBy(f => f.Serial)]), 1);
            }
        }

        return product;
    }

    private static string Key(Value[] factors) => string.Join("*", factors.Select(f => f.Serial));
}
