using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;

namespace SteGen.Compiler.Emit;

/// <summary>What the gradient members need to know about a gradient function, in the terms of the method's parameters.</summary>
internal sealed class GradientPlan
{
    public required Function Function { get; init; }

    /// <summary>The parameters of the primal, in order (result buffers among them are local scratch by now).</summary>
    public required Inputs Inputs { get; init; }

    /// <summary>Upstream gradients of the real leaves of the results, in the order of the primal's yields (return value, out, ref).</summary>
    public required IReadOnlyDictionary<int, Value> Upstreams { get; init; }

    /// <summary>Upstream buffers of result spans.</summary>
    public required IReadOnlyDictionary<string, Value> UpstreamBuffers { get; init; }

    /// <summary>Gradient buffers of differentiable spans; of in-out spans they carry the upstream on entry.</summary>
    public required IReadOnlyDictionary<string, Value> GradientBuffers { get; init; }

    /// <summary>For differentiable parameters of scalars: the yield that is the gradient of each leaf, -1 for leaves without one.</summary>
    public required IReadOnlyDictionary<string, int[]> Gradients { get; init; }

    /// <summary>How many yields the primal has; they come first.</summary>
    public required int PrimalYields { get; init; }

    /// <summary>The same plan over a copy of the function, so that a member can change it.</summary>
    public GradientPlan Copy()
    {
        Function copy = Cloner.Clone(Function, out Cloner cloner);
        return new GradientPlan
        {
            Function = copy,
            Inputs = Inputs.Mapped(cloner),
            Upstreams = Upstreams.ToDictionary(p => p.Key, p => cloner[p.Value]),
            UpstreamBuffers = UpstreamBuffers.ToDictionary(p => p.Key, p => cloner[p.Value]),
            GradientBuffers = GradientBuffers.ToDictionary(p => p.Key, p => cloner[p.Value]),
            Gradients = Gradients,
            PrimalYields = PrimalYields,
        };
    }

    /// <summary>C# text of every parameter of the function.</summary>
    public Dictionary<Value, string> Texts(MethodModel model)
    {
        Dictionary<Value, string> texts = Inputs.Texts(model);
        foreach (ParameterModel p in model.Parameters)
        {
            string gradient = Arguments.GradientName(p);
            if (p.Kind == ParameterKind.ResultSpan)
            {
                // the buffer is scratch of the function's own by now
                texts.Remove(Inputs[p][0]);
                texts[Inputs[p][1]] = gradient + ".Length";
                if (UpstreamBuffers.TryGetValue(p.Name, out Value? upstream))
                {
                    texts[upstream] = gradient;
                }
            }

            if (GradientBuffers.TryGetValue(p.Name, out Value? buffer))
            {
                texts[buffer] = gradient;
            }
        }

        foreach (var (yield, text) in UpstreamTexts(model))
        {
            if (Upstreams.TryGetValue(yield, out Value? value))
            {
                texts[value] = text;
            }
        }

        return texts;
    }

    /// <summary>For every yield of the primal the text of its upstream gradient.</summary>
    private static IEnumerable<(int Yield, string Text)> UpstreamTexts(MethodModel model)
    {
        int next = 0;
        if (model.Return is not null)
        {
            foreach (var (name, shape) in ShapeText.Parts(model.Return))
            {
                foreach (Leaf leaf in shape.Leaves)
                {
                    yield return (next++, ShapeText.Member(Arguments.UpstreamName(name), leaf.Path));
                }
            }
        }

        foreach (ParameterModel p in model.Parameters.Where(p => p.Kind == ParameterKind.Out).Concat(model.Parameters.Where(p => p.Kind == ParameterKind.Ref)))
        {
            foreach (Leaf leaf in p.Shape!.Leaves)
            {
                yield return (next++, ShapeText.Member(Arguments.GradientName(p), leaf.Path));
            }
        }
    }
}
