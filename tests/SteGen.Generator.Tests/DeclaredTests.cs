using System.Linq;
using Microsoft.CodeAnalysis;
using SteGen.Testing;
using Xunit;

namespace SteGen.Generator.Tests;

/// <summary>Declarations marked [Derive] in every form that C# has for them: the implementing half repeats what it must.</summary>
public class DeclaredTests
{
    [Theory]
    [InlineData("static double F(this double[] x) => x[0] * x[1]; [Derive(nameof(F), Derivatives.Backward)] internal static partial void Back(this double[] x, double resultGradient, scoped Span<double> xGradient);")]
    [InlineData("static double F(double[] @class, double @in) => @class[0] * @in; [Derive(nameof(F), Derivatives.Gradient)] public static partial double @out(double[] @class, double @in, double[] classGradient);")]
    [InlineData("static double F(double x, double[] w) => x * w[0]; [Derive(nameof(F), Derivatives.Forward)] public static partial double G(double x, params double[] w);")]
    [InlineData("sealed record K(double Rate); static double F(double x, K? k) => x * k!.Rate; [Derive(nameof(F), Derivatives.Gradient)] private static partial double G(double x, K? k, out double xGradient);")]
    [InlineData("static double F(double x) => x * x; [Derive(nameof(F), Derivatives.Gradient)] static partial double G(double x); [Derive(nameof(F), Derivatives.Gradient)] static partial double G(double x, out double xGradient); [Derive(nameof(F), Derivatives.Hessian)] static partial void G(double x, double[] hessian); [Derive(nameof(F), Derivatives.Hessian)] static partial void G(double x, Span<double> hessian);", true)]
    [InlineData("static double F(in double x, ref double y) { y += x; return x * y; } [Derive(nameof(F), Derivatives.Backward)] public static partial void G(in double x, ref double y, double resultGradient, out double xGradient, ref double yGradient);")]
    [InlineData("static double F(double x, int depth) => depth == 0 ? x : x * F(x, depth - 1); [Derive(nameof(F), Derivatives.Gradient)] public static partial double G(double x, int depth, out double xGradient); [Derive(nameof(F), Derivatives.Backward)] public static partial void G(double x, int depth, double resultGradient, out double xGradient);")]
    public void AsOneMayDeclareThem(string members, bool isPrivate = false)
    {
        members = isPrivate ? members.Replace("static partial", "private static partial") : members;
        GeneratorHarness.Create<SteGenGenerator>().Run("#nullable enable\nusing System; using SteGen; namespace N; public static partial class C { " + members + " }").AssertCompiles();
    }

    [Fact]
    public void InTypesOfEveryKind() => GeneratorHarness.Create<SteGenGenerator>().Run("""
        using System; using SteGen;
        public partial class Outer<T> where T : struct
        {
            protected internal partial record Inner<U>(double Scale)
            {
                private double F(double x) => Scale * x * x;
                [Derive(nameof(F), Derivatives.Gradient)] protected internal partial double Slope(double x);
                private static double G(double x) => x * x;
                [Derive(nameof(G), Derivatives.Batch)] public static partial void Each(double[] x, double[] result);
            }
        }
        public ref partial struct View
        {
            private Span<double> _space;
            private static double G(double x) => x * x;
            [Derive(nameof(G), Derivatives.Tape)] public static partial double Record(double x, Tape tape);
        }
        """).AssertCompiles();

    [Fact]
    public void ThePrivateMemberIsTheOnlyOneThatIsAdded()
    {
        GeneratorRun run = GeneratorHarness.Create<SteGenGenerator>().Run(
            "using SteGen; public static partial class C { static double F(double a, double b) => a * b; [Derive(nameof(F), Derivatives.Gradient)] public static partial double Slope(double a, double b, out double bGradient); }");
        run.AssertCompiles();
        Assert.Equal(["F", "Slope", "SlopeDerivedValueAndGradient"], run.Output.GetTypeByMetadataName("C")!.GetMembers().Select(m => m.Name).Order());
    }

    [Fact]
    public void AnEditElsewhereLeavesItCached()
    {
        const string step = SteGenGenerator.CompileStep + "SteGen.DeriveAttribute";
        GeneratorRun run = GeneratorHarness.Create<SteGenGenerator>().Run(
            "using SteGen; public static partial class C { static double F(double a) => a * a; static int N() => 1; [Derive(nameof(F), Derivatives.Gradient)] public static partial double Slope(double a); }");
        run.AssertRunReasons(SourceEdit.Replace("=> 1", "=> 2"), new StepReasons(step, IncrementalStepRunReason.Cached));
        run.AssertRunReasons(SourceEdit.Replace("a * a", "a * a * a"), new StepReasons(step, IncrementalStepRunReason.Modified));
    }
}
