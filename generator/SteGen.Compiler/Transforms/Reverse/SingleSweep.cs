using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// r = for i < n carry s = s0 { …; yield s + f }
//     for i < n carry s = s0, v' = 0 { …; s + f; backward of … from f' = r'; yield s + f, v' }; s0' += r'
// Forward and backward of one iteration together: the loop keeps nothing at all.
public sealed partial class Reverse
{
    private void SingleSweep(Inst inst, Scope scope)
    {
        if (_waitsFor[inst].Where(_deferred.Contains).ToList() is { Count: > 0 } missing)
        {
            throw TooEarly(missing);
        }

        _deferred.Remove(inst);
        List<Value?> d = [.. inst.Results.Select(r => Take(scope, r))];
        if (d.All(x => x is null) && !WritesActiveMemory(inst))
        {
            Clone(inst);
            CloneDeferred();
            return;
        }

        Region primal = inst.Regions[0], both = _cloneRegion[primal] = new Region();
        List<Value> captured = Captured(inst);
        List<Value> inits = [.. inst.Args.Select(Cloned)];
        both.Params.AddRange(primal.Params.Select(Copy));
        Build.At = both;

        // frames of calls of this iteration are read in this iteration
        Value? top = Function.All(primal).Any(IsRecorded) ? new Value(Ty.I32, "top") : null;
        if (top is not null)
        {
            Build.Add(new Inst(Op.Top, [Frames()], [top]));
        }

        CloneBody(primal);

        Scope body = Open(primal, both, isDirect: true);
        Dictionary<Value, Value> sums = [];
        foreach (Value v in captured)
        {
            body.Adjoint[v] = sums[v] = new Value(v.Type, GradientName(v));
        }

        Build.At = both;
        for (int k = 0; k < d.Count; k++)
        {
            if (d[k] is { } dk)
            {
                Add(body, primal.Yields[k], dk);
            }
        }

        Backward(body);
        if (top is not null)
        {
            Build.At = both;
            Build.Add(new Inst(Op.Cut, [Frames(), top], []));
        }

        both.Yields.AddRange(primal.Yields.Select(Cloned));
        captured.RemoveAll(v => body.Adjoint[v] == sums[v]);
        both.Yields.AddRange(captured.Select(v => body.Adjoint[v]));
        both.Params.AddRange(captured.Select(v => sums[v]));

        Build.At = scope.Back;
        Build.Origin = inst.Origin;
        inits.AddRange(captured.Select(v => Build.Real(v.Type, 0)));
        List<Value> results = [.. inst.Results.Select(Copy), .. captured.Select(v => new Value(v.Type, GradientName(v)))];
        Inst fused = _cloneInst[inst] = new Inst(Op.For, inits, results, [both]) { InLanes = inst.InLanes };
        Build.Add(fused);
        for (int k = 0; k < d.Count; k++)
        {
            if (d[k] is { } dk)
            {
                Add(scope, inst.Args[k + 1], dk);
            }
        }

        for (int n = 0; n < captured.Count; n++)
        {
            Add(scope, captured[n], results[d.Count + n]);
        }

        CloneDeferred();
    }

    /// <summary>Loops of the primal's body whose iterations hear of each other only through sums and through scratch that each of them writes anew.</summary>
    private static HashSet<Inst> SweepCandidates(Function primal, Layout layout, Activity activity)
    {
        HashSet<Inst> candidates = [];
        foreach (Inst inst in primal.Body.Body)
        {
            if (inst.Op == Op.For && Enumerable.Range(0, inst.Results.Count).All(k => !activity.IsActive(inst.Results[k]) || Sums.IsSum(layout, inst, k)) && KeepsAdjointsApart(inst, layout, activity))
            {
                candidates.Add(inst);
            }
        }

        return candidates;
    }

    private static bool KeepsAdjointsApart(Inst loop, Layout layout, Activity activity)
    {
        Region body = loop.Regions[0];
        foreach (Value buffer in Effects.AllWrites(loop).Distinct())
        {
            if (!activity.IsActive(buffer) || layout.IsInside(layout.Home(buffer), loop))
            {
                continue;
            }

            List<Inst> writers = [.. layout.Writers(buffer).Where(w => layout.Contains(loop, w))];
            List<Inst> readers = [.. layout.Readers(buffer).Where(r => layout.Contains(loop, r))];
            bool onlyAdded = writers.All(w => w.Op == Op.Accumulate) && readers.All(r => r.Op == Op.Accumulate);
            bool ownElement = writers.Concat(readers).All(a => a.Op is Op.Load or Op.Store or Op.Accumulate && a.Args[1] == body.Params[0]);
            bool written = readers.Count == 0 && StoredOnce.Holds(layout, writers);
            if (!onlyAdded && !ownElement && !written && !IsScratch(buffer))
            {
                return false;
            }
        }

        return true;

        bool IsScratch(Value buffer) =>
            layout.Definition(buffer) is { Op: Op.Alloc }
            && layout.Readers(buffer).All(r => layout.Contains(loop, r) || layout.Order(r) < layout.Order(loop))
            && Coverage.IsWrittenBeforeRead(body, buffer, layout);
    }

    private static void GiveUp(HashSet<Inst> sweeps, NeededEarlier reason)
    {
        int before = sweeps.Count;
        sweeps.ExceptWith(reason.Sweeps);
        if (sweeps.Count == before)
        {
            sweeps.Clear();
        }
    }
}
