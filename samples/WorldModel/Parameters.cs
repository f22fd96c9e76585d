using System;
using SteGen.Training;

namespace WorldModel;

/// <summary>A code is one of <see cref="Classes"/> in each of <see cref="Groups"/> groups.</summary>
public sealed record Shape(int Hidden = 128, int Groups = 4, int Classes = 8)
{
    /// <summary>How many numbers a code has, written as ones and zeros.</summary>
    public int Width => Groups * Classes;

    /// <summary>How many codes there are.</summary>
    public int Codes => (int)Math.Pow(Classes, Groups);
}

/// <summary>Weights (a row per output) and shifts of three networks of two layers, in one array: encoder, transition, decoder.</summary>
public sealed class Parameters
{
    private readonly int[] _starts = new int[13];
    private readonly int[] _inputs;
    private readonly int[] _outputs;

    public Parameters(Shape shape)
    {
        (int hidden, int width) = (shape.Hidden, shape.Width);
        _inputs = [GridWorld.Pixels, hidden, width + GridWorld.Actions, hidden, width, hidden];
        _outputs = [hidden, width, hidden, width, hidden, GridWorld.Pixels];
        for (int layer = 0; layer < 6; layer++)
        {
            _starts[(2 * layer) + 1] = _starts[2 * layer] + (_inputs[layer] * _outputs[layer]);
            _starts[(2 * layer) + 2] = _starts[(2 * layer) + 1] + _outputs[layer];
        }

        All = new float[_starts[12]];
    }

    public float[] All { get; }

    public Span<float> W(int layer) => Part((2 * layer) - 2);

    public Span<float> B(int layer) => Part((2 * layer) - 1);

    public static Parameters Random(Shape shape, int seed)
    {
        var random = new Random(seed);
        var parameters = new Parameters(shape);
        for (int layer = 1; layer <= 6; layer++)
        {
            Weights.Glorot(parameters.W(layer), parameters._inputs[layer - 1], parameters._outputs[layer - 1], random);
        }

        return parameters;
    }

    private Span<float> Part(int part) => All.AsSpan(_starts[part].._starts[part + 1]);
}
