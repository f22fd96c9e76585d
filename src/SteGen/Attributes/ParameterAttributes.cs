using System;

namespace SteGen;

/// <summary>Marks a parameter as a constant: nothing is differentiated with respect to it. It never changes the gradient of another parameter.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class NoGradientAttribute : Attribute;

/// <summary>
/// Marks a <see cref="Span{T}"/> or array parameter that the body reads as the caller left it, and writes. Its one gradient argument holds the upstream
/// gradient on entry and the gradient of the value on entry when the call returns.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class InOutAttribute : Attribute;

/// <summary>Marks a parameter that has one value for all elements of a batch; its gradient is the sum over them.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class UniformAttribute : Attribute;
