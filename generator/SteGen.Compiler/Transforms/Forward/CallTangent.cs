using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// y = call f(x)          y' = sum of x' * (call the user's backward(x, y, 1)): a backward is linear in its upstream
public sealed partial class Forward
{
    private static bool HasTangent(Inst call) =>
        call.Args.All(a => a.Type != Ty.Buffer)
        && call.Callee!.Backward!.Parameters.All(p => p.Kind is CalleeParameterKind.Scalar or CalleeParameterKind.Out);

    private void Call(Inst inst)
    {
        List<Value> args = Operands(inst);
        Same(inst, args, [.. inst.Results.Select(Copy)]);
        if (inst.Callee!.Backward is not { } backward || !inst.Args.Any(_tangent.ContainsKey) || !HasTangent(inst))
        {
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

    private static int ScalarOperand(Callee callee, int parameter) => callee.Parameters.Take(parameter).Count(p => p.Kind == CalleeParameterKind.Scalar);
}
