using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

public static partial class Elementary
{
    /// <summary>The square root, correctly rounded.</summary>
    /// <param name="x">A number not below 0.</param>
    /// <returns>The root; NaN for negative numbers, -0 at -0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Sqrt(float x) => System.MathF.Sqrt(x);

    /// <inheritdoc cref="Sqrt(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Sqrt(double x) => System.Math.Sqrt(x);
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Sqrt(float)"/>
    [MethodImpl(Inline)]
    public static F Sqrt(F x) => V.Sqrt(x);

    /// <inheritdoc cref="Elementary.Sqrt(float)"/>
    [MethodImpl(Inline)]
    public static D Sqrt(D x) => V.Sqrt(x);
}
