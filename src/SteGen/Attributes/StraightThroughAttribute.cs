using System;

namespace SteGen;

/// <summary>
/// Says how a differentiable method that calls this one goes backward through it: forward as written, backward the identity in the first parameter,
/// or as <see cref="Surrogate"/> or <see cref="Clip"/> say. Alone it adds no member.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class StraightThroughAttribute : Attribute
{
    /// <summary>The name of a method with the same signature, whose derivative takes the place of this method's own. Not together with <see cref="Clip"/>.</summary>
    public string? Surrogate { get; set; }

    /// <summary>
    /// The gradient passes where the absolute value of the first argument is within this bound, and is 0 beyond. <see cref="double.NaN"/>, the default, means that it
    /// passes everywhere. Not together with <see cref="Surrogate"/>.
    /// </summary>
    public double Clip { get; set; } = double.NaN;

    /// <summary>Whether the gradient passes at the bound itself.</summary>
    public Boundary Boundary { get; set; } = Boundary.Inclusive;
}

/// <summary>Whether a clipped straight-through gradient passes where the argument equals the bound.</summary>
public enum Boundary
{
    /// <summary>It passes at the bound (as Larq, <c>torch.clamp</c> and TensorFlow have it).</summary>
    Inclusive,

    /// <summary>It is 0 at the bound (as XNOR-Net and the LSQ paper have it).</summary>
    Exclusive,
}

/// <summary>The sign that a sign operation gives to zero, positive or negative. It never depends on the sign bit of the zero.</summary>
public enum SignZero
{
    /// <summary>The sign of 0 is 0, as in <see cref="Math"/>, JAX and NumPy.</summary>
    Zero,

    /// <summary>The sign of 0 is +1, so that a binary weight is always +1 or -1.</summary>
    Positive,

    /// <summary>The sign of 0 is -1.</summary>
    Negative,
}
