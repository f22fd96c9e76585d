using System;
using System.Runtime.Intrinsics;
using SteGen.Numerics;

namespace SteGen;

/// <summary>
/// A matrix of signs, one bit each: 1 for a value that is at least 0 (also -0), 0 for one below (and for NaN). Rows are padded to 512 bits. The product of two such rows is an exact integer, found by exclusive or and by counting bits.
/// </summary>
public sealed class BitMatrix
{
    private const int RowMultiple = 8;

    private readonly ulong[] _words;

    /// <summary>A matrix of -1.</summary>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many signs a row has.</param>
    /// <exception cref="ArgumentOutOfRangeException">A number is negative.</exception>
    public BitMatrix(int rows, int columns)
    {
        Shapes.NotNegative(rows, nameof(rows));
        Shapes.NotNegative(columns, nameof(columns));
        (Rows, Columns) = (rows, columns);
        WordsPerRow = (int)(((columns + 63L) / 64 + RowMultiple - 1) / RowMultiple * RowMultiple);
        _words = new ulong[checked(rows * WordsPerRow)];
    }

    /// <summary>How many rows.</summary>
    public int Rows { get; }

    /// <summary>How many signs a row has.</summary>
    public int Columns { get; }

    /// <summary>How many words a row has; bits beyond the columns are 0.</summary>
    public int WordsPerRow { get; }

    /// <summary>All rows, the lowest bit of a word first.</summary>
    public ReadOnlySpan<ulong> Words => _words;

    /// <summary>The words of all rows, to fill. Bits beyond the columns must stay 0.</summary>
    internal Span<ulong> Storage => _words;

    /// <summary>The signs of a row-major matrix.</summary>
    /// <param name="values">rows x columns values.</param>
    /// <param name="rows">How many rows.</param>
    /// <param name="columns">How many columns.</param>
    /// <returns>Their signs.</returns>
    /// <exception cref="ArgumentException">The number of values does not fit.</exception>
    public static BitMatrix Pack(ReadOnlySpan<float> values, int rows, int columns)
    {
        var matrix = new BitMatrix(rows, columns);
        matrix.Set(values);
        return matrix;
    }

    /// <summary>Overwrites all signs.</summary>
    /// <param name="values">rows x columns values, row-major.</param>
    /// <exception cref="ArgumentException">The number of values does not fit.</exception>
    public void Set(ReadOnlySpan<float> values)
    {
        Shapes.Length(values, (long)Rows * Columns, nameof(values));
        for (int row = 0; row < Rows; row++)
        {
            PackRow(values.Slice(row * Columns, Columns), _words.AsSpan(row * WordsPerRow, WordsPerRow));
        }
    }

    /// <summary>One sign.</summary>
    /// <param name="row">Its row.</param>
    /// <param name="column">Its column.</param>
    /// <returns>True for +1.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such place.</exception>
    public bool this[int row, int column]
    {
        get
        {
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
            ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)column, (uint)Columns, nameof(column));
            return ((_words[(row * WordsPerRow) + (column / 64)] >> (column % 64)) & 1) != 0;
        }
    }

    /// <summary>Writes the signs as numbers, +1 and -1.</summary>
    /// <param name="values">rows x columns values, row-major; overwritten.</param>
    /// <exception cref="ArgumentException">The number of values does not fit.</exception>
    public void Unpack(Span<float> values)
    {
        Shapes.Length<float>(values, (long)Rows * Columns, nameof(values));
        for (int i = 0; i < values.Length; i++)
        {
            int column = i % Columns;
            values[i] = ((_words[(i / Columns * WordsPerRow) + (column / 64)] >> (column % 64)) & 1) != 0 ? 1 : -1;
        }
    }

    /// <summary>The products of one row of this matrix with every row of another: <c>result[j] = sum over k of this[row, k] other[j, k]</c> with signs as +1 and -1. Exact.</summary>
    /// <param name="row">The row of this matrix.</param>
    /// <param name="other">A matrix with as many columns.</param>
    /// <param name="result">One integer for each row of <paramref name="other"/>; overwritten.</param>
    /// <exception cref="ArgumentException">The columns differ, the length does not fit, or there is no such row.</exception>
    public unsafe void MultiplyRow(int row, BitMatrix other, Span<int> result)
    {
        ArgumentNullException.ThrowIfNull(other);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)Rows, nameof(row));
        if (other.Columns != Columns) throw new ArgumentException($"other has {other.Columns} columns, this matrix has {Columns}.", nameof(other));
        Shapes.Length<int>(result, other.Rows, nameof(result));
        fixed (ulong* words = _words, others = other._words)
        fixed (int* to = result)
        {
            BitCounts.Differences(words + ((nint)row * WordsPerRow), others, WordsPerRow, other.Rows, to);
            for (int j = 0; j < result.Length; j++)
            {
                to[j] = Columns - (2 * to[j]);
            }
        }
    }

    /// <summary>The product with the transpose of another matrix: <c>result[i, j] = sum over k of this[i, k] other[j, k]</c> with signs as +1 and -1. Exact.</summary>
    /// <param name="other">A matrix with as many columns.</param>
    /// <param name="result">Rows x other.Rows integers, row-major; overwritten.</param>
    /// <exception cref="ArgumentException">The columns differ, or the length does not fit.</exception>
    public void MultiplyTransposed(BitMatrix other, Span<int> result)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Columns != Columns) throw new ArgumentException($"other has {other.Columns} columns, this matrix has {Columns}.", nameof(other));
        Shapes.Length<int>(result, (long)Rows * other.Rows, nameof(result));
        for (int row = 0; row < Rows; row++)
        {
            MultiplyRow(row, other, result.Slice(row * other.Rows, other.Rows));
        }
    }

    private static void PackRow(ReadOnlySpan<float> values, Span<ulong> words)
    {
        int at = 0;
        for (int word = 0; at < values.Length; word++)
        {
            ulong bits = 0;
            int shift = 0;
            if (Vector512.IsHardwareAccelerated)
            {
                for (; shift < 64 && at + 16 <= values.Length; shift += 16, at += 16)
                {
                    bits |= Vector512.GreaterThanOrEqual(Vector512.Create(values[at..]), Vector512<float>.Zero).ExtractMostSignificantBits() << shift;
                }
            }
            else
            {
                for (; shift < 64 && at + 4 <= values.Length; shift += 4, at += 4)
                {
                    bits |= (ulong)Vector128.GreaterThanOrEqual(Vector128.Create(values[at..]), Vector128<float>.Zero).ExtractMostSignificantBits() << shift;
                }
            }

            for (; shift < 64 && at < values.Length; shift++, at++)
            {
                bits |= (values[at] >= 0 ? 1UL : 0) << shift;
            }

            words[word] = bits;
        }
    }
}
