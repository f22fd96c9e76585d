using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Samples;
using Spectre.Console;

namespace WorldModel;

public static class Program
{
    private const int Trips = 200;

    public static int Main(string[] arguments) => SampleConsole.Run(stop => Run(arguments, stop));

    private static int Run(string[] arguments, CancellationToken stop)
    {
        SampleConsole.Allow(arguments, "--steps", "--output");
        int steps = SampleConsole.Option(arguments, "--steps", 3000), every = Math.Max(1, steps / 20);
        string output = SampleConsole.Option(arguments, "--output") ?? "WorldModel.output";
        var shape = new Shape();
        var table = new Table().AddColumn("who plans").AddColumn("arrived").AddColumn("steps per step needed").AddColumn("codes of cells");
        List<string> report = ["# WorldModel", "", $"{Trips} trips between random cells, at most {Journeys.Limit} steps each.", "", "| who plans | arrived | steps per step needed | codes of cells |", "|---|---|---|---|"];
        List<PlotLine> losses = [], arrivals = [];
        List<(string Name, List<Journey> Journeys)> maps = [];
        void Tell(string name, List<Journey> journeys, string codes)
        {
            string[] cells = [name, Journeys.Arrived(journeys).ToString("P0", CultureInfo.InvariantCulture), journeys.Where(j => j.Arrived).Select(j => j.Detour).DefaultIfEmpty().Average().ToString("0.00", CultureInfo.InvariantCulture), codes];
            table.AddRow(cells);
            report.Add($"| {string.Join(" | ", cells)} |");
            maps.Add((name, journeys));
        }

        foreach ((string name, Objective objective) in new (string, Objective)[] { ("straight-through", LatentModel.LossValueAndGradient), ("control: bare comparison", ControlModel.LossValueAndGradient) })
        {
            List<double> at = [], loss = [], arrived = [];
            Parameters model = SampleConsole.Progress(name, steps, tell => Trainer.Train(objective, shape, steps, every, (step, mean, now) =>
            {
                at.Add(step);
                loss.Add(mean);
                arrived.Add(100 * Journeys.Arrived(Journeys.Travel(new Planner(shape, now), Trips / 4)));
                tell(step, string.Create(CultureInfo.InvariantCulture, $"loss {mean:0.0000}, {arrived[^1]:0} % arrive"));
            }, stop));
            losses.Add(new PlotLine(name, at, loss));
            arrivals.Add(new PlotLine(name, at, arrived));
            var planner = new Planner(shape, model);
            Tell(name, Journeys.Travel(planner, Trips), Codes(planner).ToString(CultureInfo.InvariantCulture));
        }

        Tell("nobody: random actions", Journeys.Travel(null, Trips), "");
        AnsiConsole.Write(table);
        Directory.CreateDirectory(output);
        int farthest = Enumerable.Range(0, Trips).MaxBy(k => GridWorld.Distances(maps[0].Journeys[k].Goal)[maps[0].Journeys[k].Cells[0]]);
        TripPlot.Save(Path.Combine(output, "trips.svg"), [.. maps.Select(m => (m.Name, m.Journeys[farthest]))]);
        SvgPlot.Save(Path.Combine(output, "arrived.svg"), "Trips that arrive", "training step", "%", [.. arrivals]);
        SvgPlot.Save(Path.Combine(output, "loss.svg"), "Loss", "training step", "loss", [.. losses]);
        File.WriteAllLines(Path.Combine(output, "report.md"), [.. report, "", "![trips](trips.svg)", "", "![arrived](arrived.svg)", "", "![loss](loss.svg)"]);
        AnsiConsole.WriteLine($"Report and plots are in {Path.GetFullPath(output)}.{(stop.IsCancellationRequested ? " The training was ended early." : "")}");
        return 0;
    }

    // how many codes the cells have, seen once each
    private static int Codes(Planner planner)
    {
        long seen = 1L << 41;
        float[] pixels = new float[GridWorld.Pixels];
        return GridWorld.Free.Select(cell =>
        {
            GridWorld.Observe(cell, ref seen, pixels);
            return planner.Encode(pixels);
        }).Distinct().Count();
    }
}
