using SteGen;

namespace MyModel;

/// <summary>
/// Tells points inside a ring from those outside: one layer of units with binary weights, and a sum of their outputs. The gradient with respect to all weights is generated from this very text.
/// </summary>
public static partial class Network
{
    public const int Units = 24;

    /// <summary>Four numbers for each unit: two binary weights (their signs count), a bias, the weight of its output. The last number is the bias of the sum.</summary>
    public const int Weights = (4 * Units) + 1;

    /// <summary>The mean logistic loss over all points.</summary>
    /// <param name="points">x and y of each point, one after the other.</param>
    /// <param name="labels">1 for a point inside, 0 for one outside.</param>
    /// <param name="weights">What is trained.</param>
    [Differentiable("weights")]
    public static double Loss(ReadOnlySpan<double> points, ReadOnlySpan<double> labels, ReadOnlySpan<double> weights)
    {
        double loss = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            double score = Score(points[2 * n], points[(2 * n) + 1], weights);
            double margin = labels[n] > 0.5 ? score : -score;
            loss += Math.Max(-margin, 0) + Math.Log(1 + Math.Exp(-Math.Abs(margin)));
        }

        return loss / labels.Length;
    }

    /// <summary>Positive for a point that the network takes to be inside.</summary>
    public static double Score(double x, double y, ReadOnlySpan<double> weights)
    {
        double score = weights[Weights - 1];
        for (int u = 0; u < Units; u++)
        {
            // forward the sign, backward the identity where the weight is within -1 and 1: a straight-through estimator
            double sum = (Ste.ClippedSign(weights[4 * u]) * x) + (Ste.ClippedSign(weights[(4 * u) + 1]) * y) + weights[(4 * u) + 2];
            score += weights[(4 * u) + 3] * Math.Tanh(4 * sum);
        }

        return score;
    }
}
