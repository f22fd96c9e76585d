using System;
using System.Linq;
using SteGen;
using Xunit;

namespace SteGen.Numbers.Tests.StraightThrough;

public sealed class CodebookAverageTests
{
    /// <summary>The recurrence written down by itself, code by code.</summary>
    [Fact]
    public void Codes_follow_the_rows_that_they_stand_for()
    {
        const double decay = 0.8, epsilon = 1e-5;
        var random = new Random(3);
        double[] codes = [1, 0, 0, 1, -1, -1], sums = [.. codes], counts = [1, 1, 1];
        CodebookAverage<double> average = new(codes, 2, decay, epsilon);
        for (int step = 0; step < 10; step++)
        {
            double[] z = [.. Enumerable.Range(0, 12).Select(_ => random.NextDouble())];
            int[] indices = [.. Enumerable.Range(0, 6).Select(_ => random.Next(3))];
            average.Update(z, indices);
            for (int k = 0; k < 3; k++)
            {
                int[] rows = [.. Enumerable.Range(0, 6).Where(r => indices[r] == k)];
                counts[k] = (decay * counts[k]) + ((1 - decay) * rows.Length);
                sums[2 * k] = (decay * sums[2 * k]) + ((1 - decay) * rows.Sum(r => z[2 * r]));
                sums[(2 * k) + 1] = (decay * sums[(2 * k) + 1]) + ((1 - decay) * rows.Sum(r => z[(2 * r) + 1]));
            }

            for (int k = 0; k < 3; k++)
            {
                double n = (counts[k] + epsilon) / (counts.Sum() + (3 * epsilon)) * counts.Sum();
                Assert.Equal(sums[2 * k] / n, codes[2 * k], 1e-12);
                Assert.Equal(sums[(2 * k) + 1] / n, codes[(2 * k) + 1], 1e-12);
                Assert.Equal(counts[k], average.Counts[k], 1e-12);
            }
        }
    }

    [Fact]
    public void A_code_that_nobody_uses_begins_again_at_a_row()
    {
        float[] codes = [1, 0, 5, 5], z = [0.9f, 0.1f, 1.1f, 0];
        CodebookAverage<float> average = new(codes, 2, 0.5);
        for (int step = 0; step < 10; step++)
        {
            average.Update(z, [0, 0]);
        }

        Assert.Equal(1, average.Expire(z, 0.1, seed: 1, step: 0));
        Assert.True(codes.AsSpan(2).SequenceEqual(z.AsSpan(0, 2)) || codes.AsSpan(2).SequenceEqual(z.AsSpan(2, 2)));
        Assert.Equal(0, average.Expire(z, 0.1, seed: 1, step: 1));
    }
}
