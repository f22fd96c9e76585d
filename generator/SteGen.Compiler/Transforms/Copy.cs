using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>A second copy of a function, with the way from each value to its copy.</summary>
public sealed class Copy
{
    private readonly Cloner _cloner;

    private Copy(Function function, string name)
    {
        Function = Cloner.Clone(function, out _cloner);
        Function.Name = name;
    }

    public Function Function { get; }

    public Dictionary<Value, Value> Values => _cloner.Map;

    public Value this[Value v] => Values[v];

    public static Copy Of(Function function, string name) => new(function, name);
}
