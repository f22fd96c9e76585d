using System.Collections.Generic;
using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SteGen.Generator;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests;

/// <summary>In an editor the analyzer sees what the generator added, and the compiler sees both: nothing is said twice, and no error stands in generated code.</summary>
public sealed class WithGeneratorTests
{
    private static readonly AnalysisOptions s_generated = new() { Generators = [new SteGenGenerator()] };

    [Fact]
    public Task GeneratedSiblingsAreNoClash() => Rule.Members("""
            [Differentiable]
            public static double F(double x, ReadOnlySpan<double> w) => Math.Tanh(x) * w[0] + Ste.Round(x);

            public static double Slope(double x, double[] w)
            {
                FValueAndGradient(x, w, out double slope, new double[w.Length]);
                return slope;
            }
        """, s_generated);

    [Fact]
    public Task ClashesAreOursToReportAlone() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => x * x;

            public static double {|STG0107:FGradient|};

            public static void {|STG0107:FBackward|}(double x, double upstream, ref double gradient)
            {
            }
        """, s_generated);

    [Fact]
    public Task AMethodOfTheUserReplacesTheMember() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => x * x;

            public static double FGradient(double x) => 2 * x;
        """, s_generated);

    [Fact]
    public Task ErrorsOfAttributesStandWhereTheyAreWritten() => Rule.Members("""
            [Differentiable]
            public static double F(double x) => Quantize(x) + Soft(x) + Cube(x);

            [StraightThrough(Surrogate = {|STG0109:"Nothing"|})]
            private static double Quantize(double x) => Math.Round(x);

            [StraightThrough(Surrogate = {|STG0032:nameof(Other)|})]
            private static double Soft(double x) => Math.Round(x);

            private static float Other(float x) => x;

            [CustomGradient({|STG0040:"CubeGradient"|})]
            private static double Cube(double x) => x * x * x;
        """, s_generated);

    /// <summary>Where the analyzer is silent about a method that SteGen does not know, the generated gradient takes its value for a constant.</summary>
    [Fact]
    public void UnknownMethodsUnderStopGradientAreConstants()
    {
        string code = Rule.InClass("""
            [Differentiable]
            public static double F(double x, int n) => Math.ScaleB(Gradient.StopGradient(x), n) * x + (double.IsSubnormal(x) ? 0 : x * x);

            public static double Slope(double x)
            {
                FValueAndGradient(x, 3, out double slope);
                return slope;
            }
        """);
        CSharpCompilation compilation = Reported.Compile(code);
        GeneratorDriver driver = CSharpGeneratorDriver.Create([new SteGenGenerator().AsSourceGenerator()], parseOptions: (CSharpParseOptions)compilation.SyntaxTrees[0].Options);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation generated, out _);
        using LoadedProgram program = LoadedProgram.From(generated);
        Assert.Equal(16.0 + 4.0, program.Call("C", "Slope", 2.0));
    }
}
