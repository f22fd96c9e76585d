using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.Testing;

/// <summary>A project in memory as an editor holds it: sources, an .editorconfig, generators that ran.</summary>
internal static class AnalyzedProject
{
    private const string Root = "/0/";

    /// <summary>The name of the file that a test passes as its first text.</summary>
    public const string MainFile = "Test0.cs";

    public static Project Create(IEnumerable<(string Name, string Code)> files, AnalysisOptions options)
    {
        var workspace = new AdhocWorkspace();
        Project project = workspace.AddProject(ProjectInfo.Create(
            ProjectId.CreateNewId(),
            VersionStamp.Create(),
            "Test",
            "Test",
            LanguageNames.CSharp,
            filePath: Root + "Test.csproj",
            compilationOptions: new CSharpCompilationOptions(
                OutputKind.DynamicallyLinkedLibrary,
                optimizationLevel: OptimizationLevel.Release,
                nullableContextOptions: options.Nullable,
                allowUnsafe: options.AllowUnsafe),
            parseOptions: new CSharpParseOptions(options.LanguageVersion, DocumentationMode.Diagnose),
            metadataReferences: FrameworkReferences.User.AddRange(options.References)));
        foreach ((string name, string code) in files)
        {
            project = project.AddDocument(name, SourceText.From(code, System.Text.Encoding.UTF8), filePath: Root + name).Project;
        }

        if (options.EditorConfig is { } config)
        {
            project = project.AddAnalyzerConfigDocument(".editorconfig", SourceText.From(config), filePath: Root + ".editorconfig").Project;
        }

        return options.Generators.IsEmpty ? project : project.AddAnalyzerReference(new GeneratorReference(options.Generators));
    }

    /// <summary>What the analyzer reports and nothing suppresses, and the errors of the compiler.</summary>
    public static async Task<(ImmutableArray<Diagnostic> Reported, Compilation Compilation)> AnalyzeAsync(Project project, DiagnosticAnalyzer analyzer)
    {
        Compilation compilation = (await project.GetCompilationAsync())!;
        var crashes = new List<string>();
        var withAnalyzer = compilation.WithAnalyzers([analyzer], new CompilationWithAnalyzersOptions(
            project.AnalyzerOptions,
            onAnalyzerException: (exception, _, _) => crashes.Add(exception.ToString()),
            concurrentAnalysis: true,
            logAnalyzerExecutionTime: false));
        ImmutableArray<Diagnostic> reported = await withAnalyzer.GetAnalyzerDiagnosticsAsync();
        if (crashes.Count > 0)
        {
            throw new TestFailure($"The analyzer {analyzer.GetType().Name} threw:\n{crashes[0]}");
        }

        // A generator that throws is only a warning of the compiler; here it must not hide.
        IEnumerable<Diagnostic> compiler = compilation.GetDiagnostics()
            .Where(d => d.Severity == DiagnosticSeverity.Error || d.Id is "CS8784" or "CS8785");
        return ([.. reported.Where(d => !d.IsSuppressed).Concat(compiler).OrderBy(d => d.Location.SourceTree?.FilePath, StringComparer.Ordinal).ThenBy(d => d.Location.SourceSpan.Start)], compilation);
    }

    private sealed class GeneratorReference(ImmutableArray<IIncrementalGenerator> generators) : AnalyzerReference
    {
        private readonly ImmutableArray<ISourceGenerator> _generators = [.. generators.Select(g => g.AsSourceGenerator())];

        public override string? FullPath => null;

        public override object Id => this;

        public override string Display => "Generators";

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzers(string language) => [];

        public override ImmutableArray<DiagnosticAnalyzer> GetAnalyzersForAllLanguages() => [];

        public override ImmutableArray<ISourceGenerator> GetGenerators(string language) => _generators;

        public override ImmutableArray<ISourceGenerator> GetGeneratorsForAllLanguages() => _generators;
    }
}
