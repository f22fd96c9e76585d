using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static SteGen.Numbers.Tests.StraightThrough.Outcome;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Selections and samples of categorical variables against the reference, a row at a time, in both precisions.</summary>
[Trait("Category", "Widths")]
public sealed class SelectionTests
{
    private static readonly Dictionary<string, (Func<ReferenceRecord, Outcome> Double, Func<ReferenceRecord, Outcome> Single, string? Output)> s_all = new()
    {
        ["argmax_st.tau1.0.f64"] = (ArgMaxOneHot, ArgMaxOneHotSingle, "y"),
        ["argmax_st.tau2.0.f64"] = (ArgMaxOneHot, ArgMaxOneHotSingle, "y"),
        ["topk_st.k1.tau1.0.f64"] = (TopK, TopKSingle, "y"),
        ["topk_st.k1.tau0.5.f64"] = (TopK, TopKSingle, "y"),
        ["topk_st.k2.tau1.0.f64"] = (TopK, TopKSingle, "y"),
        ["topk_st.k2.tau0.5.f64"] = (TopK, TopKSingle, "y"),
        ["topk_st.k3.tau1.0.f64"] = (TopK, TopKSingle, "y"),
        ["topk_st.k3.tau0.5.f64"] = (TopK, TopKSingle, "y"),
        ["relaxed_topk_st.k1.tau1.0.f64"] = (RelaxedTopK, RelaxedTopKSingle, "y"),
        ["relaxed_topk_st.k1.tau0.5.f64"] = (RelaxedTopK, RelaxedTopKSingle, "y"),
        ["relaxed_topk_st.k2.tau1.0.f64"] = (RelaxedTopK, RelaxedTopKSingle, "y"),
        ["relaxed_topk_st.k2.tau0.5.f64"] = (RelaxedTopK, RelaxedTopKSingle, "y"),
        ["relaxed_topk_st.k3.tau1.0.f64"] = (RelaxedTopK, RelaxedTopKSingle, "y"),
        ["relaxed_topk_st.k3.tau0.5.f64"] = (RelaxedTopK, RelaxedTopKSingle, "y"),
        ["gumbel_softmax.hard.tau1.0.f64"] = (GumbelSoftmax, GumbelSoftmaxSingle, "y"),
        ["gumbel_softmax.hard.tau0.5.f64"] = (GumbelSoftmax, GumbelSoftmaxSingle, "y"),
        ["gumbel_softmax.hard.tau0.1.f64"] = (GumbelSoftmax, GumbelSoftmaxSingle, "y"),
        ["gumbel_softmax.soft.tau1.0.f64"] = (GumbelSoftmaxRelaxed, GumbelSoftmaxRelaxedSingle, null),
        ["gumbel_softmax.soft.tau0.5.f64"] = (GumbelSoftmaxRelaxed, GumbelSoftmaxRelaxedSingle, null),
        ["gumbel_softmax.soft.tau0.1.f64"] = (GumbelSoftmaxRelaxed, GumbelSoftmaxRelaxedSingle, null),
        ["Julia article.gumbel_softmax_ste.tau1.0.f64"] = (JuliaGumbel, JuliaGumbelSingle, "y"),
        ["Julia article.gumbel_softmax_ste.tau0.5.f64"] = (JuliaGumbel, JuliaGumbelSingle, "y"),
        ["reinmax.tau1.0.f64"] = (ReinMax, ReinMaxSingle, "y"),
        ["reinmax.sample_only.tau1.0.f64"] = (ReinMax, ReinMaxSingle, "y"),
        ["reinmax.tau1.3.f64"] = (ReinMax, ReinMaxSingle, "y"),
        ["reinmax.sample_only.tau1.3.f64"] = (ReinMax, ReinMaxSingle, "y"),
        ["reinmax.tau2.0.f64"] = (ReinMax, ReinMaxSingle, "y"),
        ["reinmax.sample_only.tau2.0.f64"] = (ReinMax, ReinMaxSingle, "y"),
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
        s_all[id].Single(r).AssertEqual(r, s_all[id].Output, ReferenceRecord.SingleTolerance / Math.Min(1, r.Id.Contains("reinmax", StringComparison.Ordinal) ? 1 : r.Parameter("tau")));
    }

    private static Outcome ArgMaxOneHot(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("logits")), g = As<double>(r.UpstreamOf("y")), y = new double[x.Length], forward = new double[x.Length], gradient = new double[x.Length];
        double tau = r.Parameter("tau");
        int n = r.Columns("logits");
        for (int at = 0; at < x.Length; at += n)
        {
            Ste.ArgMaxOneHot(x.AsSpan(at, n), tau, y.AsSpan(at, n));
            Ste.ArgMaxOneHotForward(x.AsSpan(at, n), tau, forward.AsSpan(at, n));
            Ste.ArgMaxOneHotBackward(x.AsSpan(at, n), tau, g.AsSpan(at, n), gradient.AsSpan(at, n));
        }

        AssertSame(y, forward);
        return Outcome.Of(forward, ("logits", gradient));
    }

    private static Outcome ArgMaxOneHotSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("logits")), g = As<float>(r.UpstreamOf("y")), y = new float[x.Length], forward = new float[x.Length], gradient = new float[x.Length];
        float tau = (float)r.Parameter("tau");
        int n = r.Columns("logits");
        for (int at = 0; at < x.Length; at += n)
        {
            Ste.ArgMaxOneHot(x.AsSpan(at, n), tau, y.AsSpan(at, n));
            Ste.ArgMaxOneHotForward(x.AsSpan(at, n), tau, forward.AsSpan(at, n));
            Ste.ArgMaxOneHotBackward(x.AsSpan(at, n), tau, g.AsSpan(at, n), gradient.AsSpan(at, n));
        }

        AssertSame(y, forward);
        return Outcome.Of(forward, ("logits", gradient));
    }

    private static Outcome TopK(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("x")), g = As<double>(r.UpstreamOf("y")), y = new double[x.Length], forward = new double[x.Length], gradient = new double[x.Length];
        double tau = r.Parameter("tau");
        int k = (int)r.Parameter("k");
        int n = r.Columns("x");
        for (int at = 0; at < x.Length; at += n)
        {
            Ste.TopK(x.AsSpan(at, n), k, tau, y.AsSpan(at, n));
            Ste.TopKForward(x.AsSpan(at, n), k, tau, forward.AsSpan(at, n));
            Ste.TopKBackward(x.AsSpan(at, n), k, tau, g.AsSpan(at, n), gradient.AsSpan(at, n));
        }

        AssertSame(y, forward);
        return Outcome.Of(forward, ("x", gradient));
    }

    private static Outcome TopKSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("x")), g = As<float>(r.UpstreamOf("y")), y = new float[x.Length], forward = new float[x.Length], gradient = new float[x.Length];
        float tau = (float)r.Parameter("tau");
        int k = (int)r.Parameter("k");
        int n = r.Columns("x");
        for (int at = 0; at < x.Length; at += n)
        {
            Ste.TopK(x.AsSpan(at, n), k, tau, y.AsSpan(at, n));
            Ste.TopKForward(x.AsSpan(at, n), k, tau, forward.AsSpan(at, n));
            Ste.TopKBackward(x.AsSpan(at, n), k, tau, g.AsSpan(at, n), gradient.AsSpan(at, n));
        }

        AssertSame(y, forward);
        return Outcome.Of(forward, ("x", gradient));
    }

    private static Outcome RelaxedTopK(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("x")), g = As<double>(r.UpstreamOf("y")), y = new double[x.Length], forward = new double[x.Length], gradient = new double[x.Length];
        double[] noise = As<double>(r.Inputs("gumbel"));
        double tau = r.Parameter("tau"), epsilon = r.Parameter("eps");
        int k = (int)r.Parameter("k");
        int n = r.Columns("x");
        for (int at = 0; at < x.Length; at += n)
        {
            Ste.RelaxedTopK(x.AsSpan(at, n), noise.AsSpan(at, n), k, tau, y.AsSpan(at, n));
            Ste.RelaxedTopKForward(x.AsSpan(at, n), noise.AsSpan(at, n), k, tau, forward.AsSpan(at, n), epsilon);
            Ste.RelaxedTopKBackward(x.AsSpan(at, n), noise.AsSpan(at, n), k, tau, epsilon, g.AsSpan(at, n), gradient.AsSpan(at, n));
        }

        AssertSame(y, forward);
        return Outcome.Of(forward, ("x", gradient));
    }

    private static Outcome RelaxedTopKSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("x")), g = As<float>(r.UpstreamOf("y")), y = new float[x.Length], forward = new float[x.Length], gradient = new float[x.Length];
        float[] noise = As<float>(r.Inputs("gumbel"));
        float tau = (float)r.Parameter("tau"), epsilon = (float)r.Parameter("eps");
        int k = (int)r.Parameter("k");
        int n = r.Columns("x");
        for (int at = 0; at < x.Length; at += n)
        {
            Ste.RelaxedTopK(x.AsSpan(at, n), noise.AsSpan(at, n), k, tau, y.AsSpan(at, n));
            Ste.RelaxedTopKForward(x.AsSpan(at, n), noise.AsSpan(at, n), k, tau, forward.AsSpan(at, n), epsilon);
            Ste.RelaxedTopKBackward(x.AsSpan(at, n), noise.AsSpan(at, n), k, tau, epsilon, g.AsSpan(at, n), gradient.AsSpan(at, n));
        }

        AssertSame(y, forward);
        return Outcome.Of(forward, ("x", gradient));
    }

    private static Outcome GumbelSoftmax(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("logits")), g = As<double>(r.UpstreamOf("y")), y = new double[x.Length], forward = new double[x.Length], gradient = new double[x.Length];
        double[] noise = As<double>(r.Inputs("gumbel"));
        double tau = r.Parameter("tau");
        int n = r.Columns("logits");
        for (int at = 0; at < x.Length; at += n)
        {
            Ste.GumbelSoftmax(x.AsSpan(at, n), noise.AsSpan(at, n), tau, y.AsSpan(at, n));
            Ste.GumbelSoftmaxForward(x.AsSpan(at, n), noise.AsSpan(at, n), tau, forward.AsSpan(at, n));
            Ste.GumbelSoftmaxBackward(x.AsSpan(at, n), noise.AsSpan(at, n), tau, g.AsSpan(at, n), gradient.AsSpan(at, n));
        }

        AssertSame(y, forward);
        return Outcome.Of(forward, ("logits", gradient));
    }

    private static Outcome GumbelSoftmaxSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("logits")), g = As<float>(r.UpstreamOf("y")), y = new float[x.Length], forward = new float[x.Length], gradient = new float[x.Length];
        float[] noise = As<float>(r.Inputs("gumbel"));
        float tau = (float)r.Parameter("tau");
        int n = r.Columns("logits");
        for (int at = 0; at < x.Length; at += n)
        {
            Ste.GumbelSoftmax(x.AsSpan(at, n), noise.AsSpan(at, n), tau, y.AsSpan(at, n));
            Ste.GumbelSoftmaxForward(x.AsSpan(at, n), noise.AsSpan(at, n), tau, forward.AsSpan(at, n));
            Ste.GumbelSoftmaxBackward(x.AsSpan(at, n), noise.AsSpan(at, n), tau, g.AsSpan(at, n), gradient.AsSpan(at, n));
        }

        AssertSame(y, forward);
        return Outcome.Of(forward, ("logits", gradient));
    }

    private static Outcome GumbelSoftmaxRelaxed(ReferenceRecord r)
    {
        double[] x = As<double>(r.Inputs("logits")), g = As<double>(r.Upstream), y = new double[x.Length], forward = new double[x.Length], gradient = new double[x.Length];
        double[] noise = As<double>(r.Inputs("gumbel"));
        double tau = r.Parameter("tau");
        int n = r.Columns("logits");
        for (int at = 0; at < x.Length; at += n)
        {
            Ste.GumbelSoftmaxRelaxed(x.AsSpan(at, n), noise.AsSpan(at, n), tau, y.AsSpan(at, n));
            Ste.GumbelSoftmaxRelaxedForward(x.AsSpan(at, n), noise.AsSpan(at, n), tau, forward.AsSpan(at, n));
            Ste.GumbelSoftmaxRelaxedBackward(x.AsSpan(at, n), noise.AsSpan(at, n), tau, g.AsSpan(at, n), gradient.AsSpan(at, n));
        }

        AssertSame(y, forward);
        return Outcome.Of(forward, ("logits", gradient));
    }

    private static Outcome GumbelSoftmaxRelaxedSingle(ReferenceRecord r)
    {
        float[] x = As<float>(r.Inputs("logits")), g = As<float>(r.Upstream), y = new float[x.Length], forward = new float[x.Length], gradient = new float[x.Length];
        float[] noise = As<float>(r.Inputs("gumbel"));
        float tau = (float)r.Parameter("tau");
        int n = r.Columns("logits");
        for (int at = 0; at < x.Length; at += n)
        {
            Ste.GumbelSoftmaxRelaxed(x.AsSpan(at, n), noise.AsSpan(at, n), tau, y.AsSpan(at, n));
            Ste.GumbelSoftmaxRelaxedForward(x.AsSpan(at, n), noise.AsSpan(at, n), tau, forward.AsSpan(at, n));
            Ste.GumbelSoftmaxRelaxedBackward(x.AsSpan(at, n), noise.AsSpan(at, n), tau, g.AsSpan(at, n), gradient.AsSpan(at, n));
        }

        AssertSame(y, forward);
        return Outcome.Of(forward, ("logits", gradient));
    }

    private static Outcome JuliaGumbel(ReferenceRecord r)
    {
        // the article has a sample per column
        int columns = r.Columns("logits"), n = r.Inputs("logits").Length / columns;
        double[] all = As<double>(r.Inputs("logits")), upstream = As<double>(r.UpstreamOf("y")), result = new double[all.Length], gradients = new double[all.Length];
        double tau = r.Parameter("tau");
        double[] gumbel = As<double>(r.Inputs("u").Select(u => -Math.Log(-Math.Log(u + r.Parameter("eps")) + r.Parameter("eps"))));
        for (int c = 0; c < columns; c++)
        {
            double[] x = Column(all), noise = Column(gumbel), y = new double[n], gradient = new double[n];
            Ste.GumbelSoftmaxForward(x, noise, tau, y);
            Ste.GumbelSoftmaxBackward(x, noise, tau, Column(upstream), gradient);
            for (int i = 0; i < n; i++)
            {
                result[(i * columns) + c] = y[i];
                gradients[(i * columns) + c] = gradient[i];
            }

            double[] Column(double[] matrix) => [.. Enumerable.Range(0, n).Select(i => matrix[(i * columns) + c])];
        }

        return Outcome.Of(result, ("logits", gradients));
    }

    private static Outcome JuliaGumbelSingle(ReferenceRecord r)
    {
        // the article has a sample per column
        int columns = r.Columns("logits"), n = r.Inputs("logits").Length / columns;
        float[] all = As<float>(r.Inputs("logits")), upstream = As<float>(r.UpstreamOf("y")), result = new float[all.Length], gradients = new float[all.Length];
        float tau = (float)r.Parameter("tau");
        float[] gumbel = As<float>(r.Inputs("u").Select(u => -Math.Log(-Math.Log(u + r.Parameter("eps")) + r.Parameter("eps"))));
        for (int c = 0; c < columns; c++)
        {
            float[] x = Column(all), noise = Column(gumbel), y = new float[n], gradient = new float[n];
            Ste.GumbelSoftmaxForward(x, noise, tau, y);
            Ste.GumbelSoftmaxBackward(x, noise, tau, Column(upstream), gradient);
            for (int i = 0; i < n; i++)
            {
                result[(i * columns) + c] = y[i];
                gradients[(i * columns) + c] = gradient[i];
            }

            float[] Column(float[] matrix) => [.. Enumerable.Range(0, n).Select(i => matrix[(i * columns) + c])];
        }

        return Outcome.Of(result, ("logits", gradients));
    }

    private static Outcome ReinMax(ReferenceRecord r)
    {
        // the second result of the authors' function is the softmax itself
        double[] x = As<double>(r.Inputs("logits")), g = As<double>(r.UpstreamOf("y")), gp = As<double>(r.UpstreamOf("p")), y = new double[x.Length], gradient = new double[x.Length];
        double tau = r.Parameter("tau");
        int n = r.Columns("logits");
        for (int at = 0; at < x.Length; at += n)
        {
            int sample = (int)r.Inputs("sample")[at / n];
            double[] noise = new double[n], p = new double[n], ofNoise = new double[n], ofSample = new double[n], ofSoftmax = new double[n];
            noise[sample] = 100;
            Ste.ReinMaxForward(x.AsSpan(at, n), noise, tau, y.AsSpan(at, n));
            Ste.ReinMaxBackward(x.AsSpan(at, n), noise, tau, g.AsSpan(at, n), ofNoise);
            Ste.ReinMaxBackward(x.AsSpan(at, n), sample, tau, g.AsSpan(at, n), ofSample);
            Assert.Equal(ofSample, ofNoise);
            noise[sample] = 0;
            Ste.GumbelSoftmaxRelaxedForward(x.AsSpan(at, n), noise, 1, p);
            Ste.GumbelSoftmaxRelaxedBackward(x.AsSpan(at, n), noise, 1, gp.AsSpan(at, n), ofSoftmax);
            for (int i = 0; i < n; i++)
            {
                ReferenceRecord.AssertEqual(r.Output("p")[at + i], p[i], r.ForwardTolerance, "p");
                gradient[at + i] = ofSample[i] + ofSoftmax[i];
            }
        }

        return Outcome.Of(y, ("logits", gradient));
    }

    private static Outcome ReinMaxSingle(ReferenceRecord r)
    {
        // the second result of the authors' function is the softmax itself
        float[] x = As<float>(r.Inputs("logits")), g = As<float>(r.UpstreamOf("y")), gp = As<float>(r.UpstreamOf("p")), y = new float[x.Length], gradient = new float[x.Length];
        float tau = (float)r.Parameter("tau");
        int n = r.Columns("logits");
        for (int at = 0; at < x.Length; at += n)
        {
            int sample = (int)r.Inputs("sample")[at / n];
            float[] noise = new float[n], p = new float[n], ofNoise = new float[n], ofSample = new float[n], ofSoftmax = new float[n];
            noise[sample] = 100;
            Ste.ReinMaxForward(x.AsSpan(at, n), noise, tau, y.AsSpan(at, n));
            Ste.ReinMaxBackward(x.AsSpan(at, n), noise, tau, g.AsSpan(at, n), ofNoise);
            Ste.ReinMaxBackward(x.AsSpan(at, n), sample, tau, g.AsSpan(at, n), ofSample);
            Assert.Equal(ofSample, ofNoise);
            noise[sample] = 0;
            Ste.GumbelSoftmaxRelaxedForward(x.AsSpan(at, n), noise, 1, p);
            Ste.GumbelSoftmaxRelaxedBackward(x.AsSpan(at, n), noise, 1, gp.AsSpan(at, n), ofSoftmax);
            for (int i = 0; i < n; i++)
            {
                ReferenceRecord.AssertEqual(r.Output("p")[at + i], p[i], ReferenceRecord.SingleTolerance, "p");
                gradient[at + i] = ofSample[i] + ofSoftmax[i];
            }
        }

        return Outcome.Of(y, ("logits", gradient));
    }
}
