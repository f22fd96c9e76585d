using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SteGen.Generator;
using SteGen.Testing;

namespace SteGen.Analyzers.Tests.Robustness;

/// <summary>A project in an editor: one generator driver that lives on, one file that changes. After each change generator and analyzer must have something to say, or nothing, but not throw.</summary>
internal sealed class Edited
{
    private readonly HashSet<SyntaxTree> _known;
    private CSharpCompilation _compilation;
    private GeneratorDriver _driver;

    public Edited(IEnumerable<SyntaxTree> trees, CSharpParseOptions options, ImmutableArray<MetadataReference> references)
    {
        _compilation = CSharpCompilation.Create(
            "Edited",
            trees,
            references,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, nullableContextOptions: NullableContextOptions.Enable, allowUnsafe: true)
                .WithSpecificDiagnosticOptions(Reported.EveryRule));
        _driver = CSharpGeneratorDriver.Create([new SteGenGenerator().AsSourceGenerator()], parseOptions: options).RunGenerators(_compilation);
        _known = [.. _driver.GetRunResult().GeneratedTrees];
    }

    /// <summary>The longest time that a change kept the generator.</summary>
    public TimeSpan LongestPause { get; private set; }

    /// <summary>The longest time that the analyzer took for the changed file, with a compilation that is new each time.</summary>
    public TimeSpan LongestAnalysis { get; private set; }

    public int Steps { get; private set; }

    /// <summary>Replaces the text of a file; gives its new tree.</summary>
    public async Task<SyntaxTree> Change(SyntaxTree tree, string text)
    {
        SyntaxTree changed = tree.WithChangedText(SourceText.From(text));
        _compilation = _compilation.ReplaceSyntaxTree(tree, changed);
        Stopwatch watch = Stopwatch.StartNew();
        _driver = _driver.RunGenerators(_compilation);
        TimeSpan pause = watch.Elapsed;
        LongestPause = pause > LongestPause ? pause : LongestPause;
        Steps++;

        GeneratorDriverRunResult result = _driver.GetRunResult();
        if (result.Results[0].Exception is { } exception)
        {
            throw new TestFailure($"The generator threw {exception}\n--- in\n{text}");
        }

        try
        {
            watch.Restart();
            ImmutableArray<Diagnostic> said = await Reported.ByAnalyzer(_compilation, changed);
            LongestAnalysis = watch.Elapsed > LongestAnalysis ? watch.Elapsed : LongestAnalysis;
            if (said.FirstOrDefault(d => d.GetMessage().Contains("SteGen failed on it", StringComparison.Ordinal)) is { } failed)
            {
                throw new TestFailure(failed.ToString());
            }

            RequireSoundCode(changed, result, said);
        }
        catch (TestFailure failure)
        {
            throw new TestFailure($"{failure.Message}\n--- in\n{text}");
        }

        return changed;
    }

    /// <summary>Generated code may have errors only where the user's own code has some. What the change left as it was has been looked at before.</summary>
    private void RequireSoundCode(SyntaxTree changed, GeneratorDriverRunResult result, ImmutableArray<Diagnostic> said)
    {
        Compilation whole = _compilation.AddSyntaxTrees(result.GeneratedTrees);
        string? stem = System.IO.Path.GetFileNameWithoutExtension(changed.FilePath);
        bool hasErrors = Errors(whole, changed).Concat(changed.GetDiagnostics().Where(IsError)).Any();
        foreach (SyntaxTree generated in result.GeneratedTrees.Where(_known.Add))
        {
            if (Errors(whole, generated).FirstOrDefault() is { } error && !hasErrors)
            {
                string line = generated.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString().Trim();
                throw new TestFailure($"Generated code of {stem} has an error of its own: {error.Id} {error.GetMessage()}\nat: {line}\nthe analyzer said: {string.Join(", ", said.Select(d => d.Id).Distinct())}");
            }
        }
    }

    private static IEnumerable<Diagnostic> Errors(Compilation compilation, SyntaxTree tree) => compilation.GetSemanticModel(tree).GetDiagnostics().Where(IsError);

    private static bool IsError(Diagnostic diagnostic) => diagnostic.Severity == DiagnosticSeverity.Error;
}
