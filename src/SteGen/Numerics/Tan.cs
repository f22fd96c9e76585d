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
    /// <summary>The tangent of an angle in radians.</summary>
    /// <remarks>The quotient of sine and cosine of the angle, reduced as for <see cref="Sin(float)"/>. In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 2.23).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>tan x; NaN at infinity.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Tan(float x) => Lanes128.Tan(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Tan(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Tan(double x) => Lanes128.Tan(V.Create(x)).ToScalar();

    /// <summary>The tangent of an angle that is too large for the vector text.</summary>
    internal static double TanLarge(double x)
    {
        double sin = SinCosLarge(x, out double cos);
        return sin / cos;
    }
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Tan(float)"/>
    [MethodImpl(Inline)]
    public static F Tan(F x) => V.Narrow(Tan(V.WidenLower(x)), Tan(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Tan(float)"/>
    [MethodImpl(Inline)]
    public static D Tan(D x) => AnyLargeAngle(x) ? TanAnywhere(x) : TanNear(x);

    [MethodImpl(Inline)]
    private static D TanNear(D x)
    {
        L quarter = Quarters(V.Abs(x), out D r, out D rLow);
        D s = SinReduced(r, rLow), c = CosReduced(r, rLow), odd = IsOdd(quarter);
        return V.ConditionalSelect(odd, -c, s) / V.ConditionalSelect(odd, s, c) ^ (x & V.Create(-0d));
    }

    /// <summary>The tangent where angles may be large.</summary>
    [MethodImpl(MethodImplOptions.NoInlining)]
    private static D TanAnywhere(D x)
    {
        D y = TanNear(x);
        for (int i = 0; i < D.Count; i++)
        {
            if (System.Math.Abs(x.GetElement(i)) > LargeAngleDouble)
                y = y.WithElement(i, Elementary.TanLarge(x.GetElement(i)));
        }

        return y;
    }
}
