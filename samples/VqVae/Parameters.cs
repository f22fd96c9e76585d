using System;
using Samples;

namespace VqVae;

/// <summary>Images of so many pixels; so many codes stand for one, each one of <see cref="Codes"/> rows of the codebook.</summary>
public sealed record Shape(int Inputs = 64, int Hidden = 128, int PerImage = 4, int Dim = 8, int Codes = 32)
{
    /// <summary>How many numbers the encoder gives for an image.</summary>
    public int Latent => PerImage * Dim;
}

/// <summary>The parameters of two layers that encode and two that decode, and the codebook.</summary>
public sealed class Parameters(Shape shape) : LayerParameters((shape.Inputs, shape.Hidden), (shape.Hidden, shape.Latent), (shape.Latent, shape.Hidden), (shape.Hidden, shape.Inputs))
{
    public float[] Codebook { get; } = new float[shape.Codes * shape.Dim];

    public static Parameters Random(Shape shape, int seed)
    {
        var parameters = new Parameters(shape);
        parameters.Draw(new Random(seed));
        return parameters;
    }
}
