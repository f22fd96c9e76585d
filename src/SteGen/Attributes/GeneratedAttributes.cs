using System;
using System.ComponentModel;

namespace SteGen;

/// <summary>Written by SteGen on the members that it adds. Calls from other assemblies find a derivative by this mark, not by its name.</summary>
/// <param name="name">The name of the method that the member was derived from.</param>
/// <param name="kind">What the member computes.</param>
/// <param name="version">The version of the convention of calling it.</param>
[AttributeUsage(AttributeTargets.Method)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class GeneratedDerivativeAttribute(string name, Derivatives kind, int version) : Attribute
{
    /// <summary>The name of the method that the member was derived from.</summary>
    public string Name { get; } = name;

    /// <summary>What the member computes.</summary>
    public Derivatives Kind { get; } = kind;

    /// <summary>The version of the convention of calling it.</summary>
    public int Version { get; } = version;
}

/// <summary>Written by SteGen on assemblies: the compiled body of a differentiable method, which other assemblies inline into their own.</summary>
/// <param name="documentationId">The documentation id of the method.</param>
/// <param name="code">Its body, as the compiler encodes it.</param>
[AttributeUsage(AttributeTargets.Assembly, AllowMultiple = true)]
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class CompiledBodyAttribute(string documentationId, string code) : Attribute
{
    /// <summary>The documentation id of the method.</summary>
    public string DocumentationId { get; } = documentationId;

    /// <summary>The body, as the compiler encodes it.</summary>
    public string Code { get; } = code;
}
