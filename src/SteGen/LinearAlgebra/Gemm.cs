using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace SteGen.Numerics;

/// <summary>One matrix product c (+)= a b of m x k and k x n elements, each matrix given by the distance of its rows and of its columns: so a transposed matrix is the same memory, read the other way.</summary>
internal unsafe struct GemmProblem
{
    public int M;
    public int N;
    public int K;
    public void* A;
    public nint ARow;
    public nint AColumn;
    public void* B;
    public nint BRow;
    public nint BColumn;
    public void* C;
    public nint CRow;
    public bool Adds;
    public bool IsDouble;
}

/// <summary>The blocked matrix product on one thread: blocks that fit the caches, packed where the memory is not contiguous or too large, around a tile in registers.</summary>
internal static unsafe class Gemm
{
    private const int Rows = TileLanes128.Rows;
    private const int Depth = 256;
    private const int RowBlock = 64 * Rows;
    private const int ColumnBlock = 512;

    /// <summary>A matrix b of more elements than this is packed where enough rows make use of it.</summary>
    private const int LargestUnpacked = 1 << 15;

    /// <summary>Columns of a tile.</summary>
    public static int TileColumns<T>() => 2 * (Vector512.IsHardwareAccelerated ? 64 : Vector256.IsHardwareAccelerated ? 32 : 16) / Unsafe.SizeOf<T>();

    /// <summary>Rows of a tile.</summary>
    public static int TileRows => Rows;

    public static void Run(in GemmProblem p)
    {
        if (p.IsDouble) Run<double>(in p);
        else Run<float>(in p);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Run<T>(in GemmProblem p)
        where T : unmanaged
    {
        int width = TileColumns<T>(), m = p.M, n = p.N, k = p.K;
        bool packsB = p.BColumn != 1 || (m > 3 * Rows && (long)k * n > LargestUnpacked);
        bool packsA = p.AColumn != 1 && n > 2 * width;
        T* aPacked = (T*)Workspace.Take((RowBlock * Depth) + (ColumnBlock * Depth) + (Rows * width), sizeof(T));
        T* bPacked = aPacked + (RowBlock * Depth), edge = bPacked + (ColumnBlock * Depth);
        for (int j0 = 0; j0 < n; j0 += ColumnBlock)
        {
            int columns = Math.Min(ColumnBlock, n - j0);
            for (int p0 = 0; p0 < k; p0 += Depth)
            {
                int depth = Math.Min(Depth, k - p0);
                bool adds = p.Adds || p0 > 0;
                T* b = (T*)p.B + (p0 * p.BRow) + (j0 * p.BColumn);
                for (int i0 = 0; i0 < m; i0 += RowBlock)
                {
                    int rows = Math.Min(RowBlock, m - i0);
                    T* a = (T*)p.A + (i0 * p.ARow) + (p0 * p.AColumn);
                    PackA(a, p.ARow, p.AColumn, depth, packsA ? 0 : rows / Rows * Rows, rows, aPacked);
                    for (int j = 0; j < columns; j += width)
                    {
                        bool partColumns = columns - j < width, isPackedB = packsB || partColumns;
                        if (isPackedB && i0 == 0)
                        {
                            // just before its first use, so that it is read from the nearest cache
                            PackB(b, p.BRow, p.BColumn, depth, j, Math.Min(columns, j + width), width, bPacked);
                        }

                        T* bTile = isPackedB ? bPacked + ((nint)j * depth) : b + j;
                        nint bStep = isPackedB ? width : p.BRow;
                        for (int i = 0; i < rows; i += Rows)
                        {
                            bool partRows = rows - i < Rows, isPackedA = packsA || partRows;
                            T* aTile = isPackedA ? aPacked + ((nint)i * depth) : a + (i * p.ARow);
                            nint aRow = isPackedA ? 1 : p.ARow, aStep = isPackedA ? Rows : p.AColumn;
                            T* c = (T*)p.C + ((i0 + i) * p.CRow) + j0 + j;
                            if (partRows || partColumns)
                            {
                                Tile(depth, aTile, aRow, aStep, bTile, bStep, edge, width, false);
                                Put(edge, width, c, p.CRow, Math.Min(Rows, rows - i), Math.Min(width, columns - j), adds);
                            }
                            else
                            {
                                Tile(depth, aTile, aRow, aStep, bTile, bStep, c, p.CRow, adds);
                            }
                        }
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Tile<T>(nint depth, T* a, nint aRow, nint aStep, T* b, nint bStep, T* c, nint cRow, bool adds)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated) TileLanes512.Multiply(depth, (float*)a, aRow, aStep, (float*)b, bStep, (float*)c, cRow, adds);
            else if (Vector256.IsHardwareAccelerated) TileLanes256.Multiply(depth, (float*)a, aRow, aStep, (float*)b, bStep, (float*)c, cRow, adds);
            else TileLanes128.Multiply(depth, (float*)a, aRow, aStep, (float*)b, bStep, (float*)c, cRow, adds);
        }
        else
        {
            if (Vector512.IsHardwareAccelerated) TileLanes512.Multiply(depth, (double*)a, aRow, aStep, (double*)b, bStep, (double*)c, cRow, adds);
            else if (Vector256.IsHardwareAccelerated) TileLanes256.Multiply(depth, (double*)a, aRow, aStep, (double*)b, bStep, (double*)c, cRow, adds);
            else TileLanes128.Multiply(depth, (double*)a, aRow, aStep, (double*)b, bStep, (double*)c, cRow, adds);
        }
    }

    /// <summary>Columns from <paramref name="first"/> on, in panels of <paramref name="width"/>; what is missing from the last is zero.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackB<T>(T* b, nint bRow, nint bColumn, int depth, int first, int columns, int width, T* packed)
        where T : unmanaged
    {
        for (int j = first; j < columns; j += width)
        {
            T* to = packed + ((nint)j * depth);
            int count = Math.Min(width, columns - j);
            if (bColumn == 1)
            {
                for (int p = 0; p < depth; p++)
                {
                    Span<T> line = new(to + ((nint)p * width), width);
                    new Span<T>(b + (p * bRow) + j, count).CopyTo(line);
                    if (count < width) line[count..].Clear();
                }
            }
            else
            {
                if (count < width) new Span<T>(to, width * depth).Clear();
                Transpose(b + (j * bColumn), bColumn, bRow, count, depth, to, width);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void PackA<T>(T* a, nint aRow, nint aColumn, int depth, int first, int rows, T* packed)
        where T : unmanaged
    {
        for (int i = first; i < rows; i += Rows)
        {
            T* to = packed + ((nint)i * depth);
            int count = Math.Min(Rows, rows - i);
            if (count < Rows) new Span<T>(to, Rows * depth).Clear();
            if (aRow == 1)
            {
                T* from = a + i;
                for (int p = 0; p < depth; p++, from += aColumn, to += Rows)
                {
                    for (int r = 0; r < count; r++)
                    {
                        to[r] = from[r];
                    }
                }
            }
            else
            {
                Transpose(a + (i * aRow), aRow, aColumn, count, depth, to, Rows);
            }
        }
    }

    /// <summary>Lines of contiguous elements become columns, a few elements of all lines at a time.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<T>(T* from, nint line, nint step, int lines, int depth, T* to, int width)
        where T : unmanaged
    {
        const int Block = 16;
        for (int p0 = 0; p0 < depth; p0 += Block)
        {
            int end = Math.Min(depth, p0 + Block);
            for (int r = 0; r < lines; r++)
            {
                T* source = from + (r * line) + (p0 * step), target = to + ((nint)p0 * width) + r;
                for (int p = p0; p < end; p++, source += step, target += width)
                {
                    *target = *source;
                }
            }
        }
    }

    private static void Put<T>(T* edge, int width, T* c, nint cRow, int rows, int columns, bool adds)
        where T : unmanaged
    {
        for (int i = 0; i < rows; i++)
        {
            T* from = edge + (i * width), to = c + (i * cRow);
            for (int j = 0; j < columns; j++)
            {
                if (typeof(T) == typeof(float)) ((float*)to)[j] = adds ? ((float*)to)[j] + ((float*)from)[j] : ((float*)from)[j];
                else ((double*)to)[j] = adds ? ((double*)to)[j] + ((double*)from)[j] : ((double*)from)[j];
            }
        }
    }
}
