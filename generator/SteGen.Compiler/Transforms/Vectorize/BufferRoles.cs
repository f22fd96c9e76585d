using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>What a buffer is for the iterations that run side by side. This is the whole dependence check: what has no role keeps the loop scalar.</summary>
public enum BufferRole
{
    /// <summary>Never written in the loop.</summary>
    ReadOnly,

    /// <summary>Every iteration reads and writes elements of its own.</summary>
    Distinct,

    /// <summary>Allocated inside an iteration: a copy per lane.</summary>
    Private,

    /// <summary>Only added to, at places that all iterations share: the sums go through slots in the canonical order.</summary>
    LaneAccumulator,

    /// <summary>Only added to, at places that depend on the iteration: added lane by lane, in order.</summary>
    OrderedScatter,

    /// <summary>The slots of a sum, or of a LaneAccumulator, that <see cref="CanonicalOrder"/> made.</summary>
    Slots,
}

/// <summary>Finds the role of every buffer that a loop touches, or says in words why the iterations may depend on each other.</summary>
internal sealed class BufferRoles
{
    private readonly Function _function;
    private readonly Inst _loop;
    private readonly Dictionary<Value, Inst> _defs;
    private readonly Dictionary<Value, LaneShape> _shapes;
    private readonly HashSet<Value> _private = [];
    private readonly HashSet<Inst> _nested = [];
    private IterationsApart? _apart;

    public BufferRoles(Function function, Inst loop, Dictionary<Value, Inst> defs, Dictionary<Value, LaneShape> shapes)
    {
        (_function, _loop, _defs, _shapes) = (function, loop, defs, shapes);
        foreach (Inst inst in Function.All(loop.Regions[0]))
        {
            if (inst.Op == Op.Alloc)
            {
                _private.Add(inst.Result);
            }

            if (inst.Op is Op.For or Op.While)
            {
                _nested.UnionWith(inst.Regions.SelectMany(Function.All));
            }
        }
    }

    public Dictionary<Value, BufferRole> Roles { get; } = [];

    public string? Problem { get; private set; }

    public void Run()
    {
        List<Inst> all = [.. Function.All(_loop.Regions[0])];
        foreach (Value buffer in all.SelectMany(i => i.Args).Concat(all.SelectMany(i => i.Results)).Where(v => v.Type == Ty.Buffer).Distinct())
        {
            List<Inst> touching = [.. all.Where(i => i.Args.Contains(buffer))];
            if (touching.FirstOrDefault(i => i.Op == Op.Call) is { } call)
            {
                Problem = $"{Name(buffer)} is passed to {call.Callee!.Method}, which is called as it is";
                return;
            }

            if (Role(buffer, touching) is not { } role)
            {
                return;
            }

            Roles[buffer] = role;
        }
    }

    private BufferRole? Role(Value buffer, List<Inst> touching)
    {
        if (_private.Contains(buffer))
        {
            return BufferRole.Private;
        }

        if (touching.All(i => i.Op == Op.Load))
        {
            return BufferRole.ReadOnly;
        }

        if (touching.Any(i => i.Op == Op.Clear))
        {
            Problem = $"{Name(buffer)} is cleared in every iteration";
            return null;
        }

        List<LaneShape> shapes = [.. touching.Select(i => Shape(i.Args[1]))];
        bool onlyAdded = touching.All(i => i.Op == Op.Accumulate);
        if (onlyAdded && shapes.All(s => s.IsUniform) && buffer.Layout!.IsScalar)
        {
            if (CanonicalOrder.Length(_function, buffer, _defs) is { } length && !IsInside(length))
            {
                return BufferRole.LaneAccumulator;
            }

            Problem = $"the length of {Name(buffer)} is not known before the loop";
            return null;
        }

        if (shapes.All(s => s.IsLinear) && (_apart ??= new IterationsApart(_function, _loop, _defs)).Holds(touching))
        {
            return BufferRole.Distinct;
        }

        if (onlyAdded)
        {
            // each element at one place in the text, once per iteration: then lane after lane is the order of the iterations
            if ((!touching.Exists(_nested.Contains) && NeverMeet(touching)) || AddsInOrder(touching))
            {
                return BufferRole.OrderedScatter;
            }

            Problem = $"{Name(buffer)} is added to at several places that depend on the iteration";
            return null;
        }

        Problem = $"{Name(buffer)} is written at places that two iterations may share";
        return null;
    }

    /// <summary>
    /// Places in the row of the iteration, of which one is known only at run time (the label among the classes): whatever else lies in the row, no other iteration adds there. An index that leaves its row
    /// is added all the same, but perhaps in another order.
    /// </summary>
    private bool AddsInOrder(List<Inst> places)
    {
        IterationsApart apart = _apart ??= new IterationsApart(_function, _loop, _defs);
        for (int a = 0; a < places.Count; a++)
        {
            // outside of inner loops lane after lane is the order; inside the lanes must not meet
            if (_nested.Contains(places[a]) && !(Shape(places[a].Args[1]).IsLinear && apart.KeepApart(places[a], places[a])))
            {
                return false;
            }

            for (int b = a + 1; b < places.Count; b++)
            {
                if (!apart.KeepApart(places[a], places[b]) && !apart.InRowsOfOneLength(places[a], places[b]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Places that are columns of rows: the index is a multiple of the row's length plus a number that no other place has.</summary>
    private bool NeverMeet(List<Inst> places)
    {
        if (places.Count == 1)
        {
            return true;
        }

        List<IndexPolynomial> indices = [.. places.Select(p => IndexPolynomial.Of(p.Args[1], _defs))];
        long row = 0;
        foreach (IndexPolynomial.Term t in indices.SelectMany(i => i.Terms).Where(t => t.Factors.Length > 0))
        {
            if (t.Coefficient % 1 != 0)
            {
                return false;
            }

            for (long a = System.Math.Abs((long)t.Coefficient); a != 0;)
            {
                (row, a) = (a, row % a);
            }
        }

        return row > 1 && indices.Select(i => (((long)i.Constant % row) + row) % row).Distinct().Count() == places.Count;
    }

    private LaneShape Shape(Value v) => _shapes.TryGetValue(v, out LaneShape s) ? s : LaneShape.Uniform;

    private bool IsInside(Value v) => _shapes.ContainsKey(v);

    private static string Name(Value buffer) => buffer.Hint is { } hint ? $"'{hint}'" : "a scratch array";
}
