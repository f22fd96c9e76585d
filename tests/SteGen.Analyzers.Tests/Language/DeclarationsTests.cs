using System.Linq;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using SteGen.CodeFixes;
using SteGen.Generator;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.Language;

/// <summary>STG0113 and STG0108: declarations marked [Derive].</summary>
public sealed class DeclarationsTests
{
    private static readonly AnalysisOptions s_generated = new() { Generators = [new SteGenGenerator()] };

    [Fact]
    public async Task TheExpectedDeclarationIsNamed()
    {
        var reported = await Rule.Members("""
            private static double F(double[] w, double x) => w[0] * x;

            [Derive(nameof(F), Derivatives.Backward)]
            static partial void {|STG0113:Few|}(double[] w, double x, double[] wGradient);

            [Derive(nameof(F), Derivatives.Gradient)]
            static partial void {|STG0113:Order|}(double[] w, double x, double[] xGradient, double[] wGradient);

            [Derive(nameof(F), Derivatives.Tape)]
            static partial void {|STG0113:Untaped|}(double[] w, double x);

            [Derive(nameof(F), Derivatives.Accumulate)]
            static partial void {|STG0113:NotAdding|}(ReadOnlySpan<double> w, double x, double resultGradient, double xGradient);
        """);
        Assert.Equal(
            [
                "'Few' does not fit its [Derive]: declare it as 'static partial void Few(double[] w, double x, double resultGradient, double[] wGradient);'",
                "'NotAdding' does not fit its [Derive]: declare it as 'static partial void NotAdding(ReadOnlySpan<double> w, double x, double resultGradient, ref double xGradient);'",
                "'Order' does not fit its [Derive]: declare it as 'static partial double Order(double[] w, double x, double[] wGradient, out double xGradient);'",
                "'Untaped' does not fit its [Derive]: declare it as 'static partial double Untaped(double[] w, double x, Tape tape);'",
            ],
            reported.Select(d => d.GetMessage()).Order());
    }

    [Fact]
    public async Task KindsAndMethodsThatAreNot()
    {
        var reported = await Rule.Members("""
            private static (double A, double B) F(double x) => (x, x * x);

            [Derive(nameof(F), Derivatives.Hessian)]
            static partial void {|STG0113:None|}(double x, double[] hessian);

            [Derive(nameof(F), {|STG0113:Derivatives.Default|})]
            static partial void Many(double x);

            [Derive({|STG0109:"G"|}, Derivatives.Forward)]
            static partial void Unknown(double x);

            [Derive(nameof(F), Derivatives.Forward)]
            static (double A, double B) {|STG0113:WithBody|}(double x) => (x, x);

            [Derive(nameof(F), Derivatives.Forward)]
            static partial void {|STG0113:Generic|}<T>(T x);

            private static double H(double[] w) => w[0] * w[1];

            [Derive(nameof(H), Derivatives.Batch)]
            static partial void {|STG0113:Each|}(double[] w, double[] result);
        """);
        Assert.Contains(reported, d => d.GetMessage() == "'None' does not fit its [Derive]: 'F' has no Derivatives.Hessian: its one result must be a real number");
        Assert.Contains(reported, d => d.GetMessage() == "'Each' does not fit its [Derive]: 'H' has no Derivatives.Batch: its inputs and results must be scalars and structs, or [Uniform]");
        Assert.Contains(reported, d => d.GetMessage() == "'WithBody' does not fit its [Derive]: it must be 'partial' and have no body");
    }

    [Fact]
    public Task BackwardsOfOneTapeHaveTheSameGradients() => Rule.Members("""
            private static double F(double[] w, double[] x) => w[0] * x[0];

            [Derive(nameof(F), Derivatives.Tape)]
            static partial void First(double[] w, double[] x, double resultGradient, double[] wGradient, Tape tape);

            [Derive(nameof(F), Derivatives.Tape)]
            static partial void {|STG0113:Second|}(double[] w, double[] x, double resultGradient, double[] xGradient, Tape tape);
        """);

    /// <summary>Errors in the method stand in the method, though only the declaration asks for it.</summary>
    [Fact]
    public Task WhatTheMethodCannotDo() => Rule.Members("""
            private static double F(double x) => x * {|STG0106:Random.Shared.GetHashCode()|};

            [Derive(nameof(F), Derivatives.Batch)]
            static partial void Each(double[] x, double[] result);
        """);

    [Fact]
    public Task TypesAroundArePartial() => Rule.File("""
        using SteGen;

        class {|STG0100:A|}
        {
            private partial class B
            {
                private static double F(double x) => x * x;

                [Derive(nameof(F), Derivatives.Batch)]
                static partial void Each(double[] x, double[] result);
            }
        }
        """);

    [Fact]
    public Task WithGeneratedCodeThereIsNothingToSay() => Rule.Members("""
            /// <summary>It is reached by the declarations.</summary>
            private static double F(double w, double x) => Math.Tanh(w * Helper(x));

            private static double Helper(double x) => Gradient.StopGradient(x) * x;

            [Derive(nameof(F), Derivatives.Forward)]
            public static partial double Value(double w, double x);

            [Derive(nameof(F), Derivatives.Gradient)]
            public static partial (double w, double x) Slopes(double w, double x);

            [Derive(nameof(F), Derivatives.Tape)]
            internal static partial double Record(double w, double x, Tape tape);

            [Derive(nameof(F), Derivatives.Tape)]
            internal static partial void Replay(double w, double x, double resultGradient, out double wGradient, Tape tape);

            [Differentiable]
            public static double G(double x) => Value(x, 2) * x;

            /// <summary>It has the signature of a member, and takes its place.</summary>
            [Derive(nameof(G), Derivatives.Backward)]
            public static partial void GBackward(double x, double resultGradient, out double xGradient);
        """, s_generated);

    [Fact]
    public async Task DerivativesAreNotDifferentiatedAgain()
    {
        const string code = """
            private static double F(double w) => w * w;

            [Derive(nameof(F), Derivatives.Gradient)]
            public static partial double Slope(double w);

            [Derive(nameof(F), Derivatives.Forward)]
            [Differentiable]
            public static partial double {|STG0108:Value|}(double w);

            [Differentiable]
            public static double G(double x) => {|STG0108:Slope(x)|} * x;
        """;
        await Rule.Members(code, s_generated);
        await Rule.Members(code.Replace("Slope(double", "{|CS8795:Slope|}(double").Replace("{|STG0108:Value|}", "{|STG0108:{|CS8795:Value|}|}"));
    }

    [Fact]
    public async Task OrdersThatACalleeDoesNotHave()
    {
        var reported = await Rule.Members("""
            [CustomGradient(nameof(SumBackward))]
            private static double Sum(ReadOnlySpan<double> x) => x[0] + x[1];

            private static void SumBackward(ReadOnlySpan<double> x, double resultGradient, Span<double> xGradient)
            {
                xGradient[0] += resultGradient;
                xGradient[1] += resultGradient;
            }

            [Differentiable(Emit = Derivatives.Default | Derivatives.Jvp)]
            public static double F(ReadOnlySpan<double> x) => x[0] * {|STG0108:Sum(x)|};

            [Differentiable(Emit = Derivatives.Hessian)]
            public static double G(ReadOnlySpan<double> x) => x[0] * {|STG0108:Sum(x)|};

            [Derive(nameof(H), Derivatives.HessianVectorProduct)]
            static partial void Product(double[] x, double[] xVector, double[] xProduct);

            private static double H(ReadOnlySpan<double> x) => x[0] * {|STG0108:Sum(x)|};
        """);
        Assert.Contains(reported, d => d.GetMessage().Contains("forward mode through 'Sum' needs a method of its own", System.StringComparison.Ordinal));
    }

    [Fact]
    public async Task TheFixWritesTheExpectedDeclaration()
    {
        using LoadedProgram program = await Rule.Fix<ExpectedDeclarationFix>(
            Rule.InClass("""
                public static double F(double[] w, double x) => w[0] * x;

                /// <summary>Mine.</summary>
                [Derive(nameof(F), Derivatives.Backward)]
                static partial void {|STG0113:Back|}(double[] w, double wGradient);

                [Derive(nameof(F), Derivatives.Backward)]
                static partial void {|STG0113:Other|}(double[] wGradient);

            """),
            Rule.InClass("""
                public static double F(double[] w, double x) => w[0] * x;

                /// <summary>Mine.</summary>
                [Derive(nameof(F), Derivatives.Backward)]
                static partial void Back(double[] w, double x, double resultGradient, Span<double> wGradient);

                [Derive(nameof(F), Derivatives.Backward)]
                static partial void Other(ReadOnlySpan<double> w, double x, double resultGradient, double[] wGradient);

            """));
        Assert.Equal(6.0, program.Call("C", "F", new[] { 2.0 }, 3.0));
    }
}
