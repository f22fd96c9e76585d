using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace QuickStart.Articles;

/// <summary>What an article says, and what the generated code computes, line by line.</summary>
public sealed class ArticleTable
{
    private readonly List<(string Article, string Program, string Says, string Computed)> _rows = [];

    public int Count => _rows.Count;

    public bool AllAgree => _rows.All(r => r.Says == r.Computed);

    public IEnumerable<string> Disagreements => _rows.Where(r => r.Says != r.Computed).Select(r => $"{r.Article}, {r.Program}: {r.Says} became {r.Computed}");

    /// <summary>A line whose expectation stands in the article, or follows from a closed form that is computed beside it.</summary>
    public void Add(string article, string program, ReadOnlySpan<float> says, ReadOnlySpan<float> computed) =>
        _rows.Add((article, program, Text(says), Text(computed)));

    public void Print()
    {
        foreach (IGrouping<string, (string Article, string Program, string Says, string Computed)> article in _rows.GroupBy(r => r.Article))
        {
            var table = new Table().Border(TableBorder.Simple).AddColumns(Markup.Escape(article.Key), "the article", "SteGen", "");
            table.Columns[0].Width(36);
            table.Columns[1].Width(24);
            table.Columns[2].Width(24);
            table.Columns[3].Width(7);
            foreach ((_, string program, string says, string computed) in article)
            {
                table.AddRow(Markup.Escape(program), Markup.Escape(says), Markup.Escape(computed), says == computed ? "[green]ok[/]" : "[red]differs[/]");
            }

            AnsiConsole.Write(table);
        }

        AnsiConsole.WriteLine("Where an article gives no number, its formula is worked out by hand instead.");
        AnsiConsole.WriteLine();
    }

    private static string Text(ReadOnlySpan<float> values)
    {
        var texts = new string[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            texts[i] = values[i].ToString("0.###", CultureInfo.InvariantCulture);
        }

        return texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
    }
}
