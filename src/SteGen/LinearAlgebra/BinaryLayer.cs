using System;
using System.Buffers;
using System.IO;
using SteGen.Numerics;

namespace SteGen;

/// <summary>
/// A layer of a binary network for inference: binary weights, binary inputs, and one integer threshold per output into which whatever follows the sum (scale, shift, batch normalisation) has been folded. Output j is +1 where
/// its sum is at least its threshold, or at most where the folded scale is negative. There is no arithmetic of reals left.
/// </summary>
public sealed class BinaryLayer
{
    private readonly BitMatrix _weights;
    private readonly int[] _thresholds;
    private readonly bool[] _isFalling;

    private BinaryLayer(BitMatrix weights, int[] thresholds, bool[] isFalling)
    {
        (_weights, _thresholds, _isFalling) = (weights, thresholds, isFalling);
    }

    /// <summary>How many inputs.</summary>
    public int Inputs => _weights.Columns;

    /// <summary>How many outputs.</summary>
    public int Outputs => _weights.Rows;

    /// <summary>The weights, a row for each output.</summary>
    public BitMatrix Weights => _weights;

    /// <summary>Folds whatever decides about an output: its thresholds are found by asking, so the layer decides exactly as the question does, roundings included.</summary>
    /// <param name="weights">The weights, a row for each output.</param>
    /// <param name="isPositive">For the output (first argument) with this sum (second): is it +1? It must rise or fall with the sum.</param>
    /// <param name="scale">The sums that can occur are <paramref name="scale"/> times those of signs: 1 for binary inputs, 2^bits - 1 for the bit planes of integers.</param>
    /// <returns>The layer.</returns>
    public static BinaryLayer Fold(BitMatrix weights, Func<int, int, bool> isPositive, int scale = 1)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ArgumentNullException.ThrowIfNull(isPositive);
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 1);
        int largest = checked(weights.Columns * scale);
        int[] thresholds = new int[weights.Rows];
        bool[] isFalling = new bool[weights.Rows];
        for (int j = 0; j < thresholds.Length; j++)
        {
            bool atLowest = isPositive(j, -largest), atHighest = isPositive(j, largest);
            isFalling[j] = atLowest && !atHighest;
            if (atLowest == atHighest)
            {
                thresholds[j] = atHighest ? int.MinValue : int.MaxValue;
                continue;
            }

            // the last sum with the answer of the lowest, the first with that of the highest
            int low = -largest, high = largest;
            while (high - low > 1)
            {
                int middle = low + ((high - low) / 2);
                if (isPositive(j, middle) == atLowest) low = middle;
                else high = middle;
            }

            thresholds[j] = isFalling[j] ? low : high;
        }

        return new BinaryLayer(weights, thresholds, isFalling);
    }

    /// <summary>Folds batch normalisation: <c>(sum - mean) / sqrt(variance + epsilon) * gamma + beta &gt;= 0</c>.</summary>
    /// <param name="weights">The weights, a row for each output.</param>
    /// <param name="gamma">The scale of each output.</param>
    /// <param name="beta">The shift of each output.</param>
    /// <param name="mean">The running mean of each sum.</param>
    /// <param name="variance">The running variance of each sum.</param>
    /// <param name="epsilon">What is added to the variance; not negative.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="ArgumentException">A length is not that of the outputs.</exception>
    public static BinaryLayer FoldBatchNormalization(BitMatrix weights, ReadOnlySpan<float> gamma, ReadOnlySpan<float> beta, ReadOnlySpan<float> mean, ReadOnlySpan<float> variance, float epsilon = 1e-5f)
    {
        ArgumentNullException.ThrowIfNull(weights);
        Shapes.Length(gamma, weights.Rows, nameof(gamma));
        Shapes.Length(beta, weights.Rows, nameof(beta));
        Shapes.Length(mean, weights.Rows, nameof(mean));
        Shapes.Length(variance, weights.Rows, nameof(variance));
        if (!(epsilon >= 0)) throw new ArgumentOutOfRangeException(nameof(epsilon), epsilon, "epsilon must not be negative.");
        float[] g = gamma.ToArray(), b = beta.ToArray(), m = mean.ToArray(), v = variance.ToArray();
        return Fold(weights, (j, sum) => ((sum - m[j]) / MathF.Sqrt(v[j] + epsilon) * g[j]) + b[j] >= 0);
    }

    /// <summary>What the layer says for these sums.</summary>
    /// <param name="sums">One sum for each output.</param>
    /// <param name="output">The matrix whose row is written.</param>
    /// <param name="row">The row.</param>
    /// <exception cref="ArgumentException">A size does not fit.</exception>
    public void Decide(ReadOnlySpan<int> sums, BitMatrix output, int row)
    {
        ArgumentNullException.ThrowIfNull(output);
        Shapes.Length(sums, Outputs, nameof(sums));
        if (output.Columns != Outputs) throw new ArgumentException($"output has {output.Columns} columns; the layer has {Outputs} outputs.", nameof(output));
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual((uint)row, (uint)output.Rows, nameof(row));
        Span<ulong> words = output.Storage.Slice(row * output.WordsPerRow, output.WordsPerRow);
        for (int j = 0; j < sums.Length;)
        {
            ulong bits = 0;
            int end = Math.Min(64, sums.Length - j);
            for (int k = 0; k < end; k++, j++)
            {
                bits |= ((_isFalling[j] ? sums[j] <= _thresholds[j] : sums[j] >= _thresholds[j] && _thresholds[j] != int.MaxValue) ? 1UL : 0) << k;
            }

            words[(j - 1) / 64] = bits;
        }
    }

    /// <summary>Runs the layer for every row.</summary>
    /// <param name="input">Rows of inputs.</param>
    /// <param name="output">As many rows of outputs; overwritten.</param>
    /// <exception cref="ArgumentException">A size does not fit, or both are the same matrix.</exception>
    public void Run(BitMatrix input, BitMatrix output)
    {
        ArgumentNullException.ThrowIfNull(input);
        ArgumentNullException.ThrowIfNull(output);
        if (input.Columns != Inputs) throw new ArgumentException($"input has {input.Columns} columns; the layer has {Inputs} inputs.", nameof(input));
        if (output.Columns != Outputs || output.Rows != input.Rows) throw new ArgumentException($"output is {output.Rows} x {output.Columns}; {input.Rows} x {Outputs} are needed.", nameof(output));
        if (ReferenceEquals(input, output)) throw new ArgumentException("output is the input.", nameof(output));
        int[] rented = ArrayPool<int>.Shared.Rent(Outputs);
        Span<int> sums = rented.AsSpan(0, Outputs);
        for (int row = 0; row < input.Rows; row++)
        {
            input.MultiplyRow(row, _weights, sums);
            Decide(sums, output, row);
        }

        ArrayPool<int>.Shared.Return(rented);
    }

    /// <summary>Writes the layer: sizes, weights, thresholds.</summary>
    /// <param name="writer">Where to.</param>
    public void Save(BinaryWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        writer.Write(Outputs);
        writer.Write(Inputs);
        foreach (ulong word in _weights.Words)
        {
            writer.Write(word);
        }

        for (int j = 0; j < Outputs; j++)
        {
            writer.Write(_thresholds[j]);
            writer.Write(_isFalling[j]);
        }
    }

    /// <summary>Reads what <see cref="Save"/> wrote.</summary>
    /// <param name="reader">Where from.</param>
    /// <returns>The layer.</returns>
    /// <exception cref="InvalidDataException">The data is damaged or ends too early.</exception>
    public static BinaryLayer Load(BinaryReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        const int Largest = 1 << 20;
        try
        {
            int outputs = reader.ReadInt32(), inputs = reader.ReadInt32();
            if (outputs is < 0 or > Largest || inputs is < 0 or > Largest || (long)outputs * inputs > int.MaxValue) throw new InvalidDataException($"A binary layer of {outputs} outputs and {inputs} inputs: the data is damaged.");
            if (reader.BaseStream.CanSeek && reader.BaseStream.Length - reader.BaseStream.Position < (long)outputs * inputs / 8) throw new EndOfStreamException();
            var weights = new BitMatrix(outputs, inputs);
            for (int k = 0; k < weights.Storage.Length; k++)
            {
                ulong word = weights.Storage[k] = reader.ReadUInt64();
                int left = inputs - (k % weights.WordsPerRow * 64);
                if (left <= 0 ? word != 0 : left < 64 && word >> left != 0) throw new InvalidDataException("A binary layer has bits beyond its inputs: the data is damaged.");
            }

            int[] thresholds = new int[outputs];
            bool[] isFalling = new bool[outputs];
            for (int j = 0; j < outputs; j++)
            {
                thresholds[j] = reader.ReadInt32();
                isFalling[j] = reader.ReadBoolean();
            }

            return new BinaryLayer(weights, thresholds, isFalling);
        }
        catch (EndOfStreamException e)
        {
            throw new InvalidDataException("The data of a binary layer ends too early.", e);
        }
    }
}
