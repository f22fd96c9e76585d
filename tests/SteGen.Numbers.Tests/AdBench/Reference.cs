using System;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace AdBench;

/// <summary>Reference results of a native hand-written derivative, and the two fair tests: entry by entry, and checksums.</summary>
internal sealed class Reference(string name)
{
    private readonly JsonElement _root = JsonDocument.Parse(DataFile.ReadText(Find("reference", name + ".json"))).RootElement;

    public static string Find(string folder, string file)
    {
        string path = Path.Combine(AppContext.BaseDirectory, "AdBench", folder, file);
        return File.Exists(path) ? path : path + ".gz";
    }

    public double Number(string property) => _root.GetProperty(property).GetDouble();

    public int Kept => _root.GetProperty("kept").GetInt32();

    /// <summary>All numbers of a property, nested arrays laid end to end.</summary>
    public double[] Numbers(string property) => Flat(_root.GetProperty(property));

    private static double[] Flat(JsonElement e) => e.ValueKind == JsonValueKind.Array ? [.. e.EnumerateArray().SelectMany(Flat)] : [e.GetDouble()];

    /// <summary>Entry by entry: 1e-9 relative plus 1e-12 of the largest entry.</summary>
    public static void AssertClose(ReadOnlySpan<double> expected, ReadOnlySpan<double> actual, string what)
    {
        Assert.Equal(expected.Length, actual.Length);
        double largest = 0;
        foreach (double e in expected)
        {
            largest = Math.Max(largest, Math.Abs(e));
        }

        for (int i = 0; i < expected.Length; i++)
        {
            double allowed = (1e-9 * Math.Abs(expected[i])) + (1e-12 * largest);
            Assert.True(Math.Abs(expected[i] - actual[i]) <= allowed, $"{what}[{i}]: expected {expected[i]:R}, got {actual[i]:R}");
        }
    }

    /// <summary>Sums over all entries, judged against the sum of their absolute values.</summary>
    public void AssertChecksum(string property, ReadOnlySpan<double> values, double tolerance = 1e-10)
    {
        JsonElement expected = _root.GetProperty(property);
        double sum = 0, sumAbs = 0, sumSquares = 0, dot = 0;
        for (int i = 0; i < values.Length; i++)
        {
            sum += values[i];
            sumAbs += Math.Abs(values[i]);
            sumSquares += values[i] * values[i];
            dot += values[i] * Weight((ulong)i);
        }

        double scale = expected.GetProperty("sumAbs").GetDouble();
        Assert.Equal(expected.GetProperty("count").GetInt32(), values.Length);
        Check("sum", sum, scale);
        Check("sumAbs", sumAbs, scale);
        Check("dot", dot, scale);
        Check("sumSquares", sumSquares, expected.GetProperty("sumSquares").GetDouble());

        void Check(string name, double actual, double size)
        {
            double e = expected.GetProperty(name).GetDouble();
            Assert.True(Math.Abs(e - actual) <= tolerance * size, $"{property}.{name}: expected {e:R}, got {actual:R}");
        }
    }

    private static double Weight(ulong i)
    {
        unchecked
        {
            ulong z = (i + 1) * 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            z ^= z >> 31;
            return ((z >> 11) * (1.0 / (1L << 53))) - 0.5;
        }
    }
}
