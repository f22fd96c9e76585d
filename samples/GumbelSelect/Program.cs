using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Threading;
using Samples;
using Spectre.Console;

namespace GumbelSelect;

public static class Program
{
    public static int Main(string[] arguments) => SampleConsole.Run(stop => Run(arguments, stop));

    private static int Run(string[] arguments, CancellationToken stop)
    {
        SampleConsole.Allow(arguments, "--features", "--steps", "--output");
        int columns = SampleConsole.Option(arguments, "--features", 40), steps = SampleConsole.Option(arguments, "--steps", 2000);
        string output = SampleConsole.Option(arguments, "--output") ?? "GumbelSelect.output";
        Table data = Table.Random(rows: 300, columns, relevant: 1 + (columns / 8), seed: 1);
        int relevant = data.Truth.Count(t => t != 0);
        var table = new Spectre.Console.Table().AddColumn("gates").AddColumn("open").AddColumn("missed").AddColumn("superfluous");
        List<PlotLine> lines = [];
        List<string> report = ["# GumbelSelect", "", $"{columns} features, {relevant} of them matter.", "", "| gates | open | missed | superfluous |", "|---|---|---|---|"];
        foreach ((string name, Objective objective) in new (string, Objective)[] { ("straight-through", SelectionModel.LossValueAndGradient), ("control: raw comparison", SelectionModel.RawLossValueAndGradient) })
        {
            Selected selected = SampleConsole.Progress(name, steps, tell => Selection.Train(objective, data, steps, (step, open) => tell(step, $"{open} of {columns} gates open"), stop));
            string[] cells = [name, selected.IsOpen.Count(o => o).ToString(), selected.Missed(data).ToString(), selected.Superfluous(data).ToString()];
            table.AddRow(cells);
            report.Add($"| {string.Join(" | ", cells)} |");
            lines.Add(new PlotLine(name, [.. Enumerable.Range(1, selected.Open.Count).Select(k => 20.0 * k)], selected.Open));
        }

        AnsiConsole.WriteLine($"{columns} features, {relevant} of them matter");
        AnsiConsole.Write(table);
        Directory.CreateDirectory(output);
        SvgPlot.Save(Path.Combine(output, "gates.svg"), $"Open gates; {relevant} features matter", "step", "open gates", [.. lines]);
        File.WriteAllLines(Path.Combine(output, "report.md"), [.. report, "", "![gates](gates.svg)"]);
        AnsiConsole.WriteLine($"Report and plot are in {Path.GetFullPath(output)}.{(stop.IsCancellationRequested ? " The training was ended early." : "")}");
        return 0;
    }
}
