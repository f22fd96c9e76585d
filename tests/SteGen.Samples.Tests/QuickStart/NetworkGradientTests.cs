using System;
using System.Linq;
using QuickStart.Digits;
using QuickStart.Networks;
using Xunit;

namespace SteGen.Samples.Tests.QuickStart;

/// <summary>The generated gradients of the three networks against backpropagation by hand.</summary>
public class NetworkGradientTests
{
    private const int Batch = 7;

    [Fact]
    public void Binary() => AssertGradient(BinaryNetwork.Create(), new HandWrittenNetwork(Binarize, Window, Binarize, Window));

    [Fact]
    public void Float() => AssertGradient(FloatNetwork.Create(), new HandWrittenNetwork(w => w, _ => 1, Math.Tanh, s => 1 - (Math.Tanh(s) * Math.Tanh(s))));

    [Fact]
    public void Control() => AssertGradient(ControlNetwork.Create(), new HandWrittenNetwork(w => Math.Sign(w), _ => 0, s => Math.Sign(s), _ => 0));

    private static double Binarize(double x) => x >= 0 ? 1 : -1;

    private static double Window(double x) => Math.Abs(x) <= 1 ? 1 : 0;

    private static void AssertGradient(Network network, HandWrittenNetwork byHand)
    {
        DigitSet digits = Digits.Split.Test;
        float[] images = [.. Enumerable.Range(0, Batch).SelectMany(i => digits.Image(i).ToArray())];
        int[] labels = digits.Labels[..Batch].ToArray();

        // Weights beyond the clip, and biases that are not 0. Seldom is a sum so near 0 or 1 that float and double decide differently; not with this seed.
        Parameters at = Parameters.Random(seed: 5);
        var random = new Random(6);
        foreach (ref float value in at.All)
        {
            value = (1.3f * value) + (0.2f * (random.NextSingle() - 0.5f));
        }

        // Gradients overwrite: what stood there before must not matter.
        var gradient = new Parameters();
        gradient.All.Fill(float.NaN);
        float loss = network.LossAndGradient(images, labels, at, gradient);

        float[][] weights = [at.W1.ToArray(), at.W2.ToArray(), at.W3.ToArray()];
        float[][] biases = [at.B1.ToArray(), at.B2.ToArray(), at.B3.ToArray()];
        double[][] weightGradients = [.. weights.Select(w => new double[w.Length])];
        double[][] biasGradients = [.. biases.Select(b => new double[b.Length])];
        double expectedLoss = byHand.LossAndGradient(images, labels, weights, biases, weightGradients, biasGradients);

        Assert.Equal(expectedLoss, loss, 1e-4);
        double[] expected = [.. weightGradients.SelectMany(g => g), .. biasGradients.SelectMany(g => g)];
        double tolerance = 1e-5 * expected.Max(Math.Abs);
        for (int i = 0; i < expected.Length; i++)
        {
            Assert.True(Math.Abs(expected[i] - gradient.All[i]) <= tolerance, $"parameter {i}: {expected[i]} by hand, {gradient.All[i]} generated");
        }
    }
}
