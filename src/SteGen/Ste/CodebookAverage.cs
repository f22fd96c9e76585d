using System;
using System.Numerics;

namespace SteGen;

/// <summary>
/// A codebook that follows the rows it stands for, by moving averages in place of gradients: with <c>n</c> rows in code k whose sum is <c>m</c>, <c>N ← decay N + (1 - decay) n</c>, <c>M ← decay M + (1 - decay) m</c>,
/// and the code becomes <c>M / N</c>, N smoothed so that small counts do not blow up.
/// </summary>
/// <remarks>van den Oord, Vinyals, Kavukcuoglu 2017, arXiv 1711.00937, appendix; Razavi, van den Oord, Vinyals 2019, arXiv 1906.00446. The smoothing is Laplace's: <c>(N + epsilon) / (ΣN + K epsilon) ΣN</c>.</remarks>
/// <typeparam name="T">float or double.</typeparam>
public sealed class CodebookAverage<T>
    where T : struct, IFloatingPointIeee754<T>
{
    private readonly T[] _codes;
    private readonly int _dim;
    private readonly T _decay;
    private readonly T _epsilon;
    private readonly T[] _counts;
    private readonly T[] _sums;
    private readonly int[] _batch;
    private readonly T[] _batchSums;

    /// <summary>Averages that start at the codes as they are, each as if it stood for one row.</summary>
    /// <param name="codes">The codebook; <see cref="Update"/> writes it.</param>
    /// <param name="dim">The length of a code; positive.</param>
    /// <param name="decay">How much of the past stays; 0 to 1. The default is that of the paper, vector-quantize-pytorch has 0.8.</param>
    /// <param name="epsilon">Of the smoothing; positive.</param>
    /// <exception cref="ArgumentException">The codebook is empty or does not hold whole codes.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of range.</exception>
    public CodebookAverage(T[] codes, int dim, double decay = 0.99, double epsilon = 1e-5)
    {
        ArgumentNullException.ThrowIfNull(codes);
        ArgumentOutOfRangeException.ThrowIfLessThan(dim, 1);
        if (codes.Length == 0 || codes.Length % dim != 0)
        {
            throw new ArgumentException("The codebook must hold whole codes, at least one.", nameof(codes));
        }

        if (!(decay >= 0 && decay <= 1))
        {
            throw new ArgumentOutOfRangeException(nameof(decay), "The decay must be from 0 to 1.");
        }

        if (!(epsilon > 0))
        {
            throw new ArgumentOutOfRangeException(nameof(epsilon), "Epsilon must be positive.");
        }

        (_codes, _dim, _decay, _epsilon) = (codes, dim, T.CreateChecked(decay), T.CreateChecked(epsilon));
        _counts = new T[codes.Length / dim];
        _batch = new int[codes.Length / dim];
        _sums = [.. codes];
        _batchSums = new T[codes.Length];
        Array.Fill(_counts, T.One);
    }

    /// <summary>The moving average of how many rows of a batch each code stands for.</summary>
    public ReadOnlySpan<T> Counts => _counts;

    /// <summary>One step of the averages with the rows of a batch; then the codes are written.</summary>
    /// <param name="z">The rows.</param>
    /// <param name="indices">The code of each row.</param>
    /// <exception cref="ArgumentException">A length does not fit.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There is no such code.</exception>
    public void Update(ReadOnlySpan<T> z, ReadOnlySpan<int> indices)
    {
        Check(z, indices);
        Array.Clear(_batch);
        Array.Clear(_batchSums);
        for (int row = 0; row < indices.Length; row++)
        {
            int k = indices[row];
            _batch[k]++;
            for (int j = 0; j < _dim; j++)
            {
                _batchSums[(k * _dim) + j] += z[(row * _dim) + j];
            }
        }

        T total = T.Zero, fresh = T.One - _decay;
        for (int k = 0; k < _counts.Length; k++)
        {
            _counts[k] = (_decay * _counts[k]) + (fresh * T.CreateChecked(_batch[k]));
            total += _counts[k];
        }

        T scale = total / (total + (T.CreateChecked(_counts.Length) * _epsilon));
        for (int k = 0; k < _counts.Length; k++)
        {
            T smoothed = (_counts[k] + _epsilon) * scale;
            for (int j = 0; j < _dim; j++)
            {
                int at = (k * _dim) + j;
                _sums[at] = (_decay * _sums[at]) + (fresh * _batchSums[at]);
                _codes[at] = _sums[at] / smoothed;
            }
        }
    }

    /// <summary>Codes that stand for next to nothing begin again, each at a row of the batch that the noise chooses.</summary>
    /// <param name="z">The rows; at least one.</param>
    /// <param name="threshold">Codes of a smaller average count begin again.</param>
    /// <param name="seed">Which noise.</param>
    /// <param name="step">Which step of it: another one each time.</param>
    /// <returns>How many codes began again.</returns>
    /// <exception cref="ArgumentException">There is no whole row.</exception>
    public int Expire(ReadOnlySpan<T> z, double threshold, long seed, long step)
    {
        if (z.Length == 0 || z.Length % _dim != 0)
        {
            throw new ArgumentException("There must be whole rows, at least one.", nameof(z));
        }

        int rows = z.Length / _dim, expired = 0;
        for (int k = 0; k < _counts.Length; k++)
        {
            if (_counts[k] >= T.CreateChecked(threshold))
            {
                continue;
            }

            int row = (int)(Noise.Uniform(seed, (step * _counts.Length) + k) * rows);
            z.Slice(row * _dim, _dim).CopyTo(_codes.AsSpan(k * _dim, _dim));
            z.Slice(row * _dim, _dim).CopyTo(_sums.AsSpan(k * _dim, _dim));
            _counts[k] = T.One;
            expired++;
        }

        return expired;
    }

    private void Check(ReadOnlySpan<T> z, ReadOnlySpan<int> indices)
    {
        if (z.Length != indices.Length * _dim)
        {
            throw new ArgumentException("There must be an index for each row.", nameof(indices));
        }

        foreach (int k in indices)
        {
            if ((uint)k >= (uint)_counts.Length)
            {
                throw new ArgumentOutOfRangeException(nameof(indices), "There is no such code.");
            }
        }
    }
}
