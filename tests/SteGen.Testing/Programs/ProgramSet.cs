using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SteGen.Testing;

/// <summary>
/// Many programs in one compilation: one run of the generator, one assembly with the generated members, one with the dual programs. A program that does not compile fails
/// alone; the others are compiled without it.
/// </summary>
public sealed class ProgramSet
{
    /// <summary>C# 13, for foreach over spans.</summary>
    private static readonly HarnessOptions s_options = new() { LanguageVersion = LanguageVersion.CSharp13 };

    private readonly IIncrementalGenerator _generator;
    private readonly IReadOnlyList<TestProgram> _programs;
    private readonly Lazy<Dictionary<string, CompiledProgram>> _compiled;
    private readonly Dictionary<int, string> _failures = [];

    public ProgramSet(IIncrementalGenerator generator, IEnumerable<TestProgram> programs)
    {
        _generator = generator;
        _programs = [.. programs.SelectMany(p => p.HasSingle ? new[] { p, p.Single() } : [p])];
        _compiled = new Lazy<Dictionary<string, CompiledProgram>>(Compile);
    }

    /// <summary>Says why a program was refused; the kit itself knows no compiler.</summary>
    public Func<CSharpCompilation, IMethodSymbol, string>? Explain { get; init; }

    public IEnumerable<string> Names => _programs.Select(p => p.Name);

    /// <summary>All checks of one program.</summary>
    public void Check(string name)
    {
        CompiledProgram program = Find(name);
        ProgramChecks.Run(program);
    }

    internal CompiledProgram Find(string name) =>
        _compiled.Value.TryGetValue(name, out CompiledProgram? program) ? program
        : throw new TestFailure(_failures[_programs.ToList().FindIndex(p => p.Name == name)]);

    private static string NamespaceOf(int index) => $"Programs.P{index}";

    private Dictionary<string, CompiledProgram> Compile()
    {
        GeneratorRun run = GeneratorHarness.Create(_generator, s_options).Run(_programs.Select((p, i) => ($"P{i}.cs", Text(p.Source, i))));
        CSharpCompilation output = WithoutFailures(run.Output, run.Result.GeneratedTrees.ToHashSet());
        CSharpCompilation dual = WithoutFailures(DualProgram.Translate(WithOracles(WithoutTreesOf(run.Input, _failures.Keys))), []);

        var members = new Dictionary<int, List<IMethodSymbol>>();
        var duals = new Dictionary<int, List<IMethodSymbol>>();
        for (int i = 0; i < _programs.Count; i++)
        {
            if (!_failures.ContainsKey(i))
            {
                IMethodSymbol f = FunctionOf(output, i);
                List<IMethodSymbol> generated = [.. f.ContainingType.GetMembers().OfType<IMethodSymbol>().Where(m => m.GetAttributes().Any(a => a.AttributeClass?.Name == "GeneratedDerivativeAttribute" && (string?)a.ConstructorArguments[0].Value == f.Name))];
                if (generated.Count == 0)
                {
                    _failures[i] = "The generator added nothing. " + (Explain?.Invoke(run.Input, FunctionOf(run.Input, i)) ?? "");
                    continue;
                }

                IEnumerable<IMethodSymbol> reference = _programs[i].Reference is { } name ? f.ContainingType.GetMembers(name).OfType<IMethodSymbol>().Take(1) : [];
                members[i] = [f, .. generated, .. reference];
                duals[i] = [FunctionOf(dual, i)];
            }
        }

        Assembly plain = Load(WithTrampolines(output, members)), overDuals = Load(WithTrampolines(dual, duals));
        return members.Keys.ToDictionary(i => _programs[i].Name, i => new CompiledProgram(
            _programs[i],
            MethodOf(plain, members[i][0]),
            Callable(plain, i, members[i]),
            MethodOf(overDuals, duals[i][0]),
            Callable(overDuals, i, duals[i])[0],
            string.Join("\n", run.Texts.Values.Where(t => IndexOf(t) == i))));
    }

    private static string Text(string source, int index) =>
        $"using System;\nusing System.Numerics;\nusing SteGen;\n\nnamespace {NamespaceOf(index)}\n{{\npublic static partial class C\n{{\n{source}\n}}\n}}\n";

    /// <summary>A program that has a text of its own for the oracle is replaced by that.</summary>
    private CSharpCompilation WithOracles(CSharpCompilation compilation)
    {
        foreach (SyntaxTree tree in compilation.SyntaxTrees)
        {
            if (IndexOf(tree) is var index and >= 0 && _programs[index].Oracle is { } oracle)
            {
                compilation = compilation.ReplaceSyntaxTree(tree, CSharpSyntaxTree.ParseText(SourceText.From(Text(oracle, index), Encoding.UTF8), (CSharpParseOptions)tree.Options, tree.FilePath));
            }
        }

        return compilation;
    }

    /// <summary>Drops every program that has an error, until none is left.</summary>
    private CSharpCompilation WithoutFailures(CSharpCompilation compilation, HashSet<SyntaxTree> generated)
    {
        while (true)
        {
            var errors = compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error).GroupBy(d => d.Location.SourceTree is { } t ? IndexOf(t) : -1).ToList();
            if (errors.Count == 0)
            {
                return compilation;
            }

            foreach (var group in errors)
            {
                string what = group.Any(d => generated.Contains(d.Location.SourceTree!)) ? "The generated code does not compile:" : $"The program does not compile in {compilation.AssemblyName}:";
                string text = DiagnosticText.Describe(what, [.. group]);
                if (group.Key < 0)
                {
                    throw new TestFailure(text);
                }

                _failures[group.Key] = text;
            }

            compilation = WithoutTreesOf(compilation, _failures.Keys);
        }
    }

    private static CSharpCompilation WithoutTreesOf(CSharpCompilation compilation, ICollection<int> programs) =>
        compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(t => programs.Contains(IndexOf(t))));

    /// <summary>The program that a tree belongs to, by its namespace; where the generator gave up, only the name of the file tells.</summary>
    private static int IndexOf(SyntaxTree tree) => IndexOf(tree.ToString()) is >= 0 and var index ? index : IndexOf(tree.FilePath);

    private static int IndexOf(string text) =>
        Regex.Match(text, @"Programs\.P(\d+)") is { Success: true } match ? int.Parse(match.Groups[1].Value, System.Globalization.CultureInfo.InvariantCulture) : -1;

    private static IMethodSymbol FunctionOf(Compilation compilation, int index)
    {
        INamespaceSymbol home = compilation.GlobalNamespace.GetNamespaceMembers().Single(n => n.Name == "Programs").GetNamespaceMembers().Single(n => n.Name == $"P{index}");
        List<IMethodSymbol> marked = [.. home.GetTypeMembers().SelectMany(Nested).SelectMany(t => t.GetMembers().OfType<IMethodSymbol>())
            .Where(m => m.GetAttributes().Any(a => a.AttributeClass?.Name == "DifferentiableAttribute"))];
        return marked.FirstOrDefault(m => m.Name == "F") ?? marked.FirstOrDefault() ?? throw new TestFailure("No method is marked [Differentiable].");

        static IEnumerable<INamedTypeSymbol> Nested(INamedTypeSymbol type) => type.GetTypeMembers().SelectMany(Nested).Prepend(type);
    }

    private static CSharpCompilation WithTrampolines(CSharpCompilation compilation, Dictionary<int, List<IMethodSymbol>> methods)
    {
        var parse = (CSharpParseOptions)compilation.SyntaxTrees[0].Options;
        return compilation
            .AddReferences(compilation.References.Contains(FrameworkReferences.Kit) ? [] : [FrameworkReferences.Kit])
            .AddSyntaxTrees(methods.Select(m => CSharpSyntaxTree.ParseText(SourceText.From(Trampolines.Write(Home(m.Value[0]), m.Value), Encoding.UTF8), parse, $"Calls.P{m.Key}.cs")));

        static INamespaceSymbol Home(IMethodSymbol method) => method.ContainingNamespace;
    }

    private static Assembly Load(CSharpCompilation compilation) => LoadedProgram.From(compilation).Assembly;

    private static List<CallableMember> Callable(Assembly assembly, int index, List<IMethodSymbol> methods)
    {
        Type calls = assembly.GetType($"{NamespaceOf(index)}.{Trampolines.TypeName}", throwOnError: true)!;
        return [.. methods.Select((m, k) => new CallableMember(calls, k, m))];
    }

    private static MethodInfo MethodOf(Assembly assembly, IMethodSymbol method)
    {
        string name = string.Join("+", Containers(method.ContainingType).Reverse().Select(t => t.MetadataName));
        Type type = assembly.GetType($"{method.ContainingNamespace.ToDisplayString()}.{name}", throwOnError: true)!;
        return type.GetMethods(BindingFlags.Static | BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic)
            .First(m => m.Name == method.Name && m.IsDefined(typeof(DifferentiableAttribute)));

        static IEnumerable<INamedTypeSymbol> Containers(INamedTypeSymbol? type)
        {
            for (; type is not null; type = type.ContainingType)
            {
                yield return type;
            }
        }
    }
}
