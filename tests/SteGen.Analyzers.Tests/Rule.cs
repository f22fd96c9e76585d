using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SteGen.Generator.Diagnostics;
using SteGen.Testing;

namespace SteGen.Analyzers.Tests;

/// <summary>The verifiers as the tests of the rules use them: a body of members stands in a partial class with the usual imports.</summary>
internal static class Rule
{
    /// <summary>A compilation unit around members.</summary>
    public static string InClass(string members) =>
        "using System;\nusing SteGen;\n\npublic static partial class C\n{\n" + members.TrimEnd() + "\n}\n";

    /// <summary>For programs that have other faults on purpose: only these rules are on, those that are off by default among them.</summary>
    public static AnalysisOptions Only(params string[] ids)
    {
        string[] lines = [.. Descriptors.All.Select(d => d.Id).Select(id => ids.Contains(id)
            ? Descriptors.Find(id)!.IsEnabledByDefault ? "" : $"dotnet_diagnostic.{id}.severity = suggestion\n"
            : $"dotnet_diagnostic.{id}.severity = none\n")];
        return new AnalysisOptions { EditorConfig = "root = true\n[*.cs]\n" + string.Concat(lines) };
    }

    public static Task<ImmutableArray<Diagnostic>> Members(string members, AnalysisOptions? options = null) => File(InClass(members), options);

    public static Task<ImmutableArray<Diagnostic>> File(string markup, AnalysisOptions? options = null) =>
        AnalyzerVerifier<SteGenAnalyzer>.VerifyAsync(markup, options);

    /// <summary>Fixes one after the other, then all at once: both give the same text, which compiles.</summary>
    public static async Task<LoadedProgram> Fix<TFix>(string before, string after, FixOptions? options = null)
        where TFix : CodeFixProvider, new()
    {
        Compilation compilation = await CodeFixVerifier<SteGenAnalyzer, TFix>.VerifyFixAsync(before, after, options);
        await CodeFixVerifier<SteGenAnalyzer, TFix>.VerifyFixAllAsync(before, after, options);
        return LoadedProgram.From(compilation);
    }

    public static Task<LoadedProgram> FixMembers<TFix>(string before, string after, FixOptions? options = null)
        where TFix : CodeFixProvider, new() => Fix<TFix>(InClass(before), InClass(after), options);

    /// <summary>As above, with only these rules on.</summary>
    public static Task<LoadedProgram> FixOnly<TFix>(string id, string before, string after)
        where TFix : CodeFixProvider, new() => Fix<TFix>(InClass(before), InClass(after), new FixOptions { Analysis = Only(id) });

    public static Task NoFix<TFix>(string members)
        where TFix : CodeFixProvider, new() => CodeFixVerifier<SteGenAnalyzer, TFix>.VerifyNoFixAsync(InClass(members));
}
