using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SteGen.Compiler.Ir;
using SteGen.Compiler.Rules;
using Xunit;
using DerivativeRules = SteGen.Compiler.Rules.Derivatives;

namespace SteGen.Compiler.Tests.Rules;

/// <summary>The table of derivatives in <c>src/SteGen/Numerics/README.md</c> is the one of the code, line by line. <c>STEGEN_ACCEPT_SNAPSHOTS=1</c> writes it anew.</summary>
public sealed class RulesPageTests
{
    private const string Begin = "<!-- rules -->\n", End = "<!-- end of rules -->";

    private static readonly string s_root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", ".."));

    [Fact]
    public void ThePageShowsEveryRule()
    {
        string file = Path.Combine(s_root, "src", "SteGen", "Numerics", "README.md"), page = File.ReadAllText(file).ReplaceLineEndings("\n");
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "The page has no place for the table.");
        List<(Op Op, string Row)> rows = [.. Rows()];
        Assert.Equal(DerivativeRules.Table.Select(r => r.Key).Order(), rows.Select(r => r.Op).Order());
        string table = "| operation | partials | guarded |\n|---|---|---|\n" + string.Concat(rows.Select(r => r.Row + "\n"));
        if (Environment.GetEnvironmentVariable("STEGEN_ACCEPT_SNAPSHOTS") == "1")
        {
            page = page[..begin] + table + page[end..];
            File.WriteAllText(file, page);
            end = begin + table.Length;
        }

        Assert.Equal(table, page[begin..end]);
    }

    /// <summary>A rule stands on one line of the source; the parameters of its lambdas are always named the same.</summary>
    private static IEnumerable<(Op, string)> Rows()
    {
        foreach (string line in File.ReadLines(Path.Combine(s_root, "generator", "SteGen.Compiler", "Rules", "Derivatives.cs")))
        {
            Match rule = Regex.Match(line, @"^        \{ (Guarded, )?Op\.(\w+), (.*) \},(\s*//.*)?$");
            if (!rule.Success) continue;
            Op op = Enum.Parse<Op>(rule.Groups[2].Value);
            string[] partials = [.. Regex.Split(rule.Groups[3].Value, @"(?:, |^)(?=\(d, y|null\b|PowerOfBase)").Where(p => p.Length > 0).Select(p => "`" + Regex.Replace(p, @"^\(d, y[^)]*\) => ", "") + "`")];
            Assert.True(DerivativeRules.Table.TryGet(op, out Rule known));
            Assert.Equal(rule.Groups[1].Success, known.IsGuarded);
            yield return (op, $"| {op} | {string.Join(", ", partials)} | {(known.IsGuarded ? "guarded" : "")} |");
        }
    }

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
