using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using BinaryNet.Data;
using BinaryNet.Inference;
using BinaryNet.Networks;
using BinaryNet.Training;
using Samples;
using Spectre.Console;

namespace BinaryNet;

public static class Program
{
    public static int Main(string[] arguments) => SampleConsole.Run(stop => Run(arguments, stop));

    private static int Run(string[] arguments, CancellationToken stop)
    {
        SampleConsole.Allow(arguments, "--data", "--epochs", "--output");
        string? folder = SampleConsole.Option(arguments, "--data");
        string output = SampleConsole.Option(arguments, "--output") ?? "BinaryNet.output";
        (ImageSet training, ImageSet test) = folder is null ? ImageSet.Digits(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz")) : IdxFiles.Load(folder);
        Plan plan = Plan.For(training);
        plan = plan with { Epochs = SampleConsole.Option(arguments, "--epochs", plan.Epochs) };
        AnsiConsole.WriteLine($"{training.Count} images to learn from, {test.Count} held out; network {training.Size}-{plan.Hidden}-{plan.Hidden}-{ImageSet.Classes}");

        var table = new Table().AddColumn("network").AddColumn("last loss").AddColumn("test accuracy");
        List<Trained> all = [];
        List<string> report = ["# BinaryNet", "", $"{training.Count} images to learn from, {test.Count} held out.", "", "| network | last loss | test accuracy |", "|---|---|---|"];
        bool agrees = true;
        string packedLine = "";
        Directory.CreateDirectory(output);
        foreach (Network network in new[] { Network.Binary, Network.Float, Network.Control })
        {
            if (stop.IsCancellationRequested && all.Count > 0) break;
            Trained trained = SampleConsole.Progress(network.Name, plan.Epochs, tell => Trainer.Train(network, training, plan, e => tell(e.Number, $"loss {e.Loss:0.000}, signs flipped {e.FlipRatio:P1}"), stop));
            all.Add(trained);
            var inference = new FloatInference(trained, training);
            int[] predictions = inference.Predict(test);
            string accuracy = FloatInference.Accuracy(predictions, test).ToString("P2", CultureInfo.InvariantCulture), loss = trained.Epochs[^1].Loss.ToString("0.000", CultureInfo.InvariantCulture);
            table.AddRow(Markup.Escape(network.Name), loss, accuracy);
            report.Add($"| {network.Name} | {loss} | {accuracy} |");
            if (network == Network.Binary)
            {
                string path = Path.Combine(output, "binary.packed");
                PackedNetwork.From(trained, inference, training).Save(path);
                agrees = PackedNetwork.Load(path).Predict(test).AsSpan().SequenceEqual(predictions);
                packedLine = $"Packed to {new FileInfo(path).Length} bytes ({trained.Parameters.All.Length * sizeof(float)} as floats); {(agrees ? "the same" : "NOT the same")} answers for all {test.Count} test images.";
            }
        }

        AnsiConsole.Write(table);
        AnsiConsole.WriteLine(packedLine);
        report.AddRange(["", packedLine, "", "![loss](loss.svg)", "", "![flips](flips.svg)"]);
        File.WriteAllLines(Path.Combine(output, "report.md"), report);
        SvgPlot.Save(Path.Combine(output, "loss.svg"), "Loss", "epoch", "mean cross-entropy", [.. all.Select(t => new PlotLine(t.Network.Name, [.. t.Epochs.Select(e => (double)e.Number)], [.. t.Epochs.Select(e => e.Loss)]))]);
        SvgPlot.Save(Path.Combine(output, "flips.svg"), "Signs of weights that change in an epoch", "epoch", "fraction", [.. all.Select(t => new PlotLine(t.Network.Name, [.. t.Epochs.Select(e => (double)e.Number)], [.. t.Epochs.Select(e => e.FlipRatio)]))]);
        AnsiConsole.WriteLine($"Report, plots and the packed network are in {Path.GetFullPath(output)}.{(stop.IsCancellationRequested ? " The training was ended early." : "")}");
        return agrees ? 0 : 1;
    }
}
