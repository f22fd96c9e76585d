using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SteGen.Analyzers.Loops;
using SteGen.Generator.Diagnostics;
using SteGen.Testing;

namespace SteGen.Analyzers.Tests;

/// <summary>What analyzer and compiler say about a text, without expectations: for pages, broken code and sweeps over many programs.</summary>
internal static class Reported
{
    /// <summary>All diagnostics of the analyzer and errors of the compiler. An analyzer that throws fails the test, with its exception.</summary>
    public static async Task<ImmutableArray<Diagnostic>> In(string code)
    {
        CSharpCompilation compilation = Compile(code);
        IEnumerable<Diagnostic> errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error);
        return [.. await ByAnalyzer(compilation), .. errors];
    }

    /// <summary>Diagnostics of the analyzer alone.</summary>
    public static Task<ImmutableArray<Diagnostic>> ByAnalyzer(Compilation compilation) => ByAnalyzer(compilation, null);

    /// <summary>Of one file, as an editor asks for them.</summary>
    public static async Task<ImmutableArray<Diagnostic>> ByAnalyzer(Compilation compilation, SyntaxTree? file)
    {
        Exception? thrown = null;
        CompilationWithAnalyzers run = compilation.WithAnalyzers([new SteGenAnalyzer(), new LoopReportAnalyzer()], new CompilationWithAnalyzersOptions(
            new AnalyzerOptions([]), (exception, _, _) => thrown ??= exception, concurrentAnalysis: true, logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> reported = file is null
            ? await run.GetAnalyzerDiagnosticsAsync()
            : await run.GetAnalyzerSemanticDiagnosticsAsync(compilation.GetSemanticModel(file), filterSpan: null, default);
        return thrown is null ? reported : throw new TestFailure($"The analyzer threw {thrown}");
    }

    public static CSharpCompilation Compile(string code) =>
        s_empty.AddSyntaxTrees(CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(LanguageVersion.CSharp12)));

    /// <summary>References are bound once, here, and not for each of thousands of programs.</summary>
    private static readonly CSharpCompilation s_empty = Bound(CSharpCompilation.Create(
        "Test", [], FrameworkReferences.User, new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true)
            .WithSpecificDiagnosticOptions(EveryRule)));

    /// <summary>Rules that are off by default are on here.</summary>
    public static ImmutableDictionary<string, ReportDiagnostic> EveryRule =>
        Descriptors.All.Where(d => !d.IsEnabledByDefault).ToImmutableDictionary(d => d.Id, _ => ReportDiagnostic.Info);

    private static CSharpCompilation Bound(CSharpCompilation compilation)
    {
        _ = compilation.GetSpecialType(SpecialType.System_Object);
        return compilation;
    }
}
