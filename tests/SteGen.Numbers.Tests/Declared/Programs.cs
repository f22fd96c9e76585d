using System;
using System.Numerics;
// the folder beside this one is a namespace of that name
using Kind = SteGen.Derivatives;

namespace SteGen.Numbers.Tests.Declared;

/// <summary>Members that are declared with [Derive]: every kind, arrays and spans, some of the gradients.</summary>
internal static partial class Programs
{
    /// <summary>Not marked itself: only what is declared exists.</summary>
    private static double Model(double a, double b, double x) => (a * Math.Exp(b * x)) + (a * a * b);

    [Derive(nameof(Model), Kind.Forward)]
    internal static partial double Value(double a, double b, double x);

    [Derive(nameof(Model), Kind.Gradient)]
    public static partial double ValueAndSlope(double a, double b, double x, out double bGradient);

    [Derive(nameof(Model), Kind.Gradient)]
    public static partial (double a, double x) Partials(double a, double b, double x);

    [Derive(nameof(Model), Kind.Backward)]
    public static partial void Pull(double a, in double b, double x, double resultGradient, out double aGradient, out double xGradient);

    [Derive(nameof(Model), Kind.Accumulate)]
    public static partial double AddSlope(double a, double b, double x, ref double bGradient);

    [Derive(nameof(Model), Kind.Accumulate)]
    public static partial void AddPull(double a, double b, double x, double resultGradient, ref double aGradient);

    [Derive(nameof(Model), Kind.Accumulate)]
    public static partial void AddEach(double[] a, double[] b, double[] x, double[] resultGradient, double[] bGradient);

    [Derive(nameof(Model), Kind.Batch)]
    public static partial void Each(double[] a, ReadOnlySpan<double> b, Span<double> x, double[] result);

    [Derive(nameof(Model), Kind.Batch)]
    public static partial void PullEach(double[] a, double[] b, double[] x, double[] resultGradient, double[] xGradient);

    [Derive(nameof(Model), Kind.Tape)]
    public static partial double Record(double a, double b, double x, Tape tape);

    [Derive(nameof(Model), Kind.Tape)]
    public static partial void Replay(double a, double b, double x, double resultGradient, out double aGradient, out double bGradient, Tape tape);

    [Derive(nameof(Model), Kind.Jvp)]
    public static partial (double result, double resultTangent) Push(double a, double b, double bTangent, double x, double xTangent);

    [Derive(nameof(Model), Kind.Jvp)]
    public static partial void PushEach(double[] a, double[] aTangent, double[] b, double[] x, double[] result, double[] resultTangent);

    [Derive(nameof(Model), Kind.Hessian)]
    public static partial void Curvature(double a, double b, double x, double[] hessian);

    [Derive(nameof(Model), Kind.HessianVectorProduct)]
    public static partial void CurvatureTimes(double a, double b, double x, double bVector, double xVector, out double bProduct, out double xProduct);

    [Derive(nameof(Model), Kind.Jacobian)]
    public static partial void Row(double a, double b, double x, double[] jacobian);

    [Derive(nameof(Model), Kind.Jacobian)]
    public static partial void RowEach(double[] a, double[] b, double[] x, double[] jacobian);

    /// <summary>A method that calls a declared forward differentiates what that is derived from.</summary>
    [Differentiable]
    public static double Doubled(double b) => 2 * Value(3, b, 0.5);

    private static void Powers(ReadOnlySpan<float> w, float[] x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = w[i] * x[i] * x[i];
        }
    }

    [Derive(nameof(Powers), Kind.Backward)]
    public static partial void PowersBack(float[] w, float[] x, float[] yGradient, float[] xGradient);

    [Derive(nameof(Powers), Kind.Backward)]
    public static partial void PowersBack(ReadOnlySpan<float> w, ReadOnlySpan<float> x, ReadOnlySpan<float> yGradient, Span<float> wGradient);

    [Derive(nameof(Powers), Kind.Tape)]
    public static partial void PowersRecord(float[] w, float[] x, float[] y, Tape tape);

    [Derive(nameof(Powers), Kind.Tape)]
    public static partial void PowersReplay(float[] w, float[] x, float[] yGradient, float[] wGradient, Tape tape);

    private static double Product(double[] x)
    {
        double product = 1;
        foreach (double v in x)
        {
            product *= v;
        }

        return product;
    }

    /// <summary>An overload, in another precision.</summary>
    private static float Product(float[] x)
    {
        float sum = 0;
        foreach (float v in x)
        {
            sum += v * v;
        }

        return sum;
    }

    [Derive(nameof(Product), Kind.Gradient)]
    public static partial double ProductGradient(double[] x, double[] xGradient);

    [Derive(nameof(Product), Kind.Gradient)]
    public static partial float ProductGradient(float[] x, float[] xGradient);

    private static T Cube<T>(T x) where T : INumber<T> => x * x * x;

    [Derive(nameof(Cube), Kind.Gradient)]
    public static partial float CubeSlope(float x);

    [Derive(nameof(Cube), Kind.Gradient)]
    public static partial double CubeSlope(double x);

    private static void Scale([InOut] Span<double> x, double factor)
    {
        for (int i = 0; i < x.Length; i++)
        {
            x[i] *= factor * x[i];
        }
    }

    [Derive(nameof(Scale), Kind.Backward)]
    public static partial void ScaleBack(double[] x, double factor, double[] xGradient, out double factorGradient);

    /// <summary>The names that the attribute gives count where a declaration has no gradient to choose by; its own tape is shared with the member that is added.</summary>
    [Differentiable("x", Emit = Kind.Tape)]
    public static double Root(double x, double y) => Math.Sqrt(x) * y;

    [Derive(nameof(Root), Kind.Hessian)]
    public static partial void RootCurvature(double x, double y, Span<double> hessian);

    [Derive(nameof(Root), Kind.Tape)]
    public static partial double RootRecord(double x, double y, Tape tape);
}

internal sealed partial class Layer<TTag>(double weight, double[] table)
{
    [Differentiable]
    private readonly double _weight = weight;

    [Differentiable]
    private readonly double[] _table = table;

    private double Apply(double x)
    {
        double sum = 0;
        foreach (double t in _table)
        {
            sum += t * x * _weight;
        }

        return sum;
    }

    [Derive(nameof(Apply), Kind.Gradient)]
    public partial double WithWeight(double x, out double weightGradient);

    [Derive(nameof(Apply), Kind.Backward)]
    public partial void TableBack(double x, double resultGradient, double[] tableGradient);
}

internal partial record struct Point(double X, double Y)
{
    private readonly double Dot(Point other) => (X * other.X) + (Y * other.Y * other.Y);

    [Derive(nameof(Dot), Kind.Backward)]
    public readonly partial void DotBack(Point other, double resultGradient, out Point otherGradient);

    [Derive(nameof(Dot), Kind.Gradient)]
    public readonly partial double DotOf(Point other, out Point thisGradient);
}
