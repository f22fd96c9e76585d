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
    private readonly Dictionary<Value, Inst> _loops = [];
    private readonly HashSet<Value> _private = [];
    private readonly HashSet<Inst> _nested = [];

    public BufferRoles(Function function, Inst loop, Dictionary<Value, Inst> defs, Dictionary<Value, LaneShape> shapes)
    {
        (_function, _loop, _defs, _shapes) = (function, loop, defs, shapes);
        foreach (Inst inst in Function.All(loop.Regions[0]))
        {
            if (inst.Op == Op.Alloc)
            {
                _private.Add(inst.Result);
            }

            if (inst.Op == Op.For)
            {
                _loops[inst.Regions[0].Params[0]] = inst;
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

        if (shapes.All(s => s.IsLinear && s == shapes[0]) && touching.All(i => InOwnRow(i.Args[1], shapes[0])))
        {
            return BufferRole.Distinct;
        }

        if (onlyAdded)
        {
            // one place in the text, once per iteration: then lane after lane is the order of the iterations
            if (touching.Count == 1 && !_nested.Contains(touching[0]))
            {
                return BufferRole.OrderedScatter;
            }

            Problem = $"{Name(buffer)} is added to at several places that depend on the iteration";
            return null;
        }

        Problem = $"{Name(buffer)} is written at places that two iterations may share";
        return null;
    }

    private LaneShape Shape(Value v) => _shapes.TryGetValue(v, out LaneShape s) ? s : LaneShape.Uniform;

    private bool IsInside(Value v) => _shapes.ContainsKey(v);

    private static string Name(Value buffer) => buffer.Hint is { } hint ? $"'{hint}'" : "a scratch array";

    /// <summary>index = stride * iteration + rest, with 0 &lt;= rest &lt; stride.</summary>
    private bool InOwnRow(Value index, LaneShape stride)
    {
        var (rows, rest) = IndexPolynomial.Of(index, _defs).Split(_loop.Regions[0].Params[0]);
        List<IndexPolynomial.Term> row = [.. rows.Terms];
        if (row.Count != 1 || row[0].Coefficient != stride.Stride || row[0].Factors.Length != (stride.Factor is null ? 1 : 2) || stride.Stride <= 0)
        {
            return false;
        }

        if (rest.IsConstant)
        {
            return rest.Constant >= 0 && (stride.Factor is null ? rest.Constant < stride.Stride : rest.Constant == 0);
        }

        // one inner loop's index, alone, as long as the row at most
        List<IndexPolynomial.Term> inner = [.. rest.Terms.Where(t => t.Factors.Length > 0)];
        if (inner.Count != 1 || inner[0].Coefficient != 1 || inner[0].Factors.Length != 1 || rest.Constant < 0 || !_loops.TryGetValue(inner[0].Factors[0], out Inst? loop))
        {
            return false;
        }

        return stride.Factor is null
            ? _defs.TryGetValue(loop.Args[0], out Inst? count) && count.Op == Op.Const && count.Number + rest.Constant <= stride.Stride
            : loop.Args[0] == stride.Factor && stride.Stride == 1 && rest.Constant == 0;
    }
}
