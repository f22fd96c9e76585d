using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// An integer that grows by a step that itself grows or shrinks from round to round, as the place in a packed triangle does: the sum over j &lt; n of (a + b j) is a n + b n (n - 1) / 2. So derivatives need not keep it, and
/// what it addresses is known.
/// </summary>
internal sealed class RunningStep
{
    private readonly Inst _loop;
    private readonly int _number;
    private readonly IndexPolynomial _start;
    private readonly double _slope;

    private RunningStep(Inst loop, int number, IndexPolynomial start, double slope) => (_loop, _number, _start, _slope) = (loop, number, start, slope);

    private Value Index => _loop.Regions[0].Params[0];

    /// <summary>The step of a carried integer, where it is a polynomial of degree one in the loop's index; else null.</summary>
    public static RunningStep? Of(Inst loop, int number, Lazy<Dictionary<Value, Inst>> definitions)
    {
        Region body = loop.Regions[0];
        Value carried = body.Params[number + 1], index = body.Params[0];
        Inst? sum = body.Body.FirstOrDefault(i => i.Results.Contains(body.Yields[number]));
        if (sum is not { Op: Op.IAdd } || sum.Args.Count(a => a == carried) != 1)
        {
            return null;
        }

        Value step = sum.Args[0] == carried ? sum.Args[1] : sum.Args[0];
        IndexPolynomial count = IndexPolynomial.Of(loop.Args[0], definitions.Value, IsNeverNegative);
        IndexPolynomial polynomial = IndexPolynomial.Of(step, definitions.Value, IsNeverNegative);
        List<IndexPolynomial.Term> slope = [.. polynomial.Terms.Where(t => t.Factors.Contains(index))];
        HashSet<Value> inside = [.. Effects.Defined(body)];
        inside.UnionWith(body.Params);
        bool isAffine = slope.Count == 1 && slope[0].Factors.Length == 1 && polynomial.Terms.All(t => t.Coefficient % 1 == 0 && t.Factors.All(f => f == index || !inside.Contains(f)));
        return isAffine ? new RunningStep(loop, number, polynomial.Split(index).Without, slope[0].Coefficient) : null;

        // counted from the end the index is at least 0 as well
        bool IsNeverNegative(IndexPolynomial p)
        {
            if (p.Terms.Any(t => t.Coefficient < 0 && t.Factors.Contains(index)))
            {
                p = p.With(index, IndexPolynomial.Of(Unclamped(loop.Args[0]), definitions.Value).Minus(IndexPolynomial.Just(index)).Minus(IndexPolynomial.Number(1)));
            }

            return p.Terms.All(t => t.Coefficient >= 0 && t.Factors.All(f => f == index));
        }

        // where the body runs the count is at least 1, with or without a clamp at 0
        Value Unclamped(Value n) => definitions.Value.TryGetValue(n, out Inst? clamp) && clamp.Op == Op.IMax
            && definitions.Value.TryGetValue(clamp.Args[1], out Inst? zero) && zero.Op == Op.Const && zero.Number == 0 ? clamp.Args[0] : n;
    }

    /// <summary>Puts the closed form in the place of the carried value; returns where the loop stands now.</summary>
    public int Close(Region region, int at, Substitution to)
    {
        Region body = _loop.Regions[0], before = new(), inside = new(), after = new();
        Value carried = body.Params[_number + 1], init = _loop.Args[_number + 1];
        Value start = Build.In(before, () => _start.Build());
        Value now = Build.In(inside, () => At(Index));
        Value end = Build.In(after, () => At(Build.Emit(Op.IMax, _loop.Args[0], Build.Int(0))));
        now.Hint = carried.Hint;
        body.Body.InsertRange(0, inside.Body);
        region.Body.InsertRange(at + 1, after.Body);
        region.Body.InsertRange(at, before.Body);
        to.Add(carried, now);
        to.Add(_loop.Results[_number], end);
        return at + before.Body.Count;

        Value At(Value n)
        {
            Value one = Build.Int(1);
            Value triangle = Build.Emit(Op.IMul, Build.Emit(Op.IShr, n, one), Build.Emit(Op.IOr, Build.Emit(Op.ISub, n, one), one));
            Value bent = _slope is 1 or -1 ? triangle : Build.Emit(Op.IMul, triangle, Build.Int((int)Math.Abs(_slope)));
            Value straight = Build.Emit(Op.IAdd, init, Build.Emit(Op.IMul, n, start));
            return Build.Emit(_slope > 0 ? Op.IAdd : Op.ISub, straight, bent);
        }
    }
}
