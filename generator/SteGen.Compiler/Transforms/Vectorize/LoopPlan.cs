using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>Everything that the vector text of one loop needs to know. Made by <see cref="LoopPlanner"/>.</summary>
public sealed class LoopPlan
{
    private readonly Dictionary<Value, LaneShape> _shapes;
    private readonly Dictionary<Value, BufferRole> _roles;
    private readonly HashSet<Value> _same;
    private readonly Dictionary<Inst, Value> _targets;
    private readonly HashSet<Value> _slotAddresses;

    internal LoopPlan(Function function, Inst loop, Dictionary<Value, Inst> defs, Dictionary<Value, LaneShape> shapes, Dictionary<Value, BufferRole> roles, CanonicalOrder order, HashSet<Value> same)
    {
        (Function, Loop, Definitions, _shapes, _roles, Sums, _targets, _same) = (function, loop, defs, shapes, roles, order.Sums, order.Targets, same);
        Scalar = function;
        _slotAddresses = Addresses(order);
        Measure();
        VectorsPerBlock = BlockSize.Of(this);
    }

    /// <summary>The function that vector text is printed from, its sums in canonical order.</summary>
    public Function Function { get; }

    /// <summary>The function that scalar text is printed from: it has the bits of the vectors, and the user's loops as they are.</summary>
    public Function Scalar { get; private set; }

    public Inst Loop { get; }

    public Region Body => Loop.Regions[0];

    /// <summary>The index of the iteration; in vector text that of lane 0.</summary>
    public Value Index => Body.Params[0];

    public Dictionary<Value, Inst> Definitions { get; }

    public IReadOnlyList<LaneSum> Sums { get; }

    /// <summary>Additions to elements that all iterations share, with the index of the element.</summary>
    public IReadOnlyDictionary<Inst, Value> Targets => _targets;

    /// <summary>Indices of slots in the IR: vector text has no use for them.</summary>
    public IReadOnlyCollection<Value> SlotAddresses => _slotAddresses;

    /// <summary>How many vectors of iterations stand side by side in a full block: as many as the registers hold.</summary>
    public int VectorsPerBlock { get; }

    /// <summary>Some vector holds 64-bit values: then they decide the number of lanes.</summary>
    public bool IsWide { get; private set; }

    /// <summary>Both 64-bit and 32-bit values are in lanes: the latter live in vectors of half the width.</summary>
    public bool IsMixed { get; private set; }

    public LaneShape Shape(Value v) => _shapes.TryGetValue(v, out LaneShape s) ? s : LaneShape.Uniform;

    /// <summary>Is the value made in the loop?</summary>
    public bool IsInside(Value v) => _shapes.ContainsKey(v);

    public BufferRole Role(Value buffer) => _roles.TryGetValue(buffer, out BufferRole r) ? r : BufferRole.ReadOnly;

    /// <summary>Is the buffer scratch that holds the same in all lanes? It has an element for all of them.</summary>
    public bool IsSame(Value buffer) => _same.Contains(buffer);

    /// <summary>Can the loop be printed at this width? Half a 128-bit vector does not exist.</summary>
    public bool Supports(int width) => width is 512 or 256 || (width == 128 && !IsMixed);

    /// <summary>Iterations that run side by side.</summary>
    public int Lanes(int width) => width / (IsWide ? 64 : 32);

    /// <summary>A slice that starts a fixed step further in each lane: its ends tell whether all lie inside.</summary>
    public bool IsLinearSlice(Inst check) => check.Check == CheckKind.Slice && Shape(check.Args[0]).IsLinear && Shape(check.Args[1]).IsUniform && Shape(check.Args[2]).IsUniform;

    /// <summary>Rewrites the inner loops of what vector text is printed from, for speed; changes no bit of any result.</summary>
    public void Refine()
    {
        Scalar = Cloner.Clone(Function);
        EdgeChecks.Run(this);
        UnrollAndJam.Run(this);
        InnerAddresses.Run(this);
        Function.Number();
    }

    // ---- what a transform of the planned function tells about the values that it makes

    /// <summary>A value has the shape of another one.</summary>
    internal void Copied(Value original, Value copy) => _shapes[copy] = Shape(original);

    /// <summary>An instruction stands once more in the loop, its regions aside.</summary>
    internal void Copied(Inst original, Inst copy, Cloner values)
    {
        for (int k = 0; k < original.Results.Count; k++)
        {
            Copied(original.Results[k], copy.Results[k]);
            if (_slotAddresses.Contains(original.Results[k]))
            {
                _slotAddresses.Add(copy.Results[k]);
            }
        }

        if (_targets.TryGetValue(original, out Value? target))
        {
            _targets[copy] = values[target];
        }
    }

    /// <summary>An instruction stands once more in the loop, with its regions.</summary>
    internal void CopiedAll(Inst original, Inst copy, Cloner values)
    {
        Copied(original, copy, values);
        for (int r = 0; r < original.Regions.Count; r++)
        {
            Region from = original.Regions[r], to = copy.Regions[r];
            for (int k = 0; k < from.Params.Count; k++)
            {
                Copied(from.Params[k], to.Params[k]);
            }

            for (int k = 0; k < from.Body.Count; k++)
            {
                CopiedAll(from.Body[k], to.Body[k], values);
            }
        }
    }

    internal void Vector(Value made) => _shapes[made] = LaneShape.Varying;

    /// <summary>What was made for the loop: its values are the same in all lanes, unless something else was said.</summary>
    internal void Made(Region made)
    {
        foreach (Value v in Effects.Defined(made).Where(v => !_shapes.ContainsKey(v)))
        {
            _shapes[v] = LaneShape.Uniform;
        }

        foreach (Inst inst in Function.All(made))
        {
            inst.Results.ForEach(r => Definitions[r] = inst);
        }
    }

    /// <summary>Takes out of a straight piece of the loop what nobody reads any more: the parts of addresses.</summary>
    internal void RemoveUnused(Region region, IEnumerable<Value> yields)
    {
        HashSet<Value> used = [.. yields];
        for (int k = region.Body.Count - 1; k >= 0; k--)
        {
            Inst inst = region.Body[k];
            if (inst.IsPure && !inst.Results.Exists(used.Contains))
            {
                region.Body.RemoveAt(k);
                continue;
            }

            used.UnionWith(inst.Args);
            if (_targets.TryGetValue(inst, out Value? target))
            {
                used.Add(target);
            }
        }
    }

    /// <summary>Puts what is built before an instruction of the loop.</summary>
    internal void Insert(Region home, Inst before, System.Action build)
    {
        Region made = new();
        Build.Origin = before.Origin;
        Build.In(made, build);
        Made(made);
        home.Body.InsertRange(home.Body.IndexOf(before), made.Body);
    }

    /// <summary>An addition to an element that all iterations share has its index from elsewhere.</summary>
    internal void Redirect(Inst add, Value target)
    {
        _targets[add] = target;
        Definitions[Definitions[add.Args[1]].Args[0]].Args[0] = target;
    }

    private HashSet<Value> Addresses(CanonicalOrder order)
    {
        HashSet<Value> addresses = [.. order.SlotIndices];
        foreach (Value place in order.Targets.Keys.Select(add => add.Args[1]))
        {
            addresses.Add(place);
            addresses.Add(Definitions[place].Args[0]);
        }

        return addresses;
    }

    /// <summary>All instructions that lanes may reach without others.</summary>
    private IEnumerable<Inst> Divergent(Region region, bool diverges)
    {
        foreach (Inst inst in region.Body)
        {
            if (diverges)
            {
                yield return inst;
            }

            bool inside = diverges || inst.Op switch
            {
                Op.If or Op.For => !Shape(inst.Args[0]).IsUniform,
                Op.While => !Shape(inst.Regions[0].Yields[0]).IsUniform,
                _ => false,
            };
            foreach (Inst inner in inst.Regions.SelectMany(r => Divergent(r, inside)))
            {
                yield return inner;
            }
        }
    }

    private void Measure()
    {
        bool narrow = false;
        HashSet<Inst> divergent = [.. Divergent(Body, false)];
        foreach (Inst inst in Function.All(Body))
        {
            bool memory = inst.Op is Op.Load or Op.Store or Op.Accumulate;
            foreach (Value v in inst.Results.Concat(inst.Regions.SelectMany(r => r.Params)).Where(v => Shape(v).IsVarying))
            {
                Note(v.Type);
            }

            if (memory && !IsSame(inst.Args[0]) && (Role(inst.Args[0]) != BufferRole.ReadOnly || !Shape(inst.Args[1]).IsUniform))
            {
                Note(inst.Args[0].Layout!.Leaves[inst.Field].Type);
            }

            if (memory && Role(inst.Args[0]) == BufferRole.OrderedScatter)
            {
                Note(Ty.I32);
            }

            // questions about indices are asked in vectors, except those that the first lane and the last answer
            bool asksScalars = inst.Op != Op.Check || inst.Args.All(a => Shape(a).IsUniform) || (IsLinearSlice(inst) && !divergent.Contains(inst))
                || (inst.Check == CheckKind.Index && Shape(inst.Args[0]).IsLinear && Shape(inst.Args[1]).IsUniform);
            if (!asksScalars || (inst.Op is Op.For or Op.Alloc && !Shape(inst.Args[0]).IsUniform))
            {
                inst.Args.Where(a => a.Type.IsInteger()).ToList().ForEach(a => Note(a.Type));
            }

            // the index of lane 0 becomes a vector where it is more than an address
            bool makesVector = inst.Results.Any(r => Shape(r).IsVarying) && !memory && inst.Op is not (Op.ToF64 or Op.ToI64);
            if (makesVector || (inst.Op is Op.Store or Op.Accumulate && !IsSame(inst.Args[0])))
            {
                foreach (Value a in inst.Args.Skip(memory ? 2 : 0).Where(a => Shape(a).IsLinear))
                {
                    Note(a.Type);
                }
            }
        }

        IsMixed = IsWide && narrow;

        void Note(Ty type)
        {
            IsWide |= type is Ty.F64 or Ty.I64;
            narrow |= type is Ty.F32 or Ty.I32;
        }
    }
}
