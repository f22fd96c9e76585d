using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace SteGen.Numerics;

/// <summary>How many bits differ between one row and each of many. Bits are counted by halves of bytes, sixteen table entries in a register; the counts are integers, so every width agrees.</summary>
internal static unsafe class BitCounts
{
    /// <summary>Counts in bytes grow by at most 8 for each vector.</summary>
    private const int VectorsPerSum = 31;

    public static void Differences(ulong* x, ulong* rows, nint words, nint count, int* result)
    {
        if (Avx512BW.IsSupported) Differences512(x, rows, words, count, result);
        else if (Avx2.IsSupported) Differences256(x, rows, words, count, result);
        else DifferencesOfWords(x, rows, words, count, result);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Differences512(ulong* x, ulong* rows, nint words, nint count, int* result)
    {
        Vector512<byte> low = Vector512.Create((byte)15);
        Vector128<byte> sixteen = Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        Vector512<byte> table = Vector512.Create(Vector256.Create(sixteen, sixteen), Vector256.Create(sixteen, sixteen));
        nint row = 0;
        for (; row + 2 <= count; row += 2, rows += words * 2)
        {
            Vector512<ulong> sum0 = default, sum1 = default;
            for (nint first = 0; first < words;)
            {
                nint end = nint.Min(words, first + (8 * VectorsPerSum));
                Vector512<byte> counts0 = default, counts1 = default;
                for (; first < end; first += 8)
                {
                    Vector512<ulong> own = Vector512.Load(x + first);
                    Vector512<ulong> d0 = own ^ Vector512.Load(rows + first), d1 = own ^ Vector512.Load(rows + words + first);
                    counts0 += Avx512BW.Shuffle(table, d0.AsByte() & low) + Avx512BW.Shuffle(table, (d0 >>> 4).AsByte() & low);
                    counts1 += Avx512BW.Shuffle(table, d1.AsByte() & low) + Avx512BW.Shuffle(table, (d1 >>> 4).AsByte() & low);
                }

                sum0 += Avx512BW.SumAbsoluteDifferences(counts0, Vector512<byte>.Zero).AsUInt64();
                sum1 += Avx512BW.SumAbsoluteDifferences(counts1, Vector512<byte>.Zero).AsUInt64();
            }

            result[row] = (int)Vector512.Sum(sum0);
            result[row + 1] = (int)Vector512.Sum(sum1);
        }

        DifferencesOfWords(x, rows, words, count - row, result + row);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Differences256(ulong* x, ulong* rows, nint words, nint count, int* result)
    {
        Vector256<byte> low = Vector256.Create((byte)15);
        Vector128<byte> sixteen = Vector128.Create((byte)0, 1, 1, 2, 1, 2, 2, 3, 1, 2, 2, 3, 2, 3, 3, 4);
        Vector256<byte> table = Vector256.Create(sixteen, sixteen);
        for (nint row = 0; row < count; row++, rows += words)
        {
            Vector256<ulong> sum = default;
            for (nint first = 0; first < words;)
            {
                nint end = nint.Min(words, first + (4 * (VectorsPerSum - 1)));
                Vector256<byte> counts = default;
                for (; first < end; first += 4)
                {
                    Vector256<ulong> d = Vector256.Load(x + first) ^ Vector256.Load(rows + first);
                    counts += Avx2.Shuffle(table, d.AsByte() & low) + Avx2.Shuffle(table, (d >>> 4).AsByte() & low);
                }

                sum += Avx2.SumAbsoluteDifferences(counts, Vector256<byte>.Zero).AsUInt64();
            }

            result[row] = (int)Vector256.Sum(sum);
        }
    }

    private static void DifferencesOfWords(ulong* x, ulong* rows, nint words, nint count, int* result)
    {
        for (nint row = 0; row < count; row++, rows += words)
        {
            int sum = 0;
            for (nint k = 0; k < words; k++)
            {
                sum += BitOperations.PopCount(x[k] ^ rows[k]);
            }

            result[row] = sum;
        }
    }
}
