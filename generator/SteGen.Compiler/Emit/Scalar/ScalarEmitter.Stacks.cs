using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary>Stacks of kept values.</summary>
public sealed partial class ScalarEmitter
{
    private void NewStack(Inst inst)
    {
        // one that nothing was put on need not be there
        List<Inst> users = [.. _function.All().Where(i => i.Args.Contains(inst.Result))];
        bool holdsFrames = users.Any(i => i.Op == Op.Call);
        Ty? found = holdsFrames ? Ty.F64 : users.Select(i => i.Op switch { Op.Push => (Ty?)i.Args[1].Type, Op.Pop or Op.Peek => i.Result.Type, _ => null }).FirstOrDefault(t => t is not null);
        if (found is not { } kept)
        {
            return;
        }

        string name = _names.Declare(inst.Result, "kept");
        _writer.Line($"global::SteGen.TapeStack<{kept.Keyword()}> {name} = {(inst.Text == TapeSplit.Kept ? $"tape.Stack<{kept.Keyword()}>({(int)inst.Number})" : $"{_workspace}.Stack<{kept.Keyword()}>({_stacks++})")};");
        if (holdsFrames && inst.Text != TapeSplit.Kept && _bottoms is null)
        {
            // frames are read at their places, and stay: those of an earlier element, for instance
            _writer.Line($"{name}.Cut(0);");
        }

        if (_bottoms is not null)
        {
            string bottom = _names.Fresh(name.TrimStart('@') + "Bottom");
            _writer.Line($"int {bottom} = {name}.Count;");
            _bottoms.Add((name, bottom));
        }
    }

    /// <summary>Whatever lies on stacks of the function's own is taken off.</summary>
    public void GiveStacksBack() => _bottoms!.ForEach(b => _writer.Line($"{b.Stack}.Cut({b.Bottom});"));
}
