using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.Diagnostics;

namespace SteGen.Testing;

/// <summary>
/// Tests of a code fix: the marked diagnostics are there, the fix gives exactly the expected text, the result compiles and has exactly the diagnostics that are
/// still marked. The fixed compilation comes back so that a test can execute it (<see cref="LoadedProgram.From"/>).
/// </summary>
/// <typeparam name="TAnalyzer">Reports what is to be fixed.</typeparam>
/// <typeparam name="TFix">The fix.</typeparam>
public static class CodeFixVerifier<TAnalyzer, TFix>
    where TAnalyzer : DiagnosticAnalyzer, new()
    where TFix : CodeFixProvider, new()
{
    private const int MaxRepetitions = 50;

    /// <summary>Applies the fix to one diagnostic after the other.</summary>
    public static async Task<Compilation> VerifyFixAsync(string before, string after, FixOptions? options = null)
    {
        options ??= new FixOptions();
        (Project project, ImmutableArray<Diagnostic> diagnostics) = await OpenAsync(before, options);
        IReadOnlyDictionary<string, Markup> expected = Expected(before, after, options);
        for (int i = 0; ; i++)
        {
            Project? next = await FixFirstAsync(project, diagnostics, options);
            if (next is null)
            {
                if (i == 0)
                {
                    throw new TestFailure($"{typeof(TFix).Name} offers no such fix for: {string.Join(", ", diagnostics.Select(d => d.Id))}");
                }

                break;
            }

            project = next;
            if (!options.Repeat || i == MaxRepetitions || await DifferenceAsync(project, expected) is null)
            {
                break;
            }

            (diagnostics, _) = await AnalyzedProject.AnalyzeAsync(project, new TAnalyzer());
        }

        return await AssertFixedAsync(project, expected);
    }

    /// <summary>Applies fix-all in the document, then, from the start, in the project and in the solution; all must give the same.</summary>
    public static async Task<Compilation> VerifyFixAllAsync(string before, string after, FixOptions? options = null)
    {
        options ??= new FixOptions();
        Compilation? result = null;
        foreach (FixAllScope scope in new[] { FixAllScope.Document, FixAllScope.Project, FixAllScope.Solution })
        {
            if (scope == FixAllScope.Document && !options.FilesAfter.IsEmpty)
            {
                continue;
            }

            (Project project, ImmutableArray<Diagnostic> diagnostics) = await OpenAsync(before, options);
            var provider = new TFix();
            FixAllProvider fixAll = provider.GetFixAllProvider() ?? throw new TestFailure($"{typeof(TFix).Name} has no fix-all provider.");
            (Document document, Diagnostic first) = FixableIn(project, provider, diagnostics, options).FirstOrDefault();
            CodeAction? example = first is null ? null : Choose(await OffersAsync(provider, document, first), options);
            if (example is null)
            {
                throw new TestFailure($"{typeof(TFix).Name} offers no such fix.");
            }

            var context = new FixAllContext(
                document, provider, scope, example.EquivalenceKey, [first!.Id], new DiagnosticsOf(options), CancellationToken.None);
            CodeAction all = await fixAll.GetFixAsync(context) ?? throw new TestFailure($"Fix-all in the {scope} did nothing.");
            result = await AssertFixedAsync(await ApplyAsync(project, all), Expected(before, after, options));
        }

        return result!;
    }

    /// <summary>Requires that the marked diagnostics are reported and none has a fix.</summary>
    public static Task VerifyNoFixAsync(string before, FixOptions? options = null) => VerifyTitlesAsync(before, [], options);

    /// <summary>Requires exactly these titles in the menu of the first marked diagnostic that the fix is registered for.</summary>
    public static async Task VerifyTitlesAsync(string before, IReadOnlyList<string> titles, FixOptions? options = null)
    {
        options ??= new FixOptions();
        (Project project, ImmutableArray<Diagnostic> diagnostics) = await OpenAsync(before, options);
        var provider = new TFix();
        (Document document, Diagnostic first) = FixableIn(project, provider, diagnostics, options).FirstOrDefault();
        ImmutableArray<CodeAction> offers = first is null ? [] : await OffersAsync(provider, document, first);
        if (!offers.Select(o => o.Title).SequenceEqual(titles))
        {
            throw new TestFailure($"Offered fixes\n  expected: {string.Join(" | ", titles)}\n  were:     {string.Join(" | ", offers.Select(o => o.Title))}");
        }
    }

    private static async Task<(Project Project, ImmutableArray<Diagnostic> Diagnostics)> OpenAsync(string before, FixOptions options)
    {
        IReadOnlyDictionary<string, Markup> files = AnalyzerVerifier<TAnalyzer>.Parse(before, options.Analysis);
        Project project = AnalyzedProject.Create(files.Select(f => (f.Key, f.Value.Code)), options.Analysis);
        (ImmutableArray<Diagnostic> diagnostics, _) = await AnalyzedProject.AnalyzeAsync(project, new TAnalyzer());
        MarkComparison.AssertEqual("Before the fix, the diagnostics are not the marked ones:", files, diagnostics);
        return (project, diagnostics);
    }

    private static IReadOnlyDictionary<string, Markup> Expected(string before, string after, FixOptions options)
    {
        var expected = new Dictionary<string, Markup>(AnalyzerVerifier<TAnalyzer>.Parse(before, options.Analysis), StringComparer.Ordinal)
        {
            [AnalyzedProject.MainFile] = Markup.Parse(after),
        };
        foreach ((string name, string markup) in options.FilesAfter)
        {
            expected[name] = Markup.Parse(markup);
        }

        return expected;
    }

    private static async Task<Project?> FixFirstAsync(Project project, ImmutableArray<Diagnostic> diagnostics, FixOptions options)
    {
        var provider = new TFix();
        foreach ((Document document, Diagnostic diagnostic) in FixableIn(project, provider, diagnostics, options))
        {
            if (Choose(await OffersAsync(provider, document, diagnostic), options) is { } action)
            {
                return await ApplyAsync(project, action);
            }
        }

        return null;
    }

    private static IEnumerable<(Document Document, Diagnostic Diagnostic)> FixableIn(
        Project project, TFix provider, ImmutableArray<Diagnostic> diagnostics, FixOptions options) =>
        from diagnostic in diagnostics
        where provider.FixableDiagnosticIds.Contains(diagnostic.Id) && (options.DiagnosticId is null || options.DiagnosticId == diagnostic.Id)
        let document = project.GetDocument(diagnostic.Location.SourceTree)
        where document is not null
        select (document, diagnostic);

    private static async Task<ImmutableArray<CodeAction>> OffersAsync(TFix provider, Document document, Diagnostic diagnostic)
    {
        var offers = ImmutableArray.CreateBuilder<CodeAction>();
        await provider.RegisterCodeFixesAsync(new CodeFixContext(document, diagnostic, (action, _) => Add(action), CancellationToken.None));
        return offers.ToImmutable();

        void Add(CodeAction action)
        {
            if (action.NestedActions.IsEmpty)
            {
                offers.Add(action);
            }

            foreach (CodeAction nested in action.NestedActions)
            {
                Add(nested);
            }
        }
    }

    private static CodeAction? Choose(ImmutableArray<CodeAction> offers, FixOptions options) =>
        options.EquivalenceKey is { } key ? offers.FirstOrDefault(o => o.EquivalenceKey == key) : offers.ElementAtOrDefault(options.Index);

    private static async Task<Project> ApplyAsync(Project project, CodeAction action)
    {
        ImmutableArray<CodeActionOperation> operations = await action.GetOperationsAsync(CancellationToken.None);
        ApplyChangesOperation changes = operations.OfType<ApplyChangesOperation>().SingleOrDefault()
            ?? throw new TestFailure($"The fix '{action.Title}' changes nothing.");
        return changes.ChangedSolution.GetProject(project.Id)!;
    }

    private static async Task<string?> DifferenceAsync(Project project, IReadOnlyDictionary<string, Markup> expected)
    {
        var actual = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (Document document in project.Documents)
        {
            actual[document.Name] = (await document.GetTextAsync()).ToString().Replace("\r\n", "\n", StringComparison.Ordinal);
        }

        foreach (string name in expected.Keys.Union(actual.Keys))
        {
            if (!actual.TryGetValue(name, out string? text))
            {
                return $"The fix did not make the file {name}.";
            }

            if (!expected.TryGetValue(name, out Markup? markup))
            {
                return $"The fix made an unexpected file {name}:\n{text}";
            }

            if (text != markup.Code)
            {
                return $"{name} after the fix is not as expected.\n--- expected\n{markup.Code}\n--- actual\n{text}";
            }
        }

        return null;
    }

    private static async Task<Compilation> AssertFixedAsync(Project project, IReadOnlyDictionary<string, Markup> expected)
    {
        if (await DifferenceAsync(project, expected) is { } difference)
        {
            throw new TestFailure(difference);
        }

        (ImmutableArray<Diagnostic> diagnostics, Compilation compilation) = await AnalyzedProject.AnalyzeAsync(project, new TAnalyzer());
        MarkComparison.AssertEqual("After the fix, the diagnostics are not the marked ones:", expected, diagnostics);
        return compilation;
    }

    private sealed class DiagnosticsOf(FixOptions options) : FixAllContext.DiagnosticProvider
    {
        public override async Task<IEnumerable<Diagnostic>> GetAllDiagnosticsAsync(Project project, CancellationToken cancellationToken)
        {
            (ImmutableArray<Diagnostic> diagnostics, _) = await AnalyzedProject.AnalyzeAsync(project, new TAnalyzer());
            return diagnostics.Where(d => options.DiagnosticId is null || d.Id == options.DiagnosticId);
        }

        public override async Task<IEnumerable<Diagnostic>> GetDocumentDiagnosticsAsync(Document document, CancellationToken cancellationToken)
        {
            SyntaxTree? tree = await document.GetSyntaxTreeAsync(cancellationToken);
            return (await GetAllDiagnosticsAsync(document.Project, cancellationToken)).Where(d => d.Location.SourceTree == tree);
        }

        public override Task<IEnumerable<Diagnostic>> GetProjectDiagnosticsAsync(Project project, CancellationToken cancellationToken) =>
            Task.FromResult(Enumerable.Empty<Diagnostic>());
    }
}
