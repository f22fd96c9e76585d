using System.Numerics;

namespace SteGen.Library;

/// <summary>Choices by magnitude, and those that the framework calls native. Two equal operands share the derivative.</summary>
internal static partial class RealMembers
{
    /// <summary>The operand of larger magnitude; the positive one of two opposite numbers; no number if either is none.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MaxMagnitude<T>(T x, T y)
        where T : struct, IFloatingPointIeee754<T>
    {
        T a = T.Abs(x), b = T.Abs(y);
        return x == y ? T.Max(x, y) : a > b || T.IsNaN(x) ? x : a == b ? (x < T.Zero ? y : x) : y;
    }

    /// <summary>The operand of smaller magnitude; the negative one of two opposite numbers; no number if either is none.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MinMagnitude<T>(T x, T y)
        where T : struct, IFloatingPointIeee754<T>
    {
        T a = T.Abs(x), b = T.Abs(y);
        return x == y ? T.Min(x, y) : a < b || T.IsNaN(x) ? x : a == b ? (x < T.Zero ? x : y) : y;
    }

    /// <summary>As <see cref="MaxMagnitude{T}(T, T)"/>, but an operand that is no number is left out.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MaxMagnitudeNumber<T>(T x, T y)
        where T : struct, IFloatingPointIeee754<T> => T.IsNaN(x) ? y : T.IsNaN(y) ? x : MaxMagnitude(x, y);

    /// <summary>As <see cref="MinMagnitude{T}(T, T)"/>, but an operand that is no number is left out.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MinMagnitudeNumber<T>(T x, T y)
        where T : struct, IFloatingPointIeee754<T> => T.IsNaN(x) ? y : T.IsNaN(y) ? x : MinMagnitude(x, y);

    /// <summary>x where it is larger, else y.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MaxNative<T>(T x, T y)
        where T : struct, IFloatingPointIeee754<T> => x == y ? T.Max(x, y) : x > y ? x : y;

    /// <summary>x where it is smaller, else y.</summary>
    [Differentiable(Emit = Derivatives.None)]
    public static T MinNative<T>(T x, T y)
        where T : struct, IFloatingPointIeee754<T> => x == y ? T.Min(x, y) : x < y ? x : y;
}
