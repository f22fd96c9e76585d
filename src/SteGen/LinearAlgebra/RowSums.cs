using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SteGen.Numerics;

/// <summary>The end of an inner product: slots in memory, added up by halves in vectors of 128 bits.</summary>
internal static unsafe class RowSums
{
    /// <summary>The sum of 16, 8 or 4 slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static float ByHalves(float* slots, int count)
    {
        Vector128<float> sum = Vector128.Load(slots);
        if (count == 16) sum = (sum + Vector128.Load(slots + 8)) + (Vector128.Load(slots + 4) + Vector128.Load(slots + 12));
        else if (count == 8) sum += Vector128.Load(slots + 4);
        sum += Vector128.Shuffle(sum, Vector128.Create(2, 3, 0, 1));
        return sum.GetElement(0) + sum.GetElement(1);
    }

    /// <summary>The sum of 8, 4 or 2 slots.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static double ByHalves(double* slots, int count)
    {
        Vector128<double> sum = Vector128.Load(slots);
        if (count == 8) sum = (sum + Vector128.Load(slots + 4)) + (Vector128.Load(slots + 2) + Vector128.Load(slots + 6));
        else if (count == 4) sum += Vector128.Load(slots + 2);
        return sum.GetElement(0) + sum.GetElement(1);
    }
}
