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
    /// <summary>The length of the vector (x, y), without overflow or underflow on the way.</summary>
    /// <remarks>The root of the sum of squares, scaled by a power of two. In float: in double arithmetic, rounded once. Error at most 0.51 ULP (double: 1.46).</remarks>
    /// <param name="x">A number.</param>
    /// <param name="y">A number.</param>
    /// <returns>sqrt(x^2 + y^2); infinity if either is infinite.</returns>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float Hypot(float x, float y) => Lanes128.Hypot(V.Create(x), V.Create(y)).ToScalar();

    /// <inheritdoc cref="Hypot(float, float)"/>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double Hypot(double x, double y) => Lanes128.Hypot(V.Create(x), V.Create(y)).ToScalar();
}

[EveryWidth]
public static partial class Lanes128
{
    /// <inheritdoc cref="Elementary.Hypot(float, float)"/>
    [MethodImpl(Inline)]
    public static F Hypot(F x, F y)
    {
        // Squares of floats are exact in double.
        D xLower = V.WidenLower(x), yLower = V.WidenLower(y), xUpper = V.WidenUpper(x), yUpper = V.WidenUpper(y);
        F length = V.Narrow(V.Sqrt(V.FusedMultiplyAdd(xLower, xLower, yLower * yLower)), V.Sqrt(V.FusedMultiplyAdd(xUpper, xUpper, yUpper * yUpper)));
        F infinite = V.Equals(V.Abs(x), V.Create(float.PositiveInfinity)) | V.Equals(V.Abs(y), V.Create(float.PositiveInfinity));
        return V.ConditionalSelect(infinite, V.Create(float.PositiveInfinity), length);
    }

    /// <inheritdoc cref="Elementary.Hypot(float, float)"/>
    [MethodImpl(Inline)]
    public static D Hypot(D x, D y)
    {
        D a = V.Abs(x), b = V.Abs(y), larger = V.Max(a, b), smaller = V.Min(a, b);
        D huge = V.GreaterThan(larger, V.Create(1e150)), tiny = V.LessThan(larger, V.Create(1e-130));
        D scale = V.ConditionalSelect(huge, V.Create(4.149515568880993e-180), V.ConditionalSelect(tiny, V.Create(2.409919865102884e179), D.One));
        D back = V.ConditionalSelect(huge, V.Create(2.409919865102884e179), V.ConditionalSelect(tiny, V.Create(4.149515568880993e-180), D.One));
        larger *= scale;
        smaller *= scale;
        D length = V.Sqrt(V.FusedMultiplyAdd(larger, larger, smaller * smaller)) * back;
        D infinite = V.Equals(a, V.Create(double.PositiveInfinity)) | V.Equals(b, V.Create(double.PositiveInfinity));
        return V.ConditionalSelect(infinite, V.Create(double.PositiveInfinity), length);
    }
}
