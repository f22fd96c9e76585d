using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

/// <content>Conversions between values of one size. To integers they truncate, saturate, and give 0 for NaN, as C#'s casts do.</content>
[EveryWidth]
public static partial class Lanes128
{
    /// <summary>Converts each lane.</summary>
    [MethodImpl(Inline)]
    public static F ToSingle(I v) => V.ConvertToSingle(v);

    /// <inheritdoc cref="ToSingle(I)"/>
    [MethodImpl(Inline)]
    public static D ToDouble(L v) => V.ConvertToDouble(v);

    /// <inheritdoc cref="ToSingle(I)"/>
    [MethodImpl(Inline)]
    public static I ToInt32(F v) => V.ConvertToInt32(v);

    /// <inheritdoc cref="ToSingle(I)"/>
    [MethodImpl(Inline)]
    public static L ToInt64(D v) => V.ConvertToInt64(v);
}

/// <content>Conversions between 64-bit values and 32-bit values in vectors of half the width.</content>
public static partial class Lanes256
{
    /// <summary>Converts each lane.</summary>
    [MethodImpl(Inline)]
    public static Vector256<double> ToDouble(Vector128<float> v) => Avx.IsSupported ? Avx.ConvertToVector256Double(v) : Vector256.WidenLower(v.ToVector256Unsafe());

    /// <inheritdoc cref="ToDouble(Vector128{float})"/>
    [MethodImpl(Inline)]
    public static Vector256<double> ToDouble(Vector128<int> v) => Avx.IsSupported ? Avx.ConvertToVector256Double(v) : Vector256.ConvertToDouble(ToInt64(v));

    /// <inheritdoc cref="ToDouble(Vector128{float})"/>
    [MethodImpl(Inline)]
    public static Vector256<long> ToInt64(Vector128<int> v) => Vector256.WidenLower(v.ToVector256Unsafe());

    /// <inheritdoc cref="ToDouble(Vector128{float})"/>
    [MethodImpl(Inline)]
    public static Vector256<long> ToInt64(Vector128<float> v) => ToInt64(ToDouble(v));

    /// <inheritdoc cref="ToDouble(Vector128{float})"/>
    [MethodImpl(Inline)]
    public static Vector128<float> ToSingle(Vector256<double> v) => Avx.IsSupported ? Avx.ConvertToVector128Single(v) : Vector256.Narrow(v, v).GetLower();

    /// <inheritdoc cref="ToDouble(Vector128{float})"/>
    [MethodImpl(Inline)]
    public static Vector128<float> ToSingle(Vector256<long> v) => Vector128.Create((float)v[0], (float)v[1], (float)v[2], (float)v[3]);

    /// <inheritdoc cref="ToDouble(Vector128{float})"/>
    [MethodImpl(Inline)]
    public static Vector128<int> ToInt32(Vector256<double> v) => ToInt32(Vector256.ConvertToInt64(
        Vector256.MinNative(Vector256.Create((double)int.MaxValue), Vector256.MaxNative(Vector256.Create((double)int.MinValue), v))));

    /// <summary>The low half of each lane.</summary>
    [MethodImpl(Inline)]
    public static Vector128<int> ToInt32(Vector256<long> v) => Vector256.Narrow(v, v).GetLower();

    /// <summary>A mask of 32-bit lanes as one of 64-bit lanes.</summary>
    [MethodImpl(Inline)]
    public static Vector256<double> WidenMask(Vector128<float> mask) => ToInt64(mask.AsInt32()).AsDouble();

    /// <summary>A mask of 64-bit lanes as one of 32-bit lanes.</summary>
    [MethodImpl(Inline)]
    public static Vector128<float> NarrowMask(Vector256<double> mask) => ToInt32(mask.AsInt64()).AsSingle();
}

/// <content>Conversions between 64-bit values and 32-bit values in vectors of half the width.</content>
public static partial class Lanes512
{
    /// <summary>Converts each lane.</summary>
    [MethodImpl(Inline)]
    public static Vector512<double> ToDouble(Vector256<float> v) => Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(v) : Vector512.WidenLower(v.ToVector512Unsafe());

    /// <inheritdoc cref="ToDouble(Vector256{float})"/>
    [MethodImpl(Inline)]
    public static Vector512<double> ToDouble(Vector256<int> v) => Avx512F.IsSupported ? Avx512F.ConvertToVector512Double(v) : Vector512.ConvertToDouble(ToInt64(v));

    /// <inheritdoc cref="ToDouble(Vector256{float})"/>
    [MethodImpl(Inline)]
    public static Vector512<long> ToInt64(Vector256<int> v) => Vector512.WidenLower(v.ToVector512Unsafe());

    /// <inheritdoc cref="ToDouble(Vector256{float})"/>
    [MethodImpl(Inline)]
    public static Vector512<long> ToInt64(Vector256<float> v) => ToInt64(ToDouble(v));

    /// <inheritdoc cref="ToDouble(Vector256{float})"/>
    [MethodImpl(Inline)]
    public static Vector256<float> ToSingle(Vector512<double> v) => Avx512F.IsSupported ? Avx512F.ConvertToVector256Single(v) : Vector512.Narrow(v, v).GetLower();

    /// <inheritdoc cref="ToDouble(Vector256{float})"/>
    [MethodImpl(Inline)]
    public static Vector256<float> ToSingle(Vector512<long> v) => Vector256.Create(Lanes256.ToSingle(v.GetLower()), Lanes256.ToSingle(v.GetUpper()));

    /// <inheritdoc cref="ToDouble(Vector256{float})"/>
    [MethodImpl(Inline)]
    public static Vector256<int> ToInt32(Vector512<double> v) => ToInt32(Vector512.ConvertToInt64(
        Vector512.MinNative(Vector512.Create((double)int.MaxValue), Vector512.MaxNative(Vector512.Create((double)int.MinValue), v))));

    /// <summary>The low half of each lane.</summary>
    [MethodImpl(Inline)]
    public static Vector256<int> ToInt32(Vector512<long> v) => Avx512F.IsSupported ? Avx512F.ConvertToVector256Int32(v) : Vector512.Narrow(v, v).GetLower();

    /// <summary>A mask of 32-bit lanes as one of 64-bit lanes.</summary>
    [MethodImpl(Inline)]
    public static Vector512<double> WidenMask(Vector256<float> mask) => ToInt64(mask.AsInt32()).AsDouble();

    /// <summary>A mask of 64-bit lanes as one of 32-bit lanes.</summary>
    [MethodImpl(Inline)]
    public static Vector256<float> NarrowMask(Vector512<double> mask) => ToInt32(mask.AsInt64()).AsSingle();
}
