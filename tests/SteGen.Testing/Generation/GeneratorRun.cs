using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace SteGen.Testing;

/// <summary>What one run of a generator gave: texts, diagnostics, the compilation with them, and the assembly that it makes.</summary>
public sealed class GeneratorRun
{
    internal GeneratorRun(GeneratorDriver driver, CSharpCompilation input, Compilation output)
    {
        Driver = driver;
        Input = input;
        Output = (CSharpCompilation)output;
        Result = driver.GetRunResult();
    }

    /// <summary>The driver after its first run; snapshot tests hand it to <see cref="Verifier"/>.</summary>
    public GeneratorDriver Driver { get; }

    /// <summary>The compilation before the generator.</summary>
    public CSharpCompilation Input { get; }

    /// <summary>The compilation with the generated sources.</summary>
    public CSharpCompilation Output { get; }

    /// <summary>The result of the first run, tracked steps included.</summary>
    public GeneratorDriverRunResult Result { get; }

    /// <summary>What the generator itself reported.</summary>
    public ImmutableArray<Diagnostic> Diagnostics => Result.Diagnostics;

    /// <summary>The generated texts by hint name.</summary>
    public IReadOnlyDictionary<string, string> Texts =>
        Result.Results.SelectMany(r => r.GeneratedSources).ToDictionary(s => s.HintName, s => s.SourceText.ToString(), StringComparer.Ordinal);

    /// <summary>All generated text in the order of the hint names, for tests that look for words in it.</summary>
    public string AllText => string.Join("\n", Texts.OrderBy(t => t.Key, StringComparer.Ordinal).Select(t => t.Value));

    /// <summary>Requires that nothing failed to compile, and that no generated text has as much as a warning. Returns itself.</summary>
    public GeneratorRun AssertCompiles()
    {
        var generated = Result.GeneratedTrees.ToHashSet();
        var complaints = Output.GetDiagnostics()
            .Where(d => !d.IsSuppressed)
            .Where(d => d.Severity == DiagnosticSeverity.Error
                || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree is { } tree && generated.Contains(tree)))
            .ToList();
        if (complaints.Count > 0)
        {
            throw new TestFailure(DiagnosticText.Describe("The program with its generated code does not compile cleanly:", complaints));
        }

        return this;
    }

    /// <summary>Compiles to an assembly in memory and loads it where it can be unloaded again.</summary>
    public LoadedProgram Load(params string[] extraSources)
    {
        AssertCompiles();
        return LoadedProgram.From(Output, extraSources);
    }

    /// <summary>The run that follows after an edit of the sources, for tests of what is recomputed.</summary>
    public IncrementalRun After(SourceEdit edit)
    {
        CSharpCompilation edited = edit.Apply(Input);
        return new IncrementalRun(edit, Driver.RunGenerators(edited).GetRunResult());
    }

    /// <summary>Sentence form: after <paramref name="edit"/>, the tracked steps had these reasons.</summary>
    public GeneratorRun AssertRunReasons(SourceEdit edit, params StepReasons[] expected)
    {
        IncrementalRun run = After(edit);
        foreach (StepReasons step in expected)
        {
            run.Expect(step);
        }

        return this;
    }

    /// <summary>Requires that no tracked step keeps a symbol, a syntax node or a compilation: they hold the whole compilation in memory and are never equal.</summary>
    public GeneratorRun AssertStepsHoldNoCompilation(params string[] stepNames)
    {
        foreach (string name in stepNames)
        {
            foreach (IncrementalGeneratorRunStep step in Result.Results.SelectMany(r => r.TrackedSteps.GetValueOrDefault(name, [])))
            {
                foreach ((object value, _) in step.Outputs)
                {
                    HeldObjects.AssertNone(value, name);
                }
            }
        }

        return this;
    }

    internal void AssertDidNotFail()
    {
        // An exception becomes CS8784 or CS8785, a mere warning; the message alone hides where it came from.
        foreach (GeneratorRunResult result in Result.Results)
        {
            if (result.Exception is { } exception)
            {
                throw new TestFailure($"The generator {result.Generator.GetGeneratorType().Name} threw:\n{exception}");
            }
        }

        var failures = Result.Diagnostics.Where(d => d.Id is "CS8784" or "CS8785").ToList();
        if (failures.Count > 0)
        {
            throw new TestFailure(DiagnosticText.Describe("The generator failed:", failures));
        }
    }

    internal void AssertSecondRunIsCached()
    {
        GeneratorDriverRunResult second = Driver.RunGenerators(Input.Clone()).GetRunResult();
        foreach (GeneratorRunResult result in second.Results)
        {
            // Roslyn's own steps before the transform hold the compilation, and the clone is another object.
            foreach ((string name, ImmutableArray<IncrementalGeneratorRunStep> steps) in result.TrackedSteps.UnionBy(result.TrackedOutputSteps, s => s.Key)
                .Where(s => s.Key != "Compilation" && !s.Key.EndsWith("_ForAttributeWithMetadataName", StringComparison.Ordinal)))
            {
                foreach ((object _, IncrementalStepRunReason reason) in steps.SelectMany(s => s.Outputs))
                {
                    if (reason is not (IncrementalStepRunReason.Cached or IncrementalStepRunReason.Unchanged))
                    {
                        throw new TestFailure($"Step '{name}' was {reason} in a second run over a clone of the same compilation: its output is not equatable.");
                    }
                }
            }
        }
    }
}
