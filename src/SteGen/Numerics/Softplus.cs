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
    /// <summary>ln(1 + e^x), a smooth maximum of x and 0.</summary>
    /// <remarks>max(x, 0) + ln(1 + e^-|x|). Error at most @SOFTPLUSF@ ULP (double: @SOFTPLUSD@).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>A number not below 0.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Softplus(float x) => Lanes128.Softplus(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Softplus(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Softplus(double x) => Lanes128.Softplus(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Softplus(float)"/>
    [MethodImpl(Inline)]
    public static F Softplus(F x) => Log1pInside(Exp(-V.Abs(x))) + V.MaxNative(F.Zero, x);

    /// <inheritdoc cref="Elementary.Softplus(float)"/>
    [MethodImpl(Inline)]
    public static D Softplus(D x) => Log1pInside(Exp(-V.Abs(x))) + V.MaxNative(D.Zero, x);
}
