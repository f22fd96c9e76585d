using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// The primal, copied in front of its backward.
public sealed partial class Reverse
{
    /// <summary>For each While of the primal: how often it ran.</summary>
    private readonly Dictionary<Inst, Value> _trips = [];

    /// <summary>The copy of a primal value; thrown out of the attempt where the value is not computed yet, because a single sweep was to compute it.</summary>
    private Value Cloned(Value v) => _clone.TryGetValue(v, out Value? copy) ? copy : throw TooEarly(v);

    /// <summary>Appends a copy of an instruction to the current region.</summary>
    private void Clone(Inst inst)
    {
        List<Value> args = [.. inst.Args.Select(Cloned)];
        Value? zero = inst.Op == Op.While ? Build.Int(0) : null;
        List<Region> regions = [.. inst.Regions.Select(CloneRegion)];
        List<Value> results = [.. inst.Results.Select(Copy)];
        Callee? callee = inst.Callee;
        if (IsRecorded(inst))
        {
            callee = ProcedureSignature.Record(callee!);
            args.Add(Frames());
            results.Add(_frames[inst] = new Value(Ty.I32, "frame"));
        }

        if (zero is not null)
        {
            // While: one carried value more, which counts.
            args.Add(zero);
            regions[0].Params.Add(new Value(Ty.I32));
            Value trip = new(Ty.I32, "trip");
            regions[1].Params.Add(trip);
            regions[1].Yields.Add(Build.In(regions[1], () => trip + Build.Int(1)));
            results.Add(_trips[inst] = new Value(Ty.I32, "trips"));
        }

        Inst copy = new(inst.Op, args, results, regions)
        {
            Number = inst.Number,
            Integer = inst.Integer,
            Text = inst.Text,
            Check = inst.Check,
            Callee = callee,
            Origin = inst.Origin,
            IsAdjointSum = inst.IsAdjointSum,
            LoopNumber = inst.LoopNumber,
            InLanes = inst.InLanes,
        };
        _cloneInst[inst] = copy;
        Build.At.Body.Add(copy);
    }

    private Region CloneRegion(Region primal)
    {
        Region copy = _cloneRegion[primal] = new Region();
        copy.Params.AddRange(primal.Params.Select(Copy));
        Build.In(copy, () => CloneBody(primal));
        copy.Yields.AddRange(primal.Yields.Select(Cloned));
        return copy;
    }

    private void CloneBody(Region primal)
    {
        foreach (Inst inst in primal.Body)
        {
            Clone(inst);
        }
    }

    private Value Copy(Value v) => _clone[v] = new Value(v.Type, v.Hint) { Layout = v.Layout };

    /// <summary>Puts instructions into the finished copy of a region, right behind <paramref name="after"/>, or first.</summary>
    private void Insert(Region copy, Inst? after, Region made)
    {
        int at = after is null ? 0 : copy.Body.IndexOf(after) + 1;
        if (after is not null && at == 0)
        {
            throw new InvalidOperationException("The instruction to insert behind is not in the region.");
        }

        copy.Body.InsertRange(at, made.Body);
        if (copy == _g.Body && at <= _gradient.Boundary)
        {
            _gradient.Boundary += made.Body.Count;
        }
    }

    private void InsertBefore(Region copy, Inst before, Region made)
    {
        int at = copy.Body.IndexOf(before);
        copy.Body.InsertRange(at, made.Body);
        if (copy == _g.Body && at < _gradient.Boundary)
        {
            _gradient.Boundary += made.Body.Count;
        }
    }
}
