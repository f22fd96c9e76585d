using System;
using System.Linq;
using Xunit;

namespace SteGen.Tests.Products;

/// <summary>Matrix products in every form against three loops in double, at shapes around the edges of tiles and blocks.</summary>
[Trait("Category", "Widths")]
public class MatMulTests
{
    public delegate void Product<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, Span<T> result);

    public delegate void Backward<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> b, int rows, int inner, int columns, ReadOnlySpan<T> up, Span<T> aGradient, Span<T> bGradient);

    public delegate void Jvp<T>(ReadOnlySpan<T> a, ReadOnlySpan<T> da, ReadOnlySpan<T> b, ReadOnlySpan<T> db, int rows, int inner, int columns, Span<T> result);

    public static TheoryData<int, int, int> Shapes
    {
        get
        {
            var data = new TheoryData<int, int, int>();
            foreach ((int m, int k, int n) in new[]
            {
                (0, 3, 4), (3, 0, 4), (3, 4, 0), (1, 1, 1), (1, 7, 1), (5, 3, 2), (6, 8, 32), (7, 9, 33), (12, 255, 31), (13, 257, 65), (97, 20, 17), (96, 256, 64), (100, 300, 10), (2, 600, 3), (20, 260, 1030), (200, 70, 90),
            })
            {
                data.Add(m, k, n);
            }

            return data;
        }
    }

    [Theory, MemberData(nameof(Shapes))]
    public void Plain(int m, int k, int n)
    {
        Check<float>(m, k, n, false, false, LinearAlgebra.MatMul, LinearAlgebra.AddMatMul, LinearAlgebra.MatMulBackward, LinearAlgebra.MatMulJvp, 1e-5);
        Check<double>(m, k, n, false, false, LinearAlgebra.MatMul, LinearAlgebra.AddMatMul, LinearAlgebra.MatMulBackward, LinearAlgebra.MatMulJvp, 1e-13);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void TransposedLeft(int m, int k, int n)
    {
        Check<float>(m, k, n, true, false, LinearAlgebra.MatMulTransposedA, LinearAlgebra.AddMatMulTransposedA, LinearAlgebra.MatMulTransposedABackward, LinearAlgebra.MatMulTransposedAJvp, 1e-5);
        Check<double>(m, k, n, true, false, LinearAlgebra.MatMulTransposedA, LinearAlgebra.AddMatMulTransposedA, LinearAlgebra.MatMulTransposedABackward, LinearAlgebra.MatMulTransposedAJvp, 1e-13);
    }

    [Theory, MemberData(nameof(Shapes))]
    public void TransposedRight(int m, int k, int n)
    {
        Check<float>(m, k, n, false, true, LinearAlgebra.MatMulTransposedB, LinearAlgebra.AddMatMulTransposedB, LinearAlgebra.MatMulTransposedBBackward, LinearAlgebra.MatMulTransposedBJvp, 1e-5);
        Check<double>(m, k, n, false, true, LinearAlgebra.MatMulTransposedB, LinearAlgebra.AddMatMulTransposedB, LinearAlgebra.MatMulTransposedBBackward, LinearAlgebra.MatMulTransposedBJvp, 1e-13);
    }

    [Fact]
    public void ThreadsDoNotChangeABit()
    {
        float[] a = Numbers<float>(300 * 500, 1), b = Numbers<float>(500 * 400, 2), one = new float[300 * 400], many = new float[300 * 400];
        int threads = LinearAlgebra.MaxThreads;
        try
        {
            LinearAlgebra.MaxThreads = 1;
            LinearAlgebra.MatMul(a, b, 300, 500, 400, one);
            LinearAlgebra.MaxThreads = 5;
            for (int k = 0; k < 20; k++)
            {
                Array.Clear(many);
                LinearAlgebra.MatMul(a, b, 300, 500, 400, many);
                Assert.Equal(one, many);
            }
        }
        finally
        {
            LinearAlgebra.MaxThreads = threads;
        }

        Assert.Throws<ArgumentOutOfRangeException>(() => LinearAlgebra.MaxThreads = 0);
    }

    [Fact]
    public void NothingIsAllocated()
    {
        float[] a = Numbers<float>(50 * 60, 1), b = Numbers<float>(60 * 70, 2), c = new float[50 * 70], da = new float[50 * 60], db = new float[60 * 70];
        for (int k = 0; k < 3; k++)
        {
            Run();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        Run();
        Assert.Equal(before, GC.GetAllocatedBytesForCurrentThread());

        void Run()
        {
            LinearAlgebra.MatMul(a, b, 50, 60, 70, c);
            LinearAlgebra.MatMulBackward(a, b, 50, 60, 70, c, da, db);
            LinearAlgebra.MatVec(a, b.AsSpan(0, 60), 50, 60, c.AsSpan(0, 50));
        }
    }

    [Fact]
    public void WrongArgumentsAreNamedAndNothingIsWritten()
    {
        float[] memory = Numbers<float>(100, 3), before = [.. memory], r = [7, 7, 7, 7];
        Names("a", () => LinearAlgebra.MatMul(memory.AsSpan(0, 5), memory.AsSpan(0, 6), 2, 3, 2, r));
        Names("b", () => LinearAlgebra.MatMul(memory.AsSpan(0, 6), memory.AsSpan(0, 7), 2, 3, 2, r));
        Names("result", () => LinearAlgebra.MatMul(memory.AsSpan(0, 6), memory.AsSpan(0, 6), 2, 3, 2, new float[5]));
        Names("result", () => LinearAlgebra.MatMul(memory.AsSpan(0, 6), memory.AsSpan(6, 6), 2, 3, 2, memory.AsSpan(11, 4)));
        Names("inner", () => LinearAlgebra.MatMul([], [], 2, -3, 2, r));
        Names("resultGradient", () => LinearAlgebra.MatMulBackward(memory.AsSpan(0, 6), memory.AsSpan(0, 6), 2, 3, 2, memory.AsSpan(0, 3), new float[6], new float[6]));
        Names("bGradient", () => LinearAlgebra.MatMulBackward(memory.AsSpan(0, 6), memory.AsSpan(0, 6), 2, 3, 2, memory.AsSpan(0, 4), new float[6], new float[5]));
        Names("aGradient", () => LinearAlgebra.MatMulBackward(memory.AsSpan(0, 6), memory.AsSpan(0, 6), 2, 3, 2, memory.AsSpan(8, 4), memory.AsSpan(10, 6), new float[6]));
        Names("vector", () => LinearAlgebra.MatVec(memory.AsSpan(0, 6), memory.AsSpan(0, 2), 2, 3, r.AsSpan(0, 2)));
        Names("kernel", () => LinearAlgebra.ConvolvedSize(3, 5));
        Assert.Equal(before, memory);
        Assert.All(r, x => Assert.Equal(7, x));
    }

    private static void Names(string parameter, Action call) => Assert.Equal(parameter, Assert.ThrowsAny<ArgumentException>(call).ParamName);

    internal static T[] Numbers<T>(int count, int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(_ => (T)Convert.ChangeType((random.NextDouble() * 2) - 1, typeof(T)))];
    }

    private static void Check<T>(int m, int k, int n, bool aT, bool bT, Product<T> product, Product<T> add, Backward<T> backward, Jvp<T> jvp, double tolerance)
    {
        T[] a = Numbers<T>(m * k, 1), b = Numbers<T>(k * n, 2), c = Numbers<T>(m * n, 3), up = Numbers<T>(m * n, 4), da = Numbers<T>(m * k, 5), db = Numbers<T>(k * n, 6), r = Numbers<T>(m * n, 7);
        double[] wa = Wide(a), wb = Wide(b), wda = Wide(da), wdb = Wide(db), wup = Wide(up);
        double A(double[] x, int i, int p) => aT ? x[(p * m) + i] : x[(i * k) + p];
        double B(double[] x, int p, int j) => bT ? x[(j * k) + p] : x[(p * n) + j];
        double[] expected = new double[m * n], moved = new double[m * n];
        for (int i = 0; i < m; i++)
        {
            for (int j = 0; j < n; j++)
            {
                for (int p = 0; p < k; p++)
                {
                    expected[(i * n) + j] += A(wa, i, p) * B(wb, p, j);
                    moved[(i * n) + j] += (A(wda, i, p) * B(wb, p, j)) + (A(wa, i, p) * B(wdb, p, j));
                }
            }
        }

        T[] start = [.. c];
        product(a, b, m, k, n, r);
        Near(expected, r, k);
        add(a, b, m, k, n, c);
        Near([.. expected.Select((x, i) => x + Convert.ToDouble(start[i]))], c, k);
        jvp(a, da, b, db, m, k, n, r);
        Near(moved, r, 2 * k);

        double[] ga = new double[m * k], gb = new double[k * n];
        for (int i = 0; i < m; i++)
        {
            for (int p = 0; p < k; p++)
            {
                for (int j = 0; j < n; j++)
                {
                    double u = wup[(i * n) + j];
                    ga[aT ? (p * m) + i : (i * k) + p] += u * B(wb, p, j);
                    gb[bT ? (j * k) + p : (p * n) + j] += u * A(wa, i, p);
                }
            }
        }

        T[] ra = [.. da], rb = [.. db];
        backward(a, b, m, k, n, up, ra, rb);
        Near([.. ga.Select((x, i) => x + Convert.ToDouble(da[i]))], ra, n);
        Near([.. gb.Select((x, i) => x + Convert.ToDouble(db[i]))], rb, m);
        backward(a, b, m, k, n, up, [], db);
        Assert.Equal(rb, db);

        static double[] Wide(T[] x) => Array.ConvertAll(x, v => Convert.ToDouble(v));

        void Near(double[] expected, T[] actual, int terms)
        {
            for (int i = 0; i < expected.Length; i++)
            {
                double found = Convert.ToDouble(actual[i]);
                Assert.True(Math.Abs(expected[i] - found) <= tolerance * Math.Sqrt(terms + 1), $"element {i}: {expected[i]} expected, {found} found");
            }
        }
    }
}
