using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Removes what nobody sees: values, carried values that only feed themselves, stores into memory that is not read, stacks that are not popped, branches and loops that do nothing. Checks stay.
/// </summary>
internal sealed class DeadCode
{
    private readonly Layout _layout;
    private readonly HashSet<Value> _live = [];
    private readonly HashSet<Inst> _needed = [];
    private readonly Stack<Value> _open = [];
    private readonly Dictionary<Value, (Inst Loop, int Number)> _carried = [];

    private DeadCode(Function function) => _layout = new Layout(function);

    public static bool Run(Function function)
    {
        DeadCode dead = new(function);
        foreach (Value y in function.Body.Yields)
        {
            dead.Live(y);
        }

        foreach (Value p in function.Body.Params.Where(p => p.Type is Ty.Buffer or Ty.Stack))
        {
            dead.Live(p);
        }

        foreach (Inst inst in function.All())
        {
            dead.NoteCarried(inst);
            if (inst.Text == TapeSplit.Kept && inst.Op is Op.Alloc or Op.NewStack)
            {
                // The other half of a tape pair reads it.
                dead.Live(inst.Result);
            }

            if (inst.Op == Op.Check || (inst.Op == Op.Call && !inst.Callee!.IsPure))
            {
                dead.Need(inst);
            }
        }

        while (dead._open.Count > 0)
        {
            dead.Spread(dead._open.Pop());
        }

        return dead.Sweep(function.Body);
    }

    private void NoteCarried(Inst inst)
    {
        if (inst.Op is Op.For or Op.While)
        {
            foreach (Region region in inst.Regions)
            {
                int shift = inst.Op == Op.For ? 1 : 0;
                for (int k = 0; k < inst.Results.Count; k++)
                {
                    _carried[region.Params[k + shift]] = (inst, k);
                }
            }
        }
    }

    private void Live(Value v)
    {
        if (_live.Add(v))
        {
            _open.Push(v);
        }
    }

    /// <summary>The instruction runs: its operands are live, and so is what decides whether it runs.</summary>
    private void Need(Inst inst)
    {
        if (!_needed.Add(inst))
        {
            return;
        }

        if (inst.Op is Op.If or Op.For)
        {
            Live(inst.Args[0]);
        }
        else if (inst.Op == Op.While)
        {
            Live(inst.Regions[0].Yields[0]);
        }
        else
        {
            foreach (Value a in inst.Args)
            {
                Live(a);
            }
        }

        if (_layout.Around(inst) is { } around)
        {
            Need(around);
        }
    }

    private void Spread(Value v)
    {
        if (v.Type is Ty.Buffer or Ty.Stack)
        {
            foreach (Inst writer in _layout.Writers(v))
            {
                Need(writer);
            }
        }

        if (_carried.TryGetValue(v, out (Inst Loop, int Number) carried))
        {
            Carry(carried.Loop, carried.Number);
        }

        if (_layout.Definition(v) is not { } definition)
        {
            if (_layout.Owner(_layout.Home(v)) is { } owner)
            {
                Need(owner);
            }

            return;
        }

        Need(definition);
        int at = definition.Results.IndexOf(v);
        switch (definition.Op)
        {
            case Op.If:
                Live(definition.Regions[0].Yields[at]);
                Live(definition.Regions[1].Yields[at]);
                break;
            case Op.For or Op.While:
                Carry(definition, at);
                break;
        }
    }

    private void Carry(Inst loop, int k)
    {
        Need(loop);
        if (loop.Op == Op.For)
        {
            Live(loop.Results[k]);
            Live(loop.Args[k + 1]);
            Live(loop.Regions[0].Yields[k]);
            Live(loop.Regions[0].Params[k + 1]);
        }
        else
        {
            Live(loop.Results[k]);
            Live(loop.Args[k]);
            Live(loop.Regions[1].Yields[k]);
            Live(loop.Regions[0].Params[k]);
            Live(loop.Regions[1].Params[k]);
        }
    }

    private bool Sweep(Region region)
    {
        bool changed = region.Body.RemoveAll(i => !_needed.Contains(i)) > 0;
        foreach (Inst inst in region.Body.Where(i => i.Regions.Count > 0))
        {
            for (int k = inst.Results.Count - 1; k >= 0; k--)
            {
                if (!_live.Contains(inst.Results[k]))
                {
                    Drop(inst, k);
                    changed = true;
                }
            }

            foreach (Region nested in inst.Regions)
            {
                changed |= Sweep(nested);
            }
        }

        return changed;
    }

    private static void Drop(Inst inst, int k)
    {
        inst.Results.RemoveAt(k);
        switch (inst.Op)
        {
            case Op.If:
                inst.Regions[0].Yields.RemoveAt(k);
                inst.Regions[1].Yields.RemoveAt(k);
                break;
            case Op.For:
                inst.Args.RemoveAt(k + 1);
                inst.Regions[0].Params.RemoveAt(k + 1);
                inst.Regions[0].Yields.RemoveAt(k);
                break;
            case Op.While:
                inst.Args.RemoveAt(k);
                inst.Regions[0].Params.RemoveAt(k);
                inst.Regions[1].Params.RemoveAt(k);
                inst.Regions[1].Yields.RemoveAt(k);
                break;
        }
    }
}
