using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SteGen.Compiler.Tests.Vectorize;

/// <summary>Runs all texts of a kernel on the same arguments and compares everything that they leave behind as bits; any NaN equals any NaN.</summary>
internal static class Agreement
{
    private const int Margin = 5;

    /// <summary>Compares on lengths 0 to 67 and 1000, or on those that are given. Arrays among the arguments become spans with a margin of canaries; the same array twice is the same span.</summary>
    public static void Check(Kernels kernels, Func<int, Random, object[]> arguments, params int[] lengths)
    {
        foreach (int n in lengths.Length > 0 ? lengths : Enumerable.Range(0, 68).Append(1000))
        {
            object[] values = arguments(n, new Random(n + 1));
            Dictionary<int, object[]> after = kernels.Widths.ToDictionary(w => w, w => Run(kernels, w, values, n % 4));
            foreach (int width in kernels.Widths.Where(w => w > 0))
            {
                for (int k = 0; k < after[0].Length; k++)
                {
                    string at = $"{kernels.Function.Name}, {width} bits, {n} elements, {(k < kernels.Function.Body.Params.Count ? kernels.Function.Body.Params[k].Hint : "result " + (k - kernels.Function.Body.Params.Count))}";
                    string scalar = Text(after[0][k]), lanes = Text(after[width][k]);
                    Assert.True(scalar == lanes, $"{at}\nscalar {scalar}\nlanes  {lanes}\n{kernels.Text}");
                }
            }
        }
    }

    /// <summary>What the arguments hold afterwards, as the arrays that they were given in.</summary>
    public static object[] Run(Kernels kernels, int width, object[] arguments, int offset)
    {
        Dictionary<object, object> spans = new(ReferenceEqualityComparer.Instance);
        object[] passed = [.. arguments.Select(a => a is Array array ? spans.TryGetValue(array, out object? same) ? same : spans[array] = Wrap(array, offset) : a)];
        return kernels.Run(width, passed);
    }

    private static object Wrap(Array array, int offset) => array switch
    {
        float[] f => Wrap(f, offset, -12345.5f),
        double[] d => Wrap(d, offset, -12345.5),
        int[] i => Wrap(i, offset, -12345),
        long[] l => Wrap(l, offset, -12345L),
        bool[] b => Wrap(b, offset, true),
        _ => throw new ArgumentException(array.GetType().Name),
    };

    private static object Wrap<T>(T[] values, int offset, T canary)
    {
        T[] all = new T[Margin + offset + values.Length + Margin];
        Array.Fill(all, canary);
        values.CopyTo(all, Margin + offset);
        return new Memory<T>(all, Margin + offset, values.Length);
    }

    private static string Text(object value) => value switch
    {
        Memory<float> f => All(f, x => float.IsNaN(x) ? "NaN" : x.ToString("R") + (x == 0 && float.IsNegative(x) ? "(-)" : "")),
        Memory<double> d => All(d, x => double.IsNaN(x) ? "NaN" : x.ToString("R") + (x == 0 && double.IsNegative(x) ? "(-)" : "")),
        Memory<int> i => All(i, x => x.ToString()),
        Memory<long> l => All(l, x => x.ToString()),
        Memory<bool> b => All(b, x => x ? "1" : "0"),
        float x => float.IsNaN(x) ? "NaN" : x.ToString("R"),
        double x => double.IsNaN(x) ? "NaN" : x.ToString("R"),
        _ => value.ToString()!,
    };

    /// <summary>The whole array around a span, canaries included.</summary>
    private static string All<T>(Memory<T> memory, Func<T, string> text)
    {
        Assert.True(System.Runtime.InteropServices.MemoryMarshal.TryGetArray((ReadOnlyMemory<T>)memory, out ArraySegment<T> segment));
        return string.Join(" ", segment.Array!.Select(text));
    }

    // ---- arguments

    private static readonly double[] s_special = [0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30, -1e30, 1e-40, 0.5, 2.5, -2.5];

    public static float[] Floats(int n, Random random, bool special = true) =>
        [.. Enumerable.Range(0, n).Select(_ => special && random.Next(6) == 0 ? (float)s_special[random.Next(s_special.Length)] : (float)(random.NextDouble() * 6 - 3))];

    public static double[] Doubles(int n, Random random, bool special = true) =>
        [.. Enumerable.Range(0, n).Select(_ => special && random.Next(6) == 0 ? s_special[random.Next(s_special.Length)] : random.NextDouble() * 6 - 3)];

    public static int[] Ints(int n, Random random, int from = -5, int to = 6) => [.. Enumerable.Range(0, n).Select(_ => random.Next(from, to))];

    public static long[] Longs(int n, Random random) => [.. Enumerable.Range(0, n).Select(_ => random.NextInt64(-1000, 1000))];

    public static bool[] Bools(int n, Random random) => [.. Enumerable.Range(0, n).Select(_ => random.Next(2) == 0)];
}
