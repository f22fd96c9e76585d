using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.Json;
using Xunit;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>
/// One operation with values and gradients from PyTorch and closed forms, for a given upstream that is never all ones. The file holds the records of the operations that
/// SteGen has; NaN and infinities are strings.
/// </summary>
internal sealed class ReferenceRecord
{
    private static readonly Lazy<Dictionary<string, JsonElement>> s_all = new(() =>
        JsonDocument.Parse(File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "StraightThrough", "reference.json"))).RootElement.EnumerateArray()
            .ToDictionary(r => r.GetProperty("id").GetString()!, StringComparer.Ordinal));

    private readonly JsonElement _record;

    public ReferenceRecord(string id)
    {
        _record = s_all.Value[id];
        Forward = Numbers(_record.GetProperty("forward"));
        Upstream = Numbers(_record.GetProperty("upstream"));
        ForwardTolerance = _record.GetProperty("tol").GetProperty("fwd").GetDouble();
        GradientTolerance = _record.GetProperty("tol").GetProperty("grad").GetDouble();
    }

    public static IEnumerable<string> Ids => s_all.Value.Keys;

    public double[] Forward { get; }

    public double[] Upstream { get; }

    public double ForwardTolerance { get; }

    public double GradientTolerance { get; }

    public double[] Inputs(string name) => Numbers(_record.GetProperty("inputs").GetProperty(name));

    public double Input(string name) => Number(_record.GetProperty("inputs").GetProperty(name));

    public double Parameter(string name) => Number(_record.GetProperty("params").GetProperty(name));

    public double[] Gradients(string name) => Numbers(_record.GetProperty("gradients").GetProperty(name));

    public double Gradient(string name) => Number(_record.GetProperty("gradients").GetProperty(name));

    /// <summary>Equal, both NaN, or within the tolerance, which is relative above 1.</summary>
    public static void AssertEqual(double expected, double actual, double tolerance, string what)
    {
        bool equal = expected == actual || (double.IsNaN(expected) && double.IsNaN(actual)) || Math.Abs(expected - actual) <= tolerance * Math.Max(1, Math.Abs(expected));
        Assert.True(equal, FormattableString.Invariant($"{what}: expected {expected:R}, was {actual:R}"));
    }

    private static double[] Numbers(JsonElement array) => [.. array.EnumerateArray().Select(Number)];

    private static double Number(JsonElement e) => e.ValueKind == JsonValueKind.String ? double.Parse(e.GetString()!, System.Globalization.CultureInfo.InvariantCulture) : e.GetDouble();
}
