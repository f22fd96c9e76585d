using System;
using SteGen.Training;

namespace VqVae;

/// <summary>Images of so many pixels; so many codes stand for one, each one of <see cref="Codes"/> rows of the codebook.</summary>
public sealed record Shape(int Inputs = 64, int Hidden = 128, int PerImage = 4, int Dim = 8, int Codes = 32)
{
    /// <summary>How many numbers the encoder gives for an image.</summary>
    public int Latent => PerImage * Dim;
}

/// <summary>Weights (a row per output) and shifts of two layers that encode and two that decode, and the codebook; the networks' in one array.</summary>
public sealed class Parameters
{
    private readonly int[] _starts;

    public Parameters(Shape shape)
    {
        int[] sizes = [shape.Inputs, shape.Hidden, shape.Latent, shape.Hidden, shape.Inputs];
        _starts = new int[9];
        for (int layer = 0; layer < 4; layer++)
        {
            _starts[(2 * layer) + 1] = _starts[2 * layer] + (sizes[layer] * sizes[layer + 1]);
            _starts[(2 * layer) + 2] = _starts[(2 * layer) + 1] + sizes[layer + 1];
        }

        All = new float[_starts[8]];
        Codebook = new float[shape.Codes * shape.Dim];
    }

    public float[] All { get; }

    public float[] Codebook { get; }

    public Span<float> W(int layer) => Part((2 * layer) - 2);

    public Span<float> B(int layer) => Part((2 * layer) - 1);

    public static Parameters Random(Shape shape, int seed)
    {
        var random = new Random(seed);
        var parameters = new Parameters(shape);
        Weights.Glorot(parameters.W(1), shape.Inputs, shape.Hidden, random);
        Weights.Glorot(parameters.W(2), shape.Hidden, shape.Latent, random);
        Weights.Glorot(parameters.W(3), shape.Latent, shape.Hidden, random);
        Weights.Glorot(parameters.W(4), shape.Hidden, shape.Inputs, random);
        return parameters;
    }

    private Span<float> Part(int part) => All.AsSpan(_starts[part].._starts[part + 1]);
}
