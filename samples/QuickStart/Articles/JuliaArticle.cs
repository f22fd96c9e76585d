using System;
using SteGen;

namespace QuickStart.Articles;

/// <summary>The article for Julia: a step with the identity as its gradient, and the hard form of the Gumbel-softmax.</summary>
public static partial class JuliaArticle
{
    private const string Title = "Julia article";
    private const float Epsilon = 1e-20f;

    /// <summary>The article's <c>@adjoint</c> that returns the upstream gradient as it is: that is what <c>[StraightThrough]</c> says.</summary>
    [StraightThrough]
    public static float Binary(float x) => x > 0 ? 1f : 0f;

    [Differentiable]
    public static float BinarySte(float x) => Binary(x);

    /// <summary>Forward the one-hot of the argmax, backward the softmax of (logits + noise) / tau.</summary>
    [Differentiable("logits")]
    public static void GumbelSoftmaxSte(ReadOnlySpan<float> logits, ReadOnlySpan<float> gumbel, float tau, Span<float> result)
    {
        Span<float> soft = stackalloc float[logits.Length];
        float sum = 0;
        int best = 0;
        for (int k = 0; k < logits.Length; k++)
        {
            soft[k] = MathF.Exp((logits[k] + gumbel[k]) / tau);
            sum += soft[k];

            // The article takes the argmax of the softmax; that of the logits is the same, and leaves the softmax to the backward alone.
            if (logits[k] + gumbel[k] > logits[best] + gumbel[best]) best = k;
        }

        for (int k = 0; k < logits.Length; k++)
        {
            float s = soft[k] / sum;
            float hard = k == best ? 1 : 0;
#pragma warning disable STG0020 // as the article writes it
            result[k] = hard - Gradient.StopGradient(s) + s;
#pragma warning restore STG0020
        }
    }

    /// <summary>The binary form with stretch. The article leaves its <c>scale</c> undefined; from what surrounds it, it is <paramref name="eta"/> - <paramref name="gamma"/>.</summary>
    [Differentiable("p")]
    public static float GumbelSoftmaxSteBinary(float p, float gumbel, [Uniform] float temp, [Uniform] float eta, [Uniform] float gamma)
    {
        float logitP = MathF.Log(p + Epsilon) - MathF.Log(1 - p + Epsilon);
        float s = Sigmoid((logitP + gumbel) / temp);
        float scaled = Math.Clamp((s * (eta - gamma)) + gamma, 0f, 1f);
        float hard = s > 0.5f ? 1 : 0;
#pragma warning disable STG0020 // as the article writes it
        return hard - Gradient.StopGradient(scaled) + scaled;
#pragma warning restore STG0020
    }

    public static void Show(ArticleTable table)
    {
        float[] x = [0.7f, -0.3f, 0.1f];
        var y = new float[x.Length];
        BinarySteForwardBatch(x, y);
        table.Add(Title, "binary_ste([0.7, -0.3, 0.1])", [1, 0, 1], y);

        float[] upstream = [0.3f, -1.2f, 0.7f];
        var gradient = new float[x.Length];
        BinarySteBackwardBatch(x, upstream, gradient);
        table.Add(Title, "gradient of [0.3, -1.2, 0.7]", upstream, gradient);

        ShowGumbelSoftmax(table);
        ShowBinaryForm(table);
    }

    private static void ShowGumbelSoftmax(ArticleTable table)
    {
        var random = new Random(1);
        float[] logits = [0.4f, -1.1f, 0.9f];
        float[] noise = [.. Array.ConvertAll(logits, _ => Gumbel(random))];
        float[] upstream = [0.3f, -1.2f, 0.7f];
        const float tau = 0.5f;
        float[] soft = ClosedForms.Softmax(logits, noise, tau);

        var sample = new float[3];
        GumbelSoftmaxSteForward(logits, noise, tau, sample);
        table.Add(Title, "gumbel_softmax_ste: one-hot", ClosedForms.OneHot(soft), sample);

        var gradient = new float[3];
        GumbelSoftmaxSteBackward(logits, noise, tau, upstream, gradient);
        table.Add(Title, "gradient (softmax)", ClosedForms.SoftmaxGradient(soft, upstream, tau), gradient);
    }

    private static void ShowBinaryForm(ArticleTable table)
    {
        const float p = 0.3f, temp = 0.7f, eta = 1.1f, gamma = -0.1f;
        float noise = Gumbel(new Random(3));
        float s = 1 / (1 + MathF.Exp(-(MathF.Log(p / (1 - p)) + noise) / temp));
        float value = GumbelSoftmaxSteBinaryValueAndGradient(p, noise, temp, eta, gamma, out float gradient);
        table.Add(Title, "gumbel_softmax_ste_binary(0.3)", [s > 0.5f ? 1 : 0], [value]);
        table.Add(Title, "gradient (stretched sigmoid)", [(eta - gamma) * s * (1 - s) / temp / (p * (1 - p))], [gradient]);
    }

    /// <summary>Noise as the article draws it: -log(-log(U)). Noise is an input: forward and backward must see the same.</summary>
    private static float Gumbel(Random random) => -MathF.Log(-MathF.Log(random.NextSingle() + Epsilon) + Epsilon);

    private static float Sigmoid(float x) => 1 / (1 + MathF.Exp(-x));
}
