using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;
using static SteGen.Numbers.Tests.StraightThrough.Outcome;

namespace SteGen.Numbers.Tests.StraightThrough;

/// <summary>Codes of vectors against the reference in both precisions.</summary>
[Trait("Category", "Widths")]
public sealed class VectorQuantizerTests
{
    private static readonly Dictionary<string, (Func<ReferenceRecord, Outcome> Double, Func<ReferenceRecord, Outcome> Single, string? Output)> s_all = new()
    {
        ["vqvae_bottleneck.mean.f64"] = (VectorQuantize, VectorQuantizeSingle, "zq"),
        ["rvq2.detached.f64"] = (ResidualEachStage, ResidualEachStageSingle, "zq"),
        ["rvq2.nodetach.f64"] = (ResidualChained, ResidualChainedSingle, "zq"),
        ["rvq2.detached_outer_ste.f64"] = (ResidualOnce, ResidualOnceSingle, "zq"),
        ["rotation_trick.lucidrains.f64"] = (Rotation, RotationSingle, null),
        ["fsq.8_5_5_5.f64"] = (FiniteScalars, FiniteScalarsSingle, "codes"),
        ["fsq.3_3_4_7.f64"] = (FiniteScalars, FiniteScalarsSingle, "codes"),
        ["lfq.f64"] = (LookupFree, LookupFreeSingle, "y"),
        ["simvq.ste.f64"] = (SimVq, SimVqSingle, "y"),
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
        s_all[id].Single(r).AssertEqual(r, s_all[id].Output, 5 * ReferenceRecord.SingleTolerance);
    }

    private static void AssertIndices(ReferenceRecord r, int[] indices) => Assert.Equal(r.Output("indices").Select(i => (int)i), indices);

    private static Outcome VectorQuantize(ReferenceRecord r)
    {
        double[] z = As<double>(r.Inputs("z")), codebook = As<double>(r.Inputs("codebook")), g = As<double>(r.UpstreamOf("zq")), y = new double[z.Length], zGradient = new double[z.Length], more = new double[z.Length], codebookGradient = new double[codebook.Length];
        double beta = r.Parameter("beta"), upstream = r.UpstreamOf("vq_loss")[0];
        int[] indices = new int[z.Length / 2];
        Ste.VectorQuantizeForward(z, codebook, 2, y, indices);
        AssertIndices(r, indices);
        double tolerance = r.ForwardTolerance;
        ReferenceRecord.AssertEqual(r.Output("codebook_loss")[0], Ste.CodebookLoss(z, codebook, 2), tolerance, "codebook loss");
        ReferenceRecord.AssertEqual(r.Output("commitment_loss")[0], Ste.CommitmentLoss(z, codebook, 2), tolerance, "commitment loss");
        ReferenceRecord.AssertEqual(r.Output("vq_loss")[0], Ste.VectorQuantizeLoss(z, codebook, 2, beta), tolerance, "loss");
        Ste.VectorQuantizeBackward(z, codebook, 2, g, zGradient);
        Ste.VectorQuantizeLossBackward(z, codebook, 2, beta, upstream, more, codebookGradient);
        return Outcome.Of(y, ("z", [.. zGradient.Zip(more, (a, b) => a + b)]), ("codebook", codebookGradient));
    }

    private static Outcome VectorQuantizeSingle(ReferenceRecord r)
    {
        float[] z = As<float>(r.Inputs("z")), codebook = As<float>(r.Inputs("codebook")), g = As<float>(r.UpstreamOf("zq")), y = new float[z.Length], zGradient = new float[z.Length], more = new float[z.Length], codebookGradient = new float[codebook.Length];
        float beta = (float)r.Parameter("beta"), upstream = (float)r.UpstreamOf("vq_loss")[0];
        int[] indices = new int[z.Length / 2];
        Ste.VectorQuantizeForward(z, codebook, 2, y, indices);
        AssertIndices(r, indices);
        double tolerance = ReferenceRecord.SingleTolerance;
        ReferenceRecord.AssertEqual(r.Output("codebook_loss")[0], Ste.CodebookLoss(z, codebook, 2), tolerance, "codebook loss");
        ReferenceRecord.AssertEqual(r.Output("commitment_loss")[0], Ste.CommitmentLoss(z, codebook, 2), tolerance, "commitment loss");
        ReferenceRecord.AssertEqual(r.Output("vq_loss")[0], Ste.VectorQuantizeLoss(z, codebook, 2, beta), tolerance, "loss");
        Ste.VectorQuantizeBackward(z, codebook, 2, g, zGradient);
        Ste.VectorQuantizeLossBackward(z, codebook, 2, beta, upstream, more, codebookGradient);
        return Outcome.Of(y, ("z", [.. zGradient.Zip(more, (a, b) => a + b)]), ("codebook", codebookGradient));
    }

    private static Outcome ResidualEachStage(ReferenceRecord r)
    {
        double[] z = As<double>(r.Inputs("z")), codebooks = As<double>([.. r.Inputs("codebook1"), .. r.Inputs("codebook2")]), g = As<double>(r.UpstreamOf("zq")), y = new double[z.Length], zGradient = new double[z.Length], more = new double[z.Length];
        double[] codebookGradient = new double[codebooks.Length];
        int[] indices = new int[z.Length];
        Ste.ResidualVectorQuantizeForward(z, codebooks, 2, 2, y, indices, ResidualGradient.EachStage);
        AssertIndices(r, [.. indices.Where((_, i) => i % 2 == 0), .. indices.Where((_, i) => i % 2 == 1)]);
        Ste.ResidualVectorQuantizeBackward(z, codebooks, 2, 2, ResidualGradient.EachStage, g, zGradient);
        ReferenceRecord.AssertEqual(
            r.Output("commit")[0], Ste.ResidualVectorQuantizeLoss(z, codebooks, 2, 2, 1, 0, ResidualGradient.EachStage), r.ForwardTolerance, "commitment");
        Ste.ResidualVectorQuantizeLossBackward(z, codebooks, 2, 2, 1, 0, ResidualGradient.EachStage, r.UpstreamOf("commit")[0], more, codebookGradient);
        return Outcome.Of(y, ("z", [.. zGradient.Zip(more, (a, b) => a + b)]));
    }

    private static Outcome ResidualEachStageSingle(ReferenceRecord r)
    {
        float[] z = As<float>(r.Inputs("z")), codebooks = As<float>([.. r.Inputs("codebook1"), .. r.Inputs("codebook2")]), g = As<float>(r.UpstreamOf("zq")), y = new float[z.Length], zGradient = new float[z.Length], more = new float[z.Length];
        float[] codebookGradient = new float[codebooks.Length];
        int[] indices = new int[z.Length];
        Ste.ResidualVectorQuantizeForward(z, codebooks, 2, 2, y, indices, ResidualGradient.EachStage);
        AssertIndices(r, [.. indices.Where((_, i) => i % 2 == 0), .. indices.Where((_, i) => i % 2 == 1)]);
        Ste.ResidualVectorQuantizeBackward(z, codebooks, 2, 2, ResidualGradient.EachStage, g, zGradient);
        ReferenceRecord.AssertEqual(
            r.Output("commit")[0], Ste.ResidualVectorQuantizeLoss(z, codebooks, 2, 2, 1, 0, ResidualGradient.EachStage), ReferenceRecord.SingleTolerance, "commitment");
        Ste.ResidualVectorQuantizeLossBackward(z, codebooks, 2, 2, 1, 0, ResidualGradient.EachStage, (float)r.UpstreamOf("commit")[0], more, codebookGradient);
        return Outcome.Of(y, ("z", [.. zGradient.Zip(more, (a, b) => a + b)]));
    }

    private static Outcome ResidualChained(ReferenceRecord r)
    {
        double[] z = As<double>(r.Inputs("z")), codebooks = As<double>([.. r.Inputs("codebook1"), .. r.Inputs("codebook2")]), g = As<double>(r.UpstreamOf("zq")), y = new double[z.Length], zGradient = new double[z.Length], more = new double[z.Length];
        double[] codebookGradient = new double[codebooks.Length];
        int[] indices = new int[z.Length];
        Ste.ResidualVectorQuantizeForward(z, codebooks, 2, 2, y, indices, ResidualGradient.Chained);
        AssertIndices(r, [.. indices.Where((_, i) => i % 2 == 0), .. indices.Where((_, i) => i % 2 == 1)]);
        Ste.ResidualVectorQuantizeBackward(z, codebooks, 2, 2, ResidualGradient.Chained, g, zGradient);
        ReferenceRecord.AssertEqual(
            r.Output("commit")[0], Ste.ResidualVectorQuantizeLoss(z, codebooks, 2, 2, 1, 0, ResidualGradient.Chained), r.ForwardTolerance, "commitment");
        Ste.ResidualVectorQuantizeLossBackward(z, codebooks, 2, 2, 1, 0, ResidualGradient.Chained, r.UpstreamOf("commit")[0], more, codebookGradient);
        return Outcome.Of(y, ("z", [.. zGradient.Zip(more, (a, b) => a + b)]));
    }

    private static Outcome ResidualChainedSingle(ReferenceRecord r)
    {
        float[] z = As<float>(r.Inputs("z")), codebooks = As<float>([.. r.Inputs("codebook1"), .. r.Inputs("codebook2")]), g = As<float>(r.UpstreamOf("zq")), y = new float[z.Length], zGradient = new float[z.Length], more = new float[z.Length];
        float[] codebookGradient = new float[codebooks.Length];
        int[] indices = new int[z.Length];
        Ste.ResidualVectorQuantizeForward(z, codebooks, 2, 2, y, indices, ResidualGradient.Chained);
        AssertIndices(r, [.. indices.Where((_, i) => i % 2 == 0), .. indices.Where((_, i) => i % 2 == 1)]);
        Ste.ResidualVectorQuantizeBackward(z, codebooks, 2, 2, ResidualGradient.Chained, g, zGradient);
        ReferenceRecord.AssertEqual(
            r.Output("commit")[0], Ste.ResidualVectorQuantizeLoss(z, codebooks, 2, 2, 1, 0, ResidualGradient.Chained), ReferenceRecord.SingleTolerance, "commitment");
        Ste.ResidualVectorQuantizeLossBackward(z, codebooks, 2, 2, 1, 0, ResidualGradient.Chained, (float)r.UpstreamOf("commit")[0], more, codebookGradient);
        return Outcome.Of(y, ("z", [.. zGradient.Zip(more, (a, b) => a + b)]));
    }

    private static Outcome ResidualOnce(ReferenceRecord r)
    {
        double[] z = As<double>(r.Inputs("z")), codebooks = As<double>([.. r.Inputs("codebook1"), .. r.Inputs("codebook2")]), g = As<double>(r.UpstreamOf("zq")), y = new double[z.Length], zGradient = new double[z.Length], more = new double[z.Length];
        double[] codebookGradient = new double[codebooks.Length];
        int[] indices = new int[z.Length];
        Ste.ResidualVectorQuantizeForward(z, codebooks, 2, 2, y, indices, ResidualGradient.Once);
        AssertIndices(r, [.. indices.Where((_, i) => i % 2 == 0), .. indices.Where((_, i) => i % 2 == 1)]);
        Ste.ResidualVectorQuantizeBackward(z, codebooks, 2, 2, ResidualGradient.Once, g, zGradient);
        ReferenceRecord.AssertEqual(
            r.Output("commit")[0], Ste.ResidualVectorQuantizeLoss(z, codebooks, 2, 2, 1, 0, ResidualGradient.Once), r.ForwardTolerance, "commitment");
        Ste.ResidualVectorQuantizeLossBackward(z, codebooks, 2, 2, 1, 0, ResidualGradient.Once, r.UpstreamOf("commit")[0], more, codebookGradient);
        return Outcome.Of(y, ("z", [.. zGradient.Zip(more, (a, b) => a + b)]));
    }

    private static Outcome ResidualOnceSingle(ReferenceRecord r)
    {
        float[] z = As<float>(r.Inputs("z")), codebooks = As<float>([.. r.Inputs("codebook1"), .. r.Inputs("codebook2")]), g = As<float>(r.UpstreamOf("zq")), y = new float[z.Length], zGradient = new float[z.Length], more = new float[z.Length];
        float[] codebookGradient = new float[codebooks.Length];
        int[] indices = new int[z.Length];
        Ste.ResidualVectorQuantizeForward(z, codebooks, 2, 2, y, indices, ResidualGradient.Once);
        AssertIndices(r, [.. indices.Where((_, i) => i % 2 == 0), .. indices.Where((_, i) => i % 2 == 1)]);
        Ste.ResidualVectorQuantizeBackward(z, codebooks, 2, 2, ResidualGradient.Once, g, zGradient);
        ReferenceRecord.AssertEqual(
            r.Output("commit")[0], Ste.ResidualVectorQuantizeLoss(z, codebooks, 2, 2, 1, 0, ResidualGradient.Once), ReferenceRecord.SingleTolerance, "commitment");
        Ste.ResidualVectorQuantizeLossBackward(z, codebooks, 2, 2, 1, 0, ResidualGradient.Once, (float)r.UpstreamOf("commit")[0], more, codebookGradient);
        return Outcome.Of(y, ("z", [.. zGradient.Zip(more, (a, b) => a + b)]));
    }

    private static Outcome Rotation(ReferenceRecord r)
    {
        double[] z = As<double>(r.Inputs("z")), q = As<double>(r.Inputs("q")), y = new double[z.Length], gradient = new double[z.Length];
        double epsilon = r.Parameter("eps");
        Ste.RotationTrickForward(z, q, 2, y, epsilon);
        Ste.RotationTrickBackward(z, q, 2, epsilon, As<double>(r.Upstream), gradient);
        return Outcome.Of(y, ("z", gradient));
    }

    private static Outcome RotationSingle(ReferenceRecord r)
    {
        float[] z = As<float>(r.Inputs("z")), q = As<float>(r.Inputs("q")), y = new float[z.Length], gradient = new float[z.Length];
        float epsilon = (float)r.Parameter("eps");
        Ste.RotationTrickForward(z, q, 2, y, epsilon);
        Ste.RotationTrickBackward(z, q, 2, epsilon, As<float>(r.Upstream), gradient);
        return Outcome.Of(y, ("z", gradient));
    }

    private static Outcome FiniteScalars(ReferenceRecord r)
    {
        double[] z = As<double>(r.Inputs("z")), y = new double[z.Length], gradient = new double[z.Length];
        double epsilon = r.Parameter("eps");
        int[] levels = r.IntegersOf("levels"), indices = new int[z.Length / levels.Length];
        Ste.FiniteScalarQuantizeForward(z, levels, y, indices, epsilon);
        AssertIndices(r, indices);
        Ste.FiniteScalarQuantizeBackward(z, levels, epsilon, As<double>(r.UpstreamOf("codes")), gradient);
        return Outcome.Of(y, ("z", gradient));
    }

    private static Outcome FiniteScalarsSingle(ReferenceRecord r)
    {
        float[] z = As<float>(r.Inputs("z")), y = new float[z.Length], gradient = new float[z.Length];
        float epsilon = (float)r.Parameter("eps");
        int[] levels = r.IntegersOf("levels"), indices = new int[z.Length / levels.Length];
        Ste.FiniteScalarQuantizeForward(z, levels, y, indices, epsilon);
        AssertIndices(r, indices);
        Ste.FiniteScalarQuantizeBackward(z, levels, epsilon, As<float>(r.UpstreamOf("codes")), gradient);
        return Outcome.Of(y, ("z", gradient));
    }

    private static Outcome LookupFree(ReferenceRecord r)
    {
        double[] z = As<double>(r.Inputs("z")), y = new double[z.Length], gradient = new double[z.Length];
        double scale = r.Parameter("codebook_scale");
        int dim = r.Columns("z");
        int[] indices = new int[z.Length / dim];
        Ste.LookupFreeQuantizeForward(z, dim, y, indices, scale);
        AssertIndices(r, indices);
        Ste.LookupFreeQuantizeBackward(z, dim, scale, As<double>(r.UpstreamOf("y")), gradient);
        return Outcome.Of(y, ("z", gradient));
    }

    private static Outcome LookupFreeSingle(ReferenceRecord r)
    {
        float[] z = As<float>(r.Inputs("z")), y = new float[z.Length], gradient = new float[z.Length];
        float scale = (float)r.Parameter("codebook_scale");
        int dim = r.Columns("z");
        int[] indices = new int[z.Length / dim];
        Ste.LookupFreeQuantizeForward(z, dim, y, indices, scale);
        AssertIndices(r, indices);
        Ste.LookupFreeQuantizeBackward(z, dim, scale, As<float>(r.UpstreamOf("y")), gradient);
        return Outcome.Of(y, ("z", gradient));
    }

    private static Outcome SimVq(ReferenceRecord r)
    {
        double[] z = As<double>(r.Inputs("z")), frozen = As<double>(r.Inputs("frozen_codebook")), w = As<double>(r.Inputs("W")), y = new double[z.Length], zGradient = new double[z.Length], more = new double[z.Length], wGradient = new double[w.Length];
        double beta = r.Parameter("input_to_quantize_commit_loss_weight");
        int[] indices = new int[z.Length / 2];
        Ste.SimVqForward(z, frozen, w, 2, y, indices);
        AssertIndices(r, indices);
        ReferenceRecord.AssertEqual(r.Output("commit_loss")[0], Ste.SimVqLoss(z, frozen, w, 2, beta), r.ForwardTolerance, "loss");
        Ste.SimVqBackward(z, frozen, w, 2, As<double>(r.UpstreamOf("y")), zGradient);
        Ste.SimVqLossBackward(z, frozen, w, 2, beta, r.UpstreamOf("commit_loss")[0], more, wGradient);
        return Outcome.Of(y, ("z", [.. zGradient.Zip(more, (a, b) => a + b)]), ("W", wGradient));
    }

    private static Outcome SimVqSingle(ReferenceRecord r)
    {
        float[] z = As<float>(r.Inputs("z")), frozen = As<float>(r.Inputs("frozen_codebook")), w = As<float>(r.Inputs("W")), y = new float[z.Length], zGradient = new float[z.Length], more = new float[z.Length], wGradient = new float[w.Length];
        float beta = (float)r.Parameter("input_to_quantize_commit_loss_weight");
        int[] indices = new int[z.Length / 2];
        Ste.SimVqForward(z, frozen, w, 2, y, indices);
        AssertIndices(r, indices);
        ReferenceRecord.AssertEqual(r.Output("commit_loss")[0], Ste.SimVqLoss(z, frozen, w, 2, beta), ReferenceRecord.SingleTolerance, "loss");
        Ste.SimVqBackward(z, frozen, w, 2, As<float>(r.UpstreamOf("y")), zGradient);
        Ste.SimVqLossBackward(z, frozen, w, 2, beta, (float)r.UpstreamOf("commit_loss")[0], more, wGradient);
        return Outcome.Of(y, ("z", [.. zGradient.Zip(more, (a, b) => a + b)]), ("W", wGradient));
    }
}
