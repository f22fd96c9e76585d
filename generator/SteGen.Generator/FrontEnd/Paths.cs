using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Compiler.Ir;

namespace SteGen.Generator;

/// <summary>Branches: sides run on copies of the environment, and what they leave becomes one where they join.</summary>
internal sealed partial class Lowering
{
    /// <summary>A path of a fork while it is built.</summary>
    private sealed class Path
    {
        public Region Region { get; } = new();

        public Dictionary<object, Val> Env { get; set; } = null!;

        public Flow Flow { get; set; }
    }

    /// <summary>
    /// An If whose sides are run on copies of the environment. <paramref name="rest"/>, what follows in the same block, goes into the side that reaches it where exactly one does: then no flag is needed.
    /// </summary>
    private Flow Fork(Value condition, Func<Flow> whenTrue, Func<Flow> whenFalse, Func<Flow>? rest = null, bool isExpression = false)
    {
        if (IsConstant(condition, out long known))
        {
            return Then(known != 0 ? whenTrue() : whenFalse(), rest);
        }

        Dictionary<object, Val> before = _env;
        Path a = Run(new Path { Env = new(before, s_keys) }, whenTrue);
        Path b = Run(new Path { Env = new(before, s_keys) }, whenFalse);
        if (rest is not null && a.Flow.Falls != b.Flow.Falls)
        {
            Path side = a.Flow.Falls ? a : b;
            Flow soFar = side.Flow;
            Run(side, () => Then(soFar, rest));
            rest = null;
        }

        if (isExpression)
        {
            KeepDeclared(before, a, b);
        }

        Join(before, condition, a, b);
        Flow flow = a.Flow | b.Flow;
        return rest is null ? flow : Then(flow, rest);
    }

    private Path Run(Path path, Func<Flow> body)
    {
        Dictionary<object, Val> saved = _env;
        _env = path.Env;
        try
        {
            path.Flow = Build.In(path.Region, body);
            path.Env = _env;
        }
        finally
        {
            _env = saved;
        }

        return path;
    }

    /// <summary>What follows a statement: nothing after a jump, guarded where there may have been one.</summary>
    private Flow Then(Flow flow, Func<Flow>? rest)
    {
        if (rest is null || !flow.Falls)
        {
            return flow;
        }

        if (flow.Jumps.IsEmpty)
        {
            return rest();
        }

        ImmutableArray<Target> jumps = flow.Jumps;
        return Fork(Not(Any(jumps)), rest, () => new Flow(false, jumps));
    }

    /// <summary>What an expression declares (<c>p &amp;&amp; Get(out var y)</c>, <c>x is var y</c>) lives on behind it.</summary>
    private static void KeepDeclared(Dictionary<object, Val> before, Path a, Path b)
    {
        foreach (object key in a.Env.Keys.Concat(b.Env.Keys).Where(k => k is ILocalSymbol && !before.ContainsKey(k)).ToList())
        {
            before[key] = Val.Undefined;
            foreach (Path side in new[] { a, b })
            {
                if (!side.Env.ContainsKey(key))
                {
                    side.Env[key] = Val.Undefined;
                }
            }
        }
    }

    private void Join(Dictionary<object, Val> before, Value condition, Path a, Path b)
    {
        _env = before;
        List<Value> results = [];
        foreach (object key in before.Keys.ToList())
        {
            Val x = a.Env[key], y = b.Env[key];
            if (!Same(x, y))
            {
                Set(key, Chosen(condition, x, y, a, b, results) ?? Merge(x, y, a, b, key is ISymbol named ? named.Name : key.ToString(), results));
            }
            else if (!ReferenceEquals(x, before[key]))
            {
                Set(key, x);
            }
        }

        Build.Add(new Inst(Op.If, [condition], results, [a.Region, b.Region]));
    }

    /// <summary>A reference to one of two places; where both are elements it is a value like any other.</summary>
    private Val? Chosen(Value condition, Val x, Val y, Path a, Path b, List<Value> results)
    {
        return !SameForm(x, y) && x is Val.Reference { Place: Place.Variable or Place.Choice or Place.Element } first && y is Val.Reference { Place: Place.Variable or Place.Choice or Place.Element } second
            ? new Val.Reference(new Place.Choice(condition, Visible(first.Place, a.Region, b.Region), Visible(second.Place, b.Region, a.Region)))
            : null;

        // what was computed on one side, a condition or an index, is handed out of it
        Place Visible(Place place, Region own, Region other)
        {
            switch (place)
            {
                case Place.Choice c:
                    return new Place.Choice(((Val.Scalar)Out(new Val.Scalar(c.Condition))).V, Visible(c.WhenTrue, own, other), Visible(c.WhenFalse, own, other));
                case Place.Element e:
                    return ((Val.Reference)Out(new Val.Reference(e))).Place;
                default:
                    return place;
            }

            Val Out(Val value)
            {
                own.Yields.AddRange(Leaves(value));
                other.Yields.AddRange(Leaves(Build.In(other, () => ZeroLike(value))));
                return Fresh(value, null, results);
            }
        }
    }

    /// <summary>One value for two paths; leaves that differ are yielded.</summary>
    private Val Merge(Val x, Val y, Path a, Path b, string? hint, List<Value> results)
    {
        if (x == Val.Poison || y == Val.Poison)
        {
            return Val.Poison;
        }

        if (x == Val.Undefined)
        {
            x = Build.In(a.Region, () => ZeroLike(y));
        }
        else if (y == Val.Undefined)
        {
            y = Build.In(b.Region, () => ZeroLike(x));
        }

        List<Value> xs = Leaves(x), ys = Leaves(y);
        if (xs.Count == 0 || xs.Count != ys.Count || !SameForm(x, y))
        {
            return Same(x, y) ? x : new Unmergeable();
        }

        Queue<Value> merged = new();
        for (int i = 0; i < xs.Count; i++)
        {
            merged.Enqueue(Merge(xs[i], ys[i], a, b, hint, results));
        }

        return Rebuild(x, merged);
    }

    private Value Merge(Value x, Value y, Path a, Path b, string? hint, List<Value> results)
    {
        if (x == y)
        {
            return x;
        }

        if (Both(x, y, out long k, out long other) && k == other && x.Type == y.Type)
        {
            return Known(x.Type == Ty.Bool ? Build.Bool(k != 0) : Build.Integer(x.Type, k), k);
        }

        a.Region.Yields.Add(x);
        b.Region.Yields.Add(y);
        Value result = new(x.Type, hint) { Layout = x.Layout };
        results.Add(result);
        return result;
    }

    private static bool SameForm(Val x, Val y) => (x, y) switch
    {
        (Val.Scalar a, Val.Scalar b) => a.V.Type == b.V.Type,
        (Val.Struct a, Val.Struct b) => a.Fields.Length == b.Fields.Length && a.Fields.Zip(b.Fields, SameForm).All(same => same),
        (Val.Reference { Place: Place.Element a }, Val.Reference { Place: Place.Element b }) => SameForm(a.View, b.View) && a.Path.SequenceEqual(b.Path),
        (Val.View a, Val.View b) => a.IsStopped == b.IsStopped && a.Buffer.Layout == b.Buffer.Layout,
        _ => Same(x, y),
    };

    /// <summary>Two things that no one value stands for (two lambdas, two ref locals): an error where it is read.</summary>
    private sealed class Unmergeable : Val;
}
