using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

// y = call f(x, b)          (x', adds to b') = call the user's backward(x, b, y, y')
// A span that the call writes: its shadow is the upstream, and is cleared afterwards, since what stood there before is lost.
public sealed partial class Reverse
{
    private void Call(Inst inst, Scope scope)
    {
        if (inst.Callee!.Procedure is not null)
        {
            CallProcedure(inst, scope);
            return;
        }

        Callee callee = inst.Callee;
        List<Value?> d = [.. inst.Results.Select(r => Take(scope, r))];
        List<(int Parameter, CalleeParameterKind Kind, Value Buffer, Value Offset, Value Length)> spans = [.. Effects.Spans(inst)];
        bool writes = spans.Any(s => s.Kind == CalleeParameterKind.WrittenSpan && _activity.IsActive(s.Buffer) && MayHaveAdjoint(s.Buffer, inst));
        if (d.All(x => x is null) && !writes)
        {
            return;
        }

        HashSet<int> inOut = [];
        if (callee.Backward is { } backward)
        {
            CallBackward(inst, scope, backward, d, spans, inOut);
        }

        foreach ((int parameter, CalleeParameterKind kind, Value buffer, Value offset, Value length) in spans)
        {
            if (kind == CalleeParameterKind.WrittenSpan && _activity.IsActive(buffer) && !inOut.Contains(parameter) && !_readOnlyShadows.Contains(buffer))
            {
                Build.Clear(Shadow(buffer), Get(offset), Get(length));
            }
        }
    }

    private void CallBackward(Inst inst, Scope scope, Callee backward, List<Value?> d, List<(int Parameter, CalleeParameterKind Kind, Value Buffer, Value Offset, Value Length)> spans, HashSet<int> inOut)
    {
        Callee callee = inst.Callee!;
        List<Value> args = [], results = [];
        List<(Value Input, Value Gradient)> gradients = [];
        if (backward.ReturnsGradientOf >= 0)
        {
            Value input = Scalar(inst, backward.ReturnsGradientOf);
            Returns(input, input.Type);
        }
        else if (backward.Return is { } unused)
        {
            results.Add(new Value(unused));
        }

        for (int k = 0; k < backward.Parameters.Count; k++)
        {
            BackwardArgument from = backward.Arguments[k];
            CalleeParameter parameter = backward.Parameters[k];
            switch (from.Kind)
            {
                case BackwardArgumentKind.Input when parameter.Kind == CalleeParameterKind.Scalar:
                    args.Add(Get(Scalar(inst, from.Index)));
                    break;
                case BackwardArgumentKind.Input:
                    (_, _, Value buffer, Value offset, Value length) = spans.First(s => s.Parameter == from.Index);
                    args.AddRange(Slice(inst, scope, buffer, offset, length));
                    break;
                case BackwardArgumentKind.Result:
                    args.Add(Get(inst.Results[0]));
                    break;
                case BackwardArgumentKind.Upstream when parameter.Kind == CalleeParameterKind.Scalar:
                    int result = from.Index < 0 ? 0 : ResultOfOut(callee, from.Index);
                    args.Add(d[result] ?? Build.Real(inst.Results[result].Type, 0));
                    break;
                case BackwardArgumentKind.Upstream:
                    AddShadow(from.Index);
                    break;
                case BackwardArgumentKind.Gradient when parameter.Kind == CalleeParameterKind.Out:
                    Returns(Scalar(inst, from.Index), parameter.Type);
                    break;
                case BackwardArgumentKind.Gradient:
                    if (callee.Parameters[from.Index].Kind == CalleeParameterKind.WrittenSpan)
                    {
                        inOut.Add(from.Index);
                    }

                    AddShadow(from.Index);
                    break;
            }
        }

        Build.Add(new Inst(Op.Call, args, results) { Callee = backward });
        foreach ((Value input, Value gradient) in gradients)
        {
            Add(scope, input, gradient);
        }

        void Returns(Value input, Ty type)
        {
            Value gradient = new(type, GradientName(input));
            results.Add(gradient);
            gradients.Add((input, gradient));
        }

        void AddShadow(int parameter)
        {
            (_, CalleeParameterKind kind, Value buffer, Value offset, Value length) = spans.First(s => s.Parameter == parameter);
            if (callee.HasOptionalGradients && kind == CalleeParameterKind.InputSpan && !_activity.IsActive(buffer))
            {
                args.AddRange([Build.Alloc(buffer.Layout!, Build.Int(0), GradientName(buffer)), Build.Int(0), Build.Int(0)]);
                return;
            }

            args.AddRange([Shadow(buffer), Get(offset), Get(length)]);
        }
    }

    /// <summary>The operand of a scalar C# parameter.</summary>
    private static Value Scalar(Inst call, int parameter)
    {
        int at = 0;
        for (int k = 0; k < parameter; k++)
        {
            at += call.Callee!.Parameters[k].Operands;
        }

        return call.Args[at];
    }

    private static int ResultOfOut(Callee callee, int parameter) =>
        (callee.Return is null ? 0 : 1) + callee.Parameters.Take(parameter).Count(p => p.Kind == CalleeParameterKind.Out);

    /// <summary>An input span as it was at the call: itself where nothing has written it since, else a copy through a stack.</summary>
    private List<Value> Slice(Inst call, Scope scope, Value buffer, Value offset, Value length)
    {
        bool survives = !IsLost(buffer) && !Effects.Writes(call).Contains(buffer);
        if (survives && _scopes[_layout.Home(buffer)].IsDirect && (scope.IsDirect ? !_layout.Writers(buffer).Any(w => _layout.Order(w) >= _layout.Order(call)) : IsUntouchedAfter(call, buffer)))
        {
            return [Cloned(buffer), Get(offset), Get(length)];
        }

        // Pushed element by element in front of the call, popped in the opposite order.
        ElementLayout layout = buffer.Layout!;
        Value[] stacks = [.. layout.Leaves.Select(_ => new Value(Ty.Stack, buffer.Hint + "Tape"))];
        Region setup = new(), push = new();
        setup.Body.AddRange(stacks.Select(s => new Inst(Op.NewStack, [], [s])));
        Build.In(push, () => Build.For(_clone[length], [], (j, _) =>
        {
            for (int field = 0; field < stacks.Length; field++)
            {
                Build.Add(new Inst(Op.Push, [stacks[field], Build.Load(_clone[buffer], _clone[offset] + j, field)], []));
            }

            return [];
        }));
        Insert(_g.Body, null, setup);
        InsertBefore(_cloneRegion[scope.Primal], _cloneInst[call], push);

        Value count = Get(length);
        Value copy = Build.Alloc(layout, count, buffer.Hint);
        Build.For(count, [], (j, _) =>
        {
            Value at = count - Build.Int(1) - j;
            for (int field = 0; field < stacks.Length; field++)
            {
                Value popped = new(layout.Leaves[field].Type);
                Build.Add(new Inst(Op.Pop, [stacks[field]], [popped]));
                Build.Store(copy, at, popped, field);
            }

            return [];
        });
        return [copy, Build.Int(0), count];
    }
}
