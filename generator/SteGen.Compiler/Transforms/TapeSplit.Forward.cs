using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>The half that fills the tape.</summary>
public sealed partial class TapeSplit
{
    /// <summary>The forward: the primal, what it keeps, and nothing of the backward but primal code that was put off.</summary>
    private void Fill()
    {
        HashSet<Value> gone =
        [
            .. _gradient.UpstreamScalars.OfType<Value>().Concat(_gradient.UpstreamBuffers.Values).Concat(_gradient.GradientBuffers.Values).Select(v => _forward[v]),
        ];
        HashSet<Value> keptStacks = [.. _stacks.Select(s => _forward[s])];
        ForwardBody.Params.RemoveAll(gone.Contains);
        foreach (Value buffer in gone.Where(b => b.Type == Ty.Buffer))
        {
            _forward.Function.LengthOf.Remove(buffer);
        }

        List<Inst> behind = ForwardBody.Body.GetRange(_gradient.Boundary, ForwardBody.Body.Count - _gradient.Boundary);
        ForwardBody.Body.RemoveRange(_gradient.Boundary, behind.Count);
        Region slots = new(), stores = new();
        Build.At = stores;
        foreach (Ty type in s_slotTypes)
        {
            List<Value> values = Slots(type);
            if (values.Count > 0)
            {
                Value buffer = Build.In(slots, () => Build.Alloc(ElementLayout.Of(type), Build.Int(values.Count), "kept"));
                slots.Body[slots.Body.Count - 1].Text = Kept;
                for (int k = 0; k < values.Count; k++)
                {
                    Build.Store(buffer, Build.Int(k), _forward[values[k]]);
                }
            }
        }

        foreach ((Value result, Value length) in _results.Where(r => IsWrittenBefore(r.Result)))
        {
            Value copy = Build.Alloc(result.Layout!, _forward[length], result.Hint);
            Build.At.Body[Build.At.Body.Count - 1].Text = Kept;
            CopyElements(_forward[result], copy, _forward[length]);
        }

        KeepInPlace();
        Erase(behind, gone, keptStacks);
        WriteOnCopies(behind, stores);
        ForwardBody.Body.AddRange(stores.Body);
        ForwardBody.Body.AddRange(behind);
        ForwardBody.Body.InsertRange(0, slots.Body);
        ForwardBody.Body.InsertRange(0, Zeros(gone));
        ForwardBody.Yields.RemoveRange(_gradient.PrimalYields, ForwardBody.Yields.Count - _gradient.PrimalYields);
    }

    /// <summary>Primal code that was put off runs in both halves. The backward resumes from what was there before it: the forward runs it on copies.</summary>
    private void WriteOnCopies(List<Inst> behind, Region stores)
    {
        HashSet<Value> written = [.. behind.SelectMany(Effects.AllWrites)];
        Substitution copies = new();
        Build.At = stores;
        foreach (Value buffer in _buffers.Where(b => written.Contains(_forward[b])))
        {
            Value length = _forward[_layout.Definition(buffer)!.Args[0]], copy = Build.Alloc(buffer.Layout!, length, buffer.Hint);
            stores.Body[stores.Body.Count - 1].Text = Reverse.Uncleared;
            CopyElements(_forward[buffer], copy, length);
            copies.Add(_forward[buffer], copy);
        }

        copies.Apply(new Region { Body = behind });
    }

    private static void CopyElements(Value from, Value to, Value length) => Build.For(length, [], (i, _) =>
    {
        for (int field = 0; field < from.Layout!.Leaves.Count; field++)
        {
            Build.Store(to, i, Build.Load(from, i, field), field);
        }

        return [];
    });

    /// <summary>Marks the allocations of what crosses. Memory of a tape is not cleared.</summary>
    private void KeepInPlace()
    {
        HashSet<Value> buffers = [.. _buffers.Select(b => _forward[b])];
        for (int at = 0; at < ForwardBody.Body.Count; at++)
        {
            Inst inst = ForwardBody.Body[at];
            if (inst.Op == Op.Alloc && buffers.Contains(inst.Result))
            {
                bool mustClear = inst.Text is null;
                inst.Text = Kept;
                if (mustClear)
                {
                    Region clear = new();
                    Build.In(clear, () => Build.Clear(inst.Result, Build.Int(0), inst.Args[0]));
                    ForwardBody.Body.InsertRange(at + 1, clear.Body);
                    at += clear.Body.Count;
                }
            }
            else if (inst.Op == Op.NewStack && _stacks.FindIndex(s => _forward[s] == inst.Result) is var slot && slot >= 0)
            {
                inst.Text = Kept;
                inst.Number = slot;
            }
        }
    }

    /// <summary>Upstreams that are not there: nothing that the forward yields depends on them.</summary>
    private static List<Inst> Zeros(HashSet<Value> gone) => [.. gone.Where(v => v.Type.IsReal()).Select(v => new Inst(Op.Const, [], [v]))];

    private static void Erase(List<Inst> body, HashSet<Value> gone, HashSet<Value> keptStacks)
    {
        for (int at = body.Count - 1; at >= 0; at--)
        {
            Inst inst = body[at];
            foreach (Region nested in inst.Regions)
            {
                Erase(nested.Body, gone, keptStacks);
            }

            if (inst.Args.Any(a => a.Type == Ty.Buffer && gone.Contains(a)) || (inst.Op == Op.Pop && keptStacks.Contains(inst.Args[0])))
            {
                body.RemoveAt(at);
                body.InsertRange(at, inst.Results.Select(r => new Inst(Op.Const, [], [r])));
            }
        }
    }
}
