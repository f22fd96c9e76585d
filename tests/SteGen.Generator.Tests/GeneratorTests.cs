using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests;

public class GeneratorTests
{
    private const string Source = """
        using System; using SteGen;
        public static partial class C
        {
            [Differentiable] public static double F(double x) => G(x) * 2;
            static double G(double x) => Math.Sin(x);
            [StraightThrough] public static double H(double x) => Math.Floor(x);
            public static void Other() { }
        }
        """;

    private static GeneratorRun Run(string source) => GeneratorHarness.Create<SteGenGenerator>().Run(source);

    [Theory]
    [InlineData("Other() { }", "Other() { Console.WriteLine(1); }")]
    [InlineData("using System;", "using System; // a comment\n\n")]
    [InlineData("public static void Other() { }", "")]
    public void An_edit_outside_compiles_nothing(string from, string to) => Run(Source).After(SourceEdit.Replace(from, to))
        .ExpectAll(SteGenGenerator.CompileStep, IncrementalStepRunReason.Cached)
        .ExpectAll(SteGenGenerator.PublishStep, IncrementalStepRunReason.Cached);

    [Theory]
    [InlineData("Math.Sin", "Math.Cos")]
    [InlineData("G(x) * 2", "G(x) * 3")]
    [InlineData("[Differentiable]", "[Differentiable(Emit = Derivatives.None)]")]
    public void An_edit_of_the_method_a_callee_or_the_attribute_is_seen(string from, string to) =>
        Run(Source).After(SourceEdit.Replace(from, to)).Expect(SteGenGenerator.LowerStep, IncrementalStepRunReason.Modified);

    [Fact]
    public void Hint_names_are_unique_among_overloads_nested_and_generic_types()
    {
        GeneratorRun run = Run("""
            using System; using SteGen;
            public static partial class C
            {
                [Differentiable(Emit = Derivatives.Forward)] public static double F(double x) => x;
                [Differentiable(Emit = Derivatives.Forward)] public static float F(float x) => x;
                [Differentiable(Emit = Derivatives.Forward)] public static double F(ref double x) => x;
                [Differentiable(Emit = Derivatives.Forward)] public static double F(ReadOnlySpan<double> x) => x[0];
                [Differentiable(Emit = Derivatives.Forward)] public static double F((double A, float B) x) => x.A;
                public static partial class C2 { [Differentiable(Emit = Derivatives.Forward)] public static double F(double x) => x; }
                public partial class G<T> { [Differentiable(Emit = Derivatives.Forward)] public static double F(double x) => x; }
                public partial class G<T, U> { [Differentiable(Emit = Derivatives.Forward)] public static double F(double x) => x; }
            }
            namespace N { public static partial class C { [Differentiable(Emit = Derivatives.Forward)] public static double F(double x) => x; } }
            """);
        Assert.Empty(run.Diagnostics);
        Assert.Equal(run.Texts.Keys.Count(), run.Texts.Keys.Distinct().Count());
    }

    [Fact]
    public void A_method_with_errors_adds_nothing_and_says_nothing()
    {
        GeneratorRun run = Run("using SteGen; public static partial class C { [Differentiable] public static double F(double x) { lock (typeof(C)) { } return x; } }");
        Assert.Empty(run.Texts);
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void Public_methods_publish_their_bodies()
    {
        GeneratorRun run = Run(Source);
        Assert.Contains("[assembly: global::SteGen.CompiledBody(\"M:C.F(System.Double)\"", run.Texts["C.F(double).body.g.cs"]);
        Assert.Contains("M:C.H(System.Double)", run.Texts["C.H(double).body.g.cs"]);
        Assert.DoesNotContain("body", Run("using SteGen; static partial class C { [Differentiable] public static double F(double x) => x; }").AllText);
    }
}
