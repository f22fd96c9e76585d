using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>A forward that fills a tape and a backward that reads it.</summary>
/// <param name="Forward">Parameters and yields of the primal. What it keeps are its Alloc and NewStack instructions with the text <see cref="TapeSplit.Kept"/>.</param>
/// <param name="ForwardParameters">The parameters of the primal → those of the forward.</param>
/// <param name="Backward">
/// Parameters of the primal without result buffers, upstreams, gradient buffers; yields the scalar gradients. It begins with the same kept allocations, in the same order and of the same lengths.
/// </param>
public sealed record TapePair(Function Forward, IReadOnlyDictionary<Value, Value> ForwardParameters, GradientFunction Backward)
{
    /// <summary>Does the backward read anything that the forward kept?</summary>
    public bool KeepsAnything => Backward.Function.Body.Body.Any(i => i.Text == TapeSplit.Kept);
}

/// <summary>
/// Cuts a gradient at its boundary, both sides unfinished; gives both back finished. What is live across goes over the tape: buffers and stacks as they are, scalars in one buffer per type, cheap ones computed again.
/// </summary>
public sealed partial class TapeSplit
{
    /// <summary>
    /// Text of an Alloc or NewStack that lives on the tape. In the forward <c>tape.Allocate</c>, not cleared, and <c>tape.Stack</c> with <see cref="Inst.Number"/> as its slot; in the backward <c>tape.Next</c> and
    /// the same stack, in the same order.
    /// </summary>
    public const string Kept = "kept";

    private const int MostOperations = 12;

    private readonly GradientFunction _gradient;
    private readonly HashSet<Value> _unavailable;
    private readonly List<Inst> _primal;
    private readonly Layout _layout;
    private readonly Copy _forward;
    private readonly Copy _backward;

    /// <summary>Values of the gradient function that cross, in the order in which they were defined.</summary>
    private readonly List<Value> _buffers = [], _stacks = [], _scalars = [];
    private readonly List<(Value Result, Value Length)> _results = [];

    private TapeSplit(GradientFunction gradient, IEnumerable<Value> unavailable)
    {
        _gradient = gradient;
        _unavailable = [.. unavailable.Select(v => gradient.Parameters[v])];
        _primal = gradient.Function.Body.Body.GetRange(0, gradient.Boundary);
        _layout = new Layout(gradient.Function);
        _forward = Copy.Of(gradient.Function, gradient.Function.Name + "Forward");
        _backward = Copy.Of(gradient.Function, gradient.Function.Name + "Backward");
    }

    /// <param name="gradient">As <see cref="Reverse"/> left it: not simplified yet. It is not changed.</param>
    /// <param name="unavailable">Scalar parameters of the primal that the backward's caller does not have any more (a <c>ref</c> that was overwritten).</param>
    public static TapePair Run(GradientFunction gradient, IEnumerable<Value> unavailable)
    {
        TapeSplit split = new(gradient, unavailable);
        split.CutBackward();
        Passes.Finish(split._backward.Function);
        split.ChooseWhatCrosses();
        split.Resume();
        split.Fill();
        Passes.Finish(split._forward.Function);
        return new TapePair(split._forward.Function, split.ForwardParameters(), split.BackwardGradient());
    }

    private Region ForwardBody => _forward.Function.Body;

    private Region BackwardBody => _backward.Function.Body;

    /// <summary>The backward as a function of everything that it may want from the primal.</summary>
    private void CutBackward()
    {
        BackwardBody.Body.RemoveRange(0, _gradient.Boundary);
        BackwardBody.Yields.RemoveRange(0, _gradient.PrimalYields);
        foreach (Inst inst in _primal)
        {
            foreach (Value v in inst.Results)
            {
                if (v.Type is Ty.Buffer or Ty.Stack && !IsWrittenBefore(v))
                {
                    // Only the backward writes it: scratch of its own.
                    BackwardBody.Body.Insert(0, new Inst(inst.Op, [.. inst.Args.Select(a => _backward[a])], [_backward[v]]) { Text = inst.Text });
                }
                else
                {
                    BackwardBody.Params.Add(_backward[v]);
                }
            }
        }
    }

    private bool IsWrittenBefore(Value buffer) => _primal.Any(i => Effects.AllWrites(i).Contains(buffer));

    private void ChooseWhatCrosses()
    {
        HashSet<Value> used = [.. Effects.Uses(BackwardBody)];
        foreach (Inst inst in _primal)
        {
            foreach (Value v in inst.Results.Where(v => used.Contains(_backward[v])))
            {
                switch (v.Type)
                {
                    case Ty.Buffer when IsWrittenBefore(v):
                        _buffers.Add(v);
                        break;
                    case Ty.Stack when IsWrittenBefore(v):
                        _stacks.Add(v);
                        break;
                    case Ty.Buffer or Ty.Stack:
                        break;
                    default:
                        _scalars.Add(v);
                        break;
                }
            }
        }

        foreach (Value buffer in _gradient.Request.Results.Select(b => _gradient.Parameters[b]).Where(b => used.Contains(_backward[b])))
        {
            _results.Add((buffer, _gradient.Function.LengthOf[buffer]));
        }

        // The length of what crosses must be there, too; parameters that are lost go with the scalars.
        HashSet<Value> wanted = [.. _scalars];
        foreach (Value length in _buffers.Select(b => _layout.Definition(b)!.Args[0]))
        {
            if (_layout.Definition(length) is not null && wanted.Add(length))
            {
                _scalars.Add(length);
            }
        }

        _scalars.AddRange(_unavailable.Where(v => used.Contains(_backward[v])));
    }

    /// <summary>Can the backward compute it from what its caller passes?</summary>
    private bool IsCheap(Value v, ref int operations)
    {
        if (_layout.Definition(v) is not { } definition)
        {
            return v.Type != Ty.Buffer && !_unavailable.Contains(v);
        }

        if (!OpTable.IsPure(definition.Op) || (definition.Op >= Op.Div && definition.Op < Op.Floor && definition.Op is not (Op.Neg or Op.Fma or Op.Abs or Op.Max or Op.Min))
            || --operations < 0)
        {
            return false;
        }

        foreach (Value a in definition.Args)
        {
            if (!IsCheap(a, ref operations))
            {
                return false;
            }
        }

        return true;
    }

    private static readonly Ty[] s_slotTypes = [Ty.F64, Ty.F32, Ty.I64, Ty.I32, Ty.Bool];

    private List<Value> Slots(Ty type) => [.. _scalars.Where(v => v.Type == type && !IsRepeated(v))];

    private bool IsRepeated(Value v)
    {
        int operations = MostOperations;
        return IsCheap(v, ref operations);
    }

    /// <summary>The beginning of the backward: what it computes again, and what it takes from the tape.</summary>
    private void Resume()
    {
        HashSet<Value> made = [.. BackwardBody.Params];
        BackwardBody.Params.RemoveRange(_gradient.Function.Body.Params.Count, BackwardBody.Params.Count - _gradient.Function.Body.Params.Count);
        Region first = new();
        Build.At = first;
        Build.Origin = -1;
        HashSet<Value> written = [.. BackwardBody.Body.SelectMany(Effects.AllWrites)];
        HashSet<Value> available = [.. BackwardBody.Params];
        foreach (Ty type in s_slotTypes)
        {
            List<Value> slots = Slots(type);
            if (slots.Count == 0)
            {
                continue;
            }

            Value slotBuffer = Alloc(new Value(Ty.Buffer, "kept") { Layout = ElementLayout.Of(type) }, Build.Int(slots.Count));
            for (int k = 0; k < slots.Count; k++)
            {
                Value v = _backward[slots[k]];
                available.Add(v);
                if (_unavailable.Contains(slots[k]))
                {
                    // The parameter stays in the list, unused; the body reads what was kept.
                    Value kept = new(v.Type, v.Hint);
                    Substitution to = new();
                    to.Add(v, kept);
                    to.Apply(BackwardBody);
                    v = kept;
                }

                Build.Add(new Inst(Op.Load, [slotBuffer, Build.Int(k)], [v]));
            }
        }

        foreach (Value v in _scalars.Where(IsRepeated))
        {
            Repeat(v);
        }

        foreach (Value buffer in _buffers)
        {
            Keep(_backward[buffer], _backward[_layout.Definition(buffer)!.Args[0]]);
        }

        foreach ((Value result, Value length) in _results)
        {
            if (IsWrittenBefore(result))
            {
                Keep(_backward[result], _backward[length]);
            }
            else
            {
                Build.Add(new Inst(Op.Alloc, [_backward[length]], [_backward[result]]));
            }
        }

        for (int k = 0; k < _stacks.Count; k++)
        {
            Build.Add(new Inst(Op.NewStack, [], [_backward[_stacks[k]]]) { Text = Kept, Number = k });
        }

        foreach (Value result in _gradient.Request.Results.Select(b => _backward[_gradient.Parameters[b]]))
        {
            BackwardBody.Params.Remove(result);
            _backward.Function.LengthOf.Remove(result);
        }

        BackwardBody.Body.InsertRange(0, first.Body);

        // Code that was put off writes on where the forward stopped. The tape stays as it is, to be read again.
        void Keep(Value buffer, Value length)
        {
            if (!written.Contains(buffer))
            {
                Alloc(buffer, length);
                return;
            }

            Value kept = Alloc(new Value(Ty.Buffer, buffer.Hint) { Layout = buffer.Layout }, length);
            Build.Add(new Inst(Op.Alloc, [length], [buffer]) { Text = Reverse.Uncleared });
            CopyElements(kept, buffer, length);
        }

        static Value Alloc(Value buffer, Value length)
        {
            Build.Add(new Inst(Op.Alloc, [length], [buffer]) { Text = Kept });
            return buffer;
        }

        void Repeat(Value v)
        {
            if (!available.Add(_backward[v]))
            {
                return;
            }

            Inst definition = _layout.Definition(v)!;
            foreach (Value a in definition.Args)
            {
                Repeat(a);
            }

            Build.Add(new Inst(definition.Op, [.. definition.Args.Select(a => _backward[a])], [_backward[v]])
            {
                Number = definition.Number,
                Integer = definition.Integer,
                Text = definition.Text,
                Origin = definition.Origin,
            });
        }
    }

    private Dictionary<Value, Value> ForwardParameters() => _gradient.Parameters.ToDictionary(p => p.Key, p => _forward[p.Value]);

    private GradientFunction BackwardGradient()
    {
        GradientFunction backward = new(_backward.Function, _gradient.Request);
        foreach (KeyValuePair<Value, Value> p in _gradient.Parameters)
        {
            if (!_gradient.Request.Results.Contains(p.Key))
            {
                backward.Parameters.Add(p.Key, _backward[p.Value]);
            }
        }

        backward.UpstreamScalars.AddRange(_gradient.UpstreamScalars.Select(u => u is null ? null : _backward[u]));
        foreach (KeyValuePair<Value, Value> p in _gradient.UpstreamBuffers)
        {
            backward.UpstreamBuffers.Add(p.Key, _backward[p.Value]);
        }

        foreach (KeyValuePair<Value, Value> p in _gradient.GradientBuffers)
        {
            backward.GradientBuffers.Add(p.Key, _backward[p.Value]);
        }

        return backward;
    }
}
