using System.Collections.Generic;
using System.Linq;
using SteGen.Compiler.Model;

namespace SteGen.Compiler.Emit;

/// <summary>A parameter of a generated member.</summary>
/// <param name="Modifier">Empty, <c>out</c> or <c>ref</c>.</param>
internal sealed record Argument(string Type, string Name, string Modifier, string Doc)
{
    public string Declaration => $"{(Modifier.Length == 0 ? "" : Modifier + " ")}{Type} {Name}";

    public string Passed => $"{(Modifier.Length == 0 ? "" : Modifier + " ")}{Name}";

    public bool IsSpan => Type.Contains("Span<") && (Type.StartsWith("global::System.Span<") || Type.StartsWith("global::System.ReadOnlySpan<"));

    public bool IsWrittenSpan => Type.StartsWith("global::System.Span<");

    public string Element => Type.Substring(Type.IndexOf('<') + 1, Type.Length - Type.IndexOf('<') - 2);
}

/// <summary>Name, parameters and result of a generated member, in the order that users rely on.</summary>
internal sealed record Signature(string Name, string ReturnType, IReadOnlyList<Argument> Arguments)
{
    public string Declare(string name, IEnumerable<Argument> more) => $"{ReturnType} {name}({string.Join(", ", Arguments.Concat(more).Select(a => a.Declaration))})";

    public string Pass(params string[] more) => string.Join(", ", Arguments.Select(a => a.Passed).Concat(more));

    /// <summary>The name of a variable of the member itself, which none of its arguments has, and no view of a marked array.</summary>
    public string Local(MethodModel model, string wish) =>
        new Names(Arguments.Select(a => a.Name).Concat(model.Parameters.Select(p => p.Name)).Select(n => n.TrimStart('@'))).Fresh(wish);

    /// <summary>How overloads are told apart: <c>FBackward(double,out double)</c>.</summary>
    public string Key => $"{Name}({string.Join(",", Arguments.Select(a => $"{(a.Modifier.Length == 0 ? "" : a.Modifier + " ")}{a.Type}"))})";
}
