using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Samples;
using Spectre.Console;

namespace BundleAdjust;

public static class Program
{
    public static int Main(string[] arguments) => SampleConsole.Run(stop => Run(arguments, stop));

    private static int Run(string[] arguments, CancellationToken stop)
    {
        SampleConsole.Allow(arguments, "--cameras", "--points", "--output");
        int cameras = SampleConsole.Option(arguments, "--cameras", 10), points = SampleConsole.Option(arguments, "--points", 150);
        string output = SampleConsole.Option(arguments, "--output") ?? "BundleAdjust.output";
        if (cameras < 2 || points < 8) throw new ArgumentException("At least 2 cameras and 8 points are needed.");
        const int Iterations = 40;
        const double Noise = 0.5;
        (_, Scene start) = Scene.Random(cameras, points, Noise, seed: 1);
        (_, List<double> errors) = SampleConsole.Progress("Levenberg-Marquardt", Iterations, tell =>
            new LevenbergMarquardt(start).Solve(Iterations, (step, error) => tell(step, $"error {error.ToString("0.0000", CultureInfo.InvariantCulture)} pixels"), stop));
        Directory.CreateDirectory(output);
        SvgPlot.Save(Path.Combine(output, "error.svg"), "Bundle adjustment", "step", "log10 of the error in pixels", new PlotLine("error", [.. Enumerable.Range(0, errors.Count).Select(k => (double)k)], [.. errors.Select(Math.Log10)]));
        string summary = string.Create(CultureInfo.InvariantCulture, $"{cameras} cameras, {points} points, {start.Observations.Length} observations: from {errors[0]:0.00} to {errors[^1]:0.0000} pixels in {errors.Count - 1} steps (noise {Noise / Math.Sqrt(3):0.0000}).");
        File.WriteAllLines(Path.Combine(output, "report.md"), ["# BundleAdjust", "", summary, "", "![error](error.svg)"]);
        AnsiConsole.WriteLine(summary);
        AnsiConsole.WriteLine($"Report and plot are in {Path.GetFullPath(output)}.{(stop.IsCancellationRequested ? " The search was ended early." : "")}");
        return 0;
    }
}
