using System;

namespace SteGen;

/// <summary>
/// Gives a method a backward of the user's own: it takes the inputs, optionally <c>result</c>, then the upstream gradient of each result, then a gradient for each
/// differentiable input (<c>out</c> for a scalar, a span that is added to). With one scalar input it may return the gradient instead.
/// </summary>
/// <param name="backward">The name of the backward method, in the same type.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class CustomGradientAttribute(string backward) : Attribute
{
    /// <summary>The name of the backward method.</summary>
    public string Backward { get; } = backward;

    /// <summary>
    /// The name of the method for forward mode, in the same type. It takes the inputs, each differentiable one followed by its tangent, then a tangent for each result (<c>out</c> for a scalar, a span that is
    /// written); the tangent of a return value is returned. Where all inputs are scalars it is not needed: forward mode follows by linearity.
    /// </summary>
    public string? Jvp { get; set; }

    /// <summary>
    /// The backward looks whether a span of gradients (and the method for forward mode, whether a span of tangents) is empty: then it is not wanted (or zero), and need not be computed. Without this the backward gets memory
    /// for every gradient.
    /// </summary>
    public bool OptionalGradients { get; set; }
}

/// <summary>Marks a static method as the backward of a method that somebody else wrote.</summary>
/// <param name="type">The type that declares the method.</param>
/// <param name="method">The name of the method; which overload is meant follows from the parameters.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class GradientOfAttribute(Type type, string method) : Attribute
{
    /// <summary>The type that declares the method.</summary>
    public Type Type { get; } = type;

    /// <summary>The name of the method.</summary>
    public string Method { get; } = method;
}

/// <summary>
/// On the declaration of a <c>partial</c> method: SteGen writes its body. So the user chooses its name, its accessibility, its documentation, arrays or spans, and which gradients it has.
/// </summary>
/// <param name="function">The name of the differentiable method.</param>
/// <param name="kind">Which of its derivatives the body computes.</param>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DeriveAttribute(string function, Derivatives kind) : Attribute
{
    /// <summary>The name of the differentiable method.</summary>
    public string Function { get; } = function;

    /// <summary>Which of its derivatives the body computes.</summary>
    public Derivatives Kind { get; } = kind;
}
