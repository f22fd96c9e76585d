using System;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests;

/// <summary>A parameter of type <c>double?</c>: its gradient is a <c>double</c>, and 0 where it is missing.</summary>
public class NullableTests
{
    private const string Source = """
        using System; using SteGen;
        public static partial class C
        {
            [Differentiable(Emit = Derivatives.Default | Derivatives.Accumulate | Derivatives.Jvp | Derivatives.Hessian | Derivatives.HessianVectorProduct | Derivatives.Jacobian)]
            public static double F(double x, double? y, int? n = null) => y is { } v ? Math.Sin(x) * v * v * (n ?? 1) : x * x * x + (y ?? 2.0) * x;

            [Differentiable] public static float Each(float x, [Uniform] float? scale) => x * x * scale.GetValueOrDefault(1f);

            public static double[] Hessian(double x, double? y) { double[] h = new double[4]; FHessian(x, y, null, h); return h; }

            public static double[] Product(double x, double? y, double u, double v) { FHessianVectorProduct(x, y, null, u, v, out double a, out double b); return [a, b]; }

            public static float[] Batch(float[] x, float? scale)
            {
                float[] gradient = new float[x.Length], upstream = new float[x.Length];
                Array.Fill(upstream, 3f);
                EachBackwardBatch(x, scale, upstream, gradient, out float scaleGradient);
                return [.. gradient, scaleGradient];
            }
        }
        """;

    private static readonly Lazy<LoadedProgram> s_program = new(() => GeneratorHarness.Create<SteGenGenerator>().Run(Source).Load());

    [Theory]
    [InlineData(0.5, 1.25, null)]
    [InlineData(-0.75, 0.0, 3)]
    [InlineData(0.5, null, null)]
    [InlineData(1.5, null, 2)]
    public void The_gradient_is_that_of_the_number(double x, double? y, int? n)
    {
        int k = n ?? 1;
        (double value, double dx, double dy) = y is { } v ? (Math.Sin(x) * v * v * k, Math.Cos(x) * v * v * k, 2 * Math.Sin(x) * v * k) : (x * x * x + 2 * x, 3 * x * x + 2, 0);
        var (a, b) = ((double, double))s_program.Value.Call("C", "FGradient", x, y, n)!;
        Assert.Equal(dx, a, 14);
        Assert.Equal(dy, b, 14);
        var (result, tangent) = ((double, double))s_program.Value.Call("C", "FJvp", x, 0.5, y, -2.0, n)!;
        Assert.Equal(value, result, 14);
        Assert.Equal(0.5 * dx - 2 * dy, tangent, 13);
    }

    [Fact]
    public void Of_the_second_order()
    {
        double x = 0.5, y = 1.5;
        double[] expected = [-Math.Sin(x) * y * y, 2 * Math.Cos(x) * y, 2 * Math.Cos(x) * y, 2 * Math.Sin(x)];
        double[] hessian = (double[])s_program.Value.Call("C", "Hessian", x, y)!, missing = (double[])s_program.Value.Call("C", "Hessian", x, null)!;
        double[] product = (double[])s_program.Value.Call("C", "Product", x, y, 2.0, -1.0)!;
        for (int i = 0; i < 4; i++)
        {
            Assert.Equal(expected[i], hessian[i], 13);
            Assert.Equal(i == 0 ? 6 * x : 0, missing[i], 13);
        }

        Assert.Equal(2 * expected[0] - expected[1], product[0], 13);
        Assert.Equal(2 * expected[2] - expected[3], product[1], 13);
    }

    [Theory]
    [InlineData(2f)]
    [InlineData(null)]
    public void In_a_batch_one_serves_all(float? scale)
    {
        float[] x = [1f, -2f, 0.5f, 4f, 1f, 1f, -1f, 2f, 3f];
        float[] got = (float[])s_program.Value.Call("C", "Batch", x, scale)!;
        float sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            Assert.Equal(3 * 2 * x[i] * (scale ?? 1), got[i]);
            sum += 3 * x[i] * x[i];
        }

        Assert.Equal(scale is null ? 0 : sum, got[^1]);
    }

    [Fact]
    public void In_a_batch_of_its_own_values_it_has_no_member() =>
        Assert.DoesNotContain("Batch", string.Concat(GeneratorHarness.Create<SteGenGenerator>().Run("using SteGen; public static partial class C { [Differentiable] public static double F(double x, double? y) => x * (y ?? 1); }").Texts.Values), StringComparison.Ordinal);
}
