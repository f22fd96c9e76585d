using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using SteGen.Analyzers.Loops;
using SteGen.Generator.Diagnostics;
using Xunit;

namespace SteGen.Analyzers.Tests;

/// <summary>Descriptors, help links, pages, the table of pages and the release file are one: whoever adds a rule fills in all of them.</summary>
public sealed class RulePagesTests
{
    private static readonly string s_pages = Path.Combine(AppContext.BaseDirectory, "rules");

    public static TheoryData<string> Ids => [.. Descriptors.All.Select(d => d.Id)];

    [Fact]
    public void EveryDescriptorHasOneIdOfTheFormAndIsSupported()
    {
        Assert.All(Descriptors.All, d => Assert.Matches("^STG[0-9]{4}$", d.Id));
        Assert.Equal(Descriptors.All.Length, Descriptors.All.Select(d => d.Id).Distinct().Count());
        Assert.Equal(Descriptors.All.Select(d => d.Id).Order(), new SteGenAnalyzer().SupportedDiagnostics.Concat(new LoopReportAnalyzer().SupportedDiagnostics).Select(d => d.Id).Order());
        Assert.All(Descriptors.All, d => Assert.Same(d, Descriptors.Find(d.Id)));
        Assert.Null(Descriptors.Find("STG9999"));
    }

    [Fact]
    public void EveryPageBelongsToADescriptor()
    {
        IEnumerable<string> pages = Directory.GetFiles(s_pages, "STG*.md").Select(p => Path.GetFileNameWithoutExtension(p)!).Order();
        Assert.Equal(Descriptors.All.Select(d => d.Id).Order(), pages);
    }

    [Theory]
    [MemberData(nameof(Ids))]
    public void PageHasTitleSeverityAndSections(string id)
    {
        DiagnosticDescriptor descriptor = Descriptors.Find(id)!;
        string page = ReadPage(id);
        Assert.StartsWith($"# {id}: {descriptor.Title}\n\nSeverity: {Severity(descriptor)}\n\n", page);
        Assert.Contains("\n## How to mend\n", page);
        Assert.Contains("\n## How to suppress\n", page);
        Assert.Contains($"#pragma warning disable {id}", page);
        Assert.Equal($"https://github.com/stegen/stegen/blob/main/analyzers/rules/{id}.md", descriptor.HelpLinkUri);
        Assert.Equal("SteGen", descriptor.Category);
        Assert.NotEmpty(descriptor.Description.ToString());
    }

    [Fact]
    public void TheTableOfPagesIsComplete()
    {
        string table = File.ReadAllText(Path.Combine(s_pages, "README.md"));
        IEnumerable<string> rows = Descriptors.All.OrderBy(d => d.Id).Select(d => $"| [{d.Id}]({d.Id}.md) | {d.Title} | {Severity(d)} |");
        Assert.Contains(string.Join("\n", rows) + "\n", table);
        Assert.Equal(Descriptors.All.Length, Regex.Count(table, @"^\| \[STG", RegexOptions.Multiline));
    }

    [Fact]
    public void TheReleaseFileHasEveryRule()
    {
        string folder = Path.Combine(AppContext.BaseDirectory, "releases");
        string[] lines = [.. Directory.GetFiles(folder).SelectMany(File.ReadAllLines).Where(l => l.StartsWith("STG", StringComparison.Ordinal)).Order()];
        Assert.Equal(Descriptors.All.OrderBy(d => d.Id).Select(d => $"{d.Id} | SteGen | {(d.IsEnabledByDefault ? d.DefaultSeverity.ToString() : "Disabled")} | {d.Title}"), lines);
    }

    /// <summary>The first example of a page fires its rule; the second compiles and does not.</summary>
    [Theory]
    [MemberData(nameof(Ids))]
    public async Task ExamplesDoWhatThePageSays(string id)
    {
        string page = ReadPage(id);
        if (Example(page, "Fires") is not { } fires)
        {
            Assert.Contains(id, s_withoutExample);
            return;
        }

        Assert.Contains(id, await IdsIn(fires));
        IReadOnlyList<string> fine = await IdsIn(Example(page, "Does not fire")!);
        Assert.DoesNotContain(id, fine);
        Assert.DoesNotContain(fine, i => i.StartsWith("CS", StringComparison.Ordinal) || Descriptors.Find(i)?.DefaultSeverity == DiagnosticSeverity.Error);
    }

    /// <summary>STG0111 is raised at calls of generated members.</summary>
    private static readonly string[] s_withoutExample = ["STG0111"];

    private static async Task<IReadOnlyList<string>> IdsIn(string example)
    {
        bool wholeType = Regex.IsMatch(example, @"^public static (partial )?class ", RegexOptions.Multiline);
        string code = wholeType ? "using System;\nusing SteGen;\n" + example : Rule.InClass(example);
        return [.. (await Reported.In(code)).Select(d => d.Id)];
    }

    private static string ReadPage(string id) => File.ReadAllText(Path.Combine(s_pages, id + ".md")).ReplaceLineEndings("\n");

    private static string? Example(string page, string section) =>
        Regex.Match(page, $"\n## {section}\n\n```csharp\n(.*?)\n```", RegexOptions.Singleline) is { Success: true } match ? match.Groups[1].Value : null;

    private static string Severity(DiagnosticDescriptor descriptor) =>
        descriptor.DefaultSeverity.ToString().ToLowerInvariant() + (descriptor.IsEnabledByDefault ? "" : " (off by default)");
}
