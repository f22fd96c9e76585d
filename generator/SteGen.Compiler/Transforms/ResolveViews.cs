using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// After this no buffer is carried or yielded: every memory operation names one buffer. Allocations that flow into one span variable become one allocation, and what the variable carries is where its
/// part begins: an int, which reverse mode knows how to keep. Where it may be an input instead, it carries which one, and an If stands around the access.
/// </summary>
public static class ResolveViews
{
    /// <summary>Where a buffer could not be resolved, and what to write instead.</summary>
    public sealed record Obstacle(Inst Inst, string Reason);

    /// <summary>Null when all is resolved.</summary>
    public static Obstacle? Run(Function function)
    {
        Dictionary<Value, Value> parents = [];
        foreach (Inst inst in function.All().Where(i => OpTable.HasRegions(i.Op)))
        {
            Unite(inst, parents);
        }

        if (parents.Count == 0)
        {
            return null;
        }

        foreach (List<Value> members in parents.Keys.ToList().GroupBy(v => Find(v, parents)).Select(g => g.ToList()))
        {
            if (new ViewGroup(function, new HashSet<Value>(members)).Resolve() is { } obstacle)
            {
                return obstacle;
            }
        }

        return null;
    }

    /// <summary>What is carried in one place of a loop, or yielded to one result, is one group.</summary>
    private static void Unite(Inst inst, Dictionary<Value, Value> parents)
    {
        int shift = inst.Op == Op.For ? 1 : 0;
        for (int k = 0; k < inst.Results.Count; k++)
        {
            Value result = inst.Results[k];
            if (result.Type != Ty.Buffer)
            {
                continue;
            }

            if (inst.Op != Op.If)
            {
                Union(result, inst.Args[k + shift]);
            }

            foreach (Region region in inst.Regions)
            {
                bool isTest = inst.Op == Op.While && region == inst.Regions[0];
                if (inst.Op != Op.If)
                {
                    Union(result, region.Params[k + (inst.Op == Op.For ? 1 : 0)]);
                }

                if (!isTest)
                {
                    Union(result, region.Yields[k]);
                }
            }
        }

        void Union(Value a, Value b)
        {
            Value x = Find(a, parents), y = Find(b, parents);
            parents[x] = x;
            parents[y] = x;
        }
    }

    private static Value Find(Value v, Dictionary<Value, Value> parents)
    {
        while (parents.TryGetValue(v, out Value? up) && up != v)
        {
            v = up;
        }

        return v;
    }
}

/// <summary>Buffers that flow into one another.</summary>
internal sealed class ViewGroup(Function function, HashSet<Value> members)
{
    /// <summary>Slots for an allocation in a loop grow with the variables that may still hold an earlier one; more than this is not what anybody means.</summary>
    private const int MaximalSlots = 6;

    private readonly Dictionary<Region, (Region Outer, Inst Inst)> _outer = [];
    private readonly Dictionary<Value, Inst> _definitions = [];
    private readonly Dictionary<Inst, Region> _homes = [];
    private readonly Dictionary<Value, Value> _which = [];
    private readonly Dictionary<Value, Value> _begin = [];

    /// <summary>The buffers that remain: inputs, and one allocation for all that were local.</summary>
    private readonly List<Value> _classes = [];

    private Value? _merged;
    private bool _hasWhich, _hasBegin;

    public ResolveViews.Obstacle? Resolve()
    {
        Index(function.Body);
        List<Inst> allocations = [.. function.All().Where(i => i.Op == Op.Alloc && members.Contains(i.Result))];
        List<Inst> carriers = [.. function.All().Where(i => OpTable.HasRegions(i.Op) && i.Results.Any(members.Contains))];
        List<Value> inputs = [.. members.Where(v => function.Body.Params.Contains(v) || (_definitions.TryGetValue(v, out Inst? d) && d.Op == Op.External))];
        List<Inst> filled = [.. allocations.Where(a => !IsEmpty(a))];
        Region home = carriers.Concat(allocations).Select(i => _homes[i]).Aggregate(Common);
        int position = FirstMention(home);

        _classes.AddRange(inputs);
        _hasWhich = inputs.Count + (filled.Count > 0 ? 1 : 0) > 1;
        Region setup = new();
        ResolveViews.Obstacle? obstacle = null;
        Build.In(setup, () =>
        {
            for (int k = 0; k < inputs.Count; k++)
            {
                _which[inputs[k]] = Build.Int(k);
            }

            Value none = Build.Int(0);
            foreach (Value input in inputs)
            {
                _begin[input] = none;
            }

            obstacle = filled.Count > 0 || inputs.Count == 0 ? Merge(filled.Count > 0 ? filled : [allocations[0]], home, position) : null;
            Value local = Build.Int(inputs.Count);
            foreach (Inst a in allocations)
            {
                // an empty span has no element to be read, so it may stand for anything
                _which[a.Result] = IsEmpty(a) && filled.Count == 0 ? none : local;
                if (!_begin.ContainsKey(a.Result))
                {
                    _begin[a.Result] = none;
                }
            }
        });
        if (obstacle is not null)
        {
            return obstacle;
        }

        foreach (Value v in members.Where(v => !_which.ContainsKey(v)))
        {
            _which[v] = new Value(Ty.I32, v.Hint is null ? null : v.Hint + "Which");
            _begin[v] = new Value(Ty.I32, v.Hint is null ? null : v.Hint + "Begin");
        }

        home.Body.InsertRange(position, setup.Body);
        foreach (Inst a in allocations)
        {
            _homes[a].Body.Remove(a);
        }

        Rewrite(function.Body);
        return null;
    }

    private bool IsEmpty(Inst a) => _definitions.TryGetValue(a.Args[0], out Inst? length) && length.Op == Op.Const && length.Number == 0;

    // ---- one allocation for all

    /// <summary>Lays the allocations out one behind the other; one in a loop gets a slot for each variable that may still hold what an earlier iteration allocated.</summary>
    private ResolveViews.Obstacle? Merge(List<Inst> allocations, Region home, int position)
    {
        List<(Inst Inst, List<Value> Slots, List<Value> Alive)> choices = [];
        Value end = Build.Int(0);
        Dictionary<Value, Value> moved = [];
        foreach (Inst a in allocations)
        {
            if (Length(a.Args[0], home, position, moved) is not { } length)
            {
                return new(a, "allocate it before the loop, or with a length that does not change in the loop");
            }

            bool loops = IsInLoop(a, home);
            if (loops || _homes[a] != home || home.Body.IndexOf(a) > position)
            {
                // the check of the length has not run yet
                length = _definitions.TryGetValue(length, out Inst? known) && known.Op == Op.Const ? length : Build.Emit(Op.IMax, length, Build.Int(0));
            }

            List<Value> alive = loops ? Visible(a, home) : [];
            if (alive.Count >= MaximalSlots)
            {
                return new(a, "allocate the arrays before the loop and swap them");
            }

            List<Value> slots = [];
            for (int k = 0; k <= alive.Count; k++)
            {
                slots.Add(end);
                end = Build.Emit(Op.IAdd, end, length);
            }

            _begin[a.Result] = slots[0];
            if (loops)
            {
                choices.Add((a, slots, alive));
            }
        }

        _hasBegin = allocations.Count > 1 || choices.Count > 0;
        _merged = Build.Alloc(allocations[0].Result.Layout!, _hasBegin ? end : Length(allocations[0].Args[0], home, position, moved)!, string.Join("And", allocations.Select(a => a.Result.Hint).Where(h => h is not null).Distinct()) is { Length: > 0 } hint ? hint : null);
        _classes.Add(_merged);
        foreach ((Inst a, List<Value> slots, List<Value> alive) in choices)
        {
            Choose(a, slots, alive);
        }

        return null;
    }

    /// <summary>Where an allocation in a loop stood: the first slot that no variable holds, cleared.</summary>
    private void Choose(Inst a, List<Value> slots, List<Value> alive)
    {
        Region at = new();
        Build.In(at, () =>
        {
            Value chosen = slots[slots.Count - 1];
            for (int k = slots.Count - 2; k >= 0; k--)
            {
                Value? taken = null;
                foreach (Value v in alive)
                {
                    if (!_begin.ContainsKey(v))
                    {
                        _begin[v] = new Value(Ty.I32, v.Hint is null ? null : v.Hint + "Begin");
                        _which[v] = new Value(Ty.I32, v.Hint is null ? null : v.Hint + "Which");
                    }

                    Value same = Build.Emit(Op.IEq, _begin[v], slots[k]);
                    taken = taken is null ? same : Build.Emit(Op.Or, taken, same);
                }

                chosen = Build.Select(taken!, chosen, slots[k]);
            }

            _begin[a.Result] = chosen;
            Build.Clear(_merged!, chosen, a.Args[0]);
        });
        List<Inst> body = _homes[a].Body;
        body.InsertRange(body.IndexOf(a), at.Body);
    }

    /// <summary>The members that exist where an allocation stands: what a later statement may still reach is among them.</summary>
    private List<Value> Visible(Inst a, Region home)
    {
        List<Value> alive = [];
        Inst at = a;
        for (Region region = _homes[a]; ; (region, at) = (_outer[region].Outer, _outer[region].Inst))
        {
            alive.AddRange(region.Params.Where(members.Contains));
            alive.AddRange(region.Body.TakeWhile(i => i != at).SelectMany(i => i.Results).Where(v => members.Contains(v) && (region != home || _definitions[v].Op != Op.Alloc)));
            if (region == home)
            {
                return alive;
            }
        }
    }

    private bool IsInLoop(Inst inst, Region home)
    {
        for (Region region = _homes[inst]; region != home; region = _outer[region].Outer)
        {
            if (_outer[region].Inst.Op is Op.For or Op.While)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>A length where the common allocation stands; computed again where it is pure arithmetic of what is known there.</summary>
    private Value? Length(Value length, Region home, int position, Dictionary<Value, Value> moved)
    {
        if (moved.TryGetValue(length, out Value? copy))
        {
            return copy;
        }

        for (Region? region = home; region is not null; region = _outer.TryGetValue(region, out (Region Outer, Inst Inst) up) ? up.Outer : null)
        {
            if (region.Params.Contains(length))
            {
                return length;
            }
        }

        if (!_definitions.TryGetValue(length, out Inst? definition))
        {
            return null;
        }

        if (IsBefore(definition, home, position))
        {
            return length;
        }

        if (!OpTable.IsPure(definition.Op) || definition.Op is Op.IDiv or Op.IRem)
        {
            return null;
        }

        List<Value> args = [];
        foreach (Value a in definition.Args)
        {
            if (Length(a, home, position, moved) is not { } arg)
            {
                return null;
            }

            args.Add(arg);
        }

        Value result = new(length.Type, length.Hint);
        Inst again = new(definition.Op, args, [result]) { Number = definition.Number, Integer = definition.Integer, Text = definition.Text };
        Build.Add(again);
        _definitions[result] = again;
        return moved[length] = result;
    }

    private bool IsBefore(Inst definition, Region home, int position)
    {
        Region region = _homes[definition];
        int limit = position;
        for (Region at = home; ; (limit, at) = (_outer[at].Outer.Body.IndexOf(_outer[at].Inst), _outer[at].Outer))
        {
            if (at == region)
            {
                return region.Body.IndexOf(definition) < limit;
            }

            if (!_outer.ContainsKey(at))
            {
                return false;
            }
        }
    }

    // ---- where things are

    private void Index(Region region)
    {
        foreach (Inst inst in region.Body)
        {
            _homes[inst] = region;
            foreach (Value v in inst.Results)
            {
                _definitions[v] = inst;
            }

            foreach (Region nested in inst.Regions)
            {
                _outer[nested] = (region, inst);
                Index(nested);
            }
        }
    }

    private Region Common(Region a, Region b)
    {
        HashSet<Region> above = [a];
        for (Region r = a; _outer.TryGetValue(r, out (Region Outer, Inst Inst) up); r = up.Outer)
        {
            above.Add(up.Outer);
        }

        while (!above.Contains(b))
        {
            b = _outer[b].Outer;
        }

        return b;
    }

    /// <summary>The first instruction of a region that uses a member, or holds an allocation of one deeper within.</summary>
    private int FirstMention(Region home)
    {
        for (int k = 0; k < home.Body.Count; k++)
        {
            if (Mentions(home.Body[k]))
            {
                return k;
            }
        }

        return home.Body.Count;

        bool Mentions(Inst inst) => inst.Args.Any(members.Contains) || inst.Regions.Any(r => r.Yields.Any(members.Contains) || r.Body.Any(i => i.Op == Op.Alloc && members.Contains(i.Result) || Mentions(i)));
    }

    // ---- rewriting

    private void Rewrite(Region region)
    {
        region.Params = Replaced(region.Params);
        region.Yields = Replaced(region.Yields);
        List<Inst> body = [];
        foreach (Inst inst in region.Body)
        {
            if (OpTable.HasRegions(inst.Op))
            {
                inst.Args = Replaced(inst.Args);
                inst.Results = Replaced(inst.Results);
                foreach (Region nested in inst.Regions)
                {
                    Rewrite(nested);
                }

                body.Add(inst);
            }
            else if (inst.Args.FirstOrDefault(NeedsChange) is { } buffer)
            {
                Region at = new();
                Build.In(at, () => Access(inst, buffer, 0));
                foreach (Inst made in at.Body)
                {
                    made.Origin = inst.Origin;
                    body.Add(made);
                }
            }
            else
            {
                body.Add(inst);
            }
        }

        region.Body = body;
    }

    private bool NeedsChange(Value v) => members.Contains(v) && !_classes.Contains(v);

    private List<Value> Replaced(List<Value> values)
    {
        if (!values.Any(members.Contains) || values == function.Body.Params)
        {
            return values;
        }

        List<Value> result = [];
        foreach (Value v in values)
        {
            if (!members.Contains(v))
            {
                result.Add(v);
                continue;
            }

            if (_hasWhich)
            {
                result.Add(_which[v]);
            }

            if (_hasBegin)
            {
                result.Add(_begin[v]);
            }
        }

        return result;
    }

    /// <summary>A memory operation or call on a buffer that is one of the classes from <paramref name="from"/> on.</summary>
    private void Access(Inst inst, Value buffer, int from)
    {
        bool known = _definitions.TryGetValue(buffer, out Inst? d) && d.Op == Op.Alloc;
        if (known || from == _classes.Count - 1)
        {
            Named(inst, buffer, known ? _merged! : _classes[from]);
            return;
        }

        Region mine = new(), others = new();
        Value isMine = Build.Emit(Op.IEq, _which[buffer], Build.Int(from));
        Inst there = inst, here = Copy(inst);
        Build.In(mine, () => Named(here, buffer, _classes[from]));
        List<Value> results = inst.Results;
        there = Copy(inst);
        Build.In(others, () => Access(there, buffer, from + 1));
        mine.Yields = LastResults(mine, results.Count);
        others.Yields = LastResults(others, results.Count);
        Build.Add(new Inst(Op.If, [isMine], results, [mine, others]));
    }

    private static List<Value> LastResults(Region region, int count) => count == 0 ? [] : [.. region.Body[region.Body.Count - 1].Results];

    private static Inst Copy(Inst inst) => new(inst.Op, [.. inst.Args], [.. inst.Results.Select(r => new Value(r.Type, r.Hint) { Layout = r.Layout })])
    {
        Number = inst.Number,
        Integer = inst.Integer,
        Text = inst.Text,
        Check = inst.Check,
        Callee = inst.Callee,
        IsAdjointSum = inst.IsAdjointSum,
        Origin = inst.Origin,
    };

    private void Named(Inst inst, Value buffer, Value named)
    {
        for (int k = 0; k < inst.Args.Count; k++)
        {
            if (inst.Args[k] != buffer)
            {
                continue;
            }

            inst.Args[k] = named;
            if (named == _merged && _hasBegin)
            {
                inst.Args[k + 1] = Build.Emit(Op.IAdd, _begin[buffer], inst.Args[k + 1]);
            }
        }

        if (inst.Op == Op.Call && inst.Args.FirstOrDefault(NeedsChange) is { } other)
        {
            Access(inst, other, 0);
            return;
        }

        Build.Add(inst);
    }
}
