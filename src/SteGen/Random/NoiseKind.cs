namespace SteGen.Numerics;

/// <summary>What becomes of uniform numbers.</summary>
internal enum NoiseKind
{
    Uniform,
    Gumbel,
    Logistic,
    Normal,
}
