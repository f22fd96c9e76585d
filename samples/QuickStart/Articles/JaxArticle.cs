using System;
using SteGen;

namespace QuickStart.Articles;

/// <summary>The article for JAX: the gradient of a sign is useless, that of <c>x + stop_gradient(sign(x) - x)</c> is 1.</summary>
public static partial class JaxArticle
{
    private const string Title = "JAX article";

    // The derivative of a sign is 0 everywhere. SteGen says so at this line; the article shows it, so here it is silenced.
#pragma warning disable STG0001, STG0005
    [Differentiable]
    public static float Naive(float x) => MathF.Sign(x);
#pragma warning restore STG0001, STG0005

#pragma warning disable STG0020 // as the article writes it
    [Differentiable]
    public static float SteQuantize(float x) => x + Gradient.StopGradient(MathF.Sign(x) - x);
#pragma warning restore STG0020

    [Differentiable]
    public static float SumOfSteQuantize(ReadOnlySpan<float> x)
    {
        float sum = 0;
        foreach (float element in x)
        {
            sum += SteQuantize(element);
        }

        return sum;
    }

    public static void Show(ArticleTable table)
    {
        table.Add(Title, "gradient of sign at 0.5", [0], [NaiveGradient(0.5f)]);

        float[] x = [-1.5f, 0, 0.5f, 2];
        var values = new float[x.Length];
        SteQuantizeForwardBatch(x, values);
        table.Add(Title, "ste_quantize([-1.5, 0, 0.5, 2])", [-1, 0, 1, 1], values);
        table.Add(Title, "gradient of ste_quantize at 0.5", [1], [SteQuantizeGradient(0.5f)]);

        // As `jax.grad(lambda x: ste_quantize(x).sum())`: the gradient of a function of an array.
        var gradient = new float[x.Length];
        float sum = SumOfSteQuantizeValueAndGradient(x, gradient);
        table.Add(Title, "ste_quantize(x).sum()", [1], [sum]);
        table.Add(Title, "its gradient", [1, 1, 1, 1], gradient);
    }
}
