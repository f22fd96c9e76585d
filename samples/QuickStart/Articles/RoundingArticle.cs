using System;
using SteGen;

namespace QuickStart.Articles;

/// <summary>The article on rounding: <c>y = x + sg(round(x) - x)</c>.</summary>
public static partial class RoundingArticle
{
    private const string Title = "Rounding article";

#pragma warning disable STG0020 // as the article writes it
    [Differentiable]
    public static float RoundSte(float x) => x + Gradient.StopGradient(MathF.Round(x) - x);
#pragma warning restore STG0020

    // What the article warns of: with the plain function the layers before it learn nothing.
#pragma warning disable STG0001, STG0005
    [Differentiable]
    public static float PlainRound(float x) => MathF.Round(x);
#pragma warning restore STG0001, STG0005

    public static void Show(ArticleTable table)
    {
        table.Add(Title, "gradient of round at 1.2", [0], [PlainRoundGradient(1.2f)]);
        float value = RoundSteValueAndGradient(1.2f, out float gradient);
        table.Add(Title, "x + sg(round(x) - x) at 1.2", [1], [value]);
        table.Add(Title, "its gradient", [1], [gradient]);
    }
}
