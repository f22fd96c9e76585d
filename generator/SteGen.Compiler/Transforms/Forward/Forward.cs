using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Analyses;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Rules;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// Forward mode: beside each active value its tangent. It has no rules of its own: a real partial is its own transpose, so y' is the sum over the operands of rule(d := x'). It runs over the IR of a gradient as well,
/// memory and stacks included, which gives products with the Hessian.
/// </summary>
public sealed partial class Forward
{
    private readonly Activity _activity;
    private readonly Layout _layout;
    private readonly Dictionary<Value, Value> _primal = [];

    /// <summary>Tangents of values, twins of buffers and stacks. None is zero.</summary>
    private readonly Dictionary<Value, Value> _tangent = [];

    /// <summary>Stacks with frames: the tangents of a frame lie at the same place as the frame, so that the twin is always there.</summary>
    private readonly HashSet<Value> _frames;

    private Forward(Function function, ForwardRequest request)
    {
        _layout = new Layout(function);
        _activity = Activity.Of(function, request.Inputs);
        _frames = [.. function.All().Where(i => i.Op == Op.Call).SelectMany(i => i.Args).Where(a => a.Type == Ty.Stack)];
    }

    /// <summary>Do all calls in the function have a forward mode: one that the user wrote, or pure scalars, by the linearity of their backward? A backward that a user wrote has none.</summary>
    public static bool CanRun(Function function) =>
        function.All().Where(i => i.Op == Op.Call && i.Callee!.Procedure is null && (i.Callee!.Backward is not null || i.Callee.Arguments.Count > 0)).All(i => i.Callee!.Backward is not null && HasTangent(i));

    public static TangentFunction Run(Function function, ForwardRequest request)
    {
        Function g = new(function.Name + "Jvp");
        g.Origins.AddRange(function.Origins);
        TangentFunction result = new(g);
        Forward forward = new(function, request);
        foreach (Value p in function.Body.Params)
        {
            Value copy = forward.Copy(p);
            g.Body.Params.Add(copy);
            result.Parameters.Add(p, copy);
        }

        foreach (KeyValuePair<Value, Value> length in function.LengthOf)
        {
            g.LengthOf.Add(forward._primal[length.Key], forward._primal[length.Value]);
        }

        foreach (Value p in request.Inputs.Concat(request.Results))
        {
            Value tangent = forward._tangent[p] = Twin(p);
            g.Body.Params.Add(tangent);
            result.Tangents.Add(p, tangent);
            if (function.LengthOf.TryGetValue(p, out Value? length))
            {
                g.LengthOf.Add(tangent, forward._primal[length]);
            }
        }

        Build.At = g.Body;
        Build.Origin = -1;
        forward.Body(function.Body);
        g.Body.Yields.AddRange(function.Body.Yields.Select(y => forward._primal[y]));
        result.PrimalYields = g.Body.Yields.Count;
        foreach (Value y in function.Body.Yields.Where(y => y.Type.IsReal()))
        {
            g.Body.Yields.Add(forward.TangentOrZero(y));
        }

        return result;
    }

    private static Value Twin(Value v) => new(v.Type, v.Hint is null ? null : v.Hint + "Tangent") { Layout = v.Layout };

    private Value Copy(Value v) => _primal[v] = new Value(v.Type, v.Hint) { Layout = v.Layout };

    private Value TangentOrZero(Value v) => _tangent.TryGetValue(v, out Value? t) ? t : Build.Real(v.Type, 0);

    private List<Value> Operands(Inst inst) => [.. inst.Args.Select(a => _primal[a])];

    private void Body(Region region)
    {
        foreach (Inst inst in region.Body)
        {
            Build.Origin = inst.Origin;
            switch (inst.Op)
            {
                case Op.If or Op.For or Op.While:
                    Structured(inst);
                    break;
                case Op.Call:
                    Call(inst);
                    break;
                case Op.Alloc or Op.NewStack or Op.Load or Op.Pop or Op.Peek or Op.Cut or Op.Store or Op.Accumulate or Op.Push or Op.Clear:
                    Memory(inst);
                    break;
                default:
                    Straight(inst);
                    break;
            }
        }
    }

    private void Same(Inst inst, List<Value> args, List<Value> results) => Build.Add(new Inst(inst.Op, args, results)
    {
        Number = inst.Number,
        Integer = inst.Integer,
        Text = inst.Text,
        Check = inst.Check,
        Callee = inst.Callee,
        IsAdjointSum = inst.IsAdjointSum,
    });

    private void Straight(Inst inst)
    {
        Same(inst, Operands(inst), [.. inst.Results.Select(Copy)]);
        if (inst.Results.Count == 0 || !_activity.IsActive(inst.Result) || !Derivatives.Table.TryGet(inst.Op, out Rule rule))
        {
            return;
        }

        if (inst.Op == Op.Select)
        {
            if (_tangent.ContainsKey(inst.Args[1]) || _tangent.ContainsKey(inst.Args[2]))
            {
                Name(inst.Result, Build.Select(_primal[inst.Args[0]], TangentOrZero(inst.Args[1]), TangentOrZero(inst.Args[2])));
            }

            return;
        }

        Operand y = Ask(inst.Result);
        List<Operand> x = [.. inst.Args.Select(Ask)];
        Value? sum = null;
        for (int k = 0; k < inst.Args.Count; k++)
        {
            if (rule.Flows(k) && _tangent.TryGetValue(inst.Args[k], out Value? t))
            {
                Value part = rule.Tangent(k, t, inst.Result.Type, y, x);
                sum = sum is null ? part : Sum(sum, part);
            }
        }

        if (sum is not null)
        {
            Name(inst.Result, sum);
        }
    }

    /// <summary>A tangent of zero means that nothing moves: it may be dropped from a sum.</summary>
    private static Value Sum(Value a, Value b)
    {
        Value sum = a + b;
        Build.At.Body[Build.At.Body.Count - 1].IsAdjointSum = true;
        return sum;
    }

    private void Name(Value v, Value tangent)
    {
        tangent.Hint ??= v.Hint is null ? null : v.Hint + "Tangent";
        _tangent[v] = tangent;
    }

    private Operand Ask(Value v) => new(v.Type, _layout.Literal(v), () => _primal[v]);
}
