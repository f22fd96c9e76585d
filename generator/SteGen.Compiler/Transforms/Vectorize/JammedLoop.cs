using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// Writes a nest with several rounds side by side: <c>for (rounds, U at a time) { before ×U; heads; for (steps) { body ×U }; tails; behind ×U }</c>, then the rounds that are left. With a shift, earlier rounds begin earlier (heads); where
/// rounds do not end together, the longer ones go on (tails).
/// </summary>
internal sealed class JammedLoop
{
    /// <summary>Text of a branch that is decided when the text is written: the first one in full blocks, the second in the block that may be the last.</summary>
    public const string InFullBlocks = "in full blocks";

    private readonly LoopPlan _plan;
    private readonly JamNest _nest;
    private readonly int _rounds;
    private readonly Cloner[] _copies;

    private JammedLoop(LoopPlan plan, JamNest nest, int rounds)
    {
        (_plan, _nest, _rounds) = (plan, nest, rounds);
        _copies = [.. Enumerable.Range(0, rounds).Select(_ => new Cloner())];
    }

    /// <summary>Puts the jammed loop beside the nest.</summary>
    public static void Write(LoopPlan plan, JamNest nest, int rounds) => new JammedLoop(plan, nest, rounds).Write();

    private void Write()
    {
        Inst outer = _nest.Outer;
        Region home = Home(_plan.Body, outer)!, jammed = new(), plain = new();
        Cloner rest = new();
        Build.In(jammed, () =>
        {
            Build.Origin = outer.Origin;
            Value index = outer.Regions[0].Params[0], times = Build.Emit(Op.IDiv, outer.Args[0], Build.Int(_rounds));
            List<Value> results = Build.For(times, [.. outer.Args.Skip(1)], Rounds, index.Hint ?? "i");
            for (int k = 0; k < results.Count; k++)
            {
                _plan.Copied(outer.Results[k], results[k]);
            }

            // the rounds that are left
            Value done = Build.Emit(Op.IMul, times, Build.Int(_rounds)), left = new(Ty.I32);
            Inst copy = rest.Clone(outer);
            _plan.CopiedAll(outer, copy, rest);
            copy.Args = [Build.Emit(Op.ISub, outer.Args[0], done), .. results];
            copy.Regions[0].Body.Insert(0, new Inst(Op.IAdd, [done, left], [rest[index]]) { Origin = outer.Origin });
            copy.Regions[0].Params[0] = left;
            Build.Add(copy);
        });

        // the nest keeps its place as the other text; its results become those of both
        plain.Body.Add(outer);
        List<Value> either = outer.Results;
        outer.Results = [.. either.Select(r => new Value(r.Type, r.Hint))];
        for (int k = 0; k < either.Count; k++)
        {
            _plan.Copied(either[k], outer.Results[k]);
        }

        jammed.Yields = [.. either.Select(r => rest[r])];
        plain.Yields = [.. outer.Results];
        Value full = null!;
        _plan.Insert(home, outer, () => full = Build.Bool(true));
        Inst both = new(Op.If, [full], either, [jammed, plain]) { Text = InFullBlocks, Origin = outer.Origin };
        home.Body[home.Body.IndexOf(outer)] = both;
        _plan.Made(new Region { Body = [both] });
    }

    /// <summary>One round of the jammed loop: several rounds of the nest.</summary>
    private List<Value> Rounds(Value number, List<Value> carried)
    {
        Inst outer = _nest.Outer, inner = _nest.Inner;
        Region body = outer.Regions[0];
        Value first = Build.Emit(Op.IMul, number, Build.Int(_rounds));
        for (int u = 0; u < _rounds; u++)
        {
            _copies[u].Map[body.Params[0]] = Sum(first, u);
            Copy(_nest.Before, u);
        }

        Build.Origin = inner.Origin;
        List<Value> counts = [.. _copies.Select(c => c[inner.Args[0]])];
        List<List<Value>> values = [.. _copies.Select(c => inner.Args.Skip(1).Select(a => c[a]).ToList())];
        Heads(counts, values);
        Value steps = Steps(counts);
        List<Value> all = For(steps, [.. values.SelectMany(v => v)], [.. _copies.SelectMany(_ => inner.Regions[0].Params.Skip(1))], (step, carried) => Together(_rounds, u => Sum(step, Ahead(u)), carried));
        for (int u = 0; u < _rounds; u++)
        {
            int width = inner.Results.Count;
            values[u] = all.GetRange(u * width, width);
            bool isFirst = u == 0 && _nest.End == JamNest.Ends.FirstRoundFirst, isLast = u == _rounds - 1 && _nest.End == JamNest.Ends.LastRoundFirst;
            if (_nest.End != JamNest.Ends.Together && !isFirst && !isLast)
            {
                Value from = Sum(Build.Emit(Op.IMax, steps, Build.Int(0)), Ahead(u));
                values[u] = Alone(u, Build.Emit(Op.ISub, counts[u], from), from, values[u]);
            }

            for (int k = 0; k < width; k++)
            {
                _copies[u].Map[inner.Results[k]] = values[u][k];
            }
        }

        for (int u = 0; u < _rounds; u++)
        {
            for (int k = 0; k < carried.Count; k++)
            {
                _copies[u].Map[body.Params[k + 1]] = u == 0 ? carried[k] : _copies[u - 1][body.Yields[k]];
                _plan.Copied(body.Params[k + 1], carried[k]);
            }

            Copy(_nest.After, u);
        }

        return [.. body.Yields.Select(y => _copies[_rounds - 1][y])];
    }

    /// <summary>What earlier rounds do before all run together. Where rounds end together the steps stand one by one, of all rounds that have begun.</summary>
    private void Heads(List<Value> counts, List<List<Value>> values)
    {
        int width = _nest.Inner.Results.Count;
        for (int step = 0; step < Ahead(0) && _nest.End == JamNest.Ends.Together; step++)
        {
            List<Value> begun = [.. values.Take(step + 1).SelectMany(v => v)];
            int at = step;
            List<Value> next = Build.If(Build.Emit(Op.ILt, Build.Int(step), counts[0]), () => Together(at + 1, u => Build.Int(at - u), begun), () => begun);
            for (int k = 0; k < next.Count; k++)
            {
                _plan.Copied(_nest.Inner.Results[k % width], next[k]);
                values[k / width][k % width] = next[k];
            }
        }

        for (int u = 0; u < _rounds && Ahead(u) > 0 && _nest.End != JamNest.Ends.Together; u++)
        {
            values[u] = Alone(u, Build.Emit(Op.IMin, counts[u], Build.Int(Ahead(u))), null, values[u]);
        }
    }

    /// <summary>The steps that a round has done when all begin to run together.</summary>
    private int Ahead(int u) => _nest.Shift * (_rounds - 1 - u);

    /// <summary>How long all rounds run together: until the first of them ends.</summary>
    private Value Steps(List<Value> counts) => _nest.End switch
    {
        JamNest.Ends.FirstRoundFirst => Sum(counts[0], -Ahead(0)),
        JamNest.Ends.Together or JamNest.Ends.LastRoundFirst => counts[_rounds - 1],
        _ => counts.Select((c, u) => Sum(c, -Ahead(u))).Aggregate((a, b) => Build.Emit(Op.IMin, a, b)),
    };

    private static Value Sum(Value a, int b) => b == 0 ? a : Build.Emit(b > 0 ? Op.IAdd : Op.ISub, a, Build.Int(System.Math.Abs(b)));

    /// <summary>Steps of one round by itself.</summary>
    private List<Value> Alone(int u, Value count, Value? from, List<Value> inits)
    {
        Region inner = _nest.Inner.Regions[0];
        return For(count, inits, [.. inner.Params.Skip(1)], (step, carried) =>
        {
            Bind(u, from is null ? step : Build.Emit(Op.IAdd, from, step), carried, 0);
            Copy(inner.Body, u);
            return [.. inner.Yields.Select(y => _copies[u][y])];
        });
    }

    /// <summary>One step of the first rounds: what they share is read once and written once.</summary>
    private List<Value> Together(int rounds, System.Func<int, Value> step, List<Value> carried)
    {
        Region inner = _nest.Inner.Regions[0], at = Build.At;
        Dictionary<int, Value> current = [], places = [];
        Dictionary<int, Inst> stores = [];
        List<Value> yields = [];
        for (int u = 0; u < rounds; u++)
        {
            Cloner copy = _copies[u];
            Bind(u, step(u), carried, u * (inner.Params.Count - 1));
            foreach (Inst inst in inner.Body)
            {
                if (!_nest.Shared.TryGetValue(inst, out int place))
                {
                    Copy([inst], u);
                    continue;
                }

                if (!places.TryGetValue(place, out Value? index))
                {
                    places[place] = index = copy[inst.Args[1]];
                }

                if (inst.Op != Op.Store && !current.ContainsKey(place))
                {
                    current[place] = Build.Load(inst.Args[0], index, inst.Field);
                    _plan.Vector(current[place]);
                }

                if (inst.Op == Op.Load)
                {
                    copy.Map[inst.Result] = current[place];
                    continue;
                }

                Value value = copy[inst.Args[2]];
                current[place] = inst.Op == Op.Store ? value
                    : inst.Args.Count > 3 ? Build.Emit(Op.Fma, value, copy[inst.Args[3]], current[place])
                    : Build.Emit(Op.Add, current[place], value);
                _plan.Vector(current[place]);
                stores[place] = inst;
            }

            yields.AddRange(inner.Yields.Select(y => copy[y]));
        }

        foreach (KeyValuePair<int, Inst> store in stores.OrderBy(s => s.Key))
        {
            Build.Store(store.Value.Args[0], places[store.Key], current[store.Key], store.Value.Field);
        }

        _plan.RemoveUnused(at, yields);
        return yields;
    }

    private void Bind(int u, Value step, List<Value> carried, int from)
    {
        Region inner = _nest.Inner.Regions[0];
        _copies[u].Map[inner.Params[0]] = step;
        for (int k = 1; k < inner.Params.Count; k++)
        {
            _copies[u].Map[inner.Params[k]] = carried[from + k - 1];
        }
    }

    private void Copy(IEnumerable<Inst> body, int u)
    {
        foreach (Inst inst in body)
        {
            if (InnerSteps.WithoutZero(inst, _copies[u]))
            {
                continue;
            }

            Inst copy = _copies[u].Clone(inst);
            Build.At.Body.Add(copy);
            _plan.CopiedAll(inst, copy, _copies[u]);
        }
    }

    /// <summary>A loop whose carried values and results have the shapes of <paramref name="likes"/>.</summary>
    private List<Value> For(Value count, List<Value> inits, List<Value> likes, System.Func<Value, List<Value>, List<Value>> body)
    {
        List<Value> results = Build.For(count, inits, (step, carried) =>
        {
            Alike(carried);
            return body(step, carried);
        }, _nest.Inner.Regions[0].Params[0].Hint ?? "i");
        Alike(results);
        return results;

        void Alike(List<Value> values)
        {
            for (int k = 0; k < values.Count; k++)
            {
                _plan.Copied(likes[k], values[k]);
            }
        }
    }

    private static Region? Home(Region region, Inst inst) =>
        region.Body.Contains(inst) ? region : region.Body.SelectMany(i => i.Regions).Select(r => Home(r, inst)).FirstOrDefault(r => r is not null);
}
