using System;
using QuickStart.Networks;

namespace SteGen.Samples.Tests.QuickStart;

/// <summary>The loss of the networks and its gradient, as one writes them by hand, in double: it shares nothing with the generator.</summary>
/// <param name="weight">What a weight is in the forward.</param>
/// <param name="weightGradient">The derivative that stands for it in the backward.</param>
/// <param name="activation">What an activation is in the forward.</param>
/// <param name="activationGradient">The derivative that stands for it in the backward.</param>
internal sealed class HandWrittenNetwork(Func<double, double> weight, Func<double, double> weightGradient, Func<double, double> activation, Func<double, double> activationGradient)
{
    private static readonly int[] s_widths = [Parameters.Inputs, Parameters.Hidden1, Parameters.Hidden2, Parameters.Outputs];

    public double LossAndGradient(ReadOnlySpan<float> images, ReadOnlySpan<int> labels, float[][] weights, float[][] biases, double[][] weightGradients, double[][] biasGradients)
    {
        double loss = 0;
        for (int n = 0; n < labels.Length; n++)
        {
            var inputs = new double[4][];
            var sums = new double[4][];
            inputs[0] = Array.ConvertAll(images.Slice(n * Parameters.Inputs, Parameters.Inputs).ToArray(), p => (double)p);
            for (int layer = 0; layer < 3; layer++)
            {
                sums[layer] = Sums(inputs[layer], weights[layer], biases[layer]);
                inputs[layer + 1] = layer == 2 ? sums[layer] : Array.ConvertAll(sums[layer], s => activation(s));
            }

            double total = 0;
            foreach (double s in inputs[3])
            {
                total += Math.Exp(s);
            }

            loss += Math.Log(total) - inputs[3][labels[n]];
            var upstream = new double[Parameters.Outputs];
            for (int k = 0; k < upstream.Length; k++)
            {
                upstream[k] = ((Math.Exp(inputs[3][k]) / total) - (k == labels[n] ? 1 : 0)) / labels.Length;
            }

            for (int layer = 2; layer >= 0; layer--)
            {
                if (layer < 2)
                {
                    for (int j = 0; j < upstream.Length; j++)
                    {
                        upstream[j] *= activationGradient(sums[layer][j]);
                    }
                }

                upstream = Back(inputs[layer], weights[layer], upstream, weightGradients[layer], biasGradients[layer]);
            }
        }

        return loss / labels.Length;
    }

    public static int Width(int layer) => s_widths[layer];

    private double[] Sums(double[] input, float[] weights, float[] bias)
    {
        var sums = new double[bias.Length];
        for (int j = 0; j < sums.Length; j++)
        {
            for (int i = 0; i < input.Length; i++)
            {
                sums[j] += weight(weights[(j * input.Length) + i]) * input[i] / Math.Sqrt(input.Length);
            }

            sums[j] += bias[j];
        }

        return sums;
    }

    private double[] Back(double[] input, float[] weights, double[] upstream, double[] weightGradients, double[] biasGradients)
    {
        var result = new double[input.Length];
        for (int j = 0; j < upstream.Length; j++)
        {
            biasGradients[j] += upstream[j];
            double scaled = upstream[j] / Math.Sqrt(input.Length);
            for (int i = 0; i < input.Length; i++)
            {
                float w = weights[(j * input.Length) + i];
                weightGradients[(j * input.Length) + i] += scaled * input[i] * weightGradient(w);
                result[i] += scaled * weight(w);
            }
        }

        return result;
    }
}
