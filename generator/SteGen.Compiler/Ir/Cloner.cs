using System.Collections.Generic;
using System.Linq;

namespace SteGen.Compiler.Ir;

/// <summary>Copies instructions and regions; values that are mapped already (parameters that the caller has bound) are replaced.</summary>
public sealed class Cloner
{
    public Dictionary<Value, Value> Map { get; } = [];

    public Value this[Value v] => Map.TryGetValue(v, out Value? mapped) ? mapped : v;

    public static Function Clone(Function function) => Clone(function, out _);

    /// <summary>A copy, and the way from each value to its copy.</summary>
    public static Function Clone(Function function, out Cloner cloner)
    {
        cloner = new();
        Function copy = new(function.Name);
        copy.Origins.AddRange(function.Origins);
        copy.Body = cloner.Clone(function.Body);
        foreach (KeyValuePair<Value, Value> length in function.LengthOf)
        {
            copy.LengthOf[cloner[length.Key]] = cloner[length.Value];
        }

        return copy;
    }

    public Region Clone(Region region)
    {
        Region copy = new() { Params = [.. region.Params.Select(Fresh)] };
        Append(region, copy);
        copy.Yields = [.. region.Yields.Select(y => this[y])];
        return copy;
    }

    /// <summary>The instructions of <paramref name="from"/>, without its parameters and yields, at the end of <paramref name="to"/>.</summary>
    public void Append(Region from, Region to)
    {
        foreach (Inst inst in from.Body)
        {
            to.Body.Add(Clone(inst));
        }
    }

    public Inst Clone(Inst inst)
    {
        List<Value> args = [.. inst.Args.Select(a => this[a])];
        List<Region> regions = [.. inst.Regions.Select(Clone)];
        return new Inst(inst.Op, args, [.. inst.Results.Select(Fresh)], regions)
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
        };
    }

    public Value Fresh(Value v) => Map[v] = new Value(v.Type, v.Hint) { Layout = v.Layout };
}
