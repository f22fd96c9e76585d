using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// A loop that runs forward and backward in one sweep runs where its backward would: it, and all that depends on it, is left out of the copy of the primal and comes behind the sweep.
public sealed partial class Reverse
{
    /// <summary>Instructions of the primal's body that still wait, in program order, and what each waits for.</summary>
    private readonly List<Inst> _deferred = [];

    private readonly Dictionary<Inst, List<Inst>> _waitsFor = [];

    /// <summary>The backward wants a value that a single sweep was to compute: these sweeps must be given up, and the transform starts again.</summary>
    private sealed class NeededEarlier(IEnumerable<Inst> sweeps) : Exception
    {
        public List<Inst> Sweeps { get; } = [.. sweeps];
    }

    private void ClonePrimal()
    {
        foreach (Inst inst in _primal.Body.Body)
        {
            List<Inst> waits = [.. _deferred.Where(d => DependsOn(inst, d))];
            if (_sweeps.Contains(inst) || waits.Count > 0)
            {
                if (Effects.AllWrites(inst).Any(_request.InOuts.Contains))
                {
                    // A backward that reads a tape would write it a second time.
                    throw TooEarly(waits.Append(inst));
                }

                _deferred.Add(inst);
                _waitsFor[inst] = waits;
            }
            else
            {
                Clone(inst);
            }
        }
    }

    /// <summary>Copies what waits for nothing any more.</summary>
    private void CloneDeferred()
    {
        foreach (Inst inst in _deferred.Where(d => !_sweeps.Contains(d)).ToList())
        {
            if (!_waitsFor[inst].Any(_deferred.Contains))
            {
                Clone(inst);
                _deferred.Remove(inst);
            }
        }
    }

    private static bool DependsOn(Inst later, Inst earlier)
    {
        HashSet<Value> written = [.. Effects.AllWrites(earlier)];
        HashSet<Value> needed = [.. earlier.Results, .. written];
        return Effects.Uses(later).Any(earlier.Results.Contains)
            || Effects.AllReads(later).Any(needed.Contains)
            || Effects.AllWrites(later).Any(b => written.Contains(b) || Effects.AllReads(earlier).Contains(b));
    }

    private NeededEarlier TooEarly(Value v)
    {
        Region region = _layout.Home(v);
        Inst? inst = _layout.Definition(v);
        while (region != _primal.Body)
        {
            inst = _layout.Owner(region)!;
            region = _layout.RegionOf(inst);
        }

        return TooEarly(inst is null ? [] : [inst]);
    }

    /// <summary>The sweeps that these instructions wait for, themselves included.</summary>
    private NeededEarlier TooEarly(IEnumerable<Inst> wanted)
    {
        HashSet<Inst> seen = [];
        Stack<Inst> open = new(wanted);
        while (open.Count > 0)
        {
            Inst inst = open.Pop();
            if (seen.Add(inst) && _waitsFor.TryGetValue(inst, out List<Inst>? waits))
            {
                waits.ForEach(open.Push);
            }
        }

        seen.IntersectWith(_sweeps);
        return new NeededEarlier(seen.Count > 0 ? seen : _sweeps);
    }

    /// <summary>Throws the attempt away if a waiting instruction was to write the buffer before this load.</summary>
    private void RequireWritten(Value buffer, Inst load)
    {
        List<Inst> missing = [.. _deferred.Where(d => _layout.Order(d) < _layout.Order(load) && !_layout.Contains(d, load) && Effects.AllWrites(d).Contains(buffer))];
        if (missing.Count > 0)
        {
            throw TooEarly(missing);
        }
    }
}
