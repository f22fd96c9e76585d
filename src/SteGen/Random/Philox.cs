namespace SteGen;

/// <summary>
/// Philox4x32-10, the counter-based generator of Salmon and others: ten rounds turn a counter of four 32-bit words and a key of two into four random words. There is no state: any part of the sequence is computed by itself.
/// </summary>
/// <remarks>Salmon, Moraes, Dror, Shaw 2011, "Parallel random numbers: as easy as 1, 2, 3". The words are the low halves of longs, so that the function may stand in differentiable code.</remarks>
public static class Philox
{
    private const long Low = 0xFFFFFFFF;

    /// <summary>The four words of a block.</summary>
    /// <param name="counter0">The lowest word of the counter, 0 to 2^32 - 1, like all of these.</param>
    /// <param name="counter1">The second word of the counter.</param>
    /// <param name="counter2">The third word of the counter.</param>
    /// <param name="counter3">The highest word of the counter.</param>
    /// <param name="key0">The low word of the key.</param>
    /// <param name="key1">The high word of the key.</param>
    /// <returns>Four words, 0 to 2^32 - 1.</returns>
    [Differentiable(Emit = Derivatives.None)]
    public static (long Word0, long Word1, long Word2, long Word3) Block(long counter0, long counter1, long counter2, long counter3, long key0, long key1)
    {
        for (int round = 0; round < 10; round++)
        {
            long first = 0xD2511F53 * counter0, second = 0xCD9E8D57 * counter2;
            counter0 = (second >>> 32) ^ counter1 ^ key0;
            counter1 = second & Low;
            counter2 = (first >>> 32) ^ counter3 ^ key1;
            counter3 = first & Low;
            key0 = (key0 + 0x9E3779B9) & Low;
            key1 = (key1 + 0xBB67AE85) & Low;
        }

        return (counter0, counter1, counter2, counter3);
    }
}
