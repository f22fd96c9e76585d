using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// Scratch of an iteration that the backward wants to read again is not copied to a tape: it becomes a row, per iteration, of memory that lives as long as the tape would.
public sealed partial class Reverse
{
    /// <summary>For scratch that has become rows: all rows, the loops around it, and where the row of the copied primal begins.</summary>
    private readonly Dictionary<Value, Expansion> _expanded = [];

    private sealed record Expansion(Value Rows, List<Inst> Loops);

    /// <summary>Does the load read what is in its scratch at the end of the iteration, and does a loop over the whole scratch do so? Then keeping the scratch costs no more than keeping what is loaded.</summary>
    private bool IsExpandable(Inst load)
    {
        Value buffer = load.Args[0];
        if (_expanded.ContainsKey(buffer))
        {
            return IsLast(load);
        }

        if (_layout.Definition(buffer) is not { Op: Op.Alloc, Text: null } alloc || _layout.Owner(_layout.RegionOf(alloc)) is not { Op: Op.For } || !IsLast(load))
        {
            return false;
        }

        bool isAtRoot(Value v) => _scopes.TryGetValue(_layout.Home(v), out Scope? home) && home.IsDirect;
        if (!isAtRoot(alloc.Args[0]) || _layout.Readers(buffer).Concat(_layout.Writers(buffer)).Any(i => i.Op == Op.Call))
        {
            return false;
        }

        bool covers = false;
        for (Inst? around = _layout.Around(load); around is not null && _layout.Contains(Owner(alloc), around); around = _layout.Around(around))
        {
            covers |= around.Op == Op.For && around.Args[0] == alloc.Args[0];
        }

        return covers && Around(alloc) is var outer && outer.All(i => HasKnownTrips(i));
    }

    private Inst Owner(Inst inst) => _layout.Owner(_layout.RegionOf(inst))!;

    /// <summary>Nothing writes the scratch behind the load, in the same iteration of the loop that owns it.</summary>
    private bool IsLast(Inst load)
    {
        Value buffer = load.Args[0];
        Inst owner = Owner(_layout.Definition(buffer)!);
        return _layout.Writers(buffer).All(w => _layout.Order(w) < _layout.Order(load) && (_layout.CommonLoop(w, load) is not { } loop || loop == owner || _layout.Contains(loop, owner)));
    }

    /// <summary>The loops and branches from the allocation out to where values are visible, outermost first.</summary>
    private List<Inst> Around(Inst alloc)
    {
        List<Inst> around = [];
        for (Region region = _layout.RegionOf(alloc); !_scopes[region].IsDirect; region = _layout.RegionOf(around[0]))
        {
            around.Insert(0, _layout.Owner(region)!);
        }

        return around;
    }

    /// <summary>The load again, from the row of the iteration.</summary>
    private Value LoadExpanded(Inst load, Scope scope)
    {
        Value buffer = load.Args[0], index = Get(load.Args[1]);
        if (!_expanded.TryGetValue(buffer, out Expansion? expansion))
        {
            _expanded[buffer] = expansion = Expand(buffer);
        }

        return Build.In(scope.Back, () =>
        {
            Value again = Build.Load(expansion.Rows, RowStart(expansion.Loops, buffer, Get) + index, load.Field);
            again.Hint = load.Result.Hint;
            return again;
        });
    }

    private Value RowStart(List<Inst> loops, Value buffer, System.Func<Value, Value> indexOf)
    {
        Value? row = null;
        foreach (Inst loop in loops)
        {
            Value index = indexOf(loop.Regions[0].Params[0]);
            row = row is null ? index : (row * Cloned(loop.Args[0])) + index;
        }

        return row! * Cloned(_layout.Definition(buffer)!.Args[0]);
    }

    private Expansion Expand(Value buffer)
    {
        Inst alloc = _layout.Definition(buffer)!, copy = _cloneInst[alloc];
        List<Inst> loops = Around(alloc);
        Region setup = new(), start = new();
        Scope root = _scopes[_layout.RegionOf(loops[0])];
        Value rows = Build.In(setup, () =>
        {
            Value? size = null;
            foreach (Inst loop in loops)
            {
                Value count = Build.Emit(Op.IMax, Cloned(loop.Args[0]), Build.Int(0));
                size = size is null ? count : size * count;
            }

            return Build.Alloc(buffer.Layout!, size! * Cloned(alloc.Args[0]), buffer.Hint);
        });
        if (Coverage.IsWrittenBeforeRead(_layout.RegionOf(alloc), buffer, _layout))
        {
            setup.Body[setup.Body.Count - 1].Text = UnclearedRows;
        }

        InsertBefore(root.Back, _cloneInst[loops[0]], setup);

        Region home = _cloneRegion[_layout.RegionOf(alloc)];
        Value first = Build.In(start, () => RowStart(loops, buffer, i => _clone[i]));
        int at = home.Body.IndexOf(copy);
        home.Body.RemoveAt(at);
        home.Body.InsertRange(at, start.Body);
        foreach (Inst access in _layout.Readers(buffer).Concat(_layout.Writers(buffer)).Distinct())
        {
            Inst cloned = _cloneInst[access];
            Region region = _cloneRegion[_layout.RegionOf(access)], place = new();
            Value old = cloned.Args[1];
            cloned.Args[0] = rows;
            cloned.Args[1] = Build.In(place, () => first + old);
            region.Body.InsertRange(region.Body.IndexOf(cloned), place.Body);
        }

        return new Expansion(rows, loops);
    }
}
