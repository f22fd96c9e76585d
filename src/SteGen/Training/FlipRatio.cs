using System;

namespace SteGen.Training;

/// <summary>
/// The fraction of binary weights that changed their sign since the last look. It shows whether a binary network still learns: a raw sign gives 0 for ever, a rate that is too high gives noise.
/// </summary>
/// <param name="count">How many weights.</param>
/// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
public sealed class FlipRatio(int count)
{
    private readonly BitMatrix _now = new(1, count);
    private readonly BitMatrix _before = new(1, count);
    private readonly int[] _product = new int[1];
    private bool _hasSeen;

    /// <summary>Looks at the weights.</summary>
    /// <param name="weights">The weights; at least 0 counts as +1.</param>
    /// <returns>The fraction of signs that differ from those of the last call; 0 at the first, and without weights.</returns>
    /// <exception cref="ArgumentException">The length is not that of the constructor.</exception>
    public double Update(ReadOnlySpan<float> weights)
    {
        if (weights.Length != count) throw new ArgumentException($"weights has {weights.Length} elements; there were to be {count}.", nameof(weights));
        _now.Set(weights);
        _now.MultiplyRow(0, _before, _product);
        _now.Words.CopyTo(_before.Storage);
        bool isFirst = !_hasSeen;
        _hasSeen = true;
        return isFirst || count == 0 ? 0 : (count - _product[0]) / 2 / (double)count;
    }
}
