using System;

namespace QuickStart.Networks;

/// <summary>The mean loss over a batch, and its gradient, which overwrites <paramref name="gradient"/>.</summary>
public delegate float LossAndGradient(ReadOnlySpan<float> images, ReadOnlySpan<int> labels, Parameters at, Parameters gradient);

/// <summary>The scores of the ten classes for one image.</summary>
public delegate void Scores(ReadOnlySpan<float> image, Parameters at, Span<float> logits);

/// <summary>What training needs to know of a network.</summary>
/// <param name="Name">What the table calls it.</param>
/// <param name="LossAndGradient">The generated gradient.</param>
/// <param name="Scores">The forward of one image, as the user wrote it.</param>
/// <param name="ClipWeights">Keep the latent weights in [-1, 1], as binary networks do: beyond, the clipped straight-through gradient would be 0 for ever.</param>
public sealed record Network(string Name, LossAndGradient LossAndGradient, Scores Scores, bool ClipWeights)
{
    /// <summary>The class with the highest score.</summary>
    public int Predict(ReadOnlySpan<float> image, Parameters at)
    {
        Span<float> logits = stackalloc float[Parameters.Outputs];
        Scores(image, at, logits);
        int best = 0;
        for (int k = 1; k < logits.Length; k++)
        {
            if (logits[k] > logits[best]) best = k;
        }

        return best;
    }
}
