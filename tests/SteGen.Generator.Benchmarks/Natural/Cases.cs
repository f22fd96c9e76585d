using System;
using System.Linq;
using P = SteGen.Numbers.Tests.NaturalLoops.Programs;

namespace SteGen.Generator.Benchmarks;

/// <summary>Compiled at run time beside the programs, once as they are generated and once with all lanes off: data, and the calls that are timed.</summary>
public static class Cases
{
    private static readonly Random s_random = new(5);

    /// <summary>Name, forward, gradient (or forward and backward), the same by hand or null, a sum of all gradients.</summary>
    public static (string Name, Action Forward, Action Gradient, Action? ByHand, Func<double> Sum)[] All() =>
    [
        Lstm(16, 20), Lstm(256, 50), Chain(500, 6), MonteCarlo(2000, 50), KMeans(2000, 4, 16), KMeans(500, 64, 16), SoftAssign(2000, 4, 16),
        Ode(1000), Bodies(200), Heat(1000, 50), Mlp(500, 8, 16), Mlp(200, 64, 64), Logistic(1000, 8), Logistic(500, 128), Convolve(64, 5),
        Softmax(128, 10), Softmax(128, 1000), LayerNorm(128, 64), LayerNorm(64, 768), Attention(64, 32), Attention(128, 64),
    ];

    private static double[] Made(int length, double scale = 1) => [.. Enumerable.Range(0, length).Select(_ => scale * ((2 * s_random.NextDouble()) - 1))];

    private static (string, Action, Action, Action?, Func<double>) Case(string name, Action forward, Action gradient, params double[][] gradients) =>
        (name, forward, gradient, null, () => gradients.Sum(g => g.Sum()));

    private static (string, Action, Action, Action?, Func<double>) Lstm(int units, int steps)
    {
        double[] w = Made(8 * units), s = Made(2 * units), x = Made(units * steps), wg = new double[w.Length], sg = new double[s.Length];
        return Case($"LSTM cell, {units} units, {steps} steps", () => P.LstmForward(w, s, x, units, steps), () => P.LstmValueAndGradient(w, s, x, units, steps, wg, sg), wg, sg);
    }

    private static (string, Action, Action, Action?, Func<double>) Chain(int points, int joints)
    {
        double[] a = Made(joints), l = Made(joints), p = Made(3 * points), t = Made(3 * points), g = new double[joints];
        return Case($"kinematic chain, {points} points, {joints} joints", () => P.KinematicChainForward(a, l, p, t, joints), () => P.KinematicChainValueAndGradient(a, l, p, t, joints, g), g);
    }

    private static (string, Action, Action, Action?, Func<double>) MonteCarlo(int paths, int steps)
    {
        double[] z = Made(paths * steps), g = new double[3];
        return Case($"Monte Carlo, {paths} paths, {steps} steps", () => P.MonteCarloForward(1.3, 0.2, 0.03, 1, 1, z, steps), () => P.MonteCarloValueAndGradient(1.3, 0.2, 0.03, 1, 1, z, steps, out g[0], out g[1], out g[2]), g);
    }

    private static (string, Action, Action, Action?, Func<double>) KMeans(int points, int dimension, int centers)
    {
        double[] p = Made(points * dimension), c = Made(centers * dimension), g = new double[c.Length];
        return Case($"k-means, {points} points of {dimension}, {centers} centers", () => P.KMeansForward(c, p, dimension), () => P.KMeansValueAndGradient(c, p, dimension, g), g);
    }

    private static (string, Action, Action, Action?, Func<double>) SoftAssign(int points, int dimension, int centers)
    {
        double[] p = Made(points * dimension), c = Made(centers * dimension), g = new double[c.Length];
        return Case($"soft assignment, {points} points of {dimension}, {centers} centers", () => P.SoftAssignForward(c, p, dimension, 1.5), () => P.SoftAssignValueAndGradient(c, p, dimension, 1.5, g), g);
    }

    private static (string, Action, Action, Action?, Func<double>) Ode(int count)
    {
        double[] y = [.. Enumerable.Range(0, count).Select(i => 0.2 + (i / (2.0 * count)))], g = new double[count], r = new double[1];
        return Case($"ODE, {count} starts, steps by the data", () => P.OdeForward(y, 0.7, 0.5, 0.01), () => P.OdeValueAndGradient(y, 0.7, 0.5, 0.01, g, out r[0]), g, r);
    }

    private static (string, Action, Action, Action?, Func<double>) Bodies(int count)
    {
        double[] x = Made(3 * count, 5), m = Made(count), g = new double[x.Length];
        return Case($"n-body, {count} bodies", () => P.NBodyForward(x, m), () => P.NBodyValueAndGradient(x, m, g), g);
    }

    private static (string, Action, Action, Action?, Func<double>) Heat(int cells, int steps)
    {
        double[] u = Made(cells), g = new double[cells], k = new double[1];
        return Case($"heat, {cells} cells, {steps} steps", () => P.HeatForward(u, 0.2, steps), () => P.HeatValueAndGradient(u, 0.2, steps, g, out k[0]), g, k);
    }

    private static (string, Action, Action, Action?, Func<double>) Mlp(int rows, int width, int hidden)
    {
        double[] w1 = Made(hidden * width, 0.3), b = Made(hidden), w2 = Made(hidden), x = Made(rows * width), y = Made(rows), g1 = new double[w1.Length], gb = new double[hidden], g2 = new double[hidden];
        return Case($"MLP, {rows} rows, {width} by {hidden}", () => P.MlpForward(w1, b, w2, x, y), () => P.MlpValueAndGradient(w1, b, w2, x, y, g1, gb, g2), g1, gb, g2);
    }

    private static (string, Action, Action, Action?, Func<double>) Logistic(int rows, int width)
    {
        double[] w = Made(width), x = Made(rows * width), y = [.. Made(rows).Select(v => (double)Math.Sign(v))], g = new double[width];
        return Case($"logistic regression, {rows} rows of {width}", () => P.LogisticForward(w, x, y), () => P.LogisticValueAndGradient(w, x, y, g), g);
    }

    private static (string, Action, Action, Action?, Func<double>) Convolve(int side, int size)
    {
        double[] image = Made(side * side), kernel = Made(size * size), y = new double[(side - size + 1) * (side - size + 1)], u = Made(y.Length), gi = new double[image.Length], gk = new double[kernel.Length];
        return Case($"convolution, {side} by {side}, kernel {size}", () => P.ConvolveForward(image, kernel, y, side, size), () => P.ConvolveBackward(image, kernel, side, size, u, gi, gk), gi, gk);
    }

    private static (string, Action, Action, Action?, Func<double>) Softmax(int rows, int classes)
    {
        double[] x = Made(rows * classes, 3), g = new double[x.Length];
        int[] labels = [.. Enumerable.Range(0, rows).Select(_ => s_random.Next(classes))];
        return ($"softmax cross-entropy, {rows} rows of {classes}", () => P.SoftmaxCrossEntropyForward(x, labels, classes), () => P.SoftmaxCrossEntropyValueAndGradient(x, labels, classes, g),
            () => ByHand.Softmax(x, labels, classes, g), () => g.Sum());
    }

    private static (string, Action, Action, Action?, Func<double>) LayerNorm(int rows, int width)
    {
        double[] x = Made(rows * width), a = Made(width), b = Made(width), y = new double[x.Length], u = Made(x.Length), xg = new double[x.Length], ag = new double[width], bg = new double[width];
        void Both()
        {
            P.LayerNormForward(x, a, b, y);
            P.LayerNormBackward(x, a, b, u, xg, ag, bg);
        }

        return ($"layer norm, {rows} rows of {width}", () => P.LayerNormForward(x, a, b, y), Both, () => ByHand.LayerNorm(x, a, b, y, u, xg, ag, bg), () => xg.Sum() + ag.Sum() + bg.Sum());
    }

    private static (string, Action, Action, Action?, Func<double>) Attention(int n, int width)
    {
        double[] q = Made(n * width), k = Made(n * width), v = Made(n * width), y = new double[n * width], u = Made(n * width), gq = new double[q.Length], gk = new double[q.Length], gv = new double[q.Length], w = new double[n], wg = new double[n];
        void Both()
        {
            P.AttentionForward(q, k, v, y, width);
            P.AttentionBackward(q, k, v, width, u, gq, gk, gv);
        }

        return ($"attention, {n} rows of {width}", () => P.AttentionForward(q, k, v, y, width), Both, () => ByHand.Attention(q, k, v, y, width, u, gq, gk, gv, w, wg), () => gq.Sum() + gk.Sum() + gv.Sum());
    }
}
