using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.Testing;

/// <summary>
/// Runs a generator over source texts as the compiler would. Every run is made twice, the second time on a clone of the compilation, and every output of the
/// second must come from the cache: a model that is not equatable fails every test at once instead of one.
/// </summary>
public sealed class GeneratorHarness
{
    private readonly IIncrementalGenerator _generator;
    private readonly HarnessOptions _options;

    private GeneratorHarness(IIncrementalGenerator generator, HarnessOptions options)
    {
        _generator = generator;
        _options = options;
    }

    /// <summary>A harness for a generator that is made anew.</summary>
    public static GeneratorHarness Create<TGenerator>(HarnessOptions? options = null)
        where TGenerator : IIncrementalGenerator, new() => Create(new TGenerator(), options);

    /// <summary>A harness for this generator.</summary>
    public static GeneratorHarness Create(IIncrementalGenerator generator, HarnessOptions? options = null) => new(generator, options ?? new HarnessOptions());

    /// <summary>Compiles <paramref name="sources"/> (files <c>Source0.cs</c>, <c>Source1.cs</c>, …) and runs the generator twice.</summary>
    public GeneratorRun Run(params string[] sources) => Run(sources.Select((text, i) => ($"Source{i}.cs", text)));

    /// <summary>Compiles files with paths of their own and runs the generator twice.</summary>
    public GeneratorRun Run(IEnumerable<(string Path, string Text)> files)
    {
        CSharpParseOptions parse = _options.ParseOptions;
        CSharpCompilation compilation = CSharpCompilation.Create(
            _options.AssemblyName,
            files.Select(f => CSharpSyntaxTree.ParseText(SourceText.From(f.Text, Encoding.UTF8), parse, f.Path)),
            FrameworkReferences.User.AddRange(_options.References),
            _options.CompilationOptions);
        GeneratorDriver driver = CSharpGeneratorDriver.Create(
            [_generator.AsSourceGenerator()],
            parseOptions: parse,
            driverOptions: new GeneratorDriverOptions(IncrementalGeneratorOutputKind.None, trackIncrementalGeneratorSteps: true));

        driver = driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation output, out _);
        var run = new GeneratorRun(driver, compilation, output);
        run.AssertDidNotFail();
        run.AssertSecondRunIsCached();
        return run;
    }
}
