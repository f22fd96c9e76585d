using System;
using Samples;

namespace WorldModel;

/// <summary>A code is one of <see cref="Classes"/> in each of <see cref="Groups"/> groups.</summary>
public sealed record Shape(int Hidden = 128, int Groups = 4, int Classes = 8)
{
    /// <summary>How many numbers a code has, written as ones and zeros.</summary>
    public int Width => Groups * Classes;

    /// <summary>How many codes there are.</summary>
    public int Codes => (int)Math.Pow(Classes, Groups);
}

/// <summary>The parameters of three networks of two layers: encoder, transition, decoder.</summary>
public sealed class Parameters(Shape shape) : LayerParameters(
    (GridWorld.Pixels, shape.Hidden), (shape.Hidden, shape.Width),
    (shape.Width + GridWorld.Actions, shape.Hidden), (shape.Hidden, shape.Width),
    (shape.Width, shape.Hidden), (shape.Hidden, GridWorld.Pixels))
{
    public static Parameters Random(Shape shape, int seed)
    {
        var parameters = new Parameters(shape);
        parameters.Draw(new Random(seed));
        return parameters;
    }
}
