using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Model;

/// <summary>The two ends of a method's derivative: the values of its function that are differentiated with respect to, and those that are differentiated.</summary>
/// <param name="Inputs">Real leaves and spans of parameters with a gradient.</param>
/// <param name="Results">Real yields, and spans with reals that the body writes.</param>
public sealed record Ends(IReadOnlyList<Value> Inputs, IReadOnlyList<Value> Results)
{
    public static Ends Of(Function function, IEnumerable<ParameterModel> parameters)
    {
        List<Value> inputs = [], results = [];
        int at = 0;
        foreach (ParameterModel p in parameters)
        {
            if (p.Kind is ParameterKind.Out or ParameterKind.Constant)
            {
                continue; // no parameter of the function
            }

            if (function.Body.Params[at] is { Type: Ty.Buffer } buffer)
            {
                at += 2;
                if (p.IsDifferentiable && p.Kind != ParameterKind.ResultSpan)
                {
                    inputs.Add(buffer);
                }

                if (p.Kind is ParameterKind.ResultSpan or ParameterKind.InOutSpan && buffer.Layout!.Leaves.Any(l => l.Type.IsReal()))
                {
                    results.Add(buffer);
                }

                continue;
            }

            foreach (Leaf leaf in p.Shape!.Leaves)
            {
                if (p.IsDifferentiable && leaf.Type.IsReal())
                {
                    inputs.Add(function.Body.Params[at]);
                }

                at++;
            }
        }

        results.AddRange(function.Body.Yields.Where(y => y.Type.IsReal()));
        return new Ends(inputs, results);
    }
}
