using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// r = for i < n carry c = c0 { …; yield c1 }
//     for j < n carry c' = r', v' = 0 { i = n - 1 - j; backward of … from c1' = c'; yield c', v' }; c0' += c'; v' += …
// A while counts its trips on the way forward; on the way back it is a for.
// Where no iteration hears of another one (only sums leave it), the backward runs upwards, too.
public sealed partial class Reverse
{
    /// <summary>A loop that is meant to be left early may have any count: what it keeps then goes on a stack.</summary>
    private const int MostSlots = 1 << 20;

    private void Loop(Inst inst, Scope scope)
    {
        bool isFor = inst.Op == Op.For;
        Region primal = isFor ? inst.Regions[0] : inst.Regions[1];
        int first = isFor ? 1 : 0;
        List<int> active = [.. Enumerable.Range(0, inst.Results.Count).Where(k => _activity.IsActive(inst.Results[k]))];
        Dictionary<int, Value?> arrived = active.ToDictionary(k => k, k => Take(scope, inst.Results[k]));
        if (arrived.Values.All(x => x is null) && !WritesActiveMemory(inst))
        {
            return;
        }

        // The adjoint of a plain sum is the same in all iterations: it is not carried.
        List<int> sums = [.. active.Where(k => isFor && Sums.IsSum(_layout, inst, k))], carried = [.. active.Except(sums)];

        List<Value> captured = Captured(inst);
        bool ascending = isFor && carried.Count == 0 && IterationsAreFree(inst);
        Value count = isFor ? Get(inst.Args[0]) : GetTrips(inst, scope);
        Value? last = ascending ? null : count - Build.Int(1);
        List<Value> inits = [count];
        for (int n = 0; n < carried.Count; n++)
        {
            inits.Add(arrived[carried[n]] ?? Build.Real(inst.Results[carried[n]].Type, 0));
        }

        Region back = new();
        Scope body = Open(primal, back, isDirect: false);
        Value index = new(Ty.I32, ascending ? primal.Params[0].Hint : null);
        back.Params.Add(index);
        Build.At = back;
        if (isFor)
        {
            body.Known[primal.Params[0]] = ascending ? index : last! - index;
            body.Known[primal.Params[0]].Hint ??= primal.Params[0].Hint;
        }

        foreach (int k in sums)
        {
            if (arrived[k] is { } dk)
            {
                Add(body, primal.Yields[k], dk);
            }
        }

        foreach (int k in carried)
        {
            Value dk = new(inst.Results[k].Type, GradientName(primal.Params[first + k]));
            back.Params.Add(dk);
            Add(body, primal.Yields[k], dk);
        }

        // A captured value that is also yielded has an adjoint already; its sum over the iterations starts in a parameter all the same.
        Dictionary<Value, Value> starts = [];
        foreach (Value v in captured)
        {
            Value sum = starts[v] = new Value(v.Type, GradientName(v));
            Value? direct = Take(body, v);
            body.Adjoint[v] = sum;
            if (direct is not null)
            {
                Add(body, v, direct);
            }
        }

        Backward(body);
        Build.At = back;
        back.Yields.AddRange(carried.Select(k => TakeOrZero(body, primal.Params[first + k])));
        captured.RemoveAll(v => body.Adjoint[v] == starts[v]);
        back.Yields.AddRange(captured.Select(v => body.Adjoint[v]));
        back.Params.AddRange(captured.Select(v => starts[v]));
        _scopes.Remove(primal);

        Build.At = scope.Back;
        inits.AddRange(captured.Select(v => Build.Real(v.Type, 0)));
        List<Value> results = [.. back.Params.Skip(1).Select(p => new Value(p.Type, p.Hint))];
        Build.Add(new Inst(Op.For, inits, results, [back]));
        foreach (int k in sums)
        {
            if (arrived[k] is { } dk)
            {
                Add(scope, inst.Args[first + k], dk);
            }
        }

        for (int n = 0; n < carried.Count; n++)
        {
            Add(scope, inst.Args[first + carried[n]], results[n]);
        }

        for (int n = 0; n < captured.Count; n++)
        {
            Add(scope, captured[n], results[carried.Count + n]);
        }
    }

    private Value GetTrips(Inst loop, Scope scope)
    {
        Value trips = _trips.TryGetValue(loop, out Value? found) ? found : throw TooEarly([loop]);
        return scope.IsDirect ? trips : Keep(trips, _cloneInst[loop], scope);
    }

    /// <summary>No iteration reads an adjoint that another one writes, and nothing inside has to be popped.</summary>
    private bool IterationsAreFree(Inst loop)
    {
        Region body = loop.Regions[0];
        if (!HasIndexedTapes(loop) || Function.All(body).Any(i => i.Op == Op.While || (i.Op == Op.For && !HasKnownTrips(i)) || i.Op == Op.Call))
        {
            return false;
        }

        foreach (Value buffer in Effects.AllWrites(loop).Where(_activity.IsActive).Distinct())
        {
            bool own = _layout.IsInside(_layout.Home(buffer), loop);
            if (own || _readOnlyShadows.Contains(buffer))
            {
                continue;
            }

            // Every iteration stays on its own element.
            foreach (Inst access in Function.All(body))
            {
                bool touches = access.Regions.Count == 0 && Effects.Reads(access).Concat(Effects.Writes(access)).Contains(buffer);
                if (touches && !(access.Op is Op.Load or Op.Store or Op.Accumulate && access.Args[1] == body.Params[0]))
                {
                    return false;
                }
            }
        }

        return true;
    }

    /// <summary>Has everything that the body keeps a slot per iteration, of this loop and of those around it?</summary>
    private bool HasIndexedTapes(Inst loop)
    {
        for (Region region = _layout.RegionOf(loop); !_scopes[region].IsDirect; region = _layout.RegionOf(_layout.Owner(region)!))
        {
            if (_layout.Owner(region) is { Op: Op.For or Op.While } around && !HasKnownTrips(around))
            {
                return false;
            }
        }

        return HasKnownTrips(loop);
    }

    /// <summary>Is the count visible wherever the backward will be, so that what the loop keeps has a slot per iteration?</summary>
    private bool HasKnownTrips(Inst loop) =>
        loop.Op == Op.For && _scopes.TryGetValue(_layout.Home(loop.Args[0]), out Scope? home) && home.IsDirect
        && !(_layout.Literal(loop.Args[0]) > MostSlots);
}
