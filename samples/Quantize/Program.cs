using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Samples;
using Spectre.Console;

namespace Quantize;

public static class Program
{
    public static int Main(string[] arguments) => SampleConsole.Run(stop => Run(arguments, stop));

    private static int Run(string[] arguments, CancellationToken stop)
    {
        SampleConsole.Allow(arguments, "--epochs", "--output");
        int epochs = SampleConsole.Option(arguments, "--epochs", 20);
        string output = SampleConsole.Option(arguments, "--output") ?? "Quantize.output";
        (DigitSet training, DigitSet test) = DigitSet.Load(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"));
        List<PlotLine> lines = [];
        Parameters Train(string name, Kind kind, Parameters? start, Levels levels)
        {
            List<double> losses = [];
            Parameters trained = SampleConsole.Progress(name, epochs, tell => FineTuning.Train(kind, start, levels, training, epochs, (epoch, loss) =>
            {
                losses.Add(loss);
                tell(epoch, $"loss {loss.ToString("0.000", CultureInfo.InvariantCulture)}");
            }, stop));
            lines.Add(new PlotLine(name, [.. Enumerable.Range(1, losses.Count).Select(e => (double)e)], losses));
            return trained;
        }

        Parameters whole = Train("float", Kind.Float, null, default);
        string Percent(double x) => x.ToString("P1", CultureInfo.InvariantCulture);
        string full = Percent(FineTuning.Accuracy(Kind.Float, whole, default, test));
        var table = new Table().Title($"Test accuracy; as floats {full}").AddColumn("bits").AddColumn("rounded only").AddColumn("learned steps").AddColumn("control: raw rounding");
        List<string> report = ["# Quantize", "", $"Test accuracy; as floats {full}.", "", "| bits | rounded only | learned steps | control: raw rounding |", "|---|---|---|---|"];
        foreach (int bits in new[] { 8, 4, 2 })
        {
            if (stop.IsCancellationRequested) break;
            Levels levels = Levels.OfBits(bits);
            Parameters start = FineTuning.WithSteps(whole, levels, training);
            Parameters tuned = Train($"{bits} bits", Kind.LearnedSteps, start, levels), control = Train($"{bits} bits, raw", Kind.RawRounding, start, levels);
            string[] cells = [bits.ToString(CultureInfo.InvariantCulture), .. new[] { start, tuned, control }.Select(p => Percent(FineTuning.Accuracy(Kind.LearnedSteps, p, levels, test)))];
            table.AddRow(cells);
            report.Add($"| {string.Join(" | ", cells)} |");
        }

        AnsiConsole.Write(table);
        Directory.CreateDirectory(output);
        SvgPlot.Save(Path.Combine(output, "loss.svg"), "Loss while fine-tuning", "epoch", "mean cross-entropy", [.. lines.Skip(1)]);
        File.WriteAllLines(Path.Combine(output, "report.md"), [.. report, "", "![loss](loss.svg)"]);
        AnsiConsole.WriteLine($"Report and plot are in {Path.GetFullPath(output)}.{(stop.IsCancellationRequested ? " The training was ended early." : "")}");
        return 0;
    }
}
