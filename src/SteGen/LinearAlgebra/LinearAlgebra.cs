using System;

namespace SteGen;

/// <summary>
/// Dense products of row-major matrices in spans: matrix times matrix, matrix times vector, convolution. A method marked <c>[Differentiable]</c> may call them; their derivatives are known in both modes. The sums have one
/// order at every vector width and for every number of threads.
/// </summary>
public static partial class LinearAlgebra
{
    private static int s_maxThreads = Environment.ProcessorCount;

    /// <summary>How many threads a large product may use, the calling one included. At first the number of processors; 1 for none but the calling thread.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is below 1.</exception>
    public static int MaxThreads
    {
        get => s_maxThreads;
        set
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, 1);
            s_maxThreads = value;
        }
    }
}
