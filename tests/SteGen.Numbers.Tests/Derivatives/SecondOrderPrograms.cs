using System;

namespace SteGen.Numbers.Tests.Derivatives;

/// <summary>A pair of numbers.</summary>
public readonly record struct Pair(double X, double Y);

/// <summary>Small programs whose derivatives one can write down.</summary>
public static partial class SecondOrderPrograms
{
    [Differentiable(Emit = SteGen.Derivatives.Jvp | SteGen.Derivatives.Hessian | SteGen.Derivatives.HessianVectorProduct | SteGen.Derivatives.Gradient)]
    public static double Wave(double x, Pair v) => (Math.Exp(x * v.X) * Math.Sin(v.Y)) + (x * x * v.X);

    /// <summary>a Σ_{i&gt;j} x_i x_j + Σ exp(x_i), with loops and memory.</summary>
    [Differentiable(Emit = SteGen.Derivatives.Jvp | SteGen.Derivatives.Hessian | SteGen.Derivatives.HessianVectorProduct)]
    public static double Coupled(ReadOnlySpan<double> x, double a)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            for (int j = 0; j < i; j++)
            {
                sum += a * x[i] * x[j];
            }

            sum += Math.Exp(x[i]);
        }

        return sum;
    }

    [Differentiable(Emit = SteGen.Derivatives.Jvp)]
    public static void Cubes(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < y.Length; i++)
        {
            y[i] = x[i] * x[i] * x[i];
        }
    }

    /// <summary>The second derivative of a squared straight-through node: 2 s'² + 2 h s''.</summary>
    [Differentiable(Emit = SteGen.Derivatives.Hessian | SteGen.Derivatives.Jvp)]
    public static double SquaredNode(double x)
    {
        double node = SteGen.Gradient.StraightThrough(Math.Round(x), Math.Exp(x));
        return node * node;
    }

    [Differentiable(Emit = SteGen.Derivatives.Jvp | SteGen.Derivatives.Hessian | SteGen.Derivatives.HessianVectorProduct | SteGen.Derivatives.Jacobian)]
    public static double Power(double x, int n) => n == 0 ? 1 : x * Power(x, n - 1);

    /// <summary>The product of all sines, by halves.</summary>
    [Differentiable(Emit = SteGen.Derivatives.Jvp | SteGen.Derivatives.Hessian | SteGen.Derivatives.HessianVectorProduct)]
    public static double Sines(ReadOnlySpan<double> x)
    {
        if (x.Length == 1)
        {
            return Math.Sin(x[0]);
        }

        int half = x.Length / 2;
        return Sines(x[..half]) * Sines(x[half..]);
    }

    [Differentiable(Emit = SteGen.Derivatives.Jacobian | SteGen.Derivatives.Jvp)]
    public static Pair Polar(double radius, double angle) =>
        radius > 0 ? new Pair(radius * Math.Cos(angle), radius * Math.Sin(angle)) : new Pair(radius * angle, angle * angle);

    [Differentiable(Emit = SteGen.Derivatives.Jacobian | SteGen.Derivatives.Jvp)]
    public static (double Product, double Quotient) Both(double x, double y) => (x * y, x / y);
}
