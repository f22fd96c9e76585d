using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary><c>FBackward</c>, <c>FValueAndGradient</c>, <c>FGradient</c> and their adding twins: one function, three faces.</summary>
internal static class GradientMembers
{
    public static Member Backward(MethodModel model, GradientPlan plan, bool accumulate)
    {
        plan = plan.Copy();
        bool runsPrimal = plan.PrimalYields > 0;
        Keep(plan, [.. runsPrimal ? RefYields(model) : [], .. GradientYields(plan)]);
        Arguments arguments = new(model);
        List<Argument> list = [.. arguments.Inputs(results: false), .. arguments.Upstreams(), .. arguments.Gradients(accumulate)];
        Signature signature = new(model.Prefix + (accumulate ? "AccumulateBackward" : "Backward"), "void", list);
        return Create(model, plan, signature, accumulate ? Members.Accumulate : Members.Backward, list, accumulate) with
        {
            Summary = $"The vector-Jacobian product of <c>{model.Name}</c>: the gradients of its inputs from those of its results{(accumulate ? ", added" : "")}.",
            Epilogue = emitter => [.. runsPrimal ? Refs(model, plan, emitter) : [], .. Outs(model, plan, emitter, accumulate)],
        };
    }

    public static Member ValueAndGradient(MethodModel model, GradientPlan plan, bool accumulate)
    {
        plan = WithUpstreamOne(model, plan);
        Keep(plan, [0, .. GradientYields(plan)]);
        Arguments arguments = new(model);
        List<Argument> list = [.. arguments.Inputs(results: false), .. arguments.Gradients(accumulate)];
        Signature signature = new(model.Prefix + (accumulate ? "AccumulateGradient" : "ValueAndGradient"), model.Return!.TypeText, list);
        return Create(model, plan, signature, accumulate ? Members.Accumulate : Members.Gradient, list, accumulate) with
        {
            Summary = $"The value of <c>{model.Name}</c> and its gradient{(accumulate ? ", which is added" : "")}.",
            Returns = $"What <c>{model.Name}</c> returns.",
            Epilogue = emitter => [.. Outs(model, plan, emitter, accumulate), $"return {emitter.Text(plan.Function.Body.Yields[0])};"],
        };
    }

    public static Member Gradient(MethodModel model, GradientPlan plan)
    {
        plan = WithUpstreamOne(model, plan);
        Keep(plan, [.. GradientYields(plan)]);
        List<Argument> list = [.. new Arguments(model).Inputs(results: false)];
        List<ParameterModel> wanted = [.. model.Parameters.Where(p => p.IsDifferentiable)];
        string type = wanted.Count == 1
            ? ShapeText.GradientType(wanted[0].Shape!)
            : $"({string.Join(", ", wanted.Select(p => $"{ShapeText.GradientType(p.Shape!)} {Names.Escape(p.Name)}"))})";
        Signature signature = new(model.Prefix + "Gradient", type, list);
        return Create(model, plan, signature, Members.Gradient, list, accumulate: false) with
        {
            Summary = $"The gradient of <c>{model.Name}</c>.",
            Returns = wanted.Count == 1 ? $"The partial derivative with respect to <c>{wanted[0].Name}</c>." : "The partial derivatives, named as the inputs.",
            Epilogue = emitter =>
            {
                List<string> parts = [.. wanted.Select(p => Construct(plan, p, emitter, null))];
                return [$"return {(parts.Count == 1 ? parts[0] : "(" + string.Join(", ", parts) + ")")};"];
            },
        };
    }

    private static Member Create(MethodModel model, GradientPlan plan, Signature signature, Members kind, List<Argument> list, bool accumulate)
    {
        List<(string, string)> lengths = [.. model.Parameters
            .Where(p => p.IsDifferentiable && p.Kind is ParameterKind.InputSpan or ParameterKind.InOutSpan)
            .Where(p => list.Any(a => a.Name == Arguments.GradientName(p)))
            .Select(p => (Arguments.GradientName(p), Names.Escape(p.Name)))];
        if (!accumulate)
        {
            OverwriteGradients.Run(plan.Function, model.Parameters.Where(p => p.Kind == ParameterKind.InputSpan && plan.GradientBuffers.ContainsKey(p.Name)).Select(p => plan.GradientBuffers[p.Name]));
        }

        Dictionary<Value, string> texts = plan.Texts(model);
        Value? Buffer(Argument a) => texts.Where(t => t.Key.Type == Ty.Buffer && t.Value == a.Name).Select(t => t.Key).FirstOrDefault();
        return new Member(signature, kind, plan.Function, texts)
        {
            Guards = Arguments.Guards([.. list, .. new Arguments(model).Marked()], lengths, (written, read) => Buffer(written) is { } to && Buffer(read) is { } from && ElementWise.Allows(plan.Function, to, from)),
        };
    }

    /// <summary>The upstream gradient is 1: what follows from that is computed now.</summary>
    public static GradientPlan WithUpstreamOne(MethodModel model, GradientPlan plan)
    {
        plan = plan.Copy();
        Value upstream = plan.Upstreams[0], one = new(upstream.Type);
        plan.Function.Body.Params.Remove(upstream);
        Substitution constant = new();
        constant.Add(upstream, one);
        constant.Apply(plan.Function.Body);
        plan.Function.Body.Body.Insert(0, new Inst(Op.Const, [], [one]) { Number = 1 });
        return plan;
    }

    /// <summary>Only these yields are wanted; the others are replaced so that nothing is computed for them.</summary>
    private static void Keep(GradientPlan plan, HashSet<int> wanted)
    {
        List<Value> yields = plan.Function.Body.Yields;
        for (int k = 0; k < yields.Count; k++)
        {
            if (!wanted.Contains(k))
            {
                Build.At = plan.Function.Body;
                Build.Origin = -1;
                yields[k] = Build.Zero(yields[k].Type);
            }
        }

        Simplify.Run(plan.Function);
    }


    private static IEnumerable<int> GradientYields(GradientPlan plan) => plan.Gradients.Values.SelectMany(y => y).Where(y => y >= 0);

    private static IEnumerable<int> RefYields(MethodModel model)
    {
        int next = (model.Return?.Leaves.Count ?? 0) + model.Parameters.Where(p => p.Kind == ParameterKind.Out).Sum(p => p.Shape!.Leaves.Count);
        return Enumerable.Range(next, model.Parameters.Where(p => p.Kind == ParameterKind.Ref).Sum(p => p.Shape!.Leaves.Count));
    }

    private static IEnumerable<string> Refs(MethodModel model, GradientPlan plan, ScalarEmitter emitter) =>
        ForwardMembers.Results(model, emitter, plan.Function.Body.Yields, returns: false);

    /// <summary>Gradients of scalars and structs go to their out or ref arguments.</summary>
    public static IEnumerable<string> Outs(MethodModel model, GradientPlan plan, ScalarEmitter emitter, bool accumulate)
    {
        foreach (ParameterModel p in model.Parameters.Where(p => p.IsDifferentiable && plan.Gradients.ContainsKey(p.Name)))
        {
            string name = Arguments.GradientName(p);
            bool adds = accumulate && p.Kind != ParameterKind.Ref;
            yield return $"{name} = {Construct(plan, p, emitter, adds ? name : null)};";
        }
    }

    private static string Construct(GradientPlan plan, ParameterModel p, ScalarEmitter emitter, string? addedTo)
    {
        int[] yields = plan.Gradients[p.Name];
        return ShapeText.Construct(p.Shape!, k =>
        {
            if (yields[k] < 0)
            {
                return null;
            }

            ScalarOps.Fragment value = emitter.Operand(plan.Function.Body.Yields[yields[k]]);
            return addedTo is null ? value.Text : $"{ShapeText.Member(addedTo, p.Shape!.Leaves[k].Path)} + {value.In(ScalarOps.Precedence.Additive, right: true)}";
        });
    }
}
