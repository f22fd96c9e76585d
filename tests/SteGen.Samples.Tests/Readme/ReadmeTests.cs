using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Generator;
using SteGen.Testing;
using Xunit;

namespace SteGen.Samples.Tests.Readme;

/// <summary>
/// Compiles and runs every C# block of the README, and holds it to what it says: a block <c>csharp</c> that declares types joins the program, one of statements runs in it,
/// a block <c>text</c> after it is what it prints, and a block <c>csharp generated</c> stands word for word in what the generator writes.
/// </summary>
public class ReadmeTests
{
    private static readonly List<MarkdownBlock> s_blocks = MarkdownBlock.Of(File.ReadAllText(Repository.File("README.md")));

    [Fact]
    public void EveryBlockOfCodeIsOfAKnownKind() =>
        Assert.All(s_blocks, b => Assert.Contains(b.Language, new[] { "csharp", "csharp generated", "text", "xml", "console", "" }));

    [Fact]
    public void TheProgramCompilesAndPrintsWhatThePageSays()
    {
        using LoadedProgram program = Run().Load();
        int compared = 0;
        for (int i = 0; i < s_blocks.Count - 1; i++)
        {
            if (IsStatements(s_blocks[i]) && s_blocks[i + 1].Language == "text")
            {
                Assert.Equal(s_blocks[i + 1].Text, program.Call($"ReadmeBlock{i}", "Run"));
                compared++;
            }
        }

        Assert.Equal(s_blocks.Count(IsStatements), compared);
        Assert.NotEqual(0, compared);
    }

    [Fact]
    public void TheGeneratedCodeIsWhatTheGeneratorWrites()
    {
        string written = Squeeze(Run().AllText);
        MarkdownBlock[] shown = [.. s_blocks.Where(b => b.Language == "csharp generated")];
        Assert.NotEmpty(shown);
        Assert.All(shown, b => Assert.Contains(Squeeze(b.Text), written, StringComparison.Ordinal));
    }

    private static GeneratorRun Run()
    {
        var files = new List<(string Path, string Text)>();
        for (int i = 0; i < s_blocks.Count; i++)
        {
            if (s_blocks[i].Language == "csharp")
            {
                files.Add(($"README.{s_blocks[i].Line}.cs", IsStatements(s_blocks[i]) ? InAMethod(i) : s_blocks[i].Text));
            }
        }

        return GeneratorHarness.Create<SteGenGenerator>().Run(files);
    }

    private static bool IsStatements(MarkdownBlock block) =>
        block.Language == "csharp" && CSharpSyntaxTree.ParseText(block.Text).GetCompilationUnitRoot().Members.Any(m => m is Microsoft.CodeAnalysis.CSharp.Syntax.GlobalStatementSyntax);

    /// <summary>As a console program would run it; what it writes is returned.</summary>
    private static string InAMethod(int index)
    {
        var text = new StringBuilder("using System;\nusing SteGen;\n\n");
        text.Append($"internal static class ReadmeBlock{index}\n{{\n    public static string Run()\n    {{\n        var Console = new System.IO.StringWriter {{ NewLine = \"\\n\" }};\n");
        text.Append(s_blocks[index].Text).Append("        return Console.ToString();\n    }\n}\n");
        return text.ToString();
    }

    /// <summary>Without the indentation, which differs: the page shows a member without its type.</summary>
    private static string Squeeze(string text) =>
        string.Join('\n', text.ReplaceLineEndings("\n").Split('\n').Select(l => l.Trim()).Where(l => l.Length > 0));
}
