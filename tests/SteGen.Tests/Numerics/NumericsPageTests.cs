using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using Xunit;

namespace SteGen.Tests.Numerics;

/// <summary>
/// The table of error bounds in <c>src/SteGen/Numerics/README.md</c> is written from the bounds that the tests hold the functions to. <c>STEGEN_ACCEPT_SNAPSHOTS=1</c> writes it anew.
/// </summary>
public class NumericsPageTests
{
    private const string Begin = "<!-- bounds -->\n", End = "<!-- end of bounds -->";

    [Fact]
    public void TheTableOfBoundsIsThatOfTheTests()
    {
        string file = Repository.File("src", "SteGen", "Numerics", "README.md"), page = File.ReadAllText(file).ReplaceLineEndings("\n");
        int begin = page.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, end = page.IndexOf(End, StringComparison.Ordinal);
        Assert.True(begin >= Begin.Length && end >= begin, "The page has no place for the table.");
        string table = string.Concat(Rows().Select(r => r + "\n"));
        if (Environment.GetEnvironmentVariable("STEGEN_ACCEPT_SNAPSHOTS") == "1")
        {
            page = page[..begin] + table + page[end..];
            File.WriteAllText(file, page);
            end = begin + table.Length;
        }

        Assert.Equal(table, page[begin..end]);
    }

    private static IEnumerable<string> Rows()
    {
        yield return "| function | float, ULP | double, ULP | measured between (float) | (double) |";
        yield return "|---|---|---|---|---|";
        foreach (ElementaryTests.Function f in ElementaryTests.Functions.OrderBy(f => f.Name, StringComparer.Ordinal))
        {
            yield return $"| `{f.Name}` | {Text(f.SingleBound)} | {Text(f.DoubleBound)} | {Range(f.SingleRange)} | {Range(f.DoubleRange)} |";
        }

        foreach ((string name, double single, double @double) in ElementaryTests.BoundsOfTwo)
        {
            yield return $"| `{name}` | {Text(single)} | {Text(@double)} | both operands over many magnitudes | the same |";
        }
    }

    private static string Range((double, double) range) => $"{Text(range.Item1)} … {Text(range.Item2)}";

    private static string Text(double x) => x.ToString("0.##E+0", CultureInfo.InvariantCulture) is var e && Math.Abs(x) is >= 1e5 or (< 1e-3 and > 0) ? e : x.ToString("0.####", CultureInfo.InvariantCulture);
}
