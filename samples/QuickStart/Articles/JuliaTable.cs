using System;
using SteGen;

namespace QuickStart.Articles;

/// <summary>The Julia article's table of hard operations and their soft approximations, one method per line.</summary>
public static partial class JuliaTable
{
    private const string Title = "Julia article, its table";

    [Differentiable]
    public static float SignTanh(float x) => Gradient.StraightThrough(MathF.Sign(x), MathF.Tanh(x));

    [Differentiable]
    public static float StepSigmoid(float x) => Gradient.StraightThrough(x > 0 ? 1f : 0f, 1 / (1 + MathF.Exp(-x)));

    [Differentiable]
    public static float RoundIdentity(float x) => Gradient.StraightThrough(MathF.Round(x), x);

    /// <summary>The <paramref name="k"/> largest become 1, the others 0; with k = 1 this is the argmax.</summary>
    [Differentiable("x")]
    public static void TopKSoftmax(ReadOnlySpan<float> x, int k, float tau, Span<float> result)
    {
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += MathF.Exp(x[i] / tau);
        }

        for (int i = 0; i < x.Length; i++)
        {
            int larger = 0;
            for (int j = 0; j < x.Length; j++)
            {
                if (x[j] > x[i]) larger++;
            }

            result[i] = Gradient.StraightThrough(larger < k ? 1f : 0f, MathF.Exp(x[i] / tau) / sum);
        }
    }

    public static void Show(ArticleTable table)
    {
        const float x = 0.7f;
        float tanh = MathF.Tanh(x);
        float sigmoid = 1 / (1 + MathF.Exp(-x));
        table.Add(Title, "sign(0.7), gradient of tanh", [1, 1 - (tanh * tanh)], [SignTanhForward(x), SignTanhGradient(x)]);
        table.Add(Title, "1[0.7 > 0], gradient of sigmoid", [1, sigmoid * (1 - sigmoid)], [StepSigmoidForward(x), StepSigmoidGradient(x)]);
        table.Add(Title, "round(1.2), gradient of identity", [1, 1], [RoundIdentityForward(1.2f), RoundIdentityGradient(1.2f)]);

        float[] logits = [0.4f, -1.1f, 0.9f];
        float[] upstream = [0.3f, -1.2f, 0.7f];
        const float tau = 0.8f;
        float[] expected = ClosedForms.SoftmaxGradient(ClosedForms.Softmax(logits, new float[3], tau), upstream, tau);
        ShowTopK(table, "argmax([0.4, -1.1, 0.9])", 1, [0, 0, 1]);
        ShowTopK(table, "top-2 of the same", 2, [1, 0, 1]);

        void ShowTopK(ArticleTable table, string program, int k, float[] hard)
        {
            var result = new float[3];
            var gradient = new float[3];
            TopKSoftmaxForward(logits, k, tau, result);
            TopKSoftmaxBackward(logits, k, tau, upstream, gradient);
            table.Add(Title, program, hard, result);
            table.Add(Title, "gradient (softmax)", expected, gradient);
        }
    }
}
