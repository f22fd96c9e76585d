using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Spectre.Console;

namespace QuickStart.Articles;

/// <summary>What an article says, and what the generated code computes, line by line.</summary>
public sealed class ArticleTable
{
    private const float Tolerance = 1e-5f;
    private readonly List<Line> _lines = [];

    public int Count => _lines.Count;

    public bool AllAgree => _lines.All(l => l.Agrees);

    public IEnumerable<string> Disagreements => _lines.Where(l => !l.Agrees).Select(l => $"{l.Article}, {l.Program}: {l.Says} became {l.Computed}");

    /// <summary>A line whose expectation stands in the article, or follows from a closed form that is computed beside it.</summary>
    public void Add(string article, string program, ReadOnlySpan<float> says, ReadOnlySpan<float> computed)
    {
        bool agrees = says.Length == computed.Length;
        for (int i = 0; agrees && i < says.Length; i++)
        {
            agrees = MathF.Abs(says[i] - computed[i]) <= Tolerance;
        }

        _lines.Add(new Line(article, program, Text(says), Text(computed), agrees));
    }

    /// <summary>The widths fit into a terminal of 80 columns.</summary>
    public void Print()
    {
        foreach (IGrouping<string, Line> article in _lines.GroupBy(l => l.Article))
        {
            var table = new Table().Border(TableBorder.None);
            table.AddColumn(Column(article.Key, 34)).AddColumn(Column("the article", 20)).AddColumn(Column("SteGen", 20)).AddColumn(Column("", 2));
            foreach (Line line in article)
            {
                table.AddRow(Markup.Escape(line.Program), Markup.Escape(line.Says), Markup.Escape(line.Computed), line.Agrees ? "[green]ok[/]" : "[red]NO[/]");
            }

            AnsiConsole.Write(table);
            AnsiConsole.WriteLine();
        }

        AnsiConsole.WriteLine("Where an article gives no number, its formula is worked out by hand instead.");
        AnsiConsole.WriteLine();

        static TableColumn Column(string header, int width) => new TableColumn($"[bold]{Markup.Escape(header)}[/]").Width(width).PadLeft(0).PadRight(1).NoWrap();
    }

    private static string Text(ReadOnlySpan<float> values)
    {
        var texts = new string[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            texts[i] = values[i].ToString("0.##", CultureInfo.InvariantCulture);
        }

        return texts.Length == 1 ? texts[0] : $"[{string.Join(", ", texts)}]";
    }

    private sealed record Line(string Article, string Program, string Says, string Computed, bool Agrees);
}
