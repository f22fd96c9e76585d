using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>
/// One operation with values and gradients from PyTorch and closed forms, for a given upstream that is never all ones. NaN and infinities are strings; rows stand one after the other.
/// </summary>
internal sealed class ReferenceRecord
{
    /// <summary>What a float may be off where a double is exact; relative above 1.</summary>
    public const double SingleTolerance = 2e-6;

    private static readonly Lazy<Dictionary<string, JsonElement>> s_all = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "StraightThrough", "reference.json"))).RootElement.EnumerateArray()
            .ToDictionary(r => r.GetProperty("id").GetString()!, StringComparer.Ordinal));

    private readonly JsonElement _record;

    public ReferenceRecord(string id)
    {
        Id = id;
        _record = s_all.Value[id];
        ForwardTolerance = _record.GetProperty("tol").GetProperty("fwd").GetDouble();
        GradientTolerance = _record.GetProperty("tol").GetProperty("grad").GetDouble();
    }

    public static IEnumerable<string> Ids => s_all.Value.Keys;

    public string Id { get; }

    public double[] Forward => Numbers(_record.GetProperty("forward"));

    public double[] Upstream => Numbers(_record.GetProperty("upstream"));

    public double ForwardTolerance { get; }

    public double GradientTolerance { get; }

    /// <summary>The input of an elementwise operation, whatever its name.</summary>
    public double[] MainInput => Numbers(_record.GetProperty("inputs").EnumerateObject().First().Value);

    public double[] MainGradients => Numbers(_record.GetProperty("gradients").EnumerateObject().First().Value);

    public double[] Inputs(string name) => Numbers(_record.GetProperty("inputs").GetProperty(name));

    public double Input(string name) => Number(_record.GetProperty("inputs").GetProperty(name));

    /// <summary>How long a row of an input is.</summary>
    public int Columns(string input) => _record.GetProperty("inputs").GetProperty(input)[0].GetArrayLength();

    public double Parameter(string name) => Number(_record.GetProperty("params").GetProperty(name));

    public int[] IntegersOf(string parameter) => [.. _record.GetProperty("params").GetProperty(parameter).EnumerateArray().Select(e => e.GetInt32())];

    /// <summary>One of several results, and its upstream gradient.</summary>
    public double[] Output(string name) => Numbers(_record.GetProperty("forward").GetProperty(name));

    public double[] UpstreamOf(string name) => Numbers(_record.GetProperty("upstream").GetProperty(name));

    public double[] Gradients(string name) => Numbers(_record.GetProperty("gradients").GetProperty(name));

    public double Gradient(string name) => Number(_record.GetProperty("gradients").GetProperty(name));

    /// <summary>Equal, both NaN, or within the tolerance, which is relative above 1.</summary>
    public static void AssertEqual(double expected, double actual, double tolerance, string what)
    {
        bool equal = expected == actual || (double.IsNaN(expected) && double.IsNaN(actual)) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
        Assert.True(equal, FormattableString.Invariant($"{what}: expected {expected:R}, was {actual:R}"));
    }

    /// <summary>Element by element.</summary>
    public static void AssertEqual(double[] expected, double[] actual, double tolerance, string what)
    {
        Assert.True(expected.Length == actual.Length, FormattableString.Invariant($"{what}: expected {expected.Length} numbers, were {actual.Length}"));
        for (int i = 0; i < expected.Length; i++)
        {
            AssertEqual(expected[i], actual[i], tolerance, FormattableString.Invariant($"{what}, element {i}"));
        }
    }

    private static double[] Numbers(JsonElement e) => e.ValueKind == JsonValueKind.Array ? [.. e.EnumerateArray().SelectMany(Numbers)] : [Number(e)];

    // the NaN of NumPy has a clear sign bit, that of C# a set one
    private static double Number(JsonElement e) => e.ValueKind != JsonValueKind.String ? e.GetDouble() : e.GetString() switch
    {
        "NaN" => BitConverter.Int64BitsToDouble(0x7FF8000000000000),
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new FormatException(),
    };
}
