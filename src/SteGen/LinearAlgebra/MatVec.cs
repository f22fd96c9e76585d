using System;
using System.ComponentModel;
using SteGen.Numerics;

namespace SteGen;

public static partial class LinearAlgebra
{
    /// <summary>The product <c>result = matrix vector</c>; the matrix is row-major. In a differentiable method its gradient is known: <c>dM = dy xᵀ, dx = Mᵀ dy</c>.</summary>
    /// <param name="matrix">rows x columns elements.</param>
    /// <param name="vector">columns elements.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="result">rows elements; overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or <paramref name="result"/> overlaps an input. Nothing has been written then.</exception>
    [CustomGradient(nameof(MatVecBackward), Jvp = nameof(MatVecJvp), OptionalGradients = true)]
    public static void MatVec(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, int rows, int columns, Span<float> result) =>
        VectorProducts.Multiply(matrix, false, vector, rows, columns, result);

    /// <summary>The backward of <see cref="MatVec(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, Span{float})"/>: <c>dM = dy xᵀ, dx = Mᵀ dy</c>, added to the gradients; an empty gradient is not wanted.</summary>
    /// <param name="matrix">As in the forward.</param>
    /// <param name="vector">As in the forward.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="resultGradient">The upstream gradient; rows elements.</param>
    /// <param name="matrixGradient">As long as <paramref name="matrix"/>, or empty; added to.</param>
    /// <param name="vectorGradient">As long as <paramref name="vector"/>, or empty; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or a gradient overlaps another argument. Nothing has been written then.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatVecBackward(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, int rows, int columns, ReadOnlySpan<float> resultGradient, Span<float> matrixGradient, Span<float> vectorGradient) =>
        VectorProducts.Gradients(matrix, false, vector, rows, columns, resultGradient, matrixGradient, vectorGradient);

    /// <summary>Forward mode of <see cref="MatVec(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, Span{float})"/>: <c>dy = dM x + M dx</c>, with the transpose of the product.</summary>
    /// <param name="matrix">As in the product.</param>
    /// <param name="matrixTangent">The tangent of <paramref name="matrix"/>, or empty for none.</param>
    /// <param name="vector">As in the product.</param>
    /// <param name="vectorTangent">The tangent of <paramref name="vector"/>, or empty for none.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="resultTangent">rows elements; overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the result overlaps an input. Nothing has been written then.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatVecJvp(ReadOnlySpan<float> matrix, ReadOnlySpan<float> matrixTangent, ReadOnlySpan<float> vector, ReadOnlySpan<float> vectorTangent, int rows, int columns, Span<float> resultTangent) =>
        VectorProducts.Tangent(matrix, matrixTangent, false, vector, vectorTangent, rows, columns, resultTangent);

    /// <inheritdoc cref="MatVec(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, Span{float})"/>
    [CustomGradient(nameof(MatVecBackward), Jvp = nameof(MatVecJvp), OptionalGradients = true)]
    public static void MatVec(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, int rows, int columns, Span<double> result) =>
        VectorProducts.Multiply(matrix, false, vector, rows, columns, result);

    /// <inheritdoc cref="MatVecBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, ReadOnlySpan{float}, Span{float}, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatVecBackward(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, int rows, int columns, ReadOnlySpan<double> resultGradient, Span<double> matrixGradient, Span<double> vectorGradient) =>
        VectorProducts.Gradients(matrix, false, vector, rows, columns, resultGradient, matrixGradient, vectorGradient);

    /// <inheritdoc cref="MatVecJvp(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatVecJvp(ReadOnlySpan<double> matrix, ReadOnlySpan<double> matrixTangent, ReadOnlySpan<double> vector, ReadOnlySpan<double> vectorTangent, int rows, int columns, Span<double> resultTangent) =>
        VectorProducts.Tangent(matrix, matrixTangent, false, vector, vectorTangent, rows, columns, resultTangent);

    /// <summary>The product <c>result = matrixᵀ vector</c>; the matrix is row-major. In a differentiable method its gradient is known: <c>dM = x dyᵀ, dx = M dy</c>.</summary>
    /// <param name="matrix">rows x columns elements.</param>
    /// <param name="vector">rows elements.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="result">columns elements; overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or <paramref name="result"/> overlaps an input. Nothing has been written then.</exception>
    [CustomGradient(nameof(MatVecTransposedBackward), Jvp = nameof(MatVecTransposedJvp), OptionalGradients = true)]
    public static void MatVecTransposed(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, int rows, int columns, Span<float> result) =>
        VectorProducts.Multiply(matrix, true, vector, rows, columns, result);

    /// <summary>The backward of <see cref="MatVecTransposed(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, Span{float})"/>: <c>dM = x dyᵀ, dx = M dy</c>, added to the gradients; an empty gradient is not wanted.</summary>
    /// <param name="matrix">As in the forward.</param>
    /// <param name="vector">As in the forward.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="resultGradient">The upstream gradient; columns elements.</param>
    /// <param name="matrixGradient">As long as <paramref name="matrix"/>, or empty; added to.</param>
    /// <param name="vectorGradient">As long as <paramref name="vector"/>, or empty; added to.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or a gradient overlaps another argument. Nothing has been written then.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatVecTransposedBackward(ReadOnlySpan<float> matrix, ReadOnlySpan<float> vector, int rows, int columns, ReadOnlySpan<float> resultGradient, Span<float> matrixGradient, Span<float> vectorGradient) =>
        VectorProducts.Gradients(matrix, true, vector, rows, columns, resultGradient, matrixGradient, vectorGradient);

    /// <summary>Forward mode of <see cref="MatVecTransposed(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, Span{float})"/>: <c>dy = dM x + M dx</c>, with the transpose of the product.</summary>
    /// <param name="matrix">As in the product.</param>
    /// <param name="matrixTangent">The tangent of <paramref name="matrix"/>, or empty for none.</param>
    /// <param name="vector">As in the product.</param>
    /// <param name="vectorTangent">The tangent of <paramref name="vector"/>, or empty for none.</param>
    /// <param name="rows">Rows of the matrix.</param>
    /// <param name="columns">Columns of the matrix.</param>
    /// <param name="resultTangent">columns elements; overwritten.</param>
    /// <exception cref="ArgumentException">A length does not fit the shape, or the result overlaps an input. Nothing has been written then.</exception>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatVecTransposedJvp(ReadOnlySpan<float> matrix, ReadOnlySpan<float> matrixTangent, ReadOnlySpan<float> vector, ReadOnlySpan<float> vectorTangent, int rows, int columns, Span<float> resultTangent) =>
        VectorProducts.Tangent(matrix, matrixTangent, true, vector, vectorTangent, rows, columns, resultTangent);

    /// <inheritdoc cref="MatVecTransposed(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, Span{float})"/>
    [CustomGradient(nameof(MatVecTransposedBackward), Jvp = nameof(MatVecTransposedJvp), OptionalGradients = true)]
    public static void MatVecTransposed(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, int rows, int columns, Span<double> result) =>
        VectorProducts.Multiply(matrix, true, vector, rows, columns, result);

    /// <inheritdoc cref="MatVecTransposedBackward(ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, ReadOnlySpan{float}, Span{float}, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatVecTransposedBackward(ReadOnlySpan<double> matrix, ReadOnlySpan<double> vector, int rows, int columns, ReadOnlySpan<double> resultGradient, Span<double> matrixGradient, Span<double> vectorGradient) =>
        VectorProducts.Gradients(matrix, true, vector, rows, columns, resultGradient, matrixGradient, vectorGradient);

    /// <inheritdoc cref="MatVecTransposedJvp(ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, ReadOnlySpan{float}, int, int, Span{float})"/>
    [EditorBrowsable(EditorBrowsableState.Advanced)]
    public static void MatVecTransposedJvp(ReadOnlySpan<double> matrix, ReadOnlySpan<double> matrixTangent, ReadOnlySpan<double> vector, ReadOnlySpan<double> vectorTangent, int rows, int columns, Span<double> resultTangent) =>
        VectorProducts.Tangent(matrix, matrixTangent, true, vector, vectorTangent, rows, columns, resultTangent);
}
