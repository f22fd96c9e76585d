using System;

namespace SteGen;

/// <summary>The members that SteGen can add beside a differentiable method <c>F</c>.</summary>
[Flags]
public enum Derivatives
{
    /// <summary>No member. A method marked so can still be called by differentiable methods, of other assemblies too.</summary>
    None = 0,

    /// <summary><c>FForward</c>: the vectorized twin of <c>F</c>, which computes nothing that only the derivative needs.</summary>
    Forward = 1,

    /// <summary><c>FValueAndGradient</c> and <c>FGradient</c>: for functions with one scalar result.</summary>
    Gradient = 2,

    /// <summary><c>FBackward</c>: the product of upstream gradients and the Jacobian.</summary>
    Backward = 4,

    /// <summary><c>FForward</c> and <c>FBackward</c> with a <see cref="SteGen.Tape"/>, where the backward needs values of the forward.</summary>
    Tape = 8,

    /// <summary><c>FForwardBatch</c> and <c>FBackwardBatch</c>: a scalar function over spans of elements.</summary>
    Batch = 16,

    /// <summary>What is emitted unless <see cref="DifferentiableAttribute.Emit"/> says otherwise.</summary>
    Default = Forward | Gradient | Backward | Tape | Batch,

    /// <summary>The twins that add to gradients instead of overwriting them: <c>FAccumulateGradient</c>, <c>FAccumulateBackward</c>, <c>FAccumulateBackwardBatch</c>.</summary>
    Accumulate = 32,

    /// <summary><c>FJvp</c> and <c>FJvpBatch</c>: the product of the Jacobian and a tangent.</summary>
    Jvp = 64,

    /// <summary><c>FHessian</c>: all second derivatives, row by row; for functions with one scalar result.</summary>
    Hessian = 128,

    /// <summary><c>FHessianVectorProduct</c>: for functions with one scalar result.</summary>
    HessianVectorProduct = 256,

    /// <summary><c>FJacobian</c> and <c>FJacobianBatch</c>: one row per scalar result, all rows from one forward.</summary>
    Jacobian = 512,
}
