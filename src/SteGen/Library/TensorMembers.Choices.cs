using System;
using System.Numerics;

namespace SteGen.Library;

/// <summary>The largest and the smallest element; n equal ones have 1/n of the derivative each.</summary>
internal static partial class TensorMembers
{
    /// <summary>The largest element.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T Max<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        T chosen = Gradient.StopGradient(x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            chosen = T.Max(chosen, Gradient.StopGradient(x[i]));
        }

        return Shared(x, chosen);
    }

    /// <summary>The smallest element.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T Min<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        T chosen = Gradient.StopGradient(x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            chosen = T.Min(chosen, Gradient.StopGradient(x[i]));
        }

        return Shared(x, chosen);
    }

    /// <summary>The largest number.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MaxNumber<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        T chosen = Gradient.StopGradient(x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            chosen = T.MaxNumber(chosen, Gradient.StopGradient(x[i]));
        }

        return Shared(x, chosen);
    }

    /// <summary>The smallest number.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MinNumber<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        T chosen = Gradient.StopGradient(x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            chosen = T.MinNumber(chosen, Gradient.StopGradient(x[i]));
        }

        return Shared(x, chosen);
    }

    /// <summary>The element of largest magnitude.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MaxMagnitude<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        T chosen = Gradient.StopGradient(x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            chosen = RealMembers.MaxMagnitude(chosen, Gradient.StopGradient(x[i]));
        }

        return Shared(x, chosen);
    }

    /// <summary>The element of smallest magnitude.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MinMagnitude<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        T chosen = Gradient.StopGradient(x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            chosen = RealMembers.MinMagnitude(chosen, Gradient.StopGradient(x[i]));
        }

        return Shared(x, chosen);
    }

    /// <summary>The number of largest magnitude.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MaxMagnitudeNumber<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        T chosen = Gradient.StopGradient(x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            chosen = RealMembers.MaxMagnitudeNumber(chosen, Gradient.StopGradient(x[i]));
        }

        return Shared(x, chosen);
    }

    /// <summary>The number of smallest magnitude.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MinMagnitudeNumber<T>(ReadOnlySpan<T> x)
        where T : struct, IFloatingPointIeee754<T>
    {
        One(x);
        T chosen = Gradient.StopGradient(x[0]);
        for (int i = 1; i < x.Length; i++)
        {
            chosen = RealMembers.MinMagnitudeNumber(chosen, Gradient.StopGradient(x[i]));
        }

        return Shared(x, chosen);
    }

    /// <summary>The value of <paramref name="chosen"/> with the derivative of the mean of all elements that equal it.</summary>
    private static T Shared<T>(ReadOnlySpan<T> x, T chosen)
        where T : struct, IFloatingPointIeee754<T>
    {
        T sum = T.Zero, count = T.Zero;
        for (int i = 0; i < x.Length; i++)
        {
            if (x[i] == chosen)
            {
                sum += x[i];
                count += T.One;
            }
        }

        T mean = sum / count;
#pragma warning disable STG0020 // Gradient.StraightThrough is not generic
        return chosen - Gradient.StopGradient(mean) + mean;
#pragma warning restore STG0020
    }
}
