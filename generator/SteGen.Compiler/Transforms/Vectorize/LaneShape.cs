using SteGen.Compiler.Ir;

namespace SteGen.Compiler.Transforms.Vectorize;

public enum LaneKind
{
    /// <summary>The same in all iterations that run side by side: stays a scalar.</summary>
    Uniform,

    /// <summary>Lane 0 plus a stride per lane: stays a scalar, that of lane 0. Only integers.</summary>
    Linear,

    /// <summary>A vector.</summary>
    Varying,
}

/// <summary>How a value differs between the iterations of the loop that goes into lanes. Linear: value(lane) = value(0) + lane * Stride * Factor.</summary>
public readonly record struct LaneShape(LaneKind Kind, long Stride = 0, Value? Factor = null)
{
    public static readonly LaneShape Uniform = new(LaneKind.Uniform);

    public static readonly LaneShape Varying = new(LaneKind.Varying);

    public bool IsUniform => Kind == LaneKind.Uniform;

    public bool IsLinear => Kind == LaneKind.Linear;

    public bool IsVarying => Kind == LaneKind.Varying;

    /// <summary>Neighbouring lanes are neighbours.</summary>
    public bool IsContiguous => IsLinear && Stride == 1 && Factor is null;

    public static LaneShape Linear(long stride, Value? factor = null) => new(LaneKind.Linear, stride, factor);

    public LaneShape Join(LaneShape other) => this == other ? this : Varying;
}
