using System;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests;

/// <summary>What forward mode is given for the tangents of a result span is overwritten, also where the method leaves the result as it was.</summary>
public class ResultTangentTests
{
    private const string Source = """
        using System; using SteGen;
        public struct P { public double A, B; }
        public static partial class C
        {
            [Differentiable(Emit = Derivatives.Jvp)] public static void Half(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i += 2) y[i] = x[i] * x[i]; }
            [Differentiable(Emit = Derivatives.Jvp)] public static void Some(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < x.Length; i++) if (x[i] > 0) y[i] = x[i] * x[i]; }
            [Differentiable(Emit = Derivatives.Jvp)] public static void Whole(ReadOnlySpan<double> x, Span<double> y) { for (int i = 0; i < y.Length; i++) y[i] = x[i] * x[i]; }
            [Differentiable(Emit = Derivatives.Jvp)] public static void Field(ReadOnlySpan<double> x, Span<P> y) { for (int i = 0; i < y.Length; i++) y[i].A = x[i] * x[i]; }

            public static double[] Run(int which, double[] x)
            {
                double[] t = new double[x.Length], y = new double[x.Length], dy = new double[x.Length];
                Array.Fill(t, 0.5); Array.Fill(y, 7.0); Array.Fill(dy, 9.0);
                if (which == 0) HalfJvp(x, t, y, dy);
                else if (which == 1) SomeJvp(x, t, y, dy);
                else WholeJvp(x, t, y, dy);
                return [.. y, .. dy];
            }

            public static double[] Fields(double[] x)
            {
                double[] t = new double[x.Length];
                P[] y = new P[x.Length], dy = new P[x.Length];
                Array.Fill(t, 0.5); Array.Fill(y, new P { A = 7, B = 7 }); Array.Fill(dy, new P { A = 9, B = 9 });
                FieldJvp(x, t, y, dy);
                double[] r = new double[4 * x.Length];
                for (int i = 0; i < x.Length; i++) (r[4 * i], r[4 * i + 1], r[4 * i + 2], r[4 * i + 3]) = (y[i].A, y[i].B, dy[i].A, dy[i].B);
                return r;
            }
        }
        """;

    private static readonly double[] s_x = [1, -2, 3, 4, -5, 6, 7];
    private static readonly Lazy<LoadedProgram> s_program = new(() => GeneratorHarness.Create<SteGenGenerator>().Run(Source).Load());

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    public void It_is_0_where_nothing_is_written(int which)
    {
        double[] got = (double[])s_program.Value.Call("C", "Run", which, s_x)!;
        for (int i = 0; i < s_x.Length; i++)
        {
            bool isWritten = which == 2 || (which == 0 ? i % 2 == 0 : s_x[i] > 0);
            Assert.Equal(isWritten ? s_x[i] * s_x[i] : 7, got[i]);
            Assert.Equal(isWritten ? s_x[i] : 0, got[s_x.Length + i]);
        }
    }

    [Fact]
    public void In_each_field()
    {
        double[] got = (double[])s_program.Value.Call("C", "Fields", s_x)!;
        for (int i = 0; i < s_x.Length; i++)
        {
            Assert.Equal([s_x[i] * s_x[i], 7, s_x[i], 0], got[(4 * i)..(4 * i + 4)]);
        }
    }
}
