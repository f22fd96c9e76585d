using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// Primal values in the backward: visible, computed again, loaded again, or kept.
public sealed partial class Reverse
{
    /// <summary>Keeping this many values for the sake of one that could be computed from them is still better than keeping that one as well.</summary>
    private const int MostNewlyKept = 2;

    /// <summary>A primal value, wherever the backward stands now.</summary>
    private Value Get(Value v)
    {
        Scope scope = _scopes[_layout.Home(v)];
        if (scope.IsDirect)
        {
            return Cloned(v);
        }

        if (!scope.Known.TryGetValue(v, out Value? known))
        {
            scope.Known[v] = known = Obtain(v, scope);
        }

        return known;
    }

    private Value Obtain(Value v, Scope scope)
    {
        Inst? definition = _layout.Definition(v);
        if (definition is not null && CanRepeat(definition) && NewlyKept(v, []) <= MostNewlyKept)
        {
            if (definition.Op == Op.Load && !_scopes[_layout.Home(definition.Args[0])].IsDirect)
            {
                return LoadExpanded(definition, scope);
            }

            List<Value> args = [.. definition.Args.Select(Get)];
            Value again = new(v.Type, v.Hint);
            scope.Back.Body.Add(new Inst(definition.Op, args, [again])
            {
                Number = definition.Number,
                Integer = definition.Integer,
                Text = definition.Text,
                Origin = definition.Origin,
            });
            return again;
        }

        Value copy = Cloned(v);
        return FindStored(v, scope) is { } store
            ? Build.In(scope.Back, () => Build.Load(Cloned(store.Args[0]), Get(store.Args[1]), store.Field))
            : Keep(copy, definition is null ? null : _cloneInst[definition], scope);
    }

    /// <summary>A store by which the program keeps the value itself: each iteration its own element, and nothing else writes the buffer afterwards.</summary>
    private Inst? FindStored(Value v, Scope scope)
    {
        if (!v.Type.IsReal() || !_stores.TryGetValue(v, out List<Inst>? stores))
        {
            return null;
        }

        Inst? sweep = _sweeps.FirstOrDefault(s => _layout.IsInside(scope.Primal, s));
        return stores.FirstOrDefault(store =>
            _layout.RegionOf(store) == scope.Primal
            && _scopes[_layout.Home(store.Args[0])].IsDirect && !IsLost(store.Args[0])
            && _layout.Writers(store.Args[0]).All(w => w == store || (_layout.Order(w) < _layout.Order(store) && (_layout.CommonLoop(w, store) is not { } loop || loop == sweep)))
            && NewlyKept(store.Args[1], []) == 0
            && StoredOnce.Holds(_layout, [store], sweep));
    }

    private bool CanRepeat(Inst inst) => IsCheap(inst.Op) || (inst.Op == Op.Load && (IsUntouchedAfter(inst, inst.Args[0]) || IsExpandable(inst)));

    /// <summary>Straight-line operations that cost no more than a load.</summary>
    private static bool IsCheap(Op op) => op switch
    {
        Op.Const or Op.External => true,
        Op.Add or Op.Sub or Op.Mul or Op.Neg or Op.Fma or Op.Abs or Op.Max or Op.Min or Op.MaxNumber or Op.MinNumber or Op.CopySign => true,
        Op.Floor or Op.Ceiling or Op.Truncate or Op.Round or Op.RoundAway or Op.Sign or Op.StraightThrough => true,
        >= Op.IAdd and <= Op.Select => true,
        _ => false,
    };

    /// <summary>How many values would have to be kept to compute this one again.</summary>
    private int NewlyKept(Value v, HashSet<Value> seen)
    {
        Scope scope = _scopes[_layout.Home(v)];
        if (scope.IsDirect || scope.Known.ContainsKey(v) || !seen.Add(v))
        {
            return 0;
        }

        if (_layout.Definition(v) is not { } definition || !CanRepeat(definition))
        {
            return 1;
        }

        int count = 0;
        foreach (Value a in definition.Args)
        {
            if (a.Type != Ty.Buffer)
            {
                count += NewlyKept(a, seen);
                if (count > MostNewlyKept)
                {
                    break;
                }
            }
        }

        return count;
    }

    /// <summary>Would the load, or call, read the same in the backward: is the buffer alive, and not written after it?</summary>
    private bool IsUntouchedAfter(Inst load, Value buffer)
    {
        if (!_scopes[_layout.Home(buffer)].IsDirect || IsLost(buffer))
        {
            return false;
        }

        RequireWritten(buffer, load);
        foreach (Inst write in _layout.Writers(buffer))
        {
            if (_layout.Order(write) > _layout.Order(load))
            {
                return false;
            }

            // The next iteration writes again, unless the backward of this one runs before it.
            if (_layout.CommonLoop(write, load) is { } loop && !_sweeps.Contains(loop))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>A caller may write what a procedure has written before the backward of the procedure runs.</summary>
    private bool IsLost(Value buffer) => _request.Written.Contains(buffer);

    /// <summary>
    /// Keeps a value of the copied primal that is computed in the region of <paramref name="scope"/>: handed out of branches; a slot per iteration where the trip counts of all loops around are known before the
    /// outermost of them; on a stack where not. Returns it as the backward sees it.
    /// </summary>
    private Value Keep(Value value, Inst? definition, Scope scope)
    {
        // From the region of the value out to one whose values are visible.
        List<Inst> around = [];
        Region region = scope.Primal;
        while (!_scopes[region].IsDirect)
        {
            around.Add(_layout.Owner(region)!);
            region = _layout.RegionOf(around[around.Count - 1]);
        }

        // the slots of a loop that goes into lanes lie side by side
        List<Inst> loops = [.. around.Where(i => i.Op is Op.For or Op.While).Reverse().OrderBy(i => i.InLanes)];
        if (loops.Count == 0)
        {
            return HandOut(value, scope.Primal, around);
        }

        return loops.All(HasKnownTrips)
            ? KeepIndexed(value, definition, scope, loops, _cloneInst[around[around.Count - 1]], _scopes[region])
            : KeepOnStack(value, definition, scope);
    }

    /// <summary>What earlier rows of a Jacobian have kept: the value that branches hand out, or the buffer with a slot per iteration.</summary>
    private readonly Dictionary<Value, Value> _kept = [];

    /// <summary>One more result of each branch around; zero comes from the other sides.</summary>
    private Value HandOut(Value kept, Region primalSide, List<Inst> branches)
    {
        if (_kept.TryGetValue(kept, out Value? before))
        {
            return before;
        }

        Value value = kept;
        Region side = _cloneRegion[primalSide];
        foreach (Inst branch in branches)
        {
            Inst copy = _cloneInst[branch];
            Value inner = value;
            foreach (Region r in copy.Regions)
            {
                r.Yields.Add(r == side ? inner : Build.In(r, () => Build.Zero(inner.Type)));
            }

            value = new Value(inner.Type, inner.Hint);
            copy.Results.Add(value);
            side = _cloneRegion[_layout.RegionOf(branch)];
        }

        return _kept[kept] = value;
    }

    private Value KeepIndexed(Value value, Inst? definition, Scope scope, List<Inst> loops, Inst outermost, Scope root)
    {
        if (!_kept.TryGetValue(value, out Value? tape))
        {
            tape = _kept[value] = MakeTape();
        }

        return Build.In(scope.Back, () =>
        {
            Value again = Build.Load(tape, Slot(Get));
            again.Hint = value.Hint;
            return again;
        });

        Value MakeTape()
        {
            Region setup = new(), store = new();
            Value made = Build.In(setup, Allocate);
            InsertBefore(root.Back, outermost, setup);
            Build.In(store, () => Build.Store(made, Slot(i => _clone[i]), value));
            Insert(_cloneRegion[scope.Primal], definition, store);
            return made;
        }

        Value Allocate()
        {
            Value? size = null;
            foreach (Inst loop in loops)
            {
                Value count = Build.Emit(Op.IMax, Cloned(loop.Args[0]), Build.Int(0));
                size = size is null ? count : size * count;
            }

            Value alloc = Build.Alloc(ElementLayout.Of(value.Type), size!, (value.Hint ?? definition?.Op.ToString().ToLowerInvariant() ?? "kept") + "Tape");
            Build.At.Body[Build.At.Body.Count - 1].Text = Uncleared;
            return alloc;
        }

        Value Slot(System.Func<Value, Value> indexOf)
        {
            Value? slot = null;
            foreach (Inst loop in loops)
            {
                Value index = indexOf(loop.Regions[0].Params[0]);
                slot = slot is null ? index : (slot * Cloned(loop.Args[0])) + index;
            }

            return slot!;
        }
    }

    private Value KeepOnStack(Value value, Inst? definition, Scope scope)
    {
        Value stack = new(Ty.Stack, (value.Hint ?? definition?.Op.ToString().ToLowerInvariant() ?? "kept") + "Tape");
        Region setup = new(), push = new();
        setup.Body.Add(new Inst(Op.NewStack, [], [stack]));
        Insert(_g.Body, null, setup);
        push.Body.Add(new Inst(Op.Push, [stack, value], []));
        Insert(_cloneRegion[scope.Primal], definition, push);

        Value popped = new(value.Type, value.Hint);
        scope.Back.Body.Add(new Inst(Op.Pop, [stack], [popped]));
        return popped;
    }
}
