using System.Collections.Generic;
using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms;

/// <summary>What a gradient is wanted of; all values are parameters of the primal.</summary>
public sealed record ReverseRequest
{
    /// <summary>Real scalars whose gradients become yields.</summary>
    public IReadOnlyList<Value> Scalars { get; init; } = [];

    /// <summary>Buffers that are only read and get a gradient buffer, which is added to.</summary>
    public IReadOnlyList<Value> Buffers { get; init; } = [];

    /// <summary>Buffers that are only results: their upstream gradient is a buffer that is only read.</summary>
    public IReadOnlyList<Value> Results { get; init; } = [];

    /// <summary>Buffers that are read as they came and written: one shadow, upstream on entry, gradient of the entry values on exit.</summary>
    public IReadOnlyList<Value> InOuts { get; init; } = [];

    /// <summary>
    /// A Jacobian: one row of gradients for each real yield, instead of one gradient with upstreams. All rows share one primal. There are no written buffers then.
    /// </summary>
    public bool IsJacobian { get; init; }

    /// <summary>Runs forward and backward of one iteration together where that is allowed, so that the loop keeps nothing.</summary>
    public bool SingleSweep { get; init; } = true;

    /// <summary>The body of a method that is called: its backward runs after its caller has gone on, so that what it wrote may have been overwritten, and its frames lie on its caller's stack.</summary>
    public bool IsProcedure { get; init; }

    /// <summary>Of a procedure: all buffers that it writes, those without reals as well.</summary>
    public IReadOnlyList<Value> Written { get; init; } = [];
}
