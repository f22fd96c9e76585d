using System;
using System.Linq;

namespace QuickStart.Articles;

/// <summary>What the articles leave to their readers' frameworks, written out by hand: the other side of the comparison.</summary>
internal static class ClosedForms
{
    public static float[] Softmax(float[] logits, float[] noise, float tau)
    {
        double[] exponentials = [.. logits.Select((l, k) => Math.Exp((l + noise[k]) / tau))];
        return [.. exponentials.Select(e => (float)(e / exponentials.Sum()))];
    }

    /// <summary>The gradient of the logits: y (g - sum(g y)) / tau.</summary>
    public static float[] SoftmaxGradient(float[] y, float[] upstream, float tau)
    {
        double mean = y.Select((v, k) => (double)v * upstream[k]).Sum();
        return [.. y.Select((v, k) => (float)(v * (upstream[k] - mean) / tau))];
    }

    public static float[] OneHot(float[] y) => [.. y.Select((_, k) => k == Array.IndexOf(y, y.Max()) ? 1f : 0f)];
}
