using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// All rows of a Jacobian from one forward: the primal part of a gradient function once, its backward once per row with a unit upstream. Equal values of the rows are merged by simplification.
/// </summary>
public static class JacobianFunction
{
    /// <param name="gradient">As reverse mode left it, of a function without gradient buffers.</param>
    /// <returns>Parameters of the primal; yields: for each real result a row with the gradient of each scalar of the request.</returns>
    public static Function Create(GradientFunction gradient)
    {
        Function source = gradient.Function, jacobian = new(source.Name + "Jacobian");
        jacobian.Origins.AddRange(source.Origins);
        HashSet<Value> upstreams = [.. gradient.UpstreamScalars.OfType<Value>()];
        Cloner shared = new();
        jacobian.Body.Params.AddRange(source.Body.Params.Where(p => !upstreams.Contains(p)).Select(shared.Fresh));
        foreach (KeyValuePair<Value, Value> length in source.LengthOf)
        {
            jacobian.LengthOf[shared[length.Key]] = shared[length.Value];
        }

        // what lies on a stack is gone when a row has read it: then each row runs the forward for itself
        bool once = source.All().All(i => i.Op != Op.Pop);
        int boundary = once ? gradient.Boundary : 0;
        foreach (Inst inst in source.Body.Body.Take(boundary))
        {
            jacobian.Body.Body.Add(shared.Clone(inst));
        }

        Build.At = jacobian.Body;
        Build.Origin = -1;
        foreach (Value row in gradient.UpstreamScalars.OfType<Value>())
        {
            Cloner cloner = new();
            foreach (KeyValuePair<Value, Value> pair in shared.Map)
            {
                cloner.Map[pair.Key] = pair.Value;
            }

            foreach (Value upstream in upstreams)
            {
                cloner.Map[upstream] = Build.Real(upstream.Type, upstream == row ? 1 : 0);
            }

            foreach (Inst inst in source.Body.Body.Skip(boundary))
            {
                jacobian.Body.Body.Add(cloner.Clone(inst));
            }

            jacobian.Body.Yields.AddRange(source.Body.Yields.Skip(gradient.PrimalYields).Select(y => cloner[y]));
        }

        return jacobian;
    }
}
