using System;
using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

public static partial class Elementary
{
    /// <summary>-1, 0 or +1; NaN for NaN, where <see cref="Math.Sign(float)"/> throws.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>The sign; +0 for -0.</returns>
    public static float Sign(float x) => x > 0 ? 1f : x < 0 ? -1f : float.IsNaN(x) ? x : 0f;

    /// <summary>-1, 0 or +1; NaN for NaN, where <see cref="Math.Sign(double)"/> throws.</summary>
    /// <param name="x">The operand.</param>
    /// <returns>The sign; +0 for -0.</returns>
    public static double Sign(double x) => x > 0 ? 1 : x < 0 ? -1 : double.IsNaN(x) ? x : 0;
}

[EveryWidth]
public static partial class Lanes128
{
    /// <summary>-1, 0 or +1; NaN for NaN; +0 for -0.</summary>
    [MethodImpl(Inline)]
    public static F Sign(F x) => V.ConditionalSelect(V.Equals(x, x), (V.LessThan(F.Zero, x) & V.Create(1f)) | (V.LessThan(x, F.Zero) & V.Create(-1f)), x);

    /// <summary>-1, 0 or +1; NaN for NaN; +0 for -0.</summary>
    [MethodImpl(Inline)]
    public static D Sign(D x) => V.ConditionalSelect(V.Equals(x, x), (V.LessThan(D.Zero, x) & V.Create(1.0)) | (V.LessThan(x, D.Zero) & V.Create(-1.0)), x);

    /// <summary>Rounds half away from zero.</summary>
    [MethodImpl(Inline)]
    public static F RoundAway(F x)
    {
        F whole = V.Truncate(x);
        return V.ConditionalSelect(V.GreaterThanOrEqual(V.Abs(x - whole), V.Create(0.5f)), whole + V.CopySign(V.Create(1f), x), whole);
    }

    /// <summary>Rounds half away from zero.</summary>
    [MethodImpl(Inline)]
    public static D RoundAway(D x)
    {
        D whole = V.Truncate(x);
        return V.ConditionalSelect(V.GreaterThanOrEqual(V.Abs(x - whole), V.Create(0.5)), whole + V.CopySign(V.Create(1.0), x), whole);
    }
}
