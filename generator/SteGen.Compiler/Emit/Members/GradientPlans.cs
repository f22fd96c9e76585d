using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Model;
using SteGen.Compiler.Transforms;

namespace SteGen.Compiler.Emit;

/// <summary>From the primal and the declaration to the gradient function and its plan.</summary>
internal static class GradientPlans
{
    /// <summary>Which gradients a declaration asks for.</summary>
    public static ReverseRequest Request(MethodModel model, Inputs inputs)
    {
        List<Value> scalars = [], buffers = [], results = [], inOuts = [];
        foreach (ParameterModel p in model.Parameters.Where(p => p.Shape is not null && ShapeText.HasReal(p.Shape)))
        {
            switch (p.Kind)
            {
                case ParameterKind.Value or ParameterKind.Ref or ParameterKind.Field when p.IsDifferentiable:
                    scalars.AddRange(inputs[p].Where(v => v.Type.IsReal()));
                    break;
                case ParameterKind.InputSpan when p.IsDifferentiable:
                    buffers.Add(inputs[p][0]);
                    break;
                case ParameterKind.ResultSpan:
                    results.Add(inputs[p][0]);
                    break;
                case ParameterKind.InOutSpan:
                    inOuts.Add(inputs[p][0]);
                    break;
            }
        }

        return new ReverseRequest { Scalars = scalars, Buffers = buffers, Results = results, InOuts = inOuts };
    }

    public static GradientPlan Create(MethodModel model, Inputs inputs, ReverseRequest request, GradientFunction gradient)
    {
        Dictionary<Value, int> yieldOf = [];
        for (int k = 0; k < request.Scalars.Count; k++)
        {
            yieldOf[request.Scalars[k]] = gradient.PrimalYields + k;
        }

        Dictionary<int, Value> upstreams = [];
        for (int k = 0; k < gradient.UpstreamScalars.Count; k++)
        {
            if (gradient.UpstreamScalars[k] is { } upstream)
            {
                upstreams[k] = upstream;
            }
        }

        Dictionary<string, Value> upstreamBuffers = [], gradientBuffers = [];
        Dictionary<string, int[]> gradients = [];
        foreach (ParameterModel p in model.Parameters.Where(p => p.Shape is not null))
        {
            IReadOnlyList<Value> values = inputs[p];
            if (p.Kind == ParameterKind.ResultSpan && gradient.UpstreamBuffers.TryGetValue(values[0], out Value? upstream))
            {
                upstreamBuffers[p.Name] = upstream;
            }
            else if (p.Kind == ParameterKind.InOutSpan && gradient.UpstreamBuffers.TryGetValue(values[0], out Value? shadow))
            {
                gradientBuffers[p.Name] = shadow;
            }
            else if (p.Kind == ParameterKind.InputSpan && gradient.GradientBuffers.TryGetValue(values[0], out Value? buffer))
            {
                gradientBuffers[p.Name] = buffer;
            }
            else if (p.Kind is ParameterKind.Value or ParameterKind.Ref or ParameterKind.Field && p.IsDifferentiable)
            {
                gradients[p.Name] = [.. values.Select(v => yieldOf.TryGetValue(v, out int y) ? y : -1)];
            }
        }

        Function function = gradient.Function;
        HashSet<Value> present = [.. function.Body.Params];
        ForgetLengths.Run(function, model.Parameters.Where(p => p.Kind == ParameterKind.ResultSpan && !ShapeText.HasReal(p.Shape!)).Select(p => inputs[p][1])
            .Where(gradient.Parameters.ContainsKey).Select(length => gradient.Parameters[length]));
        LocalizeResults.Run(function, model.Parameters.Where(p => p.Kind == ParameterKind.ResultSpan).Select(p => inputs[p][0])
            .Where(gradient.Parameters.ContainsKey).Select(buffer => gradient.Parameters[buffer]).Where(present.Contains));
        Cloner map = new();
        foreach (KeyValuePair<Value, Value> pair in gradient.Parameters)
        {
            map.Map[pair.Key] = pair.Value;
        }

        return new GradientPlan
        {
            Function = function,
            Inputs = inputs.Mapped(map),
            Upstreams = upstreams,
            UpstreamBuffers = upstreamBuffers,
            GradientBuffers = gradientBuffers,
            Gradients = gradients,
            PrimalYields = gradient.PrimalYields,
        };
    }
}
