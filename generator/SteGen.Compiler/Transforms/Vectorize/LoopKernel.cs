using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

/// <summary>
/// A loop taken out of its function: a function of its own around a copy of the loop, and the operands of the call that stands for it. Integers that the loop's addresses are made of come along
/// as expressions, so that <c>k * d + j</c> is still seen to lie in <c>K * d</c>; scratch that every iteration writes anew comes along as memory of the iteration.
/// </summary>
public sealed class LoopKernel
{
    /// <summary>An integer expression comes along while it is no larger than this.</summary>
    private const int DepthAtMost = 12;

    private readonly Layout _layout;
    private readonly Inst _original;
    private readonly Cloner _cloner = new();

    private LoopKernel(Function from, Layout layout, Inst loop, string name)
    {
        (_layout, _original) = (layout, loop);
        Function = new Function(name);
        Function.Origins.AddRange(from.Origins);
    }

    public Function Function { get; }

    /// <summary>The copy of the loop.</summary>
    public Inst Loop { get; private set; } = null!;

    /// <summary>What each parameter stands for in the function around.</summary>
    public List<Value> Operands { get; } = [];

    /// <summary>Allocations of the function around that moved into the iteration.</summary>
    public List<Inst> Privatized { get; } = [];

    /// <summary>Null where the loop uses something that cannot be passed on: a growing tape.</summary>
    public static LoopKernel? Of(Function from, Layout layout, Inst loop, string name)
    {
        LoopKernel kernel = new(from, layout, loop, name);
        return kernel.Extract(from) ? kernel : null;
    }

    private bool Extract(Function from)
    {
        HashSet<Value> defined = [.. Effects.Defined(_original.Regions[0]), .. _original.Results];
        List<Value> captured = [.. Effects.Uses(_original).Where(v => !defined.Contains(v)).Distinct()];
        List<Value> stacks = [.. captured.Where(v => v.Type == Ty.Stack)];
        if (stacks.Any(s => !IsOwn(s, from)))
        {
            return false;
        }

        List<Value> buffers = [.. captured.Where(v => v.Type == Ty.Buffer)];
        foreach (Value buffer in buffers.Where(IsPrivate).ToList())
        {
            buffers.Remove(buffer);
            Privatized.Add(_layout.Definition(buffer)!);
        }

        // the number of iterations is the first parameter: a block in which something fails can run again from there
        Take(_original.Args[0]);
        foreach (Value v in captured.Where(v => v.Type is not (Ty.Buffer or Ty.Stack) && v != _original.Args[0]))
        {
            Take(v);
        }

        foreach (Value buffer in buffers)
        {
            if (CanonicalOrder.Length(from, buffer, _layout) is not { } length)
            {
                return false;
            }

            Function.Body.Params.Add(_cloner.Fresh(buffer));
            Operands.Add(buffer);
            Function.LengthOf[_cloner[buffer]] = Take(length);
        }

        List<Inst> scratch = [];
        foreach (Inst alloc in Privatized)
        {
            Value length = Take(alloc.Args[0]);
            scratch.Add(new Inst(Op.Alloc, [length], [_cloner.Fresh(alloc.Result)]) { Text = Reverse.Uncleared, Origin = alloc.Origin });
        }

        foreach (Value stack in stacks)
        {
            Inst made = _layout.Definition(stack)!;
            Privatized.Add(made);
            scratch.Add(new Inst(Op.NewStack, [], [_cloner.Fresh(stack)]) { Origin = made.Origin });
        }

        Loop = _cloner.Clone(_original);
        Loop.Regions[0].Body.InsertRange(0, scratch);
        Function.Body.Body.Add(Loop);
        Function.Body.Yields.AddRange(Loop.Results);
        return true;
    }

    /// <summary>A stack that only this loop uses: an iteration pops all that it has pushed, since its forward and its backward run together.</summary>
    private bool IsOwn(Value stack, Function from) =>
        _layout.Definition(stack) is { Op: Op.NewStack } made && made.Text != TapeSplit.Kept
        && from.All().Where(i => i.Args.Contains(stack)).All(i => i.Op is Op.Push or Op.Pop && _layout.Contains(_original, i))
        && from.All().Any(i => i.Op == Op.Pop && i.Args[0] == stack);

    /// <summary>Memory that only this loop uses, and every iteration writes before it reads.</summary>
    private bool IsPrivate(Value buffer) =>
        _layout.Definition(buffer) is { Op: Op.Alloc } alloc && alloc.Text != TapeSplit.Kept
        && _layout.Readers(buffer).Concat(_layout.Writers(buffer)).All(i => _layout.Contains(_original, i))
        && (alloc.Text == Reverse.UnclearedRows || Coverage.IsWrittenBeforeRead(_original.Regions[0], buffer, _layout));

    /// <summary>The value within the kernel: a literal, an expression of integers, or a parameter.</summary>
    private Value Take(Value v) => Take(v, 0);

    private Value Take(Value v, int depth)
    {
        if (_cloner.Map.TryGetValue(v, out Value? known))
        {
            return known;
        }

        if (_layout.Definition(v) is { } definition && (definition.Op == Op.Const || (v.Type == Ty.I32 && depth < DepthAtMost && IsAddressing(definition))))
        {
            foreach (Value a in definition.Args)
            {
                Take(a, depth + 1);
            }

            Function.Body.Body.Add(_cloner.Clone(definition));
            return _cloner[v];
        }

        Function.Body.Params.Add(_cloner.Fresh(v));
        Operands.Add(v);
        return _cloner[v];
    }

    private bool IsAddressing(Inst inst) => inst.Op is Op.IAdd or Op.ISub or Op.IMul or Op.INeg or Op.IMax or Op.IMin || (inst.Op == Op.IDiv && _layout.Literal(inst.Args[1]) > 0);
}
