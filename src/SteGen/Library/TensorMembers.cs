using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>Sums and products over spans: members of TensorPrimitives, written in the language. SteGen itself does not need the package.</summary>
internal static partial class TensorMembers
{
    /// <summary>The sum.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T Sum<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i];
        }

        return sum;
    }

    /// <summary>The sum of squares.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T SumOfSquares<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
        }

        return sum;
    }

    /// <summary>The sum of absolute values.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T SumOfMagnitudes<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += T.Abs(x[i]);
        }

        return sum;
    }

    /// <productmary>The product; 1 of nothing is an error, as in the framework.</productmary>
    [Differentiable(Emit = Derivatives.None)]
    public static T Product<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T product = One(x);
        for (int i = 0; i < x.Length; i++)
        {
            product *= x[i];
        }

        return product;
    }

    /// <summary>The product of x + y.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T ProductOfSums<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        RequireSame(x, y);
        T product = One(x);
        for (int i = 0; i < x.Length; i++)
        {
            product *= x[i] + y[i];
        }

        return product;
    }

    /// <summary>The product of x - y.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T ProductOfDifferences<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        RequireSame(x, y);
        T product = One(x);
        for (int i = 0; i < x.Length; i++)
        {
            product *= x[i] - y[i];
        }

        return product;
    }

    /// <summary>The inner product.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T Dot<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        RequireSame(x, y);
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * y[i];
        }

        return sum;
    }

    /// <summary>The Euclidean length; the derivative at 0 is 0.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T Norm<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i] * x[i];
        }

        return T.Sqrt(sum);
    }

    /// <summary>The mean.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T Average<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i];
        }

        return sum / T.CreateChecked(x.Length);
    }

    /// <summary>The Euclidean distance; the derivative at 0 is 0.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T Distance<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        RequireSame(x, y);
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            T difference = x[i] - y[i];
            sum += difference * difference;
        }

        return T.Sqrt(sum);
    }

    /// <summary>The cosine of the angle between two vectors.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T CosineSimilarity<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        RequireSame(x, y);
        T dot = T.Zero, xx = T.Zero, yy = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            dot += x[i] * y[i];
            xx += x[i] * x[i];
            yy += y[i] * y[i];
        }

        return dot / (T.Sqrt(xx) * T.Sqrt(yy));
    }

    /// <summary>The standard deviation of the whole population.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T StdDev<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += x[i];
        }

        T count = T.CreateChecked(x.Length), mean = sum / count, squares = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            T difference = x[i] - mean;
            squares += difference * difference;
        }

        return T.Sqrt(squares / count);
    }

    /// <summary>exp(x) / sum(exp(x)), computed from the largest element, so that nothing overflows.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static void SoftMax<T>(ReadOnlySpan<T> x, Span<T> destination)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        if (destination.Length < x.Length)
        {
            throw new ArgumentException("Destination is too short.", nameof(destination));
        }

        T largest = Gradient.StopGradient(x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            largest = T.Max(largest, Gradient.StopGradient(x[i]));
        }

        T sum = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            sum += T.Exp(x[i] - largest);
        }

        for (int i = 0; i < x.Length; i++)
        {
            destination[i] = T.Exp(x[i] - largest) / sum;
        }
    }

    /// <summary>1, where there is an element at all.</summary>
    private static T One<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (x.Length == 0)
        {
            throw new ArgumentException("Input span arguments must not be empty.", nameof(x));
        }

        return T.One;
    }

    private static void RequireSame<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y)
        where T : struct, IFloatingPointIeee754<T>
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException("Input span arguments must all have the same length.", nameof(y));
        }
    }
}
