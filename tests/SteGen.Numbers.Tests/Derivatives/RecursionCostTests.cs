using System;
using Xunit;

namespace SteGen.Numbers.Tests.Derivatives;

#pragma warning disable STG0051 // to count the calls is what these are for

/// <summary>A function that counts how often it and its backward run.</summary>
public static partial class Counted
{
    public static int Values { get; set; }

    public static int Backwards { get; set; }

#pragma warning disable STG0051 // the counts are what the test looks at
    [CustomGradient(nameof(SineBackward))]
    public static double Sine(double x)
    {
        Values++;
        return Math.Sin(x);
    }

    public static double SineBackward(double x, double resultGradient)
    {
        Backwards++;
        return Math.Cos(x) * resultGradient;
    }
#pragma warning restore STG0051

    [Differentiable]
    public static double Line(double x, int n) => n == 0 ? x : Sine(x * Line(x, n - 1));

    [Differentiable]
    public static double Tree(double x, int n) => n < 2 ? Sine(x) : Tree(x * 0.9, n - 1) + (x * Tree(x, n - 2));

    [Differentiable]
    public static double Halves(ReadOnlySpan<double> x) => x.Length == 0 ? 1 : x.Length == 1 ? Sine(x[0]) : Halves(x[..(x.Length / 2)]) * Halves(x[(x.Length / 2)..]);

    [Differentiable]
    public static double Sum(ReadOnlySpan<double> x)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            sum += Line(x[i], 5);
        }

        return sum;
    }
}

/// <summary>A gradient of a recursion runs each call once forward and once backward: no call is computed again, however deep.</summary>
public sealed class RecursionCostTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(40)]
    [InlineData(400)]
    public void A_line_of_calls(int n)
    {
        // the backward alone has no use for the outermost value
        Counts(n - 1, n, () => Counted.LineBackward(0.7, n, 1.3, out _));
        Counts(n, n, () => Counted.LineValueAndGradient(0.7, n, out _));
        Counts(n, 0, () => Counted.LineForward(0.7, n));
        using Tape tape = Tape.Rent();
        Counts(n, 0, () => Counted.LineForward(0.7, n, tape));
        Counts(0, n, () => Counted.LineBackward(0.7, n, 1.3, out _, tape));
        Counts(0, n, () => Counted.LineBackward(0.7, n, 1.3, out _, tape));
        Counts(2 * (n - 1), 2 * n, () => Counted.LineBackwardBatch([0.7, 0.2], [n, n], [1.3, 0.4], new double[2]));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(12)]
    public void A_tree_of_calls(int n)
    {
        Counted.Values = 0;
        Counted.Tree(0.7, n);
        int calls = Counted.Values;
        Counts(calls, calls, () => Counted.TreeBackward(0.7, n, 1.3, out _));
    }

    [Fact]
    public void Halves_of_a_span()
    {
        double[] x = new double[100];
        Array.Fill(x, 0.9);
        Counts(100, 100, () => Counted.HalvesBackward(x, 1.3, new double[100]));
    }

    [Fact]
    public void What_lies_on_the_tape_grows_with_the_calls()
    {
        using Tape tape = Tape.Rent();
        Counted.LineForward(0.7, 101, tape);
        int hundred = tape.Stack<double>(0).Count;
        Counted.LineForward(0.7, 201, tape);
        Assert.InRange(hundred, 100, 1000);
        Assert.InRange(tape.Stack<double>(0).Count, (2 * hundred) - 20, (2 * hundred) + 20);
    }

    /// <summary>Where forward and backward of an iteration run together, its frames are gone after it.</summary>
    [Fact]
    public void A_sum_of_recursions_keeps_no_frames()
    {
        double[] x = new double[1000], gradient = new double[1000];
        Array.Fill(x, 0.9);
        using Tape tape = Tape.Rent();
        Counted.SumForward(x, tape);
        Assert.InRange(tape.Stack<double>(0).Count, 0, 100);
        Counts(5000, 5000, () => Counted.SumBackward(x, 1.3, gradient));
    }

    private static void Counts(int values, int backwards, Action call)
    {
        Counted.Values = Counted.Backwards = 0;
        call();
        Assert.Equal((values, backwards), (Counted.Values, Counted.Backwards));
    }
}
