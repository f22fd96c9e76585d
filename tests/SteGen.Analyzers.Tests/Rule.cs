using System.Collections.Immutable;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using SteGen.Testing;

namespace SteGen.Analyzers.Tests;

/// <summary>The verifiers as the tests of the rules use them: a body of members stands in a partial class with the usual imports.</summary>
internal static class Rule
{
    /// <summary>A compilation unit around members.</summary>
    public static string InClass(string members) =>
        "using System;\nusing SteGen;\n\npublic static partial class C\n{\n" + members.TrimEnd() + "\n}\n";

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

    public static Task NoFix<TFix>(string members)
        where TFix : CodeFixProvider, new() => CodeFixVerifier<SteGenAnalyzer, TFix>.VerifyNoFixAsync(InClass(members));
}
