using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Testing;

namespace SteGen.Generator.Tests.Library;

/// <summary>A member of the framework as an expression over parameters, found by reflection.</summary>
/// <param name="Name">As it is written in C#, with the types of its parameters.</param>
/// <param name="Result">The type of the expression.</param>
/// <param name="Parameters">Their types.</param>
/// <param name="Body">The text of the method's body, with its parameters called a0, a1, ….</param>
internal sealed record FrameworkMember(string Name, string Result, IReadOnlyList<string> Parameters, string Body)
{
    /// <summary>The body of a method that is more exact than the framework's member.</summary>
    public string? Reference { get; init; }

    /// <summary>The method of number k that calls it.</summary>
    public string Text(int k) =>
        $"[Differentiable(Emit = Derivatives.Forward | Derivatives.Backward | Derivatives.Jvp)] public static {Result} F{k}({string.Join(", ", Parameters.Select((p, i) => $"{p} a{i}"))}) {Body}\n"
        + (Reference is null ? "" : $"public static {Result} R{k}({string.Join(", ", Parameters.Select((p, i) => $"{p} a{i}"))}) {Reference}\n");
}

/// <summary>Many members in one compilation: which are refused, and the methods of the others.</summary>
internal sealed class FrameworkMembers
{
    private FrameworkMembers(IReadOnlyDictionary<string, string> refused, IReadOnlyDictionary<string, string> working, Type type)
    {
        Refused = refused;
        Working = working;
        Type = type;
    }

    /// <summary>Diagnostic ids by the names of members.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; }

    /// <summary>Names of methods by the names of members.</summary>
    public IReadOnlyDictionary<string, string> Working { get; }

    public Type Type { get; }

    public static FrameworkMembers Compile(IReadOnlyList<FrameworkMember> members)
    {
        Dictionary<string, string> refused = [];
        CSharpCompilation all = Compilation(members.Select((m, k) => m.Text(k)));
        List<(FrameworkMember Member, int Number)> left = [];
        for (int k = 0; k < members.Count; k++)
        {
            IMethodSymbol method = all.GetTypeByMetadataName("C")!.GetMembers("F" + k).OfType<IMethodSymbol>().Single();
            LoweringResult result = new SteGen.Generator.FrontEnd(all).Lower(method, method.GetAttributes()[0], default);
            if (result.Problems.IsEmpty)
            {
                left.Add((members[k], k));
            }
            else
            {
                refused.Add(members[k].Name, result.Problems[0].Id);
            }
        }

        GeneratorRun run = GeneratorHarness.Create(new SteGenGenerator(), new HarnessOptions { LanguageVersion = LanguageVersion.CSharp13 })
            .Run([("C.cs", Source(left.Select(l => l.Member.Text(l.Number))))]);
        run.AssertCompiles();
        Assembly assembly = LoadedProgram.From(run.Output).Assembly;
        return new(refused, left.ToDictionary(l => l.Member.Name, l => "F" + l.Number), assembly.GetType("C")!);
    }

    private static string Source(IEnumerable<string> methods) => "using System;\nusing System.Numerics;\nusing SteGen;\npublic static partial class C\n{\n" + string.Concat(methods) + "}\n";

    private static CSharpCompilation Compilation(IEnumerable<string> methods) => CSharpCompilation.Create(
        "Members", [CSharpSyntaxTree.ParseText(Source(methods))], FrameworkReferences.User, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary));
}
