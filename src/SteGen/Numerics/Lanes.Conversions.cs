using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

[EveryWidth]
public static partial class Lanes128
{
    /// <summary>Towards 0; what does not fit becomes the nearest integer that does, NaN becomes 0: the cast of C#.</summary>
    /// <param name="x">The numbers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(Inline)]
    public static I ToInt32(F x) => V.ConvertToInt32(x);

    /// <inheritdoc cref="ToInt32(F)"/>
    [MethodImpl(Inline)]
    public static L ToInt64(D x) => V.ConvertToInt64(x);

    /// <summary>The nearest float.</summary>
    /// <param name="x">The integers.</param>
    /// <returns>The numbers.</returns>
    [MethodImpl(Inline)]
    public static F ToSingle(I x) => V.ConvertToSingle(x);

    /// <summary>The nearest double.</summary>
    /// <param name="x">The integers.</param>
    /// <returns>The numbers.</returns>
    [MethodImpl(Inline)]
    public static D ToDouble(L x) => V.ConvertToDouble(x);
}
