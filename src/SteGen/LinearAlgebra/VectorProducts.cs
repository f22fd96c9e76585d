using System;
using System.Runtime.Intrinsics;

namespace SteGen.Numerics;

/// <summary>Matrix times vector and its derivatives, both ways round: inner products of rows, or sums of rows.</summary>
internal static unsafe class VectorProducts
{
    /// <summary>The slots of an inner product.</summary>
    private const int BlockBytes = 128;

    public static void Multiply<T>(ReadOnlySpan<T> matrix, bool isTransposed, ReadOnlySpan<T> vector, int rows, int columns, Span<T> result)
        where T : unmanaged
    {
        Check(matrix, rows, columns);
        Shapes.Length(vector, isTransposed ? rows : columns, nameof(vector));
        Shapes.Length<T>(result, isTransposed ? columns : rows, nameof(result));
        Shapes.Apart(result, nameof(result), matrix, nameof(matrix));
        Shapes.Apart(result, nameof(result), vector, nameof(vector));
        result.Clear();
        Add(matrix, isTransposed, vector, rows, columns, result);
    }

    public static void Gradients<T>(
        ReadOnlySpan<T> matrix, bool isTransposed, ReadOnlySpan<T> vector, int rows, int columns, ReadOnlySpan<T> resultGradient, Span<T> matrixGradient, Span<T> vectorGradient)
        where T : unmanaged
    {
        Check(matrix, rows, columns);
        Shapes.Length(vector, isTransposed ? rows : columns, nameof(vector));
        Shapes.Length(resultGradient, isTransposed ? columns : rows, nameof(resultGradient));
        Shapes.LengthOrEmpty<T>(matrixGradient, matrix.Length, nameof(matrixGradient));
        Shapes.LengthOrEmpty<T>(vectorGradient, vector.Length, nameof(vectorGradient));
        Shapes.Apart<T>(matrixGradient, nameof(matrixGradient), matrix, nameof(matrix));
        Shapes.Apart<T>(matrixGradient, nameof(matrixGradient), vector, nameof(vector));
        Shapes.Apart<T>(matrixGradient, nameof(matrixGradient), resultGradient, nameof(resultGradient));
        Shapes.Apart<T>(vectorGradient, nameof(vectorGradient), matrix, nameof(matrix));
        Shapes.Apart<T>(vectorGradient, nameof(vectorGradient), vector, nameof(vector));
        Shapes.Apart<T>(vectorGradient, nameof(vectorGradient), resultGradient, nameof(resultGradient));
        Shapes.Apart<T>(vectorGradient, nameof(vectorGradient), matrixGradient, nameof(matrixGradient));
        if (!matrixGradient.IsEmpty) AddOuter(isTransposed ? vector : resultGradient, isTransposed ? resultGradient : vector, matrixGradient);
        if (!vectorGradient.IsEmpty) Add(matrix, !isTransposed, resultGradient, rows, columns, vectorGradient);
    }

    public static void Tangent<T>(
        ReadOnlySpan<T> matrix, ReadOnlySpan<T> matrixTangent, bool isTransposed, ReadOnlySpan<T> vector, ReadOnlySpan<T> vectorTangent, int rows, int columns, Span<T> resultTangent)
        where T : unmanaged
    {
        Check(matrix, rows, columns);
        Shapes.LengthOrEmpty(matrixTangent, matrix.Length, nameof(matrixTangent));
        Shapes.Length(vector, isTransposed ? rows : columns, nameof(vector));
        Shapes.LengthOrEmpty(vectorTangent, vector.Length, nameof(vectorTangent));
        Shapes.Length<T>(resultTangent, isTransposed ? columns : rows, nameof(resultTangent));
        Shapes.Apart(resultTangent, nameof(resultTangent), matrix, nameof(matrix));
        Shapes.Apart(resultTangent, nameof(resultTangent), matrixTangent, nameof(matrixTangent));
        Shapes.Apart(resultTangent, nameof(resultTangent), vector, nameof(vector));
        Shapes.Apart(resultTangent, nameof(resultTangent), vectorTangent, nameof(vectorTangent));
        resultTangent.Clear();
        if (!matrixTangent.IsEmpty) Add(matrixTangent, isTransposed, vector, rows, columns, resultTangent);
        if (!vectorTangent.IsEmpty) Add(matrix, isTransposed, vectorTangent, rows, columns, resultTangent);
    }

    private static void Check<T>(ReadOnlySpan<T> matrix, int rows, int columns)
    {
        Shapes.NotNegative(rows, nameof(rows));
        Shapes.NotNegative(columns, nameof(columns));
        Shapes.Length(matrix, (long)rows * columns, nameof(matrix));
    }

    private static void Add<T>(ReadOnlySpan<T> matrix, bool isTransposed, ReadOnlySpan<T> vector, int rows, int columns, Span<T> result)
        where T : unmanaged
    {
        fixed (T* a = matrix, x = vector, y = result)
        {
            if (!isTransposed)
            {
                AddDots(a, x, rows, columns, y);
                return;
            }

            int row = 0;
            for (; row + 4 <= rows; row += 4)
            {
                if (typeof(T) == typeof(float)) AddRows4((float*)x + row, (float*)a + ((nint)row * columns), columns, (float*)y);
                else AddRows4((double*)x + row, (double*)a + ((nint)row * columns), columns, (double*)y);
            }

            for (; row < rows; row++)
            {
                AddRow(x[row], a + ((nint)row * columns), y, columns);
            }
        }
    }

    /// <summary>Row i of the result += left[i] times right.</summary>
    private static void AddOuter<T>(ReadOnlySpan<T> left, ReadOnlySpan<T> right, Span<T> result)
        where T : unmanaged
    {
        fixed (T* x = right, y = result)
        {
            for (int i = 0; i < left.Length; i++)
            {
                AddRow(left[i], x, y + ((nint)i * right.Length), right.Length);
            }
        }
    }

    /// <summary>y[i] += row i of a times x.</summary>
    private static void AddDots<T>(T* a, T* x, int rows, int columns, T* y)
        where T : unmanaged
    {
        int block = BlockBytes / sizeof(T), tail = columns % block;
        T* tails = stackalloc T[3 * block], xTail = tails + block, slots = tails + (2 * block);
        new Span<T>(tails, 2 * block).Clear();
        new Span<T>(x + columns - tail, tail).CopyTo(new Span<T>(xTail, tail));
        for (int i = 0; i < rows; i++, a += columns)
        {
            if (tail > 0) new Span<T>(a + columns - tail, tail).CopyTo(new Span<T>(tails, tail));
            if (typeof(T) == typeof(float)) ((float*)y)[i] += Dot((float*)a, (float*)x, columns, (float*)tails, (float*)xTail, (float*)slots);
            else ((double*)y)[i] += Dot((double*)a, (double*)x, columns, (double*)tails, (double*)xTail, (double*)slots);
        }
    }

    private static float Dot(float* a, float* x, int count, float* aTail, float* xTail, float* slots) =>
        Vector512.IsHardwareAccelerated ? RowLanes512.Dot(a, x, count, aTail, xTail, slots)
        : Vector256.IsHardwareAccelerated ? RowLanes256.Dot(a, x, count, aTail, xTail, slots)
        : RowLanes128.Dot(a, x, count, aTail, xTail, slots);

    private static double Dot(double* a, double* x, int count, double* aTail, double* xTail, double* slots) =>
        Vector512.IsHardwareAccelerated ? RowLanes512.Dot(a, x, count, aTail, xTail, slots)
        : Vector256.IsHardwareAccelerated ? RowLanes256.Dot(a, x, count, aTail, xTail, slots)
        : RowLanes128.Dot(a, x, count, aTail, xTail, slots);

    private static void AddRows4(float* x, float* a, int columns, float* y)
    {
        if (Vector512.IsHardwareAccelerated) RowLanes512.AddRows4(x, a, columns, y, columns);
        else if (Vector256.IsHardwareAccelerated) RowLanes256.AddRows4(x, a, columns, y, columns);
        else RowLanes128.AddRows4(x, a, columns, y, columns);
    }

    private static void AddRows4(double* x, double* a, int columns, double* y)
    {
        if (Vector512.IsHardwareAccelerated) RowLanes512.AddRows4(x, a, columns, y, columns);
        else if (Vector256.IsHardwareAccelerated) RowLanes256.AddRows4(x, a, columns, y, columns);
        else RowLanes128.AddRows4(x, a, columns, y, columns);
    }

    private static void AddRow<T>(T x, T* a, T* y, int count)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            if (Vector512.IsHardwareAccelerated) RowLanes512.AddRow((float)(object)x, (float*)a, (float*)y, count);
            else if (Vector256.IsHardwareAccelerated) RowLanes256.AddRow((float)(object)x, (float*)a, (float*)y, count);
            else RowLanes128.AddRow((float)(object)x, (float*)a, (float*)y, count);
        }
        else
        {
            if (Vector512.IsHardwareAccelerated) RowLanes512.AddRow((double)(object)x, (double*)a, (double*)y, count);
            else if (Vector256.IsHardwareAccelerated) RowLanes256.AddRow((double)(object)x, (double*)a, (double*)y, count);
            else RowLanes128.AddRow((double)(object)x, (double*)a, (double*)y, count);
        }
    }
}
