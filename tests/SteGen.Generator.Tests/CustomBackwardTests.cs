using System;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests;

/// <summary>Backwards of the user's own in every form that they may have, compiled and run.</summary>
public class CustomBackwardTests
{
    private const string Forms = """
        using System; using SteGen;
        public static partial class C
        {
            [CustomGradient(nameof(CubeBackward))] static double Cube(double x) => x * x * x;
            static double CubeBackward(double x, double upstream) => 3 * x * x * upstream;

            [CustomGradient(nameof(SquareBackward))] static double Square(double x) => x * x;
            static void SquareBackward(double x, double upstream, out double xGradient) => xGradient = 2 * x * upstream;

            [CustomGradient(nameof(ProductBackward))] static double Product(double x, double y) => x * y;
            static void ProductBackward(double x, double y, double upstream, out double xGradient, out double yGradient) => (xGradient, yGradient) = (y * upstream, x * upstream);

            [GradientOf(typeof(Math), nameof(Math.ScaleB))]
            static void ScaleBBackward(double x, int n, double upstream, out double xGradient) => xGradient = Math.ScaleB(upstream, n);

            [Differentiable] public static double OfReturned(double x, double y) => Cube(x) * y;
            [Differentiable] public static double OfOut(double x, double y) => Square(x) * y;
            [Differentiable] public static double OfTwo(double x, double y) => Product(x * x, y) + x;
            [Differentiable] public static double OfOther(double x, double y) => Math.ScaleB(x * y, 2);

            public static double[] Gradients(string function, double x, double y)
            {
                double[] r = new double[5], xs = [x, x, x], ys = [y, y, y], up = [1.5, -2, 0.5], xg = new double[3], yg = new double[3];
                using Tape tape = Tape.Rent();
                switch (function)
                {
        CASES
                }

                (r[3], r[4]) = (xg[1] / -2, yg[1] / -2);
                return r;
            }
        }
        """;

    private static readonly string s_source = Forms.Replace("CASES", string.Concat(Array.ConvertAll(new[] { "OfReturned", "OfOut", "OfTwo", "OfOther" }, f => $"""
                    case "{f}":
                        r[0] = {f}ValueAndGradient(x, y, out r[1], out r[2]);
                        {f}BackwardBatch(xs, ys, up, xg, yg);
                        if ({f}Forward(x, y, tape) != r[0] || {f}Forward(x, y) != r[0]) throw new Exception("forward");
                        {f}Backward(x, y, -2, out double g{f}, out double h{f}, tape);
                        if (g{f} != xg[1] || h{f} != yg[1]) throw new Exception("tape");
                        break;

            """)), StringComparison.Ordinal);

    [Theory]
    [InlineData("OfReturned", 3 * 0.49 * 1.25, 0.343)]
    [InlineData("OfOut", 2 * 0.7 * 1.25, 0.49)]
    [InlineData("OfTwo", (2 * 0.7 * 1.25) + 1, 0.49)]
    [InlineData("OfOther", 4 * 1.25, 4 * 0.7)]
    public void EveryFormIsCalled(string function, double x, double y)
    {
        using LoadedProgram program = GeneratorHarness.Create<SteGenGenerator>().Run(s_source).Load();
        double[] r = (double[])program.Call("C", "Gradients", function, 0.7, 1.25)!;
        Assert.Equal(x, r[1], 1e-14);
        Assert.Equal(y, r[2], 1e-14);
        Assert.Equal(r[1], r[3], 1e-14);
        Assert.Equal(r[2], r[4], 1e-14);
    }
}
