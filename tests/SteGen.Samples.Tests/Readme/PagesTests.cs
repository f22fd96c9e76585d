using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SteGen.Generator;
using SteGen.Testing;
using Xunit;

namespace SteGen.Samples.Tests.Readme;

/// <summary>
/// Compiles and runs every C# block of the pages, and holds it to what it says. A block <c>csharp</c> that declares types joins the program of its page, one of statements runs in it, and a block <c>text</c> after it is what it prints;
/// the loops of a block <c>csharp lanes</c> run in lanes; a block <c>csharp generated</c> stands word for word in what the generator writes.
/// </summary>
public class PagesTests
{
    private static readonly string[] s_kinds = ["csharp", "csharp lanes", "csharp generated"];

    private static readonly Dictionary<string, GeneratorRun> s_runs = [];

    /// <summary>All pages but those of the rules, whose examples are for the analyzer and have tests of their own.</summary>
    private static readonly string[] s_pages =
    [
        .. Directory.EnumerateFiles(Repository.Root, "*.md", SearchOption.AllDirectories).Select(p => Path.GetRelativePath(Repository.Root, p).Replace('\\', '/'))
            .Where(p => !p.Split('/').Any(f => f is "obj" or "bin" or "TestResults" or "packages" or "artifacts" || f.EndsWith(".output", StringComparison.Ordinal)) && !p.StartsWith("analyzers/rules/", StringComparison.Ordinal))
            .Order(StringComparer.Ordinal),
    ];

    private static readonly string[] s_withCode = [.. s_pages.Where(p => Blocks(p).Any(b => b.Language.StartsWith("csharp", StringComparison.Ordinal)))];

    public static TheoryData<string> Pages => [.. s_pages];

    public static TheoryData<string> PagesWithCode => [.. s_withCode];

    [Theory]
    [MemberData(nameof(Pages))]
    public void EveryBlockOfCodeIsOfAKnownKind(string page) => Assert.All(Blocks(page).Where(b => b.Language.StartsWith("cs", StringComparison.OrdinalIgnoreCase)), b => Assert.Contains(b.Language, s_kinds));

    [Fact]
    public void ThePagesThatTeachHaveCode()
    {
        string[] teaching = ["README.md", "generator/LANGUAGE.md", "generator/PERFORMANCE.md", "src/SteGen/Numerics/README.md", "src/SteGen/Package/README.md"];
        Assert.Empty(teaching.Except(s_withCode));
    }

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void TheProgramCompilesAndPrintsWhatThePageSays(string page)
    {
        List<MarkdownBlock> blocks = Blocks(page);
        using LoadedProgram program = Run(page).Load();
        int compared = 0;
        for (int i = 0; i < blocks.Count - 1; i++)
        {
            if (IsStatements(blocks[i]) && blocks[i + 1].Language == "text")
            {
                Assert.Equal(blocks[i + 1].Text, program.Call($"PageBlock{i}", "Run"));
                compared++;
            }
        }

        Assert.Equal(blocks.Count(IsStatements), compared);
    }

    [Theory]
    [MemberData(nameof(PagesWithCode))]
    public void WhatThePageSaysOfGeneratedCodeIsSo(string page)
    {
        GeneratorRun run = Run(page);
        string written = Squeeze(run.AllText);
        foreach (MarkdownBlock block in Blocks(page))
        {
            if (block.Language == "csharp generated") Assert.Contains(Squeeze(block.Text), written, StringComparison.Ordinal);
            if (block.Language != "csharp lanes") continue;
            foreach (MethodDeclarationSyntax method in Tree(block).DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.AttributeLists.ToString().Contains("[Differentiable", StringComparison.Ordinal)))
            {
                string name = $"{((ClassDeclarationSyntax)method.Parent!).Identifier.Text}.{method.Identifier.Text}(";
                string lanes = string.Concat(run.Texts.Where(t => t.Key.Contains(name, StringComparison.Ordinal) && t.Key.Contains("Vector512", StringComparison.Ordinal)).Select(t => t.Value));
                Assert.Contains("Loop1Lanes512(", lanes, StringComparison.Ordinal);
            }
        }
    }

    [Fact]
    public void TheReadmeShowsGeneratedCode() => Assert.Contains(Blocks("README.md"), b => b.Language == "csharp generated");

    private static List<MarkdownBlock> Blocks(string page) => MarkdownBlock.Of(File.ReadAllText(Repository.File(page)));

    private static GeneratorRun Run(string page)
    {
        lock (s_runs)
        {
            if (s_runs.TryGetValue(page, out GeneratorRun? earlier)) return earlier;
            List<MarkdownBlock> blocks = Blocks(page);
            var files = new List<(string Path, string Text)>();
            for (int i = 0; i < blocks.Count; i++)
            {
                if (blocks[i].Language is "csharp" or "csharp lanes")
                {
                    files.Add(($"{Path.GetFileName(page)}.{blocks[i].Line}.cs", IsStatements(blocks[i]) ? InAMethod(blocks[i].Text, i) : blocks[i].Text));
                }
            }

            return s_runs[page] = GeneratorHarness.Create<SteGenGenerator>(new HarnessOptions { LanguageVersion = LanguageVersion.Latest }).Run(files);
        }
    }

    private static CompilationUnitSyntax Tree(MarkdownBlock block) => CSharpSyntaxTree.ParseText(block.Text).GetCompilationUnitRoot();

    private static bool IsStatements(MarkdownBlock block) => block.Language == "csharp" && Tree(block).Members.Any(m => m is GlobalStatementSyntax);

    /// <summary>As a console program would run it; what it writes is returned.</summary>
    private static string InAMethod(string statements, int index)
    {
        var text = new StringBuilder("using System;\nusing SteGen;\n\n");
        text.Append($"internal static class PageBlock{index}\n{{\n    public static string Run()\n    {{\n        var Console = new System.IO.StringWriter(System.Globalization.CultureInfo.InvariantCulture) {{ NewLine = \"\\n\" }};\n");
        text.Append(statements).Append("        return Console.ToString();\n    }\n}\n");
        return text.ToString();
    }

    /// <summary>Without the indentation, which differs: the page shows a member without its type.</summary>
    private static string Squeeze(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));
}
