using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;

namespace SteGen.Testing;

/// <summary>
/// C# that calls methods with span parameters for us: reflection cannot pass a span. For each method two static methods over <c>object?[]</c>: one that calls it, one
/// that calls it again and again and says how many bytes that allocated.
/// </summary>
internal static class Trampolines
{
    public const string TypeName = "CallsOfMembers";

    public static string Write(INamespaceSymbol home, IReadOnlyList<IMethodSymbol> methods)
    {
        var text = new StringBuilder($"#pragma warning disable\nnamespace {home.ToDisplayString()}\n{{\npublic static class {TypeName}\n{{\n");
        for (int k = 0; k < methods.Count; k++)
        {
            Write(text, methods[k], k);
        }

        return text.Append("}\n}\n").ToString();
    }

    private static void Write(StringBuilder text, IMethodSymbol method, int number)
    {
        int first = method.IsStatic ? 0 : 1;
        var locals = new StringBuilder();
        string target = method.IsStatic ? Text(method.ContainingType) : "self";
        if (!method.IsStatic)
        {
            locals.Append($"var self = ({Text(method.ContainingType)})a[0]!;\n");
        }

        foreach (IParameterSymbol p in method.Parameters.Where(p => p.RefKind != RefKind.Out))
        {
            string value = Element(p.Type) is { } element
                ? $"((global::SteGen.Testing.Block<{Text(element)}>)a[{p.Ordinal + first}]!).{(p.Type is IArrayTypeSymbol ? "Whole" : "Span")}"
                : $"({Text(p.Type)})a[{p.Ordinal + first}]!";
            locals.Append($"var p{p.Ordinal} = {value};\n");
        }

        string arguments = string.Join(", ", method.Parameters.Select(p => p.RefKind switch
        {
            RefKind.Out => $"out {Text(p.Type)} p{p.Ordinal}",
            RefKind.Ref => $"ref p{p.Ordinal}",
            _ => $"p{p.Ordinal}",
        }));
        string call = $"{target}.@{method.Name}({arguments});";
        text.Append($"public static object? Call{number}(object?[] a)\n{{\n{locals}{(method.ReturnsVoid ? "" : "var result = ")}{call}\n");
        foreach (IParameterSymbol p in method.Parameters.Where(p => p.RefKind is RefKind.Out or RefKind.Ref))
        {
            text.Append($"a[{p.Ordinal + first}] = p{p.Ordinal};\n");
        }

        if (!method.IsStatic && method.ContainingType.IsValueType)
        {
            text.Append("a[0] = self;\n");
        }

        text.Append($"return {(method.ReturnsVoid ? "null" : "result")};\n}}\n");

        // The first calls may fill pools and compile code.
        text.Append($"public static long Allocated{number}(object?[] a)\n{{\n{locals}for (int k = 0; k < 3; k++) {{ {call} }}\n")
            .Append("long before = global::System.GC.GetAllocatedBytesForCurrentThread();\n")
            .Append($"for (int k = 0; k < 10; k++) {{ {call} }}\nreturn global::System.GC.GetAllocatedBytesForCurrentThread() - before;\n}}\n");
    }

    /// <summary>The element of a span or an array; null for everything else.</summary>
    public static ITypeSymbol? Element(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol { Rank: 1 } array => array.ElementType,
        INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", TypeArguments: [var element] } => element,
        _ => null,
    };

    private static string Text(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
