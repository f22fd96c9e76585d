using System;

namespace BinaryNet.Networks;

/// <summary>Three fully connected layers: inputs, two hidden layers, classes.</summary>
public sealed record Shape(int Inputs, int Hidden, int Classes)
{
    public int In(int layer) => layer == 0 ? Inputs : Hidden;

    public int Out(int layer) => layer == 2 ? Classes : Hidden;
}

/// <summary>Weights (a row per output), and scale and shift of the batch normalisation after each layer; all in one array.</summary>
public sealed class Parameters
{
    private readonly Shape _shape;

    public Parameters(Shape shape)
    {
        _shape = shape;
        All = new float[Start(3)];
    }

    public float[] All { get; }

    public Span<float> Weights(int layer) => All.AsSpan(Start(layer), _shape.In(layer) * _shape.Out(layer));

    public Span<float> Gamma(int layer) => All.AsSpan(Start(layer) + (_shape.In(layer) * _shape.Out(layer)), _shape.Out(layer));

    public Span<float> Beta(int layer) => All.AsSpan(Start(layer) + ((_shape.In(layer) + 1) * _shape.Out(layer)), _shape.Out(layer));

    /// <summary>Weights from -bound to bound, scales of 1.</summary>
    public static Parameters Random(Shape shape, int seed, float bound)
    {
        var parameters = new Parameters(shape);
        var random = new Random(seed);
        for (int layer = 0; layer < 3; layer++)
        {
            foreach (ref float w in parameters.Weights(layer))
            {
                w = bound * ((2 * random.NextSingle()) - 1);
            }

            parameters.Gamma(layer).Fill(1);
        }

        return parameters;
    }

    private int Start(int layer)
    {
        int start = 0;
        for (int k = 0; k < layer; k++)
        {
            start += (_shape.In(k) + 2) * _shape.Out(k);
        }

        return start;
    }
}
