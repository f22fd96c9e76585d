using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Samples;
using Spectre.Console;

namespace Greeks;

public static class Program
{
    public static int Main(string[] arguments) => SampleConsole.Run(stop => Run(arguments, stop));

    private static int Run(string[] arguments, CancellationToken stop)
    {
        SampleConsole.Allow(arguments, "--paths", "--output");
        int paths = SampleConsole.Option(arguments, "--paths", 200_000);
        string output = SampleConsole.Option(arguments, "--output") ?? "Greeks.output";
        Sensitivity[] rows = Sensitivities.OfCall(spot: 105);
        var table = new Table().Title("A European call, spot 105, strike 100").AddColumn("").AddColumn("generated").AddColumn("closed form").AddColumn("difference");
        foreach (Sensitivity r in rows)
        {
            table.AddRow(r.Name, Text(r.Generated, "0.000000"), Text(r.Closed, "0.000000"), Text(r.Error, "0.0e+0"));
        }

        AnsiConsole.Write(table);
        double[] normals = Sensitivities.Normals(paths, seed: 1);
        double[] spots = [.. Enumerable.Range(0, 31).Select(k => 70.0 + (2 * k))];
        List<(double StraightThrough, double Raw, double Closed)> digital = SampleConsole.Progress("digital call, simulated", spots.Length, tell =>
        {
            List<(double, double, double)> found = [];
            foreach (double spot in spots)
            {
                if (stop.IsCancellationRequested) break;
                found.Add(Sensitivities.Digital(spot, normals));
                tell(found.Count, $"delta at {spot}: {found[^1].Item1:0.0000}, closed form {found[^1].Item3:0.0000}");
            }

            return found;
        });

        Directory.CreateDirectory(output);
        double[] x = [.. spots.Take(digital.Count)];
        SvgPlot.Save(
            Path.Combine(output, "digital.svg"), "Delta of a digital call", "spot", "delta",
            new PlotLine("closed form", x, [.. digital.Select(d => d.Closed)]), new PlotLine("straight-through", x, [.. digital.Select(d => d.StraightThrough)]), new PlotLine("raw step (control)", x, [.. digital.Select(d => d.Raw)]));
        double[] wide = [.. Enumerable.Range(0, 81).Select(k => 60.0 + k)];
        SvgPlot.Save(
            Path.Combine(output, "call.svg"), "Delta, and 20 gamma, of a European call", "spot", "",
            new PlotLine("delta", wide, [.. wide.Select(s => Sensitivities.OfCall(s)[0].Generated)]), new PlotLine("20 gamma", wide, [.. wide.Select(s => 20 * Sensitivities.OfCall(s)[1].Generated)]));
        List<string> report = ["# Greeks", "", "| | generated | closed form |", "|---|---|---|", .. rows.Select(r => $"| {r.Name} | {Text(r.Generated, "0.000000")} | {Text(r.Closed, "0.000000")} |"), "", "![call](call.svg)", "", "![digital](digital.svg)"];
        File.WriteAllLines(Path.Combine(output, "report.md"), report);
        AnsiConsole.WriteLine($"Report and plots are in {Path.GetFullPath(output)}.{(stop.IsCancellationRequested ? " The simulation was ended early." : "")}");
        return 0;
    }

    private static string Text(double x, string format) => x.ToString(format, CultureInfo.InvariantCulture);
}
