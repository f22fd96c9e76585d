using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;
using Precedence = SteGen.Compiler.Emit.ScalarOps.Precedence;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>
/// Prints one function at one width: what stands before and after the loop as scalar text, the loop as blocks of lanes. This file is the frame; the others hold operands, operations, memory, regions and checks.
/// </summary>
internal sealed partial class LaneEmitter
{
    /// <summary>A body with at most so many operations is written out twice, for full blocks and for the last one; a longer one once, with loads that ask how many lanes are left.</summary>
    private const int TwiceAtMost = 48;

    private readonly LoopPlan _plan;
    private readonly Function _function;
    private readonly KernelSignature _signature;
    private readonly VectorAliases _a;
    private readonly Folding _folding;
    private readonly KernelParameters _parameters;
    private readonly List<string> _hoisted = [];
    private readonly List<string> _hoistedNames = [];
    private readonly HashSet<Value> _exact = [];
    private readonly Dictionary<Inst, RowGroup> _rows;
    private readonly HashSet<Value> _unneeded;
    private readonly bool _twice;

    /// <summary>What stands in inner loops.</summary>
    private readonly HashSet<Inst> _nested;
    private bool _inLoop;
    private SourceWriter _w;
    private Names _names;
    private Names? _main;
    private string _lastOrigin = "";

    public LaneEmitter(SourceWriter writer, LoopPlan plan, KernelSignature signature, int width)
    {
        (_w, _plan, _function, _signature, _a) = (writer, plan, plan.Function, signature, signature.Aliases);
        _text = new LaneTexts(plan);
        _width = width;
        _folding = new Folding(_function);
        _names = new Names(signature.Taken.Concat(signature.Aliases.Names));
        _parameters = KernelSignature.Parameters(_function, _names);
        for (int k = 0; k < _function.Body.Params.Count; k++)
        {
            _text[_function.Body.Params[k]] = Atom(_parameters.Parameters[k].Name);
        }

        _rows = RowGroups.Find(plan);
        _unneeded = [.. RowGroups.Unneeded(plan, _rows), .. plan.SlotAddresses];
        List<Inst> body = [.. Function.All(plan.Body)];
        _nested = [.. body.Where(i => i.Op is Op.For or Op.While).SelectMany(i => i.Regions).SelectMany(Function.All)];
        _twice = body.Count(i => i.Results.Any(r => plan.Shape(r).IsVarying) || i.Op is Op.Store or Op.Accumulate) <= TwiceAtMost && !body.Any(i => i.Op is Op.For or Op.While);
        foreach (Inst inst in plan.Body.Body)
        {
            if (inst.Op is Op.Load or Op.Store or Op.Accumulate && IsRow(inst) && inst.Args[0].Layout!.Leaves[0].Type != Ty.Bool
                && CanonicalOrder.Length(_function, inst.Args[0], plan.Definitions) is { } length && !plan.IsInside(length))
            {
                _exact.Add(inst.Args[0]);
            }
        }
    }

    public void Method()
    {
        const string options = "global::System.Runtime.CompilerServices.MethodImpl";
        _w.Line($"[{options}({options}Options.AggressiveOptimization)]");
        _w.Open($"private static void {_signature.Name}({_parameters.Declaration})");
        bool wraps = ScalarEmitter.NeedsUnchecked(_function);
        if (wraps)
        {
            _w.Open("unchecked");
        }

        int at = _function.Body.Body.IndexOf(_plan.Loop);
        foreach (Inst inst in _function.Body.Body.Take(at))
        {
            Statement(inst, _function.Body);
        }

        Loop();
        foreach (Inst inst in _function.Body.Body.Skip(at + 1))
        {
            Statement(inst, _function.Body);
        }

        for (int k = 0; k < _parameters.Results.Count; k++)
        {
            _w.Line($"{_parameters.Results[k].Name} = {Scalar(_function.Body.Yields[k]).Text};");
        }

        if (wraps)
        {
            _w.Close();
        }

        _w.Close();
    }

    private static Fragment Atom(string text) => new(text, Precedence.Primary);

    private void Loop()
    {
        SourceWriter outer = _w;
        Fragment count = Scalar(_plan.Loop.Args[0]);
        bool known = _function.LengthOf.ContainsValue(_plan.Loop.Args[0]);
        if (!known || count.Precedence != Precedence.Primary)
        {
            string name = _names.Fresh("count");
            outer.Line($"int {name} = {(known ? count.Text : $"global::System.Math.Max({count.Text}, 0)")};");
            count = Atom(name);
        }

        LongEnough(count.Text);
        foreach (LaneSum sum in _plan.Sums)
        {
            Registers(outer, sum);
        }

        // what the loop asks for on its way (broadcasts, spans of vectors, scratch) stands before it
        SourceWriter text = new();
        _w = text;
        _inLoop = true;
        if (_plan.VectorsPerBlock > 1)
        {
            SideBySide(count.Text);
        }
        else if (_twice)
        {
            Twice(count.Text);
        }
        else
        {
            Once(count.Text);
        }

        _inLoop = false;
        _w = outer;
        _hoisted.ForEach(outer.Line);
        if (_hoisted.Count > 0)
        {
            outer.Line();
        }

        outer.Line(text.ToString().TrimEnd('\n'));
        foreach (LaneSum sum in _plan.Sums)
        {
            Spill(sum, count.Text);
        }
    }

    /// <summary>A loop over full blocks, then the text again for the rest.</summary>
    private void Twice(string count)
    {
        SourceWriter text = _w;
        Names main = _names, tail = _names.Fork();
        string blocks = main.Fresh("blocks"), block = main.Fresh("block");
        _hoisted.Add($"int {blocks} = {count} / {Count};");
        Body(main, () => (_mask, _root, _live, _rest, _block, _blocks) = (null, null, null, null, block, blocks), out string? index);
        string body = _w.ToString();
        _w = text;
        text.Open($"for (int {block} = 0; {block} < {blocks}; {block}++)");
        if (index is not null)
        {
            text.Line($"int {index} = {block} * {Count};");
        }

        text.Line(body.TrimEnd('\n'));
        text.Close();
        text.Line();

        string start = "", rest = "";
        _lastOrigin = "";
        _main = main;
        _hoistedNames.ForEach(tail.Reserve);
        tail.Reserve(blocks);
        Body(tail, () =>
        {
            start = Declare(_plan.Index, "i");
            rest = _names.Fresh("rest");
            (_mask, _root, _live, _rest, _block) = (null, null, null, rest, null);
            Live();
        }, out _);
        body = _w.ToString();
        _w = text;
        text.Open($"if ({blocks} * {Count} < {count})");
        text.Line($"int {start} = {blocks} * {Count}, {rest} = {count} - {start};");
        text.Line(body.TrimEnd('\n'));
        text.Close();
        _main = null;
        _names = main;
        _names.Absorb(tail);
    }

    /// <summary>A loop over full blocks of several vectors, then the text again for the rest, vector by vector.</summary>
    private void SideBySide(string count)
    {
        SourceWriter text = _w;
        Names main = _names, tail = _names.Fork();
        _copies = _plan.VectorsPerBlock;
        string lanes = $"{_copies} * {Count}", blocks = main.Fresh("blocks"), start = "";
        _hoisted.Add($"int {blocks} = {count} / ({lanes});");
        string block = main.Fresh("block");
        Body(main, () =>
        {
            start = Declare(_plan.Index, "i");
            (_mask, _root, _live, _rest, _block, _blocks) = (null, null, null, null, block, blocks);
        }, out _);
        string body = _w.ToString();
        _w = text;
        text.Open($"for (int {block} = 0; {block} < {blocks}; {block}++)");
        text.Line($"int {start} = {block} * ({lanes});");
        text.Line(body.TrimEnd('\n'));
        text.Close();
        text.Line();
        _lastOrigin = "";
        _main = main;
        _hoistedNames.ForEach(tail.Reserve);
        tail.Reserve(blocks);
        _names = tail;
        _copies = 1;
        Once(count, $"{blocks} * ({lanes})");
        _main = null;
        _names = main;
        _names.Absorb(tail);
    }

    /// <summary>One text for all blocks, the last one included.</summary>
    private void Once(string count, string from = "0")
    {
        SourceWriter text = _w;
        string start = "", rest = "";
        Body(_names, () =>
        {
            start = Declare(_plan.Index, "i");
            rest = _names.Fresh("rest");
            (_mask, _root, _live, _rest, _block) = (null, null, null, rest, null);
            Live();
        }, out _);
        string body = _w.ToString();
        _w = text;
        text.Open($"for (int {start} = {from}; {start} < {count}; {start} += {Count})");
        text.Line($"int {rest} = global::System.Math.Min({Count}, {count} - {start});");
        text.Line(body.TrimEnd('\n'));
        text.Close();
    }

    /// <summary>A name for something that stands before the loop: no block within may use it for something else.</summary>
    private string Hoist(string wish)
    {
        string name = _names.Fresh(wish);
        if (_main is not null)
        {
            name = _main.Fresh(name);
            _names.Reserve(name);
        }

        _hoistedNames.Add(name);
        return name;
    }

    private void Body(Names names, System.Action setup, out string? index)
    {
        _names = names;
        _w = new SourceWriter();
        _text.Remove(_plan.Index);
        _indexName = null;
        _paired.Clear();
        _slices.Clear();
        _spread.Clear();
        _leaves.Clear();
        setup();
        Turn();
        Region(_plan.Body);
        foreach (LaneSum sum in _plan.Sums)
        {
            Rotate(sum);
        }

        index = _indexName;
    }

    /// <summary>Declares which lanes of a partial block are alive, if anything in the loop must know.</summary>
    private void Live()
    {
        bool needed = _plan.Sums.Count > 0 || Function.All(_plan.Body).Any(i => i.Op is Op.For or Op.While or Op.Check || (i.Op == Op.If && !IsBlended(i))
            || (i.Op is Op.Load or Op.Store or Op.Accumulate && !(IsRow(i) && _exact.Contains(i.Args[0])) && !_rows.ContainsKey(i)));
        if (needed)
        {
            _live = _root = _mask = _names.Fresh("live");
            _w.Line($"{MaskType} {_live} = {_a.M}.{(_plan.IsWide ? "LiveDouble" : "LiveSingle")}({_rest});");
        }
    }

    /// <summary>The user's statement above the code that came from it.</summary>
    private void Comment(Inst inst)
    {
        if (inst.Origin < 0 || inst.Origin >= _function.Origins.Count || _function.Origins[inst.Origin].Text is not { Length: > 0 } text || text == _lastOrigin)
        {
            return;
        }

        _lastOrigin = text;
        _w.Line("// " + text);
    }
}
