using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static SteGen.Numbers.Tests.StraightThrough.Outcome;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Binary, ternary and few-bit weights, whose scale comes from all of them, against the reference in both precisions.</summary>
[Trait("Category", "Widths")]
public sealed class WeightTests
{
    private static readonly Dictionary<string, (Func<ReferenceRecord, Outcome> Double, Func<ReferenceRecord, Outcome> Single, string? Output)> s_all = new()
    {
        ["magnitude_aware_sign.larq.f64"] = (MagnitudeAwareSign, MagnitudeAwareSignSingle, "y"),
        ["hardbinaryconv.reactnet.f64"] = (HardBinaryConvolution, HardBinaryConvolutionSingle, "y"),
        ["xnor_weight.full.f64"] = (XnorWeights, XnorWeightsSingle, "y"),
        ["xnor_weight.paper.f64"] = (XnorWeightsByPaper, XnorWeightsByPaperSingle, "y"),
        ["dorefa.weights.k1.f64"] = (DoReFaWeights, DoReFaWeightsSingle, null),
        ["dorefa.weights.k2.f64"] = (DoReFaWeights, DoReFaWeightsSingle, null),
        ["dorefa.weights.k4.f64"] = (DoReFaWeights, DoReFaWeightsSingle, null),
        ["dorefa.weights_maxgrad.k2.f64"] = (DoReFaWeightsByMax, DoReFaWeightsByMaxSingle, null),
        ["dorefa.weights_maxgrad.k4.f64"] = (DoReFaWeightsByMax, DoReFaWeightsByMaxSingle, null),
        ["dorefa.weights.binary.f64"] = (DoReFaBinaryWeights, DoReFaBinaryWeightsSingle, "y"),
        ["twn.weights.f64"] = (TernaryWeights, TernaryWeightsSingle, "y"),
        ["ste_tern.larq.twn.f64"] = (TernaryByThreshold, TernaryByThresholdSingle, "y"),
        ["lsq.init.f64"] = (LearnedStepStart, LearnedStepStartSingle, "s"),
    };

    public static IEnumerable<string> Used => s_all.Keys;

    public static TheoryData<string> Records => [.. Used];

    [Theory]
    [MemberData(nameof(Records))]
    public void In_double(string id)
    {
        ReferenceRecord r = new(id);
        s_all[id].Double(r).AssertEqual(r, s_all[id].Output, null);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void In_float(string id)
    {
        ReferenceRecord r = new(id);
        s_all[id].Single(r).AssertEqual(r, s_all[id].Output, ReferenceRecord.SingleTolerance);
    }

    private static Outcome MagnitudeAwareSign(ReferenceRecord r)
    {
        double[] w = As<double>(r.Inputs("w")), g = As<double>(r.UpstreamOf("y")), y = new double[w.Length], forward = new double[w.Length], gradient = new double[w.Length];
        int channels = r.Columns("w");
        Ste.MagnitudeAwareSign(w, channels, y, 1, SignZero.Positive, true);
        Ste.MagnitudeAwareSignForward(w, channels, forward, 1, SignZero.Positive, true);
        Ste.MagnitudeAwareSignBackward(w, channels, 1, SignZero.Positive, true, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome MagnitudeAwareSignSingle(ReferenceRecord r)
    {
        float[] w = As<float>(r.Inputs("w")), g = As<float>(r.UpstreamOf("y")), y = new float[w.Length], forward = new float[w.Length], gradient = new float[w.Length];
        int channels = r.Columns("w");
        Ste.MagnitudeAwareSign(w, channels, y, 1, SignZero.Positive, true);
        Ste.MagnitudeAwareSignForward(w, channels, forward, 1, SignZero.Positive, true);
        Ste.MagnitudeAwareSignBackward(w, channels, 1, SignZero.Positive, true, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome HardBinaryConvolution(ReferenceRecord r)
    {
        double[] w = As<double>(r.Inputs("w")), g = As<double>(r.UpstreamOf("y")), y = new double[w.Length], forward = new double[w.Length], gradient = new double[w.Length];
        int channels = r.Columns("w");
        Ste.MagnitudeAwareSign(w, channels, y, 1, SignZero.Zero, false);
        Ste.MagnitudeAwareSignForward(w, channels, forward, 1, SignZero.Zero, false);
        Ste.MagnitudeAwareSignBackward(w, channels, 1, SignZero.Zero, false, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome HardBinaryConvolutionSingle(ReferenceRecord r)
    {
        float[] w = As<float>(r.Inputs("w")), g = As<float>(r.UpstreamOf("y")), y = new float[w.Length], forward = new float[w.Length], gradient = new float[w.Length];
        int channels = r.Columns("w");
        Ste.MagnitudeAwareSign(w, channels, y, 1, SignZero.Zero, false);
        Ste.MagnitudeAwareSignForward(w, channels, forward, 1, SignZero.Zero, false);
        Ste.MagnitudeAwareSignBackward(w, channels, 1, SignZero.Zero, false, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome XnorWeights(ReferenceRecord r)
    {
        double[] w = As<double>(r.Inputs("w")), g = As<double>(r.UpstreamOf("y")), y = new double[w.Length], forward = new double[w.Length], gradient = new double[w.Length];
        int channels = r.Columns("w");
        Ste.XnorWeights(w, channels, y, false);
        Ste.XnorWeightsForward(w, channels, forward, false);
        Ste.XnorWeightsBackward(w, channels, false, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome XnorWeightsSingle(ReferenceRecord r)
    {
        float[] w = As<float>(r.Inputs("w")), g = As<float>(r.UpstreamOf("y")), y = new float[w.Length], forward = new float[w.Length], gradient = new float[w.Length];
        int channels = r.Columns("w");
        Ste.XnorWeights(w, channels, y, false);
        Ste.XnorWeightsForward(w, channels, forward, false);
        Ste.XnorWeightsBackward(w, channels, false, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome XnorWeightsByPaper(ReferenceRecord r)
    {
        double[] w = As<double>(r.Inputs("w")), g = As<double>(r.UpstreamOf("y")), y = new double[w.Length], forward = new double[w.Length], gradient = new double[w.Length];
        int channels = r.Columns("w");
        Ste.XnorWeights(w, channels, y, true);
        Ste.XnorWeightsForward(w, channels, forward, true);
        Ste.XnorWeightsBackward(w, channels, true, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome XnorWeightsByPaperSingle(ReferenceRecord r)
    {
        float[] w = As<float>(r.Inputs("w")), g = As<float>(r.UpstreamOf("y")), y = new float[w.Length], forward = new float[w.Length], gradient = new float[w.Length];
        int channels = r.Columns("w");
        Ste.XnorWeights(w, channels, y, true);
        Ste.XnorWeightsForward(w, channels, forward, true);
        Ste.XnorWeightsBackward(w, channels, true, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome DoReFaWeights(ReferenceRecord r)
    {
        double[] w = As<double>(r.Inputs("w")), g = As<double>(r.Upstream), y = new double[w.Length], forward = new double[w.Length], gradient = new double[w.Length];
        int bits = (int)r.Parameter("k_bit");
        Ste.DoReFaWeights(w, bits, y, true);
        Ste.DoReFaWeightsForward(w, bits, forward, true);
        Ste.DoReFaWeightsBackward(w, bits, true, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome DoReFaWeightsSingle(ReferenceRecord r)
    {
        float[] w = As<float>(r.Inputs("w")), g = As<float>(r.Upstream), y = new float[w.Length], forward = new float[w.Length], gradient = new float[w.Length];
        int bits = (int)r.Parameter("k_bit");
        Ste.DoReFaWeights(w, bits, y, true);
        Ste.DoReFaWeightsForward(w, bits, forward, true);
        Ste.DoReFaWeightsBackward(w, bits, true, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome DoReFaWeightsByMax(ReferenceRecord r)
    {
        double[] w = As<double>(r.Inputs("w")), g = As<double>(r.Upstream), y = new double[w.Length], forward = new double[w.Length], gradient = new double[w.Length];
        int bits = (int)r.Parameter("k_bit");
        Ste.DoReFaWeights(w, bits, y, false);
        Ste.DoReFaWeightsForward(w, bits, forward, false);
        Ste.DoReFaWeightsBackward(w, bits, false, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome DoReFaWeightsByMaxSingle(ReferenceRecord r)
    {
        float[] w = As<float>(r.Inputs("w")), g = As<float>(r.Upstream), y = new float[w.Length], forward = new float[w.Length], gradient = new float[w.Length];
        int bits = (int)r.Parameter("k_bit");
        Ste.DoReFaWeights(w, bits, y, false);
        Ste.DoReFaWeightsForward(w, bits, forward, false);
        Ste.DoReFaWeightsBackward(w, bits, false, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome DoReFaBinaryWeights(ReferenceRecord r)
    {
        double[] w = As<double>(r.Inputs("w")), g = As<double>(r.UpstreamOf("y")), y = new double[w.Length], forward = new double[w.Length], gradient = new double[w.Length];
        Ste.DoReFaBinaryWeights(w, y);
        Ste.DoReFaBinaryWeightsForward(w, forward);
        Ste.DoReFaBinaryWeightsBackward(w, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome DoReFaBinaryWeightsSingle(ReferenceRecord r)
    {
        float[] w = As<float>(r.Inputs("w")), g = As<float>(r.UpstreamOf("y")), y = new float[w.Length], forward = new float[w.Length], gradient = new float[w.Length];
        Ste.DoReFaBinaryWeights(w, y);
        Ste.DoReFaBinaryWeightsForward(w, forward);
        Ste.DoReFaBinaryWeightsBackward(w, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome TernaryWeights(ReferenceRecord r)
    {
        double[] w = As<double>(r.Inputs("w")), g = As<double>(r.UpstreamOf("y")), y = new double[w.Length], forward = new double[w.Length], gradient = new double[w.Length];
        Ste.TernaryWeights(w, y);
        Ste.TernaryWeightsForward(w, forward);
        Ste.TernaryWeightsBackward(w, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome TernaryWeightsSingle(ReferenceRecord r)
    {
        float[] w = As<float>(r.Inputs("w")), g = As<float>(r.UpstreamOf("y")), y = new float[w.Length], forward = new float[w.Length], gradient = new float[w.Length];
        Ste.TernaryWeights(w, y);
        Ste.TernaryWeightsForward(w, forward);
        Ste.TernaryWeightsBackward(w, g, gradient);
        AssertSame(y, forward);
        return Outcome.Of(forward, ("w", gradient));
    }

    private static Outcome TernaryByThreshold(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("x")), g = As<double>(r.UpstreamOf("y")), y = new double[x.Length], gradient = new double[x.Length];
        double threshold = Ste.TernaryThreshold(x);
        ReferenceRecord.AssertEqual(r.Output("threshold")[0], threshold, ReferenceRecord.SingleTolerance, "threshold");
        Quantizers.TernaryForwardBatch(x, threshold, y);
        Quantizers.TernaryBackwardBatch(x, threshold, g, gradient);
        return Outcome.Of(y, ("x", gradient));
    }

    private static Outcome TernaryByThresholdSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("x")), g = As<float>(r.UpstreamOf("y")), y = new float[x.Length], gradient = new float[x.Length];
        float threshold = Ste.TernaryThreshold(x);
        ReferenceRecord.AssertEqual(r.Output("threshold")[0], threshold, ReferenceRecord.SingleTolerance, "threshold");
        Quantizers.TernaryForwardBatch(x, threshold, y);
        Quantizers.TernaryBackwardBatch(x, threshold, g, gradient);
        return Outcome.Of(y, ("x", gradient));
    }

    private static Outcome LearnedStepStart(ReferenceRecord r)
    {
        return Outcome.Of([Ste.LearnedStepStart(As<double>(r.Inputs("v")), r.Parameter("Qp"))]);
    }

    private static Outcome LearnedStepStartSingle(ReferenceRecord r)
    {
        return Outcome.Of([Ste.LearnedStepStart(As<float>(r.Inputs("v")), (float)r.Parameter("Qp"))]);
    }
}
