using System;

namespace SteGen.Numerics;

/// <summary>The shape of a product: rows x inner times inner x columns.</summary>
internal readonly record struct ProductShape(int Rows, int Inner, int Columns)
{
    public long A => (long)Rows * Inner;

    public long B => (long)Inner * Columns;

    public long Result => (long)Rows * Columns;

    public void Check()
    {
        Shapes.NotNegative(Rows, "rows");
        Shapes.NotNegative(Inner, "inner");
        Shapes.NotNegative(Columns, "columns");
    }
}

/// <summary>Matrix products and their derivatives, once for all transposes and both types: checks, then <see cref="GemmTeam"/>.</summary>
internal static unsafe class Products
{
    public static void Multiply<T>(ReadOnlySpan<T> a, bool aTransposed, ReadOnlySpan<T> b, bool bTransposed, ProductShape shape, Span<T> result, bool adds)
        where T : unmanaged
    {
        shape.Check();
        Shapes.Length(a, shape.A, nameof(a));
        Shapes.Length(b, shape.B, nameof(b));
        Shapes.Length<T>(result, shape.Result, nameof(result));
        Shapes.Apart(result, nameof(result), a, nameof(a));
        Shapes.Apart(result, nameof(result), b, nameof(b));
        Run(a, aTransposed, b, bTransposed, shape, result, adds);
    }

    public static void Gradients<T>(ReadOnlySpan<T> a, bool aTransposed, ReadOnlySpan<T> b, bool bTransposed, ProductShape shape, ReadOnlySpan<T> resultGradient, Span<T> aGradient, Span<T> bGradient)
        where T : unmanaged
    {
        shape.Check();
        Shapes.Length(a, shape.A, nameof(a));
        Shapes.Length(b, shape.B, nameof(b));
        Shapes.Length(resultGradient, shape.Result, nameof(resultGradient));
        Shapes.LengthOrEmpty<T>(aGradient, shape.A, nameof(aGradient));
        Shapes.LengthOrEmpty<T>(bGradient, shape.B, nameof(bGradient));
        Shapes.Apart<T>(aGradient, nameof(aGradient), a, nameof(a));
        Shapes.Apart<T>(aGradient, nameof(aGradient), b, nameof(b));
        Shapes.Apart<T>(aGradient, nameof(aGradient), resultGradient, nameof(resultGradient));
        Shapes.Apart<T>(bGradient, nameof(bGradient), a, nameof(a));
        Shapes.Apart<T>(bGradient, nameof(bGradient), b, nameof(b));
        Shapes.Apart<T>(bGradient, nameof(bGradient), resultGradient, nameof(resultGradient));
        Shapes.Apart<T>(bGradient, nameof(bGradient), aGradient, nameof(aGradient));
        if (!aGradient.IsEmpty)
        {
            if (aTransposed) Run(b, bTransposed, resultGradient, true, new(shape.Inner, shape.Columns, shape.Rows), aGradient, adds: true);
            else Run(resultGradient, false, b, !bTransposed, new(shape.Rows, shape.Columns, shape.Inner), aGradient, adds: true);
        }

        if (!bGradient.IsEmpty)
        {
            if (bTransposed) Run(resultGradient, true, a, aTransposed, new(shape.Columns, shape.Rows, shape.Inner), bGradient, adds: true);
            else Run(a, !aTransposed, resultGradient, false, new(shape.Inner, shape.Rows, shape.Columns), bGradient, adds: true);
        }
    }

    public static void Tangent<T>(
        ReadOnlySpan<T> a, ReadOnlySpan<T> aTangent, bool aTransposed, ReadOnlySpan<T> b, ReadOnlySpan<T> bTangent, bool bTransposed, ProductShape shape, Span<T> resultTangent, bool adds)
        where T : unmanaged
    {
        shape.Check();
        Shapes.Length(a, shape.A, nameof(a));
        Shapes.LengthOrEmpty(aTangent, shape.A, nameof(aTangent));
        Shapes.Length(b, shape.B, nameof(b));
        Shapes.LengthOrEmpty(bTangent, shape.B, nameof(bTangent));
        Shapes.Length<T>(resultTangent, shape.Result, nameof(resultTangent));
        Shapes.Apart(resultTangent, nameof(resultTangent), a, nameof(a));
        Shapes.Apart(resultTangent, nameof(resultTangent), aTangent, nameof(aTangent));
        Shapes.Apart(resultTangent, nameof(resultTangent), b, nameof(b));
        Shapes.Apart(resultTangent, nameof(resultTangent), bTangent, nameof(bTangent));
        if (!aTangent.IsEmpty) Run(aTangent, aTransposed, b, bTransposed, shape, resultTangent, adds);
        else if (!adds) resultTangent.Clear();
        if (!bTangent.IsEmpty) Run(a, aTransposed, bTangent, bTransposed, shape, resultTangent, adds: true);
    }

    /// <summary>op(a) is rows x inner, op(b) inner x columns; lengths are known to fit.</summary>
    public static void Run<T>(ReadOnlySpan<T> a, bool aTransposed, ReadOnlySpan<T> b, bool bTransposed, ProductShape shape, Span<T> result, bool adds)
        where T : unmanaged
    {
        if (shape.Inner == 0 && !adds) result.Clear();
        if (shape.Result == 0 || shape.Inner == 0) return;
        fixed (T* pa = a, pb = b, pc = result)
        {
            GemmTeam.Run(new GemmProblem
            {
                M = shape.Rows,
                N = shape.Columns,
                K = shape.Inner,
                A = pa,
                ARow = aTransposed ? 1 : shape.Inner,
                AColumn = aTransposed ? shape.Rows : 1,
                B = pb,
                BRow = bTransposed ? 1 : shape.Columns,
                BColumn = bTransposed ? shape.Inner : 1,
                C = pc,
                CRow = shape.Columns,
                Adds = adds,
                IsDouble = typeof(T) == typeof(double),
            });
        }
    }
}
