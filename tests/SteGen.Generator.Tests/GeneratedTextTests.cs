using System;
using System.Threading.Tasks;
using SteGen.Generator;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests;

/// <summary>Few and telling: what users read beside their method. Each program is also run, against a closed form.</summary>
public sealed class GeneratedTextTests
{
    [Fact]
    public Task A_function_of_scalars()
    {
        GeneratorRun run = Run("""
            using System;
            using SteGen;

            namespace Demo;

            public static partial class Model
            {
                [Differentiable]
                public static double Layer(double x, double w)
                {
                    double y = w * x;
                    return y * y + Math.Sin(x);
                }
            }

            public static class Check
            {
                public static double[] Main()
                {
                    var (x, w) = Model.LayerGradient(0.5, 2);
                    return new[] { x, w, Model.LayerForward(0.5, 2) };
                }
            }
            """);
        double[] result = Call(run);
        Close(2 * 4 * 0.5 + Math.Cos(0.5), result[0]);
        Close(2 * 2 * 0.25, result[1]);
        Close(1 + Math.Sin(0.5), result[2]);
        return Verifier.Verify(run.Driver);
    }

    [Fact]
    public Task A_loop_over_spans_with_a_branch()
    {
        GeneratorRun run = Run("""
            using System;
            using SteGen;

            namespace Demo;

            public static partial class Model
            {
                /// <summary>Sum of squares of the positive products.</summary>
                [Differentiable("w", Emit = Derivatives.Gradient | Derivatives.Tape)]
                public static double Loss(ReadOnlySpan<double> x, ReadOnlySpan<double> w)
                {
                    double sum = 0;
                    for (int i = 0; i < x.Length; i++)
                    {
                        double product = x[i] * w[i];
                        if (product > 0)
                        {
                            sum += product * product;
                        }
                    }

                    return sum;
                }
            }

            public static class Check
            {
                public static double[] Main()
                {
                    double[] w = { 3, -2, 0.5 }, gradient = new double[3];
                    double value = Model.LossValueAndGradient(new double[] { 1, 2, 4 }, w, gradient);
                    return new[] { value, gradient[0], gradient[1], gradient[2] };
                }
            }
            """);
        double[] result = Call(run);
        Close(9 + 4, result[0]);
        Close(2 * 3 * 1, result[1]);
        Close(0, result[2]);
        Close(2 * 2 * 4, result[3]);
        return Verifier.Verify(run.Driver);
    }

    [Fact]
    public Task A_straight_through_estimator_by_algebra()
    {
        GeneratorRun run = Run("""
            using System;
            using SteGen;

            namespace Demo;

            public static partial class Model
            {
                [Differentiable(Emit = Derivatives.Forward | Derivatives.Gradient | Derivatives.Batch)]
                public static float Gate(float x)
                {
                    float soft = 1 / (1 + MathF.Exp(-x));
                    float hard = x > 0 ? 1 : 0;
                    return soft + Gradient.StopGradient(hard - soft);
                }
            }

            public static class Check
            {
                public static double[] Main() => new double[] { Model.GateForward(0.3f), Model.GateForward(-0.3f), Model.GateGradient(0.3f) };
            }
            """);
        double[] result = Call(run);
        Assert.Equal(1, result[0]);
        Assert.Equal(0, result[1]);
        double sigmoid = 1 / (1 + Math.Exp(-0.3));
        Assert.True(Math.Abs((sigmoid * (1 - sigmoid)) - result[2]) < 1e-6);

        // free: the forward computes nothing that only the derivative needs
        string text = run.AllText, forward = text.Substring(text.IndexOf("GateForward(", StringComparison.Ordinal));
        Assert.DoesNotContain("Exp", forward.Substring(0, forward.IndexOf('}')));
        return Verifier.Verify(run.Driver);
    }

    private static GeneratorRun Run(string source) => GeneratorHarness.Create<SteGenGenerator>().Run(source).AssertCompiles();

    private static double[] Call(GeneratorRun run)
    {
        using LoadedProgram program = run.Load();
        return (double[])program.Call("Demo.Check", "Main")!;
    }

    private static void Close(double expected, double actual) => Assert.True(Math.Abs(expected - actual) <= 1e-14 * Math.Max(1, Math.Abs(expected)), $"expected {expected:R}, got {actual:R}");
}
