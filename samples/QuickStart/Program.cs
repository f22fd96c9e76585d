using System;
using System.IO;
using QuickStart.Articles;
using QuickStart.Digits;
using QuickStart.Networks;
using QuickStart.Training;
using Spectre.Console;

namespace QuickStart;

public static class Program
{
    public static int Main()
    {
        if (Console.IsOutputRedirected)
        {
            // A log file: no colours, no bars that redraw themselves, no narrow columns.
            AnsiConsole.Console = AnsiConsole.Create(new AnsiConsoleSettings { Ansi = AnsiSupport.No, ColorSystem = ColorSystemSupport.NoColors, Interactive = InteractionSupport.No });
            AnsiConsole.Profile.Width = 120;
        }

        AnsiConsole.MarkupLine("[bold]1. The programs of three articles on straight-through estimators[/]");
        var articles = new ArticleTable();
        JaxArticle.Show(articles);
        RoundingArticle.Show(articles);
        JuliaArticle.Show(articles);
        JuliaTable.Show(articles);
        articles.Print();

        AnsiConsole.MarkupLine("[bold]2. A network of binary weights and activations learns handwritten digits[/]");
        DigitSet training, test;
        try
        {
            (training, test) = DigitSet.Load(Path.Combine(AppContext.BaseDirectory, "data", "digits.csv.gz"), seed: 1);
        }
        catch (Exception e) when (e is IOException or InvalidDataException)
        {
            AnsiConsole.MarkupLineInterpolated($"[red]{e.Message}[/]");
            return 1;
        }

        Result[] results = TrainingReport.TrainAll([BinaryNetwork.Create(), FloatNetwork.Create(), ControlNetwork.Create()], training, new Plan());
        TrainingReport.Print(results, training, test);
        return articles.AllAgree ? 0 : 1;
    }
}
