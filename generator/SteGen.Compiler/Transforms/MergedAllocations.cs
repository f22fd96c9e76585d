using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>One allocation for all that flow into one variable.</summary>
internal sealed partial class ViewGroup
{
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
}
