using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static SteGen.Numbers.Tests.StraightThrough.Outcome;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Learned quantizers and sampled bits against the reference, by batch members with uniform inputs, in both precisions.</summary>
[Trait("Category", "Widths")]
public sealed class QuantizerTests
{
    private static readonly Dictionary<string, (Func<ReferenceRecord, Outcome> Double, Func<ReferenceRecord, Outcome> Single)> s_all = new()
    {
        ["lsq.zhutmost.w2.f64"] = (LearnedStep, LearnedStepSingle),
        ["lsq.zhutmost.w3.f64"] = (LearnedStep, LearnedStepSingle),
        ["lsq.zhutmost.a3.f64"] = (LearnedStep, LearnedStepSingle),
        ["lsq.zhutmost.w8.f64"] = (LearnedStep, LearnedStepSingle),
        ["lsq.paper.w2.f64"] = (LearnedStepStrict, LearnedStepStrictSingle),
        ["lsq.paper.w3.f64"] = (LearnedStepStrict, LearnedStepStrictSingle),
        ["lsq.paper.a3.f64"] = (LearnedStepStrict, LearnedStepStrictSingle),
        ["lsq.paper.w8.f64"] = (LearnedStepStrict, LearnedStepStrictSingle),
        ["lsqplus.a3.f64"] = (LearnedStepOffset, LearnedStepOffsetSingle),
        ["pact.k2.f64"] = (Pact, PactSingle),
        ["pact.k4.f64"] = (Pact, PactSingle),
        ["intquant.brevitas.b3.f64"] = (LearnedFakeQuantize, LearnedFakeQuantizeSingle),
        ["ternary_quant.brevitas.f64"] = (TernaryQuantize, TernaryQuantizeSingle),
        ["bernoulli_st.sigmoid.f64"] = (Bernoulli, BernoulliSingle),
        ["binary_connect.stochastic.f64"] = (BinaryConnectSampled, BinaryConnectSampledSingle),
        ["hard_concrete.louizos.f64"] = (HardConcrete, HardConcreteSingle),
        ["hard_concrete.louizos_st.f64"] = (HardConcreteStep, HardConcreteStepSingle),
        ["Julia article.gumbel_softmax_ste_binary.t0.5.eta1.1.g-0.1.f64"] = (GumbelSoftmaxBinary, GumbelSoftmaxBinarySingle),
        ["Julia article.gumbel_softmax_ste_binary.t0.667.eta1.1.g-0.1.f64"] = (GumbelSoftmaxBinary, GumbelSoftmaxBinarySingle),
        ["Julia article.gumbel_softmax_ste_binary.t0.1.eta1.2.g-0.2.f64"] = (GumbelSoftmaxBinary, GumbelSoftmaxBinarySingle),
        ["Julia article.gumbel_softmax_ste_binary.t1.eta1.0.g0.0.f64"] = (GumbelSoftmaxBinary, GumbelSoftmaxBinarySingle),
        ["Julia article.hard_concrete_soft.t0.5.eta1.1.g-0.1.f64"] = (HardConcreteOfProbability, HardConcreteOfProbabilitySingle),
        ["Julia article.hard_concrete_soft.t0.667.eta1.1.g-0.1.f64"] = (HardConcreteOfProbability, HardConcreteOfProbabilitySingle),
        ["Julia article.hard_concrete_soft.t0.1.eta1.2.g-0.2.f64"] = (HardConcreteOfProbability, HardConcreteOfProbabilitySingle),
        ["Julia article.hard_concrete_soft.t1.eta1.0.g0.0.f64"] = (HardConcreteOfProbability, HardConcreteOfProbabilitySingle),
    };

    public static IEnumerable<string> Used => s_all.Keys;

    public static TheoryData<string> Records => [.. Used];

    [Theory]
    [MemberData(nameof(Records))]
    public void In_double(string id)
    {
        ReferenceRecord r = new(id);
        s_all[id].Double(r).AssertEqual(r, Output(r), null);
    }

    [Theory]
    [MemberData(nameof(Records))]
    public void In_float(string id)
    {
        ReferenceRecord r = new(id);
        s_all[id].Single(r).AssertEqual(r, Output(r), 5 * ReferenceRecord.SingleTolerance);
    }

    private static string? Output(ReferenceRecord r) => r.Id.Contains("ste_binary", StringComparison.Ordinal) ? "y" : null;

    private static Outcome LearnedStep(ReferenceRecord r)
    {
        double[] v = As<double>(r.Inputs("v")), g = As<double>(r.Upstream), y = new double[v.Length], vGradient = new double[v.Length];
        double s = r.Input("s"), qn = r.Parameter("Qn"), qp = r.Parameter("Qp"), weight = r.Parameter("grad_scale");
        Quantizers.LearnedStepForwardBatch(v, s, qn, qp, weight, y);
        Quantizers.LearnedStepBackwardBatch(v, s, qn, qp, weight, g, vGradient, out double sGradient);
        return Outcome.Of(y, ("v", vGradient), ("s", [sGradient]));
    }

    private static Outcome LearnedStepSingle(ReferenceRecord r)
    {
        float[] v = As<float>(r.Inputs("v")), g = As<float>(r.Upstream), y = new float[v.Length], vGradient = new float[v.Length];
        float s = (float)r.Input("s"), qn = (float)r.Parameter("Qn"), qp = (float)r.Parameter("Qp"), weight = (float)r.Parameter("grad_scale");
        Quantizers.LearnedStepForwardBatch(v, s, qn, qp, weight, y);
        Quantizers.LearnedStepBackwardBatch(v, s, qn, qp, weight, g, vGradient, out float sGradient);
        return Outcome.Of(y, ("v", vGradient), ("s", [sGradient]));
    }

    private static Outcome LearnedStepStrict(ReferenceRecord r)
    {
        double[] v = As<double>(r.Inputs("v")), g = As<double>(r.Upstream), y = new double[v.Length], vGradient = new double[v.Length];
        double s = r.Input("s"), qn = r.Parameter("Qn"), qp = r.Parameter("Qp"), weight = r.Parameter("grad_scale");
        Quantizers.LearnedStepStrictForwardBatch(v, s, qn, qp, weight, y);
        Quantizers.LearnedStepStrictBackwardBatch(v, s, qn, qp, weight, g, vGradient, out double sGradient);
        return Outcome.Of(y, ("v", vGradient), ("s", [sGradient]));
    }

    private static Outcome LearnedStepStrictSingle(ReferenceRecord r)
    {
        float[] v = As<float>(r.Inputs("v")), g = As<float>(r.Upstream), y = new float[v.Length], vGradient = new float[v.Length];
        float s = (float)r.Input("s"), qn = (float)r.Parameter("Qn"), qp = (float)r.Parameter("Qp"), weight = (float)r.Parameter("grad_scale");
        Quantizers.LearnedStepStrictForwardBatch(v, s, qn, qp, weight, y);
        Quantizers.LearnedStepStrictBackwardBatch(v, s, qn, qp, weight, g, vGradient, out float sGradient);
        return Outcome.Of(y, ("v", vGradient), ("s", [sGradient]));
    }

    private static Outcome LearnedStepOffset(ReferenceRecord r)
    {
        double[] v = As<double>(r.Inputs("v")), g = As<double>(r.Upstream), y = new double[v.Length], vGradient = new double[v.Length];
        double s = r.Input("s"), beta = r.Input("beta"), n = r.Parameter("n"), p = r.Parameter("p"), weight = r.Parameter("grad_scale");
        Quantizers.LearnedStepOffsetForwardBatch(v, s, beta, n, p, weight, y);
        Quantizers.LearnedStepOffsetBackwardBatch(v, s, beta, n, p, weight, g, vGradient, out double sGradient, out double betaGradient);
        return Outcome.Of(y, ("v", vGradient), ("s", [sGradient]), ("beta", [betaGradient]));
    }

    private static Outcome LearnedStepOffsetSingle(ReferenceRecord r)
    {
        float[] v = As<float>(r.Inputs("v")), g = As<float>(r.Upstream), y = new float[v.Length], vGradient = new float[v.Length];
        float s = (float)r.Input("s"), beta = (float)r.Input("beta"), n = (float)r.Parameter("n"), p = (float)r.Parameter("p"), weight = (float)r.Parameter("grad_scale");
        Quantizers.LearnedStepOffsetForwardBatch(v, s, beta, n, p, weight, y);
        Quantizers.LearnedStepOffsetBackwardBatch(v, s, beta, n, p, weight, g, vGradient, out float sGradient, out float betaGradient);
        return Outcome.Of(y, ("v", vGradient), ("s", [sGradient]), ("beta", [betaGradient]));
    }

    private static Outcome Pact(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("x")), g = As<double>(r.Upstream), y = new double[x.Length], xGradient = new double[x.Length];
        double alpha = r.Input("alpha");
        int bits = (int)r.Parameter("k");
        Quantizers.PactForwardBatch(x, alpha, bits, y);
        Quantizers.PactBackwardBatch(x, alpha, bits, g, xGradient, out double alphaGradient);
        return Outcome.Of(y, ("x", xGradient), ("alpha", [alphaGradient]));
    }

    private static Outcome PactSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("x")), g = As<float>(r.Upstream), y = new float[x.Length], xGradient = new float[x.Length];
        float alpha = (float)r.Input("alpha");
        int bits = (int)r.Parameter("k");
        Quantizers.PactForwardBatch(x, alpha, bits, y);
        Quantizers.PactBackwardBatch(x, alpha, bits, g, xGradient, out float alphaGradient);
        return Outcome.Of(y, ("x", xGradient), ("alpha", [alphaGradient]));
    }

    private static Outcome LearnedFakeQuantize(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("x")), g = As<double>(r.Upstream), y = new double[x.Length], xGradient = new double[x.Length];
        double s = r.Input("s"), qMin = r.Parameter("qmin"), qMax = r.Parameter("qmax");
        Quantizers.LearnedFakeQuantizeForwardBatch(x, s, 0, qMin, qMax, y);
        Quantizers.LearnedFakeQuantizeBackwardBatch(x, s, 0, qMin, qMax, g, xGradient, out double sGradient, out double _);
        return Outcome.Of(y, ("x", xGradient), ("s", [sGradient]));
    }

    private static Outcome LearnedFakeQuantizeSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("x")), g = As<float>(r.Upstream), y = new float[x.Length], xGradient = new float[x.Length];
        float s = (float)r.Input("s"), qMin = (float)r.Parameter("qmin"), qMax = (float)r.Parameter("qmax");
        Quantizers.LearnedFakeQuantizeForwardBatch(x, s, 0, qMin, qMax, y);
        Quantizers.LearnedFakeQuantizeBackwardBatch(x, s, 0, qMin, qMax, g, xGradient, out float sGradient, out float _);
        return Outcome.Of(y, ("x", xGradient), ("s", [sGradient]));
    }

    private static Outcome TernaryQuantize(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("x")), g = As<double>(r.Upstream), y = new double[x.Length], xGradient = new double[x.Length];
        double scale = r.Input("scale"), threshold = r.Parameter("threshold");
        Quantizers.TernaryQuantizeForwardBatch(x, scale, threshold, y);
        Quantizers.TernaryQuantizeBackwardBatch(x, scale, threshold, g, xGradient, out double scaleGradient);
        return Outcome.Of(y, ("x", xGradient), ("scale", [scaleGradient]));
    }

    private static Outcome TernaryQuantizeSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("x")), g = As<float>(r.Upstream), y = new float[x.Length], xGradient = new float[x.Length];
        float scale = (float)r.Input("scale"), threshold = (float)r.Parameter("threshold");
        Quantizers.TernaryQuantizeForwardBatch(x, scale, threshold, y);
        Quantizers.TernaryQuantizeBackwardBatch(x, scale, threshold, g, xGradient, out float scaleGradient);
        return Outcome.Of(y, ("x", xGradient), ("scale", [scaleGradient]));
    }

    private static Outcome Bernoulli(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("x")), u = As<double>(r.Inputs("u")), g = As<double>(r.Upstream), y = new double[x.Length], xGradient = new double[x.Length];
        Quantizers.BernoulliForwardBatch(x, u, y);
        Quantizers.BernoulliBackwardBatch(x, u, g, xGradient);
        return Outcome.Of(y, ("x", xGradient));
    }

    private static Outcome BernoulliSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("x")), u = As<float>(r.Inputs("u")), g = As<float>(r.Upstream), y = new float[x.Length], xGradient = new float[x.Length];
        Quantizers.BernoulliForwardBatch(x, u, y);
        Quantizers.BernoulliBackwardBatch(x, u, g, xGradient);
        return Outcome.Of(y, ("x", xGradient));
    }

    private static Outcome BinaryConnectSampled(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("w")), u = As<double>(r.Inputs("u")), g = As<double>(r.Upstream), y = new double[x.Length], xGradient = new double[x.Length];
        Quantizers.BinaryConnectSampledForwardBatch(x, u, y);
        Quantizers.BinaryConnectSampledBackwardBatch(x, u, g, xGradient);
        return Outcome.Of(y, ("w", xGradient));
    }

    private static Outcome BinaryConnectSampledSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("w")), u = As<float>(r.Inputs("u")), g = As<float>(r.Upstream), y = new float[x.Length], xGradient = new float[x.Length];
        Quantizers.BinaryConnectSampledForwardBatch(x, u, y);
        Quantizers.BinaryConnectSampledBackwardBatch(x, u, g, xGradient);
        return Outcome.Of(y, ("w", xGradient));
    }

    private static Outcome HardConcrete(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("log_alpha")), u = As<double>(r.Inputs("u")), g = As<double>(r.Upstream), y = new double[x.Length], xGradient = new double[x.Length];
        Quantizers.HardConcreteForwardBatch(x, u, y);
        Quantizers.HardConcreteBackwardBatch(x, u, g, xGradient);
        return Outcome.Of(y, ("log_alpha", xGradient));
    }

    private static Outcome HardConcreteSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("log_alpha")), u = As<float>(r.Inputs("u")), g = As<float>(r.Upstream), y = new float[x.Length], xGradient = new float[x.Length];
        Quantizers.HardConcreteForwardBatch(x, u, y);
        Quantizers.HardConcreteBackwardBatch(x, u, g, xGradient);
        return Outcome.Of(y, ("log_alpha", xGradient));
    }

    private static Outcome HardConcreteStep(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("log_alpha")), u = As<double>(r.Inputs("u")), g = As<double>(r.Upstream), y = new double[x.Length], xGradient = new double[x.Length];
        Quantizers.HardConcreteStepForwardBatch(x, u, y);
        Quantizers.HardConcreteStepBackwardBatch(x, u, g, xGradient);
        return Outcome.Of(y, ("log_alpha", xGradient));
    }

    private static Outcome HardConcreteStepSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("log_alpha")), u = As<float>(r.Inputs("u")), g = As<float>(r.Upstream), y = new float[x.Length], xGradient = new float[x.Length];
        Quantizers.HardConcreteStepForwardBatch(x, u, y);
        Quantizers.HardConcreteStepBackwardBatch(x, u, g, xGradient);
        return Outcome.Of(y, ("log_alpha", xGradient));
    }

    private static Outcome GumbelSoftmaxBinary(ReferenceRecord r)
    {
        double temp = r.Parameter("temp"), eta = r.Parameter("eta"), gamma = r.Parameter("gamma");
        double[] x = As<double>(r.Inputs("p")), u = As<double>(r.Inputs("u")), g = As<double>(r.UpstreamOf("y")), y = new double[x.Length], xGradient = new double[x.Length];
        Quantizers.GumbelSoftmaxBinaryForwardBatch(x, u, temp, eta, gamma, y);
        Quantizers.GumbelSoftmaxBinaryBackwardBatch(x, u, temp, eta, gamma, g, xGradient);
        return Outcome.Of(y, ("p", xGradient));
    }

    private static Outcome GumbelSoftmaxBinarySingle(ReferenceRecord r)
    {
        float temp = (float)r.Parameter("temp"), eta = (float)r.Parameter("eta"), gamma = (float)r.Parameter("gamma");
        float[] x = As<float>(r.Inputs("p")), u = As<float>(r.Inputs("u")), g = As<float>(r.UpstreamOf("y")), y = new float[x.Length], xGradient = new float[x.Length];
        Quantizers.GumbelSoftmaxBinaryForwardBatch(x, u, temp, eta, gamma, y);
        Quantizers.GumbelSoftmaxBinaryBackwardBatch(x, u, temp, eta, gamma, g, xGradient);
        return Outcome.Of(y, ("p", xGradient));
    }

    private static Outcome HardConcreteOfProbability(ReferenceRecord r)
    {
        double temp = r.Parameter("temp"), eta = r.Parameter("eta"), gamma = r.Parameter("gamma");
        double[] x = As<double>(r.Inputs("p")), u = As<double>(r.Inputs("u")), g = As<double>(r.Upstream), y = new double[x.Length], xGradient = new double[x.Length];
        Quantizers.HardConcreteOfProbabilityForwardBatch(x, u, temp, eta, gamma, y);
        Quantizers.HardConcreteOfProbabilityBackwardBatch(x, u, temp, eta, gamma, g, xGradient);
        return Outcome.Of(y, ("p", xGradient));
    }

    private static Outcome HardConcreteOfProbabilitySingle(ReferenceRecord r)
    {
        float temp = (float)r.Parameter("temp"), eta = (float)r.Parameter("eta"), gamma = (float)r.Parameter("gamma");
        float[] x = As<float>(r.Inputs("p")), u = As<float>(r.Inputs("u")), g = As<float>(r.Upstream), y = new float[x.Length], xGradient = new float[x.Length];
        Quantizers.HardConcreteOfProbabilityForwardBatch(x, u, temp, eta, gamma, y);
        Quantizers.HardConcreteOfProbabilityBackwardBatch(x, u, temp, eta, gamma, g, xGradient);
        return Outcome.Of(y, ("p", xGradient));
    }
}
