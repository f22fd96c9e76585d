using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Samples;
using Spectre.Console;

namespace VqVae;

public static class Program
{
    private const int Shown = 16;

    public static int Main(string[] arguments) => SampleConsole.Run(stop => Run(arguments, stop));

    private static int Run(string[] arguments, CancellationToken stop)
    {
        SampleConsole.Allow(arguments, "--epochs", "--codes", "--output");
        int epochs = SampleConsole.Option(arguments, "--epochs", 100);
        var shape = new Shape(Codes: SampleConsole.Option(arguments, "--codes", 32));
        string output = SampleConsole.Option(arguments, "--output") ?? "VqVae.output";
        (DigitSet training, DigitSet test) = DigitSet.Load(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"));
        string Number(double x, string format) => x.ToString(format, CultureInfo.InvariantCulture);
        double meanError = Layers.MeanSquare(test.Images, [.. Enumerable.Range(0, test.Count).SelectMany(_ => MeanImage(training))]);
        var table = new Table().Title($"Mean squared error of test images; of the mean image {Number(meanError, "0.0000")}").AddColumn("codes").AddColumn("error").AddColumn("codes in use").AddColumn("perplexity");
        List<string> report = ["# VqVae", "", $"{shape.PerImage} codes of {shape.Codes} for an image. The mean image of the training has an error of {Number(meanError, "0.0000")}.", "", "| codes | error | in use | perplexity |", "|---|---|---|---|"];
        List<PlotLine> errors = [], uses = [], used = [];
        List<ImageRow> rows = [new ImageRow("test images", test.Images[..(Shown * DigitSet.Size)])];
        foreach ((string name, Kind kind) in new[] { ("gradients", Kind.GradientCodebook), ("moving averages", Kind.AveragedCodebook), ("control: no estimator", Kind.Control) })
        {
            Trained trained = SampleConsole.Progress(name, epochs, tell => Trainer.Train(kind, shape, training, epochs, e => tell(e.Number, $"error {Number(e.Error, "0.0000")}, perplexity {Number(e.Perplexity, "0.0")}"), stop));
            int[] codes = Trainer.Codes(trained, test.Images), counts = Trainer.Uses(shape, codes);
            float[] shown = Trainer.Decode(trained, codes);
            string[] cells = [name, Number(Layers.MeanSquare(test.Images, shown), "0.0000"), $"{counts.Count(u => u > 0)} of {shape.Codes}", Number(Trainer.Perplexity(counts), "0.0")];
            table.AddRow(cells);
            report.Add($"| {string.Join(" | ", cells)} |");
            double[] numbers = [.. trained.Epochs.Select(e => (double)e.Number)];
            errors.Add(new PlotLine(name, numbers, [.. trained.Epochs.Select(e => e.Error)]));
            used.Add(new PlotLine(name, numbers, [.. trained.Epochs.Select(e => e.Perplexity)]));
            uses.Add(new PlotLine(name, [.. Enumerable.Range(1, shape.Codes).Select(k => (double)k)], [.. counts.OrderDescending().Select(u => 100.0 * u / codes.Length)]));
            rows.Add(new ImageRow(name, shown[..(Shown * DigitSet.Size)]));
        }

        AnsiConsole.Write(table);
        Directory.CreateDirectory(output);
        SvgImages.Save(Path.Combine(output, "reconstructions.svg"), "Test images, and what is drawn from their codes", 8, [.. rows]);
        SvgPlot.Save(Path.Combine(output, "error.svg"), "Error of the training images", "epoch", "mean squared error", [.. errors]);
        SvgPlot.Save(Path.Combine(output, "usage.svg"), "How often each code is used, the most frequent first", "code", "% of all codes of the test images", [.. uses]);
        SvgPlot.Save(Path.Combine(output, "perplexity.svg"), $"Perplexity of the codebook; at most {shape.Codes}", "epoch", "perplexity", [.. used]);
        File.WriteAllLines(Path.Combine(output, "report.md"), [.. report, "", "![reconstructions](reconstructions.svg)", "", "![usage](usage.svg)", "", "![perplexity](perplexity.svg)", "", "![error](error.svg)"]);
        AnsiConsole.WriteLine($"Report and plots are in {Path.GetFullPath(output)}.{(stop.IsCancellationRequested ? " The training was ended early." : "")}");
        return 0;
    }

    private static float[] MeanImage(DigitSet images)
    {
        float[] mean = new float[DigitSet.Size];
        for (int i = 0; i < images.Images.Length; i++)
        {
            mean[i % DigitSet.Size] += images.Images[i] / images.Count;
        }

        return mean;
    }
}
