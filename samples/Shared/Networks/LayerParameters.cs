using System;
using System.Collections.Generic;
using SteGen.Training;

namespace Samples;

/// <summary>Weights (a row per output) and shifts of fully connected layers, in one array, which an optimizer takes whole. Layers are counted from 1.</summary>
public class LayerParameters
{
    private readonly IReadOnlyList<(int Inputs, int Outputs)> _layers;
    private readonly int[] _starts;

    /// <summary>All numbers are 0.</summary>
    public LayerParameters(params IReadOnlyList<(int Inputs, int Outputs)> layers)
    {
        _layers = layers;
        _starts = new int[(2 * layers.Count) + 1];
        for (int k = 0; k < layers.Count; k++)
        {
            _starts[(2 * k) + 1] = _starts[2 * k] + (layers[k].Inputs * layers[k].Outputs);
            _starts[(2 * k) + 2] = _starts[(2 * k) + 1] + layers[k].Outputs;
        }

        All = new float[_starts[^1]];
    }

    public float[] All { get; }

    public Span<float> W(int layer) => Part((2 * layer) - 2);

    public Span<float> B(int layer) => Part((2 * layer) - 1);

    /// <summary>Random weights, layer by layer; the shifts stay as they are.</summary>
    public void Draw(Random random)
    {
        for (int layer = 1; layer <= _layers.Count; layer++)
        {
            Weights.Glorot(W(layer), _layers[layer - 1].Inputs, _layers[layer - 1].Outputs, random);
        }
    }

    private Span<float> Part(int part) => All.AsSpan(_starts[part].._starts[part + 1]);
}
