using System;
using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Rules;

namespace SteGen.Compiler.Transforms;

/// <summary>One walk from the top: literals, identities, common subexpressions, what memory is known to hold, checks that hold, branches and loops that are decided.</summary>
internal sealed class Fold : IFacts
{
    private readonly Substitution _to = new();
    private readonly Dictionary<Value, Inst> _definitions = [];
    private readonly Ranges _ranges;
    private readonly Dictionary<Key, Value?> _seen = [];
    private bool _changed;

    // Before derivatives are taken a branch does not share with what stands around it: the adjoint of a shared value would leave the branch, and 0 * NaN is no 0.
    private readonly bool _derivativesFollow;
    private readonly Dictionary<Value, int> _depthOf = [];
    private int _branches;

    internal readonly record struct Key(Op Op, Ty Type, Value? A, Value? B, Value? C, long Bits, string? Text);

    private Fold(Function function, bool derivativesFollow) => (_ranges, _derivativesFollow) = (new Ranges(function, Literal, Definition), derivativesFollow);

    public static bool Run(Function function, bool derivativesFollow)
    {
        Fold fold = new(function, derivativesFollow);
        fold.Visit(function.Body, new MemoryState(fold.Differ));
        return fold._changed;
    }

    public double? Literal(Value v) => Definition(v) is { Op: Op.Const } c ? (v.Type == Ty.I64 ? c.Integer : c.Number) : null;

    public Inst? Definition(Value v) => _definitions.TryGetValue(v, out Inst? inst) ? inst : null;

    public bool IsNotNegative(Value v) => _ranges.IsNotNegative(v);

    public bool IsInLanes { get; private set; }

    private bool Differ(Value a, Value b) => _ranges.Differ(a, b);

    private void Visit(Region region, MemoryState memory)
    {
        List<Key> added = [];
        List<Inst> kept = new(region.Body.Count);
        Queue<Inst> open = new(region.Body);
        VisitAll(open, kept, memory, added);
        region.Body = kept;
        _to.Apply(region.Yields);
        foreach (Key key in added)
        {
            _seen.Remove(key);
        }
    }

    private void VisitAll(IEnumerable<Inst> body, List<Inst> kept, MemoryState memory, List<Key> added)
    {
        foreach (Inst inst in body)
        {
            _to.Apply(inst.Args);
            if (OpTable.IsPure(inst.Op))
            {
                Pure(inst, kept, added);
            }
            else
            {
                Impure(inst, kept, memory, added);
            }
        }
    }

    private void Pure(Inst inst, List<Inst> kept, List<Key> added)
    {
        if (inst.Op != Op.Const && inst.Args.Count > 0 && inst.Args.All(a => Definition(a)?.Op == Op.Const)
            && Constants.Fold(inst, [.. inst.Args.Select(a => _definitions[a])]) is { } constant)
        {
            constant.Origin = inst.Origin;
            inst = constant;
            _changed = true;
        }

        if (Simplifications.Table.TryGetValue(inst.Op, out Simplifications.Fact? fact))
        {
            Region built = new();
            Value? simpler = Build.In(built, () => fact(this, inst, inst.Args[0], inst.Args.Count > 1 ? inst.Args[1] : inst.Args[0]));
            if (simpler is not null)
            {
                foreach (Inst made in built.Body)
                {
                    made.Origin = inst.Origin;
                    _to.Apply(made.Args);
                    Pure(made, kept, added);
                }

                _to.Add(inst.Result, simpler);
                _changed = true;
                return;
            }
        }

        if (TryFind(inst, out Value? earlier, out Key key))
        {
            _to.Add(inst.Result, earlier!);
            _changed = true;
            return;
        }

        Note(key, inst.Result, added);
        _definitions[inst.Result] = inst;
        _depthOf[inst.Result] = _branches;
        kept.Add(inst);
    }

    private void Impure(Inst inst, List<Inst> kept, MemoryState memory, List<Key> added)
    {
        switch (inst.Op)
        {
            case Op.Load:
                Value? known = memory.Find(inst.Args[0], inst.Args[1], inst.Field, out bool isZero);
                if (isZero)
                {
                    Inst zero = new(Op.Const, [], inst.Results) { Origin = inst.Origin };
                    _changed = true;
                    Pure(zero, kept, added);
                    memory.Loaded(inst.Args[0], inst.Args[1], inst.Field, _to.Find(inst.Result));
                    return;
                }

                if (known is not null)
                {
                    _to.Add(inst.Result, known);
                    _changed = true;
                    return;
                }

                memory.Loaded(inst.Args[0], inst.Args[1], inst.Field, inst.Result);
                break;
            case Op.Store:
                memory.Written(inst.Args[0], inst.Args[1], inst.Field, inst.Args[2]);
                break;
            case Op.Accumulate:
                memory.Written(inst.Args[0], inst.Args[1], inst.Field, null);
                break;
            case Op.Alloc when inst.Text != TapeSplit.Kept:
                // Memory of a tape holds what the forward left there.
                memory.Allocate(inst.Result);
                break;
            case Op.Clear when Literal(inst.Args[1]) == 0 && Definition(inst.Args[0]) is { Op: Op.Alloc } alloc && alloc.Args[0] == inst.Args[2]:
                memory.Forget(inst.Args[0]);
                memory.Allocate(inst.Args[0]);
                break;
            case Op.Check:
                if (_ranges.Holds(inst) || !NoteCheck(inst, added))
                {
                    _changed = true;
                    return;
                }

                break;
            case Op.If:
                if (Branch(inst, kept, memory, added))
                {
                    return;
                }

                break;
            case Op.For:
                if (Loop(inst, kept, memory, added))
                {
                    return;
                }

                break;
            case Op.While:
                memory.ForgetWritten(inst);
                Visit(inst.Regions[0], memory.Copy());
                Visit(inst.Regions[1], memory.Copy());
                break;
            default:
                memory.ForgetWritten(inst);
                break;
        }

        foreach (Value result in inst.Results)
        {
            _definitions[result] = inst;
        }

        kept.Add(inst);
    }

    /// <summary>True if nothing is left of the branch itself.</summary>
    private bool Branch(Inst inst, List<Inst> kept, MemoryState memory, List<Key> added)
    {
        if (Literal(inst.Args[0]) is { } decided)
        {
            Inline(inst, inst.Regions[decided != 0 ? 0 : 1], kept, memory, added);
            return true;
        }

        MemoryState before = memory.Copy();
        _branches++;
        Visit(inst.Regions[0], before.Copy());
        Visit(inst.Regions[1], before);
        _branches--;
        memory.ForgetWritten(inst);

        // Both sides only choose among values: selections.
        if (inst.Results.Count > 0 && OnlyChooses(inst))
        {
            foreach (Inst chooser in inst.Regions.SelectMany(r => r.Body))
            {
                _to.Apply(chooser.Args);
                Pure(chooser, kept, added);
            }

            for (int k = 0; k < inst.Results.Count; k++)
            {
                Pure(new Inst(Op.Select, [inst.Args[0], _to.Find(inst.Regions[0].Yields[k]), _to.Find(inst.Regions[1].Yields[k])], [inst.Results[k]]) { Origin = inst.Origin }, kept, added);
            }

            _changed = true;
            return true;
        }

        for (int k = inst.Results.Count - 1; k >= 0; k--)
        {
            if (inst.Regions[0].Yields[k] == inst.Regions[1].Yields[k])
            {
                _to.Add(inst.Results[k], inst.Regions[0].Yields[k]);
                inst.Results.RemoveAt(k);
                inst.Regions[0].Yields.RemoveAt(k);
                inst.Regions[1].Yields.RemoveAt(k);
                _changed = true;
            }
        }

        return false;
    }

    /// <summary>
    /// No arithmetic, which could be dear, or NaN on the side that is not taken: constants, and a few comparisons and selections, as in <c>x > 0 ? 1 : x &lt; 0 ? -1 : 0</c>.
    /// </summary>
    private static bool OnlyChooses(Inst branch)
    {
        const int most = 6;
        int choosers = 0;
        foreach (Inst inst in branch.Regions.SelectMany(r => r.Body))
        {
            choosers += inst.Op == Op.Const ? 0 : 1;
            if (choosers > most || inst.Op is not (Op.Const or Op.Select or >= Op.FEq and <= Op.FLe or >= Op.IEq and <= Op.ILe))
            {
                return false;
            }
        }

        return true;
    }

    private bool Loop(Inst inst, List<Inst> kept, MemoryState memory, List<Key> added)
    {
        Region body = inst.Regions[0];
        if (Literal(inst.Args[0]) is { } count && count <= 1)
        {
            if (count < 1)
            {
                for (int k = 0; k < inst.Results.Count; k++)
                {
                    _to.Add(inst.Results[k], inst.Args[k + 1]);
                }

                _changed = true;
                return true;
            }

            Inst zero = new(Op.Const, [], [body.Params[0]]);
            Pure(zero, kept, added);
            for (int k = 0; k < inst.Results.Count; k++)
            {
                _to.Add(body.Params[k + 1], inst.Args[k + 1]);
            }

            Inline(inst, body, kept, memory, added);
            return true;
        }

        memory.ForgetWritten(inst);
        _ranges.Enter(inst);
        bool around = IsInLanes;
        IsInLanes |= inst.InLanes;
        Visit(body, memory.Copy());
        IsInLanes = around;
        return false;
    }

    private void Inline(Inst inst, Region body, List<Inst> kept, MemoryState memory, List<Key> added)
    {
        VisitAll(body.Body, kept, memory, added);
        for (int k = 0; k < inst.Results.Count; k++)
        {
            _to.Add(inst.Results[k], _to.Find(body.Yields[k]));
        }

        _changed = true;
    }

    // ---- common subexpressions; what an outer region computed serves the inner ones
    private bool TryFind(Inst inst, out Value? earlier, out Key key)
    {
        key = KeyOf(inst);
        return (_seen.TryGetValue(key, out earlier) || (IsCommutative(inst.Op) && _seen.TryGetValue(key with { A = key.B, B = key.A }, out earlier)))
            && !(_derivativesFollow && CanLeak(inst) && _depthOf.TryGetValue(earlier!, out int depth) && depth < _branches);
    }

    /// <summary>Its adjoint of 0 can become NaN on its way to the operands: the partial is a factor.</summary>
    private static bool CanLeak(Inst inst) =>
        inst.Results.Count == 1 && inst.Result.Type.IsReal() && inst.Op is not (Op.Const or Op.External or Op.Add or Op.Sub or Op.Neg or Op.ToF32 or Op.ToF64 or Op.StraightThrough);

    internal static Key KeyOf(Inst inst) => new(
        inst.Op,
        inst.Results.Count > 0 ? inst.Result.Type : Ty.Stack,
        inst.Args.Count > 0 ? inst.Args[0] : null,
        inst.Args.Count > 1 ? inst.Args[1] : null,
        inst.Args.Count > 2 ? inst.Args[2] : null,
        inst.Op == Op.Check ? (long)inst.Check : inst.Op == Op.Const && inst.Result.Type == Ty.I64 ? inst.Integer : BitConverter.DoubleToInt64Bits(inst.Number),
        inst.Text);

    private static bool IsCommutative(Op op) =>
        op is Op.Add or Op.Mul or Op.IAdd or Op.IMul or Op.IAnd or Op.IOr or Op.IXor or Op.And or Op.Or or Op.FEq or Op.FNe or Op.IEq or Op.INe or Op.BEq or Op.BNe;

    private void Note(Key key, Value? value, List<Key> added)
    {
        if (!_seen.ContainsKey(key))
        {
            _seen.Add(key, value);
            added.Add(key);
        }
    }

    /// <summary>False if the same check has been passed already.</summary>
    private bool NoteCheck(Inst check, List<Key> added)
    {
        Key key = KeyOf(check);
        if (_seen.ContainsKey(key))
        {
            return false;
        }

        Note(key, null, added);
        return true;
    }
}
