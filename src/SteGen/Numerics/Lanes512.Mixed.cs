using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SteGen.Numerics;

/// <summary>
/// Conversions for functions that hold floats and doubles at once: lanes are counted in doubles, and floats and 32-bit integers live in the vector of half the width.
/// </summary>
public static partial class Lanes512
{
    /// <summary>The same numbers as doubles.</summary>
    /// <param name="x">The numbers.</param>
    /// <returns>The numbers.</returns>
    [MethodImpl(Inline)]
    public static Vector512<double> ToDouble(Vector256<float> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(x) : Vector512.Create(Vector256.WidenLower(x), Vector256.WidenUpper(x));

    /// <inheritdoc cref="ToDouble(Vector256{float})"/>
    [MethodImpl(Inline)]
    public static Vector512<double> ToDouble(Vector256<int> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(x) : Vector512.ConvertToDouble(ToInt64(x));

    /// <summary>The nearest floats.</summary>
    /// <param name="x">The numbers.</param>
    /// <returns>The nearest floats.</returns>
    [MethodImpl(Inline)]
    public static Vector256<float> ToSingle(Vector512<double> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector256Single(x) : Vector256.Narrow(x.GetLower(), x.GetUpper());

    /// <inheritdoc cref="ToSingle(Vector512{double})"/>
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static Vector256<float> ToSingle(Vector512<long> x)
    {
        Vector256<float> result = default;
        for (int i = 0; i < Vector256<float>.Count; i++)
            result = result.WithElement(i, (float)x.GetElement(i));
        return result;
    }

    /// <summary>Towards 0; what does not fit becomes the nearest integer that does, NaN becomes 0: the cast of C#.</summary>
    /// <param name="x">The numbers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(Inline)]
    public static Vector256<int> ToInt32(Vector512<double> x)
    {
        x = Vector512.MinNative(Vector512.Create(2147483647d), Vector512.MaxNative(Vector512.Create(-2147483648d), x & Vector512.Equals(x, x)));
        return ToInt32((Vector512.Truncate(x) + Vector512.Create(ShifterDouble)).AsInt64());
    }

    /// <inheritdoc cref="ToInt32(Vector512{double})"/>
    [MethodImpl(Inline)]
    public static Vector512<long> ToInt64(Vector256<float> x) => ToInt64(ToDouble(x));

    /// <summary>The same integers in 64 bits.</summary>
    /// <param name="x">The integers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(Inline)]
    public static Vector512<long> ToInt64(Vector256<int> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector512Int64(x) : Vector512.Create(Vector256.WidenLower(x), Vector256.WidenUpper(x));

    /// <summary>The low 32 bits.</summary>
    /// <param name="x">The integers.</param>
    /// <returns>The integers.</returns>
    [MethodImpl(Inline)]
    public static Vector256<int> ToInt32(Vector512<long> x) =>
        Avx512F.IsSupported ? Avx512F.ConvertToVector256Int32(x) : Vector256.Narrow(x.GetLower(), x.GetUpper());

    /// <summary>A mask of 32-bit lanes as one of 64-bit lanes.</summary>
    /// <param name="mask">The mask.</param>
    /// <returns>The mask.</returns>
    [MethodImpl(Inline)]
    public static Vector512<long> WidenMask(Vector256<int> mask) => ToInt64(mask);

    /// <summary>A mask of 64-bit lanes as one of 32-bit lanes.</summary>
    /// <param name="mask">The mask.</param>
    /// <returns>The mask.</returns>
    [MethodImpl(Inline)]
    public static Vector256<int> NarrowMask(Vector512<long> mask) => ToInt32(mask);
}
