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
    /// <summary>The angle, from -pi/2 to pi/2, whose tangent is <paramref name="x"/>.</summary>
    /// <remarks>|x| is brought below tan(pi/8) by -1/x or (x - 1) / (x + 1); then t + t^3 S(t^2). In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 1.85).</remarks>
    /// <param name="x">Any number.</param>
    /// <returns>atan x, with the sign of <paramref name="x"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Atan(float x) => Lanes128.Atan(V.Create(x)).ToScalar();

    /// <inheritdoc cref="Atan(float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Atan(double x) => Lanes128.Atan(V.Create(x)).ToScalar();

    /// <summary>The angle, from -pi to pi, of the point (x, y).</summary>
    /// <remarks>As <see cref="Atan(float)"/>, on the quotient; zeros and infinities as <see cref="System.Math.Atan2"/> has them. In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 1.86).</remarks>
    /// <param name="y">The ordinate.</param>
    /// <param name="x">The abscissa.</param>
    /// <returns>The angle, with the sign of <paramref name="y"/>.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Atan2(float y, float x) => Lanes128.Atan2(V.Create(y), V.Create(x)).ToScalar();

    /// <inheritdoc cref="Atan2(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Atan2(double y, double x) => Lanes128.Atan2(V.Create(y), V.Create(x)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Atan(float)"/>
    [MethodImpl(Inline)]
    public static F Atan(F x) => V.Narrow(Atan(V.WidenLower(x)), Atan(V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Atan(float)"/>
    [MethodImpl(Inline)]
    public static D Atan(D x)
    {
        D a = V.Abs(x);
        D large = V.GreaterThan(a, V.Create(TangentOf3Pi8)), middle = V.GreaterThan(a, V.Create(TangentOfPi8));
        D numerator = V.ConditionalSelect(large, -D.One, V.ConditionalSelect(middle, a - D.One, a));
        D denominator = V.ConditionalSelect(large, a, V.ConditionalSelect(middle, a + D.One, D.One));
        D t = numerator / denominator;
        D angle = V.ConditionalSelect(large, V.Create(1.5707963267948966), middle & V.Create(0.7853981633974483));
        D angleLow = V.ConditionalSelect(large, V.Create(6.123233995736766e-17), middle & V.Create(3.061616997868383e-17));
        return V.CopySign(angle + (t + V.FusedMultiplyAdd(AtanTail(t * t), t, angleLow)), x);
    }

    /// <inheritdoc cref="Elementary.Atan2(float, float)"/>
    [MethodImpl(Inline)]
    public static F Atan2(F y, F x) => V.Narrow(Atan2(V.WidenLower(y), V.WidenLower(x)), Atan2(V.WidenUpper(y), V.WidenUpper(x)));

    /// <inheritdoc cref="Elementary.Atan2(float, float)"/>
    [MethodImpl(Inline)]
    public static D Atan2(D y, D x)
    {
        // Scaled so that sums do not overflow and quotients of subnormal numbers are exact enough; 0/0 as 0/1, infinity/infinity as 1/1.
        D n = V.Abs(y), d = V.Abs(x), largest = V.Max(n, d);
        D scale = V.ConditionalSelect(V.GreaterThan(largest, V.Create(1e300)), V.Create(8.673617379884035e-19), V.ConditionalSelect(V.LessThan(largest, V.Create(1e-270)), V.Create(1.2676506002282294e30), D.One));
        D infinite = V.Equals(V.Min(n, d), V.Create(double.PositiveInfinity));
        n = V.ConditionalSelect(infinite, D.One, n * scale);
        d = V.ConditionalSelect(infinite | V.Equals(largest, D.Zero), D.One, d * scale);

        D large = V.GreaterThan(n, V.Create(TangentOf3Pi8) * d), middle = V.GreaterThan(n, V.Create(TangentOfPi8) * d);
        D t = V.ConditionalSelect(large, -d, V.ConditionalSelect(middle, n - d, n)) / V.ConditionalSelect(large, n, V.ConditionalSelect(middle, n + d, d));
        D angle = V.ConditionalSelect(large, V.Create(1.5707963267948966), middle & V.Create(0.7853981633974483));
        D angleLow = V.ConditionalSelect(large, V.Create(6.123233995736766e-17), middle & V.Create(3.061616997868383e-17));

        // Left of the ordinate: pi minus the angle.
        D left = V.LessThan(x.AsInt64(), L.Zero).AsDouble();
        t ^= left & V.Create(-0d);
        angle = V.ConditionalSelect(left, V.ConditionalSelect(large, angle, V.Create(3.141592653589793) - angle), angle);
        angleLow = V.ConditionalSelect(left, V.ConditionalSelect(large, angleLow, V.ConditionalSelect(middle, V.Create(9.184850993605148e-17), V.Create(1.2246467991473532e-16))), angleLow);
        D angleOrNaN = angle + (t + V.FusedMultiplyAdd(AtanTail(t * t), t, angleLow));
        return V.CopySign(angleOrNaN, y);
    }

    private const double TangentOfPi8 = 0.41421356237309503;
    private const double TangentOf3Pi8 = 2.414213562373095;

    /// <summary>With z = t^2: atan(t) / t - 1, for |t| up to tan(pi/8).</summary>
    [MethodImpl(Inline)]
    private static D AtanTail(D z)
    {
        D z2 = z * z;
        D q = V.FusedMultiplyAdd(V.Create(-0.017872643457470645), z2, V.FusedMultiplyAdd(V.Create(0.03803276053756746), z, V.Create(-0.05038042847250128)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.05847606774057197), z, V.Create(-0.06663064845862549)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.07692056729634886), z, V.Create(-0.09090897559510677)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.11111110776477769), z, V.Create(-0.14285714280055012)));
        q = V.FusedMultiplyAdd(q, z2, V.FusedMultiplyAdd(V.Create(0.1999999999995217), z, V.Create(-0.3333333333333319)));
        return q * z;
    }
}
