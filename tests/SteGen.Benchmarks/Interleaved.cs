using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace SteGen.Benchmarks;

/// <summary>
/// Runs contenders in turn, round by round, on warm memory, and prints medians and ratios to the first: a machine whose speed drifts then drifts for all of them.
/// </summary>
internal static class Interleaved
{
    private const int Rounds = 31;
    private static readonly TimeSpan s_round = TimeSpan.FromMilliseconds(4);

    /// <param name="title">What is measured.</param>
    /// <param name="elements">How many elements one call handles: times are printed per element.</param>
    /// <param name="contenders">Name, code; the first is what the others are compared with.</param>
    /// <returns>The median time of each contender, in nanoseconds per call.</returns>
    public static double[] Run(string title, int elements, params (string Name, Action Code)[] contenders)
    {
        int[] calls = [.. contenders.Select(c => Calibrate(c.Code))];
        List<double>[] times = [.. contenders.Select(_ => new List<double>())];
        for (int round = 0; round < Rounds; round++)
        {
            for (int k = 0; k < contenders.Length; k++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int call = 0; call < calls[k]; call++)
                {
                    contenders[k].Code();
                }

                times[k].Add(Stopwatch.GetElapsedTime(start).TotalNanoseconds / calls[k]);
            }
        }

        double[] medians = [.. times.Select(t => t.Order().ElementAt(Rounds / 2))];
        Console.WriteLine($"{title} ({elements:N0} elements)");
        for (int k = 0; k < contenders.Length; k++)
        {
            Console.WriteLine(string.Format(
                CultureInfo.InvariantCulture, "  {0,-44} {1,12:N0} ns  {2,8:F3} ns/element  {3,8:F3} x", contenders[k].Name, medians[k], medians[k] / elements, medians[k] / medians[0]));
        }

        return medians;
    }

    private static int Calibrate(Action code)
    {
        for (int warm = 0; warm < 50; warm++)
        {
            long once = Stopwatch.GetTimestamp();
            code();
            if (warm > 2 && Stopwatch.GetElapsedTime(once) > s_round)
            {
                return 1;
            }
        }

        long start = Stopwatch.GetTimestamp();
        code();
        double one = Math.Max(Stopwatch.GetElapsedTime(start).TotalNanoseconds, 20);
        return (int)Math.Clamp(s_round.TotalNanoseconds / one, 1, 1_000_000);
    }
}
