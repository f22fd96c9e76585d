using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Transforms.Vectorize;
using Fragment = SteGen.Compiler.Emit.ScalarOps.Fragment;
using Precedence = SteGen.Compiler.Emit.ScalarOps.Precedence;

namespace SteGen.Compiler.Emit.Vector;

/// <summary>
/// Checks: one question per block. Where a lane fails, the scalar kernel runs from this block on and throws what the first iteration that fails throws.
/// </summary>
internal sealed partial class LaneEmitter
{
    /// <summary>
    /// Buffers that every iteration touches at its own index must be as long as the loop runs: asked once. Where one is too short, the scalar kernel finds the iteration that throws.
    /// </summary>
    private void LongEnough(string count)
    {
        List<string> shorter = [.. _exact.Select(Length).Where(length => length != _plan.Loop.Args[0]).Distinct().Select(length => $"{Scalar(length).In(Precedence.Shift)} < {count}")];
        if (shorter.Count > 0)
        {
            _w.Block($"if ({string.Join(" || ", shorter)})", () =>
            {
                _w.Line($"{_signature.ScalarName}({_parameters.Pass(_function.Body.Params.Select(p => Scalar(p).Text))});");
                _w.Line("return;");
            });
            _w.Line();
        }
    }

    private Value Length(Value buffer) => CanonicalOrder.Length(_function, buffer, _plan.Definitions)!;

    private void LaneCheck(Inst check)
    {
        if (Fails(check) is { } fails)
        {
            Comment(check);
            GiveUp(fails);
        }
    }

    /// <summary>A branch that does nothing but ask: one question.</summary>
    private void Questions(Inst branch)
    {
        foreach (Inst inst in branch.Regions[0].Body.Where(i => i.Op != Op.Check))
        {
            Statement(inst, branch.Regions[0]);
        }

        List<string> fails = [.. branch.Regions[0].Body.Where(i => i.Op == Op.Check).Select(Fails).OfType<string>()];
        if (fails.Count > 0)
        {
            Comment(branch);
            GiveUp($"{Scalar(branch.Args[0]).In(Precedence.And)} && ({string.Join(" || ", fails)})");
        }
    }

    private void GiveUp(string fails) => _w.Block($"if ({fails})", () =>
    {
        _w.Line($"{_signature.ScalarName}({_parameters.Pass(Rerun())});");
        _w.Line("return;");
    });

    /// <summary>The condition under which some active lane fails; null where none can.</summary>
    private string? Fails(Inst check)
    {
        bool uniform = check.Args.All(a => _plan.Shape(a).IsUniform);
        string whole = _mask == _root ? "" : $" && {Any(_mask!)}";
        Fragment A(int k) => Scalar(check.Args[k]);
        switch (check.Check)
        {
            case CheckKind.Index when IsInside(check):
                return null;
            case CheckKind.Index when uniform:
                return $"(uint){A(0).In(Precedence.Unary)} >= (uint){A(1).In(Precedence.Unary)}{whole}";
            case CheckKind.Index when _plan.Shape(check.Args[0]).IsLinear && _plan.Shape(check.Args[1]).IsUniform && _mask == _root:
                string first = A(0).In(Precedence.Additive), length = A(1).In(Precedence.Unary), stride = Stride(_plan.Shape(check.Args[0]));
                string last = LastLane(first, stride);
                return $"(uint){A(0).In(Precedence.Unary)} >= (uint){length} || (uint)({last}) >= (uint){length}";
            case CheckKind.Index when _plan.Shape(check.Args[0]).IsLinear && _plan.Shape(check.Args[1]).IsUniform:
                return $"{_a.M}.AnyOutside({A(0).Text}, {Stride(_plan.Shape(check.Args[0]))}, {A(1).Text}, {_mask})";
            case CheckKind.Index:
                return Active(Mask(Ty.I32, Atom($"{M(Ty.I32)}.Outside({Lanes(check.Args[0]).Text}, {Lanes(check.Args[1]).Text})")).Text);
            case CheckKind.Divisor or CheckKind.Length when uniform:
                return $"{A(0).In(Precedence.Relational)} {(check.Check == CheckKind.Divisor ? "==" : "<")} 0{whole}";
            case CheckKind.Divisor or CheckKind.Length:
                Ty type = check.Args[0].Type;
                string method = check.Check == CheckKind.Divisor ? "Equals" : "LessThan";
                return Active(Mask(type, Atom($"{V(type)}.{method}({Lanes(check.Args[0]).Text}, {VectorType(type)}.Zero)")).Text);
            case CheckKind.Slice when uniform:
                return $"((uint){A(0).In(Precedence.Unary)} > (uint){A(2).In(Precedence.Unary)} || (uint){A(1).In(Precedence.Unary)} > (uint)({A(2).Text} - {A(0).In(Precedence.Additive, right: true)})){whole}";
            case CheckKind.Slice when _plan.IsLinearSlice(check) && _mask == _root:
                // what lies between the first lane and the last one lies inside if they do
                string start = A(0).In(Precedence.Unary), count = A(1).In(Precedence.Unary), all = A(2).In(Precedence.Unary), end = LastLane(A(0).In(Precedence.Additive), Stride(_plan.Shape(check.Args[0])));
                return $"(uint){count} > (uint){all} || (uint){start} > (uint)({A(2).Text} - {A(1).In(Precedence.Additive, right: true)}) || (uint)({end}) > (uint)({A(2).Text} - {A(1).In(Precedence.Additive, right: true)})";
            case CheckKind.Slice:
                return Active(Mask(Ty.I32, Atom($"{M(Ty.I32)}.OutsideSlice({Lanes(check.Args[0]).Text}, {Lanes(check.Args[1]).Text}, {Lanes(check.Args[2]).Text})")).Text);
            default:
                return uniform ? $"!{A(0).In(Precedence.Unary)}{whole}" : Active("~" + Lanes(check.Args[0]).In(Precedence.Primary));
        }

        string Active(string failing) => Any(_mask is null ? failing : $"{failing} & {_mask}");
    }

    private string LastLane(string first, string stride)
    {
        string lanes = _rest ?? (_copies == 1 ? Count : $"{_copies} * {Count}");
        return stride == "1" ? $"{first} + {lanes} - 1" : $"{first} + ({lanes} - 1) * ({stride})";
    }

    /// <summary>The index of the loop itself, against its own count; an index that a loop around keeps inside.</summary>
    private bool IsInside(Inst check)
    {
        Value index = check.Args[0], length = check.Args[1];
        return index == _plan.Index && (length == _plan.Loop.Args[0] || _exact.Any(b => Length(b) == length))
            || Function.All(_plan.Body).Any(i => i.Op == Op.For && i.Regions[0].Params[0] == index && i.Args[0] == length);
    }

    /// <summary>
    /// Arguments for the scalar kernel: what is left, if the iteration's index is nothing but the number of a row in the buffers; else everything from the start.
    /// </summary>
    private IEnumerable<string> Rerun()
    {
        List<string> plain = [.. _function.Body.Params.Select(p => Scalar(p).Text)];
        Dictionary<Value, long> rows = [];
        Value count = _plan.Loop.Args[0];
        if (!_function.Body.Params.Contains(count))
        {
            return plain;
        }

        HashSet<Value> addresses = [_plan.Index];
        foreach (Inst inst in Function.All(_plan.Body))
        {
            bool memory = inst.Op is Op.Load or Op.Store or Op.Accumulate;
            foreach (Value a in inst.Args.Where(addresses.Contains))
            {
                LaneShape shape = _plan.Shape(a);
                if (!memory && inst.Results.Count == 1 && inst.IsPure && _plan.Shape(inst.Result).IsLinear)
                {
                    addresses.Add(inst.Result);
                }
                else if (!memory || a != inst.Args[1])
                {
                    return plain;
                }
            }

            if (!memory || !_function.Body.Params.Contains(inst.Args[0]))
            {
                continue;
            }

            LaneShape row = _plan.Shape(inst.Args[1]);
            long stride = row.IsLinear && row.Factor is null ? row.Stride : row.IsUniform ? 0 : -1;
            if (stride < 0 || (rows.TryGetValue(inst.Args[0], out long other) && other != stride))
            {
                return plain;
            }

            rows[inst.Args[0]] = stride;
        }

        string index = FirstIndex();
        return _function.Body.Params.Select(p =>
            p == count ? $"{Scalar(p).Text} - {index}"
            : rows.TryGetValue(p, out long stride) && stride > 0 ? $"{Scalar(p).Text}.Slice({(stride == 1 ? index : $"{stride} * {index}")})"
            : _function.LengthOf.FirstOrDefault(l => l.Value == p).Key is { } buffer && rows.TryGetValue(buffer, out long step) && step > 0
                ? $"{Scalar(p).Text} - {(step == 1 ? index : $"{step} * {index}")}"
                : Scalar(p).Text);
    }

    private static string ScalarCheck(Inst inst, System.Func<int, string> a)
    {
        const string guard = "global::SteGen.Numerics.Guard";
        return inst.Check switch
        {
            CheckKind.Index => $"{guard}.Index({a(0)}, {a(1)});",
            CheckKind.Slice => $"{guard}.Slice({a(0)}, {a(1)}, {a(2)});",
            CheckKind.Divisor => $"if ({a(0)} == 0)\n{{\n    {guard}.DivideByZero();\n}}",
            CheckKind.Length => $"if ({a(0)} < 0)\n{{\n    {guard}.Overflow();\n}}",
            _ => $"if (!({a(0)}))\n{{\n    throw {inst.Text};\n}}",
        };
    }
}
