using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>
/// A primal and its backward as one function. Parameters: those of the primal, the upstream of each real yield, the upstream buffers (results, then in-outs), the gradient buffers.
/// Yields: those of the primal, then the gradient of each scalar of the request.
/// </summary>
public sealed class GradientFunction(Function function, ReverseRequest request)
{
    public Function Function { get; } = function;

    /// <summary>What was asked for, in values of the primal.</summary>
    public ReverseRequest Request { get; } = request;

    /// <summary>The parameters of the primal → the same ones here.</summary>
    public Dictionary<Value, Value> Parameters { get; } = [];

    /// <summary>For each yield of the primal its upstream parameter; null where the yield is no real.</summary>
    public List<Value?> UpstreamScalars { get; } = [];

    /// <summary>Written buffer parameters of the primal → the parameter with their upstream gradient. An in-out buffer has its gradient there, too.</summary>
    public Dictionary<Value, Value> UpstreamBuffers { get; } = [];

    /// <summary>Read buffer parameters of the primal → the parameter that their gradient is added to.</summary>
    public Dictionary<Value, Value> GradientBuffers { get; } = [];

    /// <summary>Of a Jacobian: for each row the parameters that gradients of buffers are added to. The yields are the primal's, then the gradients of the scalars, row by row.</summary>
    public List<Dictionary<Value, Value>> RowBuffers { get; } = [];

    /// <summary>The stack that frames of recursive calls lie on; a parameter, the last one, where the function is itself such a call's. Null where nothing is recursive.</summary>
    public Value? Frames { get; set; }

    /// <summary>How many of the yields are the primal's; the rest are gradients.</summary>
    public int PrimalYields { get; set; }

    /// <summary>How many instructions of the body belong to the primal: what follows is the backward. Valid until the function is changed.</summary>
    public int Boundary { get; set; }
}
