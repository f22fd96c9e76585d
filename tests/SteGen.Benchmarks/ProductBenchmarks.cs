using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SteGen.Benchmarks;

/// <summary>Matrix products as a fraction of what multiply-adds in registers reach, and products of packed signs beside products of floats.</summary>
internal static class ProductBenchmarks
{
    private const int Chains = 16;
    private const int Steps = 20000;

    public static void Run()
    {
        int threads = LinearAlgebra.MaxThreads;
        LinearAlgebra.MaxThreads = 1;
        foreach ((int m, int k, int n) in new[] { (64, 64, 64), (128, 128, 128), (256, 256, 256), (1024, 1024, 1024), (100, 784, 1024), (100, 1024, 1024) })
        {
            float[] a = Numbers(m * k), b = Numbers(k * n), c = new float[m * n];
            double[] times = Interleaved.Run(
                $"sgemm {m}x{k}x{n}",
                m * n,
                ("multiply-adds in registers", () => s_sink += Peak()),
                ("a b", () => LinearAlgebra.MatMul(a, b, m, k, n, c)),
                ("a b transposed", () => LinearAlgebra.MatMulTransposedB(a, b, m, k, n, c)),
                ("a transposed b", () => LinearAlgebra.MatMulTransposedA(a, b, m, k, n, c)));
            double peak = Steps * (double)Chains * Vector512<float>.Count / times[0];
            for (int i = 1; i < times.Length; i++)
            {
                Console.WriteLine($"    {(double)m * n * k / times[i] / peak:P0} of peak");
            }
        }

        LinearAlgebra.MaxThreads = threads;
        foreach ((int rows, int columns) in new[] { (1024, 4096), (128, 1024), (256, 1024), (1024, 1024) })
        {
            float[] matrix = Numbers(rows * columns), x = Numbers(columns), y = new float[rows];
            BitMatrix packed = BitMatrix.Pack(matrix, rows, columns), row = BitMatrix.Pack(x, 1, columns);
            int[] sums = new int[rows];
            double[] times = Interleaved.Run(
                $"matrix {rows}x{columns} times vector",
                rows * columns,
                ("packed signs", () => row.MultiplyRow(0, packed, sums)),
                ("float", () => LinearAlgebra.MatVec(matrix, x, rows, columns, y)));
            Console.WriteLine($"    packed is {times[1] / times[0]:0.0} times as fast");
        }
    }

    private static float s_sink;

    private static float[] Numbers(int count)
    {
        var random = new Random(1);
        float[] numbers = new float[count];
        foreach (ref float x in numbers.AsSpan())
        {
            x = random.NextSingle() - 0.5f;
        }

        return numbers;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float Peak()
    {
        Vector512<float> a = Vector512.Create(0.999f), b = Vector512.Create(1e-3f);
        Vector512<float> x0 = a, x1 = a, x2 = a, x3 = a, x4 = a, x5 = a, x6 = a, x7 = a, x8 = a, x9 = a, x10 = a, x11 = a, x12 = a, x13 = a, x14 = a, x15 = a;
        for (int i = 0; i < Steps; i++)
        {
            x0 = Vector512.MultiplyAddEstimate(x0, a, b);
            x1 = Vector512.MultiplyAddEstimate(x1, a, b);
            x2 = Vector512.MultiplyAddEstimate(x2, a, b);
            x3 = Vector512.MultiplyAddEstimate(x3, a, b);
            x4 = Vector512.MultiplyAddEstimate(x4, a, b);
            x5 = Vector512.MultiplyAddEstimate(x5, a, b);
            x6 = Vector512.MultiplyAddEstimate(x6, a, b);
            x7 = Vector512.MultiplyAddEstimate(x7, a, b);
            x8 = Vector512.MultiplyAddEstimate(x8, a, b);
            x9 = Vector512.MultiplyAddEstimate(x9, a, b);
            x10 = Vector512.MultiplyAddEstimate(x10, a, b);
            x11 = Vector512.MultiplyAddEstimate(x11, a, b);
            x12 = Vector512.MultiplyAddEstimate(x12, a, b);
            x13 = Vector512.MultiplyAddEstimate(x13, a, b);
            x14 = Vector512.MultiplyAddEstimate(x14, a, b);
            x15 = Vector512.MultiplyAddEstimate(x15, a, b);
        }

        return Vector512.Sum(x0 + x1 + x2 + x3 + x4 + x5 + x6 + x7 + x8 + x9 + x10 + x11 + x12 + x13 + x14 + x15);
    }
}
