using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Analyses;

/// <summary>Where everything stands in a function: one walk, then every question is a lookup. Valid until the function is changed.</summary>
public sealed class Layout
{
    private static readonly List<Inst> s_none = [];
    private readonly Dictionary<Value, Region> _home = [];
    private readonly Dictionary<Value, Inst> _definition = [];
    private readonly Dictionary<Region, Inst?> _owner = [];
    private readonly Dictionary<Inst, Place> _places = [];
    private readonly Dictionary<Value, List<Inst>> _writers = [], _readers = [];

    private readonly record struct Place(Region Region, int Order, int Last);

    public Layout(Function function)
    {
        int order = 0;
        Visit(function.Body, null);

        void Visit(Region region, Inst? owner)
        {
            _owner[region] = owner;
            foreach (Value p in region.Params)
            {
                _home[p] = region;
            }

            foreach (Inst inst in region.Body)
            {
                int at = order++;
                foreach (Value v in inst.Results)
                {
                    _home[v] = region;
                    _definition[v] = inst;
                }

                if (inst.Regions.Count == 0)
                {
                    Note(_writers, Effects.Writes(inst), inst);
                    Note(_readers, Effects.Reads(inst), inst);
                }

                foreach (Region nested in inst.Regions)
                {
                    Visit(nested, inst);
                }

                _places[inst] = new Place(region, at, order - 1);
            }
        }

        static void Note(Dictionary<Value, List<Inst>> index, IEnumerable<Value> buffers, Inst inst)
        {
            foreach (Value buffer in buffers)
            {
                if (!index.TryGetValue(buffer, out List<Inst>? list))
                {
                    index[buffer] = list = [];
                }

                list.Add(inst);
            }
        }
    }

    /// <summary>The region that a value is a parameter of or defined in.</summary>
    public Region Home(Value v) => _home[v];

    /// <summary>Does anything define it? What a copy in its first round does not know, nothing does.</summary>
    public bool Has(Value v) => _home.ContainsKey(v);

    /// <summary>The instruction that defines a value; null for parameters of regions.</summary>
    public Inst? Definition(Value v) => _definition.TryGetValue(v, out Inst? inst) ? inst : null;

    /// <summary>The instruction that a region belongs to; null for the body of the function.</summary>
    public Inst? Owner(Region region) => _owner[region];

    public Region RegionOf(Inst inst) => _places[inst].Region;

    public int Order(Inst inst) => _places[inst].Order;

    public bool Contains(Inst outer, Inst inner) => Order(outer) < Order(inner) && Order(inner) <= _places[outer].Last;

    public bool IsInside(Region region, Inst outer) => Owner(region) is { } owner && (owner == outer || Contains(outer, owner));

    public bool IsWithin(Region region, Inst inst)
    {
        for (Region? around = RegionOf(inst); around is not null; around = Owner(around) is { } owner ? RegionOf(owner) : null)
        {
            if (around == region)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>The instruction that directly encloses this one; null at the top.</summary>
    public Inst? Around(Inst inst) => Owner(RegionOf(inst));

    /// <summary>The innermost loop around both.</summary>
    public Inst? CommonLoop(Inst a, Inst b)
    {
        for (Inst? around = Around(a); around is not null; around = Around(around))
        {
            if (around.Op is Op.For or Op.While && Contains(around, b))
            {
                return around;
            }
        }

        return null;
    }

    /// <summary>Instructions that write a buffer, calls included, in program order.</summary>
    public IReadOnlyList<Inst> Writers(Value buffer) => _writers.TryGetValue(buffer, out List<Inst>? list) ? list : s_none;

    /// <summary>Instructions that read a buffer (an Accumulate does), in program order.</summary>
    public IReadOnlyList<Inst> Readers(Value buffer) => _readers.TryGetValue(buffer, out List<Inst>? list) ? list : s_none;

    /// <summary>The number, where the value is a compile-time literal.</summary>
    public double? Literal(Value v) => Definition(v) is { Op: Op.Const } c ? (v.Type == Ty.I64 ? c.Integer : c.Number) : null;
}
