using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SteGen.Numerics;

/// <summary>
/// Conversions for functions that hold floats and doubles at once: lanes are counted in doubles, and floats and 32-bit integers live in the vector of half the width.
/// </summary>
public static partial class Lanes256
{
    /// <summary>The same numbers as doubles.</summary>
    /// <param name="x">The numbers.</param>
    /// <returns>The numbers.</returns>
    [MethodImpl(Inline)]
    public static Vector256<double> ToDouble(Vector128<float> x) =>
        Avx.IsSupported ? Avx.ConvertToVector256Double(x) : Vector256.Create(Vector128.WidenLower(x), Vector128.WidenUpper(x));

    /// <inheritdoc cref="ToDouble(Vector128{float})"/>
    [MethodImpl(Inline)]
    public static Vector256<double> ToDouble(Vector128<int> x) =>
        Avx.IsSupported ? Avx.ConvertToVector256Double(x) : Vector256.ConvertToDouble(ToInt64(x));

    /// <summary>The nearest floats.</summary>
    /// <param name="x">The numbers.</param>
    /// <returns>The nearest floats.</returns>
    [MethodImpl(Inline)]
    public static Vector128<float> ToSingle(Vector256<double> x) =>
        Avx.IsSupported ? Avx.ConvertToVector128Single(x) : Vector128.Narrow(x.GetLower(), x.GetUpper());

    /// <inheritdoc cref="ToSingle(Vector256{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector128<float> ToSingle(Vector256<long> x)
    {
        Vector128<float> result = default;
        for (int i = 0; i < Vector128<float>.Count; i++)
            result = result.WithElement(i, (float)x.GetElement(i));
        return result;
    }

    /// <summary>Towards 0; what does not fit becomes the nearest integer that does, NaN becomes 0: the cast of C#.</summary>
    /// <param name="x">The numbers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(Inline)]
    public static Vector128<int> ToInt32(Vector256<double> x)
    {
        x = Vector256.MinNative(Vector256.Create(2147483647d), Vector256.MaxNative(Vector256.Create(-2147483648d), x & Vector256.Equals(x, x)));
        return ToInt32((Vector256.Truncate(x) + Vector256.Create(ShifterDouble)).AsInt64());
    }

    /// <inheritdoc cref="ToInt32(Vector256{double})"/>
    [MethodImpl(Inline)]
    public static Vector256<long> ToInt64(Vector128<float> x) => ToInt64(ToDouble(x));

    /// <summary>The same integers in 64 bits.</summary>
    /// <param name="x">The integers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(Inline)]
    public static Vector256<long> ToInt64(Vector128<int> x) =>
        Avx2.IsSupported ? Avx2.ConvertToVector256Int64(x) : Vector256.Create(Vector128.WidenLower(x), Vector128.WidenUpper(x));

    /// <summary>The low 32 bits.</summary>
    /// <param name="x">The integers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(Inline)]
    public static Vector128<int> ToInt32(Vector256<long> x) =>
        Vector128.Narrow(x.GetLower(), x.GetUpper());

    /// <summary>A mask of 32-bit lanes as one of 64-bit lanes.</summary>
    /// <param name="mask">The mask.</param>
    /// <returns>The mask.</returns>
    [MethodImpl(Inline)]
    public static Vector256<long> WidenMask(Vector128<int> mask) => ToInt64(mask);

    /// <summary>A mask of 64-bit lanes as one of 32-bit lanes.</summary>
    /// <param name="mask">The mask.</param>
    /// <returns>The mask.</returns>
    [MethodImpl(Inline)]
    public static Vector128<int> NarrowMask(Vector256<long> mask) => ToInt32(mask);
}
