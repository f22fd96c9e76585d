using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>What tangents go in and come out; all values are parameters of the function.</summary>
public sealed record ForwardRequest
{
    /// <summary>Real scalars and buffers that come with a tangent. A buffer that is also written has its tangent written, too.</summary>
    public IReadOnlyList<Value> Inputs { get; init; } = [];

    /// <summary>Buffers that are only written, whose tangent is wanted.</summary>
    public IReadOnlyList<Value> Results { get; init; } = [];
}

/// <summary>A function with its tangent: parameters of the function, then the tangents of the inputs, then those of the results; yields of the function, then a tangent for each real one.</summary>
public sealed class TangentFunction(Function function)
{
    public Function Function { get; } = function;

    /// <summary>The parameters of the function → the same ones here.</summary>
    public Dictionary<Value, Value> Parameters { get; } = [];

    /// <summary>Inputs and results of the request → the parameter with their tangent.</summary>
    public Dictionary<Value, Value> Tangents { get; } = [];

    /// <summary>How many of the yields are the function's; the tangents of the real ones follow in their order.</summary>
    public int PrimalYields { get; set; }
}
