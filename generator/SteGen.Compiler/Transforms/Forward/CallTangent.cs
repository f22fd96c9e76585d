using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// y = call f(x)          y' = sum of x' * (call the user's backward(x, y, 1)): a backward is linear in its upstream
//                        y' = call the user's jvp(x, x') where there is one, as there must be for spans
public sealed partial class Forward
{
    private static bool HasTangent(Inst call) =>
        call.Callee!.Jvp is not null || HasLinearTangent(call);

    private static bool HasLinearTangent(Inst call) =>
        call.Args.All(a => a.Type != Ty.Buffer)
        && call.Callee!.Backward!.Parameters.All(p => p.Kind is CalleeParameterKind.Scalar or CalleeParameterKind.Out);

    private void Call(Inst inst)
    {
        List<Value> args = Operands(inst);
        if (inst.Callee!.Procedure is not null && (inst.Args.Any(_tangent.ContainsKey) || inst.Args.Any(_frames.Contains)))
        {
            CallProcedure(inst, args);
            return;
        }

        Same(inst, args, [.. inst.Results.Select(Copy)]);
        if (inst.Callee!.Backward is not { } backward || !inst.Args.Any(_tangent.ContainsKey) || !HasTangent(inst))
        {
            return;
        }

        if (inst.Callee.Jvp is { } jvp)
        {
            CallJvp(inst, jvp, args);
            return;
        }

        for (int result = 0; result < inst.Results.Count; result++)
        {
            if (!_activity.IsActive(inst.Results[result]))
            {
                continue;
            }

            List<Value> operands = [], gradients = [];
            List<int> inputs = [];
            if (backward.ReturnsGradientOf >= 0)
            {
                inputs.Add(backward.ReturnsGradientOf);
                gradients.Add(new Value(inst.Args[backward.ReturnsGradientOf].Type));
            }
            else if (backward.Return is { } unused)
            {
                inputs.Add(-1);
                gradients.Add(new Value(unused));
            }

            for (int k = 0; k < backward.Parameters.Count; k++)
            {
                BackwardArgument from = backward.Arguments[k];
                switch (from.Kind)
                {
                    case BackwardArgumentKind.Input:
                        operands.Add(args[ScalarOperand(inst.Callee, from.Index)]);
                        break;
                    case BackwardArgumentKind.Result:
                        operands.Add(_primal[inst.Results[0]]);
                        break;
                    case BackwardArgumentKind.Upstream:
                        int number = from.Index < 0 ? 0 : (inst.Callee.Return is null ? 0 : 1) + inst.Callee.Parameters.Take(from.Index).Count(p => p.Kind == CalleeParameterKind.Out);
                        operands.Add(Build.Real(inst.Results[number].Type, number == result ? 1 : 0));
                        break;
                    default:
                        inputs.Add(from.Index);
                        gradients.Add(new Value(backward.Parameters[k].Type));
                        break;
                }
            }

            Build.Add(new Inst(Op.Call, operands, gradients) { Callee = backward });
            Value? sum = null;
            for (int k = 0; k < inputs.Count; k++)
            {
                if (inputs[k] >= 0 && _tangent.TryGetValue(inst.Args[ScalarOperand(inst.Callee, inputs[k])], out Value? t))
                {
                    Value part = gradients[k] * t;
                    sum = sum is null ? part : Sum(sum, part);
                }
            }

            if (sum is not null)
            {
                Name(inst.Results[result], sum);
            }
        }
    }

    private void CallJvp(Inst inst, Callee jvp, List<Value> args)
    {
        Callee callee = inst.Callee!;
        List<Value> operands = [], results = [];
        List<(int Number, Value Tangent)> found = [];
        if (jvp.Return is { } type)
        {
            results.Add(new Value(type));
            found.Add((0, results[0]));
        }

        for (int k = 0; k < jvp.Parameters.Count; k++)
        {
            BackwardArgument from = jvp.Arguments[k];
            CalleeParameter parameter = jvp.Parameters[k];
            int at = FirstOperand(callee, from.Index);
            switch (from.Kind)
            {
                case BackwardArgumentKind.ResultTangent when parameter.Kind == CalleeParameterKind.Out:
                    Value tangent = new(parameter.Type);
                    results.Add(tangent);
                    found.Add(((callee.Return is null ? 0 : 1) + callee.Parameters.Take(from.Index).Count(p => p.Kind == CalleeParameterKind.Out), tangent));
                    break;
                case BackwardArgumentKind.Input when parameter.Kind == CalleeParameterKind.Scalar:
                    operands.Add(args[at]);
                    break;
                case BackwardArgumentKind.Input:
                    operands.AddRange(args.Skip(at).Take(3));
                    break;
                case BackwardArgumentKind.Tangent when parameter.Kind == CalleeParameterKind.Scalar:
                    operands.Add(TangentOrZero(inst.Args[at]));
                    break;
                default:
                    bool isEmpty = callee.HasOptionalGradients && from.Kind == BackwardArgumentKind.Tangent;
                    operands.AddRange(TangentSpan(inst.Args[at], args[at + 1], args[at + 2], isEmpty));
                    break;
            }
        }

        Build.Add(new Inst(Op.Call, operands, results) { Callee = jvp });
        foreach ((int number, Value tangent) in found)
        {
            if (_activity.IsActive(inst.Results[number]))
            {
                Name(inst.Results[number], tangent);
            }
        }
    }

    /// <summary>The twin of a buffer; where it has none, zeros, or nothing if the callee accepts that.</summary>
    private List<Value> TangentSpan(Value buffer, Value offset, Value length, bool isEmpty)
    {
        if (_tangent.TryGetValue(buffer, out Value? twin))
        {
            return [twin, offset, length];
        }

        Value count = isEmpty ? Build.Int(0) : length;
        return [Build.Alloc(buffer.Layout!, count, (buffer.Hint ?? "span") + "Tangent"), Build.Int(0), count];
    }

    private static int FirstOperand(Callee callee, int parameter) =>
        callee.Parameters.Take(parameter).Sum(p => p.Kind switch { CalleeParameterKind.Scalar => 1, CalleeParameterKind.Out => 0, _ => 3 });

    private static int ScalarOperand(Callee callee, int parameter) => callee.Parameters.Take(parameter).Count(p => p.Kind == CalleeParameterKind.Scalar);
}
