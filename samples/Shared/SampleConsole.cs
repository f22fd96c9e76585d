using System;
using System.IO;
using System.Threading;
using Spectre.Console;

namespace Samples;

/// <summary>What the samples share at their edge: a console that suits a log file too, Ctrl-C that ends a training and not the program, and errors in one line.</summary>
public static class SampleConsole
{
    /// <summary>Runs a sample. Ctrl-C asks for the end once; a second one ends the program.</summary>
    public static int Run(Func<CancellationToken, int> sample)
    {
        if (Console.IsOutputRedirected)
        {
            AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
            AnsiConsole.Profile.Width = 120;
        }

        using var stop = new CancellationTokenSource();
        Console.CancelKeyPress += (_, e) =>
        {
            e.Cancel = !stop.IsCancellationRequested;
            stop.Cancel();
        };
        try
        {
            return sample(stop.Token);
        }
        catch (Exception e) when (e is IOException or InvalidDataException or UnauthorizedAccessException or ArgumentException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{e.Message}[/]");
            return 1;
        }
    }

    /// <summary>The value after an option such as <c>--data</c>; null where it is not given.</summary>
    public static string? Option(string[] arguments, string name)
    {
        int at = Array.IndexOf(arguments, name);
        if (at < 0) return null;
        return at + 1 < arguments.Length ? arguments[at + 1] : throw new ArgumentException($"{name} needs a value.");
    }

    /// <summary>A whole number of at least 1 after an option.</summary>
    public static int Option(string[] arguments, string name, int otherwise)
    {
        if (Option(arguments, name) is not { } text) return otherwise;
        return int.TryParse(text, out int number) && number > 0 ? number : throw new ArgumentException($"{name} needs a number of at least 1, not '{text}'.");
    }

    /// <summary>Refuses options that the sample does not have: a misspelt one would be silently ignored.</summary>
    public static void Allow(string[] arguments, params string[] options)
    {
        for (int k = 0; k < arguments.Length; k += 2)
        {
            if (Array.IndexOf(options, arguments[k]) < 0) throw new ArgumentException($"'{arguments[k]}' is not an option. There are: {string.Join(", ", options)}.");
        }
    }

    /// <summary>A bar that advances, or lines in a log file.</summary>
    public static T Progress<T>(string title, int steps, Func<Action<int, string>, T> work)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            int shown = 0;
            return work((step, text) =>
            {
                if (step < steps && step < shown + Math.Max(1, steps / 5)) return;
                shown = step;
                AnsiConsole.WriteLine($"{title}: {step} of {steps}, {text}");
            });
        }

        return AnsiConsole.Progress().Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn()).Start(progress =>
        {
            ProgressTask bar = progress.AddTask(Markup.Escape(title), maxValue: steps);
            return work((step, text) =>
            {
                bar.Description = Markup.Escape($"{title}: {text}");
                bar.Value = step;
            });
        });
    }
}
