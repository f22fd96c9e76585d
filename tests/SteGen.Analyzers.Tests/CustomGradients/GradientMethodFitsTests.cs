using System;
using System.Threading.Tasks;
using SteGen.CodeFixes;
using SteGen.Testing;
using Xunit;

namespace SteGen.Analyzers.Tests.CustomGradients;

/// <summary>STG0040.</summary>
public sealed class GradientMethodFitsTests
{
    [Fact]
    public async Task FiresWhereTheMethodIsMissing()
    {
        var reported = await Rule.Members("""
            [CustomGradient({|STG0040:"CubeGradient"|})]
            public static double Cube(double x) => x * x * x;
        """);
        Assert.Equal("The gradient of 'Cube' must be declared as 'static double CubeGradient(double x, double resultGradient)'", Assert.Single(reported).GetMessage());
    }

    [Fact]
    public async Task FiresOnAMissingUpstream()
    {
        var reported = await Rule.Members("""
            [CustomGradient({|STG0040:nameof(Back)|})]
            public static double Scale(double x, ReadOnlySpan<double> w, int n, [NoGradient] double t) => x * w[n] * t;

            private static void Back(double x, ReadOnlySpan<double> w, int n, double t, out double xGradient, Span<double> wGradient) => xGradient = w[n] * t;
        """);
        Assert.Equal(
            "The gradient of 'Scale' must be declared as 'static void Back(double x, System.ReadOnlySpan<double> w, int n, double t, double resultGradient, out double xGradient, System.Span<double> wGradient)'",
            Assert.Single(reported).GetMessage());
    }

    [Fact]
    public Task FiresOnFloatForDouble() => Rule.Members("""
            [CustomGradient({|STG0040:nameof(Back)|})]
            public static double Square(double x) => x * x;

            private static float Back(float x, float g) => 2 * x * g;
        """);

    [Fact]
    public Task FiresOnAGradientOfAnotherSignature() => Rule.Members("""
            [GradientOf(typeof(Math), nameof(Math.Tanh))]
            public static float {|STG0040:TanhGradient|}(float x, float g) => g * x;
        """);

    [Fact]
    public Task FiresOnAnInstanceGradientOfAStaticMethod() => Rule.File("""
        using SteGen;
        public partial class C
        {
            [CustomGradient({|STG0040:nameof(Back)|})]
            public static double Square(double x) => x * x;

            private double Back(double x, double g) => 2 * x * g;
        }
        """);

    [Fact]
    public async Task WhatCannotHaveACustomGradient()
    {
        var reported = await Rule.Members("""
            [CustomGradient(nameof(A))]
            public static double First(double[] {|STG0110:x|}) => x[0];
            private static void A(double[] x, double g, Span<double> xGradient) => xGradient[0] += g;

            [CustomGradient(nameof(B))]
            public static (double Sin, double Cos) {|STG0110:SinCos|}(double x) => Math.SinCos(x);
            private static double B(double x, double sinGradient, double cosGradient) => sinGradient * Math.Cos(x) - cosGradient * Math.Sin(x);

            [GradientOf(typeof(MathF), nameof(MathF.SinCos))]
            private static float {|STG0110:SinCosGradient|}(float x, float sinGradient, float cosGradient) => sinGradient * x + cosGradient;
        """);
        Assert.Contains(reported, d => d.GetMessage() == "'x' has no gradient form: a method with a custom gradient takes spans, not arrays: generated members have no array to pass");
    }

    [Fact]
    public Task IsSilentOnEveryFormOfTheSignature() => Rule.Members("""
            [CustomGradient(nameof(Returned))]
            public static double A(double x) => x * x;
            private static double Returned(double x, double g) => 2 * x * g;

            [CustomGradient(nameof(Written))]
            public static double B(double x) => x * x;
            private static void Written(double x, double result, double g, out double xGradient) => xGradient = result / x * 2 * g;

            [CustomGradient(nameof(Two))]
            public static float D(float x, float y) => x * y;
            private static void Two(in float x, float y, float g, out float dx, out float dy)
            {
                dx = y * g;
                dy = x * g;
            }

            [CustomGradient(nameof(Array))]
            public static double Sum(ReadOnlySpan<double> x, int n) => x[n];
            private static void Array(ReadOnlySpan<double> x, int n, double g, Span<double> xGradient) => xGradient[n] += g;

            [CustomGradient(nameof(Spans))]
            public static void Map(ReadOnlySpan<double> x, Span<double> y) => x.CopyTo(y);
            private static void Spans(ReadOnlySpan<double> x, ReadOnlySpan<double> yGradient, Span<double> xGradient) => xGradient[0] += yGradient[0];

            [GradientOf(typeof(Math), nameof(Math.Tanh))]
            public static double TanhGradient(double x, double g) => g * (1 - Math.Tanh(x) * Math.Tanh(x));
        """);

    [Fact]
    public Task IsSilentOnUnfinishedCode() => Rule.Members("""
            [CustomGradient(nameof(Back))]
            public static {|CS0246:Unknown|} F(double x) => default;

            private static double Back(double x, double g) => g * x;

            [{|CS7036:CustomGradient|}]
            public static double G(double x) => x;
        """);

    [Fact]
    public async Task FixDeclaresTheMissingMethod()
    {
        using LoadedProgram program = await Rule.FixMembers<GradientStubFix>(
            """
                [CustomGradient({|STG0040:"CubeGradient"|})]
                public static double Cube(double x) => x * x * x;

                [CustomGradient({|STG0040:nameof({|CS0103:DotBackward|})|})]
                public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int @int) => a[@int] * b[@int];
            """,
            """
                [CustomGradient("CubeGradient")]
                public static double Cube(double x) => x * x * x;

                private static double CubeGradient(double x, double resultGradient) => throw new NotImplementedException();

                [CustomGradient(nameof(DotBackward))]
                public static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int @int) => a[@int] * b[@int];

                private static void DotBackward(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int @int, float resultGradient, Span<float> aGradient, Span<float> bGradient) => throw new NotImplementedException();
            """);
        Assert.Equal(8.0, program.Call("C", "Cube", 2.0));
        Assert.Throws<NotImplementedException>(() => program.Call("C", "CubeGradient", 2.0, 1.0));
    }

    [Fact]
    public Task NoFixWhereTheMethodExists() => Rule.NoFix<GradientStubFix>("""
            [CustomGradient({|STG0040:nameof(Back)|})]
            public static double Square(double x) => x * x;

            private static double Back(double x) => 2 * x;
        """);
}
