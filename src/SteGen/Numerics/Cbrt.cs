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
    /// <summary>The cube root.</summary>
    /// <remarks>x = 2^3q m; a polynomial for the root of m, one step of Halley and one of Newton. In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 0.72).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>The root, with the sign of <paramref name="x"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Cbrt(float x) => Lanes128.Cbrt(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Cbrt(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Cbrt(double x) => Lanes128.Cbrt(V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Cbrt(float)"/>
    [MethodImpl(Inline)]
    public static F Cbrt(F x) => V.Narrow(Cbrt(V.WidenLower(x)), Cbrt(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Cbrt(float)"/>
    [MethodImpl(Inline)]
    public static D Cbrt(D x)
    {
        D a = V.Abs(x);
        D m = Significand(a, out D k);
        D shifted = V.FusedMultiplyAdd(k, V.Create(0.3333333333333333), V.Create(ShifterDouble));
        D rest = V.FusedMultiplyAdd(shifted - V.Create(ShifterDouble), V.Create(-3d), k); // -1, 0 or 1
        D up = V.GreaterThan(rest, D.Zero), down = V.LessThan(rest, D.Zero);

        D m2 = m * m;
        D y = V.FusedMultiplyAdd(V.Create(-0.03778805654324235), m2, V.FusedMultiplyAdd(V.Create(0.21693652958432566), m, V.Create(-0.535628241361812)));
        y = V.FusedMultiplyAdd(y, m2, V.FusedMultiplyAdd(V.Create(0.9048164288263818), m, V.Create(0.45166758599425394)));
        y *= V.ConditionalSelect(up, V.Create(1.2599210498948732), V.ConditionalSelect(down, V.Create(0.7937005259840998), D.One));
        m *= V.ConditionalSelect(up, V.Create(2d), V.ConditionalSelect(down, V.Create(0.5), D.One));

        D cube = y * y * y;
        y *= V.FusedMultiplyAdd(m, V.Create(2d), cube) / V.FusedMultiplyAdd(cube, V.Create(2d), m);
        D square = y * y;
        y = V.FusedMultiplyAdd(V.FusedMultiplyAdd(-square, y, m) / square, V.Create(0.3333333333333333), y);

        y = V.CopySign(y * PowerOfTwo(shifted.AsInt64()), x);
        D ordinary = V.GreaterThan(a, D.Zero) & V.LessThan(a, V.Create(double.PositiveInfinity));
        return V.ConditionalSelect(ordinary, y, x);
    }
}
