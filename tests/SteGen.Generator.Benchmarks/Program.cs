using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using SteGen.Analyzers;
using SteGen.Testing;

namespace SteGen.Generator.Benchmarks;

/// <summary>
/// What SteGen costs where people type: first run, warm run, edits, analyzer, whole build. Prints milliseconds, medians of what can be repeated. With the argument <c>natural</c> (and parts of names): what loops
/// in lanes gain over the same loops without.
/// </summary>
internal static class Program
{
    private const int Methods = 200, Repeats = 9;

    private static void Main(string[] arguments)
    {
        if (arguments is ["natural", ..])
        {
            NaturalBenchmarks.Run(arguments[1..]);
            return;
        }

        CSharpCompilation gmm = UserProject.Create(0).AddSyntaxTrees(UserProject.Embedded("Gmm"));
        Print("GMM of ADBench, first run of the process", Time(() => UserProject.Driver().RunGenerators(gmm)));
        Print("GMM, warm", Median(() => UserProject.Driver().RunGenerators(gmm)));

        CSharpCompilation project = UserProject.Create(Methods);
        GeneratorDriver driver = UserProject.Driver();
        Print($"{Methods} methods of some {UserProject.Lines} lines, the first run", Time(() => driver = driver.RunGenerators(project)));
        int files = driver.GetRunResult().GeneratedTrees.Length;
        if (files < Methods || driver.GetRunResult().GeneratedTrees.Any(t => t.ToString().Contains("#error", StringComparison.Ordinal)))
        {
            throw new InvalidOperationException($"{files} files for {Methods} methods: something was not derived.");
        }

        Print("generated files, thousands of lines", driver.GetRunResult().GeneratedTrees.Sum(t => t.GetText().Lines.Count) / 1e3);
        double all = Median(() => UserProject.Driver().RunGenerators(project), 3);
        Print($"{Methods} methods, warm", all);
        Print("  per method (asked: at most 1)", all / Methods);
        for (int kind = 0; kind < UserProject.Kinds; kind++)
        {
            CSharpCompilation one = Only(project, kind);
            Print($"  one file, kind {kind}", Median(() => UserProject.Driver().RunGenerators(one)));
        }

        int version = 0;
        Print("edit outside", Edited(project, driver, p => Replaced(p, "Other.cs", UserProject.Other(++version))));
        Print("edit inside one method", Edited(project, driver, p => Replaced(p, "Models3.cs", UserProject.File(30, 10, true, ++version))));
        Print("edit in a helper that 120 methods call", Edited(project, driver, p => Replaced(p, "Helpers.cs", UserProject.Helpers.Replace("1.0 - w", $"1.0{++version} - w", StringComparison.Ordinal)), 3));
        Build();
        if (arguments.Contains("--profile"))
        {
            for (int k = 0; k < 20; k++)
            {
                long before = GC.GetTotalAllocatedBytes();
                double once = Time(() => UserProject.Driver().RunGenerators(project));
                Print(FormattableString.Invariant($"per method; {(GC.GetTotalAllocatedBytes() - before) / 1e6 / Methods:F1} MB allocated"), once / Methods);
            }
        }
    }

    private static CSharpCompilation Only(CSharpCompilation project, int kind) =>
        project.RemoveSyntaxTrees(project.SyntaxTrees.Where(t => t.FilePath.StartsWith("Models", StringComparison.Ordinal)))
            .AddSyntaxTrees(UserProject.Tree("Models0.cs", UserProject.File(kind, 1)));

    private static CSharpCompilation Replaced(CSharpCompilation project, string path, string text) =>
        (CSharpCompilation)project.ReplaceSyntaxTree(project.SyntaxTrees.Single(t => t.FilePath == path), UserProject.Tree(path, text));

    private static double Edited(CSharpCompilation project, GeneratorDriver driver, Func<CSharpCompilation, CSharpCompilation> edit, int repeats = Repeats) =>
        Median(() => edit(project), p => driver.RunGenerators(p), repeats);

    /// <summary>Parse, bind, emit of the project without the attributes, and of the project with them and the generator; analyzers on their own.</summary>
    private static void Build()
    {
        double plain = Median(() => UserProject.Create(Methods, marked: false), Emit, 3);
        double whole = Median(
            () => UserProject.Create(Methods),
            p =>
            {
                UserProject.Driver().RunGeneratorsAndUpdateCompilation(p, out Compilation output, out _);
                Emit(output);
            },
            3);
        DiagnosticAnalyzer[] analyzers = [.. typeof(SteGenAnalyzer).Assembly.GetTypes().Where(t => t.IsSubclassOf(typeof(DiagnosticAnalyzer)) && !t.IsAbstract).Select(t => (DiagnosticAnalyzer)Activator.CreateInstance(t)!)];
        double analysis = Median(() => UserProject.Create(Methods), p => p.WithAnalyzers([.. analyzers]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult(), 3);
        Print("whole build without the attributes, warm", plain);
        Print("whole build with generated code, warm", whole);
        Print("analyzers alone, warm", analysis);
        Print("with generated code and analyzers, beyond 1.3 times without (asked: at most 1000)", whole + analysis - (1.3 * plain));
    }

    private static void Emit(Compilation compilation)
    {
        if (!compilation.Emit(Stream.Null).Success)
        {
            throw new InvalidOperationException("The project does not compile.");
        }
    }

    private static double Time(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalMilliseconds;
    }

    private static double Median(Action action, int repeats = Repeats) => Median(() => 0, _ => action(), repeats);

    private static double Median<T>(Func<T> prepare, Action<T> action, int repeats)
    {
        List<double> times = [];
        for (int k = 0; k <= repeats; k++)
        {
            T prepared = prepare();
            double time = Time(() => action(prepared));
            if (k > 0)
            {
                times.Add(time);
            }
        }

        return times.Order().ElementAt(times.Count / 2);
    }

    private static void Print(string what, double milliseconds) => Console.WriteLine(FormattableString.Invariant($"{what,-84} {milliseconds,10:F1} ms"));
}
