using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>Buffers that flow into one another.</summary>
internal sealed partial class ViewGroup(Function function, HashSet<Value> members)
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
}
