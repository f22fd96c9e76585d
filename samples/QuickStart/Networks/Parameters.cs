using System;
using QuickStart.Digits;

namespace QuickStart.Networks;

/// <summary>The weights and biases of a network 64-128-64-10, or a gradient of them: one array, so that the optimizer needs to know nothing of layers.</summary>
public sealed class Parameters
{
    public const int Inputs = DigitSet.Pixels;
    public const int Hidden1 = 128;
    public const int Hidden2 = 64;
    public const int Outputs = DigitSet.Classes;

    private const int Weights = (Inputs * Hidden1) + (Hidden1 * Hidden2) + (Hidden2 * Outputs);
    private readonly float[] _values = new float[Weights + Hidden1 + Hidden2 + Outputs];

    public Span<float> All => _values;

    /// <summary>The weights of all layers, without the biases.</summary>
    public Span<float> AllWeights => _values.AsSpan(0, Weights);

    public Span<float> W1 => _values.AsSpan(0, Inputs * Hidden1);

    public Span<float> W2 => _values.AsSpan(Inputs * Hidden1, Hidden1 * Hidden2);

    public Span<float> W3 => _values.AsSpan((Inputs * Hidden1) + (Hidden1 * Hidden2), Hidden2 * Outputs);

    public Span<float> B1 => _values.AsSpan(Weights, Hidden1);

    public Span<float> B2 => _values.AsSpan(Weights + Hidden1, Hidden2);

    public Span<float> B3 => _values.AsSpan(Weights + Hidden1 + Hidden2, Outputs);

    /// <summary>Weights uniform in [-1, 1] (each layer divides by the root of its width), biases 0.</summary>
    public static Parameters Random(int seed)
    {
        var random = new Random(seed);
        var result = new Parameters();
        foreach (ref float w in result.AllWeights)
        {
            w = (2 * random.NextSingle()) - 1;
        }

        return result;
    }
}
