using System;
using SteGen;

namespace SteGen.Numbers.Tests.ClosedForms;

/// <summary>Programs whose gradients everybody can derive on paper.</summary>
internal static partial class Programs
{
    /// <summary>Half the mean of the squared residuals of a straight line.</summary>
    [Differentiable("slope", "shift")]
    public static double Regression(ReadOnlySpan<double> x, ReadOnlySpan<double> y, double slope, double shift)
    {
        double sum = 0;
        for (int i = 0; i < x.Length; i++)
        {
            double residual = (slope * x[i]) + shift - y[i];
            sum += residual * residual;
        }

        return sum / (2 * x.Length);
    }

    /// <summary>Cross-entropy of one label: the gradient is softmax minus one-hot.</summary>
    [Differentiable]
    public static double CrossEntropy(ReadOnlySpan<double> logits, int label)
    {
        double largest = logits[0];
        for (int i = 1; i < logits.Length; i++)
        {
            largest = Math.Max(largest, logits[i]);
        }

        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            sum += Math.Exp(logits[i] - largest);
        }

        return Math.Log(sum) + largest - logits[label];
    }

    /// <summary>y = A x: the gradients are Aᵀ u and u xᵀ.</summary>
    [Differentiable]
    public static void MatVec(ReadOnlySpan<double> a, ReadOnlySpan<double> x, Span<double> y)
    {
        for (int row = 0; row < y.Length; row++)
        {
            double sum = 0;
            for (int column = 0; column < x.Length; column++)
            {
                sum += a[(row * x.Length) + column] * x[column];
            }

            y[row] = sum;
        }
    }

    /// <summary>A polynomial by Horner's scheme.</summary>
    [Differentiable]
    public static double Horner(double x, ReadOnlySpan<double> c)
    {
        double value = 0;
        for (int i = c.Length - 1; i >= 0; i--)
        {
            value = (value * x) + c[i];
        }

        return value;
    }

    /// <summary>Newton's iteration for a square root, until it stands still: the derivative of a loop of unknown length is 1 / (2 √x).</summary>
    [Differentiable]
    public static double NewtonRoot(double x)
    {
        double root = x > 1 ? x : 1;
        for (int i = 0; i < 100; i++)
        {
            double next = 0.5 * (root + (x / root));
            if (Math.Abs(next - root) < 1e-14 * next)
            {
                root = next;
                break;
            }

            root = next;
        }

        return root;
    }

    /// <summary>Running product, in place.</summary>
    [Differentiable]
    public static void CumulativeProduct([InOut] Span<double> x)
    {
        for (int i = 1; i < x.Length; i++)
        {
            x[i] *= x[i - 1];
        }
    }

    /// <summary>The largest element: the gradient goes to where it stands.</summary>
    [Differentiable]
    public static double Largest(ReadOnlySpan<double> x)
    {
        int best = 0;
        for (int i = 1; i < x.Length; i++)
        {
            if (x[i] > x[best])
            {
                best = i;
            }
        }

        return x[best];
    }

    /// <summary>Polar coordinates: the transposed Jacobian turns and scales.</summary>
    [Differentiable]
    public static (double X, double Y) Polar(double radius, double angle) => (radius * Math.Cos(angle), radius * Math.Sin(angle));

    /// <summary>Rosenbrock's valley.</summary>
    [Differentiable]
    public static double Rosenbrock(double x, double y)
    {
        double a = 1 - x, b = y - (x * x);
        return (a * a) + (100 * b * b);
    }

    /// <summary>One step of a harmonic oscillator, many times: a rotation, whose transposed Jacobian turns back.</summary>
    [Differentiable("position", "speed")]
    public static double Oscillator(double position, double speed, int steps, double angle)
    {
        double c = Math.Cos(angle), s = Math.Sin(angle);
        for (int i = 0; i < steps; i++)
        {
            (position, speed) = ((c * position) + (s * speed), (c * speed) - (s * position));
        }

        return position;
    }

    /// <summary>The sum of selected rows: an embedding. The gradient of a row is the upstream, as often as the row was taken.</summary>
    [Differentiable("table")]
    public static void Embed(ReadOnlySpan<double> table, ReadOnlySpan<int> rows, Span<double> result)
    {
        for (int k = 0; k < result.Length; k++)
        {
            result[k] = 0;
        }

        for (int i = 0; i < rows.Length; i++)
        {
            for (int k = 0; k < result.Length; k++)
            {
                result[k] += table[(rows[i] * result.Length) + k];
            }
        }
    }
}
