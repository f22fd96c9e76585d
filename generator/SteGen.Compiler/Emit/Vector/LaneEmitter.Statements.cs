using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;
using Precedence = SteGen.Compiler.Emit.ScalarOps.Precedence;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>Statements: each in lanes where one of its values varies, else as scalar text.</summary>
internal sealed partial class LaneEmitter
{
    private void Region(Region region)
    {
        // spans and broadcasts that are made within are not visible behind
        Dictionary<(Value Buffer, int Field, Value Index), string> slices = new(_slices);
        Dictionary<Value, string> spread = new(_spread);
        Region around = _region;
        _region = region;
        foreach (Inst inst in region.Body)
        {
            Statement(inst, region);
        }

        (_slices, _spread, _region) = (slices, spread, around);
    }

    private void One(Inst inst, Region region)
    {
        if (inst.IsPure || inst.Op == Op.Load)
        {
            Define(inst, region);
            return;
        }

        switch (inst.Op)
        {
            case Op.Store or Op.Accumulate or Op.Clear when _inLoop && _plan.IsSame(inst.Args[0]):
                Outside(inst);
                break;
            case Op.Alloc when _inLoop && _plan.IsSame(inst.Result):
                AllocateSame(inst);
                break;
            case Op.Store or Op.Accumulate when _inLoop:
                StoreStatement(inst);
                break;
            case Op.Alloc when _inLoop:
                Allocate(inst);
                break;
            case Op.Clear when _inLoop:
                ClearScratch(inst);
                break;
            case Op.NewStack when _inLoop:
                NewStack(inst);
                break;
            case Op.Push when _inLoop:
                Push(inst);
                break;
            case Op.Pop when _inLoop:
                Pop(inst);
                break;
            case Op.Check when _inLoop:
                LaneCheck(inst);
                break;
            case Op.If when inst.Text == JammedLoop.InFullBlocks:
                OneOf(inst);
                break;
            case Op.If when inst.Text == EdgeChecks.Question:
                Questions(inst);
                break;
            case Op.If when _plan.Shape(inst.Args[0]).IsVarying:
                MaskedIf(inst);
                break;
            case Op.If:
                UniformIf(inst);
                break;
            case Op.For when !_plan.Shape(inst.Args[0]).IsUniform:
                MaskedFor(inst);
                break;
            case Op.For:
                UniformFor(inst);
                break;
            case Op.While when _plan.Shape(inst.Regions[0].Yields[0]).IsVarying:
                MaskedWhile(inst);
                break;
            case Op.While:
                UniformWhile(inst);
                break;
            default:
                Outside(inst);
                break;
        }
    }

    /// <summary>What stands before and after the loop.</summary>
    private void Outside(Inst inst)
    {
        string A(int k) => Scalar(inst.Args[k]).Text;
        Comment(inst);
        switch (inst.Op)
        {
            case Op.Store or Op.Accumulate:
                _w.Line(BufferText.Store(inst, A(0), A(1), Scalar(inst.Args[2]), inst.Args.Count > 3 ? A(3) : null));
                break;
            case Op.Clear:
                _w.Line($"{A(0)}.Slice({A(1)}, {A(2)}).Clear();");
                break;
            case Op.Alloc:
                string element = inst.Result.Layout!.TypeText, name = Declare(inst.Result, "scratch");
                if (inst.Text == CanonicalOrder.OnStack)
                {
                    _w.Line($"global::System.Span<{element}> {name} = stackalloc {element}[{A(0)}];");
                    break;
                }

                _w.Line($"global::System.Span<{element}> {name} = {_parameters.Workspace}.Allocate<{element}>({A(0)});");
                if (inst.Text is null)
                {
                    _w.Line($"{name}.Clear();");
                }

                break;
            case Op.Check:
                _w.Line(ScalarCheck(inst, A));
                break;
            case Op.Call:
                CallStatement(inst);
                break;
        }
    }

    private void CallStatement(Inst inst)
    {
        string call = CallText(inst);
        _w.Line(inst.Callee!.Return is { } type ? $"{type.Keyword()} {Declare(inst.Results[0], "result")} = {call};" : call + ";");
    }

    private string CallText(Inst inst)
    {
        List<string> arguments = [];
        int operand = 0, result = inst.Callee!.Return is null ? 0 : 1;
        foreach (CalleeParameter p in inst.Callee.Parameters)
        {
            switch (p.Kind)
            {
                case CalleeParameterKind.Scalar:
                    Fragment value = Scalar(inst.Args[operand++]);
                    arguments.Add(p.TypeText == p.Type.Keyword() ? value.Text : $"({p.TypeText}){value.In(Precedence.Unary)}");
                    break;
                case CalleeParameterKind.Out:
                    arguments.Add($"out {p.TypeText} {Declare(inst.Results[result++], "partial")}");
                    break;
                case CalleeParameterKind.Workspace:
                    arguments.Add(_parameters.Workspace!);
                    break;
                case CalleeParameterKind.InputSpan or CalleeParameterKind.WrittenSpan when p.IsWhole:
                    arguments.Add(Scalar(inst.Args[operand]).Text);
                    operand += 3;
                    break;
                default:
                    Fragment length = Scalar(inst.Args[operand + 2]);
                    arguments.Add($"{Scalar(inst.Args[operand]).Text}.Slice({Scalar(inst.Args[operand + 1]).Text}, {length.Text})");
                    operand += 3;
                    break;
            }
        }

        return $"{inst.Callee.Method}({string.Join(", ", arguments)})";
    }

    /// <summary>The text of a value as another one of this shape wants it.</summary>
    private Fragment As(Value v, LaneShape shape) => shape.IsVarying ? Lanes(v) : Scalar(v);

    /// <summary>Two texts of one thing: the first in full blocks, the second where the block may be the last.</summary>
    private void OneOf(Inst inst)
    {
        Region region = inst.Regions[_copies == _plan.VectorsPerBlock ? 0 : 1];
        Region(region);
        for (int k = 0; k < inst.Results.Count; k++)
        {
            int number = k;
            LaneShape shape = _plan.Shape(inst.Results[k]);
            EachCopy(shape.IsVarying, () => _text[inst.Results[number]] = As(region.Yields[number], shape));
        }
    }

    private void UniformIf(Inst inst)
    {
        Comment(inst);
        Fragment condition = Scalar(inst.Args[0]);
        List<int> used = [.. Enumerable.Range(0, inst.Results.Count).Where(k => _folding.IsUsed(inst.Results[k]))];
        foreach (int k in used)
        {
            EachCopy(_plan.Shape(inst.Results[k]).IsVarying, () => _w.Line($"{TypeText(inst.Results[k])} {Declare(inst.Results[k], "merged")};"));
        }

        Branch($"if ({condition.Text})", inst.Regions[0]);
        if (used.Count > 0 || inst.Regions[1].Body.Any(i => i.Op != Op.Const))
        {
            Branch("else", inst.Regions[1]);
        }

        void Branch(string head, Region region) => _w.Block(head, () =>
        {
            Region(region);
            foreach (int k in used)
            {
                LaneShape shape = _plan.Shape(inst.Results[k]);
                EachCopy(shape.IsVarying, () => _w.Line($"{_text[inst.Results[k]].Text} = {As(region.Yields[k], shape).Text};"));
            }
        });
    }

    /// <summary>Declares the variables of carried values, which the loop's results share.</summary>
    private void Carried(Inst inst, int firstInit, Region body, int firstParam, Region? test)
    {
        for (int k = 0; k < inst.Results.Count; k++)
        {
            int number = k;
            EachCopy(_plan.Shape(body.Params[firstParam + k]).IsVarying, () => CarriedOne(number));
        }

        void CarriedOne(int k)
        {
            Value p = body.Params[firstParam + k];
            string init = As(inst.Args[firstInit + k], _plan.Shape(p)).Text;
            string name = _names.Fresh((p.Hint ?? inst.Results[k].Hint ?? "carried") + Letter(Copy));
            _w.Line($"{TypeText(p)} {name} = {init};");
            foreach (Value v in test is null ? [p] : new[] { p, test.Params[k] })
            {
                _text[v] = Atom(name);
                _reads.Remove(v);
            }

            Value result = inst.Results[k];
            _text[result] = Atom(name);
            if (_plan.Shape(result) != _plan.Shape(p) && _folding.IsUsed(result))
            {
                // lanes leave one by one: what a uniform value is when a lane leaves is kept lane by lane
                string last = Declare(result, p.Hint ?? "last");
                _w.Line($"{TypeText(result)} {last} = {Lanes(inst.Args[firstInit + k]).Text};");
            }
        }
    }

    /// <summary>The next values of the carried variables; at once where one of them reads another that is already replaced. Lanes that have left the loop keep theirs.</summary>
    private void Next(Inst inst, Region body, int firstParam, string? on)
    {
        List<(string Name, (Value, int) Param, Value Next, string Text)> moves = [];
        for (int k = 0; k < body.Yields.Count; k++)
        {
            int number = k;
            EachCopy(_plan.Shape(body.Params[firstParam + k]).IsVarying, () => Move(number));
        }

        void Move(int k)
        {
            Value p = body.Params[firstParam + k], next = body.Yields[k], result = inst.Results[k];
            LaneShape shape = _plan.Shape(p);
            if (on is not null && _plan.Shape(result) != shape && _folding.IsUsed(result))
            {
                Fragment last = _text[result];
                _w.Line($"{last.Text} = {Blend(p.Type, Atom(on), Lanes(next), last).Text};");
            }

            if (next == p)
            {
                return;
            }

            string name = _text[p].Text;
            Fragment text = As(next, shape);
            moves.Add((name, (p, Copy), next, (on is not null && shape.IsVarying ? Blend(p.Type, Atom(on), text, Atom(name)) : text).Text));
        }

        bool conflict = false;
        for (int k = 1; k < moves.Count; k++)
        {
            conflict |= moves.Take(k).Any(m => Reads(moves[k].Next).Any(r => m.Param == (r, _plan.Shape(r).IsVarying ? moves[k].Param.Item2 : 0)));
        }

        if (conflict)
        {
            _w.Line($"({string.Join(", ", moves.Select(m => m.Name))}) = ({string.Join(", ", moves.Select(m => m.Text))});");
            return;
        }

        foreach (var (name, _, _, text) in moves)
        {
            _w.Line($"{name} = {text};");
        }
    }

    private void UniformFor(Inst inst)
    {
        Region body = inst.Regions[0];
        Comment(inst);
        string count = Scalar(inst.Args[0]).In(Precedence.Shift);
        if (_plan.Definitions.TryGetValue(inst.Args[0], out Inst? def) && def.Op != Op.Const && !count.All(c => char.IsLetterOrDigit(c) || c is '_' or '@'))
        {
            string trips = _names.Fresh("trips");
            _w.Line($"int {trips} = {count};");
            count = trips;
        }

        Carried(inst, 1, body, 1, null);
        string index = Declare(body.Params[0], "i");
        _w.Block($"for (int {index} = 0; {index} < {count}; {index}++)", () =>
        {
            Region(body);
            Next(inst, body, 1, null);
        });
    }

    private void UniformWhile(Inst inst)
    {
        Region test = inst.Regions[0], body = inst.Regions[1];
        Comment(inst);
        Carried(inst, 0, body, 0, test);
        _w.Block("while (true)", () =>
        {
            Region(test);
            _w.Block($"if (!{Scalar(test.Yields[0]).In(Precedence.Unary)})", () => _w.Line("break;"));
            _w.Line();
            Region(body);
            Next(inst, body, 0, null);
        });
    }
}
