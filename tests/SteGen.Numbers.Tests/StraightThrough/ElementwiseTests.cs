using System;
using System.Linq;
using Xunit;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Every elementwise straight-through operation against the reference: zeros, ties, boundaries, infinities and NaN, by the scalar and by the batch members.</summary>
[Trait("Category", "Widths")]
public sealed class ElementwiseTests
{
    public static TheoryData<string> Records => [.. ElementwiseTable.All.Select(e => e.Record)];

    [Theory]
    [MemberData(nameof(Records))]
    public void In_double(string id)
    {
        var reference = new ReferenceRecord(id);
        Members<double> members = ElementwiseTable.All.First(e => e.Record == id).Double;
        double[] x = reference.MainInput;
        var batch = new double[x.Length];
        var gradients = new double[x.Length];
        members.ForwardBatch(x, batch);
        members.BackwardBatch(x, reference.Upstream, gradients);

        double[] expected = reference.MainGradients;
        for (int i = 0; i < x.Length; i++)
        {
            string at = FormattableString.Invariant($"{id} at {x[i]:R}");
            ReferenceRecord.AssertEqual(reference.Forward[i], members.Method(x[i]), reference.ForwardTolerance, $"{at}, the method");
            ReferenceRecord.AssertEqual(reference.Forward[i], members.Forward(x[i]), reference.ForwardTolerance, $"{at}, forward");
            ReferenceRecord.AssertEqual(reference.Forward[i], batch[i], reference.ForwardTolerance, $"{at}, forward of the batch");
            members.Backward(x[i], reference.Upstream[i], out double gradient);
            ReferenceRecord.AssertEqual(expected[i], gradient, reference.GradientTolerance, $"{at}, gradient");
            ReferenceRecord.AssertEqual(expected[i], gradients[i], reference.GradientTolerance, $"{at}, gradient of the batch");
        }
    }

    /// <summary>The same numbers, where they are floats: nearer to a boundary than a float is another case.</summary>
    [Theory]
    [MemberData(nameof(Records))]
    public void In_float(string id)
    {
        var reference = new ReferenceRecord(id);
        Members<float> members = ElementwiseTable.All.First(e => e.Record == id).Single;
        double[] inputs = reference.MainInput;
        int[] kept = [.. Enumerable.Range(0, inputs.Length).Where(i => double.IsNaN(inputs[i]) || (float)inputs[i] == inputs[i])];
        float[] x = [.. kept.Select(i => (float)inputs[i])];
        float[] upstream = [.. kept.Select(i => (float)reference.Upstream[i])];
        var batch = new float[x.Length];
        var gradients = new float[x.Length];
        members.ForwardBatch(x, batch);
        members.BackwardBatch(x, upstream, gradients);

        double[] expected = reference.MainGradients;
        for (int k = 0; k < x.Length; k++)
        {
            int i = kept[k];
            string at = FormattableString.Invariant($"{id} at {x[k]:R}");
            double tolerance = reference.ForwardTolerance == 0 && reference.Forward[i] == (float)reference.Forward[i] ? 0 : ReferenceRecord.SingleTolerance;
            ReferenceRecord.AssertEqual(reference.Forward[i], members.Method(x[k]), tolerance, $"{at}, the method");
            ReferenceRecord.AssertEqual(reference.Forward[i], members.Forward(x[k]), tolerance, $"{at}, forward");
            ReferenceRecord.AssertEqual(reference.Forward[i], batch[k], tolerance, $"{at}, forward of the batch");
            members.Backward(x[k], upstream[k], out float gradient);
            ReferenceRecord.AssertEqual(expected[i], gradient, ReferenceRecord.SingleTolerance, $"{at}, gradient");
            ReferenceRecord.AssertEqual(expected[i], gradients[k], ReferenceRecord.SingleTolerance, $"{at}, gradient of the batch");
        }
    }
}
