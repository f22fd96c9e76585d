using System;
using System.Linq;
using SteGen.Training;
using Xunit;

namespace SteGen.Tests.Training;

/// <summary>Every rule against itself in plain C#, written down from its paper, element by element: the same weights after ten steps. Lengths around the width of a vector.</summary>
[Trait("Category", "Widths")]
public class OptimizerTests
{
    public static TheoryData<int> Lengths => [0, 1, 7, 16, 33];

    [Theory, MemberData(nameof(Lengths))]
    public void DescentWithMomentum(int n)
    {
        foreach ((double momentum, double decay, bool nesterov) in new[] { (0.0, 0.0, false), (0.9, 0.0, false), (0.9, 0.01, true), (0.0, 0.1, false) })
        {
            double[] velocity = new double[n];
            Compare(n, new Sgd<double>(n, 0.1, momentum, decay, nesterov), new Sgd<float>(n, 0.1f, (float)momentum, (float)decay, nesterov), (w, g, i, _) =>
            {
                double direction = g + (decay * w);
                velocity[i] = (momentum * velocity[i]) + direction;
                return w - (0.1 * (nesterov ? direction + (momentum * velocity[i]) : velocity[i]));
            });
        }
    }

    [Theory, MemberData(nameof(Lengths))]
    public void AdamAndAdamW(int n)
    {
        foreach (double decay in new[] { 0.0, 0.05 })
        {
            double[] m = new double[n], v = new double[n];
            Compare(n, decay == 0 ? new Adam<double>(n, 0.1) : new AdamW<double>(n, 0.1, decay), decay == 0 ? new Adam<float>(n, 0.1f) : new AdamW<float>(n, 0.1f, (float)decay), (w, g, i, t) =>
            {
                m[i] = (0.9 * m[i]) + (0.1 * g);
                v[i] = (0.999 * v[i]) + (0.001 * g * g);
                return w - (0.1 * decay * w) - (0.1 * (m[i] / (1 - Math.Pow(0.9, t))) / (Math.Sqrt(v[i] / (1 - Math.Pow(0.999, t))) + 1e-8));
            });
        }
    }

    [Fact]
    public void BopFlipsSigns()
    {
        const int N = 37;
        double[] w = [.. LinearNumbers(N, 1).Select(x => x >= 0 ? 1.0 : -1)], expected = [.. w], m = new double[N];
        var bop = new Bop<double>(N, 0.2, 0.05);
        for (int step = 0; step < 10; step++)
        {
            double[] g = LinearNumbers(N, step + 2);
            int flips = 0;
            for (int i = 0; i < N; i++)
            {
                m[i] = (0.8 * m[i]) + (0.2 * g[i]);
                if (Math.Abs(m[i]) > 0.05 && Math.Sign(m[i]) == Math.Sign(expected[i]))
                {
                    expected[i] = -expected[i];
                    flips++;
                }
            }

            bop.Step(w, g);
            Assert.Equal(expected, w);
            Assert.Equal(flips, bop.Flips);
            Assert.True(step > 0 || flips > 0);
        }
    }

    [Fact]
    public void ClippingKeepsNaN()
    {
        float[] w = [.. Enumerable.Range(-20, 41).Select(k => k / 8f), float.NaN, float.PositiveInfinity];
        float[] expected = [.. w.Select(x => float.IsNaN(x) ? x : Math.Clamp(x, -1.5f, 1.5f))];
        Weights.Clip<float>(w, 1.5f);
        Assert.Equal(expected, w);
    }

    [Fact]
    public void FlipRatioCountsChangedSigns()
    {
        float[] w = [.. LinearNumbers(100, 1).Select(x => (float)x)];
        var ratio = new FlipRatio(100);
        Assert.Equal(0, ratio.Update(w));
        for (int i = 0; i < 7; i++)
        {
            w[i * 13] = -w[i * 13];
        }

        Assert.Equal(0.07, ratio.Update(w), 1e-15);
        Assert.Equal(0, ratio.Update(w));
    }

    [Fact]
    public void Schedules()
    {
        Assert.Equal([1.0, 0.55, 0.1, 0.1], new[] { 0, 5, 10, 20 }.Select(s => LearningRates.Cosine(s, 10, 1, 0.1)), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([1.0, 0.1, 0.01], new[] { 0, 5, 10 }.Select(s => LearningRates.Exponential(s, 10, 1, 0.01)), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([2.0, 1.0, 0.0], new[] { 0, 5, 10 }.Select(s => LearningRates.Linear(s, 10, 2)), (a, b) => Math.Abs(a - b) < 1e-15);
        Assert.Equal([1.0, 1.0, 0.5, 0.25], new[] { 0, 2, 3, 6 }.Select(s => LearningRates.Stairs(s, 3, 1, 0.5)));
        Assert.Equal([0.25, 0.5, 1.0, 1.0], new[] { 0, 1, 3, 9 }.Select(s => LearningRates.Warmup(s, 4)));
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] w = new float[1000], g = new float[1000];
        Optimizer<float>[] all = [new Sgd<float>(1000, 0.1f, 0.9f), new Adam<float>(1000, 0.1f), new AdamW<float>(1000, 0.1f, 0.1f), new Bop<float>(1000, 0.1f, 0.1f)];
        var ratio = new FlipRatio(1000);
        Run();
        Run();
        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            foreach (Optimizer<float> optimizer in all)
            {
                optimizer.Step(w, g);
            }

            Weights.Clip<float>(w, 1);
            ratio.Update(w);
        }
    }

    [Fact]
    public void WrongArgumentsAreNamed()
    {
        Names("momentum", () => _ = new Sgd<float>(3, 0.1f, 1f));
        Names("LearningRate", () => _ = new Sgd<float>(3, float.NaN));
        Names("count", () => _ = new Sgd<float>(-1, 0.1f));
        Names("weightDecay", () => _ = new AdamW<double>(3, 0.1, -1));
        Names("gamma", () => _ = new Bop<double>(3, 1.5, 0));
        Names("threshold", () => _ = new Bop<double>(3, 0.5, double.NaN));
        Names("bound", () => Weights.Clip<float>(new float[3], 0));
        Names("weights", () => new Adam<float>(3, 0.1f).Step(new float[2], new float[3]));
        Names("gradient", () => new Adam<float>(3, 0.1f).Step(new float[3], new float[2]));
        float[] same = [1, 2, 3];
        var adam = new Adam<float>(3, 0.1f);
        Names("weights", () => adam.Step(same, same));
        Assert.Equal(0, adam.Steps);
        Assert.Equal([1f, 2, 3], same);
        Names("steps", () => LearningRates.Cosine(0, 0, 1));
        Assert.Throws<NotSupportedException>(() => new Sgd<Half>(3, (Half)0.1));
    }

    private static void Names(string parameter, Action call) => Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(call).ParamName);

    private static double[] LinearNumbers(int n, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, n).Select(_ => (random.NextDouble() * 2) - 1)];
    }

    private static void Compare(int n, Optimizer<double> wide, Optimizer<float> narrow, Func<double, double, int, int, double> rule)
    {
        double[] w = LinearNumbers(n, 1), expected = [.. w];
        float[] f = [.. w.Select(x => (float)x)];
        for (int step = 1; step <= 10; step++)
        {
            double[] g = LinearNumbers(n, step + 1);
            wide.Step(w, g);
            narrow.Step(f, [.. g.Select(x => (float)x)]);
            for (int i = 0; i < n; i++)
            {
                expected[i] = rule(expected[i], g[i], i, step);
                Assert.Equal(expected[i], w[i], 1e-12);
                Assert.Equal(expected[i], f[i], 1e-4);
            }
        }
    }
}
