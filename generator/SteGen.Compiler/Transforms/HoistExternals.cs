using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>Turns every External into a parameter, so that the function can stand in a static method of its own.</summary>
public static class HoistExternals
{
    /// <returns>The new parameters, at the end of the function's, with the C# text that the caller passes.</returns>
    public static IReadOnlyList<(Value Parameter, string Text)> Run(Function function)
    {
        Dictionary<(string, Ty), Value> parameters = [];
        Dictionary<Value, Value> replaced = [];
        List<(Value, string)> hoisted = [];
        Visit(function.Body);
        return hoisted;

        void Visit(Region region)
        {
            region.Body.RemoveAll(inst =>
            {
                if (inst.Op != Op.External)
                {
                    return false;
                }

                if (!parameters.TryGetValue((inst.Text!, inst.Result.Type), out Value? p))
                {
                    parameters[(inst.Text!, inst.Result.Type)] = p = new Value(inst.Result.Type, inst.Result.Hint ?? inst.Text!.Split('.').Last().TrimStart('_')) { Layout = inst.Result.Layout };
                    function.Body.Params.Add(p);
                    hoisted.Add((p, inst.Text!));
                }

                replaced[inst.Result] = p;
                return true;
            });
            foreach (Inst inst in region.Body)
            {
                Replace(inst.Args);
                foreach (Region nested in inst.Regions)
                {
                    Visit(nested);
                }
            }

            Replace(region.Yields);
        }

        void Replace(List<Value> values)
        {
            for (int k = 0; k < values.Count; k++)
            {
                if (replaced.TryGetValue(values[k], out Value? p))
                {
                    values[k] = p;
                }
            }
        }
    }
}
