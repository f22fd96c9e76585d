using System;
using System.Diagnostics;
using System.Linq;
using QuickStart.Digits;
using QuickStart.Networks;
using Spectre.Console;

namespace QuickStart.Training;

/// <summary>A trained network.</summary>
public sealed record Result(Network Network, Parameters Parameters, float Loss, TimeSpan Time);

/// <summary>The progress bars and the table at the end.</summary>
public static class TrainingReport
{
    public static Result[] TrainAll(Network[] networks, DigitSet training, Plan plan)
    {
        if (!AnsiConsole.Profile.Capabilities.Interactive)
        {
            return [.. networks.Select(n => TrainOne(n, training, plan, (epoch, loss) =>
            {
                if (epoch % 5 == 0 || epoch == plan.Epochs) AnsiConsole.WriteLine($"{n.Name}: epoch {epoch} of {plan.Epochs}, loss {loss:0.000}");
            }))];
        }

        return AnsiConsole.Progress()
            .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
            .Start(progress =>
            {
                ProgressTask[] bars = [.. networks.Select(n => progress.AddTask(Markup.Escape(n.Name), autoStart: false, maxValue: plan.Epochs))];
                return networks.Select((n, i) =>
                {
                    bars[i].StartTask();
                    Result result = TrainOne(n, training, plan, (epoch, _) => bars[i].Value = epoch);
                    bars[i].StopTask();
                    return result;
                }).ToArray();
            });
    }

    public static void Print(Result[] results, DigitSet training, DigitSet test)
    {
        var table = new Table().Title($"Digits read correctly: {training.Count} to learn from, {test.Count} held out");
        table.AddColumn("network 64-128-64-10").AddColumn(new TableColumn("last loss").RightAligned()).AddColumn(new TableColumn("training").RightAligned());
        table.AddColumn(new TableColumn("[bold]test[/]").RightAligned()).AddColumn(new TableColumn("time").RightAligned());
        foreach (Result r in results)
        {
            table.AddRow(
                Markup.Escape(r.Network.Name),
                $"{r.Loss:0.000}",
                Percent(Trainer.Accuracy(r.Network, training, r.Parameters)),
                $"[bold]{Percent(Trainer.Accuracy(r.Network, test, r.Parameters))}[/]",
                $"{r.Time.TotalSeconds:0.0} s");
        }

        AnsiConsole.Write(table);
    }

    private static Result TrainOne(Network network, DigitSet training, Plan plan, Action<int, float> epochDone)
    {
        long start = Stopwatch.GetTimestamp();
        float last = 0;
        Parameters parameters = Trainer.Train(network, training, plan, (epoch, loss) =>
        {
            last = loss;
            epochDone(epoch, loss);
        });
        return new Result(network, parameters, last, Stopwatch.GetElapsedTime(start));
    }

    private static string Percent(double fraction) => $"{100 * fraction:0.0} %";
}
