using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Custom gradients against the reference.</summary>
[Trait("Category", "Widths")]
public sealed class SpikeTests
{
    private static readonly Dictionary<string, (ForwardBatch<double> Forward, BackwardBatch<double> Backward)> s_spikes = new()
    {
        ["snn.fast_sigmoid.snntorch.f64"] = (Spikes.FastSigmoidForwardBatch, Spikes.FastSigmoidBackwardBatch),
        ["snn.superspike.norse.f64"] = (Spikes.SuperSpikeForwardBatch, Spikes.SuperSpikeBackwardBatch),
        ["snn.atan.snntorch.f64"] = (Spikes.ArctangentForwardBatch, Spikes.ArctangentBackwardBatch),
        ["snn.triangle.norse.f64"] = (Spikes.TriangleForwardBatch, Spikes.TriangleBackwardBatch),
    };

    public static IEnumerable<string> Used => s_spikes.Keys;

    public static TheoryData<string> Records => [.. Used];

    [Theory]
    [MemberData(nameof(Records))]
    public void Surrogates_of_spikes(string id)
    {
        var reference = new ReferenceRecord(id);
        double[] x = reference.Inputs("x");
        var result = new double[x.Length];
        var gradient = new double[x.Length];
        s_spikes[id].Forward(x, result);
        s_spikes[id].Backward(x, reference.Upstream, gradient);
        foreach (var (expected, actual, at) in reference.Forward.Zip(result, x))
        {
            ReferenceRecord.AssertEqual(expected, actual, reference.ForwardTolerance, $"{id} at {at}");
        }

        foreach (var (expected, actual, at) in reference.Gradients("x").Zip(gradient, x))
        {
            ReferenceRecord.AssertEqual(expected, actual, reference.GradientTolerance, $"{id}, gradient at {at}");
        }
    }
}
