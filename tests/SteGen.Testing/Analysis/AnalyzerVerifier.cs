using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SteGen.Testing;

/// <summary>Tests of an analyzer by <see cref="Markup"/>: a missing mark, a wrong span, a wrong id, an unexpected diagnostic and a compilation error all fail.</summary>
/// <typeparam name="TAnalyzer">The analyzer.</typeparam>
public static class AnalyzerVerifier<TAnalyzer>
    where TAnalyzer : DiagnosticAnalyzer, new()
{
    /// <summary>Requires exactly the marked diagnostics, and gives them back for tests of their messages.</summary>
    public static async Task<ImmutableArray<Diagnostic>> VerifyAsync(string markup, AnalysisOptions? options = null)
    {
        options ??= new AnalysisOptions();
        IReadOnlyDictionary<string, Markup> files = Parse(markup, options);
        Project project = AnalyzedProject.Create(files.Select(f => (f.Key, f.Value.Code)), options);
        (ImmutableArray<Diagnostic> reported, _) = await AnalyzedProject.AnalyzeAsync(project, new TAnalyzer());
        MarkComparison.AssertEqual("The diagnostics are not the marked ones:", files, reported);
        return reported;
    }

    internal static IReadOnlyDictionary<string, Markup> Parse(string markup, AnalysisOptions options) =>
        options.Files.Prepend((Name: AnalyzedProject.MainFile, Markup: markup)).ToDictionary(f => f.Name, f => SteGen.Testing.Markup.Parse(f.Markup), StringComparer.Ordinal);
}
