using System.ComponentModel;
using System.Runtime.CompilerServices;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;
using I = System.Runtime.Intrinsics.Vector128<int>;
using L = System.Runtime.Intrinsics.Vector128<long>;

namespace SteGen.Numerics;

/// <summary>
/// Elementary functions of scalars. Each is lane 0 of the vector text beside it, so that scalar code and vectors of every width compute the same bits, on every machine.
/// </summary>
/// <remarks>Where an error is given in ULP (units in the last place of the result), it is the largest that was measured against an oracle of higher precision.</remarks>
public static partial class Elementary;

/// <summary>Elementary functions of vectors, and what else generated code needs of them. For generated code.</summary>
[EveryWidth]
[EditorBrowsable(EditorBrowsableState.Never)]
public static partial class Lanes128
{
    private const MethodImplOptions Inline = MethodImplOptions.AggressiveInlining;

    // Adding and subtracting 1.5 * 2^23 (2^52) rounds to an integer, half to even, which then also stands in the low bits of the sum.
    private const float ShifterSingle = 12582912f;
    private const double ShifterDouble = 6755399441055744d;

    private const int OneBitsSingle = 0x3f800000;
    private const long OneBitsDouble = 0x3ff0000000000000;

    private const float Log2ESingle = 1.44269504f;
    private const double Log2EDouble = 1.4426950408889634;

    // ln 2 in two parts.
    private const float Ln2HighSingle = 0.693147182f;
    private const float Ln2LowSingle = -1.90465421e-9f;
    private const double Ln2HighDouble = 0.69314718055994528623;
    private const double Ln2LowDouble = 2.3190468138462995584e-17;
}
