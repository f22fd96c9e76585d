using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// y, at = call f.record(x, b, frames)          (x', b') = call f.reverse(b, at, y', b', frames)
// The frame of a call lies on the stack of frames, at a place that the primal returns. That is an int like any other: it is visible, or kept. So calls may stand in branches and loops, in any order.
public sealed partial class Reverse
{
    /// <summary>For each call of a procedure: where its frame begins.</summary>
    private readonly Dictionary<Inst, Value> _frames = [];

    private Value Frames()
    {
        if (_gradient.Frames is null)
        {
            Region setup = new();
            setup.Body.Add(new Inst(Op.NewStack, [], [_gradient.Frames = new Value(Ty.Stack, "frames")]));
            Insert(_g.Body, null, setup);
        }

        return _gradient.Frames;
    }

    /// <summary>A call of a procedure through which derivatives pass.</summary>
    private bool IsRecorded(Inst inst) =>
        inst.Callee?.Procedure is not null && (inst.Results.Any(_activity.IsActive) || Effects.Writes(inst).Any(_activity.IsActive));

    private void CallProcedure(Inst inst, Scope scope)
    {
        List<Value?> d = [.. inst.Results.Select(r => Take(scope, r))];
        List<(int Parameter, CalleeParameterKind Kind, Value Buffer, Value Offset, Value Length)> spans = [.. Effects.Spans(inst)];
        bool writes = spans.Any(s => s.Kind == CalleeParameterKind.WrittenSpan && _activity.IsActive(s.Buffer) && MayHaveAdjoint(s.Buffer, inst));
        if (!IsRecorded(inst) || (d.All(x => x is null) && !writes))
        {
            return;
        }

        Callee callee = inst.Callee!, reverse = ProcedureSignature.Reverse(callee);
        List<Value> args = [];
        foreach ((_, _, Value buffer, Value offset, Value length) in spans.Where(s => s.Kind == CalleeParameterKind.InputSpan))
        {
            args.AddRange(Slice(inst, scope, buffer, offset, length));
        }

        Value frame = _frames.TryGetValue(inst, out Value? found) ? found : throw TooEarly([inst]);
        args.Add(scope.IsDirect ? frame : Keep(frame, _cloneInst[inst], scope));
        for (int k = 0; k < inst.Results.Count; k++)
        {
            if (inst.Results[k].Type.IsReal())
            {
                args.Add(d[k] ?? Build.Real(inst.Results[k].Type, 0));
            }
        }

        AddShadows(CalleeParameterKind.WrittenSpan);
        AddShadows(CalleeParameterKind.InputSpan);
        args.Add(Frames());

        List<Value> results = [];
        List<(Value Input, Value Gradient)> gradients = [];
        int at = 0;
        foreach (CalleeParameter p in ProcedureSignature.Inputs(callee))
        {
            if (p.Kind == CalleeParameterKind.Scalar && ProcedureSignature.HasTangent(p))
            {
                Value gradient = new(p.Type, GradientName(inst.Args[at]));
                results.Add(gradient);
                gradients.Add((inst.Args[at], gradient));
            }

            at += p.Operands;
        }

        Build.Add(new Inst(Op.Call, args, results) { Callee = reverse });
        foreach ((Value input, Value gradient) in gradients)
        {
            Add(scope, input, gradient);
        }

        void AddShadows(CalleeParameterKind kind)
        {
            foreach ((_, _, Value buffer, Value offset, Value length) in spans.Where(s => s.Kind == kind && ProcedureSignature.HasTangent(callee.Parameters[s.Parameter])))
            {
                Value count = Get(length);
                args.AddRange(_activity.IsActive(buffer)
                    ? [Shadow(buffer), Get(offset), count]
                    : [Build.Alloc(buffer.Layout!, count, GradientName(buffer)), Build.Int(0), count]);
            }
        }
    }
}
