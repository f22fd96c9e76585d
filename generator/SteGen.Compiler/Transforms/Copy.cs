using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>A second copy of a function, with the way from each value to its copy.</summary>
public sealed class Copy
{
    private Copy(Function function) => Function = function;

    public Function Function { get; }

    public Dictionary<Value, Value> Values { get; } = [];

    public Value this[Value v] => Values[v];

    public static Copy Of(Function function, string name)
    {
        Copy copy = new(new Function(name));
        copy.Function.Origins.AddRange(function.Origins);
        copy.Function.Body = copy.Of(function.Body);
        foreach (KeyValuePair<Value, Value> length in function.LengthOf)
        {
            copy.Function.LengthOf.Add(copy[length.Key], copy[length.Value]);
        }

        return copy;
    }

    private Region Of(Region region)
    {
        Region copy = new();
        copy.Params.AddRange(region.Params.Select(Define));
        foreach (Inst inst in region.Body)
        {
            List<Region> regions = [.. inst.Regions.Select(Of)];
            copy.Body.Add(new Inst(inst.Op, [.. inst.Args.Select(a => Values[a])], [.. inst.Results.Select(Define)], regions)
            {
                Number = inst.Number,
                Integer = inst.Integer,
                Text = inst.Text,
                Check = inst.Check,
                Callee = inst.Callee,
                Origin = inst.Origin,
                IsAdjointSum = inst.IsAdjointSum,
                LoopNumber = inst.LoopNumber,
                InLanes = inst.InLanes,
            });
        }

        copy.Yields.AddRange(region.Yields.Select(y => Values[y]));
        return copy;
    }

    private Value Define(Value v) => Values[v] = new Value(v.Type, v.Hint) { Layout = v.Layout };
}
