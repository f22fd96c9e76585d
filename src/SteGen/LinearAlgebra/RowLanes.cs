using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;

namespace SteGen.Numerics;

/// <summary>Rows of matrices times vectors. Written once, for every width; the order of additions is the same at all of them.</summary>
[EveryWidth]
internal static unsafe class RowLanes128
{
    /// <summary>The inner product of a and x: element i adds to slot i mod 32, the slots are added up by halves.</summary>
    /// <remarks>The last 32 elements or fewer stand, with zeros after them, in aTail and xTail: a call inside the loop would send the sums to memory.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static float Dot(float* a, float* x, nint count, float* aTail, float* xTail, float* slots)
    {
        F s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        while (count > 0)
        {
            if (count < 32)
            {
                a = aTail;
                x = xTail;
            }

            s0 = V.MultiplyAddEstimate(V.Load(a), V.Load(x), s0);
            s1 = V.MultiplyAddEstimate(V.Load(a + F.Count), V.Load(x + F.Count), s1);
            if (F.Count * 4 <= 32)
            {
                s2 = V.MultiplyAddEstimate(V.Load(a + (F.Count * 2)), V.Load(x + (F.Count * 2)), s2);
                s3 = V.MultiplyAddEstimate(V.Load(a + (F.Count * 3)), V.Load(x + (F.Count * 3)), s3);
            }

            if (F.Count * 8 == 32)
            {
                s4 = V.MultiplyAddEstimate(V.Load(a + (F.Count * 4)), V.Load(x + (F.Count * 4)), s4);
                s5 = V.MultiplyAddEstimate(V.Load(a + (F.Count * 5)), V.Load(x + (F.Count * 5)), s5);
                s6 = V.MultiplyAddEstimate(V.Load(a + (F.Count * 6)), V.Load(x + (F.Count * 6)), s6);
                s7 = V.MultiplyAddEstimate(V.Load(a + (F.Count * 7)), V.Load(x + (F.Count * 7)), s7);
            }

            a += 32;
            x += 32;
            count -= 32;
        }

        if (F.Count * 8 == 32)
        {
            (s0, s1, s2, s3) = (s0 + s4, s1 + s5, s2 + s6, s3 + s7);
        }

        if (F.Count * 4 <= 32)
        {
            (s0, s1) = (s0 + s2, s1 + s3);
        }

        (s0 + s1).Store(slots);
        return RowSums.ByHalves(slots, F.Count);
    }

    /// <summary>y += x0 a + x1 (a + aRow) + … for four rows, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows4(float* x, float* a, nint aRow, float* y, nint count)
    {
        F x0 = V.Create(x[0]), x1 = V.Create(x[1]), x2 = V.Create(x[2]), x3 = V.Create(x[3]);
        nint j = 0;
        for (; j + F.Count <= count; j += F.Count)
        {
            F sum = V.MultiplyAddEstimate(x0, V.Load(a + j), V.Load(y + j));
            sum = V.MultiplyAddEstimate(x1, V.Load(a + aRow + j), sum);
            sum = V.MultiplyAddEstimate(x2, V.Load(a + (aRow * 2) + j), sum);
            V.MultiplyAddEstimate(x3, V.Load(a + (aRow * 3) + j), sum).Store(y + j);
        }

        for (; j < count; j++)
        {
            float sum = float.MultiplyAddEstimate(x[0], a[j], y[j]);
            sum = float.MultiplyAddEstimate(x[1], a[aRow + j], sum);
            sum = float.MultiplyAddEstimate(x[2], a[(aRow * 2) + j], sum);
            y[j] = float.MultiplyAddEstimate(x[3], a[(aRow * 3) + j], sum);
        }
    }

    /// <summary>y += x a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRow(float x, float* a, float* y, nint count)
    {
        F factor = V.Create(x);
        nint j = 0;
        for (; j + F.Count <= count; j += F.Count)
        {
            V.MultiplyAddEstimate(factor, V.Load(a + j), V.Load(y + j)).Store(y + j);
        }

        for (; j < count; j++)
        {
            y[j] = float.MultiplyAddEstimate(x, a[j], y[j]);
        }
    }

    /// <summary>The inner product of a and x: element i adds to slot i mod 16, the slots are added up by halves.</summary>
    /// <remarks>The last 16 elements or fewer stand, with zeros after them, in aTail and xTail: a call inside the loop would send the sums to memory.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static double Dot(double* a, double* x, nint count, double* aTail, double* xTail, double* slots)
    {
        D s0 = default, s1 = default, s2 = default, s3 = default, s4 = default, s5 = default, s6 = default, s7 = default;
        while (count > 0)
        {
            if (count < 16)
            {
                a = aTail;
                x = xTail;
            }

            s0 = V.MultiplyAddEstimate(V.Load(a), V.Load(x), s0);
            s1 = V.MultiplyAddEstimate(V.Load(a + D.Count), V.Load(x + D.Count), s1);
            if (D.Count * 4 <= 16)
            {
                s2 = V.MultiplyAddEstimate(V.Load(a + (D.Count * 2)), V.Load(x + (D.Count * 2)), s2);
                s3 = V.MultiplyAddEstimate(V.Load(a + (D.Count * 3)), V.Load(x + (D.Count * 3)), s3);
            }

            if (D.Count * 8 == 16)
            {
                s4 = V.MultiplyAddEstimate(V.Load(a + (D.Count * 4)), V.Load(x + (D.Count * 4)), s4);
                s5 = V.MultiplyAddEstimate(V.Load(a + (D.Count * 5)), V.Load(x + (D.Count * 5)), s5);
                s6 = V.MultiplyAddEstimate(V.Load(a + (D.Count * 6)), V.Load(x + (D.Count * 6)), s6);
                s7 = V.MultiplyAddEstimate(V.Load(a + (D.Count * 7)), V.Load(x + (D.Count * 7)), s7);
            }

            a += 16;
            x += 16;
            count -= 16;
        }

        if (D.Count * 8 == 16)
        {
            (s0, s1, s2, s3) = (s0 + s4, s1 + s5, s2 + s6, s3 + s7);
        }

        if (D.Count * 4 <= 16)
        {
            (s0, s1) = (s0 + s2, s1 + s3);
        }

        (s0 + s1).Store(slots);
        return RowSums.ByHalves(slots, D.Count);
    }

    /// <summary>y += x0 a + x1 (a + aRow) + … for four rows, in their order.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRows4(double* x, double* a, nint aRow, double* y, nint count)
    {
        D x0 = V.Create(x[0]), x1 = V.Create(x[1]), x2 = V.Create(x[2]), x3 = V.Create(x[3]);
        nint j = 0;
        for (; j + D.Count <= count; j += D.Count)
        {
            D sum = V.MultiplyAddEstimate(x0, V.Load(a + j), V.Load(y + j));
            sum = V.MultiplyAddEstimate(x1, V.Load(a + aRow + j), sum);
            sum = V.MultiplyAddEstimate(x2, V.Load(a + (aRow * 2) + j), sum);
            V.MultiplyAddEstimate(x3, V.Load(a + (aRow * 3) + j), sum).Store(y + j);
        }

        for (; j < count; j++)
        {
            double sum = double.MultiplyAddEstimate(x[0], a[j], y[j]);
            sum = double.MultiplyAddEstimate(x[1], a[aRow + j], sum);
            sum = double.MultiplyAddEstimate(x[2], a[(aRow * 2) + j], sum);
            y[j] = double.MultiplyAddEstimate(x[3], a[(aRow * 3) + j], sum);
        }
    }

    /// <summary>y += x a.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void AddRow(double x, double* a, double* y, nint count)
    {
        D factor = V.Create(x);
        nint j = 0;
        for (; j + D.Count <= count; j += D.Count)
        {
            V.MultiplyAddEstimate(factor, V.Load(a + j), V.Load(y + j)).Store(y + j);
        }

        for (; j < count; j++)
        {
            y[j] = double.MultiplyAddEstimate(x, a[j], y[j]);
        }
    }
}
