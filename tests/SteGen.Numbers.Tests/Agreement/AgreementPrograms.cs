using System;

namespace SteGen.Numbers.Tests.Agreement;

/// <summary>A fixed set of programs whose results must have the same bits on every machine: elementary functions, branches, loops, integers, sums over all elements.</summary>
internal static partial class AgreementPrograms
{
    [Differentiable]
    public static double Elementary(double x, double y) =>
        (Math.Exp(0.3 * x) * Math.Sin(y)) + (Math.Tanh(x) * Math.Cos(3 * y)) + (Math.Log(1.5 + (x * x)) * Math.Sqrt(1 + (y * y))) + Math.Pow(1.1 + (x * x), y);

    [Differentiable]
    public static float Elementary(float x, float y) =>
        (MathF.Exp(0.3f * x) * MathF.Sin(y)) + (MathF.Tanh(x) * MathF.Cos(3 * y)) + (MathF.Log(1.5f + (x * x)) * MathF.Sqrt(1 + (y * y))) + MathF.Pow(1.1f + (x * x), y);

    [Differentiable]
    public static double Inverse(double x, double y) =>
        Math.Atan(x) + Math.Asin(0.3 * Math.Sin(x)) + Math.Atan2(x, 1 + (y * y)) + Math.Cbrt(2 + x) + Math.Sinh(0.2 * y) + Math.Acosh(1.5 + (y * y));

    [Differentiable]
    public static double Branches(double x, double y)
    {
        if (x > y)
        {
            return x * x / (1 + (y * y));
        }

        return x < -1 ? Math.Exp(x) - y : Math.Max(x, 0) + Math.Abs(y);
    }

    [Differentiable]
    public static double Iterated(double x, double r)
    {
        double t = x;
        int steps = 0;
        while (t * t < 9 && steps < 25)
        {
            t = (t * (1.05 + (r * r))) + 0.1;
            steps++;
        }

        return t * steps;
    }

    [Differentiable]
    public static float Counted(float x, int n)
    {
        float t = x;
        for (int i = 0; i < n; i++)
        {
            t = (t * x) + (0.25f * i);
        }

        return t;
    }

    [Differentiable]
    public static double Shared(double x, [Uniform] double w, [Uniform] ReadOnlySpan<double> c)
    {
        double p = 0;
        for (int i = c.Length - 1; i >= 0; i--)
        {
            p = (p * x) + c[i];
        }

        return Math.Sin(w * x) * p;
    }

    [Differentiable]
    public static double Loss(ReadOnlySpan<double> x, ReadOnlySpan<double> w, int n)
    {
        int d = w.Length;
        double sum = 0;
        for (int i = 0; i < n; i++)
        {
            double z = 0;
            for (int j = 0; j < d; j++)
            {
                z += x[(i * d) + j] * w[j];
            }

            sum += Math.Log(1 + Math.Exp(-z));
        }

        return sum;
    }
}
