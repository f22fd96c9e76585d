using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>Finds the shape of every value inside one loop whose iterations become lanes, to a fixed point over the loops within.</summary>
internal sealed class ShapeAnalysis
{
    private readonly Dictionary<Value, LaneShape> _shapes = [];
    private readonly Dictionary<Value, Inst> _defs;
    private readonly HashSet<Value> _written;
    private readonly HashSet<Value> _slots;

    /// <summary>Scratch of the iteration that holds the same in all lanes, as far as is known: its addresses, its contents and the decision to write are uniform.</summary>
    private readonly HashSet<Value> _same;
    private bool _changed, _diverged;

    private ShapeAnalysis(Dictionary<Value, Inst> defs, HashSet<Value> written, HashSet<Value> slots, HashSet<Value> same) => (_defs, _written, _slots, _same) = (defs, written, slots, same);

    /// <param name="loop">The loop that goes into lanes.</param>
    /// <param name="defs">The instruction that defines each value of the function.</param>
    /// <param name="slots">Values i mod (lanes of an accumulator): blocks never straddle its end, so they step by one.</param>
    /// <param name="same">Is filled with the scratch that needs no element per lane.</param>
    public static Dictionary<Value, LaneShape> Run(Inst loop, Dictionary<Value, Inst> defs, HashSet<Value> slots, HashSet<Value>? same = null)
    {
        same ??= [];
        same.UnionWith(Function.All(loop.Regions[0]).Where(i => i.Op == Op.Alloc).Select(i => i.Result));
        HashSet<Value> written = [.. Function.All(loop.Regions[0]).Where(i => i.Op is Op.Store or Op.Accumulate or Op.Clear or Op.Alloc)
            .Select(i => i.Op == Op.Alloc ? i.Result : i.Args[0])];
        ShapeAnalysis analysis = new(defs, written, slots, same);
        Region body = loop.Regions[0];
        analysis._shapes[body.Params[0]] = LaneShape.Linear(1);
        foreach (Value carried in body.Params.Skip(1))
        {
            analysis._shapes[carried] = LaneShape.Varying;
        }

        do
        {
            analysis._changed = false;
            analysis.Visit(body);
        }
        while (analysis._changed);

        return analysis._shapes;
    }

    private LaneShape Of(Value v) => _shapes.TryGetValue(v, out LaneShape s) ? s : LaneShape.Uniform;

    private void Set(Value v, LaneShape shape)
    {
        bool known = _shapes.TryGetValue(v, out LaneShape old);
        LaneShape joined = known ? old.Join(shape) : shape;
        if (!known || joined != old)
        {
            _shapes[v] = joined;
            _changed = true;
        }
    }

    private void Visit(Region region)
    {
        foreach (Inst inst in region.Body)
        {
            switch (inst.Op)
            {
                case Op.Load:
                    if (_same.Contains(inst.Args[0]) && !Of(inst.Args[1]).IsUniform)
                    {
                        // each lane reads another element: then it has elements of its own
                        _same.Remove(inst.Args[0]);
                        _changed = true;
                    }

                    Set(inst.Result, (!_written.Contains(inst.Args[0]) || _same.Contains(inst.Args[0])) && Of(inst.Args[1]).IsUniform ? LaneShape.Uniform : LaneShape.Varying);
                    break;
                case Op.Store or Op.Accumulate or Op.Clear when _same.Contains(inst.Args[0]) && (_diverged || inst.Args.Skip(1).Any(a => !Of(a).IsUniform)):
                case Op.Call when inst.Args.Any(_same.Contains):
                    _same.ExceptWith(inst.Args);
                    _changed = true;
                    goto default;
                case Op.Pop:
                    Set(inst.Result, LaneShape.Varying);
                    break;
                case Op.If:
                    Visit(inst.Regions[0], !Of(inst.Args[0]).IsUniform);
                    Visit(inst.Regions[1], !Of(inst.Args[0]).IsUniform);
                    for (int k = 0; k < inst.Results.Count; k++)
                    {
                        Set(inst.Results[k], Of(inst.Args[0]).IsUniform ? Of(inst.Regions[0].Yields[k]).Join(Of(inst.Regions[1].Yields[k])) : LaneShape.Varying);
                    }

                    break;
                case Op.For:
                    Set(inst.Regions[0].Params[0], LaneShape.Uniform);
                    Loop(inst, 1, inst.Regions[0], 1, null, Of(inst.Args[0]).IsUniform);
                    break;
                case Op.While:
                    Loop(inst, 0, inst.Regions[1], 0, inst.Regions[0], null);
                    break;
                case Op.Alloc:
                    if (_same.Contains(inst.Result) && (_diverged || !Of(inst.Args[0]).IsUniform))
                    {
                        _same.Remove(inst.Result);
                        _changed = true;
                    }

                    break;
                case Op.NewStack:
                    break;
                default:
                    foreach (Value result in inst.Results)
                    {
                        Set(result, Transfer(inst, result));
                    }

                    break;
            }
        }
    }

    private void Visit(Region region, bool diverges)
    {
        bool saved = _diverged;
        _diverged |= diverges;
        Visit(region);
        _diverged = saved;
    }

    /// <summary>
    /// Lanes leave a loop one by one, but those that are still inside have run it equally often: a carried value may be uniform inside the loop and varying after it.
    /// </summary>
    private void Loop(Inst inst, int firstInit, Region body, int firstParam, Region? test, bool? together)
    {
        for (int k = 0; k < inst.Results.Count; k++)
        {
            Set(body.Params[firstParam + k], Of(inst.Args[firstInit + k]));
            if (test is not null)
            {
                Set(test.Params[k], Of(body.Params[firstParam + k]));
            }
        }

        if (test is not null)
        {
            Visit(test, !Of(test.Yields[0]).IsUniform);
        }

        bool leaveTogether = together ?? Of(test!.Yields[0]).IsUniform;
        Visit(body, !leaveTogether);
        for (int k = 0; k < inst.Results.Count; k++)
        {
            Set(body.Params[firstParam + k], Of(body.Yields[k]));
            if (test is not null)
            {
                Set(test.Params[k], Of(body.Params[firstParam + k]));
            }

            Set(inst.Results[k], leaveTogether ? Of(body.Params[firstParam + k]) : LaneShape.Varying);
        }
    }

    private LaneShape Transfer(Inst inst, Value result)
    {
        if (_slots.Contains(result))
        {
            return LaneShape.Linear(1);
        }

        if (inst.Args.All(a => Of(a).IsUniform))
        {
            return LaneShape.Uniform;
        }

        if (result.Type != Ty.I32 || inst.Args.Any(a => Of(a).IsVarying))
        {
            return LaneShape.Varying;
        }

        LaneShape a = Of(inst.Args[0]), b = inst.Args.Count > 1 ? Of(inst.Args[1]) : LaneShape.Uniform;
        switch (inst.Op)
        {
            case Op.IAdd or Op.ISub when b.IsUniform:
                return a;
            case Op.IAdd when a.IsUniform:
                return b;
            case Op.ISub when a.IsUniform:
                return LaneShape.Linear(-b.Stride, b.Factor);
            case Op.IAdd or Op.ISub when a.Factor == b.Factor:
                long stride = inst.Op == Op.IAdd ? a.Stride + b.Stride : a.Stride - b.Stride;
                return stride == 0 ? LaneShape.Uniform : LaneShape.Linear(stride, a.Factor);
            case Op.INeg:
                return LaneShape.Linear(-a.Stride, a.Factor);
            case Op.IMul when b.IsUniform:
                return Times(a, inst.Args[1]);
            case Op.IMul when a.IsUniform:
                return Times(b, inst.Args[0]);
            default:
                return LaneShape.Varying;
        }
    }

    private LaneShape Times(LaneShape linear, Value factor)
    {
        if (_defs.TryGetValue(factor, out Inst? def) && def.Op == Op.Const)
        {
            long stride = linear.Stride * (long)def.Number;
            return stride == 0 ? LaneShape.Uniform : stride == (int)stride ? LaneShape.Linear(stride, linear.Factor) : LaneShape.Varying;
        }

        // the factor must be visible wherever the stride is used: one that is made inside the loop may not be
        return linear.Factor is null && !_shapes.ContainsKey(factor) ? LaneShape.Linear(linear.Stride, factor) : LaneShape.Varying;
    }
}
