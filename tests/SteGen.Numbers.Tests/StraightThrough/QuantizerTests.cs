using System.Collections.Generic;
using Xunit;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Learned quantizers and a sampled bit against the reference, by batch members with uniform inputs.</summary>
[Trait("Category", "Widths")]
public sealed class QuantizerTests
{
    private const string BernoulliRecord = "bernoulli_st.sigmoid.f64", RoundThenClampRecord = "intquant.brevitas.b3.f64";

    private static readonly string[] s_lsq = ["lsq.zhutmost.w2.f64", "lsq.zhutmost.w3.f64", "lsq.zhutmost.a3.f64", "lsq.zhutmost.w8.f64"];
    private static readonly string[] s_pact = ["pact.k2.f64", "pact.k4.f64"];

    public static IEnumerable<string> Used => [.. s_lsq, .. s_pact, BernoulliRecord, RoundThenClampRecord];

    public static TheoryData<string> Lsq => [.. s_lsq];

    public static TheoryData<string> Pact => [.. s_pact];

    [Theory]
    [MemberData(nameof(Lsq))]
    public void Learned_step(string id)
    {
        var r = new ReferenceRecord(id);
        double[] v = r.Inputs("v"), result = new double[v.Length], vGradient = new double[v.Length];
        double s = r.Input("s"), qn = r.Parameter("Qn"), qp = r.Parameter("Qp"), weight = r.Parameter("grad_scale");
        Quantizers.LearnedStepForwardBatch(v, s, qn, qp, weight, result);
        Quantizers.LearnedStepBackwardBatch(v, s, qn, qp, weight, r.Upstream, vGradient, out double sGradient);
        AssertEqual(r, "v", result, vGradient);
        ReferenceRecord.AssertEqual(r.Gradient("s"), sGradient, r.GradientTolerance, $"{id}, gradient of s");
    }

    [Fact]
    public void Rounded_then_clamped()
    {
        var r = new ReferenceRecord(RoundThenClampRecord);
        double[] x = r.Inputs("x"), result = new double[x.Length], xGradient = new double[x.Length];
        double s = r.Input("s"), qMin = r.Parameter("qmin"), qMax = r.Parameter("qmax");
        Quantizers.RoundThenClampForwardBatch(x, s, qMin, qMax, result);
        Quantizers.RoundThenClampBackwardBatch(x, s, qMin, qMax, r.Upstream, xGradient, out double sGradient);
        AssertEqual(r, "x", result, xGradient);
        ReferenceRecord.AssertEqual(r.Gradient("s"), sGradient, r.GradientTolerance, "gradient of s");
    }

    [Theory]
    [MemberData(nameof(Pact))]
    public void Learned_clip(string id)
    {
        var r = new ReferenceRecord(id);
        double[] x = r.Inputs("x"), result = new double[x.Length], xGradient = new double[x.Length];
        double alpha = r.Input("alpha");
        int bits = (int)r.Parameter("k");
        Quantizers.PactForwardBatch(x, alpha, bits, result);
        Quantizers.PactBackwardBatch(x, alpha, bits, r.Upstream, xGradient, out double alphaGradient);
        AssertEqual(r, "x", result, xGradient);
        ReferenceRecord.AssertEqual(r.Gradient("alpha"), alphaGradient, r.GradientTolerance, $"{id}, gradient of alpha");
    }

    [Fact]
    public void A_sampled_bit()
    {
        var r = new ReferenceRecord(BernoulliRecord);
        double[] x = r.Inputs("x"), u = r.Inputs("u"), result = new double[x.Length], xGradient = new double[x.Length];
        Quantizers.BernoulliForwardBatch(x, u, result);
        Quantizers.BernoulliBackwardBatch(x, u, r.Upstream, xGradient);
        AssertEqual(r, "x", result, xGradient);
    }

    private static void AssertEqual(ReferenceRecord r, string input, double[] result, double[] gradient)
    {
        double[] x = r.Inputs(input), expected = r.Gradients(input);
        for (int i = 0; i < x.Length; i++)
        {
            ReferenceRecord.AssertEqual(r.Forward[i], result[i], r.ForwardTolerance, $"forward at {x[i]}");
            ReferenceRecord.AssertEqual(expected[i], gradient[i], r.GradientTolerance, $"gradient at {x[i]}");
        }
    }
}
