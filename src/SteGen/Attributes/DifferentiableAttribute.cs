using System;
using System.Collections.Generic;

namespace SteGen;

/// <summary>
/// Marks a method of a <c>partial</c> type as differentiable: SteGen writes its derivatives beside it at compile time.
/// On an instance field or property it says that methods of the type are differentiated with respect to it too.
/// </summary>
/// <example>
/// <code>
/// public static partial class Model
/// {
///     [Differentiable]
///     public static double Loss(double w, double x) => Math.Tanh(w * x);
/// }
///
/// double loss = Model.LossValueAndGradient(0.5, 2.0, out double wGradient, out double xGradient);
/// </code>
/// </example>
/// <param name="parameters">
/// The names of the parameters to differentiate with respect to; none means all that are real numbers, or made of them.
/// Gradients come in the order in which the method declares its parameters, whatever the order here.
/// </param>
[AttributeUsage(AttributeTargets.Method | AttributeTargets.Field | AttributeTargets.Property)]
public sealed class DifferentiableAttribute(params string[] parameters) : Attribute
{
    /// <summary>The parameters to differentiate with respect to; empty means all.</summary>
    public IReadOnlyList<string> Parameters { get; } = parameters;

    /// <summary>The members to add; replaces <see cref="Derivatives.Default"/>.</summary>
    public Derivatives Emit { get; set; } = Derivatives.Default;

    /// <summary>A prefix for the names of the added members, instead of the name of the method.</summary>
    public string? Name { get; set; }
}
