using System;
using System.ComponentModel;
using SteGen.Numerics;

namespace SteGen;

public static partial class LinearAlgebra
{
    /// <summary>The matrix product <c>result = a bᵀ</c>, row-major. In a differentiable method its gradient is known: <c>dA = dC B, dB = dCᵀ A</c>.</summary>
    /// <param name="a">rows x inner elements.</param>
    /// <param name="b">columns x inner elements.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">The length of the sums.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="result">rows x columns elements; overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or <paramref name="result"/> overlaps an input. Nothing has been written then.</exception>
    [CustomGradient(nameof(MatMulTransposedBBackward), Jvp = nameof(MatMulTransposedBJvp), OptionalGradients = true)]
    public static void MatMulTransposedB(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int rows, int inner, int columns, Span<float> result) =>
        Products.Multiply(a, false, b, true, new(rows, inner, columns), result, adds: false);

    /// <summary>Adds a matrix product to what is there: <c>result += a bᵀ</c>, row-major.</summary>
    /// <param name="a">rows x inner elements.</param>
    /// <param name="b">columns x inner elements.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">The length of the sums.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="result">rows x columns elements; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or <paramref name="result"/> overlaps an input. Nothing has been written then.</exception>
    [CustomGradient(nameof(AddMatMulTransposedBBackward), Jvp = nameof(AddMatMulTransposedBJvp), OptionalGradients = true)]
    public static void AddMatMulTransposedB(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int rows, int inner, int columns, [InOut] Span<float> result) =>
        Products.Multiply(a, false, b, true, new(rows, inner, columns), result, adds: true);

    /// <summary>The backward of <see cref="MatMulTransposedB(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, Span{float})"/>: <c>dA = dC B, dB = dCᵀ A</c>, added to the gradients; an empty gradient is not wanted.</summary>
    /// <param name="a">As in the forward.</param>
    /// <param name="b">As in the forward.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">The length of the sums.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="resultGradient">The upstream gradient; rows x columns elements.</param>
    /// <param name="aGradient">As long as <paramref name="a"/>, or empty; added to.</param>
    /// <param name="bGradient">As long as <paramref name="b"/>, or empty; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or a gradient overlaps another argument. Nothing has been written then.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatMulTransposedBBackward(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int rows, int inner, int columns, ReadOnlySpan<float> resultGradient, Span<float> aGradient, Span<float> bGradient) =>
        Products.Gradients(a, false, b, true, new(rows, inner, columns), resultGradient, aGradient, bGradient);

    /// <summary>The backward of <see cref="AddMatMulTransposedB(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, Span{float})"/>; the gradient of what was added to is the upstream gradient itself, which stays as it is.</summary>
    /// <inheritdoc cref="MatMulTransposedBBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, ReadOnlySpan{float}, Span{float}, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void AddMatMulTransposedBBackward(ReadOnlySpan<float> a, ReadOnlySpan<float> b, int rows, int inner, int columns, Span<float> resultGradient, Span<float> aGradient, Span<float> bGradient) =>
        Products.Gradients(a, false, b, true, new(rows, inner, columns), resultGradient, aGradient, bGradient);

    /// <summary>Forward mode of <see cref="MatMulTransposedB(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, Span{float})"/>: <c>dC = dA B + A dB</c>, with the transposes of the product.</summary>
    /// <param name="a">As in the product.</param>
    /// <param name="aTangent">The tangent of <paramref name="a"/>, or empty for none.</param>
    /// <param name="b">As in the product.</param>
    /// <param name="bTangent">The tangent of <paramref name="b"/>, or empty for none.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">The length of the sums.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="resultTangent">rows x columns elements; overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the result overlaps an input. Nothing has been written then.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatMulTransposedBJvp(ReadOnlySpan<float> a, ReadOnlySpan<float> aTangent, ReadOnlySpan<float> b, ReadOnlySpan<float> bTangent, int rows, int inner, int columns, Span<float> resultTangent) =>
        Products.Tangent(a, aTangent, false, b, bTangent, true, new(rows, inner, columns), resultTangent, adds: false);

    /// <summary>Forward mode of <see cref="AddMatMulTransposedB(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, Span{float})"/>: adds to the tangent.</summary>
    /// <param name="a">As in the product.</param>
    /// <param name="aTangent">The tangent of <paramref name="a"/>, or empty for none.</param>
    /// <param name="b">As in the product.</param>
    /// <param name="bTangent">The tangent of <paramref name="b"/>, or empty for none.</param>
    /// <param name="rows">Rows of the result.</param>
    /// <param name="inner">The length of the sums.</param>
    /// <param name="columns">Columns of the result.</param>
    /// <param name="resultTangent">rows x columns elements; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the result overlaps an input. Nothing has been written then.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void AddMatMulTransposedBJvp(ReadOnlySpan<float> a, ReadOnlySpan<float> aTangent, ReadOnlySpan<float> b, ReadOnlySpan<float> bTangent, int rows, int inner, int columns, Span<float> resultTangent) =>
        Products.Tangent(a, aTangent, false, b, bTangent, true, new(rows, inner, columns), resultTangent, adds: true);

    /// <inheritdoc cref="MatMulTransposedB(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, Span{float})"/>
    [CustomGradient(nameof(MatMulTransposedBBackward), Jvp = nameof(MatMulTransposedBJvp), OptionalGradients = true)]
    public static void MatMulTransposedB(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, int inner, int columns, Span<double> result) =>
        Products.Multiply(a, false, b, true, new(rows, inner, columns), result, adds: false);

    /// <inheritdoc cref="AddMatMulTransposedB(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, Span{float})"/>
    [CustomGradient(nameof(AddMatMulTransposedBBackward), Jvp = nameof(AddMatMulTransposedBJvp), OptionalGradients = true)]
    public static void AddMatMulTransposedB(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, int inner, int columns, [InOut] Span<double> result) =>
        Products.Multiply(a, false, b, true, new(rows, inner, columns), result, adds: true);

    /// <inheritdoc cref="MatMulTransposedBBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, ReadOnlySpan{float}, Span{float}, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatMulTransposedBBackward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, int inner, int columns, ReadOnlySpan<double> resultGradient, Span<double> aGradient, Span<double> bGradient) =>
        Products.Gradients(a, false, b, true, new(rows, inner, columns), resultGradient, aGradient, bGradient);

    /// <inheritdoc cref="AddMatMulTransposedBBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, Span{float}, Span{float}, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void AddMatMulTransposedBBackward(ReadOnlySpan<double> a, ReadOnlySpan<double> b, int rows, int inner, int columns, Span<double> resultGradient, Span<double> aGradient, Span<double> bGradient) =>
        Products.Gradients(a, false, b, true, new(rows, inner, columns), resultGradient, aGradient, bGradient);

    /// <inheritdoc cref="MatMulTransposedBJvp(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatMulTransposedBJvp(ReadOnlySpan<double> a, ReadOnlySpan<double> aTangent, ReadOnlySpan<double> b, ReadOnlySpan<double> bTangent, int rows, int inner, int columns, Span<double> resultTangent) =>
        Products.Tangent(a, aTangent, false, b, bTangent, true, new(rows, inner, columns), resultTangent, adds: false);

    /// <inheritdoc cref="AddMatMulTransposedBJvp(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, int, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void AddMatMulTransposedBJvp(ReadOnlySpan<double> a, ReadOnlySpan<double> aTangent, ReadOnlySpan<double> b, ReadOnlySpan<double> bTangent, int rows, int inner, int columns, Span<double> resultTangent) =>
        Products.Tangent(a, aTangent, false, b, bTangent, true, new(rows, inner, columns), resultTangent, adds: true);
}
