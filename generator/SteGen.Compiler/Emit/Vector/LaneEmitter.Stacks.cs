using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>
/// Kept values of an iteration, last in, first out. Where no lane can leave a loop before another between push and pop, all lanes have one depth: lanes that a branch has switched off push and pop as well, and
/// what they find means nothing. Otherwise every lane has a depth of its own.
/// </summary>
internal sealed partial class LaneEmitter
{
    private readonly Dictionary<Value, LaneStack> _stacks = [];

    /// <param name="Pushed">How often was pushed, where every lane has a depth of its own.</param>
    /// <param name="InStep">Lanes that push have pushed equally often: only what they pop lies at different depths.</param>
    private sealed record LaneStack(string Span, string Depth, string? Pushed, bool InStep, Ty Type);

    private void NewStack(Inst inst)
    {
        Value stack = inst.Result;
        Ty type = Function.All(_plan.Body).FirstOrDefault(i => i.Op == Op.Push && i.Args[0] == stack)?.Args[1].Type ?? Ty.F64;
        string vector = VectorType(type), stem = stack.Hint ?? "kept";
        if (!_stacks.TryGetValue(stack, out LaneStack? known))
        {
            string span = Hoist(stem);
            _hoisted.Add($"global::System.Span<{vector}> {span} = default;");
            known = new LaneStack(span, "", null, InStep(_plan.Body, stack), type);
        }

        string depth = _names.Fresh(stem + "Depth");
        string? pushed = ApartIn(_plan.Body, stack) ? _names.Fresh(stem + "Pushed") : null;
        _stacks[stack] = known with { Depth = depth, Pushed = pushed };
        _w.Line(pushed is null ? $"int {depth} = 0;" : $"{VectorType(Ty.I32)} {depth} = {VectorType(Ty.I32)}.Zero;");
        if (pushed is not null)
        {
            _w.Line($"int {pushed} = 0;");
        }
    }

    private void Push(Inst inst)
    {
        Comment(inst);
        LaneStack stack = _stacks[inst.Args[0]];
        string value = Lanes(inst.Args[1]).Text;
        _w.Line($"{stack.Span} = {M(stack.Type)}.Room({stack.Span}, {(stack.Pushed is null ? stack.Depth : stack.Pushed + "++")}, {_parameters.Workspace});");
        if (stack.Pushed is null)
        {
            _w.Line($"{stack.Span}[{stack.Depth}++] = {value};");
            return;
        }

        if (stack.InStep)
        {
            _w.Line($"{stack.Span}[{stack.Pushed} - 1] = {value};");
        }
        else
        {
            _w.Line($"{M(stack.Type)}.WriteLanes({value}, {stack.Span}, {stack.Depth}{(_mask is null ? "" : ", " + MaskFor(stack.Type, Atom(_mask)))});");
        }

        _w.Line(_mask is null ? $"{stack.Depth} += {VectorType(Ty.I32)}.One;" : $"{stack.Depth} -= {MaskFor(Ty.I32, Atom(_mask))};");
    }

    private void Pop(Inst inst)
    {
        Comment(inst);
        LaneStack stack = _stacks[inst.Args[0]];
        string type = VectorType(stack.Type), name = Declare(inst.Result, "kept");
        if (stack.Pushed is null)
        {
            _w.Line($"{type} {name} = {stack.Span}[--{stack.Depth}];");
            return;
        }

        _w.Line(_mask is null ? $"{stack.Depth} -= {VectorType(Ty.I32)}.One;" : $"{stack.Depth} += {MaskFor(Ty.I32, Atom(_mask))};");
        _w.Line($"{type} {name} = {M(stack.Type)}.ReadLanes({stack.Span}, {stack.Depth});");
    }

    /// <summary>Is the stack used inside a loop that lanes leave one by one?</summary>
    private bool ApartIn(Region region, Value stack) => region.Body.Any(i => i.Op switch
    {
        Op.For when !_plan.Shape(i.Args[0]).IsUniform => Uses(i, stack),
        Op.While when _plan.Shape(i.Regions[0].Yields[0]).IsVarying => Uses(i, stack),
        _ => i.Regions.Any(r => ApartIn(r, stack)),
    });

    /// <summary>All pushes stand in one loop, which runs once and pops nothing, and in no branch within it: a lane that has left it pushes no more.</summary>
    private bool InStep(Region region, Value stack)
    {
        List<Inst> users = [.. region.Body.Where(i => i.Op == Op.Push && i.Args[0] == stack || i.Regions.SelectMany(Function.All).Any(p => p.Op == Op.Push && p.Args[0] == stack))];
        return users.Count == 1 && users[0].Op switch
        {
            Op.If => users[0].Regions.Count(r => Function.All(r).Any(p => p.Op == Op.Push && p.Args[0] == stack)) == 1 && users[0].Regions.Any(r => InStep(r, stack)),
            Op.For or Op.While => users[0].Regions.All(Straight) && !users[0].Regions.SelectMany(Function.All).Any(p => p.Op == Op.Pop && p.Args[0] == stack),
            _ => false,
        };

        bool Straight(Region body) => body.Body.All(i => i.Regions.Count == 0 || (i.Op == Op.For && _plan.Shape(i.Args[0]).IsUniform && i.Regions.All(Straight)) || !Uses(i, stack));
    }

    private static bool Uses(Inst inst, Value stack) => inst.Regions.SelectMany(Function.All).Any(i => i.Op is Op.Push or Op.Pop && i.Args[0] == stack);
}
