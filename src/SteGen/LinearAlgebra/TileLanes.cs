using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using V = System.Runtime.Intrinsics.Vector128;
using F = System.Runtime.Intrinsics.Vector128<float>;
using D = System.Runtime.Intrinsics.Vector128<double>;

namespace SteGen.Numerics;

/// <summary>The register tile of the matrix product: what stays in registers while the depth runs. Written once, for every width.</summary>
[EveryWidth]
internal static unsafe class TileLanes128
{
    /// <summary>Rows of a tile: with two vectors of columns 12 sums, which fit into 16 registers.</summary>
    public const int Rows = 6;

    /// <summary>c (+)= a b for one tile: 6 rows, two vectors of columns. Each element is one chain of multiply-adds over the depth, in order, so every width gives the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint depth, float* a, nint aRow, nint aStep, float* b, nint bStep, float* c, nint cRow, bool adds)
    {
        F c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        nint aRow3 = aRow * 3, aRow5 = aRow * 5;
        for (; depth > 0; depth--)
        {
            F b0 = V.Load(b), b1 = V.Load(b + F.Count);
            F x = V.Create(*a);
            c00 = V.MultiplyAddEstimate(x, b0, c00);
            c01 = V.MultiplyAddEstimate(x, b1, c01);
            x = V.Create(a[aRow]);
            c10 = V.MultiplyAddEstimate(x, b0, c10);
            c11 = V.MultiplyAddEstimate(x, b1, c11);
            x = V.Create(a[aRow * 2]);
            c20 = V.MultiplyAddEstimate(x, b0, c20);
            c21 = V.MultiplyAddEstimate(x, b1, c21);
            x = V.Create(a[aRow3]);
            c30 = V.MultiplyAddEstimate(x, b0, c30);
            c31 = V.MultiplyAddEstimate(x, b1, c31);
            x = V.Create(a[aRow * 4]);
            c40 = V.MultiplyAddEstimate(x, b0, c40);
            c41 = V.MultiplyAddEstimate(x, b1, c41);
            x = V.Create(a[aRow5]);
            c50 = V.MultiplyAddEstimate(x, b0, c50);
            c51 = V.MultiplyAddEstimate(x, b1, c51);
            a += aStep;
            b += bStep;
        }

        Put(c, c00, c01, adds);
        Put(c + cRow, c10, c11, adds);
        Put(c + (cRow * 2), c20, c21, adds);
        Put(c + (cRow * 3), c30, c31, adds);
        Put(c + (cRow * 4), c40, c41, adds);
        Put(c + (cRow * 5), c50, c51, adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(float* c, F x, F y, bool adds)
    {
        if (adds)
        {
            x = V.Load(c) + x;
            y = V.Load(c + F.Count) + y;
        }

        x.Store(c);
        y.Store(c + F.Count);
    }

    /// <summary>c (+)= a b for one tile: 6 rows, two vectors of columns. Each element is one chain of multiply-adds over the depth, in order, so every width gives the same bits.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static void Multiply(nint depth, double* a, nint aRow, nint aStep, double* b, nint bStep, double* c, nint cRow, bool adds)
    {
        D c00 = default, c01 = default, c10 = default, c11 = default, c20 = default, c21 = default, c30 = default, c31 = default, c40 = default, c41 = default, c50 = default, c51 = default;
        nint aRow3 = aRow * 3, aRow5 = aRow * 5;
        for (; depth > 0; depth--)
        {
            D b0 = V.Load(b), b1 = V.Load(b + D.Count);
            D x = V.Create(*a);
            c00 = V.MultiplyAddEstimate(x, b0, c00);
            c01 = V.MultiplyAddEstimate(x, b1, c01);
            x = V.Create(a[aRow]);
            c10 = V.MultiplyAddEstimate(x, b0, c10);
            c11 = V.MultiplyAddEstimate(x, b1, c11);
            x = V.Create(a[aRow * 2]);
            c20 = V.MultiplyAddEstimate(x, b0, c20);
            c21 = V.MultiplyAddEstimate(x, b1, c21);
            x = V.Create(a[aRow3]);
            c30 = V.MultiplyAddEstimate(x, b0, c30);
            c31 = V.MultiplyAddEstimate(x, b1, c31);
            x = V.Create(a[aRow * 4]);
            c40 = V.MultiplyAddEstimate(x, b0, c40);
            c41 = V.MultiplyAddEstimate(x, b1, c41);
            x = V.Create(a[aRow5]);
            c50 = V.MultiplyAddEstimate(x, b0, c50);
            c51 = V.MultiplyAddEstimate(x, b1, c51);
            a += aStep;
            b += bStep;
        }

        Put(c, c00, c01, adds);
        Put(c + cRow, c10, c11, adds);
        Put(c + (cRow * 2), c20, c21, adds);
        Put(c + (cRow * 3), c30, c31, adds);
        Put(c + (cRow * 4), c40, c41, adds);
        Put(c + (cRow * 5), c50, c51, adds);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Put(double* c, D x, D y, bool adds)
    {
        if (adds)
        {
            x = V.Load(c) + x;
            y = V.Load(c + D.Count) + y;
        }

        x.Store(c);
        y.Store(c + D.Count);
    }
}
