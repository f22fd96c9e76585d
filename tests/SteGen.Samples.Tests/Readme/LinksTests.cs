using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace SteGen.Samples.Tests.Readme;

/// <summary>Links between pages lead somewhere, and the checklists of <c>generator/ARCHITECTURE.md</c> name files that are there and that do hold what they are said to hold.</summary>
public class LinksTests
{
    [Theory]
    [MemberData(nameof(PagesTests.Pages), MemberType = typeof(PagesTests))]
    public void EveryLinkInTheRepositoryLeadsToAFile(string page)
    {
        string folder = Path.GetDirectoryName(Repository.File(page))!;
        foreach (Match link in Regex.Matches(File.ReadAllText(Repository.File(page)), @"\]\((?!https?://|#)([^)#\s]+)(#[^)]*)?\)"))
        {
            string target = Path.GetFullPath(Path.Combine(folder, link.Groups[1].Value));
            Assert.True(File.Exists(target) || Directory.Exists(target), $"{page} links to {link.Groups[1].Value}.");
        }
    }

    [Fact]
    public void TheChecklistsHold()
    {
        string page = File.ReadAllText(Repository.File("generator", "ARCHITECTURE.md")).ReplaceLineEndings("\n");
        MatchCollection lists = Regex.Matches(page, "<!-- checklist: (\\w+) -->\n(.*?)<!-- end -->", RegexOptions.Singleline);
        Assert.Equal(3, lists.Count);
        foreach (Match list in lists)
        {
            string example = list.Groups[1].Value;
            List<string> files = [.. Regex.Matches(list.Groups[2].Value, @"^- \[ \] `([^`]+)`", RegexOptions.Multiline).Select(m => m.Groups[1].Value)];
            Assert.True(files.Count >= 4, $"The list for {example} is empty.");
            foreach (string file in files)
            {
                Assert.True(File.Exists(Repository.File(file)), $"{file} is not there.");
                Assert.True(File.ReadAllText(Repository.File(file)).Contains(example, StringComparison.Ordinal), $"{file} does not mention {example}.");
            }
        }
    }
}
