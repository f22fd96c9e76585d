using System;
using System.Collections.Generic;
using System.Numerics;

namespace SteGen.Tests.Numerics;

/// <summary>Errors in units in the last place, measured against the oracle.</summary>
internal static class Accuracy
{
    /// <summary>How many points a test takes per function and type; the switch asks for a long sweep.</summary>
    public static int Points { get; } = int.TryParse(Environment.GetEnvironmentVariable("STEGEN_SWEEP"), out int n) ? n : 400;

    /// <summary>|actual - exact| in units of the last place of a float at the exact value.</summary>
    public static double Ulps(float actual, BigFloat exact) => Ulps((double)actual, exact, 23, -126);

    /// <summary>|actual - exact| in units of the last place of a double at the exact value.</summary>
    public static double Ulps(double actual, BigFloat exact) => Ulps(actual, exact, 52, -1022);

    private static double Ulps(double actual, BigFloat exact, int bits, int least)
    {
        if (exact.Sign == 0)
        {
            return actual == 0 ? 0 : double.PositiveInfinity;
        }

        int unit = Math.Max(exact.Magnitude, least) - bits;
        return (actual - exact).Abs().Scale(-unit).ToDouble();
    }

    /// <summary>Points of a range: half of them even in value, half even in magnitude (small numbers matter where a function is nearly the identity).</summary>
    public static IEnumerable<double> Samples(double from, double to, int seed)
    {
        Random random = new(seed);
        double tiny = 1e-9 * Math.Max(Math.Abs(from), Math.Abs(to));
        for (int i = 0; i < Points; i++)
        {
            if (i % 2 == 0)
            {
                yield return from + ((to - from) * random.NextDouble());
                continue;
            }

            double largest = random.Next(2) == 0 && from < 0 ? from : to;
            if (largest == 0)
            {
                largest = from;
            }

            double magnitude = tiny * Math.Pow(Math.Abs(largest) / tiny, random.NextDouble());
            double x = Math.CopySign(magnitude, largest);
            yield return x >= from && x <= to ? x : from + ((to - from) * random.NextDouble());
        }
    }
}
